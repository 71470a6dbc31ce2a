"""Forms of speech are found where their examples say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nlu
from nlu.language.forms import form, form_examples, forms

_NAME = re.compile(r"(?m)^(\w+):$")


@pytest.mark.parametrize(("name", "text", "found"), list(form_examples()))
def test_a_form_is_found_in_its_examples_alone(name: str, text: str, found: bool) -> None:
    assert bool(form(name).search(text)) is found


def test_no_form_is_named_twice() -> None:
    files = (Path(nlu.__file__).parent / "language" / "forms").glob("*.yml")
    named = [name for file in files for name in _NAME.findall(file.read_text("utf-8"))]
    assert sorted(named) == sorted(forms())


def test_every_form_is_looked_for() -> None:
    sources = Path(nlu.__file__).parent.parent
    looked_for = "".join(
        file.read_text("utf-8")
        for package in ("nlu", "conversations")
        for file in (sources / package).rglob("*.py")
    )
    inside = "".join(each.pattern for each in forms().values())
    unused = [n for n in forms() if f'"{n}"' not in looked_for and f"{{{n}}}" not in inside]
    assert not unused
