"""Errors that people are told in one clear line."""


class UserError(Exception):
    """The person's input or set-up is wrong; the message says what, where and what to do."""


class NotNowError(Exception):
    """The store cannot be used just now; the message says what whoever sent something should do."""


class NotKeptError(NotNowError):
    """A message could not be written down: it is as if it had not been sent."""

    def __init__(self) -> None:
        super().__init__("系统忙，这一句没有收到，请再发一次。")


class BusyError(NotKeptError):
    """More is asked than can be answered in time: turned away before it was written down."""

    def __init__(self) -> None:
        NotNowError.__init__(self, "现在问的人太多，这一句没有收到，过一会儿请再发一次。")


class KeptError(NotNowError):
    """A message is written down, its answer comes later: it must not be sent as a new one."""

    def __init__(self) -> None:
        super().__init__("收到了，还在算。过一会儿再说一句，就给您答复。")
