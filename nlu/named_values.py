"""A value of a named fact that a message names: 注册在天河, 香港人. The same value may be of several
facts; which is meant, their own words around it tell, and what else is told of the same measures.
"""

from __future__ import annotations

from collections.abc import Iterator

from .claim_features import ClaimReading
from .clauses import Clause
from .language.forms import form
from .message import Cue, Message
from .pack_words import WordKind
from .senses import Sense
from .verdict_features import RuleClaim

CALLED, NAMED, SHARED, UNNAMED = 0.95, 0.8, 0.4, 0.02
"""How probable it is by rule that a value is told of a fact: where the fact is called beside it,
where it can be of no other, where it can, and where it is not named or another fact is called."""
SHORTEST = 3
"""Characters of a name that is no common word."""
_CALLING = (WordKind.NAME, WordKind.NOUN, WordKind.SAID)


def claim_sense(reading: ClaimReading, fact: str, part: Clause, place: int) -> Sense:
    """How the words around a claim say that it is meant."""
    if part.supposed:
        return Sense.SUPPOSED
    if part.under_construction and not reading.outline.facts[fact].true_when_under_construction:
        return Sense.PLANNED
    mark = part.mark_at(place)
    return Sense.TOLD if mark is None else Sense(mark)


def value_thought(
    reading: ClaimReading, fact: str, value: str
) -> tuple[RuleClaim, tuple[int, int]]:
    """What the rules think of a value of a named fact: said where it is named."""
    cues = [c for c in reading.message.word(WordKind.VALUE, fact) if _of(c.key) == value]
    if not cues or _is_of_what_was_asked(reading, fact, value):
        return RuleClaim(UNNAMED), (0, 0)
    message = reading.message
    cues = [c for c in cues if not _is_denied(message, c)]
    if not cues:
        return RuleClaim(UNNAMED), (0, 0)
    said, cue = max(((_said(reading, fact, c), c) for c in cues), key=lambda pair: pair[0])
    part = message.clause_at(cue.start)
    sense = Sense.TOLD if part is None else claim_sense(reading, fact, part, cue.start)
    asked = reading.context.pending == (fact,) and not (part is not None and part.asks)
    unsettled = part is not None and form("not_settled").search(part.text) is not None
    if unsettled:
        return RuleClaim(UNNAMED), (0, 0)
    alone = "alone" if asked else ""
    return RuleClaim(said, 0.0, sense, asked=alone), (cue.start, cue.end)


def _said(reading: ClaimReading, fact: str, cue: Cue) -> float:
    """How probable it is that the value is told of this fact and not of another that has it."""
    message = reading.message
    part = message.clause_at(cue.start)
    if part is None or fact in reading.context.pending:
        return NAMED
    others, called = list(_others(reading, fact, cue)), _is_called(reading, fact, part)
    if called and not any(_is_called(reading, other, part) for other in others):
        return CALLED if _is_plain(reading, fact) else NAMED
    if not called and (fact in reading.context.told or _is_told_elsewhere(reading, fact, cue)):
        return UNNAMED
    if not others:
        alone = _is_a_name_of_its_own(reading, fact, cue) or _is_all_that_is_said(message, cue)
        return CALLED if alone else NAMED
    if not called and any(_is_called(reading, other, part) for other in others):
        return UNNAMED
    own, most = _related(reading, fact), max(_related(reading, other) for other in others)
    return SHARED if own < most else NAMED


def _is_a_name_of_its_own(reading: ClaimReading, fact: str, cue: Cue) -> bool:
    """属于战略新兴, 挂的是新三板: no rank, which many things may have, and nothing else said of it."""
    message, name = reading.message, reading.message.text[cue.start : cue.end]
    part = message.clause_at(cue.start)
    values = {_of(c.key) for c in message.word(WordKind.VALUE, fact) if not _is_denied(message, c)}
    own = len(name) >= SHORTEST and not form("rank").search(name)
    settled = part is not None and not part.asks and not form("not_settled").search(part.text)
    return own and settled and len(values) == 1


def _is_all_that_is_said(message: Message, cue: Cue) -> bool:
    """市民，男，61: nothing but the value between two marks; or by its own name what the firm is:
    我司系大型企业."""
    text = message.text
    before, after = text[: cue.start], text[cue.end :]
    if form("value_ends").match(after) is None:
        return False
    if form("value_begins").search(before) is not None:
        return True
    said_so = form("value_of_oneself").search(before) is not None
    return said_so and text[cue.start : cue.end] == _of(cue.key)


def _is_denied(message: Message, cue: Cue) -> bool:
    """公司不是在科创板, 国家级没有: a denial stands before it in its clause, or right after it."""
    part = message.clause_at(cue.start)
    start = cue.start if part is None else part.start
    start = max(start, _said_anew(message, cue))
    before, after = message.text[start : cue.start], message.text[cue.end :]
    return (
        form("phrase_denies").search(before) is not None
        or form("denied_after").match(after) is not None
    )


def _said_anew(message: Message, cue: Cue) -> int:
    """不是香港我是澳门居民: from the value before it, if a verb stands between them."""
    ends = [c.end for c in message.words(WordKind.VALUE) if c.end <= cue.start]
    end = max(ends, default=0)
    return end if form("is_so").search(message.text[end : cue.start]) else 0


def _is_plain(reading: ClaimReading, fact: str) -> bool:
    """Whether where the fact is called nothing is asked, nobody else is spoken of, and it has no
    other value."""
    message = reading.message
    cues = ((c, message.clause_at(c.start)) for c in message.word(WordKind.VALUE, fact))
    called = [
        (c, part)
        for c, part in cues
        if part is not None and _is_called(reading, fact, part) and not _is_denied(message, c)
    ]
    asks = any(part.asks or part.of_others for _, part in called)
    return len({_of(c.key) for c, _ in called}) == 1 and not asks


def _others(reading: ClaimReading, fact: str, cue: Cue) -> Iterator[str]:
    """The other facts that have a value by the same words."""
    facts = reading.outline.facts
    named = (name for name, d in facts.items() if name != fact and d.options is not None)
    for other in named:
        if any(_meet(cue, c) for c in reading.message.word(WordKind.VALUE, other)):
            yield other


def _is_told_elsewhere(reading: ClaimReading, fact: str, cue: Cue) -> bool:
    """注册在越秀，办公在天河: another value stands where the fact is called."""
    others = (c for c in reading.message.word(WordKind.VALUE, fact) if _of(c.key) != _of(cue.key))
    parts = (reading.message.clause_at(other.start) for other in others)
    return any(part is not None and _is_called(reading, fact, part) for part in parts)


def _is_called(reading: ClaimReading, fact: str, part: Clause) -> bool:
    """Whether a clause has a word that is the fact's and no other named one's."""
    message, scene = reading.message, reading.words.scene(fact)
    if _is_of_oneself(reading, fact) and form("i_myself").search(part.text):
        return True
    if scene and next(message.word(WordKind.SCENE, scene, part.start, part.end), None):
        return True
    if any(
        next(message.word(kind, of, part.start, part.end), None)
        for of in reading.words.allies[fact]
        for kind in _CALLING
    ):
        return True
    return any(token in part.text for token in reading.words.telling_tokens[fact])


def _is_of_oneself(reading: ClaimReading, fact: str) -> bool:
    """Whether it is asked of the one who writes, and not of the firm: 您本人是香港还是澳门居民？"""
    definition = reading.outline.facts[fact]
    asked = f"{definition.label}{definition.question}"
    return form("asked_of_oneself").search(asked) is not None


def _related(reading: ClaimReading, fact: str) -> int:
    """How much of what is told is of the same measures."""
    told = {*reading.numbered, *reading.context.roles, *reading.context.told}
    return sum(reading.outline.related(fact, other) for other in told)


def _meet(cue: Cue, other: Cue) -> bool:
    return cue.start < other.end and other.start < cue.end


def _is_of_what_was_asked(reading: ClaimReading, fact: str, value: str) -> bool:
    """香港居民 answers what was asked, and says nothing of another fact that has the same values."""
    pending, facts = reading.context.pending, reading.outline.facts
    if fact in pending or len(pending) != 1:
        return False
    options = facts[pending[0]].options
    return options is not None and value in options.values


def _of(key: object) -> str:
    return str(getattr(key, "value", ""))
