"""From what was read to rules that load: every measure is tried, and made simpler until it does."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..clauses import Clause
from ..errors import PackError, PolicyError
from ..pack import RULES, SOURCE, load_policy
from ..source_text import SourceText
from .drafting import Drafting
from .facts import FactBook
from .measures import DraftMeasure
from .writing import rules_file


@dataclass(frozen=True)
class Trying:
    """Tries what was read as a pack."""

    read: Drafting

    # -- a pack that loads -------------------------------------------------------------------

    def that_loads(self) -> str:
        """The rules, after every measure that does not load was made simpler."""
        with tempfile.TemporaryDirectory() as folder:
            for name, fields in list(self.read.definitions):
                if not self._loads(
                    Path(folder), [_trial(self.read.measures[0], name)], [(name, fields)]
                ):
                    self.read.definitions.remove((name, fields))
                    self.read.notes.append(f"定义“{name}”没能起草，请手写")
            for measure in list(self.read.measures):
                for simpler in (None, _without_limits, _without_amount, _with_one_claim):
                    if simpler is not None:
                        simpler(measure, self.read.book)
                    if self._loads(Path(folder), [measure]):
                        break
                else:
                    self.read.measures.remove(measure)
                    self.read.notes.append(f"{measure.title}：没能起草，请手写")
        if not self.read.measures:
            raise PolicyError("这份文件里给钱、给支持的句子一句也没读懂，没有起草；请手写")
        return self._written(self.read.measures, self.read.definitions)

    def _loads(
        self,
        folder: Path,
        measures: Sequence[DraftMeasure],
        definitions: Sequence[tuple[str, dict[str, object]]] | None = None,
    ) -> bool:
        written = self._written(
            measures, self.read.definitions if definitions is None else definitions, False
        )
        (folder / RULES).write_text(written, "utf-8")
        (folder / SOURCE).write_text(self.read.source.text, "utf-8")
        try:
            load_policy(folder)
        except PackError as error:
            for measure in measures:
                said = re.sub(r"^.*? 列：", "", str(error))
                measure.decisions.append(f"有一处没写成：{said[:80]}")
            return False
        return True

    def _written(
        self,
        measures: Sequence[DraftMeasure],
        definitions: Sequence[tuple[str, dict[str, object]]],
        whole: bool = True,
    ) -> str:
        totals = [found for total in self.read.totals if (found := total.written(measures))]
        said = "\n".join(
            [str((m.conditions, m.benefit, m.terms)) for m in measures]
            + [str(fields) for _, fields in definitions]
        )
        facts = [
            fact for name, fact in self.read.book.facts.items() if not whole or _names(said, name)
        ]
        covered = {m.clause for m in measures} | {c for m in measures for c, _ in m.more_quotes}
        covered |= {str(fields["条款"]) for _, fields in definitions} | {
            str(t["条款"]) for t in totals
        }
        without = list(_left_out(self.read.source, covered)) if whole else []
        return rules_file(
            self.read.head, facts=facts, definitions=definitions, measures=measures, totals=totals,
            without=without, notes=self.read.notes if whole else (),
        )  # fmt: skip


def _left_out(source: SourceText, covered: set[str]) -> Iterator[str]:
    """The clauses that no measure rests on: the outermost ones."""

    def walk(clause: Clause) -> Iterator[str]:
        if clause.label in covered:
            return
        inside = {part.label for part in clause.walk()} & covered
        if not inside and not clause.holds_articles:
            yield clause.label
            return
        if not inside:
            yield clause.label
        for part in clause.parts:
            yield from walk(part)

    for top in source.tree:
        yield from walk(top)


def _names(said: str, fact: str) -> bool:
    return (
        re.search(
            rf"(?<![\u3400-\u9fffA-Za-z0-9_]){re.escape(fact)}(?![\u3400-\u9fffA-Za-z0-9_])", said
        )
        is not None
    )


def _trial(measure: DraftMeasure, term: str) -> DraftMeasure:
    """A measure to try a definition with."""
    return replace(measure, conditions=[term], benefit={"方式": "未规定"}, terms={}, more_quotes=[])


# -- simpler ways to write a measure ------------------------------------------------------------


def _without_limits(measure: DraftMeasure, book: FactBook) -> None:
    measure.terms = {key: value for key, value in measure.terms.items() if key == "周期"}
    measure.benefit.pop("封顶", None)
    measure.benefit.pop("保底", None)


def _without_amount(measure: DraftMeasure, book: FactBook) -> None:
    measure.benefit = {"方式": "未规定"}


def _with_one_claim(measure: DraftMeasure, book: FactBook) -> None:
    measure.conditions = [book.claim(f"符合{measure.title}的条件", role=True)]
