"""What of a language model's answer stands up: the hard filters that every reader obeys.

Whatever a message made the model say, only a fact of the list passes, for a quantity that it can
be by unit, counter and currency, resting on words that stand in the message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from ..learned.opinion import sense_of
from ..senses import Sense
from .advice import Advice, ClaimAdvice, Key, NumberAdvice
from .question import Question
from .statuses import STATUSES

MOST_ON_ONE = 2
"""Claims that nobody asked for and that rest on the same words: more are no reading (全都是)."""
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class UnreadableError(Exception):
    """The answer is not JSON, or not in the form that was asked for."""


class Rejected(StrEnum):
    """Why a statement does not count."""

    FACT = "fact"
    STATUS = "status"
    QUANTITY = "quantity"
    UNIT = "unit"
    EVIDENCE = "evidence"
    UNLIKELY = "unlikely"
    CONTRADICTION = "contradiction"


class _Statement(BaseModel):
    model_config = ConfigDict(extra="ignore")
    evidence: StrictStr
    quantity: StrictInt | None
    fact: StrictStr | None
    status: StrictStr


class _Answer(BaseModel):
    statements: list[_Statement]


@dataclass(frozen=True)
class Verified:
    """What passed, and why the rest did not."""

    advice: Advice
    rejected: Mapping[Rejected, int] = field(default_factory=dict)


Possible = Callable[[Key, str], bool]
"""Whether words of a message may say anything of a claim at all."""


def verified(content: str, question: Question, possible: Possible) -> Verified:
    """What passes of an answer.

    Raises UnreadableError.
    """
    passed = _Passed(question, possible)
    for statement in _read(content).statements:
        passed.take(statement)
    return passed.all()


def _read(content: str) -> _Answer:
    """The object in an answer, whatever stands around it (```json, thoughts)."""
    found = _OBJECT.search(content)
    try:
        return _Answer.model_validate_json(found[0] if found else content)
    except ValidationError as error:
        raise UnreadableError(error.errors()[0]["type"]) from None


@dataclass
class _Passed:
    """Statements as they pass; several of one thing have to say the same."""

    question: Question
    possible: Possible
    numbers: dict[int, set[NumberAdvice]] = field(default_factory=dict)
    claims: dict[Key, set[ClaimAdvice]] = field(default_factory=dict)
    rejected: Counter[Rejected] = field(default_factory=Counter)

    def take(self, told: _Statement) -> None:
        refused = self._number(told) if told.quantity is not None else self._claim(told)
        if refused is not None:
            self.rejected[refused] += 1

    def _number(self, told: _Statement) -> Rejected | None:
        question = self.question
        places = list(question.quantities)
        if not 1 <= (told.quantity or 0) <= len(places):
            return Rejected.QUANTITY
        index = places[(told.quantity or 0) - 1]
        words, candidates = question.quantities[index]
        if words not in told.evidence or told.evidence not in question.text:
            return Rejected.EVIDENCE
        if told.status not in STATUSES:
            return Rejected.STATUS
        fact = None
        if told.fact is not None:
            saying = question.sayings.get(told.fact)
            if saying is None:
                return Rejected.FACT
            if saying.fact not in candidates:
                return Rejected.UNIT
            fact = saying.fact
        sense = sense_of(STATUSES[told.status])
        meant = Sense.UNSAID if sense is Sense.DENIED else sense
        self.numbers.setdefault(index, set()).add(NumberAdvice(fact, meant))
        return None

    def _claim(self, told: _Statement) -> Rejected | None:
        saying = self.question.sayings.get(told.fact or "")
        if saying is None:
            return Rejected.FACT
        if not saying.is_claim:
            return Rejected.QUANTITY  # a number fact without a number says nothing
        start = self.question.text.find(told.evidence)
        if start < 0 or not told.evidence.strip():
            return Rejected.EVIDENCE
        if told.status not in STATUSES:
            return Rejected.STATUS
        key = (saying.fact, saying.value)
        if not self.possible(key, told.evidence):
            return Rejected.UNLIKELY
        sense = sense_of(STATUSES[told.status])
        meant = Sense.TOLD if sense is Sense.ADDED else sense
        span = (start, start + len(told.evidence))
        self.claims.setdefault(key, set()).add(ClaimAdvice(meant, span))
        return None

    def all(self) -> Verified:
        numbers = {i: next(iter(said)) for i, said in self.numbers.items() if len(said) == 1}
        settled = ((key, _settled(said)) for key, said in self.claims.items())
        claims = {key: told for key, told in settled if told is not None}
        parted = len(self.numbers) - len(numbers) + len(self.claims) - len(claims)
        if parted:
            self.rejected[Rejected.CONTRADICTION] += parted
        crowded = set(self._crowded(claims))
        if crowded:
            self.rejected[Rejected.UNLIKELY] += len(crowded)
        standing = {key: said for key, said in claims.items() if key not in crowded}
        return Verified(Advice(numbers, standing), self.rejected)

    def _crowded(self, claims: Mapping[Key, ClaimAdvice]) -> Iterator[Key]:
        """Facts beside each other that the same few words are to say."""
        volunteered = [key for key in claims if key[0] not in self.question.pending]
        on = Counter(claims[key].span for key in volunteered)
        yield from (key for key in volunteered if on[claims[key].span] > MOST_ON_ONE)


def _settled(said: Iterable[ClaimAdvice]) -> ClaimAdvice | None:
    """What several statements of one claim come to: what is said of the present (自己没有) counts
    beside what is said of others and of other times; yes and no together say nothing."""
    now = [one for one in said if one.sense in (Sense.TOLD, Sense.DENIED)]
    counts = sorted(now or said, key=lambda one: one.span)
    return counts[0] if len({one.sense for one in counts}) == 1 else None
