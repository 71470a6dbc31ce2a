"""Kinds, days and denials in the words of a policy that the network never read of."""

from datetime import date

from nlu import Context
from nlu.loading import understanding_of
from nlu.training_packs import load_training_pack, training_packs

PACKS = training_packs()
SANMENXIA = understanding_of(load_training_pack(PACKS["三门峡-稳岗返还"]))
GUANGZHOU = understanding_of(load_training_pack(PACKS["广州-高校毕业生创业补贴"]))
TODAY = date(2025, 6, 10)


def test_a_value_between_two_marks_is_told() -> None:
    told = SANMENXIA.parse("来电单位：律所；参保17人；上年无裁员", Context(TODAY)).facts
    assert (str(told["单位类型"]), told["上年度裁员"]) == ("律师事务所", False)


def test_what_the_firm_is_by_its_own_name_is_told() -> None:
    assert str(SANMENXIA.parse("我司系大型企业。", Context(TODAY)).facts["企业划型"]) == "大型"
    assert "企业划型" not in SANMENXIA.parse("隔壁是大型企业。", Context(TODAY)).facts


def test_what_was_not_done_is_denied_whatever_else_is_asked() -> None:
    text = "去年没裁人，失业险交了三年了，中不中？"
    assert SANMENXIA.parse(text, Context(TODAY)).facts["上年度裁员"] is False


def test_a_day_under_the_label_of_a_fact_is_told_of_it() -> None:
    told = GUANGZHOU.parse("奖次：贰等奖；获奖日期：2024年11月8日", Context(TODAY)).facts[
        "获奖日期"
    ]
    assert told.interval.low == date(2024, 11, 8).toordinal()  # type: ignore[union-attr]


def test_a_year_beside_a_month_is_of_something_else() -> None:
    text = "毕业证是二零二一年七月拿的今年三十一岁"
    told = GUANGZHOU.parse(text, Context(TODAY)).facts["毕业日期"]
    assert told.interval.low == date(2021, 7, 1).toordinal()  # type: ignore[union-attr]


def test_the_24_of_a_year_is_no_length_of_time() -> None:
    asked = Context(TODAY, pending=("租金补贴已领年数",))
    told = GUANGZHOU.parse("未领过啊，第一次问。24年嗰年嘅租金仲申唔申请到？", asked).facts
    assert told["租金补贴已领年数"].interval.low == 0  # type: ignore[union-attr]
