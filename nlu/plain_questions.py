"""The words that everybody asks with, whatever the policy."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).parent / "data" / "plain_questions.yml"


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid")
    about: str
    words: dict[str, list[str]] = Field(min_length=1)


@cache
def plain_words() -> frozenset[str]:
    """Every one of them."""
    read = _Plain.model_validate(yaml.safe_load(_FILE.read_text("utf-8")))
    return frozenset(word for words in read.words.values() for word in words)
