"""The shape of 政策.yml: what a policy officer may write, before it is compiled."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

RuleText = Annotated[str, Field(min_length=1)]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_label(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Label = Annotated[str, BeforeValidator(_as_label), Field(min_length=1)]
"""What a clause is called: 八, 第十一条, 三（二）, 1, A-2."""
OneOrMore = Annotated[list[RuleText], BeforeValidator(_as_list), Field(min_length=1)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)


FactKind = Literal[
    "是否", "金额", "面积", "时长", "数量", "序数", "百分比", "日期", "类别", "地区", "清单"
]  # fmt: skip
Group = dict[str, OneOrMore]


class FactSection(_Section):
    kind: FactKind = Field(alias="类型")
    unit: str | None = Field(None, alias="单位")
    label: str | None = Field(None, alias="简称")
    option: str | None = Field(None, alias="选项")
    question: str = Field("", alias="问")
    explanation: str = Field("", alias="解释")
    each: list[str] = Field(default_factory=list, alias="各有")
    role: bool = Field(False, alias="身份")
    may_be_negative: bool = Field(False, alias="可为负")
    period: Literal["当年", "年度", "累计"] | None = Field(None, alias="期间")
    increase_of: RuleText | None = Field(None, alias="增量")
    is_cost: bool = Field(False, alias="费用")
    true_when_under_construction: bool = Field(False, alias="在建也算")
    runs_from: Literal["开业"] | None = Field(None, alias="起算")
    contrary: RuleText | None = Field(None, alias="反说")
    options: list[RuleText | Group] | None = Field(None, alias="可选", min_length=1)
    items: dict[str, FactSection] | None = Field(None, alias="单项", min_length=1)
    common: RuleText | None = Field(None, alias="共用")


class TierSection(_Section):
    condition: RuleText = Field(alias="当")
    amount: RuleText = Field(alias="金额")


class YearsSection(_Section):
    year: RuleText = Field(alias="年度")
    each: list[RuleText] = Field(alias="各年", min_length=1)
    base: RuleText | None = Field(None, alias="基数")


class InstalmentSection(_Section):
    when: RuleText = Field(alias="时")
    part: RuleText = Field(alias="付")


class BenefitSection(_Section):
    kind: Literal["定额", "最高", "按实", "按量", "一事一议", "按规定", "未规定", "非资金"] = Field(
        alias="方式"
    )
    amount: RuleText | None = Field(None, alias="金额")
    highest: list[TierSection] | None = Field(None, alias="取高", min_length=1)
    sum: list[TierSection] | None = Field(None, alias="累加", min_length=1)
    highest_or_sum: list[TierSection] | None = Field(None, alias="取高或累加", min_length=1)
    by_year: YearsSection | None = Field(None, alias="逐年")
    cap: OneOrMore | None = Field(None, alias="封顶")
    floor: RuleText | None = Field(None, alias="保底")
    instalments: list[InstalmentSection] = Field(default_factory=list, alias="分期")
    at_once: RuleText | None = Field(None, alias="一次付清")
    support: OneOrMore | None = Field(None, alias="支持")


class NoteSection(_Section):
    text: str = Field(alias="说明")
    condition: RuleText | None = Field(None, alias="当")


class RelationSection(_Section):
    rule: RuleText = Field(alias="恒有")
    text: str = Field(alias="说明")


class QuoteSection(_Section):
    """A sentence of another clause than the measure's own."""

    clause: Label = Field(alias="条款")
    text: RuleText = Field(alias="原文")


def _as_quotes(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


Quotes = Annotated[list[RuleText | QuoteSection], BeforeValidator(_as_quotes), Field(min_length=1)]


class LimitSection(_Section):
    most: RuleText = Field(alias="最多")
    had: RuleText | None = Field(None, alias="已享受")


def _as_limit(value: object) -> object:
    return {"最多": value} if isinstance(value, str) else value


Limit = Annotated[LimitSection, BeforeValidator(_as_limit)]


class WindowSection(_Section):
    first: date | None = Field(None, alias="从")
    last: date | None = Field(None, alias="到")
    yearly: RuleText | None = Field(None, alias="每年")
    event: RuleText | None = Field(None, alias="起")
    within: RuleText | None = Field(None, alias="内")


def _as_labels(value: object) -> object:
    return value if isinstance(value, list) else [value]


Measures = Annotated[list[Label], BeforeValidator(_as_labels), Field(min_length=1)]
"""Measures by their ids, or 全部."""


class MeasureSection(_Section):
    title: str = Field(alias="标题")
    clause: Label = Field(alias="条款")
    conditions: OneOrMore = Field(alias="条件")
    benefit: BenefitSection = Field(alias="扶持")
    period: str = Field("", alias="周期")
    quotes: Quotes = Field(alias="依据")
    notes: list[NoteSection] = Field(default_factory=list, alias="待定")
    purpose: str | None = Field(None, alias="用途")
    quota: RuleText | None = Field(None, alias="名额")
    budget: RuleText | None = Field(None, alias="资金")
    ranking: RuleText | None = Field(None, alias="择优")
    beneficiary: RuleText | None = Field(None, alias="受益人")
    years: Limit | None = Field(None, alias="享受年限")
    times: Limit | None = Field(None, alias="享受次数")
    after: Measures | None = Field(None, alias="先享受")
    window: WindowSection | None = Field(None, alias="申报期")


class CommonSection(_Section):
    condition: RuleText = Field(alias="条件")
    clause: Label = Field(alias="条款")
    quotes: Quotes = Field(alias="依据")
    without: Measures | None = Field(None, alias="不含")


class DefinitionSection(_Section):
    condition: RuleText = Field(alias="条件")
    clause: Label = Field(alias="条款")
    quotes: Quotes = Field(alias="依据")


class EitherSection(_Section):
    measures: Measures = Field(alias="措施")
    clause: Label = Field(alias="条款")
    quotes: Quotes = Field(alias="依据")


class TotalCapSection(EitherSection):
    cap: RuleText = Field(alias="封顶")


class SentenceSection(_Section):
    """What a sentence is for, where its words mislead."""

    clause: Label = Field(alias="条款")
    text: RuleText = Field(alias="原文")
    kind: Literal["规则", "定义", "程序", "效力", "其他"] = Field(alias="是")


class AcceptedSection(_Section):
    """A point of the check that a person has looked at and accepts."""

    where: RuleText = Field(alias="处")
    problem: RuleText = Field(alias="问题")
    reason: RuleText = Field(alias="理由")


class PackFile(_Section):
    id: str = Field(alias="编号")
    title: str = Field(alias="名称")
    document_number: str = Field(alias="文号")
    issuer: str = Field(alias="发布机关")
    region: str = Field(alias="适用地区")
    issued: date = Field(alias="发布日期")
    last_day: date = Field(alias="有效至")
    facts: dict[str, FactSection] = Field(alias="事实", min_length=1)
    relations: list[RelationSection] = Field(default_factory=list, alias="关系")
    measures: dict[str, MeasureSection] = Field(alias="措施", min_length=1)
    definitions: dict[str, DefinitionSection] = Field(default_factory=dict, alias="定义")
    common: list[CommonSection] = Field(default_factory=list, alias="共同条件")
    either: list[EitherSection] = Field(default_factory=list, alias="就高不重复")
    total_caps: list[TotalCapSection] = Field(default_factory=list, alias="合计封顶")
    role_groups: dict[str, OneOrMore] = Field(default_factory=dict, alias="身份题")
    uncovered_clauses: list[Label] = Field(default_factory=list, alias="无措施条款")
    clause_beginnings: dict[str, RuleText] = Field(default_factory=dict, alias="分条")
    sentences: list[SentenceSection] = Field(default_factory=list, alias="句类")
    accepted: list[AcceptedSection] = Field(default_factory=list, alias="已核对")
    short: str = Field("", alias="简称")
    replaces: OneOrMore = Field(default_factory=list, alias="接替")
    applicants: OneOrMore = Field(default_factory=list, alias="申请人")
