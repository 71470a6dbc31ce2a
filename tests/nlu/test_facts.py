"""Which facts a sentence states: families of sentences, not single ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from nlu import Context, Understanding
from policy_engine import FactValue, unit_of, written_value

TODAY = date(2025, 6, 1)
Say = Callable[..., dict[str, FactValue]]


def _facts(understanding: Understanding, text: str, *pending: str) -> dict[str, FactValue]:
    return dict(understanding.parse(text, Context(TODAY, tuple(pending))).facts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我们平台有四十多家入网企业", {"跨境电商平台企业": True, "孵化入网企业数": "(40, 50)"}),
        ("平台 40家 4千万", {"跨境电商平台企业": True, "孵化入网企业数": "40", "年成交额": "40000000"}),
        ("海外仓2500平，集货仓服务12家小微企业",
         {"建设运营公共海外仓": True, "公共海外仓面积": "2500",
          "运营跨境电商集货仓": True, "集货仓服务本市中小微企业数": "12"}),
        ("我们不是平台企业", {"跨境电商平台企业": False}),
        ("我们没有海外仓", {"建设运营公共海外仓": False}),
        ("打算明年建个3000平的海外仓", {}),
        ("听说隔壁公司的平台有60家入网企业", {}),
        ("前年平台有60家入网企业", {"跨境电商平台企业": True}),
        ("是不是要30家以上才行", {}),
        ("怎么才能拿到30万", {}),
        ("一共能补20万吗", {}),
        ("注册资金500万", {}),
        ("我们是跨境电商企业，今年出口600万美元",
         {"跨境电商企业": True, "当年出口实际交易额": "6000000"}),
        ("去年出口600万美元", {}),
    ],
)  # fmt: skip
def test_statements(
    understanding: Understanding, say: Say, text: str, told: dict[str, bool | str]
) -> None:
    assert _facts(understanding, text) == say(**told)


@pytest.mark.parametrize(
    ("asked", "answer", "value"),
    [
        ("海外仓服务邵阳企业数", "三十来家", "约 30"),
        ("海外仓服务邵阳企业数", "一家都没有", "0"),
        ("公共海外仓面积", "两千五", "2500"),
        ("平台服务年度", "头一年", "1"),
        ("平台服务年度", "第二年", "2"),
        ("平台正常经营时长", "两年零三个月", "27"),
        ("公路运输费", "26万", "260000"),
    ],
)
def test_bare_answers(
    understanding: Understanding, say: Say, asked: str, answer: str, value: str
) -> None:
    assert _facts(understanding, answer, asked) == say(**{asked: value})


@pytest.mark.parametrize(
    ("answer", "value"), [("有", True), ("是的", True), ("没得", False), ("还没有", False)]
)
def test_yes_and_no(understanding: Understanding, answer: str, value: bool) -> None:
    assert _facts(understanding, answer, "提供一站式综合服务") == {"提供一站式综合服务": value}


def test_an_answer_to_another_question(understanding: Understanding, say: Say) -> None:
    found = _facts(understanding, "面积是两千五百平", "海外仓服务邵阳企业数")
    assert found == say(公共海外仓面积="2500")


def test_money_keeps_the_currency_it_was_told_in(understanding: Understanding) -> None:
    found = _facts(understanding, "我们是跨境电商企业，今年出口3000万人民币")
    assert found["当年出口实际交易额"] == written_value("30000000", "CNY")
    assert unit_of("CNY").kind == "money"


def test_a_supposition_is_kept_apart(understanding: Understanding, say: Say) -> None:
    meaning = understanding.parse("要是入网企业做到50家呢", Context(TODAY))
    assert meaning.facts == {}
    assert dict(meaning.supposed) == say(孵化入网企业数="50")


@pytest.mark.parametrize(("count", "told"), [("四十多家", True), ("银行六家", False)])
def test_only_a_bare_count_beside_numbers_of_a_business_is_of_it(
    understanding: Understanding, count: str, told: bool
) -> None:
    context = Context(
        TODAY, ("平台正常经营时长",), roles=frozenset(("跨境电商平台企业", "提供一站式综合服务"))
    )
    meaning = understanding.parse(f"开了一年半，{count}，流水四千来万", context)
    assert ("孵化入网企业数" in meaning.facts) is told


def test_what_fits_two_facts_is_asked(understanding: Understanding) -> None:
    meaning = understanding.parse("我们有800票", Context(TODAY))
    assert meaning.facts == {}
    assert set(meaning.unclear[0].facts) == {"年度经营票数", "年度入仓票数"}
