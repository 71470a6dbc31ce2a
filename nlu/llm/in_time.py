"""A time limit for work that has none of its own that can be trusted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises, or TimeoutError when it takes longer.

    A server that sends a byte now and then holds a reading client forever: the work is left to
    a thread that nobody waits for, also when the process ends.
    """
    found: Future[T] = Future()

    def run() -> None:
        try:
            found.set_result(work())
        except BaseException as error:
            found.set_exception(error)

    threading.Thread(target=run, name="llm", daemon=True).start()
    return found.result(timeout=seconds)
