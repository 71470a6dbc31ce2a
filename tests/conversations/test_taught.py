"""What staff teach while the service runs, over what stands in a policy's folder."""

from __future__ import annotations

import pytest

from conversations import Taught, load_knowledge, read_entry
from policy_engine import PolicyError, installed_packs, load_policy

POLICY = load_policy(installed_packs()["SYCR-2023-01014"])
THERE = "外地企业能不能享受"


def taught(**more: object) -> dict[str, Taught]:
    entry = read_entry({"问": "新问题", "说法": ["新说法"], "答": "新答", **more})
    return {POLICY.id: Taught((entry,))}


def test_a_new_question_is_answered_beside_the_others() -> None:
    before, after = load_knowledge(POLICY), load_knowledge(POLICY, taught())
    assert after.question(["新问题"]) is not None
    assert before.question(["新问题"]) is None
    assert len(after.questions) == len(before.questions) + 1


def test_a_question_of_the_folder_is_answered_anew_and_known_by_the_same_words() -> None:
    before = {q.question: q for q in load_knowledge(POLICY).questions}[THERE]
    after = {q.question: q for q in load_knowledge(POLICY, taught(问=THERE)).questions}[THERE]
    assert after.answer.text == "新答"
    assert set(before.expressions) <= set(after.expressions)


def test_a_wording_is_one_more() -> None:
    more = {POLICY.id: Taught(wordings={THERE: ("俺外头来的中不中",)})}
    after = {q.question: q for q in load_knowledge(POLICY, more).questions}[THERE]
    assert after.wordings[-1] == "俺外头来的中不中"


def test_a_quote_has_to_stand_in_the_text() -> None:
    with pytest.raises(PolicyError, match="原文里找不到"):
        load_knowledge(POLICY, taught(依据=["没有的话"]))


def test_what_is_no_entry_is_told() -> None:
    with pytest.raises(PolicyError):
        read_entry({"问": "只有问"})
