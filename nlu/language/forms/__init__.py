"""Forms of speech that no list of words can hold: patterns as data, each with what it is found in.

The files have them by name, one for each thing that is spoken of (numbers, years, whose it is,
questions, answers, …); a `{name}` in a pattern stands for another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from ...yaml_file import read_yaml

_FOLDER = Path(__file__).parent
_NAMED = re.compile(r"\{(\w+)\}")


class Form(BaseModel):
    """A pattern, texts it is found in, and texts it is not."""

    model_config = ConfigDict(extra="forbid")
    pattern: str = Field(min_length=1)
    found_in: list[str] = Field(min_length=1)
    not_in: list[str] = Field(default_factory=list)


@cache
def forms() -> Mapping[str, Form]:
    """Every form, by name. Raises OSError and pydantic.ValidationError."""
    files = sorted(_FOLDER.glob("*.yml"))
    return {
        name: Form.model_validate(read) for file in files for name, read in read_yaml(file).items()
    }


@cache
def form(name: str) -> re.Pattern[str]:
    """The pattern of a form.

    >>> bool(form("called_a_cost").search("国际站年费一年"))
    True
    """
    return re.compile(_whole(name), re.IGNORECASE)


def _whole(name: str) -> str:
    return _NAMED.sub(lambda found: f"(?:{_whole(found[1])})", forms()[name].pattern)


def form_examples() -> Iterator[tuple[str, str, bool]]:
    """Name, text, and whether the form is found in it."""
    for name, each in forms().items():
        yield from ((name, text, True) for text in each.found_in)
        yield from ((name, text, False) for text in each.not_in)
