"""What-ifs: relative ones, several at once, back to the real case; never stored, no wish a fact."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

PLATFORM = "我们平台入网40家，年成交额6000万，一站式都有，开了两年"
YOUNG = "我们平台入网40家，年成交额3500万，一站式都有，开了10个月"
ABROAD = "我们海外仓1500平，服务邵阳企业12家，当地进出口额6000万"
BONDED = "我们保税仓一年经营1500票"
TRADE = "我们做跨境电商，今年新增交易额80万美元"
PILOT = "我们是试点企业，业绩增长了体现在邵阳，服务费花了20万"
SHOP = "我们社区店120平开了4个月"


@pytest.mark.parametrize(
    ("told", "asked", "supposed", "then"),
    [
        (PLATFORM, "要是再多10家呢", "孵化入网企业 50 家（多 10 家）", "到时最高 30 万元"),
        (PLATFORM, "要是少了15家呢", "孵化入网企业 25 家（少 15 家）", "到时不符合"),
        (PLATFORM, "成交额翻倍的话能拿多少", "年成交额 1.2 亿元（原来的 2 倍）", "和现在一样"),
        (PLATFORM, "要是成交额涨三成呢", "年成交额 7800 万元（原来的 1.3 倍）", "最高 20 万元"),
        (YOUNG, "再过半年能拿吗", "再过 6 个月", "到时最高 20 万元"),
        (YOUNG, "如果晚半年申报呢", "再过 6 个月", "到时最高 20 万元"),
        (YOUNG, "三个月后再来问呢", "再过 3 个月", "到时最高 20 万元"),
        (ABROAD, "扩建到2200平能拿多少", "海外仓面积 2200 平方米", "到时最高 30 万元"),
        (ABROAD, "再扩大600平呢", "海外仓面积 2100 平方米（多 600 平方米）", "到时最高 30 万元"),
        (ABROAD, "如果面积扩大一倍", "海外仓面积 3000 平方米（原来的 2 倍）", "到时最高 30 万元"),
        (ABROAD, "要是只服务8家企业", "海外仓服务的邵阳企业 8 家", "差 2 家"),
        (BONDED, "要是一年再多500票呢", "全年经营票数 2000 票（多 500 票）", "到时按票补助 24 万元"),
        (BONDED, "翻一番能补多少", "全年经营票数 3000 票（原来的 2 倍）", "到时按票补助 30 万元"),
        (BONDED, "要是有三千票", "全年经营票数 3000 票", "到时按票补助 30 万元"),
        (TRADE, "要是再增加30万美元呢", "当年新增实际交易额 110 万美元", "到时定额 2 万元"),
        (PILOT, "要是再花10万呢", "实际服务费用支出 30 万元（多 10 万元）", "按实补贴 20 万元"),
        (PILOT, "如果服务费只有一半呢", "实际服务费用支出 10 万元", "到时按实补贴 7 万元"),
        (PILOT, "如果不是试点呢", "没有“跨境电商试点企业”", "到时不符合"),
        (SHOP, "再等两个月呢", "再过 2 个月", "现在不符合，到时"),
    ],
)  # fmt: skip
def test_a_change_is_reckoned_from_what_is_known(
    dialog: Dialog, told: str, asked: str, supposed: str, then: str
) -> None:
    before, _ = talk(dialog, told)
    state, reply = talk(dialog, told, asked)
    first = reply.text.split("\n")[0]
    assert first.startswith(f"如果{supposed}")
    assert then in reply.text
    assert "最后由主管部门认定" in reply.text
    assert state.facts == before.facts
    assert reply.changed == ()


@pytest.mark.parametrize(
    ("told", "asked", "supposed"),
    [
        (PLATFORM, "入网做到55家，成交额做到7000万会怎样", {"孵化入网企业 55 家", "年成交额 7000 万元"}),
        (YOUNG, "如果成交额再多300万，时间也满一年了呢", {"年成交额 3800 万元", "平台正常经营 1 年"}),
        ("我们海外仓1500平", "要是扩到2500平，还服务15家企业，进出口额6000万，能拿多少",
         {"海外仓面积 2500 平方米", "海外仓服务的邵阳企业 15 家", "海外仓当地进出口额 6000 万元"}),
    ],
)  # fmt: skip
def test_several_are_supposed_at_once(
    dialog: Dialog, told: str, asked: str, supposed: set[str]
) -> None:
    _, reply = talk(dialog, told, asked)
    first = reply.text.split("\n")[0]
    assert not [each for each in supposed if each not in first]
    assert "到时最高" in reply.text


@pytest.mark.parametrize("back", ["那现在能拿多少", "按真实情况算呢", "不假设了，现在能补多少"])
def test_back_to_the_real_case(dialog: Dialog, back: str) -> None:
    _, reply = talk(dialog, PLATFORM, "要是再多10家呢", back)
    assert "最高 20 万元" in reply.text
    assert "30 万元：" not in reply.text


@pytest.mark.parametrize(
    ("told", "wish", "then"),
    [
        (PLATFORM, "我想明年做到60家", "到时最高 30 万元"),
        (ABROAD, "我们打算扩到2500平", "到时最高 30 万元"),
        (ABROAD, "打算再扩1000平，能拿多少", "到时最高 30 万元"),
    ],
)
def test_a_wish_is_no_fact(dialog: Dialog, told: str, wish: str, then: str) -> None:
    before, _ = talk(dialog, told)
    state, reply = talk(dialog, told, wish)
    assert state.facts == before.facts
    assert then in reply.text
    assert reply.unplaced == ()


def test_what_is_told_before_a_supposition_is_told(dialog: Dialog) -> None:
    state, _ = talk(
        dialog,
        "我们做跨境电商",
        "今年出口实际交易额二百三十万美元，新增出口八十万美元，我老婆说要是做到五百万美元就能拿15万",
    )
    assert {"当年出口实际交易额", "当年新增出口实际交易额"} <= state.facts.keys()


def test_a_change_of_what_is_not_known_is_not_guessed(dialog: Dialog) -> None:
    state, reply = talk(dialog, SHOP, "多开两家店呢")
    assert "现在是多少还没说" in reply.text
    assert "符合条件的社区店数量" not in state.facts


def test_later_than_the_policy_lasts(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "再过一年呢")
    assert "过了有效期" in reply.text
    assert len(reply.text) < 300


def test_the_same_asked_in_other_words_is_answered_again(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "要是再多10家呢", "如果入网多10家呢")
    assert "到时最高 30 万元" in reply.text


def test_another_policy_supposes_as_well(village: Dialog) -> None:
    _, reply = talk(village, "我们在山里办了个民宿，三十二张床", "要是再多8张床呢")
    assert reply.text.startswith("如果民宿床位 40 张（多 8 张）")


ONLINE = "做亚马逊的，今年出口大概420万美元，新增出口130万美元，新增实际交易额130万美元"
TRADER = "我们有出口权，是外贸企业"
NOT_BY_THERE = "没有经集散中心或铁路货栈发运，货也没运到集散中心"


@pytest.mark.parametrize(
    ("told", "asked", "says"),
    [
        (NOT_BY_THERE, "要是我改走邵阳集散中心，卡车费一年12万，能退多少", "到时按实补贴 12 万元"),
        (NOT_BY_THERE, "如果货改运到集散中心，运费18万，能补多少", "到时按实补贴 18 万元"),
        (NOT_BY_THERE, "要是明年改到邵阳货栈走，吊装费报关费一共三万，是不是全退给我？", "到时按实补贴 3 万元"),
        (NOT_BY_THERE, "要是换成走铁路货栈，报关装卸费2万，能报多少", "到时按实补贴 2 万元"),
    ],
)  # fmt: skip
def test_where_things_would_go_holds_in_the_case_that_is_supposed(
    dialog: Dialog, told: str, asked: str, says: str
) -> None:
    state, _ = talk(dialog, TRADER, told)
    after, reply = talk(dialog, TRADER, told, asked)
    assert says in reply.text
    assert after.facts == state.facts


def test_a_place_that_is_not_gone_to_is_not_supposed(dialog: Dialog) -> None:
    _, reply = talk(dialog, TRADER, NOT_BY_THERE, "要是公路运输费12万呢，货还是去长沙")
    assert "到时按实补贴" not in reply.text


@pytest.mark.parametrize(
    ("told", "asked", "says"),
    [
        ("我们海外仓1500平，服务3家", "扩到2000平、再拉够10家就能领30万？划算不", "海外仓面积 2000 平方米；海外仓服务的邵阳企业 10 家"),
        ("我们海外仓1500平，服务3家", "那我扩建到2200平，就可以拿30万了吗", "海外仓面积 2200 平方米"),
        (PLATFORM, "凑够50家就给30万？", "孵化入网企业 50 家"),
        (ONLINE, "到12月底估计还能再出80万，那是不是就够15万那档了？", "当年出口实际交易额 约 500 万美元"),
        (ONLINE, "年底预计再增加80万美元出口，够15万那档不", "当年出口实际交易额 约 500 万美元"),
    ],
)  # fmt: skip
def test_what_would_be_reached_is_supposed(
    dialog: Dialog, told: str, asked: str, says: str
) -> None:
    state, _ = talk(dialog, told)
    after, reply = talk(dialog, told, asked)
    assert f"如果{says}" in reply.text
    assert after.facts == state.facts


def test_what_rises_with_it_rises_too(dialog: Dialog) -> None:
    _, reply = talk(dialog, ONLINE, "到12月底估计还能再出80万，那是不是就够15万那档了？")
    assert "当年新增出口实际交易额 210 万美元" in reply.text
    assert "到时定额 15 万元到 22 万元" in reply.text


@pytest.mark.parametrize(
    "amended",
    ["不是新增80，是在420的基础上再出80，全年就是500万了。", "不对，是在420万的基础上再出80万"],
)
def test_an_amended_what_if_is_still_one(dialog: Dialog, amended: str) -> None:
    asked = "到12月底估计还能再出80万，那是不是就够15万那档了？"
    state, reply = talk(dialog, ONLINE, asked, amended)
    assert "如果当年出口实际交易额 约 500 万美元" in reply.text
    assert number(state, "当年出口实际交易额") == 4_200_000


def test_what_has_been_added_is_told(dialog: Dialog) -> None:
    state, _ = talk(dialog, PLATFORM, "我们又新增加了10家，能拿多少")
    assert number(state, "孵化入网企业数") == 50


@pytest.mark.parametrize("said", ["撤销", "撤销吧，500还是预计数"])
def test_to_undo_a_what_if_takes_nothing_back(dialog: Dialog, said: str) -> None:
    asked = "要是在420万的基础上再出80万呢"
    state, _ = talk(dialog, ONLINE, "都没有", asked)
    after, reply = talk(dialog, ONLINE, "都没有", asked, said)
    assert "没有记下什么" in reply.text
    assert after.facts == state.facts


def test_what_was_told_beside_a_what_if_is_taken_back(dialog: Dialog) -> None:
    before, _ = talk(dialog, PLATFORM)
    after, _ = talk(dialog, PLATFORM, "我们入网其实是45家，要是再多10家呢", "撤销")
    assert number(after, "孵化入网企业数") == number(before, "孵化入网企业数")


HIGHEST = "我们平台入网57家，年成交额5300万，一站式都有，开了一年半"


@pytest.mark.parametrize(
    ("asked", "supposed", "lacks"),
    [
        ("要是非要剔退款，今年到现在就只剩4950万了，那是不是掉到20万那档？还差多少能回去？", "年成交额 4950 万元", "差 50 万元多一点"),
        ("万一要剔退款，年成交额只剩4950万，掉到20万那档了，还差多少能回去？", "年成交额 4950 万元", "差 50 万元多一点"),
        ("如果只算4900万，离30万那档还差多少", "年成交额 4900 万元", "差 100 万元多一点"),
        ("如果成交额从5300万掉到4800万，还差多少", "年成交额 4800 万元", "差 200 万元多一点"),
        ("如果入网企业就剩48家，还差几家", "孵化入网企业 48 家", "差 2 家"),
    ],
)  # fmt: skip
def test_what_lacks_in_the_supposed_case_is_told_of_that_case(
    dialog: Dialog, asked: str, supposed: str, lacks: str
) -> None:
    before, _ = talk(dialog, HIGHEST)
    state, reply = talk(dialog, HIGHEST, asked)
    assert reply.text.startswith(f"如果{supposed}")
    assert lacks in reply.text
    assert "不差了" not in reply.text
    assert state.facts == before.facts


def test_without_asking_what_lacks_only_the_outcome_is_told(dialog: Dialog) -> None:
    _, reply = talk(dialog, HIGHEST, "如果年成交额只剩4950万呢")
    assert "到时最高 20 万元" in reply.text
    assert "还差" not in reply.text


FREIGHT = "隆回那家厂从隆回拉到邵阳国际贸易集散中心的公路运费今年23万"


@pytest.mark.parametrize(
    "asked",
    [
        "要是指工厂，隆回的封20，新邵的9万，加起来能拿29万，对不对",
        "要是按厂算，一家封顶20，另一家12万，一共能拿32万，是不是",
        "要是封顶20万呢",
    ],
)
def test_what_is_drawn_is_not_supposed_to_be_spent(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, FREIGHT, asked)
    assert "如果公路运输费" not in reply.text
    assert " 20 元" not in reply.text


@pytest.mark.parametrize(
    ("asked", "supposed"),
    [
        ("要是运费20，能拿多少", "公路运输费 20 万元"),
        ("要是运费只有9万呢", "公路运输费 9 万元"),
        ("要是运费30万，封顶20万，能拿多少", "公路运输费 30 万元"),
    ],
)
def test_what_is_spent_is_still_supposed(dialog: Dialog, asked: str, supposed: str) -> None:
    _, reply = talk(dialog, FREIGHT, asked)
    assert reply.text.startswith(f"如果{supposed}：")


BOTH = "我们做跨境电商的，还开平台"


def test_a_number_that_several_facts_may_be_is_reckoned_for_each(dialog: Dialog) -> None:
    before, _ = talk(dialog, BOTH)
    state, reply = talk(dialog, BOTH, "我要是年底冲到五百万美金呢")
    assert reply.text.startswith("如果当年出口实际交易额 500 万美元：")
    assert "如果年成交额 500 万美元：" in reply.text
    assert state.facts == before.facts


@pytest.mark.parametrize("asked", ["要是再多五十万呢", "要是少五十万美元呢", "我要是指的是平台呢"])
def test_a_change_of_what_is_not_known_is_reckoned_for_none(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, BOTH, asked)
    assert "如果年成交额" not in reply.text
    assert "如果当年" not in reply.text
