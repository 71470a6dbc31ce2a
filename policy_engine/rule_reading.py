"""Rules, sentences and labels as a pack writes them, each mistake told with its place in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .clauses import Clause
from .errors import PackError
from .expression import Amount, Condition
from .facts import FactDefinition
from .located_yaml import LocatedYaml, Step
from .pack_schema import QuoteSection
from .rule_language import Compiler
from .rule_parsing import RuleError
from .source_text import SourceText

Path = tuple[Step, ...]
Rule = TypeVar("Rule", Amount, Condition)


@dataclass(frozen=True)
class RuleReader:
    """Compiles what is written at a path of one file against the facts and the text of its pack."""

    located: LocatedYaml
    compiler: Compiler
    source: SourceText
    facts: Mapping[str, FactDefinition]

    def condition(self, rule: str, path: Path) -> Condition:
        """The condition that is written there. Raises PackError."""
        return self.compiled(self.compiler.condition, rule, path)

    def amount(self, rule: str, path: Path) -> Amount:
        """The amount of money that is written there. Raises PackError."""
        return self.compiled(self.compiler.amount, rule, path)

    def compiled(self, compile_rule: Callable[[str], Rule], rule: str, path: Path) -> Rule:
        try:
            return compile_rule(rule)
        except RuleError as error:
            raise PackError(
                self.located.where(path, error.column), f"{error.problem}（规则：{rule}）"
            ) from None

    def clause(self, label: str, path: Path) -> Clause:
        """The clause of that label. Raises PackError."""
        found = self.source.clause(label)
        if found is None:
            known = "、".join(self.source.clauses)
            missing = f"第{label}条" if self.source.are_read_as_articles else f"“{label}”"
            raise self.error(path, f"原文没有{missing}，现有：{known}")
        return found

    def quotes(
        self, written: Sequence[str | QuoteSection], clause: Clause, path: Path
    ) -> tuple[str, ...]:
        """Sentences of the clause, or of another that is named, as they stand there. Raises PackError."""
        return tuple(
            self._quote(quote, clause, (*path, place)) for place, quote in enumerate(written)
        )

    def verbatim(self, words: str, path: Path, what: str) -> str:
        """Words that stand anywhere in the text; `what` they are written under. Raises PackError."""
        return self._found(words, self.source, path, said=f"{what}在原文里找不到", what=what)

    def error(self, path: Path, problem: str) -> PackError:
        return PackError(self.located.where(path), problem)

    def _quote(self, quote: str | QuoteSection, clause: Clause, path: Path) -> str:
        if isinstance(quote, QuoteSection):
            clause = self.clause(quote.clause, (*path, "条款"))
            path, quote = (*path, "原文"), quote.text
        name = self.source.clause_name(clause.label)
        said = f"依据在原文{name}里找不到"
        return self._found(quote, SourceText(clause.text), path, said=said, what="依据")

    def _found(self, words: str, text: SourceText, path: Path, *, said: str, what: str) -> str:
        found = text.find(words)
        if found is None:
            same = text.nearest(words)
            after = f"，从“{same[-12:]}”之后对不上" if same else ""
            raise self.error(path, f"{said}{after}；{what}要逐字照抄")
        return found
