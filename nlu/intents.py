"""What a message wants: the intents, one name each, whatever the policy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class IntentName(StrEnum):
    """The intents of every conversation about a support policy."""

    INFORM = "inform"
    ASK_ELIGIBILITY = "ask_eligibility"
    ASK_AMOUNT = "ask_amount"
    ASK_CONDITIONS = "ask_conditions"
    ASK_MEASURES = "ask_measures"
    ASK_PROCEDURE = "ask_procedure"
    ASK_MATERIALS = "ask_materials"
    ASK_DEADLINE = "ask_deadline"
    ASK_PAYMENT_TIME = "ask_payment_time"
    ASK_VALIDITY = "ask_validity"
    ASK_FUNDING = "ask_funding"
    ASK_OVERLAP = "ask_overlap"
    ASK_DEFINITION = "ask_definition"
    ASK_SOURCE = "ask_source"
    ASK_WHY = "ask_why"
    WHAT_IF = "what_if"
    ASK_GAP = "ask_gap"
    CORRECT = "correct"
    AFFIRM = "affirm"
    DENY = "deny"
    DONT_KNOW = "dont_know"
    GREET = "greet"
    THANK = "thank"
    BYE = "bye"
    RESTART = "restart"
    HELP = "help"
    HANDOFF = "handoff"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Intent:
    """The intent of a message, and how sure that is (0 to 1)."""

    name: IntentName
    confidence: float
