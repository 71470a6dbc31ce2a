"""FAQ knowledge: answers that rest on a sentence of the policy, or honestly on none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policy_engine import Policy, PolicyError

FOLDER = Path(__file__).parent / "faq"
NOT_STATED = "文件未规定"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    intent: str = Field(alias="意图")
    answer: str = Field(alias="答")
    quotes: list[str] = Field(default_factory=list, alias="依据")
    contact: bool = Field(False, alias="附联系方式")


class _Term(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: str = Field(alias="词")
    answer: str = Field(alias="答")
    quotes: list[str] = Field(default_factory=list, alias="依据")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    answers: list[_Entry] = Field(alias="问答")
    terms: list[_Term] = Field(alias="释义")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the verbatim sentences it rests on."""

    text: str
    quotes: tuple[str, ...] = ()
    contact: bool = False

    def paragraphs(self, contact: str) -> tuple[str, ...]:
        """For a reply; `contact` is the operator's, from the settings."""
        quoted = "".join(f"\n原文：“{quote}”" for quote in self.quotes)
        whom = f"\n具体可咨询：{contact}" if self.contact and contact else ""
        return (self.text + quoted + whom,)


@dataclass(frozen=True)
class Knowledge:
    """The answers and terms of one policy, checked against its text."""

    by_intent: Mapping[str, Answer]
    terms: tuple[tuple[re.Pattern[str], Answer], ...]

    def definition(self, text: str) -> Answer | None:
        """What the policy says of the term that `text` asks about."""
        return next((answer for words, answer in self.terms if words.search(text)), None)


def load_knowledge(policy: Policy, folder: Path = FOLDER) -> Knowledge:
    """The knowledge of a policy. Raises PolicyError when a quote does not stand in its text."""
    file = folder / f"{policy.id}.yml"
    try:
        found = _File.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except OSError:
        return Knowledge({}, ())
    except (yaml.YAMLError, ValidationError, ValueError, RecursionError) as error:
        raise PolicyError(f"{file}：问答写得不对，{str(error).splitlines()[0]}") from None
    return Knowledge(
        {
            e.intent: Answer(e.answer, _quotes(policy, file, e.quotes), e.contact)
            for e in found.answers
        },
        tuple(
            (re.compile(t.words), Answer(t.answer, _quotes(policy, file, t.quotes)))
            for t in found.terms
        ),
    )


def _quotes(policy: Policy, file: Path, quotes: list[str]) -> tuple[str, ...]:
    found = []
    for quote in quotes:
        verbatim = policy.source.find(quote)
        if verbatim is None:
            raise PolicyError(f"{file}：原文里找不到“{quote}”，依据要逐字照抄")
        found.append(verbatim)
    return tuple(found)
