"""How well a message is understood, against gold: intents, topics, facts, quantities."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import Protocol

from policy_engine import Quantity, unit_of, written_value

from .clean import clean
from .context import Context
from .gold import GoldQuantities, GoldSentence
from .meaning import Meaning
from .quantities import Mention, scan
from .same_value import same

TODAY = date(2026, 3, 1)
BINS = 10


class Engine(Protocol):
    """Anything that understands messages."""

    def parse(self, message: str, context: Context) -> Meaning: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold sentence with what was understood of it."""

    gold: GoldSentence
    meaning: Meaning

    @property
    def intent_right(self) -> bool:
        return self.meaning.intent.name == self.gold.intent

    @property
    def topics_right(self) -> bool:
        return set(self.meaning.topics) == set(self.gold.topics)

    @property
    def facts_right(self) -> bool:
        return not (self.wrong or self.missing or self.invented)

    @property
    def wrong(self) -> list[str]:
        told = self.meaning.facts
        return [f for f, v in self.gold.facts.items() if f in told and not same(v, told[f])]

    @property
    def missing(self) -> list[str]:
        return [fact for fact in self.gold.facts if fact not in self.meaning.facts]

    @property
    def invented(self) -> list[str]:
        """Facts that were not told; a role known before may be heard again."""
        known, told = self.gold.roles, self.meaning.facts
        again = {fact for fact in known if told.get(fact) is True}
        return [fact for fact in told if fact not in self.gold.facts and fact not in again]

    @property
    def asked_back(self) -> list[str]:
        unclear = {fact for doubt in self.meaning.unclear for fact in doubt.facts}
        return [fact for fact in self.missing if fact in unclear]


@dataclass(frozen=True)
class Score:
    """The figures of one evaluation."""

    judged: Sequence[Judged]
    quantity_hits: int
    quantity_total: int
    quantity_misses: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    milliseconds: Sequence[float] = field(default_factory=tuple)

    def share(self, right: Iterable[bool]) -> float:
        marks = list(right)
        return sum(marks) / len(marks) if marks else 0.0

    @property
    def intents(self) -> float:
        return self.share(j.intent_right for j in self.judged)

    @property
    def topics(self) -> float:
        return self.share(j.topics_right for j in self.judged)

    @property
    def facts(self) -> float:
        return self.share(j.facts_right for j in self.judged)

    @property
    def frames(self) -> float:
        return self.share(j.intent_right and j.topics_right and j.facts_right for j in self.judged)

    @property
    def no_fact_invented(self) -> float:
        """Among sentences that hold no fact: how often none was found."""
        return self.share(not j.meaning.facts for j in self.judged if not j.gold.facts)

    @property
    def quantities(self) -> float:
        return self.quantity_hits / self.quantity_total if self.quantity_total else 0.0

    @property
    def fact_errors(self) -> Mapping[str, int]:
        """A wrong or invented fact is worse than a question."""
        return {
            "told": sum(len(j.gold.facts) for j in self.judged),
            "wrong": sum(len(j.wrong) for j in self.judged),
            "invented": sum(len(j.invented) for j in self.judged),
            "missing": sum(len(j.missing) for j in self.judged),
            "asked_back": sum(len(j.asked_back) for j in self.judged),
        }

    def per_intent(self) -> Mapping[str, tuple[int, int]]:
        """Right and all sentences of each intent."""
        right: Counter[str] = Counter(j.gold.intent for j in self.judged if j.intent_right)
        every: Counter[str] = Counter(j.gold.intent for j in self.judged)
        return {intent: (right[intent], count) for intent, count in sorted(every.items())}

    def per_fact(self) -> Mapping[str, tuple[int, int, int]]:
        """For each fact: told, rightly understood, wrong or invented."""
        told: Counter[str] = Counter(f for j in self.judged for f in j.gold.facts)
        bad: Counter[str] = Counter(f for j in self.judged for f in (*j.wrong, *j.invented))
        lost: Counter[str] = Counter(f for j in self.judged for f in (*j.wrong, *j.missing))
        return {f: (told[f], told[f] - lost[f], bad[f]) for f in sorted({*told, *bad})}

    def confusions(self) -> Sequence[tuple[tuple[str, str], int]]:
        """Gold and understood intent of the misses, most frequent first."""
        pairs = Counter(
            (j.gold.intent, j.meaning.intent.name) for j in self.judged if not j.intent_right
        )
        return pairs.most_common()

    def calibration_error(self) -> float:
        """Expected calibration error of the intent confidence over ten bins."""
        error = 0.0
        for low in range(BINS):
            inside = [
                j for j in self.judged
                if low / BINS < j.meaning.intent.confidence <= (low + 1) / BINS
            ]  # fmt: skip
            if inside:
                confidence = sum(j.meaning.intent.confidence for j in inside) / len(inside)
                accuracy = self.share(j.intent_right for j in inside)
                error += len(inside) / len(self.judged) * abs(confidence - accuracy)
        return error

    @property
    def median_milliseconds(self) -> float:
        return median(self.milliseconds) if self.milliseconds else 0.0


def score(
    engine: Engine, sentences: Sequence[GoldSentence], quantities: Sequence[GoldQuantities] = ()
) -> Score:
    """Run every gold sentence through `engine` and count."""
    judged, times = [], []
    for gold in sentences:
        began = time.perf_counter()
        judged.append(judge(engine, gold))
        times.append((time.perf_counter() - began) * 1000)
    hits, total, misses = _score_quantities(quantities)
    return Score(judged, hits, total, misses, times)


def judge(engine: Engine, gold: GoldSentence) -> Judged:
    """What an engine makes of one gold sentence."""
    context = Context(TODAY, gold.pending, roles=gold.roles, told=gold.told)
    return Judged(gold, engine.parse(gold.text, context))


def _score_quantities(
    sentences: Sequence[GoldQuantities],
) -> tuple[int, int, list[tuple[str, str, str]]]:
    """A sentence counts as right when all its quantities, and nothing else, are found."""
    misses = []
    for gold in sentences:
        found = scan(clean(gold.text).text)
        if not _matches(gold, found):
            wanted = "；".join(f"{value} {unit or '-'}" for _, value, unit in gold.quantities)
            got = "；".join(
                f"{m.text}={m.interval.low}…{m.interval.high} {m.unit or '-'}" for m in found
            )
            misses.append((gold.text, wanted or "无", got or "无"))
    return len(sentences) - len(misses), len(sentences), misses


def _matches(gold: GoldQuantities, found: Sequence[Mention]) -> bool:
    if len(gold.quantities) != len(found):
        return False
    return all(
        same(_gold_quantity(value, unit), mention.quantity()) and _unit_alike(unit, mention)
        for (_, value, unit), mention in zip(gold.quantities, found, strict=True)
    )


def _gold_quantity(value: str, unit: str | None) -> Quantity:
    """The 年 of 第二年 counts years, it measures none."""
    written = written_value(value, unit or "1")
    return replace(written_value(value), unit=unit_of("年")) if unit == "年" else written


def _unit_alike(unit: str | None, mention: Mention) -> bool:
    if unit is None or mention.unit is None:
        return unit == mention.unit
    times = {"day", "month", "year"}
    return clean(unit).text == mention.unit or (unit in times and mention.unit in times)
