"""Which of the kept answers a message asks for: by expressions that name it, and by likeness."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from .clean import clean_text
from .features import Embed
from .phrases import Entry, PhraseBook
from .tokens import words

Weights = dict[str, float]
ALIKE = 0.58
"""How alike a message must be to a wording (0 to 1): so that no answer of the development
sentences is found for its wording (at 0.56) which its expressions do not find as well."""
MEANING = 0.4
"""What part of likeness is that of meaning, where there are embeddings; the rest is that of words."""
LONGEST = 60
"""Characters of a message that may be a wording of a question; who tells a story asks none of these."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something there is an answer to: its key, sample wordings, and expressions that name it.

    `excluded`: longer expressions that contain one of them and mean something else.
    """

    key: str
    wordings: tuple[str, ...] = ()
    expressions: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A subject that a message asks for, how surely (0 to 1), and whether word for word."""

    key: str
    score: float
    verbatim: bool = False


class Retriever(Protocol):
    """Anything that tells which subjects a cleaned message asks for, the surest first."""

    def retrieve(self, text: str) -> Sequence[Retrieved]: ...


@dataclass(frozen=True)
class SubjectIndex:
    """The subject one of whose wordings this is; those named by their expressions, in the order of
    the subjects; then the one most alike.

    >>> index = SubjectIndex([Subject("个体户", ("个体户能申请吗",)), Subject("骂人", (), ("混蛋",))])
    >>> [found.key for found in index.retrieve("个体户可以申请吗")], index.retrieve("混蛋")[0].score
    (['个体户'], 1.0)
    """

    subjects: Sequence[Subject] = ()
    sense: Embed | None = None

    def retrieve(self, text: str) -> Sequence[Retrieved]:
        plain = text.lower()
        whole = self._whole.get(_bare(plain))
        if whole is not None:
            return (Retrieved(whole, 1.0, verbatim=True),)
        named = {hit.key for hit in self._expressions.find(plain, ())}
        found = [Retrieved(s.key, 1.0) for s in self.subjects if s.key in named]
        nearest = self._wordings.nearest(text, ALIKE) if len(text) <= LONGEST else None
        if nearest is not None and nearest.key not in named:
            found.append(nearest)
        return found

    @cached_property
    def _expressions(self) -> PhraseBook[str]:
        entries = [Entry(s.key, e.lower()) for s in self.subjects for e in s.expressions]
        entries += [Entry(s.key, e.lower(), True) for s in self.subjects for e in s.excluded]
        return PhraseBook(entries)

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        return {_bare(clean_text(w).lower()): s.key for s in self.subjects for w in s.wordings}

    @cached_property
    def _wordings(self) -> Wordings:
        return Wordings([(w, s.key) for s in self.subjects for w in s.wordings], self.sense)


class Wordings:
    """Sample wordings, compared by tf-idf over words and character pairs, and by meaning.

    >>> Wordings([("个体户能申请吗", "个体户"), ("外地企业行不行", "外地")]).nearest("个体户可以申请吗", 0.4).score
    0.6708
    """

    def __init__(self, samples: Iterable[tuple[str, str]], sense: Embed | None = None) -> None:
        read = [(clean_text(text), key) for text, key in samples]
        self._samples, self._sense = read, sense
        symbols = [_symbols(text.lower()) for text, _ in read]
        seen = Counter(symbol for found in symbols for symbol in set(found))
        self._most = math.log(1 + len(read))
        self._rarity = {s: math.log(1 + len(read) / count) for s, count in seen.items()}
        self._with: dict[str, list[tuple[int, float]]] = {}
        for place, found in enumerate(symbols):
            for symbol, weight in self._weighed(found).items():
                self._with.setdefault(symbol, []).append((place, weight))

    def nearest(self, text: str, least: float) -> Retrieved | None:
        """What the most alike wording stands for, if it is at least that much alike (0 to 1)."""
        alike = self._in_words(text.lower())
        if self._sense is not None:
            alike = self._with_meaning(self._sense, text, alike, least)
        if not alike:
            return None
        best = max(sorted(alike), key=alike.__getitem__)
        score = round(alike[best], 4)
        return Retrieved(self._samples[best][1], score) if score >= least else None

    def _in_words(self, text: str) -> dict[int, float]:
        alike: dict[int, float] = {}
        for symbol, weight in self._weighed(_symbols(text)).items():
            for place, other in self._with.get(symbol, ()):
                alike[place] = alike.get(place, 0.0) + weight * other
        return alike

    def _with_meaning(
        self, sense: Embed, text: str, in_words: Mapping[int, float], least: float
    ) -> dict[int, float]:
        """Words and meaning together; a wording that cannot reach `least` is not even embedded."""
        share = 1 - MEANING
        reach = {p: share * s for p, s in in_words.items() if share * s + MEANING >= least}
        if not reach:
            return {}
        there = sense(text)
        return {
            place: score + MEANING * float(sense(self._samples[place][0]) @ there)
            for place, score in reach.items()
        }

    def _weighed(self, symbols: list[str]) -> Weights:
        weights = {s: n * self._rarity.get(s, self._most) for s, n in Counter(symbols).items()}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        return {symbol: weight / length for symbol, weight in weights.items()}


def _bare(plain: str) -> str:
    return plain.strip(" ,.?!;:~")


def _symbols(plain: str) -> list[str]:
    return [*words(plain), *(a + b for a, b in pairwise(plain))]
