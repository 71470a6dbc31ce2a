"""The quantity language, specified by nlu/quantities/examples.yml."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

import nlu.quantities
from nlu.clean import clean
from nlu.quantities import Mention, scan

EXAMPLES = Path(nlu.quantities.__file__).parent / "examples.yml"


def _examples() -> Iterator[tuple[str, str]]:
    for examples in yaml.safe_load(EXAMPLES.read_text("utf-8")).values():
        yield from ((str(said), str(meant)) for said, meant in examples.items())


def written(mention: Mention) -> str:
    """A mention in the notation of the example file."""
    interval = mention.interval

    def plain(number: Decimal) -> str:
        return f"{number.normalize():f}"

    if interval.is_exact:
        value = plain(interval.low)
    elif not interval.has_ceiling:
        value = f"{'>' if interval.low_open else '>='} {plain(interval.low)}"
    elif not interval.has_floor:
        value = f"{'<' if interval.high_open else '<='} {plain(interval.high)}"
    else:
        opening, closing = "(" if interval.low_open else "[", ")" if interval.high_open else "]"
        value = f"{opening}{plain(interval.low)}, {plain(interval.high)}{closing}"
    return f"{'约 ' if mention.approx else ''}{value} {mention.unit or '-'}"


@pytest.mark.parametrize(("said", "meant"), list(_examples()))
def test_example(said: str, meant: str) -> None:
    found = "; ".join(written(mention) for mention in scan(clean(said).text))
    assert (found or "无") == meant


def test_places_are_those_of_the_typed_text() -> None:
    typed = "有４０ 多家，３，０００万"
    message = clean(typed)
    spans = [message.span(m.start, m.end) for m in scan(message.text)]
    assert [typed[start:end] for start, end in spans] == ["４０ 多家", "３，０００万"]
