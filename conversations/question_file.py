"""The shape of 问答.yml: questions with their wordings and answers, and terms with what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from nlu import Entry, ExpressionError, IntentName, PhraseBook
from policy_engine import PolicyError, in_words, path_in_words, yaml_in_words

from .from_the_text import Matter

_SECTION = ConfigDict(extra="forbid")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _expressions(written: object) -> object:
    """Lists in a list are parts that follow each other, one of each: [[存, 删], [我], [记录]]."""
    if not isinstance(written, list):
        return written
    return [expression for item in written for expression in _spelled_out(item)]


def _spelled_out(item: object) -> Iterator[object]:
    if isinstance(item, list) and all(isinstance(part, list) for part in item):
        yield from ("…".join(map(str, parts)) for parts in product(*item))
    else:
        yield item


def _readable(expressions: list[str]) -> list[str]:
    try:
        PhraseBook(Entry(0, expression) for expression in expressions)
    except ExpressionError as error:
        raise ValueError(f"“{error}”要以字开头，只有“…”的不行") from None
    return expressions


Expressions = Annotated[list[str], BeforeValidator(_expressions), AfterValidator(_readable)]


class EntrySection(BaseModel):
    """One question: known by intent, wording or expression; answered by `answer`, the text or both."""

    model_config = _SECTION
    question: str = Field("", alias="问")
    wordings: list[str] = Field(default_factory=list, alias="说法")
    expressions: Expressions = Field(default_factory=list, alias="词")
    excluded: Expressions = Field(default_factory=list, alias="不算")
    intent: IntentName | None = Field(None, alias="意图")
    answer: str = Field("", alias="答")
    matter: Matter | None = Field(None, alias="原文")
    quotes: list[str] = Field(default_factory=list, alias="依据")
    contact: bool = Field(False, alias="附联系方式")

    @model_validator(mode="after")
    def _answered(self) -> EntrySection:
        if not self.answer and self.matter is None:
            raise ValueError(f"“{self.question or self.intent}”没有“答”，也没有“原文”")
        if not self.question and self.intent is None:
            raise ValueError(f"“{self.answer[:12]}”要有“问”或者“意图”")
        return self


class TermSection(BaseModel):
    """What a term means; the first expression is its name."""

    model_config = _SECTION
    expressions: Expressions = Field(alias="词", min_length=1)
    excluded: Expressions = Field(default_factory=list, alias="不算")
    answer: str = Field(alias="答")
    quotes: list[str] = Field(default_factory=list, alias="依据")


class QuestionFile(BaseModel):
    """A whole file; both sections may be left out."""

    model_config = _SECTION
    entries: list[EntrySection] = Field(default_factory=list, alias="问答")
    terms: list[TermSection] = Field(default_factory=list, alias="释义")


def read_questions(file: Path) -> QuestionFile:
    """The file; none there is an empty one. Raises PolicyError."""
    try:
        return QuestionFile.model_validate(yaml.load(file.read_text("utf-8"), Loader=_LOADER) or {})
    except FileNotFoundError:
        return QuestionFile()
    except ValidationError as error:
        first = error.errors()[0]
        raise PolicyError(
            f"{file}：问答写得不对，{path_in_words(first)}：{in_words(first)}"
        ) from None
    except (OSError, yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise PolicyError(f"{file}：问答写得不对，{yaml_in_words(error)}") from None
