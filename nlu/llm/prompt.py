"""The prompt for one message, and the form that its answer must have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from policy_engine import FactDefinition, unit_label

from ..learned.sayings import Saying
from .question import Question
from .statuses import STATUSES

Json = dict[str, Any]
SYSTEM = Path(__file__).parent.parent / "data" / "llm" / "system.md"


@dataclass(frozen=True, slots=True)
class Prompt:
    """Messages in the form of OpenAI's chat, and the JSON Schema of the answer."""

    messages: Sequence[Mapping[str, str]]
    schema: Json

    def written(self) -> str:
        """The whole prompt as one text: two are the same when these are."""
        return _json({"messages": list(self.messages), "schema": self.schema})


def prompt_of(question: Question, facts: Mapping[str, FactDefinition]) -> Prompt:
    """What is told first is the same for every message about a pack."""
    listed = "\n".join(_listed(n, s, facts[s.fact]) for n, s in question.sayings.items())
    told = {
        "message": question.text,
        "quantities": [
            {"number": number, "text": text}
            for number, (text, _) in enumerate(question.quantities.values(), 1)
        ],
        "just_asked": list(question.pending),
        "known_before": list(question.known),
        "unsure": list(question.unsure),
    }
    messages = (
        {"role": "system", "content": f"{_system()}{listed}"},
        {"role": "user", "content": _json(told)},
    )
    return Prompt(messages, schema_of(question))


def schema_of(question: Question) -> Json:
    """Only what is there can be named, and nothing has a place for a value."""
    numbers = [*range(1, len(question.quantities) + 1), None]
    statement: Json = {
        "evidence": {"type": "string"},
        "quantity": {"type": ["integer", "null"], "enum": numbers},
        "fact": {"type": ["string", "null"], "enum": [*question.sayings, None]},
        "status": {"type": "string", "enum": list(STATUSES)},
    }
    return _object({"statements": {"type": "array", "items": _object(statement)}})


def _object(properties: Json) -> Json:
    return {
        "type": "object", "properties": properties,
        "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def _listed(name: str, saying: Saying, definition: FactDefinition) -> str:
    told = {"fact": name, "label": definition.label, "question": definition.question}
    if saying.value:
        told["value"] = saying.value
    elif not saying.is_claim:
        told["unit"] = unit_label(definition.unit.code)
    return "- " + _json(told)


@cache
def _system() -> str:
    return SYSTEM.read_text("utf-8")


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)
