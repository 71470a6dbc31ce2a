"""`wence evaluate`: the engine alone, over one JSON document or one a line, answered as they come."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from conversations import heading, plain_text, total
from policy_engine import Assessment, FactError

from . import contract
from .assembly import Parts
from .commands import say
from .errors import UserError

MOST_DIGITS = 30
Line = tuple[int, str]


def evaluate_file(parts: Parts, file: str, today: date, as_json: bool) -> int:
    """Assess every request of a JSON or JSON Lines file; 2 when one of several could not be.

    Raises UserError when there is but one and it cannot be.
    """
    lines: Iterator[Line] = ((n, line) for n, line in enumerate(_lines(file), 1) if line.strip())
    first = next(lines, None)
    if first is None:
        raise UserError(f"没有输入；要 JSON，如 {contract.request_example(parts.policy)}")
    try:
        _json(first[1])
    except ValueError as error:
        rest = list(lines)
        if (whole := _whole([first, *rest], error)) is not None:
            lines, first = iter(()), (1, whole)
        else:
            lines = iter(rest)
    return _each(parts, first, lines, today, as_json)


def _each(parts: Parts, first: Line, lines: Iterator[Line], today: date, as_json: bool) -> int:
    """What comes of the first line waits for the second, if it is an error: alone it is told alone."""
    code, waiting = 0, chain([first], lines)
    while (current := next(waiting, None)) is not None:
        number, line = current
        try:
            answer = _answer(parts, line, today, as_json)
        except (UserError, FactError) as error:
            if current is first:
                if (second := next(waiting, None)) is None:
                    raise UserError(str(error)) from None
                waiting = chain([second], waiting)
            told = {"error": str(error), "line": number}
            answer = contract.dumps(told) if as_json else f"第 {number} 行：{error}"
            code = 2
        say(answer)
    return code


def _answer(parts: Parts, line: str, today: date, as_json: bool) -> str:
    try:
        request = _json(line)
    except ValueError as error:
        raise UserError(f"不是合格的 JSON（{_json_problem(error)}）") from None
    assessment = contract.evaluate_json(parts.policy, request, today, parts.rates)
    if as_json:
        return contract.dumps(contract.assessment_json(assessment))
    return _assessment_text(assessment)


def _whole(lines: list[Line], error: ValueError) -> str | None:
    """All lines as one document, or nothing when they are one each. Raises UserError."""
    text = "\n".join(line for _, line in lines)
    try:
        _json(text)
    except ValueError as whole:
        if any(_is_json(line) for _, line in lines[1:]):
            return None
        problem = whole if len(lines) > 1 else error
        where = f"第 {problem.lineno} 行" if isinstance(problem, json.JSONDecodeError) else ""
        raise UserError(f"{where}不是合格的 JSON（{_json_problem(problem)}）") from None
    return text


def _is_json(line: str) -> bool:
    try:
        _json(line)
    except ValueError:
        return False
    return True


def _lines(file: str) -> Iterator[str]:
    """The lines as they come."""
    try:
        if file == "-":
            yield from sys.stdin
            return
        with Path(file).open(encoding="utf-8-sig") as source:
            yield from source
    except FileNotFoundError:
        raise UserError(f"没有文件 {file}") from None
    except (OSError, UnicodeDecodeError):
        raise UserError(f"读不了 {file}，要 UTF-8 文本") from None


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=_number, parse_int=_number, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("嵌套太深") from None


def _number(digits: str) -> Decimal:
    """Exact, and of a size that a business can have."""
    if len(digits) > MOST_DIGITS or abs(Decimal(digits).adjusted()) > MOST_DIGITS:
        raise ValueError(f"数太大或太小：{digits[:20]}…")
    return Decimal(digits)


def _no_constant(name: str) -> None:
    raise ValueError(f"不能用 {name}")


def _json_problem(error: ValueError) -> str:
    return f"第 {error.colno} 列附近" if isinstance(error, json.JSONDecodeError) else str(error)


def _assessment_text(assessment: Assessment) -> str:
    lines = []
    for each in assessment.by_policy:
        policy = each.policy
        lines.append(f"{policy.document_number}《{policy.title}》，按 {each.as_of} 计算")
        if not each.in_force:
            lines.append("这一天文件不在有效期内，没有金额。")
        lines += [plain_text([heading(result)]) for result in each.measures]
    lines.append(f"合计：{total(assessment.total)}")
    if assessment.questions:
        asked = "；".join("、".join(question.facts) for question in assessment.questions[:3])
        lines.append(f"接下来最该问：{asked}")
    return "\n".join(lines)
