"""A draft as a file that a person goes on writing: YAML, with “# 待定：” where something is to be decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from .facts import DraftFact
from .head import Head
from .measures import DraftMeasure

TO_DECIDE = "待定："
SCHEMA = "政策.schema.json"
_PLAIN = re.compile(
    r"[\u3400-\u9fff“（《A-Za-z][\u3400-\u9fffA-Za-z0-9“”（）《》、。；．·？！ ><=×+/.—-]*"
)
_PLAIN_RULE = re.compile(
    r"[\u3400-\u9fff“A-Za-z0-9][\u3400-\u9fffA-Za-z0-9“”（）、；．· ><=×%+/.—-]*"
)
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def written_yaml(value: object) -> str:
    """A value on one line.

    >>> written_yaml({"类型": "金额", "费用": True, "可选": ["甲", "乙，丙"]}), written_yaml("10 万元"), written_yaml("12")
    ("{类型: 金额, 费用: true, 可选: [甲, '乙，丙']}", '10 万元', "'12'")
    """
    if value is None:
        return "null"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{written_yaml(key)}: {written_yaml(each)}" for key, each in value.items())
            + "}"
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(written_yaml, value)) + "]"
    text = str(value)
    is_number = re.fullmatch(r"[\d.eE+_:-]+", text) is not None
    safe = _PLAIN.fullmatch(text) or _PLAIN_RULE.fullmatch(text)
    if safe and not is_number and text == text.strip() and text.lower() not in _WORDS_OF_YAML:
        return text
    return "'" + text.replace("'", "''") + "'"


def rules_file(
    head: Head,
    *,
    facts: Iterable[DraftFact],
    definitions: Sequence[tuple[str, Mapping[str, object]]],
    measures: Sequence[DraftMeasure],
    totals: Sequence[Mapping[str, object]],
    without: Sequence[str],
    notes: Sequence[str],
) -> str:
    """The text of 政策.yml."""
    lines = [
        f"# yaml-language-server: $schema={SCHEMA}",
        "# 起草的初稿。写着“待定”的一处一处看过、定下来，再把那一行删掉。",
        f"# {TO_DECIDE}初稿没有人看过：每项措施对着它的依据看一遍，条件、金额、封顶都对了，再删这一行",
    ]
    lines += [f"# {TO_DECIDE}{note}" for note in notes]
    lines += ["", *_head(head), "", "事实:"]
    for fact in facts:
        if fact.decision:
            lines.append(f"  # {TO_DECIDE}{fact.decision}")
        if fact.of:
            lines.append(f"  # 与 {fact.of} 里的是同一件事")
        lines.append(f"  {written_yaml(fact.name)}: {written_yaml(fact.fields)}")
    if definitions:
        lines += ["", "定义:"]
        for name, fields in definitions:
            lines += [
                f"  {written_yaml(name)}:",
                *(f"    {key}: {written_yaml(each)}" for key, each in fields.items()),
            ]
    lines += ["", "措施:"]
    for measure in measures:
        lines += _measure(measure)
    if totals:
        lines += ["合计封顶:", *(f"  - {written_yaml(total)}" for total in totals), ""]
    lines += [
        "# 没有措施的段落：看过了确实没有，就留在这里",
        f"无措施条款: {written_yaml(list(without))}",
    ]
    return "\n".join(lines) + "\n"


def _head(head: Head) -> Iterator[str]:
    values = {
        "编号": head.id, "名称": head.title, "文号": head.number, "发布机关": head.issuer,
        "适用地区": head.region, "发布日期": head.issued, "有效至": head.last_day,
    }  # fmt: skip
    for key, value in values.items():
        if key in head.decisions:
            yield f"# {TO_DECIDE}{head.decisions[key]}"
        yield f"{key}: {written_yaml(value)}"


def _measure(measure: DraftMeasure) -> Iterator[str]:
    for decision in dict.fromkeys(measure.decisions):
        yield f"  # {TO_DECIDE}{decision}"
    yield f"  {written_yaml(measure.id)}:"
    yield f"    标题: {written_yaml(measure.title)}"
    yield f"    条款: {written_yaml(measure.clause)}"
    for key in ("周期", "享受年限", "享受次数", "名额", "资金"):
        if key in measure.terms:
            yield f"    {key}: {written_yaml(measure.terms[key])}"
    if len(measure.conditions) == 1:
        yield f"    条件: {written_yaml(measure.conditions[0])}"
    else:
        yield "    条件:"
        yield from (f"      - {written_yaml(condition)}" for condition in measure.conditions)
    yield "    扶持:"
    for key, value in measure.benefit.items():
        if key == "取高":
            yield "      取高:"
            assert isinstance(value, list)
            yield from (f"        - {written_yaml(tier)}" for tier in value)
        else:
            yield f"      {key}: {written_yaml(value)}"
    quotes = [written_yaml(measure.quote)]
    quotes += [
        written_yaml(words if clause == measure.clause else {"条款": clause, "原文": words})
        for clause, words in measure.more_quotes
    ]
    if len(quotes) == 1:
        yield f"    依据: {quotes[0]}"
    else:
        yield "    依据:"
        yield from (f"      - {quote}" for quote in quotes)
    yield ""


def decisions_in(text: str) -> Iterator[tuple[int, str]]:
    """What a person has to decide, with its line."""
    for number, line in enumerate(text.splitlines(), 1):
        _, found, rest = line.partition(f"# {TO_DECIDE}")
        if found:
            yield number, rest
