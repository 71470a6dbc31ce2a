"""Which measures a message speaks of: found by the pack's own words, not trained on any policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .context import Context
from .log_linear import LogLinear
from .message import Message
from .pack_words import PackWords
from .topic_features import CALLED, LABEL, TopicWords

WEIGHTS = Path(__file__).parent / "data" / "weights" / "topics.yml"
LIKELY = 0.5


@dataclass(frozen=True)
class TopicFinder:
    """Finds the measures of one pack in its messages."""

    words: TopicWords
    weights: LogLinear

    def only(self, words: PackWords) -> TopicFinder:
        """The finder of some of the measures, by their words alone."""
        return TopicFinder(TopicWords(words), self.weights)

    def find(self, message: Message, context: Context) -> tuple[str, ...]:
        """The measures that a message probably speaks of, in the order of the policy."""
        probable = self.probabilities(message, context)
        return tuple(m for m in self.words.outline.measures if probable.get(m, 0.0) > LIKELY)

    def called(self, message: Message) -> tuple[str, ...]:
        """The measures that a question calls by what they are called, of one clause."""
        found = self.words.called(message)
        clauses = {self.words.outline.measures[measure].clause for measure in found}
        return (
            tuple(m for m in self.words.outline.measures if m in found) if len(clauses) == 1 else ()
        )

    def probabilities(self, message: Message, context: Context) -> Mapping[str, float]:
        """How probable each measure is that anything speaks for; one named by its number is certain.

        Where a clause holds several and some are called by name as well, those are meant.
        """
        found = self.words.features(message, context)
        labelled = {measure for measure, features in found.items() if LABEL in features}
        certain = {measure for measure in labelled if CALLED in found[measure]} or labelled
        return {
            measure: 1.0 if measure in certain else self.weights.probability(features)
            for measure, features in found.items()
        }


@cache
def topic_weights() -> LogLinear:
    """The shipped weights. Raises OSError when they are not there."""
    return LogLinear.load(WEIGHTS)
