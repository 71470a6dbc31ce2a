"""What is claimed in the words of a policy that the network never read of.

There the network alone is right in one claim of ten, so the rules are believed first: what they
find plainly told or denied is, whatever the network thinks; its word counts where one of theirs
stands there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .claim_features import ClaimReading
from .language import Notion
from .language.forms import form
from .message import Message
from .of_this_year import echoes_the_question
from .pack_words import OF_A_FACT, Word, WordKind
from .senses import Sense
from .verdict_features import RuleClaim
from .weighed_claim import DENIED, WeighedClaim, plainly_told

ENOUGH, SURE, NAMED = 0.6, 0.7, 0.85
"""By rule so probably a fact is spoken of at all, plainly, by its very name."""
PLAINLY = 0.9
"""So probably a denial is one though the network holds it for a yes."""
ANSWERED = 0.85
"""So probably a message is a yes or a no to the one thing asked, it is one."""
UNSPOKEN = 0.05
NEVER = 0.9999
"""So sure that nothing is said, the network is believed."""
LIKELY, LIKELY_OF_ONE = 0.5, 0.75
"""So sure the network must be where several pairs of characters of a fact alone stand, or one."""


def believed(weighed: WeighedClaim, reading: ClaimReading, sense: Sense) -> Sense | None:
    """What the rules decide against the likeliest sense of the verdict, if they do."""
    if sense in (Sense.UNSAID, Sense.TOLD) and plainly_told(weighed.rules):
        return Sense.TOLD
    if weighed.rules.asked == "alone":
        likely, answer = max((share, one) for one, share in weighed.rules.answer.items())
        if sense is Sense.UNSAID and answer is not Sense.UNSAID and likely >= ANSWERED:
            return answer
        if sense is Sense.UNSAID and echoes_the_question(reading, weighed.fact):
            return Sense.TOLD
    if _is_plainly_denied(weighed.rules, sense) or _is_undone(weighed, reading.message):
        return Sense.DENIED
    if _is_said(weighed, reading.message):
        return Sense.TOLD if _may_be_told(weighed) else Sense.UNSAID
    if sense is Sense.UNSAID:
        by_name = not weighed.value and weighed.rules.said < ENOUGH
        return _by_own_words(weighed, reading) if by_name else None
    if sense is Sense.TOLD and _is_denied_before(weighed, reading.message):
        return Sense.UNSAID
    if weighed.value or weighed.rules.said >= UNSPOKEN or weighed.rules.asked:
        return None
    # 没参加过大赛 denies nothing that it does not name, and what it does not name is not told
    named = sense is Sense.TOLD and bool(_own_words(weighed, reading))
    return None if named else Sense.UNSAID


def is_of_another(weighed: WeighedClaim, plain: Sequence[WeighedClaim], message: Message) -> bool:
    """我们是省级专精特新 names one thing, and 正在搞技改 is of no other business, whatever else
    the network makes of their words. Only of a policy that it never read of.
    """
    if not weighed.is_away or weighed.value or weighed.rules.said >= UNSPOKEN:
        return False
    if weighed.rules.asked and any(True for _ in message.words(WordKind.VALUE)):
        return True  # 医药健康和特色农业都沾 answers another question
    start, end = weighed.span
    if not weighed.rules.asked and any(
        w.span[0] < end and start < w.span[1] for w in plain if w.fact != weighed.fact
    ):
        return True
    named = [cue for kind in OF_A_FACT for cue in message.words(kind)]
    return any(
        cue.start <= start and end <= cue.end and cue.key.of != weighed.fact
        for cue in named
        if isinstance(cue.key, Word)
    )


def _is_denied_before(weighed: WeighedClaim, message: Message) -> bool:
    """我们没有任何违法违规和失信记录: a denial stands before it in its clause."""
    part = message.clause_at(weighed.span[0])
    if part is None or message.has(Notion.DOUBLE_DENIAL, part.start, part.end):
        return False
    before = message.text[part.start : weighed.span[0]]
    return form("phrase_denies").search(before) is not None


def _own_words(weighed: WeighedClaim, reading: ClaimReading) -> frozenset[str]:
    """The pairs of characters of a message that nothing written of another fact has."""
    return reading.words.own_pairs[weighed.fact] & reading.pairs


def _by_own_words(weighed: WeighedClaim, reading: ClaimReading) -> Sense:
    """我司股份制改造已办结: what the network makes of it, where a word of this fact alone stands."""
    assert weighed.learned is not None
    senses = weighed.learned.senses()
    once = (Sense.PAST,) if reading.asks_ever(weighed.fact) else ()
    sense = max((Sense.TOLD, Sense.DENIED, *once), key=lambda one: senses[one])
    own = _own_words(weighed, reading)
    least = LIKELY if len(own) > 1 else LIKELY_OF_ONE
    return sense if own and senses[sense] >= math.log(least) else Sense.UNSAID


def _is_said(weighed: WeighedClaim, message: Message) -> bool:
    """新进了统计库: the very words by which people say it, not asked and not denied."""
    rules, start = weighed.rules, weighed.span[0]
    part = message.clause_at(start)
    if rules.sense is not Sense.TOLD or rules.said < SURE or rules.denied >= DENIED:
        return False
    said = message.word(WordKind.SAID, weighed.fact, *weighed.span)
    return part is not None and not part.asks and any(True for _ in said)


def _may_be_told(weighed: WeighedClaim) -> bool:
    """Whether the network neither holds it for another's (我表姐在基地上班) nor is certain that nothing
    is said (种人参不挣钱了)."""
    if weighed.learned is None:
        return True
    senses = weighed.learned.senses()
    most = max(senses, key=lambda one: senses[one])
    return most in (Sense.TOLD, Sense.DENIED) or (
        most is Sense.UNSAID and senses[most] < math.log(NEVER)
    )


def _is_plainly_denied(rules: RuleClaim, sense: Sense) -> bool:
    """我们没入驻孵化载体: its own word, and a denial beside it; against the network, a plain one."""
    named = rules.said >= (ENOUGH if rules.asked else NAMED)
    least = PLAINLY if sense is Sense.TOLD else SURE
    return rules.sense is Sense.TOLD and named and rules.denied >= least


def _is_undone(weighed: WeighedClaim, message: Message) -> bool:
    """去年没裁人: the words by which people deny it, whatever else the message asks."""
    if weighed.value or weighed.rules.sense is not Sense.TOLD or weighed.rules.denied < PLAINLY:
        return False
    denied = message.word(WordKind.DENIED, weighed.fact, 0, len(message.text))
    parts = [message.clause_at(cue.start) for cue in denied]
    return any(part is not None and not part.asks for part in parts)
