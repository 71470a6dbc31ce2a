"""A question of the results is answered to the point, in its first sentence."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

PLATFORM = "我们是跨境电商平台，一站式，经营2年，入网企业53家，年成交额5600万"
SELLER = "我们是做亚马逊的，今年出口350万美元，新增出口250万美元，新增实际交易额300万美元"
STORE = "我们经营保税仓，一年2300票，还有集货仓，服务9家企业，进出口额6000万"
NOT_ADDED = "不相加：跨境电商平台建设扶持（第八条）"


@pytest.mark.parametrize(
    "said",
    ["另外30万那档和20万那档能不能都拿，加起来50万？", "20万和30万能叠加吗", "两档可以一起拿吗"],
)
def test_tiers_of_which_the_highest_counts_do_not_add_up(dialog: Dialog, said: str) -> None:
    assert talk(dialog, PLATFORM, said)[1].text.startswith(NOT_ADDED)


def test_where_the_text_leaves_it_open_that_is_said(dialog: Dialog) -> None:
    _, reply = talk(dialog, SELLER, "2万和5万能不能都拿")
    assert "能不能累加，文件没有写明" in reply.text.split("\n")[0]


@pytest.mark.parametrize("said", ["这几条能一起拿吗", "和省里的政策能叠加吗"])
def test_several_measures_are_no_tiers(dialog: Dialog, said: str) -> None:
    assert "不相加" not in talk(dialog, PLATFORM, STORE, said)[1].text


@pytest.mark.parametrize("said", ["5万还是7万？确定的是哪个", "实际拿几万看什么"])
def test_of_a_range_what_is_sure_is_told(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, SELLER, said)
    assert "5 万元到 7 万元，落在哪一头" in reply.text.split("\n")[0]
    assert "稳的是 5 万元" in reply.text
    assert "能否累加" in reply.text


@pytest.mark.parametrize("said", ["哪些是待议的", "还有哪些没定下来", "为什么还不能确定"])
def test_what_is_open_is_told_and_nothing_else(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, SELLER, said)
    assert "能否累加" in reply.text
    assert "依据" not in reply.text


@pytest.mark.parametrize("said", ["到多少票就封顶了？", "要好多票才到顶", "做到多少能拿满"])
def test_where_the_cap_is_reached(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, "我们经营保税仓，一年2300票", said)
    assert "全年经营票数到 2500 票就到顶（上限 30 万元）" in reply.text.split("\n")[0]


def test_parts_of_a_message_are_of_the_measure_named_before(dialog: Dialog) -> None:
    _, reply = talk(dialog, STORE, "那培训那个能拿多少呢，按人头算吗？")
    assert "跨境电商人才培训补贴（第九条）" in reply.text
    assert "保税仓储经营单位补助（第三条）：“" not in reply.text


def test_a_sum_a_gap_and_a_day_are_all_told(dialog: Dialog) -> None:
    said = "最后帮我归个总：我们今年确定能拿多少，集货仓那个还缺什么？什么时候前要弄好？"
    text = talk(dialog, STORE, said)[1].text
    assert (
        text.startswith("按现在说的情况，合计：27.6 万元") or "27.6 万元" in text.split("\n\n")[0]
    )
    assert "差 1 家" in text
    assert text.count("文件未规定") == 1


def test_what_the_policy_is_called_by_names_no_measure(dialog: Dialog) -> None:
    _, reply = talk(dialog, "那个口岸和跨境电商的文件，我们能拿点什么")
    assert "第七条" not in reply.text
    assert "您的企业有下面哪些情况" in reply.text


def test_a_measure_that_is_named_stays_named(dialog: Dialog) -> None:
    _, reply = talk(dialog, "集货仓的政策，要什么条件")
    assert reply.text.startswith("跨境电商集货仓奖励（第五条）")


@pytest.mark.parametrize("said", ["折合USD大概多少", "换成美元是多少"])
def test_amounts_are_converted_at_the_rate_that_is_told_once(dialog: Dialog, said: str) -> None:
    text = talk(dialog, PLATFORM, said)[1].text
    assert "最高 30 万元，约 4.23 万美元" in text
    assert text.count("1 美元 = 7.1 元") == 1


def test_the_sentence_that_refuses_is_told(dialog: Dialog) -> None:
    asked = "你光讲不算，哪句话讲不算，念给我听嘛"
    text = talk(dialog, STORE, "集货仓能不能拿", asked)[1].text
    assert text.startswith("✗ 跨境电商集货仓奖励（第五条）")
    assert "要 10 家以上" in text
    assert "对服务我市中小微企业 10 家以上" in text


@pytest.mark.parametrize("said", ["现在能不能先按53家报", "差一家能不能先报上去后面再补够"])
def test_numbers_that_are_not_there_yet_cannot_be_put_in(dialog: Dialog, said: str) -> None:
    before, _ = talk(dialog, STORE)
    state, reply = talk(dialog, STORE, said)
    assert reply.text.startswith("不能：报的数要和实际一样")
    assert state.facts == before.facts


def test_what_comes_of_a_number_is_still_reckoned(dialog: Dialog) -> None:
    assert "如果" in talk(dialog, PLATFORM, "按33家算能拿多少")[1].text
