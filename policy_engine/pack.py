"""Loading a policy pack: 政策.yml and 原文.txt become a checked Policy, or one clear error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from .benefit import Benefit, Kind, Stacking, Tier
from .clauses import Clause
from .comparisons import Comparison
from .derived import Difference
from .errors import PackError, did_you_mean
from .expression import All, Amount, Condition, Number
from .fact_loading import definitions, with_places
from .facts import FactDefinition
from .located_yaml import LocatedYaml, Step, load_located
from .measure import Measure, Note
from .pack_schema import BenefitSection, FactSection, MeasureSection, PackFile, TierSection
from .policy import Policy
from .relation import Relation
from .rule_language import Compiler
from .rule_parsing import RuleError, counters
from .schema_errors import schema_error
from .source_text import SourceText

RULES, SOURCE, SCENARIOS = "政策.yml", "原文.txt", "案例.yml"
Rule = TypeVar("Rule", Amount, Condition)
PACKS = Path(__file__).parent / "policies"

_KINDS = {
    "定额": Kind.FIXED, "最高": Kind.UP_TO, "按实": Kind.REIMBURSEMENT, "按量": Kind.PER_UNIT,
    "一事一议": Kind.CASE_BY_CASE, "按规定": Kind.BY_REGULATION, "未规定": Kind.UNSPECIFIED,
}  # fmt: skip
_WITHOUT_AMOUNT = {Kind.CASE_BY_CASE, Kind.BY_REGULATION, Kind.UNSPECIFIED}


def installed_packs() -> dict[str, Path]:
    """The packs that come with the engine, by id. Raises PackError where they cannot be found."""
    _check_names()
    found = {rules.parent.name: rules.parent for rules in sorted(PACKS.glob(f"*/{RULES}"))}
    if not found:
        raise PackError(
            str(PACKS),
            f"一份政策也没有：每份要有 {RULES}。装的时候文件名要按 UTF-8 写，"
            "请设环境变量 PYTHONUTF8=1 再装一次",
        )
    return found


def _check_names() -> None:
    """Packs have files with Chinese names: these are found by a Python only that reads them as UTF-8."""
    used = sys.getfilesystemencoding()
    if used != "utf-8":
        raise PackError(
            f"文件名按 {used} 读",
            "政策包里的文件名是中文，要按 UTF-8 读；请用 python -X utf8，或设环境变量 PYTHONUTF8=1",
        )


def load_policy(directory: Path | str) -> Policy:
    """Load and check a pack. Raises PackError naming file, line, column and the remedy."""
    _check_names()
    folder = Path(directory)
    located = load_located(folder / RULES)
    try:
        sections = PackFile.model_validate(located.data)
    except ValidationError as error:
        raise schema_error(located, error) from None
    named = tuple(sections.clause_beginnings.items())
    return _Loader(located, sections, SourceText(_text(folder), named)).policy()


def _text(folder: Path) -> str:
    try:
        return (folder / SOURCE).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise PackError(str(folder / SOURCE), "读不到政策原文，要一份 UTF-8 文本") from None


def load_facts(file: Path) -> dict[str, FactDefinition]:
    """The facts of a file with the key 事实, whatever else it says. Raises PackError."""
    located = load_located(file)
    data = located.data if isinstance(located.data, dict) else {}
    try:
        sections = TypeAdapter(dict[str, FactSection]).validate_python(data.get("事实", {}))
    except ValidationError as error:
        raise schema_error(located, error, ("事实",)) from None
    return definitions(sections, lambda path, problem: PackError(located.where(path), problem))


class _Loader:
    """Compiles the sections of one pack, turning every mistake into a located error."""

    def __init__(self, located: LocatedYaml, sections: PackFile, source: SourceText) -> None:
        self._located = located
        self._sections = sections
        self._source = source
        self._facts = definitions(sections.facts, self._error)
        self._compiler = Compiler(self._facts)

    def policy(self) -> Policy:
        pack = self._sections
        if pack.last_day < pack.issued:
            raise self._error(("有效至",), "失效日早于发布日期")
        self._check_named_clauses()
        measures = {name: self._measure(name, section) for name, section in pack.measures.items()}
        return Policy(
            id=pack.id, title=pack.title, document_number=pack.document_number,
            issuer=pack.issuer, region=pack.region, issued=pack.issued, last_day=pack.last_day,
            facts=with_places(self._facts, self._compiler.places), measures=measures, relations=self._relations(),
            source=self._source, directory=self._located.file.parent,
            uncovered_clauses=tuple(pack.uncovered_clauses),
            derived=tuple(self._compiler.derived.values()), role_groups=self._role_groups(),
        )  # fmt: skip

    def _role_groups(self) -> dict[str, tuple[str, ...]]:
        """How the roles are grouped when they are asked about; each of them stands in one group."""
        seen: set[str] = set()
        for group, roles in self._sections.role_groups.items():
            for place, role in enumerate(roles):
                path: tuple[Step, ...] = ("身份题", group, place)
                if role not in self._facts or not self._facts[role].role:
                    near = did_you_mean(role, [n for n, d in self._facts.items() if d.role])
                    raise self._error(path, f"“{role}”不是写了“身份: true”的事实{near}")
                if role in seen:
                    raise self._error(path, f"“{role}”写了两遍，一个身份只放一组")
                seen.add(role)
        return {group: tuple(roles) for group, roles in self._sections.role_groups.items()}

    # -- relations -------------------------------------------------------------

    def _relations(self) -> tuple[Relation, ...]:
        found = []
        for place, section in enumerate(self._sections.relations):
            path: tuple[Step, ...] = ("关系", place, "恒有")
            # with a compiler of its own: what is compared here decides no measure
            rule = self._compiled(Compiler(self._facts).condition, section.rule, path)
            match rule:
                case Comparison(operator="<=", difference=Difference(
                    left=Number(fact=smaller), right=Number(fact=larger)
                )):  # fmt: skip
                    found.append(Relation(smaller, larger, section.text))
                case _:
                    raise self._error(path, "关系要写成“事实甲 <= 事实乙”")
        return tuple(found)

    # -- measures ----------------------------------------------------------------

    def _measure(self, name: str, section: MeasureSection) -> Measure:
        path: tuple[Step, ...] = ("措施", name)
        clause = self._clause(section.clause, (*path, "条款"))
        conditions = tuple(
            self._compiled(self._compiler.condition, rule, (*path, "条件", place))
            for place, rule in enumerate(section.conditions)
        )
        notes = tuple(
            Note(
                note.text,
                self._compiled(
                    self._compiler.condition, note.condition, (*path, "待定", place, "当")
                )
                if note.condition
                else None,
            )
            for place, note in enumerate(section.notes)
        )
        quotes = tuple(
            self._quote(quote, clause, (*path, "依据", place))
            for place, quote in enumerate(section.quotes)
        )
        condition = All(" 且 ".join(section.conditions), conditions)
        benefit = self._benefit(section.benefit, (*path, "扶持"))
        return Measure(
            id=name,
            clause=clause.label,
            clause_name=self._source.clause_name(clause.label),
            title=section.title,
            condition=condition,
            benefit=benefit,
            period=section.period,
            quotes=quotes,
            notes=notes,
            purpose=section.purpose,
        )

    def _check_named_clauses(self) -> None:
        for label, begins in self._sections.clause_beginnings.items():
            if self._source.clause(label) is None:
                path: tuple[Step, ...] = ("分条", label)
                raise self._error(path, f"原文没有以“{begins}”开头的段落")

    def _clause(self, label: str, path: tuple[Step, ...]) -> Clause:
        found = self._source.clause(label)
        if found is None:
            known = "、".join(self._source.clauses)
            missing = f"第{label}条" if self._source.are_read_as_articles else f"“{label}”"
            raise self._error(path, f"原文没有{missing}，现有：{known}")
        return found

    def _quote(self, quote: str, clause: Clause, path: tuple[Step, ...]) -> str:
        text = SourceText(clause.text)
        found = text.find(quote)
        if found is None:
            same = text.nearest(quote)
            after = f"，从“{same[-12:]}”之后对不上" if same else ""
            name = self._source.clause_name(clause.label)
            raise self._error(path, f"依据在原文{name}里找不到{after}；依据要逐字照抄")
        return found

    def _benefit(self, section: BenefitSection, path: tuple[Step, ...]) -> Benefit:
        kind = _KINDS[section.kind]
        shapes = {
            Stacking.HIGHEST: ("取高", section.highest),
            Stacking.SUM: ("累加", section.sum),
            Stacking.NOT_STATED: ("取高或累加", section.highest_or_sum),
        }
        given = [(stacking, *shape) for stacking, shape in shapes.items() if shape[1]]
        count = len(given) + (section.amount is not None)
        if kind in _WITHOUT_AMOUNT:
            if count or section.cap:
                raise self._error(path, f"“{section.kind}”没有金额，请删去金额、档次与封顶")
            return Benefit(kind)
        if count != 1:
            raise self._error(
                path, f"“{section.kind}”要写而且只写一种：金额、取高、累加或取高或累加"
            )
        cap = self._amount(section.cap, (*path, "封顶")) if section.cap else None
        if section.amount is not None:
            amount = self._amount(section.amount, (*path, "金额"))
            return Benefit(kind, amount, cap=cap, counter=_counter([amount]))
        stacking, key, sections = given[0]
        tiers = self._tiers(sections or [], (*path, key))
        counter = _counter([tier.amount for tier in tiers])
        return Benefit(kind, None, tiers, stacking, cap, counter)

    def _tiers(self, sections: list[TierSection], path: tuple[Step, ...]) -> tuple[Tier, ...]:
        return tuple(
            Tier(
                self._compiled(self._compiler.condition, tier.condition, (*path, place, "当")),
                self._amount(tier.amount, (*path, place, "金额")),
            )
            for place, tier in enumerate(sections)
        )

    def _amount(self, rule: str, path: tuple[Step, ...]) -> Amount:
        return self._compiled(self._compiler.amount, rule, path)

    # -- errors --------------------------------------------------------------------

    def _compiled(
        self, compile_rule: Callable[[str], Rule], rule: str, path: tuple[Step, ...]
    ) -> Rule:
        try:
            return compile_rule(rule)
        except RuleError as error:
            raise PackError(
                self._located.where(path, error.column), f"{error.problem}（规则：{rule}）"
            ) from None

    def _error(self, path: tuple[Step, ...], problem: str) -> PackError:
        return PackError(self._located.where(path), problem)


def _counter(amounts: list[Amount]) -> str | None:
    """What the first rate among the amounts is paid for: 票 of 120 元/票 × 全年票数."""
    return next((counter for amount in amounts for counter in counters(amount.text)), None)
