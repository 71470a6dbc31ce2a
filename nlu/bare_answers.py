"""Answers to the one question just asked that name nothing: 有, 没得, 建了, 一家都没有."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policy_engine import FactDefinition

from .claim_features import ClaimReading
from .clauses import Clause
from .intents import IntentName
from .language import Notion
from .language.forms import form
from .log_linear import Features, LogLinear
from .message import Cue, Message
from .pack_words import WordKind
from .senses import Sense

CHOICES = ("yes", "no", "unsaid")
SENSES = (Sense.TOLD, Sense.DENIED, Sense.UNSAID)
SHORT, MEDIUM = 4, 12
_NAMING = (WordKind.NAME, WordKind.NOUN, WordKind.SAID, WordKind.DENIED, WordKind.SCENE)
_NOTIONS = (
    Notion.YES, Notion.NO, Notion.NO_ANSWER, Notion.UNSURE, Notion.DOUBLE_DENIAL, Notion.STOPPED,
    Notion.UNDER_CONSTRUCTION, Notion.PLAN, Notion.OTHERS, Notion.SELF, Notion.OWN, Notion.WHETHER,
    Notion.ELSEWHERE, Notion.ONLY, Notion.FORMERLY,
)  # fmt: skip


@dataclass(frozen=True)
class BareAnswerReader:
    """Reads a yes, a no or a nothing by the weights of a model."""

    model: LogLinear

    def shares(self, reading: ClaimReading) -> Mapping[Sense, float]:
        """How probable a yes, a no and neither are, to the one yes-or-no question asked;
        nothing where there is none, or no words to tell it by."""
        pending, message = reading.context.pending, reading.message
        if len(pending) != 1 or not reading.outline.facts[pending[0]].is_claim:
            return {}
        if not _has_words(message):
            return {Sense.UNSAID: 1.0}
        if _begins_with_what_is_not_done(message):
            return {**dict.fromkeys(SENSES, 0.0), Sense.DENIED: 1.0}
        if _is_a_matter_of_course(message):
            return {**dict.fromkeys(SENSES, 0.0), Sense.TOLD: 1.0}
        if message.mentions and not _answers_first(message):
            return {Sense.UNSAID: 1.0}
        whole = whole_answer(message) or _begins_with_an_answer(message)
        if whole is not None:
            return {**dict.fromkeys(SENSES, 0.0), whole: 1.0}
        features = answer_features(message, reading.intent)
        shares = self.model.probabilities(answer_choices(features))
        return dict(zip(SENSES, shares, strict=True))


def whole_answer(message: Message) -> Sense | None:
    """What a message says that is nothing but a yes (是的) or a no (没得); 不对 is neither."""
    return next(
        (sense for notion, sense in _WHOLE.items() if _is_nothing_but(message, notion)), None
    )


_WHOLE = {Notion.MISTAKE: Sense.UNSAID, Notion.YES: Sense.TOLD, Notion.NO: Sense.DENIED}


def _is_nothing_but(message: Message, notion: Notion) -> bool:
    cues = tuple(message.notion(notion))
    inside = {place for cue in cues for place in range(cue.start, cue.end)}
    rest = (char for place, char in enumerate(message.text) if place not in inside)
    return bool(cues) and not any(map(str.isalnum, rest))


def _begins_with_an_answer(message: Message) -> Sense | None:
    """是的，有在做，不过规模小: a clause that is all yes, and no word after it that takes it back;
    没有。那去哪领: one that is all no, and then a question."""
    if len(message.clauses) < 2 or message.clauses[0].asks or message.has(Notion.OTHERS):
        return None
    first, rest = message.clauses[0], message.clauses[1:]
    told = [part for part in rest if not part.asks]
    takes_back = (Notion.DENIAL, Notion.NO, Notion.MISTAKE, Notion.UNSURE, Notion.PLAN)
    if _is_all(message, Notion.YES, first):
        back = any(message.has(n, part.start, part.end) for n in takes_back for part in told)
        return None if back else Sense.TOLD
    goes_on = len(told) == len(rest) or any(
        message.has(n, part.start, part.end) for n in (Notion.YES, Notion.OWN) for part in told
    )
    return Sense.DENIED if _is_all(message, Notion.NO, first) and not goes_on else None


def _begins_with_what_is_not_done(message: Message) -> bool:
    """冇经过，都是在怀化装的车; 讲了没走嘛: a denial of the bare deed, and nothing that takes it back."""
    first, rest = message.clauses[:1], message.clauses[1:]
    if any(part.asks or part.supposed or part.of_others for part in first):
        return False
    if not any(form("says_it_is_not_done").search(part.text) for part in first):
        return False
    real = [part for part in rest if not (part.asks or part.supposed)]
    return not any(
        form("turns_round").search(part.text.strip())
        or message.has(Notion.MISTAKE, part.start, part.end)
        for part in real
    )


def _is_a_matter_of_course(message: Message) -> bool:
    """我不是讲了拉到那里去嘛，当然是从那里发走的: one of the first two clauses says that it is so,
    of course."""
    return any(
        form("of_course").match(part.text.strip()) and not message.has(Notion.MISTAKE, part.start)
        for part in message.clauses[:2]
        if not (part.asks or part.supposed or part.of_others)
    )


def _is_all(message: Message, notion: Notion, part: Clause) -> bool:
    end = part.start + len(part.text.rstrip(_ENDINGS))
    return any(c.start == part.start and c.end >= end for c in message.notion(notion))


def nothing_there(definition: FactDefinition, message: Message) -> bool:
    """Whether a message says that there is none of what was asked (还没开业, 一家都没有)."""
    not_open = definition.runs_from_opening and message.has(Notion.NOT_OPEN)
    return not_open or message.has(Notion.NOTHING) or _never_done(message)


def is_of_a_thing(message: Message, cue: Cue) -> bool:
    """一个没入网的客户: what is denied of one thing alone, by a word that stands before it."""
    before, after = message.text[: cue.start], message.text[cue.end :]
    return bool(form("lacks_it").search(before)) and bool(form("of_a_thing").match(after))


def _never_done(message: Message) -> bool:
    """一毫子都未领过, 从来没申请过: a clause that says just this, before anything else is asked."""
    parts = [part.text.strip(_ENDINGS) for part in message.clauses[:2] if not part.asks]
    return any(form("never_done").search(text) for text in parts)


def answers_nothing(message: Message) -> bool:
    """哦, 可能吧, 应该算吧, 会计才知道: a sound or a doubt that names nothing is no yes and no no."""
    parts = message.clauses
    if not parts or message.mentions:
        return False
    if all(message.covers(Notion.NO_ANSWER, p.start, p.end) for p in parts):
        return True
    names = any(True for kind in _NAMING for _ in message.words(kind))
    return not names and message.has(Notion.UNSURE) and whole_answer(message) is not Sense.DENIED


def _answers_first(message: Message) -> bool:
    """Whether more than numbers is told: 有，2200平."""
    first = message.clauses[:1]
    return any(message.has(n, c.start, c.end) for c in first for n in (Notion.YES, Notion.NO))


def _has_words(message: Message) -> bool:
    """Whether there is anything to read a yes or no from: markup and keys hit at random have none."""
    chinese = any("\u4e00" <= char <= "\u9fff" for char in message.text)
    return chinese or message.has(Notion.YES) or message.has(Notion.NO)


def answer_choices(features: Features) -> list[Features]:
    """The features of yes, no and unsaid, which is the reference."""
    return [*({f"{c}: {n}": v for n, v in features.items()} for c in CHOICES[:2]), {}]


def answer_features(message: Message, intent: IntentName) -> Features:
    """What a message that names nothing says to a yes-or-no question."""
    found = ["bias", f"intent {intent}", *_of_message(message)]
    parts = message.clauses
    if parts:
        found += [f"first {name}" for name in _of_clause(message, parts[0])]
        if len(parts) > 1:
            found += [f"last {name}" for name in _of_clause(message, parts[-1])]
    return dict.fromkeys(found, 1.0)


def _of_message(message: Message) -> Iterator[str]:
    length = len(message.text.strip())
    yield "short" if length <= SHORT else "medium" if length <= MEDIUM else "long"
    if message.mentions:
        yield "numbers"
    if any(part.asks for part in message.clauses):
        yield "asks"
    if any(True for kind in (WordKind.NOUN, WordKind.SAID) for _ in message.words(kind)):
        yield "names something"
    yield f"clauses {min(len(message.clauses), 3)}"


def _of_clause(message: Message, part: Clause) -> Iterator[str]:
    for notion in _NOTIONS:
        if message.has(notion, part.start, part.end):
            yield notion.name
    if any(c.start <= part.start + 3 for c in message.notion(Notion.DENIAL, part.start, part.end)):
        yield "denial first"
    elif message.has(Notion.DENIAL, part.start, part.end):
        yield "denial"
    yield f"ends {part.text.rstrip(_ENDINGS)[-1:]}"
    yield f"begins {part.text.strip()[:1]}"


_ENDINGS = " 。.!！~～啊呀呢哦喔咧嘞吧哈咯嘛哒噻"
