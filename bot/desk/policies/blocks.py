"""The measures of 政策.yml as pieces of its text: each is read, changed and put back by itself."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

MEASURES = "措施"


@dataclass(frozen=True, slots=True)
class Block:
    """A measure as it is written: its lines, from the first to the one before `end`."""

    id: str
    text: str
    start: int
    end: int


def blocks(rules: str) -> dict[str, Block]:
    """The measures by id, in order; none where the text is no such file.

    >>> found = blocks("编号: 甲\\n措施:\\n  # 看过\\n  甲1:\\n    标题: 奖励\\n\\n无措施条款: []\\n")
    >>> found["甲1"].text
    '  # 看过\\n  甲1:\\n    标题: 奖励\\n'
    """
    lines = rules.splitlines(keepends=True)
    try:
        whole = yaml.compose(rules)
    except yaml.YAMLError:
        return {}
    if not isinstance(whole, yaml.MappingNode):
        return {}
    section = next((value for key, value in whole.value if key.value == MEASURES), None)
    if not isinstance(section, yaml.MappingNode):
        return {}
    starts = [_with_comments(lines, key.start_mark.line) for key, _ in section.value]
    after = [key.start_mark.line for key, _ in whole.value]
    following = [line for line in after if line > section.start_mark.line]
    last = _with_comments(lines, following[0]) if following else len(lines)
    found = {}
    for (key, _), start, end in zip(section.value, starts, [*starts[1:], last], strict=True):
        while end > start and not lines[end - 1].strip():
            end -= 1
        found[key.value] = Block(key.value, "".join(lines[start:end]), start, end)
    return found


def _with_comments(lines: list[str], line: int) -> int:
    """The comments right above a line belong to it."""
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def with_block(rules: str, measure: str, text: str) -> str:
    """The file with a measure written anew; left out where the text is empty, and where there is
    no such measure, put behind the others."""
    found = blocks(rules)
    lines = rules.splitlines(keepends=True)
    written = [line.rstrip() + "\n" for line in text.splitlines() if line.strip()]
    if measure in found:
        old = found[measure]
        return "".join([*lines[: old.start], *written, *lines[old.end :]])
    end = max((block.end for block in found.values()), default=len(lines))
    return "".join([*lines[:end], *written, *lines[end:]])
