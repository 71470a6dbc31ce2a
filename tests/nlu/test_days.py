"""Days: told in answer to the question for one, or beside the name of what they are the day of."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Meaning, Supposed, Told, Understanding, load_understanding
from policy_engine import DATE, Quantity, load_policy
from tests.many_packs import small_pack

TODAY = date(2026, 3, 1)
MERGED, STAFF = "重组完成日期", "职工数"


@pytest.fixture(scope="module")
def understanding(tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    pack = small_pack(
        tmp_path_factory.mktemp("days"), "日子",
        facts=f"{MERGED}: {{类型: 日期}}\n登记日期: {{类型: 日期}}\n{STAFF}: {{类型: 数量, 单位: 人}}",
        measures={
            "1": f"{MERGED} >= 2023-01-01 → {{方式: 定额, 金额: 5 万元}}",
            "2": f"[登记日期 >= 2023-01-01, {STAFF} >= 5 人] → {{方式: 定额, 金额: 5 万元}}",
        },
    )  # fmt: skip
    return load_understanding(load_policy(pack))


def days(meaning: Meaning, fact: str = MERGED) -> tuple[str, str] | None:
    """The first and the last day that was told of a fact."""
    value = meaning.facts.get(fact)
    if not isinstance(value, Quantity) or value.unit.kind != DATE:
        return None
    ends = (value.interval.low, value.interval.high)
    return tuple(date.fromordinal(int(end)).isoformat() for end in ends)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("answer", "first", "last"),
    [
        ("2024年5月", "2024-05-01", "2024-05-31"),
        ("去年9月30日", "2025-09-30", "2025-09-30"),
        ("2023.6.30", "2023-06-30", "2023-06-30"),
        ("20230630", "2023-06-30", "2023-06-30"),
        ("2023/6", "2023-06-01", "2023-06-30"),
        ("前年", "2024-01-01", "2024-12-31"),
        ("去年三季度办完的", "2025-07-01", "2025-09-30"),
    ],
)
def test_the_answer_to_the_question(
    understanding: Understanding, answer: str, first: str, last: str
) -> None:
    assert days(understanding.parse(answer, Context(TODAY, (MERGED,)))) == (first, last)


def test_beside_its_name_unasked(understanding: Understanding) -> None:
    both = understanding.parse("登记日期是2024年1月5日，重组完成日期2025年6月", Context(TODAY))
    assert days(both, "登记日期") == ("2024-01-05", "2024-01-05")
    assert days(both) == ("2025-06-01", "2025-06-30")


def test_a_day_without_a_name_tells_nothing_unasked(understanding: Understanding) -> None:
    assert not understanding.parse("2024年5月", Context(TODAY)).facts


def test_two_days_are_no_answer_to_one_question(understanding: Understanding) -> None:
    told = understanding.parse("2024年5月还是2024年6月来着", Context(TODAY, (MERGED,)))
    assert days(told) is None


def test_no_day_of_the_calendar_tells_nothing(understanding: Understanding) -> None:
    assert days(understanding.parse("2023年2月30日", Context(TODAY, (MERGED,)))) is None


def test_a_day_is_supposed(understanding: Understanding) -> None:
    said = understanding.parse("要是重组完成日期是2024年5月呢", Context(TODAY)).statements
    assert [s.fact for s in said if isinstance(s, Supposed)] == [MERGED]
    assert not [s for s in said if isinstance(s, Told)]
