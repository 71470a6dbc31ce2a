"""Claims known by a part of their name, each with its yes or no: 国家级没有, 犯罪记录：无.

For policies whose words nobody has written down. Of the claims that were just listed the part of
a name that no other one has is enough to know one by; of those that are talked of, and of any
other, so much of the name must stand there. A kind or rank that is denied (专精特新没有) is none of
those the pack names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from policy_engine import UNLISTED, FactDefinition

from .claim_features import ClaimReading
from .clauses import Clause
from .labelled_lists import Entry, entries
from .language.forms import form
from .likeness import pairs
from .message import Message
from .senses import Sense

SHORTEST, LONGEST = 2, 8
"""Characters of a part of a name."""
MOST = 40
"""Phrases of a message that are looked at."""
IN_TALK, HALF, DENIED_COLD, TOLD_COLD = 0.4, 0.5, 0.6, 0.7
"""How much of a name must stand in a phrase: of what is talked of; with whatever beside it; of what
is not talked of, for a no or a yes."""
WHOLE, LITTLE = 4, 2
"""Characters of a value that is another fact's; of a phrase beside a name that it is a part of."""
_ENDS = frozenset("。；;！!？?\n")
_BETWEEN = " ,，。;；、/\n"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A stretch of a clause between two marks, in which sentence of the message it stands, which
    claims it names, and whether it says yes or no."""

    text: str
    start: int
    clause: Clause
    facts: tuple[str, ...]
    says: Sense | None
    sentence: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.start + len(self.text)

    @property
    def is_unreal(self) -> bool:
        """What is asked, supposed, another's, or was so once; what is planned may still be denied
        (还没评上), and what was won in a year that is told is won."""
        mark = self.clause.mark_at(self.start)
        once = mark == "past" and form("once_was").search(self.text) is not None
        planned = mark == "planned" and self.says is not Sense.DENIED
        return self.clause.asks or self.clause.supposed or mark == "others" or once or planned


@dataclass(frozen=True)
class _Names:
    """The claims that a message may name, and how much of each name a phrase has."""

    reading: ClaimReading

    def in_phrase(self, text: str, says: Sense | None) -> tuple[str, ...]:
        """The claims that a phrase names."""
        within = frozenset(_pieces(text))
        found = []
        for fact, own in self._own.items():
            if own.isdisjoint(within):
                continue
            share = self._share(fact, within)
            if share < self._needed(fact, says) or self._is_another(text, within, share):
                continue
            if share >= HALF or self._says_little_else(text, within):
                found.append(fact)
        return tuple(found) or self._by_own_words(text)

    def _by_own_words(self, text: str) -> tuple[str, ...]:
        """高新未评到: a word of its name that only one fact of the pack has, and little else."""
        there, own_pairs = pairs(text), self.reading.words.own_pairs
        facts = [fact for fact, own in own_pairs.items() if own & there]
        if len(facts) != 1 or facts[0] not in self._own:
            return ()
        named = {pair for name in self._called(facts[0]) for pair in pairs(name)}
        if not named & there & own_pairs[facts[0]]:
            return ()
        for pair in (own_pairs[facts[0]] | named) & there:
            text = text.replace(pair[0], " ").replace(pair[1], " ")
        rest = form("beside_a_name").sub("", text.replace(" ", ""))
        return tuple(facts) if len(rest) <= LITTLE else ()

    def _is_another(self, text: str, within: frozenset[str], share: float) -> bool:
        """没领过租金补贴 is of the number whose name has more of it, 国家标准没有 of a kind of standard."""
        facts = self.reading.outline.facts
        numbers = (self._share(f, within) for f, d in facts.items() if d.is_number)
        values = (v for d in facts.values() if d.options is not None for v in d.options.listed)
        return max(numbers, default=0.0) > share or any(
            len(value) >= WHOLE and value in text for value in values
        )

    def _says_little_else(self, text: str, within: frozenset[str]) -> bool:
        """国家级未获评, and not 国家级的税收优惠没有享受, which is of something else."""
        for own in self._own.values():
            longest = max(own & within, key=len, default="")
            text = text.replace(longest, "", 1) if longest else text
        return len(form("beside_a_name").sub("", text)) <= LITTLE

    def _share(self, fact: str, within: frozenset[str]) -> float:
        """How much of a name stands there: the most of what the claim is called by."""
        return max(_covered(name, within) for name in self._called(fact))

    def _needed(self, fact: str, says: Sense | None) -> float:
        if fact in self._listed:
            return 0.0
        if fact in self._in_talk:
            return IN_TALK
        return TOLD_COLD if says is Sense.TOLD else DENIED_COLD

    def _called(self, fact: str) -> tuple[str, str]:
        return fact, self.reading.outline.facts[fact].label

    @cached_property
    def _listed(self) -> frozenset[str]:
        pending = self.reading.context.pending
        return frozenset(pending) if len(pending) > 1 else frozenset()

    @cached_property
    def _in_talk(self) -> frozenset[str]:
        """What the measures rest on that are talked of, or are for what the enterprise is."""
        context, outline = self.reading.context, self.reading.outline
        keys = {key for role in context.roles for key in outline.measures_of.get(role, ())}
        facts = {f for key in (*keys, *context.focus) for f in outline.measures[key].facts}
        return frozenset({*facts, *context.pending})

    @cached_property
    def _own(self) -> Mapping[str, frozenset[str]]:
        """The parts of each claim's name that none of the others has, nor any value of another."""
        facts = self.reading.outline.facts
        claims = [fact for fact, d in facts.items() if d.is_claim or _may_be_none(d)]
        among = [fact for fact in facts if fact in self._listed] or list(facts)
        pieces = {
            fact: {piece for name in self._called(fact) for piece in _pieces(name)}
            for fact in among
        }
        values = {
            fact: {p for value in d.options.listed for p in _pieces(value)}
            for fact, d in facts.items()
            if d.options is not None and fact in among
        }
        return {
            fact: frozenset(
                pieces[fact].difference(
                    *(pieces[o] for o in among if o != fact),
                    *(values[o] for o in values if o != fact),
                )
            )
            for fact in claims
            if fact in pieces
        }


def told_by_part(reading: ClaimReading) -> Mapping[str, tuple[Sense, tuple[int, int]]]:
    """What is said of each claim, and where; what is asked or supposed says nothing.

    Of a kind or rank only that there is none.
    """
    found: dict[str, tuple[Sense, tuple[int, int]]] = {}
    phrases = [phrase for phrase in _phrases(reading) if not phrase.is_unreal][:MOST]
    for place, phrase in enumerate(phrases):
        says = phrase.says or _shared(phrases, place)
        if says is not None:
            found |= dict.fromkeys(phrase.facts, (says, phrase.span))
    facts = reading.outline.facts
    return {
        fact: told
        for fact, told in found.items()
        if facts[fact].is_claim or told[0] is Sense.DENIED
    }


def _may_be_none(definition: FactDefinition) -> bool:
    """Whether of a kind or rank it may be told that it is none of those there are."""
    return definition.options is not None and UNLISTED in definition.options.values


def _says(text: str, names: int) -> Sense | None:
    """A no or a yes; of several things with both (国家级没有省级有) it is not told which is which."""
    if form("not_settled").search(text) or form("except_for").match(text):
        return None
    denies, affirms = form("phrase_denies").search(text), form("phrase_affirms").search(text)
    if denies:
        return None if affirms and names > 1 else Sense.DENIED
    return Sense.TOLD if affirms else None


def _shared(phrases: Sequence[_Phrase], place: int) -> Sense | None:
    """国家级、省级都没有: what is said of the last is said of those before it, in one sentence."""
    for phrase in phrases[place + 1 :]:
        apart = form("except_for").match(phrases[place].text)
        if apart or phrase.sentence != phrases[place].sentence:
            return None
        if phrase.says is not None:
            alone = not phrase.facts and len(phrase.text) <= LONGEST
            together = form("all_of_those").search(phrase.text) is not None or alone
            return phrase.says if together else None
    return None


def _phrases(reading: ClaimReading) -> Iterator[_Phrase]:
    names, message = _Names(reading), reading.message
    sentence = 0
    listed = entries(message.text)
    for clause in message.clauses:
        start = clause.start
        for at in range(clause.start, clause.end + 1):
            if at < clause.end and message.text[at] not in _BETWEEN:
                continue
            text = message.text[start:at]
            if text.strip():
                said = _under_its_label(text, start, listed)
                says = _says(said, len(names.in_phrase(said, None)))
                says = None if _denies_a_number(message, start, at) else says
                named = names.in_phrase(said, says)
                yield _Phrase(text, start, clause, named, says, sentence)
            sentence += message.text[at : at + 1] in _ENDS or any(e.end == at for e in listed)
            start = at + 1


def _denies_a_number(message: Message, start: int, end: int) -> bool:
    """不是三百亩: what is denied is the number, and nothing that it may be said of."""
    denial = form("is_not").match(message.text, start, end)
    return denial is not None and any(m.start == denial.end() for m in message.mentions)


def _under_its_label(text: str, start: int, listed: Sequence[Entry]) -> str:
    """人才公寓：符合条件、未入住: what stands under a label is said of it."""
    entry = next((e for e in listed if e.value_start < start < e.end), None)
    return text if entry is None else f"{entry.label}{text}"


def _covered(name: str, within: frozenset[str]) -> float:
    """The share of a name's characters that stand in the pieces of a phrase."""
    inside = {
        place
        for start in range(len(name) - SHORTEST + 1)
        if name[start : start + SHORTEST] in within
        for place in range(start, start + SHORTEST)
    }
    return len(inside) / len(name)


def _pieces(text: str) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + SHORTEST, min(len(text), start + LONGEST) + 1):
            yield text[start:end]
