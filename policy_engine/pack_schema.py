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
    is_cost: bool = Field(False, alias="费用")
    true_when_under_construction: bool = Field(False, alias="在建也算")
    runs_from: Literal["开业"] | None = Field(None, alias="起算")
    options: list[RuleText | Group] | None = Field(None, alias="可选", min_length=1)
    items: dict[str, FactSection] | None = Field(None, alias="单项", min_length=1)


class TierSection(_Section):
    condition: RuleText = Field(alias="当")
    amount: RuleText = Field(alias="金额")


class BenefitSection(_Section):
    kind: Literal["定额", "最高", "按实", "按量", "一事一议", "按规定", "未规定"] = Field(
        alias="方式"
    )
    amount: RuleText | None = Field(None, alias="金额")
    highest: list[TierSection] | None = Field(None, alias="取高", min_length=1)
    sum: list[TierSection] | None = Field(None, alias="累加", min_length=1)
    highest_or_sum: list[TierSection] | None = Field(None, alias="取高或累加", min_length=1)
    cap: RuleText | None = Field(None, alias="封顶")


class NoteSection(_Section):
    text: str = Field(alias="说明")
    condition: RuleText | None = Field(None, alias="当")


class RelationSection(_Section):
    rule: RuleText = Field(alias="恒有")
    text: str = Field(alias="说明")


class MeasureSection(_Section):
    title: str = Field(alias="标题")
    clause: Label = Field(alias="条款")
    conditions: OneOrMore = Field(alias="条件")
    benefit: BenefitSection = Field(alias="扶持")
    period: str = Field("", alias="周期")
    quotes: OneOrMore = Field(alias="依据")
    notes: list[NoteSection] = Field(default_factory=list, alias="待定")
    purpose: str | None = Field(None, alias="用途")


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
    role_groups: dict[str, OneOrMore] = Field(default_factory=dict, alias="身份题")
    uncovered_clauses: list[Label] = Field(default_factory=list, alias="无措施条款")
    clause_beginnings: dict[str, RuleText] = Field(default_factory=dict, alias="分条")
