"""A page per policy for people: what it gives, what it asks, what rests on which sentence."""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine import Measure, Policy, SentenceKind, rule_lines


def policy_page(policy: Policy) -> str:
    """The page, in Markdown."""
    return "\n".join(_lines(policy)) + "\n"


def _lines(policy: Policy) -> Iterator[str]:
    yield f"# {policy.title}"
    yield ""
    yield f"{policy.document_number}，{policy.issuer}，适用于{policy.region}；{policy.issued} 起，到 {policy.last_day}。"
    yield ""
    yield "## 措施"
    for measure in policy.measures.values():
        yield from _measure(policy, measure)
    if policy.totals.groups:
        yield ""
        yield "## 几项合起来"
        for group in policy.totals.groups:
            kind = f"合计封顶 {group.cap.text}" if group.cap is not None else "就高不重复"
            yield f"- {kind}：{'、'.join(group.measures)}（{policy.clause_name(group.clause)}）"
    yield ""
    yield "## 要知道企业的哪些事"
    yield ""
    yield "| 事实 | 怎么问 | 用在 |"
    yield "|---|---|---|"
    for name, definition in policy.facts.items():
        used = [m.id for m in policy.measures.values() if name in m.facts]
        yield f"| {definition.label} | {definition.question} | {'、'.join(used)} |"
    yield ""
    yield "## 原文"
    for sentence in policy.sentences:
        kind = "" if sentence.kind is SentenceKind.OTHER else f"【{sentence.kind}】"
        yield f"- {policy.clause_name(sentence.place)} {kind}{sentence.text}"
    if policy.accepted:
        yield ""
        yield "## 看过的"
        yield from (f"- {each.where}：{each.problem}。{each.reason}" for each in policy.accepted)


def _measure(policy: Policy, measure: Measure) -> Iterator[str]:
    yield ""
    yield f"### {measure.id} {measure.title}（{measure.clause_name}）"
    yield ""
    if measure.period:
        yield f"- 多久一次：{measure.period}"
    yield from (f"- {line}" for line in rule_lines(measure))
    yield from (f"- 由主管部门定：{note.text}" for note in measure.notes)
    yield from (f"> {quote}" for quote in measure.quotes)
