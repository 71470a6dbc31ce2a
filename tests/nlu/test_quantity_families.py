"""The families of quantities, a file of sentences each."""

from __future__ import annotations

from pathlib import Path

import pytest

import nlu
from nlu import Understanding, load_quantities, score

FAMILIES = sorted((Path(nlu.__file__).parent / "data" / "quantities" / "families").glob("*.yml"))


def test_every_family_has_its_sentences() -> None:
    assert len(FAMILIES) >= 16
    assert all(len(load_quantities(family)) >= 20 for family in FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.stem)
def test_family(understanding: Understanding, family: Path) -> None:
    figures = score(understanding, (), load_quantities(family))
    assert not figures.quantity_misses
