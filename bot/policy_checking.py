"""The whole check of a pack: the text against its rules, the cases, and what people say and ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from conversations import load_knowledge
from nlu import load_understanding
from policy_engine import (
    Finding,
    Policy,
    PolicyError,
    check_grounding,
    load_policy,
    without_accepted,
)

from .cache import cache_folder
from .heard import unheard


@dataclass(frozen=True)
class Checked:
    """What the check of a pack found; `summary`: what was looked at, in a line."""

    findings: tuple[Finding, ...]
    summary: str

    @property
    def is_green(self) -> bool:
        return not self.findings


def checked(folder: Path, today: date, *, quick: bool = False) -> Checked:
    """Check the pack of a folder; `quick`: not whether every fact is heard. Raises PackError."""
    policy = load_policy(folder)
    report = check_grounding(policy)
    spoken, accepted = without_accepted(policy, _words(policy, today, quick=quick), stale=False)
    findings = (*report.findings, *spoken)
    looked_at = report.accepted + accepted
    summary = (
        f"{policy.id}：{report.quotes} 处依据、{report.numbers} 个数、{report.clauses} 段原文、"
        f"{report.scenarios} 个案例" + (f"、{looked_at} 处看过的" if looked_at else "") + "；"
        + (f"发现 {len(findings)} 处问题" if findings else "全部对得上")
    )  # fmt: skip
    return Checked(findings, summary)


def _words(policy: Policy, today: date, *, quick: bool) -> Iterator[Finding]:
    """What people say and ask of the pack: 问答, 说法, and every fact heard."""
    try:
        subjects = load_knowledge(policy).subjects
    except PolicyError as error:
        yield Finding("问答.yml", str(error), "照 docs/加一份政策.md 的写法改")
        subjects = ()
    try:
        understanding = load_understanding(policy, subjects=subjects, kept=cache_folder())
    except PolicyError as error:
        yield Finding("说法.yml", str(error), "照 docs/加一种说法.md 的写法改")
        return
    if not quick:
        yield from unheard(policy, understanding, today)
