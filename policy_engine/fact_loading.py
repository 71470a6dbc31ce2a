"""From what 政策.yml says of a fact to its definition, every field checked against the type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .errors import PackError, did_you_mean
from .fact_kinds import KIND_NAMES, Period
from .fact_value import NAME
from .facts import FactDefinition
from .located_yaml import Step
from .negative_names import contrary_of
from .options import ELSEWHERE, Options, with_unlisted
from .pack_schema import FactSection
from .units import AREA, COUNT, RATIO, Unit, unit_of, written_unit

Path = tuple[Step, ...]
ErrorAt = Callable[[Path, str], PackError]
"""Makes the error for a path into the file."""

KINDS = {name: kind for kind, name in KIND_NAMES.items()}
_NUMBERS = ("金额", "面积", "时长", "数量", "序数", "百分比")
_ONLY_FOR = {
    "单位": (*_NUMBERS, "清单"),
    "身份": ("是否",),
    "在建也算": ("是否",),
    "反说": ("是否",),
    "可为负": _NUMBERS,
    "期间": _NUMBERS,
    "增量": _NUMBERS,
    "费用": ("金额",),
    "起算": ("时长",),
    "可选": ("类别", "地区"),
    "单项": ("清单",),
}
"""The fields that say something of certain types alone."""
_DEFAULT_UNITS = {"百分比": "%", "日期": "date", "清单": "个"}


def definitions(
    sections: Mapping[str, FactSection], error_at: ErrorAt
) -> dict[str, FactDefinition]:
    """The checked definitions of the facts of a file. Raises PackError."""
    loader = _FactLoader(error_at)
    for name, section in sections.items():
        for place, each in enumerate(section.each):
            if each not in sections:
                where = ("事实", name, "各有", place)
                raise error_at(where, f"没有名为“{each}”的事实{did_you_mean(each, sections)}")
        whole = section.increase_of
        if whole is not None and whole not in sections:
            raise error_at(
                ("事实", name, "增量"), f"没有名为“{whole}”的事实{did_you_mean(whole, sections)}"
            )
    return {name: loader.definition(name, s, ("事实", name)) for name, s in sections.items()}


@dataclass(frozen=True)
class _FactLoader:
    error_at: ErrorAt

    def definition(self, name: str, section: FactSection, path: Path) -> FactDefinition:
        """The checked definition of one fact. Raises PackError."""
        self._check_fields(section, path)
        label = section.label or name
        return FactDefinition(
            name,
            KINDS[section.kind],
            self._unit(name, section, path),
            label,
            option=section.option or label,
            question=self._question(section, label, path),
            explanation=section.explanation,
            each=tuple(section.each),
            role=section.role,
            may_be_negative=section.may_be_negative,
            counted_over=Period(section.period) if section.period else None,
            increase_of=section.increase_of or "",
            is_cost=section.is_cost,
            true_when_under_construction=section.true_when_under_construction,
            runs_from_opening=section.runs_from is not None,
            contrary=self._contrary(section, label),
            options=self._options(section, path),
            item_facts=self._item_facts(section, path),
            common=section.common or "",
        )

    def _contrary(self, section: FactSection, label: str) -> str:
        if section.kind != "是否":
            return ""
        return section.contrary or contrary_of(label)

    def _question(self, section: FactSection, label: str, path: Path) -> str:
        """The question that is written, where it asks the same way round as is answered."""
        contrary = self._contrary(section, label)
        if not contrary or label not in section.question:
            return section.question
        if section.contrary is not None:
            raise self.error_at((*path, "问"), f"要顺着“反说”问，如“有没有{contrary}的情况？”")
        return ""

    def _check_fields(self, section: FactSection, path: Path) -> None:
        for field, info in FactSection.model_fields.items():
            key = info.alias or field
            allowed = _ONLY_FOR.get(key)
            if allowed and section.kind not in allowed and getattr(section, field):
                kinds = "、".join(f"“{kind}”" for kind in allowed)
                raise self.error_at(
                    (*path, key), f"“{key}”只用于{kinds}类的事实，这里的类型是“{section.kind}”"
                )

    def _unit(self, name: str, section: FactSection, path: Path) -> Unit:
        kind = KINDS[section.kind]
        if section.kind not in _ONLY_FOR["单位"] and section.kind not in _DEFAULT_UNITS:
            return unit_of(section.kind)
        written = section.unit or _DEFAULT_UNITS.get(section.kind)
        if written is None:
            raise self.error_at(path, f"“{name}”缺“单位”，如 元、平方米、月、家")
        if kind == RATIO:
            return Unit(written, RATIO, written)
        unit = written_unit(written)
        if unit.kind != (COUNT if section.kind == "清单" else kind):
            raise self.error_at((*path, "单位"), f"“{written}”不是{section.kind}的单位")
        return unit if kind == AREA else unit_of(unit.dimension)  # 亩 stays what it is told in

    def _options(self, section: FactSection, path: Path) -> Options | None:
        if section.kind not in _ONLY_FOR["可选"]:
            return None
        if section.options is None:
            if section.kind == "类别":
                raise self.error_at(path, "“类别”缺“可选”，如 [国家级, 省级, 市级]，高的在前")
            return Options((ELSEWHERE,), are_places=True)
        values: list[str] = []
        groups: list[tuple[str, tuple[str, ...]]] = []
        for place, option in enumerate(section.options):
            if isinstance(option, str):
                values.append(option)
                continue
            if section.kind == "类别":
                raise self.error_at((*path, "可选", place), "只有“地区”的可选里能再分，类别不能")
            for group, members in option.items():
                groups.append((group, tuple(members)))
                values += members
        names = [*values, *(group for group, _ in groups)]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise self.error_at((*path, "可选"), f"可选里“{twice}”写了两次")
        if section.kind == "类别":
            return Options(with_unlisted(tuple(values)))
        return Options(tuple(values), tuple(groups), are_places=True)

    def _item_facts(self, section: FactSection, path: Path) -> Mapping[str, FactDefinition]:
        if section.kind == "清单" and section.items is None:
            raise self.error_at(path, "“清单”缺“单项”：每一项的事实，如 {面积: {类型: 面积, …}}")
        found = {}
        for name, item in (section.items or {}).items():
            inside = (*path, "单项", name)
            if item.kind == "清单" or item.role:
                what = "清单" if item.kind == "清单" else "身份"
                raise self.error_at(inside, f"单项里不能有{what}")
            if name == NAME:
                raise self.error_at(inside, f"单项里的事实不能叫“{NAME}”，它是每一项自己的名称")
            found[name] = self.definition(name, item, inside)
        return found


def with_places(
    facts: Mapping[str, FactDefinition], places: Mapping[tuple[str, str], list[str]]
) -> dict[str, FactDefinition]:
    """The facts of places without a list of options, with the places that rules name as options."""
    found = dict(facts)
    for (of_list, name), named in places.items():
        if not named:
            continue
        if of_list:
            items = with_places(found[of_list].item_facts, {("", name): named})
            found[of_list] = replace(found[of_list], item_facts=items)
        else:
            options = Options((*dict.fromkeys(named), ELSEWHERE), are_places=True)
            found[name] = replace(found[name], options=options)
    return found
