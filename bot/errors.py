"""Errors of use: one clear line on stderr, exit code 2."""


class UserError(Exception):
    """The person's input or set-up is wrong; the message says what, where and what to do."""
