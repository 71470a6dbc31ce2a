"""Many policies in one conversation: what narrows, which one is meant, what each answer names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.assembly import Parts
from bot.settings import NluSettings, load_settings
from conversations import Dialog, Reply, State
from policy_engine import OneOf
from tests.many_packs import ALL_SEVEN, ROOT, SHAOYANG, YUNXI, generated, small_pack

ON = date(2026, 6, 1)
WINTER = date(2026, 1, 20)
"""A day on which most of the seven are in force."""
FIXED = "{方式: 定额, 金额: 1 万元}"


def parts_of(packs: Sequence[Path]) -> Parts:
    own = {"policy": [str(pack) for pack in packs], "nlu": NluSettings(embeddings=False)}
    return Parts(load_settings(ROOT / "config.yml").model_copy(update=own))


def said(dialog: Dialog, *texts: str, on: date = ON) -> tuple[State, Reply]:
    """The state and the last reply after these messages."""
    state, reply = State(), None
    for text in texts:
        state, reply, _ = dialog.turn(state, text, on)
    assert reply is not None
    return state, reply


@pytest.fixture(scope="module")
def two() -> Dialog:
    return parts_of([SHAOYANG, YUNXI]).dialog


@pytest.fixture(scope="module")
def seven() -> Dialog:
    return parts_of(ALL_SEVEN).dialog


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Dialog:
    return parts_of(generated(tmp_path_factory.mktemp("thirty"), 30)).dialog


# -- what narrows -----------------------------------------------------------------------------------


def test_first_it_is_asked_where_the_enterprise_is(two: Dialog) -> None:
    _, reply = said(two, "我们能享受哪些政策")
    assert reply.question is not None
    assert [option.label for option in reply.question.options] == ["邵阳市", "云溪县", "其他地区"]


def test_then_the_roles_of_that_place_alone_are_listed(two: Dialog) -> None:
    state, reply = said(two, "我们能享受哪些政策", "2")
    assert state.facts["所在地区"] == OneOf(("云溪县",))
    assert reply.question is not None
    assert set(reply.question.facts) == {"经营民宿", "合作社建冷库", "茶叶企业", "旅行社", "办讲堂"}


def test_the_place_is_heard_without_being_asked(two: Dialog) -> None:
    state, _ = said(two, "我们在云溪县")
    assert state.facts["所在地区"] == OneOf(("云溪县",))


def test_who_tells_of_a_business_is_asked_about_that_first(two: Dialog) -> None:
    _, reply = said(two, "我们开民宿的，有20张床")
    assert reply.question is not None
    assert reply.question.facts[0] in ("省级精品", "经营多久")


def test_another_place_than_any_is_told_honestly(two: Dialog) -> None:
    state, reply = said(two, "我们能享受哪些政策", "3")
    assert state.facts["所在地区"] == OneOf(("其他地区",))
    assert "没有对得上的措施" in reply.text


def test_the_roles_of_thirty_policies_are_never_one_list(thirty: Dialog) -> None:
    state, reply = said(thirty, "我们能享受哪些政策")
    assert reply.question is not None
    assert reply.question.facts == ("所在地区",)
    assert not reply.question.options  # thirty places are not read out
    state, reply, _ = thirty.turn(state, "临阳县", ON)
    assert reply.question is not None
    assert reply.question.facts == ("茶叶企业", "茶叶合作社")


# -- answers name their policy ------------------------------------------------------------------------


def test_a_result_names_its_policy(two: Dialog) -> None:
    _, reply = said(two, "我们开民宿的，20张床，开了两年")
    assert "乡村民宿床位补助（《支持乡村民宿和冷链农业发展》第一条）" in reply.text


def test_one_policy_alone_is_not_named() -> None:
    _, reply = said(parts_of([YUNXI]).dialog, "我们开民宿的，20张床，开了两年")
    assert "乡村民宿床位补助（第一条）" in reply.text


def test_results_of_both_add_up(two: Dialog) -> None:
    _, reply = said(
        two,
        "我们开民宿的，20张床，开了两年",
        "否",
        "我们是跨境电商企业，今年新增交易额600万美元",
        "总共多少",
    )
    assert reply.assessment is not None
    assert reply.assessment.total.low == 40_000 + 20_000


def test_a_question_about_the_policy_is_answered_for_each_of_two(two: Dialog) -> None:
    _, reply = said(two, "怎么申报")
    first, second = reply.text.index("《推进口岸平台"), reply.text.index("《支持乡村民宿")
    assert first < second
    assert "申报时间为每年9月1日至9月30日" in reply.text


def test_what_is_talked_of_is_what_is_asked_about(two: Dialog) -> None:
    _, reply = said(two, "我们开民宿的，20张床，开了两年", "怎么申报")
    assert "《支持乡村民宿" in reply.text
    assert "《推进口岸平台" not in reply.text


def test_a_policy_that_is_named_is_meant(seven: Dialog) -> None:
    _, reply = said(seven, "柳河那份文件有效期到什么时候", on=WINTER)
    assert "《支持重点产业加快发展》" in reply.text
    assert "2026 年 2 月 7 日" in reply.text


# -- asked back --------------------------------------------------------------------------------------


def test_of_seven_policies_it_is_asked_back_which(seven: Dialog) -> None:
    state, reply = said(seven, "怎么申报", on=WINTER)
    assert reply.act == "clarify"
    assert reply.question is not None
    labels = [option.label for option in reply.question.options]
    assert "《失业保险稳岗返还》" in labels or "《支持乡村民宿和冷链农业发展》" in labels
    place = labels.index("《支持乡村民宿和冷链农业发展》")
    _, reply, _ = seven.turn(state, str(place + 1), WINTER)
    assert "申报时间为每年9月1日至9月30日" in reply.text


def test_a_clause_that_two_have_is_asked_back(two: Dialog) -> None:
    state, reply = said(two, "第一条是什么条件")
    assert reply.act == "clarify"
    assert reply.text.startswith("几份文件里都有这一条")
    _, reply, _ = two.turn(state, "2", ON)
    assert "乡村民宿床位补助" in reply.text
    assert "公铁货栈" not in reply.text


def test_a_clause_is_that_of_the_policy_in_talk(two: Dialog) -> None:
    _, reply = said(two, "我们在云溪县开民宿", "第一条是什么条件")
    assert "乡村民宿床位补助" in reply.text
    assert "公铁货栈" not in reply.text


# -- validity ------------------------------------------------------------------------------------------


def test_an_expired_policy_hands_over_to_its_successor(tmp_path: Path) -> None:
    role = "办厂: {类型: 是否, 身份: true, 简称: 办工厂}"
    packs = [
        small_pack(
            tmp_path, name, title=title, facts=role, measures={"1": f"办厂 → {FIXED}"}, **more
        )
        for name, title, more in (
            ("旧策", "工厂旧办法", {"last_day": "2025-12-31"}),
            ("新策", "工厂新办法", {"issued": "2026-01-01", "more": "接替: 旧策"}),
        )
    ]  # fmt: skip
    dialog = parts_of(packs).dialog
    _, reply = said(dialog, "我们能享受哪些政策", "1")
    assert "《工厂新》" in reply.text
    assert "《工厂旧》第一条" not in reply.text
    _, reply = said(dialog, "工厂旧办法到什么时候")
    assert "由《工厂新》接替" in reply.text


def test_a_fact_of_both_is_asked_once(tmp_path: Path) -> None:
    facts = "职工数: {类型: 数量, 单位: 人, 问: 有多少职工？}"
    packs = [
        small_pack(tmp_path, name, facts=facts, measures={"1": f"职工数 >= 5 人 → {FIXED}"})
        for name in ("甲策", "乙策")
    ]
    dialog = parts_of(packs).dialog
    _, reply = said(dialog, "我们能享受哪些政策", "6人")
    assert reply.question is None
    assert reply.assessment is not None
    assert [r.status.value for r in reply.assessment.measures] == ["eligible", "eligible"]


# -- searching ---------------------------------------------------------------------------------------


def test_what_is_found_names_its_policy() -> None:
    library = parts_of([SHAOYANG, YUNXI]).library
    titles = [hit.title for hit in library.search("第一条")]
    assert any("《支持乡村民宿" in title for title in titles)
    assert any("《推进口岸平台" in title for title in titles)
