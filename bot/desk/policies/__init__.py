"""Policies looked through at the desk: the text beside its rules, versions, released by another."""
