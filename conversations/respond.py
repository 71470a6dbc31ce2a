"""What to say next: one message and the state before it give the state after it and a reply.

No I/O, no clock: the same messages on the same days give the same replies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from nlu import Intent, IntentName, Meaning, OneMore, Question, Skipped
from policy_engine import FactValue

from .answers import ANSWERS, Answering
from .as_it_was import day_of, going_by_its_day
from .asking import LISTED_AT_MOST
from .blocks import AskedQuestion, Heard, Line, Notice
from .confirming import confirmed
from .each_question import answered_each, answering_each, asking_more_words
from .grounds import Grounds
from .hearing import Hearing, hear
from .in_doubt import not_pressed
from .of_a_plan import as_of_a_plan
from .plain_text import plain_text
from .reply import Reply
from .results import assessed, settled_beside
from .said_before import nothing_else, printed, said_anew
from .said_once import said_once
from .selection import to_be_told
from .state import State
from .surroundings import KEEPS_NO_QUESTION, surrounded
from .turn import Turn
from .unclear import REPAIRS, right_value
from .undoing import undone
from .want import Want, Wanted
from .wants import SAYS_NO_RESULT, cannot_tell_roles, leans, wanted
from .which_policy import answers_which, as_meant, business_of_topics, which

PRINT_LENGTH, LONGEST_AGAIN = 12, 60
STILL_WAITING = "已经再催了一次。工作人员看到就会在这里答您；等的时候，您问我的我照样答。"
TOO_LATE = "这个选项是前面一道题的，已经过时了，没有记。请直接说，或者看下面这一题。"
_ONE_ANSWER: tuple[Wanted, ...] = (IntentName.WHAT_IF, Question.SUMMARY)
"""Of what is one question, in however many sentences it is put."""
_INVITES_A_QUESTION = frozenset(
    {IntentName.GREET, IntentName.HELP, IntentName.ASK_MEASURES, IntentName.ASK_CONDITIONS}
)


def respond(grounds: Grounds, state: State, meaning: Meaning, today: date) -> tuple[State, Reply]:
    """Answer one understood message."""
    state, meaning = going_by_its_day(grounds.policy, state, meaning, today)
    today = day_of(grounds.policy, state, today)
    business = business_of_topics(grounds, state, meaning)
    heard = hear(grounds, state, {**meaning.facts, **meaning.foreign, **business}, meaning)
    asks = grounds.knowledge.question(meaning.answers) is not None
    heard = heard if asks else _with_declined(heard, meaning)
    turn = as_meant(Turn(grounds, state, heard, meaning, today))
    want = wanted(turn)
    if want is IntentName.RESTART:
        return _restarted(grounds, state, today)
    if want is Want.UNDO:
        return undone(turn)
    if answers_which(turn):
        return _finished(*_asked_before(turn))
    asked = which(turn, want)
    if asked is not None:
        after, reply = _finished(turn, surrounded(turn, "clarify", question=asked))
        focus = turn.meaning.topics or after.focus
        return replace(after, asked_of=str(want), focus=tuple(focus)), reply
    reply = _reply(turn, want)
    reply = reply if want in REPAIRS else as_of_a_plan(turn, reply)
    right = () if want in REPAIRS else confirmed(turn)
    reply = reply.answering_first(*right) if right else reply
    reply = replace(reply, blocks=said_once(reply.blocks))
    said = printed(reply.blocks)
    after, reply = _finished(turn, _anew(turn, want, reply))
    supposing = want is IntentName.WHAT_IF
    more = next((each.of for each in meaning.of(OneMore)), "") if supposing else ""
    return replace(after, supposing=supposing, one_more=more, last_said=said), reply


def _anew(turn: Turn, want: Wanted, reply: Reply) -> Reply:
    """What was just said at length told shortly; and once that was told as well, whom to ask."""
    contact, before = turn.grounds.contact, turn.before
    shorter = replace(reply, blocks=said_anew(reply.blocks, before.last_said, want, contact))
    if shorter.blocks == reply.blocks or _print(shorter) != before.last_answer:
        return shorter
    question = () if shorter.question is None else (shorter.question,)
    return replace(shorter, blocks=(nothing_else(contact), *question))


def _asked_before(turn: Turn) -> tuple[Turn, Reply]:
    """What was asked before it was asked back of which policy, answered for that one."""
    want = next((w for w in ANSWERS if str(w) == turn.before.asked_of), IntentName.ASK_CONDITIONS)
    known = turn.policy.measures
    topics = tuple(
        key
        for key in turn.before.focus
        if key in known
        and not turn.is_beside(turn.policy.policy_of(known[key]))
        and (
            turn.policy.policy_of(known[key]).id in turn.meaning.policies
            or turn.concerns(known[key])
        )
    )
    intent = want if isinstance(want, IntentName) else turn.meaning.intent.name
    meaning = replace(turn.meaning, intent=Intent(intent, 1.0), topics=topics, numbered=())
    again = replace(turn, meaning=meaning)
    return again, _answered(again, want, ANSWERS[want])


def respond_to_choice(
    grounds: Grounds,
    state: State,
    chosen: Mapping[str, FactValue],
    meaning: Meaning,
    *,
    today: date,
    question: AskedQuestion | None = None,
) -> tuple[State, Reply]:
    """Answer a choice among the options of a question, or facts that were filled in."""
    today = day_of(grounds.policy, state, today)
    heard = hear(grounds, state, chosen, None)
    heard = replace(heard, state=heard.state.answered(question, chosen))
    if question is not None and question.lists_roles:
        heard = replace(heard, state=replace(heard.state, roles_closed=True))
    wrong = to_be_told(question, meaning)
    if wrong:
        heard = replace(heard, wrong=(wrong,))
    turn = Turn(grounds, state, heard, meaning, today)
    if answers_which(turn):
        return _finished(*_asked_before(turn))
    return _finished(turn, right_value(turn) if wrong else assessed(turn))


def too_late(grounds: Grounds, state: State, meaning: Meaning, today: date) -> tuple[State, Reply]:
    """Refuse an option of a question that is not known any more; the one that is open stays."""
    return passed_over(grounds, state, meaning, TOO_LATE, today=today)


def passed_over(
    grounds: Grounds, state: State, meaning: Meaning, why: str, *, today: date
) -> tuple[State, Reply]:
    """Take nothing of a message, and say why; the question that is open stays."""
    today = day_of(grounds.policy, state, today)
    turn = Turn(grounds, state, Hearing(state, {}), meaning, today)
    return _finished(turn, surrounded(turn, "clarify", Line(why), question=state.pending))


def _restarted(grounds: Grounds, before: State, today: date) -> tuple[State, Reply]:
    opening = Turn(
        grounds, State(), Hearing(State(), {}), Meaning("", Intent(IntentName.RESTART, 1.0)), today
    )
    back = "要找回来就回“撤销”。" if before.facts else ""
    told = Line(f"好的，重新开始，前面说的都清空了。{back}")
    asked = () if opening.question is None else (opening.question,)
    reply = Reply("smalltalk", (told, *asked), (), opening.assessment)
    return _finished(opening, reply)


def _reply(turn: Turn, want: Wanted) -> Reply:
    answer, repair = ANSWERS.get(want), REPAIRS.get(want)
    if repair is not None:
        return answering_each(turn, want, repair(turn))
    each = () if want in _ONE_ANSWER else answered_each(turn)
    if each:
        return surrounded(turn, "answer", *each, question=_question_to_return_to(turn))
    reply = assessed(turn) if answer is None else _answered(turn, want, answer)
    if turn.meaning.says(OneMore) or want is Want.APART:
        return reply  # whatever is asked is asked of that one, or of that part
    return answering_each(turn, want, asking_more_words(turn, want, reply))


def _answered(turn: Turn, want: Wanted, answer: Answering) -> Reply:
    """An answer, then the question it interrupted."""
    act, blocks = answer(turn)
    question = _question_to_return_to(turn) if want not in KEEPS_NO_QUESTION else None
    follows = settled_beside(turn) if want in SAYS_NO_RESULT else ()
    reply = surrounded(turn, act, *blocks, *follows, question=question)
    if act == "handoff" and _print(reply) == turn.before.last_answer:
        return surrounded(turn, act, Line(STILL_WAITING))
    repeats = act == "answer" and want is not IntentName.WHAT_IF
    if not repeats or turn.heard.new or _print(reply) != turn.before.last_answer:
        return reply
    again = Line(_nothing_more(reply, turn.grounds.contact))
    return surrounded(turn, act, again, question=question)


def _nothing_more(reply: Reply, contact: str) -> str:
    """For who asks the same again: its first sentence, and a person, who may know more."""
    whom = f"可以问{contact}，或者" if contact else "要问得更细，"
    answered = (b for b in reply.blocks if not isinstance(b, AskedQuestion | Heard | Notice))
    said = plain_text(answered).split("。")[0].strip()
    told = (
        f"还是这一句：{said}。" if said and len(said) <= LONGEST_AGAIN else "这一点还是刚才那句，"
    )
    return f"{told}文件里没有更多了。{whom}说“转人工”，请人来答您。"


def _print(reply: Reply) -> str:
    """What is answered, whatever was heard beside it and is asked after it."""
    said = (b for b in reply.blocks if not isinstance(b, AskedQuestion | Heard | Notice))
    return hashlib.sha256(plain_text(said).encode()).hexdigest()[:PRINT_LENGTH]


def _question_to_return_to(turn: Turn) -> AskedQuestion | None:
    """After a digression the pending question comes back while it still matters."""
    pending = turn.before.pending
    if pending is not None and not turn.before.asked_enough and _matters(turn, pending):
        return replace(pending, brief=pending.multiple)
    if turn.meaning.intent.name is IntentName.THANK:
        return None  # nothing was open: no new question for a thank-you
    invites = turn.meaning.intent.name in _INVITES_A_QUESTION
    return turn.question if invites or turn.state.facts else None


def _matters(turn: Turn, pending: AskedQuestion) -> bool:
    """Whether a question is still open, wanted, and of what is being asked about now."""
    asked = set(pending.facts)
    if pending.lists_roles and turn.state.roles_listed >= LISTED_AT_MOST:
        return False
    open_facts = {fact for result in turn.assessment.measures for fact in result.missing}
    if not open_facts & asked or asked & turn.heard.new.keys() or asked <= turn.state.declined:
        return False
    of_topics = {f for key in turn.meaning.topics for f in turn.policy.measures[key].facts}
    return not open_facts & of_topics or bool(asked & of_topics)


def _with_declined(heard: Hearing, meaning: Meaning) -> Hearing:
    """不知道 or 跳过: the pending facts are not asked again."""
    heard = replace(heard, state=not_pressed(heard.state, meaning, heard.new))
    pending, skips = heard.state.pending, meaning.of(Skipped)
    named = frozenset(fact for skip in skips for fact in skip.facts) - heard.state.facts.keys()
    if named:
        return replace(heard, state=heard.state.declining(named))
    answered = pending is not None and not set(pending.facts).isdisjoint(heard.new)
    if answered or not skips:
        return heard
    if pending is not None and leans(heard.state, meaning):
        pressed = heard.state.pressed | frozenset(pending.facts)
        return replace(heard, state=replace(heard.state, pressed=pressed))
    if pending is None or cannot_tell_roles(pending):
        return heard
    return replace(heard, state=heard.state.declining(pending.facts))


def _finished(turn: Turn, reply: Reply) -> tuple[State, Reply]:
    """The state after the reply was given."""
    reply = replace(reply, blocks=said_once(reply.blocks))
    missed = turn.before.misunderstood + 1 if reply.act == "fallback" else 0
    state = replace(
        turn.state,
        focus=turn.focus,
        misunderstood=missed,
        turns=turn.before.turns + 1,
        last_answer=_print(reply),
        last_said=printed(reply.blocks),
        asked_of="",
        supposing=False,
        one_more="",
    )
    return state.asking(reply.question), reply
