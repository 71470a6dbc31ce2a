"""One place decides what a user wants."""

from __future__ import annotations

from datetime import date

import pytest

from conversations import Dialog, State
from conversations.answers import ANSWERS
from conversations.hearing import hear
from conversations.placing import TELLS
from conversations.turn import Turn
from conversations.unclear import REPAIRS
from conversations.want import Want, Wanted
from conversations.wants import ALSO_ASKED, ASKS_FOR_RESULT, wanted
from nlu import IntentName, Question

ON = date(2025, 6, 1)
LIST = "能享受哪些政策"
WAREHOUSE = "我们在老挝有海外仓，2500平，当地进出口额六千万"


def _wanted(dialog: Dialog, *said: str) -> Wanted:
    *before, last = said
    state = State()
    for text in before:
        state, _, _ = dialog.turn(state, text, ON)
    meaning = dialog.understanding.parse(last, state.context(ON, state.pending))
    heard = hear(dialog.grounds, state, {**meaning.facts, **meaning.foreign}, meaning)
    return wanted(Turn(dialog.grounds, state, heard, meaning, ON))


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ((WAREHOUSE,), Want.RESULT),
        (("能补多少钱",), Want.RESULT),
        (("",), Want.SOMETHING_SAID),
        (("重新开始",), IntentName.RESTART),
        (("详细",), Question.DETAIL),
        ((WAREHOUSE, "8.1"), Question.DETAIL),
        ((WAREHOUSE, "总共能拿多少"), Question.TOTAL),
        ((WAREHOUSE, "哪条最多"), Question.BEST),
        ((WAREHOUSE, "减掉领过的3万是不是只能再拿27万"), Question.TAKEN_OFF),
        ((WAREHOUSE, "我仓里的货主能领吗"), Question.OF_CUSTOMERS),
        ((WAREHOUSE, "6千万是整仓的，邵阳的只有3千万，按哪个算"), Question.WHICH_NUMBER),
        ((WAREHOUSE, "30万是你自己算出来的"), Question.WHOSE_SUM),
        (("我们有一部分货直发长沙，这部分算不算",), Want.APART),
        ((WAREHOUSE, "差一点给不给按比例的"), Question.PRO_RATA),
        ((WAREHOUSE, "30万是看花了多少，还是达标就给"), Question.HOW_COUNTED),
        ((WAREHOUSE, "到底归商务局还是财政局管"), IntentName.ASK_PROCEDURE),
        ((WAREHOUSE, "钱打给谁"), Question.BENEFICIARY),
        ((WAREHOUSE, "你就讲我们最后能领好多钱"), Question.TOTAL),
        (("汇率多少",), Question.RATE),
        (("每年都给吗",), Question.PERIOD),
        (("个体户能申请吗",), Want.FREQUENT_QUESTION),
        (("什么叫集货仓",), IntentName.ASK_DEFINITION),
        ((WAREHOUSE, "为什么问这个"), IntentName.ASK_WHY),
        ((WAREHOUSE, "要是面积做到3000平呢"), IntentName.WHAT_IF),
        (("你好",), IntentName.GREET),
        (("你好，我们海外仓2500平",), Want.RESULT),
        ((WAREHOUSE, "我们没有海外仓"), Want.WHICH_HOLDS),
        ((WAREHOUSE, "不是啊，我们没有海外仓"), Want.RESULT),
        ((WAREHOUSE, "说错了，我们没有海外仓"), Want.RESULT),
        ((LIST, "99"), Want.WHICH_OPTION),
        ((LIST, "是的"), Want.WHICH_OPTION),
        ((LIST, "不知道"), Want.HELP_WITH_ROLES),
        ((LIST, "不知道", "不知道"), Want.RESULT),
        (("我们有800票",), Want.WHICH_FACT),
        (("说错了",), Want.WHAT_TO_CORRECT),
    ],
)
def test_what_is_wanted(dialog: Dialog, said: tuple[str, ...], want: Wanted) -> None:
    assert _wanted(dialog, *said) is want


def test_the_sum_of_nothing_is_not_asked_for(dialog: Dialog) -> None:
    assert _wanted(dialog, "总共能拿多少") is Want.RESULT


def test_every_want_has_one_answer() -> None:
    """Whatever is wanted is answered, repaired, or told by the result."""
    by_result = {*TELLS, *ASKS_FOR_RESULT, Want.RESULT, Want.UNDO, IntentName.RESTART}
    inside_others = {
        Question.WORDING, Question.WHY_ASKED, *ALSO_ASKED,  # they go with an intent
        Question.WHETHER_RIGHT, Question.WHETHER_NOTHING, Question.EXPIRES_FIRST,  # a yes or a no before the answer
    }  # fmt: skip
    assert not set(ANSWERS) & set(REPAIRS)
    answered = {*ANSWERS, *REPAIRS, *by_result, *inside_others}
    assert {*IntentName, *Question, *Want} == answered
