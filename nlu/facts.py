"""Which facts a message states: quantities given to facts, roles claimed or denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from policy_engine import COUNT, MONEY, RATIO, FactValue, Quantity, unit_of

from .attribution import REPLACED, Attribution
from .claims import ABOUT_POLICY, FIRST_PERSON, Claims
from .clauses import Clause, clauses, speaks_of_subsidy
from .context import Context
from .lexicon import Lexicon, NumberCue
from .meaning import Ambiguity
from .quantities import Mention
from .several import Told, settle

_OTHER_MONEY = re.compile(
    r"注册资(?:本|金)|投资额?|投了|利润|贷款|借|租金|房租|工资|押金|税|保证金|成本|欠|罚|估值|融资|资产|缴税|单价|客单价|一票|每票|一单"
)
_PART_OF_YEAR = re.compile(
    r"每个?月|月均|(?<![\d个两三四五六七八九十几])月(?=成交|流水|交易|入|经营|销)|每天|一天|日均|每周|[上下]半年|前.{1,2}个月|[一二三四1-4]季度|Q[1-4]"
)
_SUM = re.compile(r"(?:加起来|加拢|合计|总计|加总|合起来)(?:一共|总共|是|有)?\s*$")
_SHORT_OF = re.compile(r"差(?:了|着)?\s*$")
_PER_YEAR = re.compile(
    r"(?:开|做|跑|搞|经营|运营|营业|成立|上线|干|满|快|刚|有|办|已经|弄|运行|开业|正常)[了到得满有快]*(?:差不多|大概|大约|才|刚好|刚|已经|整)*$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The facts of a message, those merely supposed, and what stays unclear."""

    facts: Mapping[str, FactValue]
    supposed: Mapping[str, FactValue]
    unclear: tuple[Ambiguity, ...]
    supposes: bool


def find_facts(
    lexicon: Lexicon, text: str, mentions: list[Mention], context: Context, intent: str
) -> Found:
    """The facts that `text` states, given its quantities, its intent and the conversation."""
    if intent in ABOUT_POLICY - {"what_if"} and not FIRST_PERSON.search(text):
        return Found({}, {}, (), False)
    told = [mention for mention in mentions if not _is_rate(text, mention, context)]
    parts = clauses(text)
    claims = Claims(lexicon, intent)
    claimed = [claims.of(part) for part in parts]
    roles = {name for found in claimed for name, true in found.items() if true}
    known = replace(context, roles=context.roles | roles)
    attribution = Attribution(lexicon, text, told, known, intent, parts)
    return _Statement(attribution, claims, claimed).found()


def _is_rate(text: str, mention: Mention, context: Context) -> bool:
    """一年成交5000万: the year is a rate unless it is told how long something has run."""
    if mention.text not in ("一年", "1年") or context.pending:
        return False
    before = text[: mention.start]
    return _PER_YEAR.search(before) is None and not text.startswith("了", mention.end)


@dataclass(frozen=True)
class _Statement:
    """What one message tells, clause by clause."""

    attribution: Attribution
    claims: Claims
    claimed: Sequence[Mapping[str, bool]]

    def found(self) -> Found:
        parts = self.attribution.parts
        tellings, unclear = self._tellings()
        facts: dict[str, FactValue] = {}
        supposed: dict[str, FactValue] = {}
        for part, claimed in zip(parts, self.claimed, strict=True):
            (supposed if part.supposed else facts).update(claimed)
        facts |= self._settled(told for told in tellings if not told.clause.supposed)
        supposed |= self._settled(told for told in tellings if told.clause.supposed)
        for part in parts:
            for role in self.claims.mentioned(part, facts):
                facts.setdefault(role, True)
        return Found(facts, supposed, unclear, any(part.supposed for part in parts))

    def _tellings(self) -> tuple[list[Told], tuple[Ambiguity, ...]]:
        tellings: list[Told] = []
        unclear: list[Ambiguity] = []
        for index, mention in enumerate(self.attribution.mentions):
            clause = self._clause_of(mention)
            if clause is None or self._is_no_fact(mention, clause):
                continue
            best = self.attribution.best(index, mention, clause)
            if isinstance(best, Ambiguity):
                unclear.append(best)
            elif best is not None and not _is_untimely(best, clause):
                tellings.append(Told(best, mention, clause, self._value(best, mention)))
        return tellings, tuple(unclear)

    def _settled(self, tellings: Iterable[Told]) -> dict[str, FactValue]:
        by_fact: dict[str, list[Told]] = {}
        for told in tellings:
            by_fact.setdefault(told.cue.fact, []).append(told)
        settled = {
            fact: settle(several, self.attribution.intent) for fact, several in by_fact.items()
        }
        return {fact: value for fact, value in settled.items() if value is not None}

    def _clause_of(self, mention: Mention) -> Clause | None:
        return next((p for p in self.attribution.parts if p.start <= mention.core < p.end), None)

    def _is_no_fact(self, mention: Mention, clause: Clause) -> bool:
        if clause.of_others or clause.long_ago or (clause.planned and not clause.supposed):
            return True
        if clause.threshold and not clause.supposed:
            return True
        before = self.attribution.text[clause.start : mention.start]
        if REPLACED.search(before) or mention.unit == "percent" or _SHORT_OF.search(before):
            return True
        if _SUM.search(before) and any(
            other.core < mention.core for other in self.attribution.mentions
        ):
            return True
        if mention.article and not self._is_asked_for(mention):
            return True
        money = mention.unit is None or unit_of(mention.unit).kind == MONEY
        return money and (
            speaks_of_subsidy(self.attribution.text, mention.start, mention.end)
            or _OTHER_MONEY.search(before[-8:]) is not None
        )

    def _is_asked_for(self, mention: Mention) -> bool:
        """Whether the pending question asks for what the mention measures."""
        facts = (
            self.attribution.lexicon.numbers.get(fact) for fact in self.attribution.context.pending
        )
        return any(cue is not None and self.attribution.measurable(cue, mention) for cue in facts)

    def _value(self, cue: NumberCue, mention: Mention) -> Quantity:
        definition = self.attribution.lexicon.policy.facts[cue.fact]
        if cue.kind in (COUNT, RATIO) or mention.unit is None:
            return Quantity(mention.interval, definition.unit, mention.approx)
        return mention.quantity().canonical()


def _is_untimely(cue: NumberCue, clause: Clause) -> bool:
    """去年 counts for yearly facts, never for 当年…; part of a year for neither."""
    if "年" in cue.fact and cue.kind in (MONEY, COUNT) and _PART_OF_YEAR.search(clause.text):
        return True
    return clause.last_year and cue.fact.startswith("当年")
