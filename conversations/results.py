"""The heart of a reply: results as far as they stand, then the one question that matters next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu import IntentName
from policy_engine import Kind, MeasureResult, Status

from .answers import ANSWERS
from .asking import offering_others, open_questions
from .blocks import AskedQuestion, Blocks, Line, group
from .describing import described, offered
from .reply import Reply
from .result_answers import as_planned
from .surroundings import surrounded
from .telling import cards, open_points, total_line
from .turn import Turn
from .wants import ASKS_FOR_RESULT
from .worded import worded

MOST_LINES, MOST_UNSEEN, MOST_AS_IT_WAS = 5, 4, 2
"""A phone shows one card in full; more of them are told in a line each."""
_NOTHING_TOLD = str(worded("questions")["nothing_told"])
_NOTHING_NEW = str(worded("questions")["nothing_new"])
_NOT_ANSWERED = str(worded("questions")["not_answered"])
_SAME = str(worded("questions")["same_results"])
_AS_IT_WAS = str(worded("policies")["as_it_was"])
HOW_TO_UNFOLD = "想看理由和原文，回“详细”，或回编号（如 {example}）。"


def assessed(turn: Turn) -> Reply:
    """What follows from what is known now, and what to ask next."""
    reply = _assessed(turn)
    unseen = _not_looked_at(turn)
    question = () if reply.question is None else (reply.question,)
    said = reply.blocks[: len(reply.blocks) - len(question)]
    return replace(reply, blocks=(*said, *as_planned(turn), *unseen, *question))


def _not_looked_at(turn: Turn) -> Blocks:
    """Once the list of roles is closed: those that nobody asked about, in one line."""
    if turn.before.roles_closed or not turn.state.roles_closed:
        return ()
    open_roles = {fact for result in turn.assessment.measures for fact in result.missing}
    unseen = [
        turn.policy.facts[role].option
        for role in turn.policy.roles
        if role in open_roles and role not in turn.state.declined
    ]
    more = "等" if len(unseen) > MOST_UNSEEN else ""
    named = "、".join(f"“{label}”" for label in unseen[:MOST_UNSEEN])
    return (Line(f"没问到的还有{named}{more}，这几样没看；有的话说一声。"),) if unseen else ()


def _assessed(turn: Turn) -> Reply:
    if not turn.assessment.in_force:
        return surrounded(turn, "result", *_as_it_was(turn))
    unknown = _despite_not_knowing(turn)
    asking = turn.question is not None and (turn.question_is_in_topic or not turn.results)
    if asking:
        said = (*unknown, *_settled_so_far(turn))
        return surrounded(turn, "ask", *said, question=turn.question)
    if not turn.results:
        return _nothing_applies(turn)
    return surrounded(turn, "result", *(unknown or _told(turn)), question=_further(turn))


def _as_it_was(turn: Turn) -> Blocks:
    """Out of force nothing is reckoned: what the text said is told to whoever asks."""
    asks = turn.meaning.intent.name in ASKS_FOR_RESULT
    named = turn.meaning.topics or (turn.focus[:1] if asks or turn.heard.new else ())
    said = (
        b for key in named[:MOST_AS_IT_WAS] for b in described(turn, turn.assessment.result(key))
    )
    return (Line(_AS_IT_WAS), *said) if named else ()


def _despite_not_knowing(turn: Turn) -> Blocks:
    """不知道也没关系: what can be said all the same."""
    withdrawn = frozenset(turn.before.facts) - frozenset(turn.state.facts)
    declined = turn.state.declined - turn.before.declined - withdrawn
    if not declined or turn.heard.new or turn.heard.remark:
        return ()
    concerned = [r for r in turn.results if declined.intersection(r.measure.facts)]
    comfort = Line("好的，不清楚也没关系，先按已知的情况算。")
    return group(comfort, *cards(turn, concerned[:MOST_LINES], "line"))


def _further(turn: Turn) -> AskedQuestion | None:
    """After a result: whether other measures could apply as well."""
    question = turn.question
    if question is None or not question.lists_roles or not turn.results:
        return question
    return question if question.inline else offering_others(question)


def _settled_so_far(turn: Turn) -> Blocks:
    settled = [r for r in turn.changed if r.status is not Status.UNDETERMINED]
    if turn.meaning.intent.name in ASKS_FOR_RESULT and turn.results:
        settled = [*settled, *(r for r in _by_certainty(turn.results) if r not in settled)]
        if (
            turn.meaning.topics and turn.state.facts
        ):  # 一张床补多少: of what is asked about, and nothing else
            settled = [r for r in settled if r.measure.key in turn.meaning.topics]
            return (*_rate_of(turn), *_shown(turn, settled))
    if turn.before.turns == 0 and not turn.heard.new and turn.meaning.topics:
        return ANSWERS[IntentName.ASK_CONDITIONS](turn)[1]
    return _shown(turn, settled)


def _by_certainty(results: Sequence[MeasureResult]) -> list[MeasureResult]:
    """What is drawn first, then what lacks the least, then what is not drawn."""
    order = (Status.ELIGIBLE, Status.UNDETERMINED)
    return sorted(
        results,
        key=lambda r: (order.index(r.status) if r.status in order else 2, len(r.missing)),
    )


def settled_beside(turn: Turn) -> Blocks:
    """What a message settles that asks something as well: in a line each, after the answer."""
    if not turn.heard.new:
        return ()
    settled = [r for r in turn.changed if r.status is not Status.UNDETERMINED]
    return group(*cards(turn, settled[:MOST_LINES], "line"), *_and_others(len(settled)))


def _rate_of(turn: Turn) -> Blocks:
    """What is paid for each one, where that is asked of a measure that pays by number."""
    asked = [turn.assessment.result(topic).measure for topic in turn.meaning.topics]
    return tuple(
        Line(f"{measure.title}：{offered(turn, measure)}。")
        for measure in asked
        if measure.benefit.kind is Kind.PER_UNIT
    )


def _shown(turn: Turn, results: list[MeasureResult]) -> Blocks:
    """One result with its sentence, several in a line each with what the authority decides."""
    if len(results) == 1:
        return cards(turn, results, "settled")
    lines = cards(turn, results[:MOST_LINES], "line")
    return group(*lines, *_and_others(len(results)), *open_points(results[:MOST_LINES]))


def _and_others(count: int) -> Blocks:
    """How many more there are than are shown."""
    left = count - MOST_LINES
    return (Line(worded("policies")["others"].format(left)),) if left > 0 else ()


def _told(turn: Turn) -> Blocks:
    """The results that this message is about, then the others in their headings."""
    asks = turn.meaning.intent.name in ASKS_FOR_RESULT
    if not asks and turn.heard.echo is None and turn.before.facts:
        told = _NOT_ANSWERED if turn.meaning.is_question else _NOTHING_NEW
        return _unchanged(turn, told)
    if not asks and not turn.changed and turn.before.focus:
        return _unchanged(turn, _SAME)
    shown = list(turn.changed or (turn.results if asks else ())) or list(turn.results)
    rest = [r for r in turn.results if r not in shown and r.status is not Status.INELIGIBLE]
    others = (*group(*cards(turn, rest[:MOST_LINES], "heading")), *_and_others(len(rest)))
    unfold = HOW_TO_UNFOLD.format(example=shown[0].measure.key)
    how = (Line(unfold, "unfold"),) if len(shown) > 1 else ()
    return (*_shown(turn, shown), *others, *total_line(turn.assessment), *how)


def _unchanged(turn: Turn, told: str) -> Blocks:
    """Nothing of it changes anything: the results stand, and need not be read out again."""
    headings = cards(turn, turn.results, "heading")
    remark = () if turn.heard.complaints else (Line(told),)
    return (*group(*remark, *headings), *total_line(turn.assessment))


def _nothing_applies(turn: Turn) -> Reply:
    if not turn.state.facts:  # no verdict on nothing: what was listed before is asked again
        question = next(iter(open_questions(turn.assessment, turn.state, 1)), None)
        return surrounded(turn, "ask", Line(_NOTHING_TOLD), question=question)
    told = Line("按您说的情况，这份文件里没有对得上的措施。如果还有别的业务，请接着说。")
    return surrounded(turn, "result", told, question=turn.question)
