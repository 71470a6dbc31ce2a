"""The families of quantities, a file of sentences each."""

from __future__ import annotations

from pathlib import Path

import pytest

import nlu
from bot.assembly import Parts
from nlu import load_quantities, score

FAMILIES = sorted((Path(nlu.__file__).parent / "data" / "quantities" / "families").glob("*.yml"))


def test_every_family_has_its_sentences() -> None:
    assert len(FAMILIES) >= 16
    assert all(len(load_quantities(family)) >= 20 for family in FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.stem)
def test_family(parts: Parts, family: Path) -> None:
    figures = score(parts.understanding, (), load_quantities(family))
    assert not figures.quantity_misses
