"""The measures that a question sounds most like, where it names none: by the meaning of its words.

入了规给多少 is near 规上工业入统奖励, though they share one character.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from .features import Embed, Vector
from .kept_vectors import kept_vectors
from .pack_words import PackWords
from .quantities import Mention

LIKE, ALMOST, MOST = 0.4, 0.93, 2
"""How alike a measure must be at least; what part of the best is as good; where more than `MOST`
are as good, none is meant."""
OF_TEXT, OF_NUMBER = 0.5, 0.15
"""What the likeness to its sentence, and each number in it, count beside the likeness to its names."""
LONGEST_TEXT = 70
MOST_MEASURES, MOST_NAMES = 120, 1
"""Of many policies together there are too many to compare with; names of each that are compared
beside its title."""


@dataclass(frozen=True)
class NearMeasures:
    """The measures of a pack with the meaning of their names and sentences."""

    words: PackWords
    sense: Embed | None = None
    by: str = ""
    """What tells one `sense` from another, where vectors are kept."""
    kept: Path | None = None
    """A folder in which vectors may be kept."""

    def near(self, text: str, numbers: Sequence[Mention] = ()) -> Mapping[str, float]:
        """The measures most like a question and how alike, the most alike first; none where it is
        like many.

        A measure whose sentence has one of its `numbers` is more like it: 到底按5%还是20%.
        """
        if self.sense is None or len(self.words.outline.measures) > MOST_MEASURES:
            return {}
        there = self.sense(text)
        said = [text[m.start : m.end] for m in numbers if m.unit is not None]
        texts = {key: outline.text for key, outline in self.words.outline.measures.items()}
        scores = {
            key: _likeness(there, *vectors) + OF_NUMBER * sum(n in texts[key] for n in said)
            for key, vectors in self._vectors.items()
        }
        ranked = sorted(scores, key=lambda key: -scores[key])
        best = scores[ranked[0]] if ranked else 0.0
        found = {key: scores[key] for key in ranked if scores[key] >= max(LIKE, ALMOST * best)}
        return found if len(found) <= MOST else {}

    @cached_property
    def _vectors(self) -> dict[str, tuple[Vector, Vector | None]]:
        sense, called = self.sense, self.words.file.measures
        assert sense is not None
        outlines = self.words.outline.measures
        names = {k: (o.title, *called.get(k, ())[:MOST_NAMES]) for k, o in outlines.items()}
        said = {k: o.text[:LONGEST_TEXT] for k, o in outlines.items() if o.text}
        texts = list(dict.fromkeys((*chain.from_iterable(names.values()), *said.values())))
        found = kept_vectors(
            texts,
            lambda each: np.stack([sense(text) for text in each]),
            by=self.by,
            kind="near",
            folder=self.kept,
        )
        vector = dict(zip(texts, found, strict=True))
        return {
            key: (np.stack([vector[name] for name in names[key]]), vector.get(said.get(key, "")))
            for key in outlines
        }


def _likeness(there: Vector, names: Vector, text: Vector | None) -> float:
    of_text = 0.0 if text is None else max(float(text @ there), 0.0)
    return float((names @ there).max()) + OF_TEXT * of_text
