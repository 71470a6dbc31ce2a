"""Roles and properties a message claims or denies: 我们平台…, 没有海外仓, 一站式都有."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policy_engine import FactValue

from .clauses import Clause, is_negated
from .lexicon import ClaimCue, Lexicon

_NOT_SURE = re.compile(
    r"不清|不知道|不晓得|不确定|有没有|是不是|算不算|算没算|能不能|的企业是否|的公司是否"
)
FIRST_PERSON = re.compile(r"我|咱|俺|本公司|自家|自己|对方|来电|他们公司|该企业")
ABOUT_POLICY = frozenset(
    [
        "ask_conditions",
        "ask_measures",
        "ask_procedure",
        "ask_materials",
        "ask_deadline",
        "ask_payment_time",
        "ask_validity",
        "ask_funding",
        "ask_overlap",
        "ask_definition",
        "ask_source",
        "out_of_scope",
        "what_if",
    ]
)
"""Intents whose sentences name things without claiming to have them."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Finds claims in the clauses of a message that has a given intent."""

    lexicon: Lexicon
    intent: str

    def of(self, part: Clause) -> dict[str, bool]:
        told: dict[str, bool] = {}
        for name, cue in self.lexicon.claims.items():
            if not self._may_claim(name, part):
                continue
            verdict = self._claimed(cue, part)
            if verdict is not None:
                told[name] = verdict
        return told

    def _claimed(self, cue: ClaimCue, part: Clause) -> bool | None:
        text = part.text
        if _NOT_SURE.search(text):
            return None
        if cue.denied is not None and cue.denied.search(text):
            return False
        if cue.not_meant is not None and cue.not_meant.search(text):
            return None
        patterns = (cue.noun,) if self.intent in ABOUT_POLICY else (cue.noun, cue.said)
        for pattern in patterns:
            match = pattern.search(text) if pattern is not None else None
            if match is None:
                continue
            if self.intent in (*ABOUT_POLICY, "correct", "ask_why") and not FIRST_PERSON.search(
                text
            ):
                return None
            return not is_negated(text, match.start(), match.end())
        return None

    def mentioned(self, part: Clause, facts: Mapping[str, FactValue]) -> Iterator[str]:
        """平台 40家 4千万: a bare noun claims its role where numbers of its measures are told."""
        if self.intent == "correct" or not part.states_facts:
            return
        told = {m for fact, value in facts.items() if not isinstance(value, bool)
                for m in self.lexicon.measures_of.get(fact, ())}  # fmt: skip
        for name, cue in self.lexicon.claims.items():
            match = cue.mention.search(part.text) if cue.mention is not None else None
            if match is None or (cue.not_meant is not None and cue.not_meant.search(part.text)):
                continue
            concerned = told.intersection(self.lexicon.measures_of.get(name, ()))
            stated = concerned or self.intent == "inform"
            if stated and not is_negated(part.text, match.start(), match.end()):
                yield name

    def _may_claim(self, name: str, part: Clause) -> bool:
        if part.under_construction:
            return name.startswith("投资建设")
        return part.states_facts or (part.supposed and not part.of_others)
