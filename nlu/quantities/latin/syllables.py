"""Words in Latin letters cut into the syllables of pinyin: sanshijia is san shi jia."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINALS = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|"
    "er|a|o|e|i|u|v"
)
_SYLLABLE = re.compile(rf"(?:{_INITIALS})?(?:{_FINALS})")
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z\u00c0-\u01dc\u0300-\u030c]+"
)
_TOUCHING = re.compile(r"[\s']{0,2}")


@dataclass(frozen=True, slots=True)
class Sound:
    """A syllable or an Arabic number in the text."""

    word: str
    start: int
    end: int


def sound_runs(text: str) -> Iterator[list[Sound]]:
    """Stretches of syllables and Arabic numbers with at most a blank between them."""
    run: list[Sound] = []
    end = 0
    for token in _TOKEN.finditer(text):
        syllables = _syllables(token)
        touching = _TOUCHING.fullmatch(text, end, token.start()) is not None
        if run and not (syllables and touching):
            yield run
            run = []
        run += syllables
        end = token.end()
    if run:
        yield run


def _syllables(token: re.Match[str]) -> list[Sound]:
    """The syllables of one word, or none where it is no pinyin."""
    word, start = token.group(), token.start()
    if word[0].isdigit():
        return [Sound(word, start, token.end())]
    plain = [_toneless(char) for char in word]
    text = "".join(plain)
    if len(text) != len(word):
        return []
    return [Sound(text[a:b], start + a, start + b) for a, b in _cut(text)]


def _toneless(char: str) -> str:
    """A letter without its tone: ǐ is i, ü is v."""
    base = unicodedata.normalize("NFD", char)
    return "v" if "\u0308" in base else base[0].lower()


def _cut(word: str) -> list[tuple[int, int]]:
    """Where to cut a word into syllables, the longest first; nothing when it cannot be cut."""
    ways: dict[int, list[tuple[int, int]] | None] = {len(word): []}
    for start in range(len(word) - 1, -1, -1):
        ways[start] = None
        for length in range(min(6, len(word) - start), 0, -1):
            rest = ways[start + length]
            if rest is not None and _SYLLABLE.fullmatch(word, start, start + length):
                ways[start] = [(start, start + length), *rest]
                break
    return ways[0] or []
