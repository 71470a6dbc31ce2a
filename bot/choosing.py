"""Choosing among the options of a question that was asked once, by their places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from conversations import AskedQuestion, Exchange
from policy_engine import FactError, Policy

from . import contract
from .today import local_today

NONE = "都不是"
Question = Mapping[str, Any]


def question_of(asked: Exchange | None) -> Question | None:
    """The question with options that an answer ended with, as its TURN has it."""
    found = json.loads(asked.turn or "{}").get("question") if asked is not None else None
    return found if found and found["options"] else None


def without_options(reply: str, question: Question | None) -> str:
    """A reply up to its question, for channels that show the options as buttons.

    >>> without_options("记下了。\\n\\n是吗？\\n1. 是", {"text": "是吗？", "options": ["是"]})
    '记下了。\\n\\n是吗？'
    """
    if not question or not question["options"]:
        return reply
    before, found, _ = reply.rpartition(str(question["text"]))
    return f"{before}{found}" if found else reply


def said(question: Question, places: Iterable[int]) -> str | None:
    """The choice as it would be typed: labels, or 都不是; `None` for places there are none of.

    >>> said({"options": [{"label": "甲"}, {"label": "乙"}]}, [1, 0])
    '甲、乙'
    """
    options = question["options"]
    wanted = sorted(set(places))
    if any(not 0 <= place < len(options) for place in wanted):
        return None
    return "、".join(str(options[place]["label"]) for place in wanted) or NONE


def asked_question(policy: Policy, question: Question) -> AskedQuestion | None:
    """The question as the dialog takes it; `None` when the policy has changed under it."""
    try:
        return contract.question_from_json(policy, question, local_today())
    except FactError:
        return None
