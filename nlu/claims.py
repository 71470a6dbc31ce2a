"""Roles and properties a message claims or denies: 我们平台…, 没有海外仓, 一站式都有."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from policy_engine import FactValue

from .clauses import Clause, doubly_negated, is_negated
from .lexicon import ClaimCue, Lexicon

_NOT_SURE = re.compile(
    r"不清|不知道|不晓得|不确定|有没有|是不是|算不算|算没算|能不能|是否|的企业是否|的公司是否|"
    r"(?:来电|对方|打电话来?|打来)[^,。;!?]{0,6}(?:问|咨询|想)"
)
_SAID_AFTER = re.compile(
    r"(?:今年|去年|已经?|早就|都|也|刚)*(?:建[好成了]|在建|正在建|动工|开业|投[用产了]|[办开搞做](?:了|过|成|起)|没[建搞开办做有]|冇|黄了)"
    r"|[^,。;!?]{0,8}都(?:没|不|冇)"
)
_STATES = re.compile(r"(?:都|全|也)?(?:有|齐了?|提供|具备)(?:的|了|咧|噻)?$")
_WHETHER = re.compile(r"[吗么?]$")
_WANTS = re.compile(r"能|可以|补|拿|享受|符合|报|行|算|够|给|得|多少|怎么|什么")
_DONE = re.compile(r"了|过|\d|的是")
_TAKEN_BACK = re.compile(r"(?:刚才|之前|前面|先前|刚刚|上次)[^,。;!?]{0,4}(?:说|讲|报|填|选)")
_NOTHING_AFTER_ALL = re.compile(
    r"(?:其实|实际上?|事实上|后来发现)[^,。;!?]{0,4}(?:没有?|不是|没得|冇得?|莫得)"
)
_SPEAKS_OF_POLICY = re.compile(
    r"(?:的|这块的|那个|这个)?(?:奖|补贴|补助|扶持|政策|文件|那条|这条|条款|规定|支持|那项|标准|是单指)"
)
FIRST_PERSON = re.compile(r"我|咱|俺|本公司|本企业|自家|自己|对方|来电|他们公司|该企业|该公司")
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
    single: bool = True
    """Whether the message is one clause."""
    presupposed: frozenset[str] = frozenset()
    """Measures the pending question is about: naming their roles claims nothing new."""

    def of(self, part: Clause) -> dict[str, bool]:
        """The roles that one clause claims or denies."""
        told: dict[str, bool] = {}
        for name, cue in self.lexicon.claims.items():
            if not self._may_claim(name, part):
                continue
            verdict = self._claimed(cue, part)
            if verdict is not None:
                told[name] = verdict
        return told

    def of_all(self, parts: Sequence[Clause]) -> list[dict[str, bool]]:
        """The claims of each clause; 刚才说有海外仓，其实没有 denies what was said."""
        claimed = [
            self.of(part) or self._continued(part, later)
            for part, later in zip_longest(parts, parts[1:])
        ]
        for place, part in enumerate(parts):
            if _TAKEN_BACK.search(part.text):
                later = parts[place + 1 : place + 2]
                denied = any(_NOTHING_AFTER_ALL.search(p.text) for p in (part, *later))
                claimed[place] = dict.fromkeys(claimed[place], False) if denied else {}
        return claimed

    def _continued(self, part: Clause, later: Clause | None) -> dict[str, bool]:
        """展示中心 已建好, 海外仓/平台都没有: what is said of a bare noun stands after it."""
        if later is None or not _SAID_AFTER.match(later.text):
            return {}
        return self.of(
            replace(part, text=part.text + later.text, under_construction=later.under_construction)
        )

    def _claimed(self, cue: ClaimCue, part: Clause) -> bool | None:
        text = _before_plan(part)
        if _NOT_SURE.search(text) or _asks_whether(text):
            return None
        if cue.not_meant is not None and cue.not_meant.search(text):
            return None
        if cue.denied is not None and cue.denied.search(text) and not doubly_negated(text):
            return False
        if self._asks_about_policy(part):
            return None
        corrects = self.intent == "correct" and not FIRST_PERSON.search(text)
        patterns = (cue.said,) if corrects else (cue.noun, cue.said)
        for pattern in patterns:
            match = pattern.search(text) if pattern is not None else None
            if match is not None and _SPEAKS_OF_POLICY.match(text, match.end()):
                return None
            if match is not None:
                return not is_negated(text, match.start(), match.end())
        return None

    def _asks_about_policy(self, part: Clause) -> bool:
        """A sentence about the policy names things without claiming to have them."""
        if FIRST_PERSON.search(part.text):
            return False
        if self.intent in ("ask_eligibility", "ask_amount"):
            return part.asks and self.single and not _DONE.search(part.text)
        if _STATES.search(part.text) and not part.asks:
            return False
        return self.intent in (*ABOUT_POLICY, "ask_why") and (part.asks or self.single)

    def mentioned(self, part: Clause, facts: Mapping[str, FactValue]) -> Iterator[str]:
        """平台 40家 4千万: a bare noun claims its role where numbers of its measures are told."""
        if self.intent == "correct" or not (part.states_facts or part.long_ago):
            return
        roles = self.lexicon.claims
        told = {
            measure
            for fact, value in facts.items()
            if not isinstance(value, bool) or (value and roles[fact].mention is None)
            for measure in self.lexicon.measures_of.get(fact, ())
        }
        for name, cue in self.lexicon.claims.items():
            pattern = cue.noun if part.long_ago and cue.mention is None else cue.mention
            match = pattern.search(part.text) if pattern is not None else None
            if match is None or (cue.not_meant is not None and cue.not_meant.search(part.text)):
                continue
            measures = self.lexicon.measures_of.get(name, ())
            if self.single and match.group() == part.text.strip():
                continue  # a bare 集货仓 is a topic
            if self.presupposed.intersection(measures):
                continue
            concerned = told.intersection(measures)
            stated = concerned or (self.intent == "inform" and part.states_facts)
            if stated and not is_negated(part.text, match.start(), match.end()):
                yield name

    def _may_claim(self, name: str, part: Clause) -> bool:
        if part.under_construction:
            return name.startswith("投资建设")
        if part.planned and not (part.supposed or part.of_others or part.threshold):
            return True  # what stands before the plan: 我们平台打算做到60家
        return part.states_facts or (part.supposed and not part.of_others)


def _asks_whether(text: str) -> bool:
    """我们运营海外仓吗 asks; 我们有海外仓能补吗 tells."""
    return bool(_WHETHER.search(text)) and not _WANTS.search(text)


def _before_plan(part: Clause) -> str:
    """The words of a clause that are not yet part of a plan."""
    return part.text[: part.plan_at] if part.planned else part.text
