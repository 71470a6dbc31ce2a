"""Which facts and measures of many packs a message may speak of: what is asked, what was told,
what its words call, and what belongs to those. The readers look at these alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from .context import Context
from .labels import Labels
from .measure_texts import pairs_of
from .message import Cue, Message
from .outline import Outline
from .pack_words import PackWords, Word, WordKind

MOST_FACTS, MOST_ALIKE = 60, 8
"""Facts that are read closely; measures that are looked at for sharing characters with a message."""
_OF_FACTS = frozenset(
    {WordKind.NAME, WordKind.NOUN, WordKind.SAID, WordKind.DENIED, WordKind.VALUE}
)


@dataclass(frozen=True)
class Shortlist:
    """Chooses among the facts of several packs."""

    words: PackWords

    @property
    def outline(self) -> Outline:
        return self.words.outline

    @property
    def is_needed(self) -> bool:
        """Whether there are several packs: beside facts of others the network is less sure."""
        return len(self.words.packs) > 1

    @property
    def is_long(self) -> bool:
        """Whether there are more facts than can be compared one by one."""
        return len(self.outline.facts) > MOST_FACTS

    def of(self, message: Message, context: Context) -> tuple[PackWords, Message]:
        """The words of what a message may speak of, and the message with those words alone."""
        measures = [m for m in dict.fromkeys(self._measures(message, context)) if m in self._known]
        facts = dict.fromkeys(islice(self._facts(message, context, measures), MOST_FACTS))
        words = self.words.only(facts, measures)
        kept = words.outline
        cues = [cue for cue in message.cues if _is_of(cue, kept)]
        return words, replace(message, cues=cues)

    @property
    def _known(self) -> Mapping[str, object]:
        return self.outline.measures

    def _measures(self, message: Message, context: Context) -> Iterator[str]:
        yield from self._labels.named(message.text, message.mentions)
        yield from context.focus
        for cue in message.words(WordKind.MEASURE):
            if isinstance(cue.key, Word):
                yield cue.key.of
        yield from self._alike(message.text)

    def _facts(self, message: Message, context: Context, measures: list[str]) -> Iterator[str]:
        seen: set[str] = set()
        for fact in self._wanted(message, context, measures):
            if fact in self.outline.facts and fact not in seen:
                seen.add(fact)
                yield fact

    def _wanted(self, message: Message, context: Context, measures: list[str]) -> Iterator[str]:
        """The likeliest first."""
        yield from context.pending
        yield from reversed(context.told)
        yield from context.roles
        called = [cue.key for cue in message.cues if isinstance(cue.key, Word)]
        yield from (word.of for word in called if word.kind in _OF_FACTS)
        scenes = {word.of for word in called if word.kind is WordKind.SCENE}
        yield from (fact for scene in scenes for fact in self._of_scene.get(scene, ()))
        for measure in measures:
            yield from self.outline.measures[measure].facts
        of_roles = (m for role in context.roles for m in self.outline.measures_of.get(role, ()))
        yield from (fact for m in of_roles for fact in self.outline.measures[m].facts)
        yield from (word.of for word in called if word.kind is WordKind.GENERIC)

    def _alike(self, text: str) -> list[str]:
        """The measures that share most telling pairs of characters with a text."""
        shared: Counter[str] = Counter()
        for pair in pairs_of(text):
            having = self._having.get(pair, ())
            for measure in having:
                shared[measure] += 1 / len(having)  # type: ignore[assignment]
        return [measure for measure, _ in shared.most_common(MOST_ALIKE)]

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self.outline.measures)

    @cached_property
    def _having(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name, measure in self.outline.measures.items():
            labels = (self.outline.facts[fact].label for fact in measure.facts)
            for pair in pairs_of(" ".join((measure.title, measure.text, *labels))):
                found.setdefault(pair, []).append(name)
        return {pair: tuple(having) for pair, having in found.items()}

    @cached_property
    def _of_scene(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for fact in (*self.words.file.numbers, *self.words.file.claims):
            found.setdefault(self.words.scene(fact), []).append(fact)
        return {scene: tuple(facts) for scene, facts in found.items()}


def _is_of(cue: Cue, kept: Outline) -> bool:
    """Whether a cue is of everyday language, or of what is kept."""
    if not isinstance(cue.key, Word) or cue.key.kind in (WordKind.SCENE, WordKind.POLICY):
        return True
    return cue.key.of in (kept.measures if cue.key.kind is WordKind.MEASURE else kept.facts)
