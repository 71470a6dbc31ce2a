"""Telegram: its updates, its messages, and the channel between them and the conversation."""
