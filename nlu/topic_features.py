"""What speaks for a measure being talked of: its label, its words, its facts' words, its text.

Nothing here knows a policy; the features are weighed in data/weights/topics.yml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .context import Context
from .features import Embed
from .labels import Labels
from .language import Notion
from .language.forms import form
from .measure_texts import MeasureTexts
from .message import Cue, Message
from .outline import Outline
from .pack_words import PackWords, Word, WordKind

Measures = frozenset[str]
Features = dict[str, float]

SHORT = 10
"""Characters of a message that may be nothing but an answer."""
MOST_SHARED = 6.0
LABEL, CALLED, WORDED = "label", "called", "worded"
EVIDENCE = {
    WordKind.MEASURE: CALLED,
    WordKind.NAME: "number named",
    WordKind.NOUN: "noun",
    WordKind.SAID: "claim said",
    WordKind.DENIED: "claim denied",
    WordKind.VALUE: "value named",
    WordKind.SCENE: "scene",
}
"""What a word of each kind is evidence of; generic words are none."""


def _of_no_document(message: Message) -> tuple[Cue, ...]:
    """那个口岸和跨境电商的文件，我们能拿点什么: what the policy itself is called by names no measure."""
    named = form("names_the_document").search(message.text)
    end = named.end() if named is not None else 0
    return tuple(cue for cue in message.cues if cue.start >= end)


@dataclass(frozen=True)
class TopicWords:
    """What the measures of a pack are known by."""

    words: PackWords
    sense: Embed | None = None
    """Embeddings that can be compared (see `comparable`)."""

    @property
    def outline(self) -> Outline:
        return self.words.outline

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self.outline.measures)

    @cached_property
    def _texts(self) -> MeasureTexts:
        return MeasureTexts(self.outline, self.sense)

    def features(self, message: Message, context: Context) -> Mapping[str, Features]:
        """The features of every measure that anything speaks for."""
        named = self._labels.named(message.text, message.mentions)
        found: dict[str, Features] = {measure: {LABEL: 1.0} for measure in named}
        for cue, kind, measures in self._telling(_of_no_document(message)):
            for measure in measures:
                _note(found.setdefault(measure, {}), kind, cue, self._shared_by(kind, measures))
        silent = not any(_is_worded(features) for features in found.values())
        self._share_text(found, message.text)
        if silent:
            self._sense(found, message.text)
        for measure, features in found.items():
            features[f"bias{self._kind(measure)}"] = 1.0
            if context.pending:
                features["asked"] = 1.0
            if "number named" in features and not message.mentions:
                features["no number"] = 1.0
            if message.has(Notion.ELSEWHERE):
                features["elsewhere"] = 1.0
            if _is_worded(features):
                features[WORDED] = 1.0
                features["short answer"] = float(
                    bool(context.pending) and len(message.text) <= SHORT
                )
        _compare(found)
        return found

    def _telling(self, cues: Iterable[Cue]) -> list[tuple[Cue, WordKind, Measures]]:
        """The words that tell of measures; not those inside a longer word of other measures."""
        telling = [
            (cue, cue.key.kind, self._measures(cue.key, cue.expression))
            for cue in cues
            if isinstance(cue.key, Word) and cue.key.kind in EVIDENCE
        ]
        return [
            (cue, kind, measures)
            for cue, kind, measures in telling
            if not any(_swallows(c, cue) and of.isdisjoint(measures) for c, _, of in telling)
        ]

    def called(self, message: Message) -> Measures:
        """The measures that a question calls by what they are called."""
        asking = [part for part in message.clauses if part.asks] or message.clauses
        telling = self._telling(_of_no_document(message))
        of = [
            measures
            for cue, kind, measures in telling
            if kind is WordKind.MEASURE and any(p.start <= cue.start < p.end for p in asking)
        ]
        return frozenset().union(*of)

    def _shared_by(self, kind: WordKind, measures: Measures) -> int:
        """How many a word may mean; what is called alike in one clause (技改) means them all."""
        if kind is not WordKind.MEASURE:
            return len(measures)
        return len({self.outline.measures[measure].clause for measure in measures})

    def _measures(self, word: Word, expression: str) -> Measures:
        if word.kind is WordKind.MEASURE:
            return self._called[expression]
        if word.kind is WordKind.SCENE:
            return self._of_scene.get(word.of, frozenset())
        return self.outline.measures_of[word.of]

    @cached_property
    def _called(self) -> Mapping[str, Measures]:
        """The measures that each expression is written down for, mostly one."""
        found: dict[str, set[str]] = {}
        for measure, names in self.words.file.measures.items():
            for name in names:
                found.setdefault(name, set()).add(measure)
        return {name: frozenset(measures) for name, measures in found.items()}

    @cached_property
    def _of_scene(self) -> Mapping[str, Measures]:
        """The measures whose facts belong to a scene."""
        found: dict[str, set[str]] = {}
        for fact, measures in self.outline.measures_of.items():
            found.setdefault(self.words.scene(fact), set()).update(measures)
        return {scene: frozenset(measures) for scene, measures in found.items()}

    def _kind(self, measure: str) -> str:
        """A measure whose words nobody has written down is known by its text alone."""
        return "" if self.words.file.measures.get(measure) else " (unlisted)"

    def _share_text(self, found: dict[str, Features], text: str) -> None:
        """How much of the message stands in what the policy says of each measure."""
        shared = self._texts.shared(text)
        most = max(shared.values(), default=0.0)
        for measure, amount in shared.items():
            features = found.setdefault(measure, {})
            kind = self._kind(measure)
            features[f"text{kind}"] = min(amount, MOST_SHARED) / MOST_SHARED
            features[f"text compared{kind}"] = amount / most

    def _sense(self, found: dict[str, Features], text: str) -> None:
        """Without any word of the pack: how near in meaning, where only the text is known."""
        unlisted = [measure for measure in self.outline.measures if self._kind(measure)]
        near = self._texts.nearness(text, unlisted)
        most = max(near.values(), default=0.0)
        for measure, nearness in near.items():
            features = found.setdefault(measure, {})
            features["silent"] = 1.0
            features["near"] = nearness
            features["nearest"] = float(nearness == most)


def _note(features: Features, kind: WordKind, cue: Cue, measures: int) -> None:
    name = EVIDENCE[kind]
    if kind is WordKind.MEASURE and name in features:
        features["called twice"] = 1.0
    features[name] = max(features.get(name, 0.0), 1 / measures)


def _is_worded(features: Features) -> bool:
    return any(name in features for name in EVIDENCE.values())


def _swallows(longer: Cue, cue: Cue) -> bool:
    return (
        longer.start <= cue.start
        and cue.end <= longer.end
        and longer.end - longer.start > cue.end - cue.start
        and "…" not in longer.expression
    )


def _compare(found: Mapping[str, Features]) -> None:
    """Another measure that is named speaks against those that are not."""
    for name in (LABEL, CALLED, WORDED):
        having = [measure for measure, features in found.items() if name in features]
        for measure, features in found.items():
            if having and measure not in having:
                features[f"another {name}"] = 1.0
            elif having == [measure]:
                features[f"only {name}"] = 1.0
