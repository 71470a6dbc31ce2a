"""What a sentence says beside its question is heard, and what it does not say is not taken down."""

from __future__ import annotations

import pytest

from conversations import Dialog
from policy_engine import Quantity

from .talking import number, talk

SELLER, TRADER, PLATFORM = "我是做跨境电商的", "我们是外贸公司", "我们是跨境电商平台"
TOTAL, RISE, RISE_IN_ALL = "当年出口实际交易额", "当年新增出口实际交易额", "当年新增实际交易额"
SENT, COSTS, ROAD = "经集散中心或铁路货栈发运", "报关装卸等作业费用", "公路运输费"
TRADES, RUNS, SELLS = "外贸进出口企业", "跨境电商平台企业", "跨境电商企业"
STORE, SHOPS, SHOP = "建设运营公共海外仓", "符合条件的社区店数量", "投资建设进口商品乡镇社区店"
ONE_STOP, MEMBERS, TURNOVER, FEES = (
    "提供一站式综合服务",
    "孵化入网企业数",
    "年成交额",
    "平台服务费用",
)
KNOWN = (SELLER, "今年出口1800万人民币", "当年新增出口900万人民币")
FEE = (
    "做独立站的", "今年310万美金", "130万", "一样", "亚马逊的平台服务费呢，一年交了6万多", "第三年",
)  # fmt: skip
HANDLED = "做木材进口的，今年在邵阳铁路货栈卸货，装卸费报关费发票合计38.6万，能报多少？"
TWO_SHOPS = ("我们在两个镇上各开了一家进口商品店，都是130平，都开了一年", "两家")
YEARS = (PLATFORM, "两年了", "入网42家，年成交额4600万")


def _value(dialog: Dialog, fact: str, *said: str) -> object:
    state, _ = talk(dialog, *said)
    return number(state, fact)


# -- the answer beside a question --------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "我问下哈……他说今年做了大概一千八百万，人民币。他问这个够不够15万那一档，要按几号的汇率折？",
        "一千八百万吧。要按几号的汇率折？",
        "今年大概一千八百万。要是换成美元是多少？",
    ],
)
def test_a_sum_to_be_turned_into_dollars_is_in_yuan(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, SELLER, said)
    value = state.facts[TOTAL]
    assert isinstance(value, Quantity)
    assert value.interval.low == 18_000_000
    assert value.unit.code == "CNY"


def test_a_sum_told_again_is_no_answer_to_the_next_question(dialog: Dialog) -> None:
    again = "我刚不是说了嘛，一千八百万人民币，今年的。你就告诉我够不够哪一档"
    state, _ = talk(dialog, SELLER, "今年出口1800万人民币", again)
    assert number(state, TOTAL) == 18_000_000
    assert RISE not in state.facts


@pytest.mark.parametrize(
    "said",
    [
        "冇经过，都是在怀化那边装车走的。要是明年改到邵阳货栈走，一车吊装费报关费一千五，是不是全部退给俺？",
        "讲了冇经过嘛。那今年的就一分钱都冇得？",
        "我说了没走过，从深圳出的。那报关费能报多少？",
        "没经过那边。",
    ],
)
def test_the_bare_deed_is_denied_before_whatever_is_asked(dialog: Dialog, said: str) -> None:
    assert _value(dialog, SENT, TRADER, said) is False


@pytest.mark.parametrize("said", ["没问题，那能报多少？", "没经过，不对，有两票是从货栈走的"])
def test_what_is_no_denial_of_the_deed_denies_nothing(dialog: Dialog, said: str) -> None:
    assert _value(dialog, SENT, TRADER, said) is not False


@pytest.mark.parametrize(
    "said",
    [
        "他说一样，都是出口。那他问，今年还剩一个月，如果再冲一笔能到五万那档，还差多少？",
        "他刚才已经说一样了。那就是现在能拿2万，对吧？",
        "前面说过了，一样的。能拿几万？",
    ],
)
def test_the_same_is_heard_with_more_after_it(dialog: Dialog, said: str) -> None:
    assert _value(dialog, RISE_IN_ALL, *KNOWN, said) == 9_000_000


@pytest.mark.parametrize("said", ["他说不一样。那能拿2万吗？", "跟去年一样是多少？"])
def test_what_is_not_the_same_is_not(dialog: Dialog, said: str) -> None:
    assert _value(dialog, RISE_IN_ALL, *KNOWN, said) is None


@pytest.mark.parametrize(
    "said", ["63800，里面大半是佣金，月租才3000多。那能补的只有月租？", "63800，月租才3000多。"]
)
def test_the_answer_stands_beside_its_parts(dialog: Dialog, said: str) -> None:
    assert _value(dialog, FEES, *FEE, said) == 63_800


def test_the_next_clause_says_what_a_number_is(dialog: Dialog) -> None:
    said = "4600万，按平台上订单的GMV算的，含退货。这个口径行吗？"
    assert _value(dialog, TURNOVER, PLATFORM, "两年了", said) == 46_000_000


# -- what is not one's own ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "俺自己冇得出口权，是托邵阳一家外贸公司报关出去的，咯样算不算俺的？",
        "都是通过外贸公司代理出口的，我们能领吗？",
        "我们委托别的进出口公司报的关",
    ],
)
def test_a_firm_that_does_it_for_one_is_not_oneself(dialog: Dialog, said: str) -> None:
    assert _value(dialog, TRADES, "你好", said) is not True


@pytest.mark.parametrize("said", ["我们就是一家外贸公司", "我们是外贸公司，委托一家报关公司报关"])
def test_ones_own_firm_is(dialog: Dialog, said: str) -> None:
    assert _value(dialog, TRADES, "你好", said) is True


@pytest.mark.parametrize(
    "said",
    [
        "莫讲么子平台咯，俺是种蜜桔的合作社，今年有一百八十万块钱的桔子卖到越南去了。这个给好多钱？",
        "别跟我说什么平台，我们就是种茶叶的",
    ],
)
def test_what_is_waved_away_is_no_yes(dialog: Dialog, said: str) -> None:
    asked = "喂，听人讲口岸那个平台搞进口有钱补，俺们有份冇得？"
    state, _ = talk(dialog, asked, said)
    assert state.facts.get(RUNS) is not True
    assert TURNOVER not in state.facts


@pytest.mark.parametrize(
    "said",
    [
        "他租的是公共海外仓里的一块地方，自己没建。那就是不算了是吧？",
        "我们租了别人公共海外仓里的几个货架，能补吗",
    ],
)
def test_a_part_that_is_rented_is_not_built(dialog: Dialog, said: str) -> None:
    assert _value(dialog, STORE, SELLER, said) is not True


def test_one_that_is_rented_and_run_is(dialog: Dialog) -> None:
    assert _value(dialog, STORE, "你好", "我们在老挝租了个海外仓自己运营，对外开放的") is True


@pytest.mark.parametrize(
    "said",
    [
        "他没建！我说的是租别人的。那他这个不算就不算了。最后汇总给我念一下，他总共能领哪些、多少钱，我好回他",
        "公共海外仓他没有，别算了。2万什么时候给、打给谁？",
        "我们没建，是租人家的，还能补吗？",
    ],
)
def test_a_business_told_before_is_denied_beside_a_question(dialog: Dialog, said: str) -> None:
    assert _value(dialog, STORE, "我们公司在国外建了公共海外仓，2200平", said) is False


@pytest.mark.parametrize(
    "said",
    [
        "报关、报税、物流、收结汇我们都做，就是注册公司那块是转给合作的代办公司做的，这样还算一站式吗？",
        "注册我们不管，这种算一条龙吗？",
    ],
)
def test_to_ask_whether_it_counts_claims_nothing(dialog: Dialog, said: str) -> None:
    assert _value(dialog, ONE_STOP, PLATFORM, said) is not True


def test_to_say_it_claims_it(dialog: Dialog) -> None:
    assert _value(dialog, ONE_STOP, PLATFORM, "报关、报税、物流、收结汇我们都做") is True


# -- the year before ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "去年就够条件了没去报。去年底入网35家，成交3800万，按去年报跟按今年报哪个划算？",
        "去年成交3800万，去年底是35家入网",
        "上年末入网35家，能补报上年的吗？",
    ],
)
def test_last_years_numbers_leave_this_years(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, *YEARS, said)
    assert number(state, MEMBERS) == 42
    assert number(state, TURNOVER) == 46_000_000


def test_last_years_turnover_is_told_where_none_is_known(dialog: Dialog) -> None:
    assert _value(dialog, TURNOVER, PLATFORM, "去年成交3800万") == 38_000_000


def test_a_correction_is_taken_of_last_years_as_well(dialog: Dialog) -> None:
    said = (PLATFORM, "去年成交3800万", "不对，去年成交4800万")
    assert _value(dialog, TURNOVER, *said) == 48_000_000


@pytest.mark.parametrize(
    "said",
    [
        "他说去年大概是七百万人民币……她说不对，去年应该是九百万，七百万是前年。那新增算多少？",
        "去年700万，不对，去年是900万",
    ],
)
def test_the_rise_is_on_last_year_as_corrected(dialog: Dialog, said: str) -> None:
    assert _value(dialog, RISE, SELLER, "今年出口1800万人民币", said) == 9_000_000


# -- a part left out ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    ["那保守点扣掉这5.2万，按33.4万报。这家单家有没有封顶？", "刨掉5.2万就是33.4万", "扣除5.2万，就报33.4万吧"],
)  # fmt: skip
def test_what_is_left_replaces_the_whole(dialog: Dialog, said: str) -> None:
    assert _value(dialog, COSTS, HANDLED, said) == 334_000


@pytest.mark.parametrize("said", ["要是扣掉5.2万，剩33.4万能报多少？", "扣掉5万，按20万报"])
def test_what_is_supposed_or_does_not_add_up_replaces_nothing(dialog: Dialog, said: str) -> None:
    assert _value(dialog, COSTS, HANDLED, said) == 386_000


@pytest.mark.parametrize(
    "said", ["城里那家你别算进去了，只算镇上一家是多少？", "城里那家不要算进去了，只报一家"]
)
def test_one_of_two_is_left_out(dialog: Dialog, said: str) -> None:
    assert _value(dialog, SHOPS, *TWO_SHOPS, said) == 1


def test_to_ask_of_one_alone_leaves_none_out(dialog: Dialog) -> None:
    assert _value(dialog, SHOPS, *TWO_SHOPS, "如果只算镇上一家是多少？") == 2


# -- sums that were only written -----------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "你刚才说公路运输费我能领20万，可运费是客户出的，我们也能报？",
        "我没说运费20万啊，那是你写的上限。",
        "你写的运费最高补到20万，是每年吗？",
    ],
)
def test_what_may_be_drawn_is_no_cost(dialog: Dialog, said: str) -> None:
    assert _value(dialog, ROAD, f"{TRADER}，有货运到邵阳国际贸易集散中心", said) is None


def test_what_was_paid_is(dialog: Dialog) -> None:
    said = (f"{TRADER}，有货运到邵阳国际贸易集散中心", "公路运输费20万")
    assert _value(dialog, ROAD, *said) == 200_000


def test_a_clause_called_by_its_sum_is_no_turnover(dialog: Dialog) -> None:
    said = "那我们就平台这一条20万。什么时候能到账？"
    assert _value(dialog, TURNOVER, PLATFORM, "是", "两年了", "入网42家", said) is None
