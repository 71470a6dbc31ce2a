"""What clerks type, and what has to stand first (or nothing at all)."""

from __future__ import annotations

import pytest

from bot.assembly import Parts
from conversations import Hit

NUMBERS = {
    "8条": "第八条", "第8条": "第八条", "第八条": "第八条", "八条": "第八条", "第八": "第八条",
    "七": "第七条", "7": "第七条", "7条": "第七条", "附则": "附则", "8.1": "8.1 ", "5.2": "5.2 ",
    "8.1条件": "8.1 ",
}  # fmt: skip
SOUNDS = {
    "hwc": "5.1 ", "haiwaicang": "5.1 ", "haiwc": "5.1 ", "jhc": "5.2 ", "jihuocang": "5.2 ",
    "zszx": "4.2 ", "zhanshi": "4.2 ", "ysf": "2.1 ", "yunshu": "2.1 ", "peixun": "9.1 ",
    "shequdian": "4.1 ", "zmsb": "怎么申报", "海外藏": "5.1 ",
}  # fmt: skip
MEASURES = {
    "海外仓": "5.1 ", "集货仓": "5.2 ", "展示中心": "4.2 ", "社区店": "4.1 ", "乡镇店": "4.1 ",
    "一站式": "8.1 ", "平台建设": "8.1 ", "运费": "2.1 ", "报关费": "2.2 ", "装卸": "2.2 ",
    "培训": "9.1 ", "试点企业": "6.1 ", "保税仓": "3.", "集货仓要求": "5.2 ", "海外仓面积": "5.1 ",
    "平台服务费": "8.2 ", "查验场": "1.1 ", "票": "3.", "120元": "3.1 ", "120元一票": "3.1 ",
    "每票30元": "3.2 ", "新增交易额": "7.1 ", "美元": "7.1 ",
}  # fmt: skip
ANSWERS = {
    "怎么申报": "怎么申报", "要什么材料": "申报材料", "几号截止": "申报时间", "多久到账": "到账时间",
    "县里出多少": "资金来源", "市里出多少钱": "资金来源", "谁出钱": "资金来源", "县级财政": "资金来源",
    "能不能同时拿": "几条能不能同时享受", "外地公司行不行": "外地企业能不能享受",
    "个体户": "个人和个体户能不能申请", "文号": "文号与出处", "有效期": "有效期", "什么叫一站式": "一站式",
}  # fmt: skip
NOTHING = ("asdf", "天气怎么样", "红烧肉", "qqq", "你", "，")
PAYING = {
    "30万": {"3.1", "5.1", "5.2", "7.1", "8.1"}, "三十万": {"3.1", "5.1", "5.2", "7.1", "8.1"},
    "20万": {"2.1", "6.1", "8.1"}, "10万元": {"3.2", "4.1"}, "70%": {"6.1", "8.2"},
}  # fmt: skip
FIRST = {**NUMBERS, **SOUNDS, **MEASURES, **ANSWERS}


def search(parts: Parts, query: str) -> list[Hit]:
    return parts.library.search(query)


def test_there_are_as_many_queries_as_were_asked_for() -> None:
    assert len(FIRST) + len(NOTHING) + len(PAYING) >= 60


@pytest.mark.parametrize(("query", "title"), FIRST.items())
def test_what_a_clerk_means_stands_first(parts: Parts, query: str, title: str) -> None:
    hits = search(parts, query)
    assert hits
    assert hits[0].title.startswith(title), [hit.title for hit in hits]


@pytest.mark.parametrize("query", NOTHING)
def test_what_fits_nothing_finds_nothing(parts: Parts, query: str) -> None:
    assert search(parts, query) == []


@pytest.mark.parametrize(("query", "measures"), PAYING.items())
def test_an_amount_finds_the_measures_that_pay_it(
    parts: Parts, query: str, measures: set[str]
) -> None:
    found = [hit.name for hit in search(parts, query)]
    assert measures == set(found[: len(measures)])


def test_a_measure_stands_before_the_words_that_are_explained(parts: Parts) -> None:
    kinds = [hit.kind for hit in search(parts, "集货仓")]
    assert kinds.index("措施") < kinds.index("释义")


def test_a_fact_is_found_by_its_name(parts: Parts) -> None:
    assert ("事实", "年成交额") in [(hit.kind, hit.name) for hit in search(parts, "年成交额")]
