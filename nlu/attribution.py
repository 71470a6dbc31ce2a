"""Which fact a quantity speaks of: unit, words near it, scene, and the question just asked.

Every numeric fact it could measure is a candidate; the best one wins if it is good
enough and clearly ahead of the others. Money may depend on it, so nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from policy_engine import AREA, COUNT, DURATION, MONEY, RATIO, unit_of

from .clauses import Clause
from .context import Context
from .exclusions import REPLACED
from .lexicon import Lexicon, NumberCue
from .quantities import Mention


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A quantity that fits several facts equally well, or money without its unit."""

    mention: Mention
    facts: tuple[str, ...]


ENOUGH, POSSIBLE, CLEARLY_AHEAD = 2.0, 1.0, 0.45
MOST_YEARS = 20
MOST_RIVALS = 4
"""A question between more facts than this would not help."""
NEAR = 24
"""Characters before a number in which it is taken back or said to be paid."""
EXACT, GENERIC, ASKED = 3.0, 1.0, 2.6
TOLD_BEFORE = 1.2
SCENE_HERE, SCENE_BEFORE, SCENE_FOCUS, SCENE_ROLE = 2.0, 1.3, 1.0, 0.8
MEASURED = {MONEY: 0.8, AREA: 1.0, DURATION: 1.0, COUNT: 1.0, RATIO: 2.0}

_EXACTLY = re.compile(r"准确|确切|其实|应该|那就|还是|实际|更正|改成|要是|如果")
_SCALED = re.compile(r"[万亿kKwW]")
_OTHER_COUNT = re.compile(
    r"员工|人员|股东|分公司|子公司|国家|城市|品类|办事处|部门|项目|样(?!子)|档|方面|地方|问题"
)
_DIMENSIONS = (
    (AREA, re.compile(r"面积|多大")),
    (DURATION, re.compile(r"时长|时间|多久")),
    (COUNT, re.compile(r"家数|数量|户数|票数|企业数|个数")),
    (MONEY, re.compile(r"额|费(?!用?的?企业)|款|运费|流水|支出")),
)
"""What a bare number right after such a word measures."""
_NOT_THAT_BUT = re.compile(r"(?:不是|并非)[^,。;!?]{1,12}?[,\s]*(?:而)?是")
_IS_FEE = re.compile(r"费|支出")
_PAID = re.compile(
    r"(?:交|付|缴|收)(?:了|过)(?:一共)?\s*$|费用?(?:是|花了|交了|支出|一共|大概|约)*\s*$"
)
_MISTAKE = re.compile(r"不对|错|更正|改|口误|反了|不是|忘了|漏")
_DOLLARS = re.compile(r"美|刀|USD|usd|\$")


@dataclass(frozen=True)
class Attribution:
    """The quantities of one message, and what may decide which facts they are."""

    lexicon: Lexicon
    text: str
    mentions: list[Mention]
    context: Context
    intent: str
    parts: list[Clause]

    def best(self, index: int, mention: Mention, clause: Clause) -> NumberCue | Ambiguity | None:
        scored = sorted(
            (
                (self._score(cue, index, mention, clause), cue)
                for cue in self.lexicon.numbers.values()
                if self.measurable(cue, mention)
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
            meant = self._meant_among(rivals)
            if meant is None:
                return Ambiguity(mention, rivals)
            best = self.lexicon.numbers[meant]
        if self._unit_in_doubt(best, mention):
            return Ambiguity(mention, (best.fact,))
        return best

    def _meant_among(self, rivals: tuple[str, ...]) -> str | None:
        """The one that the message names elsewhere, or, of a correction, the one told last."""
        named = [fact for fact in rivals if self._is_named_somewhere(fact)]
        if len(named) == 1:
            return named[0]
        told = [fact for fact in self.context.told if fact in rivals]
        return told[-1] if told and self.intent == "correct" else None

    def is_named(self, index: int, mention: Mention, clause: Clause) -> bool:
        """Whether the words right before a number name its fact."""
        before, _ = self._window(index, mention, clause)
        return any(
            cue.exact is not None and cue.exact.search(before)
            for cue in self.lexicon.numbers.values()
            if self.measurable(cue, mention)
        )

    def _is_named_somewhere(self, fact: str) -> bool:
        exact = self.lexicon.numbers[fact].exact
        return exact is not None and exact.search(self.text) is not None

    def _unit_in_doubt(self, cue: NumberCue, mention: Mention) -> bool:
        """A bare 5000 for a turnover may mean 5000 元 or 5000 万元."""
        if mention.unit is not None:
            return False
        if cue.kind == MONEY and cue.unit != "CNY" and cue.fact not in self.context.pending:
            return _DOLLARS.search(self.text) is None  # 今年出口500万: dollars or yuan?
        if not mention.interval.has_ceiling:
            return False
        if cue.kind == DURATION:
            return True
        if cue.kind != MONEY or _SCALED.search(mention.text):
            return False
        return 0 < mention.interval.high < self.lexicon.smallest_plausible(cue.fact)

    def measurable(self, cue: NumberCue, mention: Mention) -> bool:
        unit = mention.unit
        if cue.kind == RATIO:
            bare = unit is None and mention.interval.high <= MOST_YEARS
            return mention.ordinal or (bare and cue.fact in self.context.pending)
        if mention.ordinal:
            return False
        if cue.kind == MONEY and not _IS_FEE.search(cue.fact) and self._is_paid(mention):
            return False
        if unit is None:
            if cue.kind not in (MONEY, AREA) and _SCALED.search(mention.text):
                return False  # 5万 counts no firms and no years
            dimension = self._dimension_before(mention)
            if dimension is not None:
                return cue.kind == dimension
            return cue.kind in (MONEY, AREA, COUNT) or cue.fact in self.context.pending
        if cue.kind == COUNT:
            return unit in cue.counters or (
                cue.fact in self.context.pending and unit_of(unit).kind == COUNT
            )
        return unit_of(unit).kind == cue.kind

    def _is_paid(self, mention: Mention) -> bool:
        """交了5万, 服务费3万美元: a fee, whatever else is talked of."""
        return _PAID.search(self.text[max(0, mention.start - NEAR) : mention.start]) is not None

    def _dimension_before(self, mention: Mention) -> str | None:
        """面积改成一百一: the word before a bare number says what it measures."""
        *earlier, before = re.split(
            r"[,。;!?\s]+", self.text[max(0, mention.start - 16) : mention.start]
        )
        if not before and earlier and self.intent == "correct":
            before = earlier[-1]  # 面积打错字了，一百零八
        ends = {
            kind: max((found.end() for found in words.finditer(before)), default=-1)
            for kind, words in _DIMENSIONS
        }
        kind = max(ends, key=lambda name: ends[name])
        return kind if ends[kind] >= 0 else None

    def _score(self, cue: NumberCue, index: int, mention: Mention, clause: Clause) -> float:
        unit = 0.0 if mention.unit is None and cue.kind != MONEY else MEASURED[cue.kind]
        words = self._word_score(cue, index, mention, clause)
        loose = cue.kind == COUNT and mention.unit == "个"
        if loose and not words and cue.fact not in self.context.pending:
            return self._again_score(cue) + unit if self._again_score(cue) else 0.0
        if mention.unit is None and cue.kind not in (MONEY, RATIO) and not words:
            return ASKED if cue.fact in self.context.pending else self._again_score(cue)
        scene = self._scene_score(cue, mention, clause)
        asked = self._asked_score(cue, index, mention, clause)
        bare = mention.unit is None and not asked and words == 0
        if bare and mention.interval.low < 1000 and not self._again_score(cue):
            return 0.0
        if cue.kind == COUNT and self._counts_something_else(mention, clause):
            return 0.0
        again = self._again_score(cue) if not words else 0.0
        return unit + words + scene + asked + again + self._currency_score(cue, mention)

    def _asked_score(self, cue: NumberCue, index: int, mention: Mention, clause: Clause) -> float:
        """The pending question counts unless the words name another fact outright."""
        if cue.fact not in self.context.pending:
            return 0.0
        before, after = self._window(index, mention, clause)
        others = (
            other.exact
            for other in self.lexicon.numbers.values()
            if other is not cue and other.exact is not None and self.measurable(other, mention)
        )
        named = any(exact.search(before) or exact.search(after) for exact in others)
        own = cue.exact is not None and (cue.exact.search(before) or cue.exact.search(after))
        if not own and self._corrects_what_was_told(mention):
            return 0.0  # 不对，应该是52家: not the answer to what was asked next
        return ASKED if own or not named else 0.0

    def _corrects_what_was_told(self, mention: Mention) -> bool:
        last = self.lexicon.numbers.get(self.context.told[-1]) if self.context.told else None
        if last is None or not self.measurable(last, mention):
            return False
        if self.intent != "correct" or not _MISTAKE.search(self.text):
            return False  # 应该是三家 may answer what was asked
        return last.kind != MONEY or mention.unit in (None, last.unit)

    def _again_score(self, cue: NumberCue) -> float:
        """要是50家呢, 说错了是52家: the number last told in such a unit is meant."""
        told = self.context.told
        meant_again = self.intent in ("correct", "what_if", "ask_gap") or _EXACTLY.search(self.text)
        if not meant_again or cue.fact not in told:
            return 0.0
        return TOLD_BEFORE + 0.6 * (told.index(cue.fact) + 1) / len(told)

    def _currency_score(self, cue: NumberCue, mention: Mention) -> float:
        if cue.kind != MONEY or mention.unit is None:
            return 0.0
        return 0.5 if cue.unit == mention.unit else 0.0

    def _counts_something_else(self, mention: Mention, clause: Clause) -> bool:
        around = self.text[max(clause.start, mention.start - 5) : mention.end + 4]
        return _OTHER_COUNT.search(around) is not None

    def _window(self, index: int, mention: Mention, clause: Clause) -> tuple[str, str]:
        """The words right before and right after a quantity, up to its neighbours."""
        low = max(clause.start, self._end_of_last_meant(index))
        following = self.mentions[index + 1] if index + 1 < len(self.mentions) else None
        high = min(clause.end, following.start if following else clause.end)
        after = self.text[mention.end : high]
        corrected = _NOT_THAT_BUT.match(self.text, mention.end)  # 那个15万不是运费，是装卸费
        if corrected is not None:
            after = self.text[corrected.end() : corrected.end() + 10]
        alone = following is None or following.start >= clause.end
        return self.text[low : mention.core], after if alone else after[:9]

    def _end_of_last_meant(self, index: int) -> int:
        """Where the words of this number begin: after the last one that was not taken back."""
        for earlier in reversed(self.mentions[:index]):
            if not REPLACED.search(self.text[max(0, earlier.start - NEAR) : earlier.start]):
                return earlier.end
        return 0

    def _word_score(self, cue: NumberCue, index: int, mention: Mention, clause: Clause) -> float:
        before, near_after = self._window(index, mention, clause)
        opens_clause = index == 0 or self.mentions[index - 1].end <= clause.start
        score = 0.0
        fits = (
            self._scene_score(cue, mention, clause) > 0
            or self._scenes_before(len(self.text)) is None
        )
        for pattern, worth in ((cue.exact, EXACT), (cue.generic, GENERIC)):
            if pattern is None or (pattern is cue.generic and not fits):
                continue
            if pattern.search(before):
                return worth + self._closeness(pattern, before)
            if pattern.search(near_after):
                return worth - 0.1
            earlier = self._from_clause_before(pattern, worth, clause) if opens_clause else 0.0
            if earlier > score and not self._named_here(before, near_after):
                score = earlier
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
        return 0.8 * last / max(len(before), 1)

    def _from_clause_before(self, pattern: re.Pattern[str], worth: float, clause: Clause) -> float:
        """运费这块，一共花了26万: the cue stands in a clause of its own right before."""
        for earlier in reversed(self.parts[: self.parts.index(clause)]):
            if self._tells_a_number(earlier):
                return 0.0
            if pattern.search(earlier.text):
                return worth * 0.7
            if self.intent != "correct" and self._names_a_number(earlier):
                return 0.0
        return 0.0

    def _names_a_number(self, part: Clause) -> bool:
        return any(
            cue.exact is not None and cue.exact.search(part.text)
            for cue in self.lexicon.numbers.values()
        )

    def _tells_a_number(self, part: Clause) -> bool:
        return part.states_facts and any(
            part.start <= mention.core < part.end
            and not REPLACED.search(self.text[part.start : mention.start])
            for mention in self.mentions
        )

    def _scene_score(self, cue: NumberCue, mention: Mention, clause: Clause) -> float:
        measures = self.lexicon.measures_of.get(cue.fact, ())
        nearest = self._scenes_before(mention.core)
        if nearest is not None and cue.scene in nearest:
            here = self.lexicon.scenes[cue.scene].search(self.text[clause.start : mention.core])
            return SCENE_HERE if here else SCENE_BEFORE
        if nearest is not None:
            return SCENE_ROLE / 2 if self._role_known(measures) else 0.0
        if cue.unit == mention.unit == "USD":
            return SCENE_HERE - 0.2  # dollars are spoken of where the policy counts in dollars
        if self.lexicon.scenes[cue.scene].search(clause.text):
            return SCENE_HERE - 0.2
        if self._scenes_before(len(self.text)) == frozenset({cue.scene}):
            return SCENE_BEFORE - 0.1  # named only afterwards
        if any(measure in self.context.focus for measure in measures):
            return SCENE_FOCUS
        if len(self.context.pending) == 1:  # the role question is about everything
            asked = self.lexicon.measures_of.get(self.context.pending[0], ())
            if set(asked).intersection(measures):
                return SCENE_FOCUS
        return SCENE_ROLE if self._role_known(measures) else 0.0

    def _scenes_before(self, end: int) -> frozenset[str] | None:
        """The scenes named last before a place; several when one word names several."""
        if end not in self._scenes:
            self._scenes[end] = self._last_scenes(end)
        return self._scenes[end]

    @cached_property
    def _scenes(self) -> dict[int, frozenset[str] | None]:
        return {}

    def _last_scenes(self, end: int) -> frozenset[str] | None:
        spans = {
            name: matches[-1].span()
            for name, pattern in self.lexicon.scenes.items()
            if (matches := list(pattern.finditer(self.text, 0, end)))
        }
        if not spans:
            return None
        last = max(place for _, place in spans.values())
        latest = {name: span for name, span in spans.items() if span[1] >= last - 2}
        return frozenset(
            name for name, span in latest.items() if not _is_inside(span, latest.values())
        )

    def _role_known(self, measures: tuple[str, ...]) -> bool:
        policy = self.lexicon.policy
        return any(
            fact in self.context.roles
            for measure in measures
            for fact in policy.measures[measure].facts
        )


def _is_inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """平台 inside 交平台服务费 names no scene of its own."""
    return any(
        start <= span[0] and span[1] <= end and (start, end) != span for start, end in others
    )
