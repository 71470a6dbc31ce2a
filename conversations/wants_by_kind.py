"""What a question wants by its kind, where neither its words nor a kept answer tell."""

from __future__ import annotations

from collections.abc import Mapping

from nlu import IntentName, Particular, PutQuestion, Question, QuestionKind

from .turn import Turn
from .want import Want, Wanted

SURE = 0.6
"""How sure a kind must be to be answered as one."""
_WANTED: Mapping[QuestionKind, Wanted] = {
    QuestionKind.COUNTS: Want.IN_THE_TEXT,
    QuestionKind.MEASURED: Want.IN_THE_TEXT,
    QuestionKind.DUTIES: Want.IN_THE_TEXT,
    QuestionKind.OTHER_SUPPORT: Want.NEAREST,
    QuestionKind.EARLIER: Want.EARLIER,
    QuestionKind.WHERE: IntentName.ASK_PROCEDURE,
    QuestionKind.MATERIALS: IntentName.ASK_MATERIALS,
    QuestionKind.PAYMENT: IntentName.ASK_PAYMENT_TIME,
    QuestionKind.OVERLAP: IntentName.ASK_OVERLAP,
    QuestionKind.FUNDING: IntentName.ASK_FUNDING,
}


_NO_COST = (
    QuestionKind.ELIGIBLE, QuestionKind.WHICH, QuestionKind.HOW_MUCH, QuestionKind.CONDITIONS,
)  # fmt: skip
_OF_A_MEASURE = frozenset(
    {QuestionKind.HOW_MUCH, QuestionKind.ELIGIBLE, QuestionKind.CONDITIONS, QuestionKind.GAP}
)
_SURELY = 0.8
"""How sure a kind must be to speak against what the words themselves put."""
_PUT_BY: Mapping[Question, frozenset[QuestionKind]] = {
    Question.PERIOD: frozenset({QuestionKind.PERIOD, QuestionKind.SURE, QuestionKind.EARLIER}),
    Question.BENEFICIARY: frozenset(
        {
            QuestionKind.WHOM, QuestionKind.ELIGIBLE, QuestionKind.HOW_MUCH, QuestionKind.FUNDING,
            QuestionKind.PAYMENT,
        }
    ),
    Question.HOW_COUNTED: frozenset(
        {
            QuestionKind.MEASURED, QuestionKind.SURE, QuestionKind.WHY, QuestionKind.HOW_MUCH,
            QuestionKind.WHAT_IS, QuestionKind.CONDITIONS, QuestionKind.COUNTS,
            QuestionKind.WORTH, QuestionKind.WHOM, QuestionKind.MATERIALS, QuestionKind.OVERLAP,
            QuestionKind.OTHER_SUPPORT,
        }
    ),
    Question.TOTAL: frozenset(QuestionKind) - {
        QuestionKind.GAP, QuestionKind.WORTH, QuestionKind.MEASURED, QuestionKind.COUNTS,
    },
    Question.WHETHER_SURE: frozenset(
        {QuestionKind.SURE, QuestionKind.HOW_MUCH, QuestionKind.WORTH, QuestionKind.WHY}
    ),
}  # fmt: skip
"""The kinds that a question known by its words may be of."""


def is_put(turn: Turn, question: Question) -> bool:
    """Whether the words put a question, and its kind does not surely say otherwise."""
    if not turn.meaning.asks(question):
        return False
    asked, kinds = turn.meaning.questions, _PUT_BY.get(question)
    if kinds is None or len(asked) != 1 or asked[0].confidence < _SURELY:
        return True
    return asked[0].kind in kinds


def asks_of_costs(turn: Turn) -> bool:
    """Whether it may be asked if a cost is paid: 我们做独立站能拿多少 asks of no 独立站费用."""
    asked = turn.meaning.questions
    if len(asked) != 1 or asked[0].confidence < _SURELY:
        return True
    return asked[0].kind not in _NO_COST


def by_kind(turn: Turn) -> Wanted | None:
    """What the one question of a message wants that tells nothing beside it."""
    asked = turn.meaning.questions
    if len(asked) != 1 or turn.heard.new:
        return None
    if asked[0].confidence >= SURE:
        return _of_kind(turn, asked[0])
    unheard = turn.meaning.intent.name is IntentName.OUT_OF_SCOPE or turn.meaning.says(Particular)
    return Want.IN_THE_TEXT if unheard and asked[0].of_policy >= SURE and turn.results else None


def _of_kind(turn: Turn, question: PutQuestion) -> Wanted | None:
    kind, meaning = question.kind, question.meaning
    about = bool(meaning.topics or turn.before.focus)
    if kind is QuestionKind.OTHER_SUPPORT and meaning.topics:
        return None  # what a named measure gives
    if kind is QuestionKind.OTHER_SUPPORT and meaning.passages and not meaning.near:
        return Want.PASSAGE
    if kind in _OF_A_MEASURE and meaning.near and not turn.results:
        return Want.NEAREST
    if kind is QuestionKind.WHERE and turn.grounds.knowledge.term(meaning.answers) is not None:
        return IntentName.ASK_DEFINITION  # 集散中心在哪
    if kind is QuestionKind.IN_TIME:
        of_validity = meaning.intent.name is IntentName.ASK_VALIDITY
        validity = meaning.next_year or (of_validity and not meaning.asks(Question.DEADLINE))
        return IntentName.ASK_VALIDITY if validity else IntentName.ASK_DEADLINE
    if kind is QuestionKind.WHOM:
        return Question.BENEFICIARY if about or turn.results else Want.IN_THE_TEXT
    if kind is QuestionKind.SURE:
        return Question.WHETHER_SURE if turn.results else Want.WHO_DECIDES
    if kind is QuestionKind.PERIOD:
        return Question.PERIOD if about else Want.IN_THE_TEXT
    if kind is QuestionKind.WORTH:
        return IntentName.ASK_GAP if turn.results else None
    wanted = _WANTED.get(kind)
    at_hand = turn.results or about or meaning.passages or meaning.near
    return None if wanted is Want.IN_THE_TEXT and not at_hand else wanted
