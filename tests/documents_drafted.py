"""How much of the finished packs a draft finds: `python -m tests.documents_drafted`.

What is compared is every number with what it does (threshold, amount, rate, ceiling, date or
term) and its clause: right is what stands in both.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from policy_engine import (
    Document,
    Kind,
    Measure,
    Policy,
    draft_of,
    installed_packs,
    load_policy,
    write_draft,
)
from policy_engine.quoted_numbers import numbers_of_rules
from policy_engine.sources.folding import only_the_text, tidied

DOCUMENTS = Path(__file__).parent / "documents"
INSTALLED = tuple(installed_packs().values())
TODAY = date(2026, 11, 26)
NOT_DATED = frozenset({"同江-跨境电商", "广州-创业补贴-2025"})
"""Their texts say neither when they were issued nor how long they hold."""
KINDS = ("门槛", "金额", "比例", "上限", "日期与期限")
Found = tuple[str, str, str]
"""Clause, what the number does, what it comes to."""


def drafted(folder: Path, out: Path) -> Policy:
    """The pack that is drafted from the text of a finished one."""
    text = (folder / "原文.txt").read_text("utf-8")
    lines = only_the_text([tidied(line) for line in text.splitlines()])
    write_draft(draft_of(Document(tuple(lines)), TODAY), out)
    return load_policy(out)


def found_in(policy: Policy, by_clause: bool = True) -> set[Found]:
    """The numbers of a pack's rules."""
    found: set[Found] = set()
    for measure in policy.measures.values():
        clause = policy.source.main_clause(measure.clause) if by_clause else ""
        found |= {(clause, *each) for each in _of_measure(measure)}
    for group in policy.totals.groups:
        if group.cap is not None:
            clause = policy.source.main_clause(group.clause) if by_clause else ""
            found |= {(clause, "上限", worth) for worth in _worths(group.cap.text)}
    for term in policy.defined_terms:
        clause = policy.source.main_clause(term.clause) if by_clause else ""
        found |= {(clause, "门槛", worth) for worth in _worths(term.condition.text)}
    days = (
        (policy.issued, policy.last_day)
        if policy.id not in NOT_DATED and policy.issued < TODAY
        else ()
    )
    return found | {("", "日期与期限", str(day)) for day in days}


def _of_measure(measure: Measure) -> Iterator[tuple[str, str]]:
    benefit = measure.benefit
    conditions = [c.text for c in measure.own_conditions if "符合“" not in c.text]
    conditions += [tier.condition.text for tier in benefit.tiers if not tier.is_year]
    yield from (("门槛", worth) for text in conditions for worth in _worths(text))
    amounts = [tier.amount.text for tier in benefit.tiers]
    amounts += [benefit.amount.text] if benefit.amount is not None else []
    amounts += [part.text for part in benefit.instalments]
    given = "上限" if benefit.kind is Kind.UP_TO else "金额"
    for text in amounts:
        for worth in _worths(text):
            yield ("比例" if worth.startswith("percent") else given), worth
    limits = [each.text for each in (benefit.cap, benefit.floor) if each is not None]
    yield from (("上限", worth) for text in limits for worth in _worths(text))
    yield from (
        ("日期与期限", "".join(term.text.split()))
        for term in measure.terms
        if re.fullmatch(r"\d+\s*\S{1,2}", term.text)
    )


def _worths(text: str) -> set[str]:
    return {f"{kind} {worth.normalize():f}" for kind, worth in numbers_of_rules([text]).values()}


def score(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Of each kind: how many the finished pack has, how many the draft, how many both."""
    with tempfile.TemporaryDirectory() as out:
        draft, finished = drafted(folder, Path(out) / "稿"), load_policy(folder)
        by_clause = not any(label in finished.source.clauses for label, _ in finished.source.named)
        wanted, got = found_in(finished, by_clause), found_in(draft, by_clause)
    return {
        kind: (
            sum(each[1] == kind for each in wanted),
            sum(each[1] == kind for each in got),
            sum(each[1] == kind for each in wanted & got),
        )
        for kind in KINDS
    }


def differences(folder: Path) -> tuple[list[Found], list[Found]]:
    """What the draft misses, and what it says that the finished pack does not."""
    with tempfile.TemporaryDirectory() as out:
        draft, finished = drafted(folder, Path(out) / "稿"), load_policy(folder)
        by_clause = not any(label in finished.source.clauses for label, _ in finished.source.named)
        wanted, got = found_in(finished, by_clause), found_in(draft, by_clause)
    return sorted(wanted - got), sorted(got - wanted)


def main() -> None:
    for folder in [*sorted(DOCUMENTS.iterdir()), *INSTALLED]:
        print(folder.name)  # noqa: T201
        for kind, (wanted, got, both) in score(folder).items():
            recall = f"{both / wanted:.0%}" if wanted else "—"
            precision = f"{both / got:.0%}" if got else "—"
            print(f"  {kind}：{wanted} 个，稿里 {got} 个，找到 {recall}，对的 {precision}")  # noqa: T201
        missed, wrong = differences(folder)
        print("  漏：", missed)  # noqa: T201
        print("  多：", wrong)  # noqa: T201


if __name__ == "__main__":
    main()
