"""An understanding that asks a stand-in for a language model, and how that went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from nlu import Call, Context, Guarded, LanguageModel, Meaning, ModelServer, Outcome, Understanding
from nlu.learned.sayings import Sayings
from nlu.llm import ModelReader, Rejected
from nlu.llm.breaker import Breaker

TODAY = date(2026, 3, 1)
IN_DOUBT = "我们有800票"
TIMEOUT = 0.8


class Asking:
    """An understanding that asks the stand-in, and how that went."""

    def __init__(self, local: Understanding, url: str, **more: object) -> None:
        self.calls: list[Call] = []
        self.now = 0.0
        always = bool(more.pop("always", False))
        self.server = ModelServer(url, "stand-in", "a-key", TIMEOUT, **more).ready()  # type: ignore[arg-type]
        asking = Guarded(self.server, 2, self.calls.append, Breaker(lambda: self.now))
        third = ModelReader(Sayings(local.words), LanguageModel(asking, always))
        self.understanding = replace(local, reader=replace(local.reader, model=third))

    def parse(self, text: str, *pending: str, **more: object) -> Meaning:
        context = Context(TODAY, pending, **more)  # type: ignore[arg-type]
        return self.understanding.parse(text, context)

    @property
    def outcomes(self) -> list[Outcome]:
        return [call.outcome for call in self.calls]

    @property
    def rejected(self) -> dict[Rejected, int]:
        verified = self.calls[-1].verified
        return {} if verified is None else dict(verified.rejected)


Ask = Callable[..., Asking]
