"""2024年出口342万美元: numbers of years that are over, where only this year's count."""

from __future__ import annotations

from collections.abc import Container, Mapping

from nlu import Meaning, Told
from policy_engine import FactDefinition, Period, Quantity

from . import wording
from .placing import TELLS
from .worded import worded

_WORDS = worded("questions")["of_another_year"]


def said_of_other_years(
    facts: Mapping[str, FactDefinition], meaning: Meaning | None, known: Container[str]
) -> str:
    """What is said of such numbers: nothing where this year's is known or told beside them."""
    tells = meaning is not None and meaning.intent.name in TELLS
    over = [t for t in meaning.of(Told) if t.mark == "past"] if meaning and tells else []
    for fact, definition in facts.items():
        values = [t.value for t in over if t.fact == fact and isinstance(t.value, Quantity)]
        if values and definition.counted_over is Period.THIS_YEAR and fact not in known:
            numbers = "、".join(dict.fromkeys(wording.quantity(value) for value in values))
            return str(_WORDS.format(numbers, definition.label))
    return ""
