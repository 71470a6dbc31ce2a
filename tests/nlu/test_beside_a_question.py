"""In a question a number of the year before, or of the policy itself, is no fact and not asked about."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Beside, Context, Doubtful, QuestionKind, Understanding

ABROAD, RISE = "海外仓所在国家或地区进出口额", "当年新增实际交易额"
ABROAD_KNOWN = Context(
    date(2026, 3, 1),
    roles=frozenset({"建设运营公共海外仓"}),
    told=("海外仓服务邵阳企业数", ABROAD),
    currencies={ABROAD: "CNY"},
)
SELLER = Context(date(2026, 3, 1), roles=frozenset({"跨境电商企业"}))


@pytest.mark.parametrize(
    "said",
    ["进出口额算一年的还是开仓到现在加起来的？加上去年有七千多", "能不能累计？加上去年有七千多万"],
)
def test_the_year_before_is_no_doubt_in_a_question(understanding: Understanding, said: str) -> None:
    meaning = understanding.parse(said, ABROAD_KNOWN)
    assert not meaning.says(Doubtful)
    assert ABROAD not in meaning.facts


def test_what_the_policy_wants_is_no_fact(understanding: Understanding) -> None:
    meaning = understanding.parse("我多了120万不就过100万了吗", SELLER)
    assert any(beside.mention.interval.low == 1_000_000 for beside in meaning.of(Beside))


def test_what_is_told_is_a_fact(understanding: Understanding) -> None:
    said = "今年新增交易额做到100万美元了，能补多少"
    assert RISE in understanding.parse(said, SELLER).facts


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("去年也运了12万，能补报？", QuestionKind.EARLIER),
        ("去年还有12万没报，能不能补", QuestionKind.EARLIER),
        ("进出口额算一年的还是到现在加起来的", QuestionKind.MEASURED),
        ("看当年的还是累计？", QuestionKind.MEASURED),
    ],
)
def test_what_its_words_ask(understanding: Understanding, said: str, kind: QuestionKind) -> None:
    assert kind in [q.kind for q in understanding.parse(said, SELLER).questions]


def test_both_years_beside_how_much_is_no_claim_for_before(understanding: Understanding) -> None:
    asked = understanding.parse("去年120万，今年240万能补多少", SELLER).questions
    assert QuestionKind.EARLIER not in [q.kind for q in asked]
