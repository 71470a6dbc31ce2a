"""Clauses of a message and how each is meant: as a statement, a plan, a supposition …

Only plain statements about the speaker's own business today are facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .language import Notion
from .language.forms import form
from .pack_words import Word
from .quantities import numerals
from .statements import Mark

if TYPE_CHECKING:
    from .message import Message

_STOPS = frozenset(",。;:!?…()/\n\t 、")
_NO_END = "、"
"""Stands between parts of one clause."""
_OPENING = 4
"""Characters from the beginning of a clause in which its subject is named."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the message and how it is meant."""

    text: str
    start: int
    end: int
    asks: bool = False
    supposed: bool = False
    is_settled: bool = False
    """就按1900算吧: a number that is taken as it is."""
    planned_from: int | None = None
    """Where in the message a plan begins."""
    under_construction: bool = False
    of_others: bool = False
    past: bool = False
    last_year: bool = False
    threshold: bool = False

    @property
    def planned(self) -> bool:
        return self.planned_from is not None

    def mark_at(self, place: int) -> Mark | None:
        """Why what stands at a place of the message is no fact of the speaker's present."""
        if self.of_others:
            return "others"
        if self.past:
            return "past"
        return "planned" if self.planned_from is not None and place >= self.planned_from else None


def divided(message: Message) -> list[Clause]:
    """The clauses of a message, in order; suppositions, plans and other firms carry over."""
    found: list[Clause] = []
    for start, end in _stretches(message):
        found.append(_Meant(message, start, end, found[-1] if found else None).clause())
    return _of_last_year(message, _not_yet(message, _either_or(found)))


def _of_last_year(message: Message, parts: list[Clause]) -> list[Clause]:
    """那去年呢，平台刚开始，入网22家: what follows is of last year, until this one is named."""
    carried = False
    for place, part in enumerate(parts):
        now = message.has(Notion.NOW, part.start, part.end) and not part.last_year
        asked = form("what_of_last_year").search(part.text) is not None
        carried = not now and (carried or asked)
        if carried:
            parts[place] = replace(part, last_year=True)
    return parts


def _either_or(parts: Sequence[Clause]) -> list[Clause]:
    """是注册那年算第一年，还是交钱那年？ asks of both."""
    asked = [
        replace(part, asks=True) if after.asks and form("or_else").match(after.text) else part
        for part, after in pairwise(parts)
    ]
    return [*asked, *parts[-1:]]


def _not_yet(message: Message, parts: list[Clause]) -> list[Clause]:
    """准备报省级专精特新，还没批: neither is so yet; of a clause with a thing of its own that one alone."""
    for place, part in enumerate(parts):
        if not message.has(Notion.NOT_YET, part.start, part.end):
            continue
        parts[place] = replace(part, planned_from=part.start)
        names = any(
            isinstance(c.key, Word) for c in message.cues if part.start <= c.start < part.end
        )
        if place and not names and not message.has(Notion.SUBSIDY, part.start, part.end):
            parts[place - 1] = replace(parts[place - 1], planned_from=parts[place - 1].start)
    return parts


def _stretches(message: Message) -> Iterator[tuple[int, int]]:
    text = message.text
    inside = {i for m in message.mentions for i in range(m.start + 1, m.end)}
    begins = {c.start for c in message.notion(Notion.BREAK)} - inside
    start = 0
    for place, char in enumerate(text):
        stops = (char in _STOPS and char != _NO_END) or _trails_off(text, place)
        stops = stops or _is_drawn_out(text, place)
        breaks = stops and place not in inside
        if breaks or (place in begins and place > start):
            if text[start:place].strip():
                yield start, place
            start = place + 1 if breaks else place
    if text[start:].strip():
        yield start, len(text)


def _is_drawn_out(text: str, place: int) -> bool:
    """刚说啦~ 对了: a wave that no number stands before or after."""
    beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return text[place] == "~" and not any(char.isalnum() and char.isascii() for char in beside)


def _trails_off(text: str, place: int) -> bool:
    """One of the dots that …… is typed with."""
    return text[place] == "." and "." in (text[place - 1 : place], text[place + 1 : place + 2])


@dataclass(frozen=True)
class _Meant:
    """One stretch, with the clause before it."""

    message: Message
    start: int
    end: int
    before: Clause | None

    def clause(self) -> Clause:
        before, own, now = self.before, self._is_own, self._is_now
        carried_plan = before is not None and before.planned and not own and not now
        construction, settled = self._has(Notion.UNDER_CONSTRUCTION), self._is_settled
        planned_from = self.start if carried_plan else self._first(Notion.PLAN)
        return Clause(
            self.message.text[self.start : self.end],
            self.start,
            self.end,
            asks=self._asks,
            is_settled=settled,
            supposed=not settled
            and (self._carries("supposed", own or self._turns_to_another) or self._supposes),
            planned_from=None if construction else planned_from,
            under_construction=construction,
            of_others=self._is_of_others(own),
            past=self._is_past(own, now),
            last_year=self._has(Notion.LAST_YEAR) or self._year == self.message.today.year - 1,
            threshold=self._has(Notion.THRESHOLD),
        )

    def _has(self, notion: Notion) -> bool:
        return self.message.has(notion, self.start, self.end)

    @property
    def _asks(self) -> bool:
        text = self.message.text
        asking = self._has(Notion.QUESTION) and not self._says_there_is_none
        if asking or text[self.end : self.end + 1] == "?":
            return True
        asks = _YES_OR_NO.search(text, self.start, self.end) or _ENGLISH.match(
            text, self.start, self.end
        )
        return bool(asks) or form("counted_from").search(text[self.start : self.end]) is not None

    @property
    def _turns_to_another(self) -> bool:
        """要是扩到一百二，能拿吗？我姐夫有个海外仓: a question is over, and another is spoken of."""
        asked = self.before is not None and self.message.text[self.before.end :][:1] == "?"
        return asked and self.message.has(Notion.OTHERS, self.start, self.start + _OPENING)

    @property
    def _supposes(self) -> bool:
        begins = form("supposes").search(self.message.text[self.start : self.end])
        return begins is not None or self._has(Notion.SUPPOSITION)

    @property
    def _says_there_is_none(self) -> bool:
        """国家级没有 tells, 发钱了没有 asks."""
        cues = self.message.notion(Notion.QUESTION, self.start, self.end)
        ends = self.message.text[self.start : self.end]
        return form("there_is_none").search(ends) is not None and all(
            form("no_more_than_none").match(ends[cue.start - self.start :]) for cue in cues
        )

    @property
    def _is_settled(self) -> bool:
        """就按1900算吧 is no what-if."""
        return self._has(Notion.SETTLED) and not self._has(Notion.QUESTION)

    def _first(self, notion: Notion) -> int | None:
        return next((c.start for c in self.message.notion(notion, self.start, self.end)), None)

    def _carries(self, name: str, own: bool) -> bool:
        return self.before is not None and not own and getattr(self.before, name) is True

    @property
    def _is_own(self) -> bool:
        """Whether it begins with the speaker's own firm."""
        return any(
            cue.start <= self.start + _OPENING
            and not self.message.starts_at(Notion.OTHERS, cue.end, 1)
            for cue in self.message.notion(Notion.SELF, self.start, self.end)
        )

    @property
    def _is_now(self) -> bool:
        year = self._year
        this_or_last = year is not None and year >= self.message.today.year - 1
        return this_or_last or self._has(Notion.NOW) or self._has(Notion.LAST_YEAR)

    def _is_of_others(self, own: bool) -> bool:
        relayed = self.message.has(Notion.CALLER)
        return self._carries("of_others", own) or (not relayed and self._has(Notion.OTHERS))

    def _is_past(self, own: bool, now: bool) -> bool:
        year = self._year
        long_ago = year is not None and year < self.message.today.year - 1
        dated = any(m.since and self.start <= m.core < self.end for m in self.message.mentions)
        formerly = self._has(Notion.FORMERLY) or self._has(Notion.YEARS_AGO) or long_ago
        return not now and not dated and (self._carries("past", own) or formerly)

    @property
    def _year(self) -> int | None:
        return _named_year(self.message.text[self.start : self.end])


_YES_OR_NO = re.compile(
    r"(?P<verb>[^\W\d_不没])[不没冇唔](?P=verb)|(?<![不没冇唔])(?P<may>能|可以|会|要|是|有|算)\w{1,3}[不没冇唔](?P=may)"
    r"|(?<=[^\s,我们你您他她它也都就还])还是(?=\w)(?![没不老得这那要有]|一样)"
)
"""冲不冲突, 能报不能报, 按合同还是按报关单: asked by the form of the sentence."""
_ENGLISH = re.compile(
    r"\s*(?:(?:and|so|but|then|also|or|well|ok|okay)\s+)*(?:when|where|what|which|how|why|whether|who|whom"
    r"|can|could|do|does|did|is|are|am|was|will|would|should|may|shall)\b",
    re.IGNORECASE,
)
"""When is it paid, does it count: asked by the word it begins with."""
_YEAR = re.compile(
    r"(?<!\d)(20\d\d|二[零〇○][零〇○一二三四五六七八九]{2})年(?!\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)"
    r"|(?<![\d.])(20[12]\d)(?=\s*(?:全年|是|那年|总共|一共|合计|做了))"
)


def _named_year(part: str) -> int | None:
    """The calendar year that figures are told for; a month makes it a date."""
    found = _YEAR.search(part)
    if found is None:
        return None
    year = found[1] or found[2]
    return int("".join(c if c.isdigit() else str(numerals.DIGITS[c]) for c in year))
