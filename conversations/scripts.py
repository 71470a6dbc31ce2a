"""Conversations as files: what the user says, and what must come back.

A script is one conversation; a file holds a list of them. A policy officer writes only
what matters in a turn; what is not written is not checked.

```yaml
- 对话: 连锁店，中途更正
  日期: 2026-03-01
  轮次:
  - 说: 我们开了四十家门店，一年半了
    应:
      行为: result                          # ask、result、answer、clarify、confirm、handoff、fallback、smalltalk
      意图: inform
      事实: {门店数: 40, 开业时长: 18}        # 不该记下的写 null
      措施: {"8.1": [符合, 0, 200000]}       # 状态，最低，最高（不设上限写 null）；只写状态也行
      合计: [0, 200000]
      问: [营业面积]                         # 接着问的事实；不该再问写 []
      有: [最高 20 万元]                     # 答复里有的话
      没有: [30 万元]
      答: 一字不差的答复                      # 录下来的对话才写
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from nlu import Meaning, same_value
from policy_engine import (
    STATUS_NAMES,
    FactError,
    FactValue,
    Policy,
    PolicyError,
    as_written,
    plain_number,
    told_as_written,
)

from .dialog import Dialog
from .reply import Reply
from .state import State

SCRIPTS = "对话"
"""The folder of a pack that holds its conversation scripts."""

Expectable = dict[str, Any]


class ScriptError(PolicyError):
    """A script cannot be read; the message says which, where and what was expected."""


class Expected(BaseModel):
    """What must come back in one turn; what is `None` is not checked."""

    model_config = ConfigDict(extra="forbid")
    act: str | None = Field(None, alias="行为")
    intent: str | None = Field(None, alias="意图")
    facts: dict[str, bool | int | float | str | None] | None = Field(None, alias="事实")
    measures: dict[str, str | list[str | Decimal | None]] | None = Field(None, alias="措施")
    total: list[Decimal | None] | None = Field(None, alias="合计", min_length=2, max_length=2)
    question: list[str] | None = Field(None, alias="问")
    has: list[str] = Field(default_factory=list, alias="有")
    has_not: list[str] = Field(default_factory=list, alias="没有")
    reply: str | None = Field(None, alias="答")


Said = Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, int | float) else v)]
"""What was typed; an unquoted 5000 or 8.1 is meant as it stands."""


class ScriptTurn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    said: Said = Field(alias="说")
    expected: Expected | None = Field(None, alias="应")


class Script(BaseModel):
    """One conversation on one day."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(alias="对话")
    on: date = Field(alias="日期")
    turns: list[ScriptTurn] = Field(alias="轮次", min_length=1)


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """A turn that was run: what came back, and every difference from what was expected."""

    said: str
    reply: Reply
    meaning: Meaning
    state: State
    differences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A script that was run."""

    script: Script
    turns: Sequence[TurnOutcome] = field(default_factory=tuple)

    @property
    def passed(self) -> bool:
        return not any(turn.differences for turn in self.turns)


def script_files(policy: Policy, paths: Sequence[Path] = ()) -> list[Path]:
    """The script files of the given files and folders, by default those of the policy (对话/)."""
    found = []
    for path in paths or (policy.directory / SCRIPTS,):
        found += sorted(path.glob("*.yml")) if path.is_dir() else [path]
    return found


def load_scripts(file: Path) -> list[Script]:
    """The scripts of a file. Raises ScriptError."""
    try:
        data = yaml.safe_load(file.read_text("utf-8"))
        return TypeAdapter(list[Script]).validate_python(data)
    except FileNotFoundError:
        raise ScriptError(f"没有文件 {file}") from None
    except (OSError, UnicodeDecodeError):
        raise ScriptError(f"读不了 {file}，要 UTF-8 文本") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" 第 {mark.line + 1} 行" if mark else ""
        raise ScriptError(f"{file}{line}：不是合格的 YAML，请检查缩进、冒号与引号") from None
    except ValidationError as error:
        raise ScriptError(f"{file}：{_invalid(error)}") from None


def _invalid(error: ValidationError) -> str:
    """“第 3 个对话，轮次 2，应：不认识“应该””."""
    first = error.errors()[0]
    steps = [f"第 {s + 1} 个" if isinstance(s, int) else str(s) for s in first["loc"]]
    problems = {
        "extra_forbidden": "没有这一项，可写的见 conversations/scripts.py 开头",
        "missing": "缺这一项",
        "list_type": "要写成列表，如 [甲, 乙]",
        "date_from_datetime_parsing": "要写成 2026-03-01 这样的日期",
    }
    return f"{' › '.join(steps)}：{problems.get(first['type'], '写得不对')}"


def run_script(dialog: Dialog, script: Script) -> Outcome:
    """Hold the conversation and compare every turn."""
    return Outcome(script, tuple(_turns(dialog, script)))


def _turns(dialog: Dialog, script: Script) -> Iterator[TurnOutcome]:
    state = State()
    for turn in script.turns:
        state, reply, meaning = dialog.turn(state, turn.said, script.on)
        expected = turn.expected or Expected.model_validate({})
        found = tuple(_differences(dialog.grounds.policy, expected, state, reply, meaning))
        yield TurnOutcome(turn.said, reply, meaning, state, found)


# -- comparing ------------------------------------------------------------------------------


def _differences(
    policy: Policy, expected: Expected, state: State, reply: Reply, meaning: Meaning
) -> Iterator[str]:
    if expected.act is not None and reply.act != expected.act:
        yield f"行为应为 {expected.act}，得到 {reply.act}"
    if expected.intent is not None and meaning.intent.name != expected.intent:
        yield f"意图应为 {expected.intent}，听成 {meaning.intent.name}"
    yield from _fact_differences(policy, expected.facts or {}, state.facts)
    yield from _measure_differences(expected, reply)
    asked = list(reply.question.facts) if reply.question is not None else []
    if expected.question is not None and asked != expected.question:
        yield f"应问 {_list(expected.question)}，问了 {_list(asked)}"
    yield from (f"答复里应有“{words}”" for words in expected.has if words not in reply.text)
    yield from (f"答复里不该有“{words}”" for words in expected.has_not if words in reply.text)
    if expected.reply is not None and reply.text != expected.reply.rstrip("\n"):
        yield "答复与录下的不一样"


def _fact_differences(
    policy: Policy, expected: Mapping[str, object], told: Mapping[str, FactValue]
) -> Iterator[str]:
    for name, written in expected.items():
        value = told.get(name)
        if written is None:
            if value is not None:
                yield f"不该记下“{name}”"
            continue
        try:
            wanted = expected_value(policy, name, written)
        except FactError as error:
            yield f"脚本里“{name}”写得不对：{error}"
            continue
        if value is None:
            yield f"没有记下“{name}”（应为 {written}）"
        elif not same_value(wanted, value):
            yield f"“{name}”应为 {written}，记成 {as_written(policy.facts[name], value)}"


def _measure_differences(expected: Expected, reply: Reply) -> Iterator[str]:
    if reply.assessment is None:
        return
    for measure, wanted in (expected.measures or {}).items():
        result = reply.assessment.result(measure)
        status, *bounds = [wanted] if isinstance(wanted, str) else wanted
        found = STATUS_NAMES[result.status]
        if found != status:
            yield f"措施 {measure} 应为“{status}”，得到“{found}”"
        if bounds:
            money = None if result.amount is None else [result.amount.low, result.amount.high]
            if money != bounds:
                yield f"措施 {measure} 金额应为 {_list(bounds)}，得到 {_list(money or ['没有'])}"
    if expected.total is not None:
        total = [reply.assessment.total.low, reply.assessment.total.high]
        if total != expected.total:
            yield f"合计应为 {_list(expected.total)}，得到 {_list(total)}"


_YES_NO = {"是": True, "否": False}


def expected_value(policy: Policy, name: str, written: object) -> FactValue:
    """A fact as a script writes it: 是, true, 40, "(40, 50)", ">= 30", "~30", "USD 5000000"."""
    if isinstance(written, bool):
        return written
    definition = policy.definition(name)
    if definition.is_claim and str(written) in _YES_NO:
        return _YES_NO[str(written)]
    return told_as_written(definition, written)


def _list(values: Sequence[object]) -> str:
    shown = [
        plain_number(v) if isinstance(v, Decimal) else "无" if v is None else v for v in values
    ]
    return "、".join(str(value) for value in shown) or "无"


def transcript(outcomes: Sequence[Outcome]) -> str:
    """Conversations as a page to read (Markdown)."""
    parts = []
    for outcome in outcomes:
        parts.append(f"## {outcome.script.name}\n\n（{outcome.script.on:%Y-%m-%d}）\n")
        for turn in outcome.turns:
            reply = turn.reply.text.replace("\n\n", "\n").replace("\n", "  \n> ")
            parts.append(f"**{turn.said}**\n\n> {reply}\n")
    return "\n".join(parts)


# -- recording ------------------------------------------------------------------------------


def recorded(
    policy: Policy, name: str, on: date, turns: Sequence[TurnOutcome], *, verbatim: bool = True
) -> Expectable:
    """A live conversation as a script that expects exactly what came back."""
    return {
        "对话": name,
        "日期": on,
        "轮次": [
            {"说": turn.said, "应": _recorded_turn(policy, before, turn, verbatim)}
            for before, turn in zip((None, *turns), turns, strict=False)
        ],
    }


def _recorded_turn(
    policy: Policy, before: TurnOutcome | None, turn: TurnOutcome, verbatim: bool
) -> Expectable:
    earlier = before.state.facts if before is not None else {}
    told = {
        name: as_written(policy.facts[name], value)
        for name, value in turn.state.facts.items()
        if earlier.get(name) != value and value is not False
    }
    reply = turn.reply
    expected: Expectable = {"行为": reply.act, "意图": turn.meaning.intent.name.value}
    if told:
        expected["事实"] = told
    results = {r.measure.key: _recorded_result(r) for r in reply.results}
    if results:
        expected["措施"] = results
    expected["问"] = list(reply.question.facts) if reply.question is not None else []
    if verbatim:
        expected["答"] = reply.text
    return expected


def _recorded_result(result: Any) -> list[Any] | str:
    status = STATUS_NAMES[result.status]
    if result.amount is None:
        return status
    high = None if result.amount.high is None else plain_number(result.amount.high)
    return [status, plain_number(result.amount.low), high]


class _Dumper(yaml.SafeDumper):
    """Readable Chinese YAML: long replies as blocks, lists indented."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dump_scripts(scripts: Sequence[Expectable]) -> str:
    """Scripts as the text of a file."""
    return yaml.dump(list(scripts), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def updated(file: Path, outcomes: Sequence[Outcome], policy: Policy) -> str:
    """The text of a script file with every failed expectation replaced by what came back."""
    data = yaml.safe_load(file.read_text("utf-8"))
    for entry, outcome in zip(data, outcomes, strict=True):
        before: TurnOutcome | None = None
        for written, turn in zip(entry["轮次"], outcome.turns, strict=True):
            if turn.differences:
                now = _recorded_turn(policy, before, turn, "答" in written.get("应", {}))
                kept = {k: v for k, v in written.get("应", {}).items() if k in ("有", "没有")}
                written["应"] = {k: v for k, v in now.items() if k in written.get("应", {})} | kept
            before = turn
    return dump_scripts(data)
