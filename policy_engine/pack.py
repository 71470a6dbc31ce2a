"""Loading a policy pack: 政策.yml and 原文.txt become a checked Policy, or one clear error."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as File

from pydantic import TypeAdapter, ValidationError

from .comparisons import Comparison
from .derived import Difference
from .errors import PackError, did_you_mean
from .expression import Number
from .fact_loading import definitions, with_places
from .facts import FactDefinition
from .located_yaml import LocatedYaml, load_located
from .measure import CommonCondition, DefinedTerm, Measure
from .measure_loading import MeasureLoader, common_by_measure
from .pack_schema import EitherSection, FactSection, PackFile, TotalCapSection
from .policy import Accepted, Policy
from .relation import Relation
from .rule_language import Compiler
from .rule_parsing import words_of_the_language
from .rule_reading import Path, RuleReader
from .schema_errors import schema_error
from .sentences import Corrected, SentenceKind
from .source_text import SourceText
from .totals import Group, Totals

RULES, SOURCE, SCENARIOS = "政策.yml", "原文.txt", "案例.yml"
ALL = "全部"
PACKS = File(__file__).parent / "policies"


def installed_packs() -> dict[str, File]:
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


def load_policy(directory: File | str, names: Mapping[str, str] | None = None) -> Policy:
    """Load and check a pack. Raises PackError naming file, line, column and the remedy.

    `names`: what facts are called beside those of other packs, where that is not their own name.
    """
    _check_names()
    folder = File(directory)
    located = load_located(folder / RULES)
    try:
        sections = PackFile.model_validate(located.data)
    except ValidationError as error:
        raise schema_error(located, error) from None
    named = tuple(sections.clause_beginnings.items())
    return _Loader(located, sections, SourceText(_text(folder), named), names or {}).policy()


def _text(folder: File) -> str:
    try:
        return (folder / SOURCE).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise PackError(str(folder / SOURCE), "读不到政策原文，要一份 UTF-8 文本") from None


def load_facts(file: File) -> dict[str, FactDefinition]:
    """The facts of a file with the key 事实, whatever else it says. Raises PackError."""
    located = load_located(file)
    data = located.data if isinstance(located.data, dict) else {}
    try:
        sections = TypeAdapter(dict[str, FactSection]).validate_python(data.get("事实", {}))
    except ValidationError as error:
        raise schema_error(located, error, ("事实",)) from None
    return definitions(sections, lambda path, problem: PackError(located.where(path), problem))


def _named(definition: FactDefinition, names: Mapping[str, str]) -> FactDefinition:
    """The fact under its name beside other packs; what its rules call it is kept."""
    each = tuple(names.get(fact, fact) for fact in definition.each)
    name = names.get(definition.name)
    if name is None:
        return replace(definition, each=each)
    return replace(definition, name=name, each=each, written=definition.name)


class _Loader:
    """Compiles the sections of one pack, turning every mistake into a located error."""

    def __init__(
        self,
        located: LocatedYaml,
        sections: PackFile,
        source: SourceText,
        names: Mapping[str, str],
    ) -> None:
        self._sections = sections
        written = definitions(
            sections.facts, lambda path, problem: PackError(located.where(path), problem)
        )
        self._facts = {fact: _named(definition, names) for fact, definition in written.items()}
        self._compiler = Compiler(self._facts)
        self._rules = RuleReader(located, self._compiler, source, self._facts)

    def policy(self) -> Policy:
        pack, source = self._sections, self._rules.source
        if pack.last_day < pack.issued:
            raise self._error(("有效至",), "失效日早于发布日期")
        self._check_named_clauses()
        self._check_fact_names()
        defined = self._defined()
        measures = self._measures()
        totals = self._totals()
        facts = {definition.name: definition for definition in self._facts.values()}
        return Policy(
            id=pack.id, title=pack.title, document_number=pack.document_number,
            issuer=pack.issuer, region=pack.region, issued=pack.issued, last_day=pack.last_day,
            facts=with_places(facts, self._compiler.places), measures=measures, relations=self._relations(),
            source=source, directory=self._rules.located.file.parent,
            uncovered_clauses=tuple(pack.uncovered_clauses),
            derived=tuple(self._compiler.derived.values()), role_groups=self._role_groups(),
            totals=totals, defined_terms=defined, corrected=self._corrected(),
            accepted=tuple(Accepted(a.where, a.problem, a.reason) for a in pack.accepted),
            short=pack.short, replaces=tuple(pack.replaces), applicants=tuple(pack.applicants),
        )  # fmt: skip

    def _corrected(self) -> Corrected:
        """What the pack says of its sentences; each of them must stand in its clause."""
        found = []
        for place, section in enumerate(self._sections.sentences):
            path: Path = ("句类", place)
            clause = self._rules.clause(section.clause, (*path, "条款"))
            if SourceText(clause.own).find(section.text) is None:
                name = self._rules.source.clause_name(clause.label)
                raise self._error((*path, "原文"), f"原文{name}里没有这句话；要逐字照抄")
            found.append((clause.label, section.text, SentenceKind(section.kind)))
        return tuple(found)

    def _role_groups(self) -> dict[str, tuple[str, ...]]:
        """How the roles are grouped when they are asked about; each of them stands in one group."""
        seen: set[str] = set()
        for group, roles in self._sections.role_groups.items():
            for place, role in enumerate(roles):
                path: Path = ("身份题", group, place)
                if role not in self._facts or not self._facts[role].role:
                    near = did_you_mean(role, [n for n, d in self._facts.items() if d.role])
                    raise self._error(path, f"“{role}”不是写了“身份: true”的事实{near}")
                if role in seen:
                    raise self._error(path, f"“{role}”写了两遍，一个身份只放一组")
                seen.add(role)
        return {
            group: tuple(self._facts[role].name for role in roles)
            for group, roles in self._sections.role_groups.items()
        }

    # -- relations -------------------------------------------------------------

    def _relations(self) -> tuple[Relation, ...]:
        found = []
        for place, section in enumerate(self._sections.relations):
            path: Path = ("关系", place, "恒有")
            # with a compiler of its own: what is compared here decides no measure
            rule = self._rules.compiled(Compiler(self._facts).condition, section.rule, path)
            match rule:
                case Comparison(operator="<=", difference=Difference(
                    left=Number(fact=smaller), right=Number(fact=larger)
                )):  # fmt: skip
                    found.append(Relation(smaller, larger, section.text))
                case _:
                    raise self._error(path, "关系要写成“事实甲 <= 事实乙”")
        return tuple(found)

    def _defined(self) -> tuple[DefinedTerm, ...]:
        """The conditions that have a name, each usable in those after it."""
        found = []
        for name, section in self._sections.definitions.items():
            path: Path = ("定义", name)
            if name in self._facts:
                raise self._error(path, f"“{name}”已经是事实的名字，定义要另起一个")
            clause = self._rules.clause(section.clause, (*path, "条款"))
            condition = self._rules.condition(section.condition, (*path, "条件"))
            quotes = self._rules.quotes(section.quotes, clause, (*path, "依据"))
            self._compiler.defined[name] = condition
            found.append(DefinedTerm(name, condition, clause.label, quotes))
        return tuple(found)

    # -- measures ----------------------------------------------------------------

    def _measures(self) -> dict[str, Measure]:
        sections = self._sections.measures
        common = common_by_measure(self._common(), list(sections))
        loader = MeasureLoader(self._rules, {n: s.title for n, s in sections.items()}, common)
        found = {}
        for name, section in sections.items():
            found[name] = loader.measure(name, section)
            self._compiler.measures[name] = found[name]
        return found

    def _common(self) -> list[tuple[CommonCondition, list[str]]]:
        """The conditions of all measures, each with the measures that are left out."""
        found = []
        for place, section in enumerate(self._sections.common):
            path: Path = ("共同条件", place)
            clause = self._rules.clause(section.clause, (*path, "条款"))
            common = CommonCondition(
                self._rules.condition(section.condition, (*path, "条件")),
                clause.label,
                self._rules.source.clause_name(clause.label),
                self._rules.quotes(section.quotes, clause, (*path, "依据")),
            )
            found.append((common, self._named_measures(section.without or [], (*path, "不含"))))
        return found

    def _named_measures(self, names: list[str], path: Path) -> list[str]:
        """The ids of measures that are listed; 全部 stands for all of them."""
        if names == [ALL]:
            return list(self._sections.measures)
        for place, name in enumerate(names):
            if name not in self._sections.measures:
                known = "、".join(self._sections.measures)
                raise self._error((*path, place), f"没有编号为“{name}”的措施，现有：{known}")
        return names

    def _totals(self) -> Totals:
        """How the measures add up, smaller groups first."""
        listed: list[tuple[Path, EitherSection]] = [
            (("就高不重复", place), section) for place, section in enumerate(self._sections.either)
        ]
        listed += [
            (("合计封顶", place), cap) for place, cap in enumerate(self._sections.total_caps)
        ]
        groups: list[Group] = []
        for path, section in listed:
            group = self._group(section, path)
            for other in groups:
                self._check_nested(set(group.measures), set(other.measures), path)
            groups.append(group)
        return Totals(tuple(sorted(groups, key=lambda group: len(group.measures))))

    def _group(self, section: EitherSection, path: Path) -> Group:
        clause = self._rules.clause(section.clause, (*path, "条款"))
        measures = self._named_measures(section.measures, (*path, "措施"))
        if len(measures) < 2:
            raise self._error((*path, "措施"), "至少要列两项措施，或写 全部")
        cap = None
        if isinstance(section, TotalCapSection):
            cap = self._rules.amount(section.cap, (*path, "封顶"))
        quotes = self._rules.quotes(section.quotes, clause, (*path, "依据"))
        return Group(tuple(measures), clause.label, quotes, cap)

    def _check_nested(self, group: set[str], other: set[str], path: Path) -> None:
        if group & other and not (group <= other or other <= group):
            both = "、".join(sorted(group & other))
            raise self._error(
                (*path, "措施"), f"“{both}”已在另一组里；两组要么不相交，要么一组全在另一组里"
            )

    def _check_fact_names(self) -> None:
        for name, definition in self._facts.items():
            for each in (name, *definition.item_facts):
                if each in words_of_the_language():
                    problem = f"“{each}”是规则语言的词，事实要另起一个名字，叫法写在“简称”里"
                    raise self._error(("事实", name), problem)

    def _check_named_clauses(self) -> None:
        for label, begins in self._sections.clause_beginnings.items():
            if self._rules.source.clause(label) is None:
                path: Path = ("分条", label)
                raise self._error(path, f"原文没有以“{begins}”开头的段落")

    def _error(self, path: Path, problem: str) -> PackError:
        return self._rules.error(path, problem)
