"""The notions of everyday Chinese: every expression is found where its examples say, and only there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

import nlu.language
from nlu.clean import clean
from nlu.language import Notion, notion_entries, notion_examples
from nlu.language.notions import Example
from nlu.phrases import BEGIN, END, GAP, QUANTITY, Entry, Found, PhraseBook, Span
from nlu.quantities import Mention, scan

FOLDER = Path(nlu.language.__file__).parent
FEW = 12
"""So many plain words need no exclusions."""
_KEY = re.compile(r'^  (?:"([^"]+)"|([^:\n]+)): \[', re.M)
_MARKS = re.compile("|".join((GAP, QUANTITY, BEGIN, END)))


@cache
def _book() -> PhraseBook[Notion]:
    """The notions as they are used."""
    return PhraseBook(notion_entries())


@cache
def _unchecked() -> PhraseBook[Notion]:
    """The notions without what does not count."""
    return PhraseBook(entry for entry in notion_entries() if not entry.excluded)


@cache
def _each() -> PhraseBook[tuple[Notion, str]]:
    """Every expression by itself."""
    return PhraseBook(
        Entry((entry.key, entry.expression), entry.expression) for entry in notion_entries()
    )


@cache
def _examples() -> Mapping[Notion, Sequence[Example]]:
    examples: dict[Notion, list[Example]] = {notion: [] for notion in Notion}
    for example in notion_examples():
        examples[example.notion].append(example)
    return examples


def _read(sentence: str) -> tuple[str, list[Mention]]:
    text = clean(sentence).text
    return text, scan(text)


def _places(example: Example, text: str, quantities: list[Mention]) -> list[Span]:
    """Where the expression itself stands in its example."""
    key = (example.notion, example.expression)
    return [(f.start, f.end) for f in _each().find(text, quantities) if f.key == key]


def _of(notion: Notion, found: list[Found[Notion]]) -> list[Span]:
    return [(f.start, f.end) for f in found if f.key == notion]


def _is_inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _wrong(example: Example) -> str | None:
    """What is wrong with an example, or `None`."""
    text, quantities = _read(example.sentence)
    places = _places(example, text, quantities)
    if not places:
        return "does not hold its expression"
    spans = _of(example.notion, _book().find(text, quantities))
    if example.found:
        covered = any(_is_inside(place, span) for place in places for span in spans)
        return None if covered else "is not found"
    if any(start < span[1] and span[0] < end for start, end in places for span in spans):
        return "is found, but should not count"
    without = _of(example.notion, _unchecked().find(text, quantities))
    needed = any(_is_inside(span, place) for place in places for span in without)
    return None if needed else "would not be found anyway"


@pytest.mark.parametrize("notion", Notion)
def test_examples(notion: Notion) -> None:
    wrong = {
        f"{example.expression}: {example.sentence}": reason
        for example in _examples()[notion]
        if (reason := _wrong(example)) is not None
    }
    assert wrong == {}


def _written(notion: Notion) -> Iterator[str]:
    """Every expression as the file has it: YAML itself overlooks one written twice."""
    for quoted, plain in _KEY.findall((FOLDER / f"{notion.value}.yml").read_text("utf-8")):
        yield quoted or plain


@pytest.mark.parametrize("notion", Notion)
def test_no_expression_is_written_twice(notion: Notion) -> None:
    assert [word for word, times in Counter(_written(notion)).items() if times > 1] == []


@pytest.mark.parametrize("notion", Notion)
def test_says_what_does_not_count(notion: Notion) -> None:
    excluded = [entry for entry in notion_entries() if entry.key == notion and entry.excluded]
    words = [entry for entry in notion_entries() if entry.key == notion and not entry.excluded]
    assert len(excluded) >= 3 or len(words) <= FEW


def test_expressions_are_written_as_messages_are_read() -> None:
    """Full-width commas or traditional characters would never be found."""
    literals = ((entry, _MARKS.sub("", entry.expression)) for entry in notion_entries())
    assert [entry for entry, literal in literals if clean(literal).text != literal] == []


def test_every_file_is_a_notion() -> None:
    assert {file.stem for file in FOLDER.glob("*.yml")} == {notion.value for notion in Notion}
