"""托一家外贸公司报关, 莫讲平台咯, 这样还算一站式吗, 租的是海外仓里的一块: words of a business that is
named, and is not the speaker's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .claim_features import ClaimReading
from .clauses import Clause
from .inside_other_words import is_only_inside_other_words
from .language import Notion
from .language.forms import form
from .message import Cue, Message
from .number_features import NumberReading
from .outline import Outline
from .pack_words import OF_A_FACT, WordKind
from .senses import Sense
from .statements import Denied, Statement
from .to_whom import is_named_as_given_to

_NAMES = (WordKind.NOUN, WordKind.SAID)


def sense_of_what_is_named(reading: ClaimReading, fact: str) -> Sense | None:
    """What a claim comes to whose words all name what is not the speaker's; nothing where one does."""
    message = reading.message
    cues = [cue for kind in _NAMES for cue in message.word(kind, fact)]
    if not cues:
        return Sense.UNSAID if is_only_inside_other_words(reading, fact) else None
    if any(_asks_if_it_counts(message, cue, "still_counts") for cue in cues):
        return Sense.UNSAID
    if _is_only_given_to(message, fact):
        return Sense.UNSAID
    if _is_built(reading.outline, fact) and _says_not_built(message):
        return Sense.DENIED
    senses = [_meant(reading, fact, cue) for cue in cues]
    if None in senses:
        return None
    return Sense.DENIED if Sense.DENIED in senses else Sense.UNSAID


def says_there_is_none(reading: ClaimReading, fact: str) -> bool:
    """公共海外仓他没有，别算了: a clause that says just this of a business, whatever is asked then."""
    message = reading.message
    return any(
        (part := message.clause_at(cue.start)) is not None
        and not (part.asks or part.supposed or part.of_others or part.past)
        and form("leads_to_a_name").search(message.text[part.start : cue.start]) is not None
        and form("there_is_none_of_it").search(message.text[cue.end : part.end]) is not None
        for cue in message.word(WordKind.NOUN, fact)
    )


def asks_whether_nothing_is_paid(reading: ClaimReading, fact: str) -> bool:
    """集货仓这个今年就是没有，对吧: of a business that is known, no support is what is meant; nor is
    不是给我们平台的 said of the business."""
    message = reading.message
    if _is_only_given_to(message, fact):
        return True
    return fact in reading.context.roles and any(
        form("nothing_paid_for_it").match(message.text[cue.end :])
        for kind in _NAMES
        for cue in message.word(kind, fact)
    )


def _is_only_given_to(message: Message, fact: str) -> bool:
    cues = [cue for kind in _NAMES for cue in message.word(kind, fact)]
    return bool(cues) and all(is_named_as_given_to(message, cue) for cue in cues)


def is_only_planned(reading: ClaimReading, fact: str, sense: Sense) -> bool:
    """还没开始卖呢，打算在TikTok上卖: neither so yet nor denied; without a plan it is no yes."""
    message = reading.message
    told = [part for part in message.clauses if not part.supposed]
    if fact in reading.context.roles or not any(
        form("not_begun").match(part.text.strip()) for part in told
    ):
        return False
    here = [part for part in told if reading.evidence(fact, part) is not None]
    asked = fact in reading.context.pending
    if sense is Sense.TOLD:
        return asked and not here
    return message.has(Notion.PLAN) and (asked or bool(here))


def says_something_else(reading: ClaimReading, fact: str, sense: Sense) -> bool:
    """算了，就按现在的; 我们在阿里国际站也交年费: words that leave what was asked alone, or that are
    of other facts only, are neither a yes nor a no to it."""
    message = reading.message
    if reading.context.pending != (fact,) or any(_called(message, fact)):
        return False
    if sense is Sense.PLANNED:
        return bool(message.mentions) and _names_another_number(reading, fact)
    answers = "says_yes" if sense is Sense.TOLD else "says_no"
    if form(answers).search(message.text):
        return False
    return form("leaves_it").search(message.text) is not None or any(
        name != fact and not reading.outline.related(name, fact) and any(_called(message, name))
        for name, definition in reading.outline.facts.items()
        if definition.is_claim or not message.mentions
    )


def _names_another_number(reading: ClaimReading, fact: str) -> bool:
    """2800票是我仓明年的经营票数 plans nothing of what was asked for."""
    outline = reading.outline
    return any(
        not outline.related(name, fact) and next(reading.message.word(WordKind.NAME, name), None)
        for name, definition in outline.facts.items()
        if not definition.is_claim
    )


def _called(message: Message, fact: str) -> Iterator[Cue]:
    return (cue for kind in OF_A_FACT for cue in message.word(kind, fact))


def is_plainly_denied(reading: ClaimReading, fact: str) -> bool:
    """我们的货不经集散中心，能补吗: the pack's own words deny it in a clause that just tells, whatever
    is asked then, and none of its other words stands beside them."""
    message = reading.message
    if _is_only_given_to(message, fact):
        return False
    denials = list(message.word(WordKind.DENIED, fact))
    others = (cue for kind in _NAMES for cue in message.word(kind, fact))
    if any(not any(d.start <= o.start and o.end <= d.end for d in denials) for o in others):
        return False
    asks = any(part.asks for part in message.clauses)
    parts = (message.clause_at(cue.start) for cue in denials)
    return asks and any(part is not None and _just_tells(part) for part in parts)


def _just_tells(part: Clause) -> bool:
    unreal = part.asks or part.supposed or part.of_others or part.past or part.planned
    return not unreal and form("a_part_apart").search(part.text) is None


def not_built(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with 他没建！租别人的 a denial of the one business told before that is built."""
    context, outline = reading.context, reading.outline
    known = [role for role in context.roles if _is_built(outline, role)]
    asked = [r for r in known if any(outline.related(r, fact) for fact in context.pending)]
    meant = asked or known
    if len(meant) != 1 or not _says_not_built(reading.message):
        return tuple(said)
    if any(getattr(s, "fact", None) == meant[0] for s in said):
        return tuple(said)
    span = (0, len(reading.message.text))
    return (*said, Denied(fact=meant[0], span=span, because="did_not_build"))


def _meant(reading: ClaimReading, fact: str, cue: Cue) -> Sense | None:
    message = reading.message
    if any(d.start <= cue.start and cue.end <= d.end for d in message.word(WordKind.DENIED, fact)):
        return Sense.DENIED
    before, after = _beside(message, cue)
    if form("heard_of").search(before) and form("has_support").match(after):
        return Sense.UNSAID
    if form("dismissed").search(before):
        asked = reading.context.pending == (fact,)
        other = form("is_something_else").search(message.text[cue.end :])
        return Sense.DENIED if asked and other else Sense.UNSAID
    if form("rents_a_part").search(before) and form("a_part_of_it").match(after):
        return Sense.DENIED if _is_built(reading.outline, fact) else Sense.UNSAID
    if form("not_of_ones_own").search(before):
        return Sense.UNSAID
    if _is_built(reading.outline, fact) and form("of_a_third_party").search(before):
        return Sense.DENIED if _is_said_not_to_be_ours(message, cue) else Sense.UNSAID
    if form("uses_anothers").search(before) or form("done_for_us").match(after):
        return Sense.UNSAID
    firm = form("names_a_firm").search(message.text[cue.start : cue.end])
    if firm and form("done_by_another").search(before):
        return Sense.UNSAID
    return Sense.UNSAID if _asks_if_it_counts(message, cue, "whether_it_counts") else None


def _is_said_not_to_be_ours(message: Message, cue: Cue) -> bool:
    """用的是第三方的海外仓，2000多平，不是我们自己的."""
    later = (part for part in message.clauses if part.start >= cue.end and not part.asks)
    return any(form("not_our_own").match(part.text.strip()) for part in later)


def _beside(message: Message, cue: Cue) -> tuple[str, str]:
    """What stands before and after a word in its clause."""
    part = message.clause_at(cue.start)
    start, end = (0, len(message.text)) if part is None else (part.start, part.end)
    return message.text[start : cue.start], message.text[cue.end : end]


def _asks_if_it_counts(message: Message, cue: Cue, name: str) -> bool:
    part = message.clause_at(cue.start)
    return part is not None and part.asks and bool(form(name).search(_beside(message, cue)[0]))


def _is_built(outline: Outline, fact: str) -> bool:
    definition = outline.facts[fact]
    return definition.role and form("is_built").search(definition.label) is not None


def _says_not_built(message: Message) -> bool:
    """没建, 租别人的: said of the real case, and not that it is run all the same."""
    told = [part for part in message.clauses if not (part.asks or part.supposed)]
    denied = any(form("did_not_build").search(part.text.strip()) for part in told)
    return denied and form("runs_it").search(message.text) is None
