"""From 措施 of a pack to its measures: conditions, benefit, terms, window, sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .benefit_loading import benefit_of
from .errors import did_you_mean
from .expression import All, Condition
from .fact_kinds import KIND_NAMES
from .measure import CommonCondition, Measure, Note
from .pack_schema import LimitSection, MeasureSection, NoteSection, WindowSection
from .rule_parsing import time_of
from .rule_reading import Path, RuleReader
from .terms import Term, TermKind
from .units import DATE
from .window import Between, MonthDay, WindowRule, Within, Yearly

_EVERY_YEAR = re.compile(
    r"(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:—+|[-–~～至到])\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)
_VERBATIM = {
    "名额": TermKind.QUOTA, "资金": TermKind.BUDGET, "择优": TermKind.RANKING,
    "受益人": TermKind.BENEFICIARY,
}  # fmt: skip
_LEAP_YEAR = 2024


@dataclass(frozen=True)
class MeasureLoader:
    """Makes the measures of one pack; `titles` names all of them, `common` what holds for each."""

    rules: RuleReader
    titles: Mapping[str, str]
    common: Mapping[str, tuple[CommonCondition, ...]]
    """The common conditions, by measure."""

    def measure(self, name: str, section: MeasureSection) -> Measure:
        """The checked measure. Raises PackError."""
        path: Path = ("措施", name)
        clause = self.rules.clause(section.clause, (*path, "条款"))
        own = tuple(
            self.rules.condition(rule, (*path, "条件", place))
            for place, rule in enumerate(section.conditions)
        )
        limits = self._limits(section, path)
        notes = tuple(
            self._note(note, (*path, "待定", place)) for place, note in enumerate(section.notes)
        )
        quotes = self.rules.quotes(section.quotes, clause, (*path, "依据"))
        common = self.common[name]
        conditions = (*own, *limits, *(each.condition for each in common))
        benefit = benefit_of(section.benefit, (*path, "扶持"), self.rules)
        return Measure(
            id=name,
            key=name,
            clause=clause.label,
            clause_name=self.rules.source.clause_name(clause.label),
            title=section.title,
            condition=All(" 且 ".join(condition.text for condition in conditions), conditions),
            benefit=benefit,
            period=section.period,
            quotes=quotes,
            notes=notes,
            purpose=section.purpose,
            common=common,
            terms=self._terms(section, path),
            after=self._after(name, section, path),
            window=self._window(section.window, (*path, "申报期")),
        )

    def _note(self, note: NoteSection, path: Path) -> Note:
        if not note.condition:
            return Note(note.text)
        return Note(note.text, self.rules.condition(note.condition, (*path, "当")))

    # -- limits of years and times ---------------------------------------------------------

    def _limits(self, section: MeasureSection, path: Path) -> tuple[Condition, ...]:
        """已享受 < 最多, where the pack names the fact that says how much was had."""
        found = []
        for key, limit in (("享受年限", section.years), ("享受次数", section.times)):
            if limit is not None and limit.had is not None:
                place = (*path, key, "已享受")
                found.append(self.rules.condition(f"{limit.had} < {limit.most}", place))
        return tuple(found)

    def _terms(self, section: MeasureSection, path: Path) -> tuple[Term, ...]:
        written = {
            "名额": section.quota, "资金": section.budget, "择优": section.ranking,
            "受益人": section.beneficiary,
        }  # fmt: skip
        verbatim = [
            Term(_VERBATIM[key], self.rules.verbatim(words, (*path, key), key))
            for key, words in written.items()
            if words is not None
        ]
        limits = [
            Term(kind, self._most(limit, (*path, key)))
            for key, kind, limit in (
                ("享受年限", TermKind.YEARS, section.years),
                ("享受次数", TermKind.TIMES, section.times),
            )
            if limit is not None
        ]
        return (*limits, *verbatim)

    def _most(self, limit: LimitSection, path: Path) -> str:
        if not re.fullmatch(r"\d+\s*\S+", limit.most):
            problem = f"要写成“3 年”“1 次”这样，写的是“{limit.most}”"
            raise self.rules.error(path, problem)
        return limit.most

    def _after(self, name: str, section: MeasureSection, path: Path) -> tuple[str, ...]:
        ids = section.after or []
        for place, measure in enumerate(ids):
            self.check_measure(measure, (*path, "先享受", place))
            if measure == name:
                raise self.rules.error((*path, "先享受", place), "不能先享受自己")
        return tuple(ids)

    def check_measure(self, measure: str, path: Path) -> None:
        """That there is a measure of that id. Raises PackError."""
        if measure not in self.titles:
            near = did_you_mean(measure, self.titles) or f"，现有：{'、'.join(self.titles)}"
            raise self.rules.error(path, f"没有编号为“{measure}”的措施{near}")

    # -- when to apply -------------------------------------------------------------------

    def _window(self, section: WindowSection | None, path: Path) -> WindowRule | None:
        if section is None:
            return None
        forms = (section.first or section.last, section.yearly, section.event or section.within)
        if sum(form is not None for form in forms) != 1:
            raise self.rules.error(path, "申报期写一种：从、到；或 每年；或 起、内")
        if section.yearly is not None:
            return self._yearly(section.yearly, (*path, "每年"))
        if section.event is not None or section.within is not None:
            return self._within(section, path)
        if section.first and section.last and section.last < section.first:
            raise self.rules.error((*path, "到"), "“到”早于“从”")
        return Between(section.first, section.last)

    def _yearly(self, written: str, path: Path) -> Yearly:
        found = _EVERY_YEAR.fullmatch(written.strip())
        if found is None:
            raise self.rules.error(path, f"要写成“3月1日—4月30日”这样，写的是“{written}”")
        month, day, last_month, last_day = map(int, found.groups())
        for month_day in ((month, day), (last_month, last_day)):
            self._check_day(month_day, path)
        return Yearly((month, day), (last_month, last_day))

    def _check_day(self, month_day: MonthDay, path: Path) -> None:
        try:
            date(_LEAP_YEAR, *month_day)
        except ValueError:
            raise self.rules.error(path, f"没有“{month_day[0]}月{month_day[1]}日”这一天") from None

    def _within(self, section: WindowSection, path: Path) -> Within:
        if section.event is None or section.within is None:
            raise self.rules.error(path, "“起”与“内”要一起写，如 {起: 登记日期, 内: 1 年}")
        fact = self.rules.facts.get(section.event)
        if fact is None or fact.kind != DATE:
            near = did_you_mean(section.event, self.rules.facts)
            kind = KIND_NAMES[DATE]
            raise self.rules.error((*path, "起"), f"“{section.event}”不是“{kind}”类的事实{near}")
        time = time_of(section.within)
        if time is None:
            problem = f"要写成“1 年”“6 个月”“30 天”这样，写的是“{section.within}”"
            raise self.rules.error((*path, "内"), problem)
        return Within(fact.name, *time, section.within)


def common_by_measure(
    conditions: Sequence[tuple[CommonCondition, Sequence[str]]], measures: Sequence[str]
) -> dict[str, tuple[CommonCondition, ...]]:
    """What each measure has in common with the others; `conditions` with the measures left out."""
    return {
        name: tuple(common for common, without in conditions if name not in without)
        for name in measures
    }
