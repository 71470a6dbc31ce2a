"""What holds of every quantity, however it is written."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nlu.clean import clean
from nlu.quantities import Mention, scan

_DIGITS = "零一二三四五六七八九"
_PIECES = [
    *"一二两三四五六七八九十百千万亿零半几多来个家票平元成点折第前年天俩负.,-/+ 0123456789kwmM%()（）:、，。",
    *(
        "百分之",
        "分之",
        "不到",
        "大于",
        "或",
        "等于",
        "之间",
        "million",
        "shi",
        "wan ",
        " jia",
        "（万元）",
    ),
    *(
        "单位：万元",
        "又",
        "零",
        "个月",
        "季度",
        "小目标",
        "1)",
        "二、",
        "①",
        "6️⃣",
        "1e5",
        "USD",
        "at least ",
    ),
    *(
        "前三",
        "排第五",
        "比",
        "低",
        "以上",
        "减少了",
        "10^6",
        "½",
        "and a half ",
        "①",
        "年成交额",
        "入网",
    ),
]
texts = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), st.text(max_size=80)
)
laws = settings(deadline=None, max_examples=300)


def _told(text: str) -> list[tuple[Decimal, Decimal, str | None]]:
    return [(m.interval.low, m.interval.high, m.unit) for m in _scanned(text)]


def _scanned(text: str) -> list[Mention]:
    return scan(clean(text).text)


def spoken(number: int) -> str:
    """A number below a hundred million, read aloud."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = "零" if 0 < low < 1000 else ""
        return f"{spoken(high)}万{zero}{spoken(low) if low else ''}"
    said, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + word
            gap = False
        else:
            gap = True
    return said


@laws
@given(texts)
def test_quantities_lie_in_the_text_in_order_and_apart(text: str) -> None:
    plain = clean(text).text
    end = 0
    for mention in scan(plain):
        assert end <= mention.start <= mention.core < mention.end <= len(plain)
        assert plain[mention.start : mention.end] == mention.text
        assert mention.interval.low <= mention.interval.high
        end = mention.end


counted = st.one_of(
    st.tuples(st.integers(1, 99_999_999), st.sampled_from(["家", "平", "票", "元", "平方米", "%"])),
    st.tuples(st.integers(1, 9_999), st.sampled_from(["万元", "万美元", "亿"])),
    st.tuples(st.integers(1, 199), st.sampled_from(["个月", "年", "天"])),
)
"""A number with what stands behind it, as people say such numbers."""


@laws
@given(counted)
def test_numbers_read_aloud_are_understood(told: tuple[int, str]) -> None:
    number, counter = told
    (low, high, _), *rest = _told(f"{spoken(number)}{counter}")
    assert low == high == number * {"万": 10**4, "亿": 10**8}.get(counter[0], 1)
    assert not rest


@laws
@given(counted)
def test_blanks_inside_a_number_change_nothing(told: tuple[int, str]) -> None:
    number, counter = told
    said = f"{spoken(number)}{counter}"
    assert _told(" ".join(said)) == _told(said)
    typed = f"{number}{counter}"
    assert _told(" ".join(typed)) == _told(typed)


@laws
@given(counted, st.data())
def test_one_blank_anywhere_changes_nothing(told: tuple[int, str], data: st.DataObject) -> None:
    number, counter = told
    said = f"{spoken(number)}{counter}"
    place = data.draw(st.integers(1, len(said) - len(counter)))
    assert _told(f"{said[:place]} {said[place:]}") == _told(said)


@laws
@given(counted)
def test_groups_of_digits_change_nothing(told: tuple[int, str]) -> None:
    number, counter = told
    assert _told(f"{number:,}{counter}") == _told(f"{number}{counter}")
    assert _told(f"{number:,}{counter}".replace(",", " ")) == _told(f"{number}{counter}")


phrases = st.sampled_from(
    ["四十多家", "3000万", "不到50家", "两千平", "一年半", "30到50家", "七成", "4万一", "三百二到四百八十万",
     "至少30家", "约2.5亿元", "二分之一", "1.2M美元", "五块五", "18个月零5天", "大概四十家", "第二年", "排第五",
     "40+家", "12,500元", "百分之七十", "上百家", "几十家", "半年", "十几票", "8千二", "两打", "负三百万",
     "at least 35 merchants", "sishi jia", "俩店", "5个点"]
)  # fmt: skip
openings = st.sampled_from(["", "我们有", "去年成交", "面积是", "平台上挂着", "费用"])


@laws
@given(openings, phrases, openings, phrases)
def test_a_value_never_depends_on_what_follows_a_comma(
    opening: str, first: str, second_opening: str, second: str
) -> None:
    alone = _told(f"{opening}{first}")
    both = _told(f"{opening}{first}，{second_opening}{second}")
    assert both[: len(alone)] == alone


@laws
@given(phrases, phrases)
def test_quantities_of_one_sentence_do_not_change_each_other(first: str, second: str) -> None:
    assert _told(f"甲是{first}。乙是{second}") == [*_told(f"甲是{first}"), *_told(f"乙是{second}")]


@laws
@given(texts, texts)
def test_a_full_stop_ends_every_quantity(first: str, second: str) -> None:
    assume("单位" not in first + second and "、" not in first + second)
    for mention in _scanned(f"{first}。{second}"):
        assert "。" not in mention.text.strip("。")
