"""Which facts a message states: quantities given to facts, roles claimed or denied.

Every numeric fact of the pack is a candidate for every quantity it could be measured
in; unit, words near it, the scene being talked of and the question just asked add to
its score. The best candidate wins if it is good enough and clearly ahead; otherwise
the quantity is returned as unclear, and the dialog asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policy_engine import AREA, COUNT, DURATION, MONEY, RATIO, FactValue, Quantity, unit_of

from .clauses import Clause, clauses, is_negated, speaks_of_subsidy
from .context import Context
from .lexicon import ClaimCue, Lexicon, NumberCue
from .meaning import Ambiguity
from .quantities import Mention
from .several import Told, settle

ENOUGH, POSSIBLE, CLEARLY_AHEAD = 2.0, 1.0, 0.45
MOST_YEARS = 20
MOST_RIVALS = 4
"""A question between more facts than this would not help."""
EXACT, GENERIC, ASKED = 3.0, 1.0, 2.6
SCENE_HERE, SCENE_BEFORE, SCENE_FOCUS, SCENE_ROLE = 2.0, 1.3, 1.0, 0.8
MEASURED = {MONEY: 0.8, AREA: 1.0, DURATION: 1.0, COUNT: 1.0, RATIO: 2.0}

_OTHER_MONEY = re.compile(
    r"注册资(?:本|金)|投资额?|投了|利润|贷款|借|租金|房租|工资|押金|税|保证金|成本|欠|罚|估值|融资|资产|缴税|单价|客单价|一票|每票|一单"
)
_PART_OF_YEAR = re.compile(
    r"每个?月|月均|(?<![\d个两三四五六七八九十几])月(?=成交|流水|交易|入|经营|销)|每天|一天|日均|每周|[上下]半年|前.{1,2}个月|[一二三四1-4]季度|Q[1-4]"
)
_NOT_SURE = re.compile(
    r"不清|不知道|不晓得|不确定|有没有|是不是|算不算|算没算|能不能|的企业是否|的公司是否"
)
_SUM = re.compile(r"(?:加起来|加拢|合计|总计|加总|合起来)(?:一共|总共|是|有)?\s*$")
_SCALED = re.compile(r"[万亿kKwW]")
_SHORT_OF = re.compile(r"差(?:了|着)?\s*$")
_OTHER_COUNT = re.compile(
    r"员工|人员|股东|分公司|子公司|国家|城市|品类|办事处|部门|项目|样|档|方面|地方|问题"
)
_REPLACED = re.compile(
    r"(?:不是|并非|不要算|不算|说成|写成|报成|打成|填成|看成|当成|(?:原来|刚才|之前|前面|先前|刚)(?:我)?(?:说|报|讲|写|填|发|打|告诉你)(?:的)?(?:是|成|了)?)\s*$"
)
_FIRST_PERSON = re.compile(r"我|咱|俺|本公司|自家|自己|对方|来电|他们公司|该企业")
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

_PER_YEAR = re.compile(
    r"(?:开|做|跑|搞|经营|运营|营业|成立|上线|干|满|快|刚|有|办|已经|弄|运行|开业|正常)[了到得满有快]*(?:差不多|大概|大约|才|刚好|刚|已经|整)*$"
)
_SINCE = re.compile(r"(?:投入)?运营|开业|成立|上线|开张|营业|开始|起|至今|到现在|开的|建成|搭")


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
    if intent in ABOUT_POLICY - {"what_if"} and not _FIRST_PERSON.search(text):
        return Found({}, {}, (), False)
    told = [mention for mention in mentions if not _is_rate(text, mention, context)]
    return _Attribution(lexicon, text, told, context, intent, clauses(text)).found()


def _is_rate(text: str, mention: Mention, context: Context) -> bool:
    """一年成交5000万: the year is a rate unless it is told how long something has run."""
    if mention.text not in ("一年", "1年") or context.pending:
        return False
    before = text[: mention.start]
    return _PER_YEAR.search(before) is None and not text.startswith("了", mention.end)


@dataclass(frozen=True)
class _Attribution:
    lexicon: Lexicon
    text: str
    mentions: list[Mention]
    context: Context
    intent: str
    parts: list[Clause]

    def found(self) -> Found:
        facts: dict[str, FactValue] = {}
        supposed: dict[str, FactValue] = {}
        unclear: list[Ambiguity] = []
        several: dict[bool, dict[str, list[Told]]] = {False: {}, True: {}}
        for part in self.parts:
            facts.update(self._claims(part))
        for index, mention in enumerate(self.mentions):
            clause = self._clause_of(mention)
            if clause is None or self._is_no_fact(mention, clause):
                continue
            best = self._best(index, mention, clause)
            if isinstance(best, Ambiguity):
                unclear.append(best)
            elif best is not None and not self._untimely(best, clause):
                told = Told(best, mention, clause, self._value(best, mention))
                several[clause.supposed].setdefault(best.fact, []).append(told)
        for supposing, target in ((False, facts), (True, supposed)):
            for name, tellings in several[supposing].items():
                value = settle(tellings, self.intent)
                if value is not None:
                    target[name] = value
        for part in self.parts:
            for name in self._mentioned_roles(part, facts):
                facts.setdefault(name, True)
        supposes = any(part.supposed for part in self.parts)
        return Found(facts, supposed, tuple(unclear), supposes)

    # -- roles ------------------------------------------------------------------

    def _claims(self, part: Clause) -> dict[str, bool]:
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
            if self.intent in (*ABOUT_POLICY, "correct", "ask_why") and not _FIRST_PERSON.search(
                text
            ):
                return None
            return not is_negated(text, match.start(), match.end())
        return None

    def _mentioned_roles(self, part: Clause, facts: Mapping[str, FactValue]) -> Iterator[str]:
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
        return part.states_facts

    # -- quantities ---------------------------------------------------------------

    def _clause_of(self, mention: Mention) -> Clause | None:
        return next((p for p in self.parts if p.start <= mention.core < p.end), None)

    def _is_no_fact(self, mention: Mention, clause: Clause) -> bool:
        if clause.of_others or clause.long_ago or (clause.planned and not clause.supposed):
            return True
        if clause.threshold and not clause.supposed:
            return True
        before = self.text[clause.start : mention.start]
        if _REPLACED.search(before) or mention.unit == "percent" or _SHORT_OF.search(before):
            return True
        if _SUM.search(before):
            return True
        if mention.article and not self._pending_kind(mention):
            return True
        money = mention.unit is None or unit_of(mention.unit).kind == MONEY
        return money and (
            speaks_of_subsidy(self.text, mention.start, mention.end)
            or _OTHER_MONEY.search(before[-8:]) is not None
        )

    def _pending_kind(self, mention: Mention) -> bool:
        """Whether the pending question asks for what the mention measures."""
        facts = (self.lexicon.numbers.get(fact) for fact in self.context.pending)
        return any(cue is not None and self._measurable(cue, mention) for cue in facts)

    def _untimely(self, cue: NumberCue, clause: Clause) -> bool:
        """去年 counts for yearly facts, never for 当年…; part of a year for neither."""
        if "年" in cue.fact and cue.kind in (MONEY, COUNT) and _PART_OF_YEAR.search(clause.text):
            return True
        return clause.last_year and cue.fact.startswith("当年")

    def _best(self, index: int, mention: Mention, clause: Clause) -> NumberCue | Ambiguity | None:
        scored = sorted(
            (
                (self._score(cue, index, mention, clause), cue)
                for cue in self.lexicon.numbers.values()
                if self._measurable(cue, mention)
            ),
            key=lambda pair: -pair[0],
        )
        if not scored or scored[0][0] < POSSIBLE:
            return None
        best = scored[0][1]
        rivals = tuple(c.fact for s, c in scored if scored[0][0] - s < CLEARLY_AHEAD)
        if scored[0][0] < ENOUGH:
            may_ask = self.intent == "inform" and 1 < len(rivals) <= MOST_RIVALS
            return Ambiguity(mention, rivals) if may_ask else None
        if len(rivals) > 1:
            return Ambiguity(mention, rivals)
        if self._unit_in_doubt(best, mention):
            return Ambiguity(mention, (best.fact,))
        return best

    def _unit_in_doubt(self, cue: NumberCue, mention: Mention) -> bool:
        """A bare 5000 for a turnover may mean 5000 元 or 5000 万元."""
        if mention.unit is not None or not mention.interval.has_ceiling:
            return False
        if cue.kind == DURATION:
            return True
        if cue.kind != MONEY or _SCALED.search(mention.text):
            return False
        return 0 < mention.interval.high < self.lexicon.smallest_plausible(cue.fact)

    def _measurable(self, cue: NumberCue, mention: Mention) -> bool:
        unit = mention.unit
        if cue.kind == RATIO:
            bare = unit is None and mention.interval.high <= MOST_YEARS
            return mention.ordinal or (bare and cue.fact in self.context.pending)
        if mention.ordinal:
            return False
        if unit is None:
            return cue.kind in (MONEY, AREA, COUNT) or cue.fact in self.context.pending
        if cue.kind == COUNT:
            return unit in cue.counters or (
                cue.fact in self.context.pending and unit_of(unit).kind == COUNT
            )
        return unit_of(unit).kind == cue.kind

    def _score(self, cue: NumberCue, index: int, mention: Mention, clause: Clause) -> float:
        unit = 0.0 if mention.unit is None and cue.kind != MONEY else MEASURED[cue.kind]
        words = self._word_score(cue, index, mention, clause)
        loose = cue.kind == COUNT and mention.unit == "个"
        if loose and not words and cue.fact not in self.context.pending:
            return 0.0
        if mention.unit is None and cue.kind not in (MONEY, RATIO) and not words:
            return 0.0 if cue.fact not in self.context.pending else ASKED
        scene = self._scene_score(cue, mention, clause)
        asked = ASKED if cue.fact in self.context.pending else 0.0
        if mention.unit is None and not asked and words == 0 and mention.interval.low < 1000:
            return 0.0
        if cue.kind == COUNT and self._counts_something_else(mention, clause):
            return 0.0
        return unit + words + scene + asked + self._currency_score(cue, mention)

    def _currency_score(self, cue: NumberCue, mention: Mention) -> float:
        if cue.kind != MONEY or mention.unit is None:
            return 0.0
        return 0.5 if cue.unit == mention.unit else 0.0

    def _counts_something_else(self, mention: Mention, clause: Clause) -> bool:
        around = self.text[max(clause.start, mention.start - 5) : mention.end + 4]
        return _OTHER_COUNT.search(around) is not None

    def _word_score(self, cue: NumberCue, index: int, mention: Mention, clause: Clause) -> float:
        low = max(clause.start, self.mentions[index - 1].end if index else 0)
        following = self.mentions[index + 1] if index + 1 < len(self.mentions) else None
        high = min(clause.end, following.start if following else clause.end)
        before, after = self.text[low : mention.core], self.text[mention.end : high]
        near_after = after if following is None or following.start >= clause.end else after[:6]
        score = 0.0
        for pattern, worth in ((cue.exact, EXACT), (cue.generic, GENERIC)):
            if pattern is None:
                continue
            if pattern.search(before):
                return worth + self._closeness(pattern, before)
            if pattern.search(near_after):
                return worth - 0.1
            if not self._named_here(before, near_after):
                score = max(score, self._from_clause_before(pattern, worth, clause, low))
        return score

    def _named_here(self, before: str, after: str) -> bool:
        """Whether the words right beside the number already name some fact."""
        return any(
            (cue.exact is not None and (cue.exact.search(before) or cue.exact.search(after)))
            or (cue.kind == MONEY and cue.generic is not None and cue.generic.search(before))
            for cue in self.lexicon.numbers.values()
        )

    @staticmethod
    def _closeness(pattern: re.Pattern[str], before: str) -> float:
        last = [match.end() for match in pattern.finditer(before)][-1]
        return 0.2 * last / max(len(before), 1) + 0.2

    def _from_clause_before(
        self, pattern: re.Pattern[str], worth: float, clause: Clause, low: int
    ) -> float:
        """运费这块，一共花了26万: the cue stands in a clause of its own right before."""
        if low > clause.start:
            return 0.0
        for earlier in reversed(self.parts[: self.parts.index(clause)]):
            if self._tells_a_number(earlier):
                return 0.0
            if pattern.search(earlier.text):
                return worth * 0.7
            if self.intent != "correct":
                return 0.0
        return 0.0

    def _tells_a_number(self, part: Clause) -> bool:
        return any(
            part.start <= mention.core < part.end
            and not _REPLACED.search(self.text[part.start : mention.start])
            for mention in self.mentions
        )

    def _scene_score(self, cue: NumberCue, mention: Mention, clause: Clause) -> float:
        pattern = self.lexicon.scenes[cue.scene]
        if pattern.search(self.text[clause.start : mention.core]):
            return SCENE_HERE
        nearest = self._scenes_before(clause.start)
        if nearest is not None:
            return SCENE_BEFORE if cue.scene in nearest else 0.0
        if pattern.search(clause.text):
            return SCENE_HERE - 0.2
        measures = self.lexicon.measures_of.get(cue.fact, ())
        if any(measure in self.context.focus for measure in measures):
            return SCENE_FOCUS
        asked_about = {m for f in self.context.pending for m in self.lexicon.measures_of.get(f, ())}
        if asked_about.intersection(measures):
            return SCENE_FOCUS
        return SCENE_ROLE if self._role_known(measures) else 0.0

    def _scenes_before(self, end: int) -> frozenset[str] | None:
        """The scenes named last before a place; several when one word names several."""
        places = {
            name: max((match.end() for match in pattern.finditer(self.text, 0, end)), default=-1)
            for name, pattern in self.lexicon.scenes.items()
        }
        last = max(places.values(), default=-1)
        if last < 0:
            return None
        return frozenset(name for name, place in places.items() if place >= last - 2)

    def _role_known(self, measures: tuple[str, ...]) -> bool:
        policy = self.lexicon.policy
        return any(
            fact in self.context.roles
            for measure in measures
            for fact in policy.measures[measure].facts
        )

    # -- values ------------------------------------------------------------------

    def _value(self, cue: NumberCue, mention: Mention) -> Quantity:
        definition = self.lexicon.policy.facts[cue.fact]
        if cue.kind in (COUNT, RATIO) or mention.unit is None:
            return Quantity(mention.interval, definition.unit, mention.approx)
        quantity = mention.quantity()
        if mention.unit == "day":
            quantity = replace(quantity, approx=True)
        return quantity.canonical()
