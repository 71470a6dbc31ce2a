"""Every question of a message is answered, also those that stand beside what is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from nlu import Intent, IntentName, PutQuestion, Question, QuestionKind, Supposed

from .answers import ANSWERS
from .blocks import Block, Blocks, Card, Line, flat, group
from .hearing import Hearing
from .reply import Reply
from .telling import cards, concerned_by
from .turn import Turn
from .want import Want, Wanted
from .wants import ALSO_ASKED, ASKS_FOR_RESULT, wanted
from .which_policy import of_its_kind
from .worded import worded

MOST, MOST_RESULTS, ASKS = 3, 2, 0.4
"""… how surely the policy must be asked about."""
_WORDS = worded("policies")

_OF_ONE_MEASURE = frozenset(
    {
        QuestionKind.MEASURED, QuestionKind.HOW_MUCH, QuestionKind.COUNTS, QuestionKind.SURE,
        QuestionKind.PERIOD, QuestionKind.WHOM, QuestionKind.CONDITIONS, QuestionKind.GAP,
    }
)  # fmt: skip
"""What is asked of the measure that the question before it named."""

Found = tuple[list[str], Blocks]
"""Questions, and the answer that they have in common."""


_SAYS_NOTHING = (IntentName.OUT_OF_SCOPE, Want.OTHER_WORDS)
"""Beside an answer, that another question was not understood helps nobody."""


_OF_A_SUM: tuple[Wanted, ...] = (Question.SUMMARY, Question.TOTAL, IntentName.ASK_MEASURES)
_OF_A_CASE = ASKS_FOR_RESULT | {IntentName.ASK_GAP, Want.RESULT, Question.TOTAL}
"""What is asked of a case that is supposed, once it is."""
_TOLD_WITHIN: Mapping[Wanted, tuple[Wanted, ...]] = {
    Question.SUMMARY: _OF_A_SUM,
    Question.TOTAL: _OF_A_SUM,
    Question.HOW_COUNTED: (IntentName.ASK_GAP, Want.EXPENSES),
}
"""What an answer tells as well: 汇总一下，总共能领哪些、多少钱; 报十万行不行 beside 花多少补多少吗."""


def asking_more_words(turn: Turn, want: Wanted, reply: Reply) -> Reply:
    """With the answers to what else is asked by its words: 材料 去哪交 几号截止."""
    more = _by_words(turn, want, {str(block) for block in reply.blocks})
    return reply.saying_too(*more) if more else reply


def _by_words(turn: Turn, want: Wanted, said: Set[str] = frozenset()) -> Blocks:
    more: list[Block] = []
    for question, intent in ALSO_ASKED.items():
        if intent is want or not turn.meaning.asks(question):
            continue
        meaning = replace(turn.meaning, intent=Intent(intent, 1.0))
        found = ANSWERS[intent](replace(turn, meaning=meaning))[1]
        more += [block for block in found if str(block) not in said]
    return tuple(more)


def answered_each(turn: Turn) -> Blocks:
    """The answers of a message that asks several things and tells nothing; nothing where one of
    them has no answer of its own."""
    asked = _asked(turn)
    if len(asked) < 2 or turn.heard.new:
        return ()
    own = _without_told_within([(question, *_alone(turn, question)) for question in asked])
    if any(want in ASKS_FOR_RESULT or want not in ANSWERS for _, _, want in own):
        return ()
    return _told([(q, _answer_of(alone, want)) for q, alone, want in own])


def _without_told_within(
    own: Sequence[tuple[PutQuestion, Turn, Wanted]],
) -> Sequence[tuple[PutQuestion, Turn, Wanted]]:
    """The questions but for those that the answer to another of them tells as well."""
    within = {told for _, _, want in own for told in _TOLD_WITHIN.get(want, ()) if told != want}
    return [each for each in own if each[2] not in within]


def answering_each(turn: Turn, want: Wanted, reply: Reply) -> Reply:
    """The reply with a line for each question that it does not answer yet, the answers first."""
    if len(turn.meaning.questions) < 2 and not turn.heard.new:
        return reply
    unanswered = list(_unanswered(turn, want, reply))
    blocks = _told(unanswered)
    if not blocks:
        return reply
    first = _is_asked_before(turn, want, [question for question, _ in unanswered])
    return reply.saying_too(*blocks) if first else reply.answering_first(*blocks)


def _is_asked_before(turn: Turn, want: Wanted, others: Sequence[PutQuestion]) -> bool:
    """70%是补给谁？我们能拿126万？: whether what the reply answers is asked before the rest."""
    if turn.heard.new or want is Want.RESULT or want in ASKS_FOR_RESULT:
        return False
    spans = [question.span for question in others]
    own = [question.span for question in _asked(turn) if question.span not in spans]
    return bool(own) and min(own) < min(spans)


def _asked(turn: Turn) -> list[PutQuestion]:
    """The questions that are of the policy; one that names no measure is of the one before it."""
    found: list[PutQuestion] = []
    for question in turn.meaning.questions:
        if question.of_policy >= ASKS:
            before = found[-1].meaning.topics if found else ()
            found.append(_of_the_same(question, before))
    return found


def _of_the_same(question: PutQuestion, topics: tuple[str, ...]) -> PutQuestion:
    """那培训能拿多少呢，按人头算吗: the second is of the same measure."""
    if not topics or question.meaning.topics or question.kind not in _OF_ONE_MEASURE:
        return question
    if any(question.meaning.asks(asked) for asked in (Question.TOTAL, Question.SUMMARY)):
        return question
    return replace(
        question, meaning=replace(question.meaning, topics=topics, near=dict.fromkeys(topics, 1.0))
    )


def _alone(turn: Turn, question: PutQuestion) -> tuple[Turn, Wanted]:
    """The turn of a message that asks this and nothing else, and what that wants."""
    meaning = replace(question.meaning, questions=(question,))
    if meaning.asks(Question.WHICH_NUMBER):  # the numbers it asks of are supposed, not told
        statements = (*meaning.statements, *turn.meaning.of(Supposed))
        meaning = replace(meaning, statements=statements)
    alone = of_its_kind(replace(turn, meaning=meaning, heard=Hearing(turn.state, {})))
    return alone, wanted(alone)


def _unanswered(turn: Turn, want: Wanted, reply: Reply) -> Iterator[tuple[PutQuestion, Blocks]]:
    said = {str(block) for block in reply.blocks}
    for question in _asked(turn):
        alone, own = _alone(turn, question)
        if (
            own in _SAYS_NOTHING
            or own == want
            or (want is IntentName.WHAT_IF and own in _OF_A_CASE and _follows(turn, question))
            or own in _TOLD_WITHIN.get(want, ())
            or (own is Want.IN_THE_TEXT and _tells_within(turn, question))
        ):
            continue
        found = tuple(b for b in _answer(alone, own, reply) if str(b) not in said)
        if found:
            yield question, found


def _answer(alone: Turn, own: Wanted, reply: Reply) -> Blocks:
    """What answers a question alone; of what the results say nothing more is said."""
    if own is Want.RESULT or own in ASKS_FOR_RESULT:
        if any(isinstance(block, Card) for block in flat(reply.blocks)):
            return ()
        return cards(alone, concerned_by(alone)[:MOST_RESULTS], "line")
    return _answer_of(alone, own) if own in ANSWERS else ()


def _answer_of(alone: Turn, own: Wanted) -> Blocks:
    return (*ANSWERS[own](alone)[1], *_by_words(alone, own))


def _told(answers: Sequence[tuple[PutQuestion, Blocks]]) -> Blocks:
    """Each answer under its questions, where there are several."""
    found: list[Found] = []
    for question, blocks in answers:
        same = next((asked for asked, told in found if told == blocks), None)
        if same is None:
            found.append(([question.asked], blocks))
        else:
            same.append(question.asked)
    if len(found) < 2:
        return found[0][1] if found else ()
    return tuple(
        block
        for asked, blocks in found[:MOST]
        for block in group(Line(_WORDS["asked"].format("”“".join(asked))), *flat(blocks))
    )


def _follows(turn: Turn, question: PutQuestion) -> bool:
    """要是只剩4950万呢？还差多少能回去？ asks of what is supposed before it."""
    supposed = turn.meaning.of(Supposed)
    return bool(supposed) and question.span[0] > min(s.span[0] for s in supposed)


def _tells_within(turn: Turn, question: PutQuestion) -> bool:
    """今年3200万算达标吗: what is told in the question itself is judged by the result."""
    start, end = question.span
    told = (s for s in turn.meaning.statements if getattr(s, "fact", "") in turn.heard.new)
    return any(start <= s.span[0] < end for s in told)
