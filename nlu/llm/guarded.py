"""Asking a server so that nobody waits for it longer than was agreed."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress

from .asking import Call, Outcome, Read, Tokens
from .breaker import Breaker
from .client import Answer, ModelFailedError, Server
from .in_time import within
from .prompt import Prompt
from .verifying import UnreadableError, Verified

MOST_REMEMBERED = 512


class Guarded:
    """A server within its time limit, with few questions out at once, and left alone when it fails.

    What was answered is remembered: a turn that has to be thought again asks nothing twice.
    """

    def __init__(
        self,
        server: Server,
        at_once: int,
        on_call: Callable[[Call], None] = lambda _: None,
        breaker: Breaker | None = None,
    ) -> None:
        self._server = server
        self._free = threading.BoundedSemaphore(at_once)
        self._on_call = on_call
        self._breaker = breaker or Breaker()
        self._remembered: OrderedDict[bytes, Verified] = OrderedDict()

    def ask(self, prompt: Prompt, read: Read) -> Verified | None:
        """What stood up of the answer; `None` when there was none in time."""
        key = hashlib.sha256(prompt.written().encode()).digest()
        known = self._remembered.get(key)
        if known is not None:
            return known
        call = self._called(prompt, read)
        self._on_call(call)
        if call.verified is not None:
            self._remember(key, call.verified)
        return call.verified

    def _called(self, prompt: Prompt, read: Read) -> Call:
        if not self._breaker.allows():
            return Call(Outcome.PAUSED)
        if not self._free.acquire(blocking=False):
            return Call(Outcome.BUSY)
        began, tokens = time.monotonic(), Tokens()
        try:
            answer = within(self._server.timeout, lambda: self._answer(prompt))
            tokens = answer.tokens
            found = read(answer.content)
        except ModelFailedError as error:
            self._breaker.failed(error.wait)
            return Call(error.outcome, time.monotonic() - began)
        except (TimeoutError, UnreadableError) as error:
            self._breaker.failed()
            late = isinstance(error, TimeoutError)
            outcome = Outcome.TIMEOUT if late else Outcome.UNREADABLE
            return Call(outcome, time.monotonic() - began, tokens)
        self._breaker.succeeded()
        return Call(Outcome.ANSWERED, time.monotonic() - began, tokens, found)

    def _answer(self, prompt: Prompt) -> Answer:
        """In a thread of its own; its place is free again when the server is done, however late."""
        try:
            return self._server.answer(prompt)
        finally:
            self._free.release()

    def _remember(self, key: bytes, found: Verified) -> None:
        self._remembered[key] = found
        while len(self._remembered) > MOST_REMEMBERED:
            with suppress(KeyError):  # another thread was faster
                self._remembered.popitem(last=False)
