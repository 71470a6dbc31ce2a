"""Which facts a message states: quantities given to facts, roles claimed or denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policy_engine import COUNT, MONEY, RATIO, FactValue, Quantity, Unit, unit_of

from .attribution import NEAR, Ambiguity, Attribution
from .claims import ABOUT_POLICY, FIRST_PERSON, Claims
from .clauses import Clause, clauses
from .context import Context
from .exclusions import is_no_fact, is_taken_back
from .lexicon import Lexicon, NumberCue
from .quantities import Mention
from .reckoning import is_change, reckoned
from .several import Told, settle

MOST_CLAUSES, MOST_NUMBERS = 120, 30
"""What is read for facts: more than a person tells in one message, and soon read."""
_CURRENCIES = {
    "CNY": re.compile(r"人民币|RMB|rmb"),
    "USD": re.compile(r"美[元金刀]|(?<![一菜镰])刀|USD|usd|\$"),
    "EUR": re.compile(r"欧元|€"),
    "JPY": re.compile(r"日元|日圆|日币"),
    "HKD": re.compile(r"港[元币]"),
    "THB": re.compile(r"泰铢"),
    "VND": re.compile(r"越南盾"),
}
_RATE_IN_TIME = re.compile(
    r"一个月(?=[^,。;!?]*[\d一二两三四五六七八九十百])(?![^,。;!?]{0,4}(?:了|多|左右|前|后|内|以))|每个?月|月均|(?<![\d个两三四五六七八九十几])月(?=成交|流水|交易|入|经营|销)|每天|日均|每周|一天"
)
_PART_OF_YEAR = re.compile(r"[上下]半年|前.{1,2}个月|[一二三四1-4一]个?季度|每季|Q[1-4]")
_SUM = re.compile(
    r"(?:加起来|加拢|加一起|合计|总计|加总|合起来|共计|一共|总共|拢共|归拢|算拢来?|(?<=[\s,。;万千百元块\d])[计共])"
    r"(?:一共|总共|是|有|整整|为|大概|差不多)*\s*$"
)
_HALF = re.compile(r"(上|下)半年")
_ALL_THERE_IS = re.compile(r"(?:就|只有?|仅有?|一共|总共|共有?|数量?是?)\s*$")
_ASKING_OF_LIMITS = {"ask_gap", "ask_why", "ask_conditions", "ask_definition"}
_ON_TOP = re.compile(r"(?:又|再|还有|另外|另)[^,。;!?\d]{0,8}$")
_NOW = re.compile(r"(?:现在|目前|眼下|如今|还剩|只剩)(?:是|有|只有|还有)?\s*$")
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
    foreign: Mapping[str, FactValue]
    withdrawn: tuple[str, ...]
    added: tuple[str, ...]


def find_facts(
    lexicon: Lexicon, text: str, mentions: list[Mention], context: Context, intent: str
) -> Found:
    """The facts that `text` states, given its quantities, its intent and the conversation."""
    parts = clauses(text, context.today)[:MOST_CLAUSES]
    told = [m for m in reckoned(text, mentions[:MOST_NUMBERS]) if not _is_rate(text, m, context)]
    parts = [_dated(part, told) for part in parts]
    if intent in ABOUT_POLICY - {"what_if"} and not FIRST_PERSON.search(text):
        told = [m for m in told if _tells_beside_asking(parts, m)]
    details = (f for f in context.pending if not lexicon.policy.facts[f].role)
    asked_of = (lexicon.measures_of.get(fact, ()) for fact in details)
    presupposed = frozenset(m for measures in asked_of for m in measures)
    claims = Claims(lexicon, intent, len(parts) == 1, presupposed)
    claimed = claims.of_all(parts)
    roles = {name for found in claimed for name, true in found.items() if true}
    known = replace(context, roles=context.roles | roles)
    attribution = Attribution(lexicon, text, told, known, intent, parts)
    return _Statement(attribution, claims, claimed).found()


def _tells_beside_asking(parts: Sequence[Clause], mention: Mention) -> bool:
    """平台 入网48 怎么申报: what stands in a clause of its own is told."""
    clause = next((p for p in parts if p.start <= mention.core < p.end), None)
    return clause is not None and not clause.asks and any(p.asks for p in parts)


def _dated(part: Clause, mentions: Iterable[Mention]) -> Clause:
    """前年三月上线的 tells how long it has run, nothing of former times."""
    dated = part.long_ago and any(m.since and part.start <= m.core < part.end for m in mentions)
    return replace(part, long_ago=False) if dated else part


def _is_rate(text: str, mention: Mention, context: Context) -> bool:
    """一年成交5000万: the year is a rate unless it is told how long something has run."""
    if mention.text not in ("一年", "1年", "一年内", "1年内") or context.pending:
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
        foreign = {name: value for name, value in facts.items() if _is_foreign(value)}
        for name in foreign:
            del facts[name]
        supposes = any(part.supposed for part in parts)
        withdrawn = tuple(fact for fact in self._withdrawn() if fact not in facts)
        added = tuple(self._added(tellings, facts))
        return Found(facts, supposed, unclear, supposes, foreign, withdrawn, added)

    def _added(self, tellings: Sequence[Told], facts: Mapping[str, FactValue]) -> Iterator[str]:
        """又新增了10家, after 40家 were told before: it comes on top."""
        told_before = self.attribution.context.told
        for told in tellings:
            alone = sum(t.cue.fact == told.cue.fact for t in tellings) == 1
            on_top = _ON_TOP.search(self._right_before(told.mention))
            if alone and on_top and told.cue.fact in facts and told.cue.fact in told_before:
                yield told.cue.fact

    def _withdrawn(self) -> Iterator[str]:
        """刚才说的成交额6000万不算数: what is taken back without another value."""
        for index, mention in enumerate(self.attribution.mentions):
            clause = self._clause_of(mention)
            if clause is not None and is_taken_back(self.attribution.text, mention):
                best = self.attribution.best(index, mention, clause)
                if isinstance(best, NumberCue):
                    yield best.fact

    def _tellings(self) -> tuple[list[Told], tuple[Ambiguity, ...]]:
        tellings: list[Told] = []
        unclear: list[Ambiguity] = []
        for index, mention in enumerate(self.attribution.mentions):
            clause = self._clause_of(mention)
            if clause is None or self._is_no_fact(mention, clause):
                continue
            total = _SUM.search(self._right_before(mention)) is not None
            summed = _summed_up(tellings, mention) if total else ()
            if len(summed) > 1 and not self.attribution.is_named(index, mention, clause):
                continue  # the sum of different facts
            best = self.attribution.best(index, mention, clause)
            if summed and not self.attribution.is_named(index, mention, clause):
                best = summed[0]
            else:
                summed = ()
            if best is None and tellings and self._is_left_now(mention):
                best = tellings[-1].cue  # 退了六家，现在四十三
            if isinstance(best, Ambiguity):
                if not (clause.last_year and all(f.startswith("当年") for f in best.facts)):
                    unclear.append(best)
            elif best is not None and not _is_untimely(best, clause):
                change = is_change(self.attribution.text, mention)
                value, half = self._value(best, mention), _half_of_year(clause)
                tellings.append(Told(best, mention, clause, value, bool(summed), change, half))
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
        asks_of_limits = clause.asks and self.attribution.intent in _ASKING_OF_LIMITS
        if asks_of_limits and not clause.supposed and not FIRST_PERSON.search(clause.text):
            return True
        if (
            clause.asks
            and self.attribution.context.pending
            and self._is_asked_about(mention, clause)
        ):
            return True
        if mention.article and not self._is_meant(mention):
            return True
        return is_no_fact(self.attribution.text, mention, clause)

    def _is_left_now(self, mention: Mention) -> bool:
        return mention.unit is None and bool(_NOW.search(self._right_before(mention)))

    def _right_before(self, mention: Mention) -> str:
        return self.attribution.text[max(0, mention.start - NEAR) : mention.start]

    def _currency_named(self) -> Unit | None:
        """我们记的人民币账，1600万: the one currency that the message names."""
        text = self.attribution.text
        for mention in self.attribution.mentions:
            if mention.unit is not None:
                text = text.replace(mention.text, " ")
        codes = {code for code, word in _CURRENCIES.items() if word.search(text)}
        return unit_of(codes.pop()) if len(codes) == 1 else None

    def _is_asked_about(self, mention: Mention, clause: Clause) -> bool:
        """10家以上吗, 20万是一年的还是总共的: a number in question, none that is told."""
        if clause.supposed or self.attribution.intent == "what_if":
            return False
        before = self.attribution.text[clause.start : mention.start]
        names = (cue.exact for cue in self.attribution.lexicon.numbers.values() if cue.exact)
        return not FIRST_PERSON.search(before) and not any(name.search(before) for name in names)

    def _is_meant(self, mention: Mention) -> bool:
        """Whether a 一家 or 1个 counts: when it is asked for, or told as all there is."""
        return self._is_asked_for(mention) or bool(
            _ALL_THERE_IS.search(self._right_before(mention))
        )

    def _is_asked_for(self, mention: Mention) -> bool:
        """Whether the pending question asks for what the mention measures."""
        facts = (
            self.attribution.lexicon.numbers.get(fact) for fact in self.attribution.context.pending
        )
        return any(cue is not None and self.attribution.measurable(cue, mention) for cue in facts)

    def _value(self, cue: NumberCue, mention: Mention) -> Quantity:
        definition = self.attribution.lexicon.policy.facts[cue.fact]
        if cue.kind == MONEY and mention.unit is None:
            unit = self._currency_named() or definition.unit
            return Quantity(mention.interval, unit, mention.approx)
        if cue.kind in (COUNT, RATIO) or mention.unit is None:
            return Quantity(mention.interval, definition.unit, mention.approx)
        return mention.quantity().canonical()


def _is_foreign(value: FactValue) -> bool:
    """Money that is told neither in yuan nor in dollars is no fact yet."""
    return (
        isinstance(value, Quantity)
        and value.unit.kind == MONEY
        and value.unit.code not in ("CNY", "USD")
    )


def _summed_up(tellings: Sequence[Told], mention: Mention) -> tuple[NumberCue, ...]:
    """The facts whose numbers a total sums up: those told before in such a unit."""
    parts = [
        told.cue
        for told in tellings
        if (mention.unit == told.mention.unit or (mention.unit is None and told.cue.kind != RATIO))
        or (told.mention.unit is None and told.cue.kind == unit_of(mention.unit or "").kind)
    ]
    return tuple({cue.fact: cue for cue in parts}.values())


def _half_of_year(clause: Clause) -> str:
    found = _HALF.search(clause.text)
    return found[1] if found else ""


def _is_untimely(cue: NumberCue, clause: Clause) -> bool:
    """去年 counts for yearly facts, never for 当年…; part of a year for neither."""
    yearly = cue.kind == MONEY or "年" in cue.fact
    if _half_of_year(clause) and yearly:
        return False  # the other half may be told as well
    if yearly and _RATE_IN_TIME.search(clause.text):
        return True
    if yearly and not cue.fact.startswith("当年") and _PART_OF_YEAR.search(clause.text):
        return True
    return clause.last_year and cue.fact.startswith("当年")
