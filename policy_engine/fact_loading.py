"""From what 政策.yml says of a fact to its definition, every field checked against the type."""

from __future__ import annotations

from collections.abc import Callable, Collection

from .errors import PackError
from .facts import CLAIM, KIND_NAMES, FactDefinition, Period
from .located_yaml import Step
from .pack_schema import FactSection
from .units import RATIO, Unit, unit_of, written_unit

Path = tuple[Step, ...]
ErrorAt = Callable[[Path, str], PackError]
"""Makes the error for a path into the file."""

KINDS = {name: kind for kind, name in KIND_NAMES.items()}
_NUMBERS = ("金额", "面积", "时长", "数量", "序数")
_ONLY_FOR: dict[str, Collection[str]] = {
    "身份": ("是否",),
    "在建也算": ("是否",),
    "可为负": _NUMBERS,
    "期间": _NUMBERS,
    "费用": ("金额",),
    "起算": ("时长",),
}
"""The fields that say something of certain types alone."""


def fact_definition(
    name: str, section: FactSection, path: Path, error_at: ErrorAt
) -> FactDefinition:
    """The checked definition of one fact. Raises PackError."""
    _check_fields(section, path, error_at)
    label = section.label or name
    return FactDefinition(
        name,
        KINDS[section.kind],
        _unit(name, section, path, error_at),
        label,
        section.option or label,
        section.question,
        section.role,
        section.may_be_negative,
        counted_over=Period(section.period) if section.period else None,
        is_cost=section.is_cost,
        true_when_under_construction=section.true_when_under_construction,
        runs_from_opening=section.runs_from is not None,
    )


def _check_fields(section: FactSection, path: Path, error_at: ErrorAt) -> None:
    for field, info in FactSection.model_fields.items():
        key = info.alias or field
        allowed = _ONLY_FOR.get(key)
        if allowed and section.kind not in allowed and getattr(section, field):
            kinds = "、".join(f"“{kind}”" for kind in allowed)
            raise error_at(
                (*path, key), f"“{key}”只用于{kinds}类的事实，这里的类型是“{section.kind}”"
            )


def _unit(name: str, section: FactSection, path: Path, error_at: ErrorAt) -> Unit:
    if section.kind == CLAIM:
        return unit_of(CLAIM)
    if section.unit is None:
        raise error_at(path, f"“{name}”缺“单位”，如 元、平方米、月、家")
    if section.kind == "序数":
        return Unit(section.unit, RATIO, section.unit)
    unit = unit_of(written_unit(section.unit).dimension)
    if unit.kind != KINDS[section.kind]:
        raise error_at((*path, "单位"), f"“{section.unit}”不是{section.kind}的单位")
    return unit
