"""Lists of labels with their values: 注册地：天河区；已领补贴：12个月."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = r"[^:,，。;；、\n\s]{2,20}+"
_ENTRY = re.compile(
    rf"(?P<label>{_LABEL}):\s?"
    rf"(?P<value>(?:(?![\s,，]+(?:\d{{1,2}}[.、)]\s?)?{_LABEL}:)[^;；。\n]){{1,60}}+)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what stands behind its colon, with their places in the text."""

    label: str
    value: str
    start: int
    value_start: int
    end: int


def entries(text: str) -> tuple[Entry, ...]:
    """Every label with its value in a cleaned text.

    >>> [(e.label, e.value) for e in entries("是否运营载体:是;级别:国家级、市级")]
    [('是否运营载体', '是'), ('级别', '国家级、市级')]
    """
    return tuple(
        Entry(
            match["label"],
            match["value"].strip(),
            match.start("label"),
            match.start("value"),
            match.end(),
        )
        for match in _ENTRY.finditer(text)
    )
