"""What people say beside the plain answer is heard as they mean it, and nothing is asked twice."""

from __future__ import annotations

import pytest

from conversations import Dialog
from policy_engine import Quantity

from .talking import number, talk

SELLER = "我们做亚马逊"
SHOP = "我们在镇上开零食店，130平"
TOTAL, RISE, RISE_IN_ALL = "当年出口实际交易额", "当年新增出口实际交易额", "当年新增实际交易额"


# -- this year beside last year ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "total", "rise"),
    [
        ("去年出口420万美元，今年到10月底是610万美元", 6_100_000, 1_900_000),
        ("今年出口300万美元，去年80万美元", 3_000_000, 2_200_000),
        ("去年四十来万美元，今年五十万出头", 500_000, 100_000),
    ],
)
def test_both_years_tell_the_total_and_the_rise(
    dialog: Dialog, said: str, total: int, rise: int
) -> None:
    state, _ = talk(dialog, SELLER, said)
    assert number(state, TOTAL) == total
    assert number(state, RISE) == rise


def test_what_is_worked_out_is_one_number(dialog: Dialog) -> None:
    said = "今年出口610万美元，新增出口就是610减420，190万"
    _, reply = talk(dialog, SELLER, said)
    assert "420" not in reply.text


@pytest.mark.parametrize("said", ["一样", "一样，都是出口", "一样咯"])
def test_the_same_is_the_rise_that_was_told_before(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, SELLER, "今年142万美元，去年86万", said)
    assert number(state, RISE_IN_ALL) == 560_000


@pytest.mark.parametrize(
    "said", ["去年没做", "一样咯去年冒开张", "新增也是36万美元，去年一分钱没卖"]
)
def test_nothing_last_year_makes_all_of_it_new(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, SELLER, "36万美元", said)
    assert number(state, RISE_IN_ALL) == 360_000


# -- answers by option -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said", ["4，别的都没有", "有4，其他没有", "4有，1没有，其余没有", "4 yes, 1 no, 2 no"]
)
def test_one_option_and_nothing_else(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, "你好", said)
    assert state.facts["跨境电商试点企业"] is True
    assert state.facts["外贸进出口企业"] is False


@pytest.mark.parametrize("said", ["4 自营出口，五金", "4，公司在邵东", "4，要什么材料"])
def test_one_option_with_more_said_of_it_leaves_the_others_open(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, "你好", said)
    assert state.facts["跨境电商试点企业"] is True
    assert "向跨境电商平台支付服务费" not in state.facts


@pytest.mark.parametrize("said", ["4", "4 5，公司在邵东", "4，公司在邵东，别的都没有"])
def test_a_whole_answer_closes_the_list(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, "你好", said)
    assert state.facts["向跨境电商平台支付服务费"] is False


def test_what_was_left_out_of_a_list_is_open_again_once_a_number_of_it_is_told(
    dialog: Dialog,
) -> None:
    state, _ = talk(dialog, "你好", "1", "阿里国际站 年费2.98万 第二年 补多少")
    assert state.facts.get("向跨境电商平台支付服务费") is not False
    assert number(state, "平台服务费用") == 29_800


def test_what_is_told_of_one_business_opens_no_other(dialog: Dialog) -> None:
    state, _ = talk(dialog, "你好", "1", "年费2.98万")
    assert state.facts["建设运营公共海外仓"] is False


def test_each_option_with_its_own_answer(dialog: Dialog) -> None:
    said = "1 yes, 2 yes (we are registered in Shaoyang), 3 no, we ship from Ningbo"
    state, _ = talk(dialog, "你好", said)
    assert state.facts["跨境电商企业"] is True
    assert state.facts["向跨境电商平台支付服务费"] is False


def test_two_places_and_one_number(dialog: Dialog) -> None:
    asked = "今年出口350万美元，新增只有40万美元，出口和总交易额都是"
    state, _ = talk(dialog, SELLER, asked, "1和2都是40万")
    assert number(state, RISE) == number(state, RISE_IN_ALL) == 400_000
    assert number(state, TOTAL) == 3_500_000


# -- numbers that are nothing here ---------------------------------------------------------------


def test_a_number_that_was_set_aside_is_asked_about_no_more(dialog: Dialog) -> None:
    trader = "外贸公司，做亚马逊，从集散中心走了四票"
    _, asked = talk(dialog, trader)
    assert "“四票”" in asked.text
    _, reply = talk(dialog, trader, "都不是", "我说的四票就是四次发货")
    assert "四票" not in reply.text


@pytest.mark.parametrize(
    ("said", "number_told"),
    [
        ("我们在泰国建了海外仓，累计投入860万元，5200平", "860"),
        ("今年有六个柜从邵阳铁路货栈发的，报关装卸花了3万", "六个"),
        ("我那个老店怎么不算，就差十来个平方", "十来个"),
    ],
)
def test_what_no_fact_asks_for_is_passed_over(dialog: Dialog, said: str, number_told: str) -> None:
    state, reply = talk(dialog, said)
    assert f"“{number_told}" not in reply.text
    assert "海外仓所在国家或地区进出口额" not in state.facts
    assert "单店建设面积" not in state.facts


def test_sixty_million_are_no_square_metres(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们做海外仓，两千平，服务12家，六千万")
    assert number(state, "公共海外仓面积") == 2000


# -- corrections and what is given up ------------------------------------------------------------


@pytest.mark.parametrize(
    "said", ["好的，那店就不考虑了。材料要什么", "不开店了，别问面积了", "我没开店！"]
)
def test_a_business_is_given_up(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, SHOP, said)
    assert state.facts["投资建设进口商品乡镇社区店"] is False


def test_what_was_misheard_and_is_objected_to_is_not_asked_about(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们有海外仓", "不是啊，我们没有海外仓")
    assert "以哪个为准" not in reply.text


def test_there_was_no_export(dialog: Dialog) -> None:
    state, _ = talk(dialog, SELLER, "没有出口，卖零食卖的一百四十万")
    assert number(state, TOTAL) == 0


def test_the_exact_sum_stands_beside_other_talk(dialog: Dialog) -> None:
    trader = "外贸公司，做亚马逊，走的铁路货栈"
    state, _ = talk(dialog, trader, "三万多块", "我没开店！三万六千四。网上那五十万的呢？")
    assert number(state, "报关装卸等作业费用") == 36_400


@pytest.mark.parametrize("said", ["先按1500算吧", "就按1500算"])
def test_what_is_settled_on_is_no_supposition(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, "我们经营保税仓，大概一千五六百票", said)
    value = state.facts["年度经营票数"]
    assert isinstance(value, Quantity)
    assert value.interval.is_exact


def test_an_exact_figure_is_asked_for_once(dialog: Dialog) -> None:
    keeper = "我们经营保税仓，大概一千五六百票"
    _, asked = talk(dialog, keeper)
    assert "请给个准确数" in asked.text
    _, reply = talk(dialog, keeper, "准确数要等年底才有，现在报不了。申报找谁", "材料呢")
    assert "请给个准确数" not in reply.text


def test_the_first_enterprise_is_heard_before_the_second(dialog: Dialog) -> None:
    said = "就按1900算吧。第三家是做箱包的，今年才开始做跨境电商，到现在出口28万美元，这家有没有"
    state, reply = talk(dialog, "我们货存进保税仓，大概1900票", said)
    assert "5.7 万元" in reply.text
    assert number(state, TOTAL) == 280_000
    assert "年度入仓票数" not in state.facts


# -- several questions, and questions about the answer -------------------------------------------

PLATFORM = "我们是平台企业，有一站式，开了两年，86家，成交九千多万"


def test_every_question_of_a_message_is_answered(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "材料 去哪交 几号截止")
    for words in ("哪些材料", "到哪里办", "截止", "2026-12-20"):
        assert words in reply.text


def test_a_summary_is_of_this_enterprise(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "汇总一下，我念给企业听")
    assert "最高 30 万元" in reply.text
    assert "1.1" not in reply.text


def test_what_was_taken_down_is_told(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "你都记了什么")
    assert "孵化入网企业 86 家" in reply.text


def test_whom_a_measure_pays(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们货存进保税仓", "那30块一票是给货主还是给仓库的")
    assert "货存进保税仓、监管仓的企业" in reply.text


def test_the_ends_of_a_range_are_explained(dialog: Dialog) -> None:
    seller = "做亚马逊，出口610万美元，新增出口190万美元，新增130万美元"
    _, reply = talk(dialog, seller, "15到17到底差在哪？")
    assert "能否累加" in reply.text


def test_several_years_are_not_added_up_in_silence(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们交平台年费，今年10万，是第二年", "三年一共多少")
    assert "没有把几年加起来" in reply.text


def test_asked_again_the_sentence_is_said_again(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "怎么申报", "那要找哪个窗口交")
    assert "怎么申报、到哪里办，文件未规定" in reply.text
