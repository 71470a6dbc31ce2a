"""What was told before, spoken of again without a new value: 成交额那个去掉, 15家说的是集货仓."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .language import Notion
from .message import Cue
from .number_features import NumberReading
from .number_filters import is_denied
from .outline import Outline
from .pack_words import WordKind
from .quantities import Mention
from .said_of_a_part import is_said_of_a_part
from .statements import Amended, Corrected, Denied, Span, Statement, Told, Withdrawn

MOST_WORDS = 40
"""A longer message tells a story: what it leaves out it does not take back."""
_OF_ROLES = (WordKind.NOUN, WordKind.SAID, WordKind.SCENE)


def amended(reading: NumberReading, said: Collection[Statement]) -> tuple[Statement, ...]:
    """What the message takes back, moves to another fact, or calls wrong."""
    message = reading.message
    if len(message.text) > MOST_WORDS or message.text.endswith("?"):
        return ()
    return tuple(_Amending(reading, tuple(said)).found())


@dataclass(frozen=True)
class _Amending:
    reading: NumberReading
    said: tuple[Statement, ...]

    def found(self) -> Iterator[Statement]:
        """What is amended, and roles claimed before that the pack's own words deny."""
        message = self.reading.message
        spoken_of = {getattr(statement, "fact", "") for statement in self.said}
        for role in sorted(self.reading.context.roles - spoken_of):
            cue = self._called(role, WordKind.DENIED)
            part = None if cue is None else message.clause_at(cue.start)
            if cue is None or self._supposes:
                continue
            if part is None or not is_said_of_a_part(message, part):
                yield Denied(fact=role, span=(cue.start, cue.end), because=WordKind.DENIED.value)
        moved = self._moved()
        if moved is not None:
            yield moved
        elif (place := self._where_it_takes_away()) is not None:
            yield from self._taken_back(*place)
        elif message.has(Notion.MISTAKE) and not message.mentions and not self._supposes:
            whole = (0, len(message.text))
            named = self._numbers(WordKind.NAME, *whole) or self._numbers(WordKind.GENERIC, *whole)
            for fact, span in named:
                yield Amended(way="wrong", fact=fact, span=span, because=Notion.MISTAKE.value)

    @property
    def _supposes(self) -> bool:
        """要是把那个也改成公共的呢: nothing is wrong."""
        return any(part.supposed for part in self.reading.message.clauses)

    def _where_it_takes_away(self) -> Span | None:
        """The clause that takes something back, with the one before it where that tells nothing."""
        message = self.reading.message
        cue = next(message.notion(Notion.TAKE_AWAY), None)
        part = None if cue is None else message.clause_at(cue.start)
        if part is None or self._tells(part.start, part.end):
            return None
        before = next((p for p in reversed(message.clauses) if p.end <= part.start), None)
        if before is None or self._tells(before.start, before.end):
            return part.start, part.end
        return before.start, part.end

    def _tells(self, start: int, end: int) -> bool:
        """Whether a stretch tells something that holds."""
        return any(
            start <= s.span[0] < end and getattr(s, "value", None) is not None
            for s in self.said
            if getattr(s, "mark", None) is None
        )

    # -- of another fact ------------------------------------------------------------------------

    def _moved(self) -> Amended | None:
        """那个150万其实是新增出口的; 不是成交额，是集货仓的进出口额."""
        message, outline = self.reading.message, self.reading.outline
        again = message.has(Notion.EARLIER_WORDS) or message.has(Notion.MISTAKE)
        again = again or message.has(Notion.MEANT) or self._denies_what_it_was_told_as
        if len(message.mentions) == 1 and again:
            (mention,) = message.mentions
            if self._is_past(mention) or is_denied(message, mention):
                return None
            fits = self.reading.candidates(0)
            span = (mention.start, mention.end)
            meant = self._meant(fits)
            if len(meant) == 1:
                return Amended(
                    way="moved",
                    mention=mention,
                    meant=meant[0],
                    span=span,
                    because=Notion.MISTAKE.value,
                )
        if message.mentions:
            return None
        named = self._named(f for f, d in outline.facts.items() if d.is_number)
        denied = [f for f in named if f in self.reading.context.told and self._is_denied(f)]
        others = [f for f in named if f not in denied]
        if len(denied) != 1 or len(others) != 1 or not _alike(outline, denied[0], others[0]):
            return None
        span = (0, len(message.text))
        return Amended(
            way="moved", fact=denied[0], meant=others[0], span=span, because=Notion.MISTAKE.value
        )

    @property
    def _denies_what_it_was_told_as(self) -> bool:
        """86万是新增交易额，不是出口额, where 86万 was told of that."""
        said = {m.interval.low for m in self.reading.message.mentions}
        values = self.reading.context.values
        return any(value in said and self._is_denied(fact) for fact, value in values.items())

    def _is_past(self, mention: Mention) -> bool:
        """去年390万，那个是去年的: no other fact's, but another year's."""
        return any(
            isinstance(s, Told) and s.mark == "past" and s.span[0] < mention.end <= s.span[1]
            for s in self.said
        )

    def _meant(self, fits: Collection[str]) -> list[str]:
        """The facts that are called by name, else those of a scene that is named; none denied."""
        scene_of = self.reading.words.scene
        denied = {fact for fact in fits if self._is_denied(fact)}
        named = [fact for fact in self._named(fits) if fact not in denied]
        scenes = {scene_of(fact) for fact in denied}
        return named or [
            f for f in self._in_scene(fits) if f not in denied and scene_of(f) not in scenes
        ]

    def _in_scene(self, facts: Collection[str]) -> list[str]:
        message, words = self.reading.message, self.reading.words
        return [f for f in facts if message.has_word(WordKind.SCENE, words.scene(f))]

    def _is_denied(self, fact: str) -> bool:
        message = self.reading.message
        return any(
            message.ends_at(Notion.DENIAL, cue.start, 2)
            for cue in message.word(WordKind.NAME, fact)
        )

    # -- taken back -----------------------------------------------------------------------------

    def _taken_back(self, start: int, end: int) -> Iterator[Statement]:
        message, told = self.reading.message, self.reading.context.told
        if any(isinstance(s, Amended) for s in self.said):
            return
        named = self._numbers(WordKind.NAME, start, end) or [*self._roles(start, end)]
        if not any(start <= m.core < end and not m.article for m in message.mentions):
            named = named or self._numbers(WordKind.GENERIC, start, end)
        if not named and not message.mentions and told and message.has(Notion.EARLIER_WORDS):
            named = [(told[-1], (start, end))]
        for fact, span in named:
            yield Withdrawn(fact=fact, span=span, because=Notion.TAKE_AWAY.value)
        left = [s.span for s in self.said if isinstance(s, Corrected)]  # 只报一家 is what is left
        for mention in () if named else message.mentions:
            span = (mention.start, mention.end)
            if span in left or self._tells(*span):
                continue
            yield Amended(
                way="taken_back", mention=mention, span=span, because=Notion.TAKE_AWAY.value
            )

    def _numbers(self, kind: WordKind, start: int, end: int) -> list[tuple[str, Span]]:
        """The numbers told before that are called by words of one kind there, or as 家数."""
        message, words = self.reading.message, self.reading.words
        told = self.reading.context.told
        cues = {fact: next(message.word(kind, fact, start, end), None) for fact in told}
        here = {fact: (cue.start, cue.end) for fact, cue in cues.items() if cue is not None}
        if not here:
            part = message.text[start:end]
            return [(fact, (start, end)) for fact in told if words.counted_in(fact, part)]
        return [(f, span) for f, span in here.items() if not _is_inside_one(span, here.values())]

    def _roles(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        words = self.reading.words
        for role in sorted(self.reading.context.roles):
            for kind in _OF_ROLES:
                of = words.scene(role) if kind is WordKind.SCENE else role
                cue = next(self.reading.message.word(kind, of, start, end), None)
                if cue is not None:
                    yield role, (cue.start, cue.end)
                    break

    def _called(self, fact: str, kind: WordKind) -> Cue | None:
        return next(self.reading.message.word(kind, fact), None)

    def _named(self, facts: Collection[str] | Iterator[str]) -> list[str]:
        return [fact for fact in facts if self._called(fact, WordKind.NAME) is not None]


def _is_inside_one(span: Span, others: Collection[Span]) -> bool:
    """Whether a name is only part of a longer one."""
    return any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in others)


def _alike(outline: Outline, fact: str, other: str) -> bool:
    return outline.facts[fact].kind == outline.facts[other].kind
