"""What one version of a policy changes beside another: for whom, and in which lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from policy_engine import Policy, compare

from ...today import local_today
from .versions import Files


@dataclass(frozen=True)
class Differences:
    """In an officer's words (`told`), and line by line."""

    told: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def differences(old: Policy | None, new: Policy, before: Files, after: Files) -> Differences:
    """What is new; of a policy that was not there before, everything is."""
    lines: list[str] = []
    for name, text in after.items():
        was = before.get(name, "").splitlines()
        lines += difflib.unified_diff(was, text.splitlines(), name, name, lineterm="", n=1)
    return Differences(tuple(_told(old, new)) if old is not None else (), tuple(lines))


def _told(old: Policy, new: Policy) -> Iterator[str]:
    found = compare(old, new, min(max(local_today(), new.issued), new.last_day))
    yield from found.rules
    yield from (f"{c.who}：{c.measure} {c.before} → {c.after}" for c in found.cases)
    for measure, count, change in found.made_up:
        example = f"如 {change.who}：{change.before} → {change.after}"
        yield f"编出来的企业里 {measure} 有 {count} 家变了，{example}"
