"""Enterprises at the thresholds of a policy, and two versions of it held against each other."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from policy_engine import Policy, Status, boundary_cases, compare, load_policy

ON = date(2025, 6, 1)


def test_every_measure_has_somebody_who_qualifies_and_somebody_who_just_does_not(
    policy: Policy,
) -> None:
    for measure in policy.measures.values():
        cases = list(boundary_cases(policy, measure, ON))
        assert cases[0].result.status is Status.ELIGIBLE, measure.id
    cases = list(boundary_cases(policy, policy.measures["8.1"], ON))
    outcomes = {
        (case.result.status, case.result.amount and case.result.amount.high) for case in cases
    }
    assert {
        (Status.ELIGIBLE, 300_000),
        (Status.ELIGIBLE, 200_000),
        (Status.INELIGIBLE, None),
    } <= outcomes


def _changed(policy: Policy, folder: Path, old: str, new: str) -> Policy:
    shutil.copytree(policy.directory, folder)
    rules = (folder / "政策.yml").read_text("utf-8")
    assert old in rules
    (folder / "政策.yml").write_text(rules.replace(old, new), "utf-8")
    return load_policy(folder)


def test_what_changes_for_whom(policy: Policy, tmp_path: Path) -> None:
    newer = _changed(policy, tmp_path / "新", "孵化入网企业数 >= 50 家", "孵化入网企业数 >= 40 家")
    found = compare(policy, newer, ON)
    assert any(line.startswith("8.1 加上：当 孵化入网企业数 >= 40 家") for line in found.rules)
    assert [measure for measure, _, _ in found.made_up] == ["8.1"]
    ((_, count, change),) = found.made_up
    assert count >= 1
    assert "200000" in change.before
    assert "300000" in change.after


def test_a_policy_is_the_same_as_itself(policy: Policy) -> None:
    found = compare(policy, policy, ON)
    assert (found.rules, found.cases, found.made_up) == ((), (), ())
