"""What is only asked, planned, or another's is no fact of the speaker's."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

OVERSEAS, CONSOLIDATING = "建设运营公共海外仓", "运营跨境电商集货仓"
SELLER, PAYER, EXPORT = "跨境电商企业", "向跨境电商平台支付服务费", "当年出口实际交易额"
FEE, YEAR = "平台服务费用", "平台服务年度"
WAREHOUSE = "我们有个集货仓，服务本市中小微企业9家"
PAYS = "我们给平台交服务费，今年86万，第一年"
PLATFORM = "我们是跨境电商平台企业"
AGENT = "我们自己做跨境电商的，今年出口320万美元"


@pytest.mark.parametrize(
    "said",
    ["海外仓没有的别算我了", "海外仓我没有的哈", "海外仓没有的事", "5.1海外仓这些我肯定没有"],
)
def test_a_business_that_is_left_out_is_denied(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, WAREHOUSE, said)
    assert state.facts.get(OVERSEAS) is False


@pytest.mark.parametrize(
    "said",
    ["集货仓这个今年就是没有，对吧？差一家，能不能明年补", "集货仓那块是不是就没有了"],
)
def test_that_nothing_is_paid_is_confirmed(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, WAREHOUSE, said)
    assert state.facts[CONSOLIDATING] is True
    assert reply.text.startswith("对，按现在说的情况，跨境电商集货仓奖励不符合。")


def test_a_business_that_is_not_there_is_denied_still(dialog: Dialog) -> None:
    state, _ = talk(dialog, WAREHOUSE, "说错了，集货仓我们没有")
    assert state.facts[CONSOLIDATING] is False


@pytest.mark.parametrize(
    "said",
    ["呃 还没开始卖呢，打算在TikTok上卖打火机，这样算是做跨境电商的吗", "我们还没做，准备明年开个亚马逊店"],
)  # fmt: skip
def test_what_is_planned_is_neither_so_nor_denied(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, "做跨境电商能拿多少", said)
    assert SELLER not in state.facts
    assert "您说没有" not in reply.text
    assert "打算做的现在还没做" in reply.text


def test_what_is_not_begun_and_not_planned_is_denied(dialog: Dialog) -> None:
    state, _ = talk(dialog, "做跨境电商能拿多少", "没有做")
    assert state.facts.get(SELLER) is False


def test_a_question_denies_nothing(dialog: Dialog) -> None:
    state, _ = talk(dialog, "做跨境电商能拿多少", "那我还差什么")
    assert SELLER not in state.facts


@pytest.mark.parametrize(
    "said",
    ["不是我们交，是入网的卖家交给我们。今年一共收了他们86万", "入网企业交给我们平台的服务费能报吗"],
)  # fmt: skip
def test_who_is_paid_pays_nothing(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, PLATFORM, "平台服务费补贴呢", said)
    assert state.facts.get(PAYER) is False
    assert FEE not in state.facts


def test_what_is_paid_to_the_platform_is_told(dialog: Dialog) -> None:
    state, _ = talk(dialog, PAYS)
    assert state.facts[PAYER] is True
    assert number(state, FEE) == 860000


def test_a_sum_that_is_not_ours_is_taken_out(dialog: Dialog) -> None:
    state, _ = talk(dialog, PAYS, "那60.2是卖家的，不是我们的")
    assert not {PAYER, FEE, SELLER} & set(state.facts)


@pytest.mark.parametrize(
    "said", ["卖家后面第二年第三年的还给不给？", "明年第二年60%还有吗"]
)  # fmt: skip
def test_a_later_year_is_not_this_one(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, PAYS, said)
    assert number(state, YEAR) == 1


@pytest.mark.parametrize("said", ["那就别算在我们头上了", "代理出口那320万别算我们的"])
def test_what_is_not_to_be_counted_as_ours_is_taken_out(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, AGENT, said)
    assert EXPORT not in state.facts


def test_what_is_left_out_takes_no_number_with_it(dialog: Dialog) -> None:
    state, _ = talk(dialog, AGENT, "海外仓没有的别算我了")
    assert EXPORT in state.facts
