"""What a user wants: one name, from what was understood and where the conversation stands.

This is the only place that decides it; `respond` looks the name up among the answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain

from nlu import (
    Apart,
    Corrected,
    Doubtful,
    Expense,
    IntentName,
    Meaning,
    OneMore,
    Particular,
    Question,
    Revised,
    Skipped,
    Supposed,
    Told,
    Undone,
    Unlisted,
    levels,
)
from policy_engine import MeasureResult, Policy, Status

from . import wording
from .blocks import AskedQuestion
from .converted import can_convert
from .given_to import writing_the_share
from .in_the_text import quoted
from .left_open import has_left_open
from .placing import TELLS
from .state import State
from .tiers import tiers_asked_of
from .turn import Turn
from .want import Want, Wanted
from .wants_by_kind import asks_of_costs, by_kind, is_put

UNSURE = 0.3
"""Below this confidence an intent says nothing."""

SURE_TO_RESTART = 0.8
"""Below this what was told is not thrown away: a guess may be wrong."""


ASKS_FOR_RESULT = frozenset({IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT})
SAYS_NO_RESULT: frozenset[Wanted] = frozenset(
    {
        Want.FREQUENT_QUESTION, Want.EXPENSES, Want.APART, Question.PERIOD, Question.RATE, Question.HOW_COUNTED,
        IntentName.ASK_PROCEDURE,
        IntentName.ASK_MATERIALS, IntentName.ASK_DEADLINE, IntentName.ASK_PAYMENT_TIME,
        IntentName.ASK_VALIDITY, IntentName.ASK_FUNDING, IntentName.ASK_OVERLAP,
        IntentName.ASK_DEFINITION, IntentName.ASK_SOURCE,
    }
)  # fmt: skip
"""What is answered from the text alone: what the message settles follows after it."""
_OF_RESULTS = (
    Question.WHOSE_SUM, Question.SUMMARY, Question.WHETHER_SURE, Question.WHICH_SUM,
    Question.TOTAL, Question.BEST, Question.WHERE_CAPPED, Question.WHETHER_CAPPED,
)  # fmt: skip
_BESIDE_RESULTS = (Question.TAKEN_OFF, Question.OF_CUSTOMERS)
"""What is asked of the results of an enterprise that they do not tell."""
ALSO_ASKED: Mapping[Question, IntentName] = {
    Question.MATERIALS: IntentName.ASK_MATERIALS,
    Question.WHERE: IntentName.ASK_PROCEDURE,
    Question.DEADLINE: IntentName.ASK_DEADLINE,
    Question.PAYMENT: IntentName.ASK_PAYMENT_TIME,
}
"""What may be asked beside anything else: 材料 去哪交 几号截止."""
_MAY_SUPPOSE = ASKS_FOR_RESULT | {IntentName.WHAT_IF, IntentName.ASK_GAP, IntentName.INFORM}
_OF_LIMITS = frozenset({IntentName.WHAT_IF, IntentName.ASK_GAP})
"""Numbers there are wishes: which fact they mean need not be cleared up."""
_YIELDS_TO_FACTS = frozenset(
    {
        IntentName.GREET,
        IntentName.THANK,
        IntentName.BYE,
        IntentName.HELP,
        IntentName.OUT_OF_SCOPE,
    }
)
_MAY_MEAN_A_SENTENCE = ASKS_FOR_RESULT | {
    IntentName.ASK_CONDITIONS, IntentName.ASK_MEASURES, IntentName.ASK_DEFINITION,
    IntentName.ASK_GAP, IntentName.OUT_OF_SCOPE,
}  # fmt: skip
"""Asked before anything is told: a sentence of the text says more than a list to choose from."""
_ASKS_NOTHING = frozenset(
    {IntentName.CORRECT, IntentName.AFFIRM, IntentName.DENY, IntentName.HANDOFF}
)


def wanted(turn: Turn) -> Wanted:
    """What a message asks for at this point of the conversation."""
    meaning = turn.meaning
    if meaning.says(Undone):
        return Want.UNDO
    if meaning.intent.name is IntentName.RESTART:
        sure = meaning.intent.confidence >= SURE_TO_RESTART or not turn.before.facts
        if not sure and turn.heard.new:
            return Want.RESULT  # it tells something: no word of starting anew
        return IntentName.RESTART if sure else Want.WHETHER_TO_RESTART
    if meaning.asks(Question.DETAIL):
        return Question.DETAIL
    if meaning.says(OneMore):
        return IntentName.WHAT_IF
    if meaning.asks(Question.WHICH_NUMBER) and _compares(turn) and not quoted_ranges(turn):
        return Question.WHICH_NUMBER
    unclear = _to_clear_up(turn)
    if unclear is not None:
        return unclear
    if _supposes(turn):
        return IntentName.WHAT_IF
    want = _put_by_words(turn) or by_kind(turn) or _by_intent(turn)
    nothing_supposed = want is IntentName.WHAT_IF and turn.state.facts
    return _of_nothing_supposed(turn) if nothing_supposed else want


def _compares(turn: Turn) -> bool:
    """整仓5600万，邵阳的3200万，按哪个算: two numbers of one fact; or none is a fact yet."""
    if len(turn.meaning.of(Supposed)) > 1:
        return len({supposed.fact for supposed in turn.meaning.of(Supposed)}) == 1
    numbers = [mention for mention in turn.meaning.quantities if mention.interval.is_exact]
    told_of = bool(turn.meaning.topics or turn.focus)
    return told_of and len(numbers) > 1 and not turn.heard.new


def _of_nothing_supposed(turn: Turn) -> Wanted:
    """那培训呢，我能参加吗: it sounded like another case, and names none."""
    if turn.meaning.topics:
        return IntentName.ASK_CONDITIONS
    return Want.PARTICULAR if turn.meaning.says(Particular) else IntentName.WHAT_IF


def _supposes(turn: Turn) -> bool:
    """Whether another case is asked about: supposed, or planned and nothing told beside it."""
    meaning = turn.meaning
    if meaning.intent.name not in _MAY_SUPPOSE | TELLS:
        return False
    known = turn.before.facts
    planned = any(t.mark == "planned" and t.value != known.get(t.fact) for t in meaning.of(Told))
    told = turn.before.facts and turn.heard.echo is None
    plans = planned and bool(told) and meaning.intent.name is not IntentName.ASK_GAP
    return plans or (meaning.supposes and meaning.intent.name in _MAY_SUPPOSE)


def _to_clear_up(turn: Turn) -> Want | None:
    """What must be cleared up before anything else can be said."""
    if turn.meaning.is_blank:
        return Want.SOMETHING_SAID
    if turn.heard.contradicted:
        return Want.WHICH_HOLDS
    pending = turn.before.pending
    asks = turn.grounds.knowledge.question(turn.meaning.answers) is not None
    lost = turn.meaning.intent.name is IntentName.DONT_KNOW and not turn.heard.new and not asks
    lost = lost and not any(skip.facts for skip in turn.meaning.of(Skipped))
    lost = lost and not turn.meaning.asks(Question.WHOSE_SUM)
    if lost and pending is not None and cannot_tell_roles(pending):
        return Want.HELP_WITH_ROLES
    if turn.heard.wrong and not turn.heard.new:
        return Want.RIGHT_VALUE
    if pending is not None and leans(turn.before, turn.meaning) and not turn.heard.new:
        return Want.WHETHER_SO
    if _misses_the_options(turn):
        return Want.WHICH_OPTION
    return None if doubt(turn) is None else Want.WHICH_FACT


def leans(state: State, meaning: Meaning) -> bool:
    """可能吧 to a yes-or-no question, for the first time: it is asked whether it is so."""
    pending = state.pending
    if pending is None or len(pending.facts) != 1 or pending.multiple or not pending.options:
        return False
    return pending.facts[0] not in state.pressed and any(s.leaning for s in meaning.of(Skipped))


def cannot_tell_roles(pending: AskedQuestion) -> bool:
    """Whether 不知道 to this question is said to the list of roles for the first time.

    That is not none of them.
    """
    return pending.multiple and not pending.brief


def _misses_the_options(turn: Turn) -> bool:
    """A number that is not on the list, or a bare 是 to a question of which."""
    pending = turn.before.pending
    if pending is None or not pending.options or turn.heard.new:
        return False
    affirms = turn.meaning.intent.name is IntentName.AFFIRM
    nothing_wrong = affirms and all(option.value is None for option in pending.options)
    return turn.meaning.says(Unlisted) or (affirms and _asks_which(pending) and not nothing_wrong)


def _asks_which(question: AskedQuestion) -> bool:
    """Whether 是 answers nothing: several parts, or one thing or another."""
    return question.multiple or not any(isinstance(o.value, bool) for o in question.options)


def doubt(turn: Turn) -> Doubtful | None:
    """The number to ask about: one without its unit first, then one that may have a place."""
    if turn.meaning.intent.name in _OF_LIMITS or turn.meaning.asks(Question.HOW_COUNTED):
        return None
    units = (found for found in turn.meaning.unclear if len(found.facts) == 1)
    return next(chain(units, (found for found in turn.unplaced if found.facts)), None)


def _put_by_words(turn: Turn) -> Wanted | None:
    """The question that the words themselves put, whatever the intent."""
    meaning = turn.meaning
    if meaning.says(Apart):
        return Want.APART
    if turn.heard.new:
        return _asked_beside(turn)
    if tiers_asked_of(turn) is not None:
        return Question.BOTH_TIERS
    known = turn.grounds.knowledge.question(meaning.answers)
    if known is not None and meaning.word_for_word:
        return Want.FREQUENT_QUESTION
    if meaning.asks(Question.PRO_RATA) and (meaning.topics or turn.focus):
        return Question.PRO_RATA
    if _asks_how_counted(turn):
        return Question.HOW_COUNTED
    asked = _of_results(turn) if turn.results else None
    if asked is not None:
        return asked
    asked = next((question for question in _answerable(turn) if is_put(turn, question)), None)
    if asked is not None:
        return asked
    if known is not None and meaning.intent.name not in _ASKS_NOTHING:
        return Want.FREQUENT_QUESTION
    return Want.EXPENSES if _asks_of_expenses(meaning) and asks_of_costs(turn) else None


def _of_results(turn: Turn) -> Question | None:
    """What is asked of the results that is known by their numbers, or is told beside them."""
    asked = next((q for q in _BESIDE_RESULTS if turn.meaning.asks(q)), None)
    if asked is not None:
        return asked
    if quoted_ranges(turn):
        return Question.WHICH_SUM
    if turn.meaning.asks(Question.LEFT_OPEN) and has_left_open(turn):
        return Question.LEFT_OPEN
    if turn.meaning.asks(Question.WHICH_SENTENCE) and (turn.meaning.topics or turn.focus):
        return Question.WHICH_SENTENCE
    converts = turn.meaning.asks(Question.CONVERTED) and can_convert(turn)
    return Question.CONVERTED if converts else None


def _answerable(turn: Turn) -> Iterator[Question]:
    """The questions that can be answered where the conversation stands, the plainest first."""
    if turn.state.facts:
        yield Question.WHAT_IS_KNOWN
    if turn.results:
        yield from _OF_RESULTS
    if turn.meaning.topics or turn.focus:
        yield Question.COUNTED_FROM
    if turn.meaning.topics or turn.focus or writing_the_share(turn):
        yield Question.BENEFICIARY
    yield from (Question.RATE, Question.PERIOD)


def quoted_ranges(turn: Turn) -> list[MeasureResult]:
    """15到17是什么意思: the results whose two ends a question says again."""
    if not turn.meaning.is_question:
        return []
    said = {
        end
        for mention in turn.meaning.quantities
        for end in (mention.interval.low, mention.interval.high)
    }
    said |= {end / wording.TEN_THOUSAND for end in said}
    return [result for result in turn.results if _ends(result) and _ends(result) <= said]


def _ends(result: MeasureResult) -> set[Decimal]:
    """Both ends of a range of money in units of 万, as people say them; none of another amount."""
    amount = result.amount
    if result.status is Status.INELIGIBLE or amount is None or amount.high is None:
        return set()
    ends = {amount.low / wording.TEN_THOUSAND, amount.high / wording.TEN_THOUSAND}
    return ends if len(ends) > 1 else set()


def _asked_beside(turn: Turn) -> Wanted | None:
    """The question that stands beside what a message tells."""
    meaning = turn.meaning
    if meaning.asks_beside and turn.grounds.knowledge.question(meaning.answers) is not None:
        return Want.FREQUENT_QUESTION
    if meaning.asks_beside and _asks_how_counted(turn):
        return Question.HOW_COUNTED
    if _asks_of_expenses(meaning) and asks_of_costs(turn):
        return Want.EXPENSES
    return Question.PERIOD if meaning.asks_beside and meaning.asks(Question.PERIOD) else None


def _asks_how_counted(turn: Turn) -> bool:
    """按什么算, of a measure: of a word of the policy it is its definition that is asked for."""
    meaning = turn.meaning
    about = meaning.topics or turn.before.focus
    term = meaning.intent.name is IntentName.ASK_DEFINITION and bool(meaning.answers)
    defines = term or meaning.intent.name is IntentName.WHAT_IF
    return is_put(turn, Question.HOW_COUNTED) and bool(about) and not defines


def _asks_of_expenses(meaning: Meaning) -> bool:
    return any(expense.asked for expense in meaning.of(Expense))


def _corrects_nothing_named(turn: Turn) -> bool:
    """说错了, 不对: something that was told is wrong, and the message does not say what."""
    meaning = turn.meaning
    mistaken = any(revised.mistake for revised in meaning.of(Revised)) and bool(turn.before.facts)
    corrects = meaning.intent.name is IntentName.CORRECT or mistaken
    objects = meaning.intent.name is IntentName.DENY and bool(turn.before.facts)
    if not corrects and not (objects and all(isinstance(s, Revised) for s in meaning.statements)):
        return False
    if meaning.is_question and not any(revised.mistake for revised in meaning.of(Revised)):
        return False  # 那我年后才注册不是赶不上了？
    again = meaning.says(Told) or meaning.says(Corrected)
    told = turn.heard.new or turn.heard.complaints or turn.heard.echo or again
    return not told and (corrects or meaning.says(Revised))


def clauses_named(turn: Turn) -> list[tuple[Policy, str]]:
    """第二条怎么说的: the clauses of the text that are called by their number."""
    return [
        (policy, label)
        for reference in turn.meaning.clauses
        for policy in turn.policy.members
        if not turn.is_beside(policy)
        for label in policy.source.clauses
        if levels(label) == reference
    ]


def _by_intent(turn: Turn) -> Wanted:
    intent, topics = turn.meaning.intent, turn.meaning.topics
    told = turn.heard.new or turn.heard.complaints
    means_a_sentence = not turn.state.facts and intent.name in _MAY_MEAN_A_SENTENCE
    if means_a_sentence and quoted(turn, turn.meaning.passages):
        return Want.PASSAGE
    if clauses_named(turn) and not topics and not told and intent.name not in _ASKS_NOTHING:
        return Want.CLAUSE
    if _corrects_nothing_named(turn):
        return Want.WHAT_TO_CORRECT
    unsure = intent.confidence < UNSURE and not told
    if topics and (unsure or intent.name is IntentName.OUT_OF_SCOPE):
        return IntentName.ASK_CONDITIONS  # it names a measure, however oddly it is put
    if unsure:
        return Want.OTHER_WORDS
    clauses = {turn.policy.measures[topic].clause for topic in topics}
    if intent.name is IntentName.ASK_MEASURES and len(clauses) == 1:
        return IntentName.ASK_CONDITIONS  # 给我说说海外仓, 8条
    if turn.meaning.says(Particular) and turn.state.facts and not told:
        of_a_measure = intent.name is IntentName.ASK_CONDITIONS and (topics or turn.before.focus)
        return IntentName.ASK_CONDITIONS if of_a_measure else Want.PARTICULAR
    only_tells = intent.name is IntentName.WHAT_IF and turn.heard.new
    if only_tells or intent.name in TELLS | ASKS_FOR_RESULT:
        return Want.RESULT
    return Want.RESULT if intent.name in _YIELDS_TO_FACTS and turn.heard.new else intent.name
