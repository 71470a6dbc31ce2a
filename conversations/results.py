"""The heart of a reply: results as far as they stand, then the one question that matters next."""

from __future__ import annotations

from dataclasses import replace

from nlu import IntentName
from policy_engine import MeasureResult, Status

from . import explaining
from .answers import ANSWERS, total_line
from .reply import AskedQuestion, Reply
from .surroundings import said
from .turn import Turn
from .wants import ASKS_FOR_RESULT

MOST_LINES = 8
"""A phone shows one card in full; more of them are told in a line each."""
HOW_TO_UNFOLD = "想看理由和原文，回“详细”，或回编号（如 {example}）。"


def assessed(turn: Turn) -> Reply:
    """What follows from what is known now, and what to ask next."""
    if not turn.assessment.in_force:
        return Reply("result", said(turn), turn.results, None, turn.assessment)
    unknown = _despite_not_knowing(turn)
    asking = turn.question is not None and (turn.question_is_in_topic or not turn.results)
    if asking:
        paragraphs = said(turn, *unknown, *_settled_so_far(turn))
        return Reply("ask", paragraphs, turn.results, turn.question, turn.assessment)
    if not turn.results:
        return _nothing_applies(turn)
    paragraphs = unknown or _paragraphs(turn)
    return Reply("result", said(turn, *paragraphs), turn.results, _further(turn), turn.assessment)


def _despite_not_knowing(turn: Turn) -> tuple[str, ...]:
    """不知道也没关系: what can be said all the same."""
    declined = turn.state.declined - turn.before.declined
    if not declined or turn.heard.new:
        return ()
    concerned = [r for r in turn.results if declined.intersection(r.measure.facts)]
    lines = [explaining.line(turn.policy, result, turn.state.facts) for result in concerned]
    return ("\n".join(["好的，不清楚也没关系，先按已知的情况算。", *lines[:MOST_LINES]]),)


def _further(turn: Turn) -> AskedQuestion | None:
    """After a result: whether other measures could apply as well."""
    question = turn.question
    if question is None or not question.multiple or not turn.results:
        return question
    text = "另外，" + question.text.replace("您的企业有", "您的企业还有")
    return replace(question, text=text, inline=any(len(asked) > 1 for asked in turn.before.asked))


def _settled_so_far(turn: Turn) -> tuple[str, ...]:
    settled = [r for r in turn.changed if not r.missing]
    if turn.meaning.intent.name in ASKS_FOR_RESULT and turn.results:
        settled = [*settled, *(r for r in turn.results if r.missing)]
    if turn.before.turns == 0 and not turn.heard.new and turn.meaning.topics:
        return tuple(ANSWERS[IntentName.ASK_CONDITIONS](turn)[1])
    return _shown(turn, settled)


def _shown(turn: Turn, results: list[MeasureResult]) -> tuple[str, ...]:
    """One result in full, several in a line each with what the authority decides."""
    policy, facts = turn.policy, turn.state.facts
    if len(results) == 1:
        return (explaining.card(policy, results[0], facts),)
    lines = [explaining.line(policy, result, facts) for result in results[:MOST_LINES]]
    notes = [f"待定：{note}。" for result in results for note in result.notes]
    return ("\n".join([*lines, *dict.fromkeys(notes)]),) if lines else ()


def _paragraphs(turn: Turn) -> tuple[str, ...]:
    asks = turn.meaning.intent.name in ASKS_FOR_RESULT
    if not asks and not turn.heard.new and turn.before.facts:
        return _unchanged(turn)
    shown = list(turn.changed or (turn.results if asks else ())) or list(turn.results)
    rest = [r for r in turn.results if r not in shown and r.status is not Status.INELIGIBLE]
    others = "\n".join(explaining.heading(result) for result in rest)
    unfold = HOW_TO_UNFOLD.format(example=shown[0].measure.id) if len(shown) > 1 else ""
    return (*_shown(turn, shown), others, total_line(turn.assessment), unfold)


def _unchanged(turn: Turn) -> tuple[str, ...]:
    """Nothing of it was a fact of today: the results stand, and need not be read out again."""
    remark = "" if turn.heard.complaints else "这句里没有听到您企业现在的新情况，前面的结果不变："
    lines = [remark, *(explaining.heading(result) for result in turn.results)]
    return ("\n".join(line for line in lines if line), total_line(turn.assessment))


def _nothing_applies(turn: Turn) -> Reply:
    text = "按您说的情况，这份文件里没有对得上的措施。如果还有别的业务，请接着说。"
    return Reply("result", said(turn, text), (), turn.question, turn.assessment)
