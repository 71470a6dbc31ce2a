"""Questions that are known by their words, whatever intent they look like: 详细, 8.1, 总共多少 …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..clean import CleanText
from ..intents import IntentName
from ..language.acts import Act
from ..language.forms import form
from ..phrases import Span
from ..statements import Asked, Question
from .words import ActWords

_BY_WORDS = (
    (Act.TOTAL, Question.TOTAL),
    (Act.BEST, Question.BEST),
    (Act.RATE, Question.RATE),
    (Act.PERIOD, Question.PERIOD),
    (Act.WHETHER_SURE, Question.WHETHER_SURE),
    (Act.WHICH_SUM, Question.WHICH_SUM),
    (Act.HOW_COUNTED, Question.HOW_COUNTED),
    (Act.MATERIALS, Question.MATERIALS),
    (Act.WHERE, Question.WHERE),
    (Act.DEADLINE, Question.DEADLINE),
    (Act.PAYMENT, Question.PAYMENT),
    (Act.SUMMARY, Question.SUMMARY),
    (Act.WHAT_IS_KNOWN, Question.WHAT_IS_KNOWN),
    (Act.BENEFICIARY, Question.BENEFICIARY),
)
_WITH_INTENT = (
    (Act.WORDING, Question.WORDING, IntentName.ASK_SOURCE),
    (Act.WHY_ASKED, Question.WHY_ASKED, IntentName.ASK_WHY),
)
_BY_FORM = (
    (Question.BENEFICIARY, "which_party", lambda words: words.has(Act.BENEFICIARY)),
    (Question.BENEFICIARY, "given_to_whom", lambda words: words.has(Act.BENEFICIARY)),
    (Question.HOW_COUNTED, "by_what_is_spent", lambda words: words.has(Act.HOW_COUNTED)),
    (Question.WHERE, "which_office", lambda words: words.has(Act.WHERE)),
    (Question.TOTAL, "total_in_the_end", lambda words: words.has(Act.TOTAL)),
    (Question.TAKEN_OFF, "taken_off", lambda _: False),
    (Question.OF_CUSTOMERS, "of_customers", lambda _: False),
    (Question.WHICH_NUMBER, "which_number", lambda _: False),
    (Question.WHOSE_SUM, "sum_of_yours", lambda _: False),
    (Question.PRO_RATA, "in_proportion", lambda _: False),
    (Question.BOTH_TIERS, "both_tiers", lambda _: False),
    (Question.LEFT_OPEN, "left_open", lambda _: False),
    (Question.WHERE_CAPPED, "where_capped", lambda _: False),
    (Question.WHETHER_CAPPED, "whether_capped", lambda _: False),
    (Question.CONVERTED, "converted_to", lambda _: False),
    (Question.WHICH_SENTENCE, "which_sentence", lambda words: words.has(Act.SUMMARY)),
    (Question.SUMMARY, "what_can_be_drawn", lambda words: words.has(Act.SUMMARY)),
    (Question.WHETHER_RIGHT, "whether_right", lambda _: False),
    (Question.WHETHER_NOTHING, "whether_nothing", lambda _: False),
    (Question.WHETHER_NOTHING, "not_a_penny", lambda _: False),
    (Question.EXPIRES_FIRST, "expires_first", lambda _: False),
    (Question.WHETHER_NOTHING, "whether_nothing_for_it", lambda _: False),
    (Question.COUNTED_FROM, "counted_from", lambda words: form("of_validity").search(words.text)),
)
"""… by which form, unless its words have told it already, or it is of the policy itself."""
_AROUND_AN_ID = (Act.DETAIL, Act.SHOW, Act.ITEM)


def asked(
    words: ActWords,
    cleaned: CleanText,
    intent: IntentName,
    topics: tuple[str, ...],
    *,
    measures: Iterable[str],
) -> Iterator[Asked]:
    """The questions that the words themselves put, about the measures that are named."""
    detail = words.only(Act.DETAIL, Act.SHOW, Act.PARTICLE)
    named = _measure_alone(words, measures)
    if detail is not None:
        yield Asked(question=Question.DETAIL, about=topics, because=detail.expression)
    elif named is not None:
        yield Asked(question=Question.DETAIL, about=(named,), because=f"编号：{named}")
    wanted = [(act, question) for act, question, needed in _WITH_INTENT if intent is needed]
    for act, question in (*_BY_WORDS, *wanted):
        hit = words.first(act)
        if hit is not None and not _means_another(words, act):
            span = cleaned.span(hit.start, hit.end)
            because = f"{act.value}：{hit.expression}"
            yield Asked(question=question, about=topics, span=span, because=because)
    for question, name, unless in _BY_FORM:
        found = form(name).search(words.text)
        if found is not None and not unless(words):
            span = cleaned.span(*found.span())
            yield Asked(question=question, about=topics, span=span, because=found.group())


def _means_another(words: ActWords, act: Act) -> bool:
    """总共有哪些 asks for no sum, nor 到底是商务局还是财政局 which of two sums."""
    if act is Act.WHICH_SUM:
        return form("which_office").search(words.text) is not None
    return act is Act.TOTAL and words.has(Act.LISTING)


def _measure_alone(words: ActWords, measures: Iterable[str]) -> str | None:
    """8.1, 看8.1: the measure that a message consists of."""
    for measure in sorted((m for m in measures if m in words.text), key=len, reverse=True):
        if words.leaves_nothing(_places(words.text, measure), *_AROUND_AN_ID):
            return measure
    return None


def _places(text: str, name: str) -> Iterator[Span]:
    at = text.find(name)
    if at >= 0:
        yield at, at + len(name)
