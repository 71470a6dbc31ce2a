"""Teaching: a sentence that someone said, and what it meant. It waits till another lets it live."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence

from starlette.exceptions import HTTPException

from conversations import Exchange
from nlu import IntentName
from policy_engine import FactError, Policy

from ..errors import UserError
from ..lessons import FACT, INTENT, WORDING
from ..live import Live
from ..pages.editing import read_fact, value_text
from .accounts import SignedIn
from .records import DeskRecords

INTENTS = {
    "inform": "说自己的情况", "ask_eligibility": "问能不能享受", "ask_amount": "问多少钱",
    "ask_conditions": "问要什么条件", "ask_measures": "问有哪些措施", "ask_procedure": "问怎么申报",
    "ask_materials": "问要什么材料", "ask_deadline": "问什么时候申报", "ask_payment_time": "问什么时候到账",
    "ask_validity": "问有效期", "ask_funding": "问钱谁出", "ask_overlap": "问能不能和别的同享",
    "ask_definition": "问词是什么意思", "ask_source": "问文号与原文", "ask_why": "问为什么",
    "what_if": "假设", "ask_gap": "问还差多少", "correct": "更正", "affirm": "是", "deny": "不是",
    "dont_know": "不知道", "greet": "打招呼", "thank": "道谢", "bye": "告别", "restart": "重新开始",
    "help": "问怎么用", "out_of_scope": "与本政策无关",
}  # fmt: skip
"""What a sentence can mean; that it asks for a person is never taught."""
NOT_TAUGHT = "找人工的话不用教，它一直听得懂"
MOST_SENTENCES = 12
_PERSONAL = re.compile(r"(?<!\d)(?:1\d{10}|\d{15,19}|0\d{2,3}-?\d{7,8})(?!\d)")
HIDDEN = "〔号码〕"


def sentences(said: Sequence[Exchange]) -> list[Exchange]:
    """What can be taught of a conversation: what was typed and did not just ask for a person."""
    kept = [each for each in said if each.text and each.act != "handoff" and not each.choice]
    return kept[-MOST_SENTENCES:]


def plain_sentence(text: str) -> str:
    """A sentence in one line, without telephone and identity numbers.

    >>> plain_sentence("我电话 13973912345，\\n回我")
    '我电话 〔号码〕， 回我'
    """
    return " ".join(_PERSONAL.sub(HIDDEN, text).split())


class Teaching:
    """Proposes what sentences mean."""

    def __init__(self, live: Live, records: DeskRecords) -> None:
        self._live = live
        self._records = records

    def questions(self) -> list[str]:
        """The frequent questions that a sentence may ask."""
        found = self._live.parts.knowledge
        policies = self._live.parts.policy.members
        each = (q.question for policy in policies for q in found.of(policy).questions)
        return list(dict.fromkeys(each))

    def facts(self) -> Mapping[str, str]:
        """The facts that a sentence may tell, by name."""
        return {name: fact.label for name, fact in self._live.parts.policy.facts.items()}

    def propose(self, who: SignedIn, sentence: Exchange, form: Mapping[str, str]) -> str:
        """Propose what a sentence meant; what to tell. Raises UserError and HTTPException."""
        if sentence not in sentences([sentence]):
            raise HTTPException(422, NOT_TAUGHT)
        text, meant = plain_sentence(sentence.text), form.get("meant", "")
        if meant == WORDING:
            self._as_question(who, text, form.get("question", ""))
        elif meant == FACT:
            self._as_fact(who, text, form.get("fact", ""), form.get("value", ""))
        else:
            self._as_intent(who, text, form.get("intent", ""))
        self._records.note(time.time(), who.name, "教说法", f"消息 {sentence.number}")
        return "记下了，在“问答”那一页等另一个人放行。"

    def _as_question(self, who: SignedIn, text: str, question: str) -> None:
        policy = self._policy_asked(question)
        self._keep(who, WORDING, policy.id, question, {"sentence": text})

    def _as_intent(self, who: SignedIn, text: str, intent: str) -> None:
        if intent == IntentName.HANDOFF:
            raise HTTPException(422, NOT_TAUGHT)
        if intent not in INTENTS:
            raise UserError("请选这句话是在说什么")
        self._keep(who, INTENT, "", intent, {"sentence": text})

    def _as_fact(self, who: SignedIn, text: str, fact: str, told: str) -> None:
        policy = self._live.parts.policy
        if fact not in policy.facts:
            raise UserError("请选这句话说的是哪一项")
        try:
            value = read_fact(policy, fact, told.strip(), {})
        except FactError as error:
            raise UserError(str(error)) from None
        if value is None:
            raise UserError(f"请填“{policy.facts[fact].label}”的值")
        self._keep(who, FACT, "", fact, {"sentence": text, "value": value_text(value)})

    def _policy_asked(self, question: str) -> Policy:
        parts = self._live.parts
        for policy in parts.policy.members:
            known = parts.knowledge.of(policy).questions
            if any(each.question == question for each in known):
                return policy
        raise UserError("请从列表里选一个常见问题")

    def _keep(
        self, who: SignedIn, kind: str, policy: str, subject: str, body: Mapping[str, str]
    ) -> None:
        self._records.lessons.propose(kind, policy, subject, body, staff=who.name, at=time.time())
