"""`wence test`: run conversation scripts, show every difference, record, report to CI."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

from conversations import (
    Outcome,
    Script,
    TurnOutcome,
    dump_scripts,
    load_scripts,
    recorded,
    run_script,
    script_files,
    transcript,
    updated_scripts,
)

from .assembly import Parts
from .commands import say
from .progress import counted

TRANSCRIPT_HEAD = (
    "# 对话实录\n\n由 `对话/实录.yml` 生成（`make docs`），不要手改。"
    "粗体是来人说的，引文是问策的答复。\n\n"
)
Results = list[tuple[Path, list[Outcome]]]


def write_transcript(parts: Parts, paths: Sequence[Path], page: Path) -> None:
    """The conversations of some scripts as a page of documentation."""
    outcomes = [o for _, all_ in _run_all(parts, _loaded(parts, paths)) for o in all_]
    page.write_text(TRANSCRIPT_HEAD + transcript(outcomes), "utf-8")
    say(f"已写出 {page}")


def _loaded(parts: Parts, paths: Sequence[Path]) -> list[tuple[Path, list[Script]]]:
    return [(file, load_scripts(file)) for file in script_files(parts.policy, paths)]


def run(parts: Parts, paths: Sequence[Path], update: bool, junit: Path | None) -> int:
    """Run the scripts; 0 when every turn came out as written, 1 otherwise."""
    results = _run_all(parts, _loaded(parts, paths))
    failed = [(file, outcome) for file, all_ in results for outcome in all_ if not outcome.passed]
    for file, outcome in failed:
        _show(file, outcome)
    if junit is not None:
        junit.write_text(_junit(results), "utf-8")
    if update and failed:
        _update(parts, results)
    total = sum(len(all_) for _, all_ in results)
    turns = sum(len(outcome.turns) for _, all_ in results for outcome in all_)
    say(f"{total} 个对话（{turns} 轮）：{total - len(failed)} 个通过，{len(failed)} 个不通过")
    return 1 if failed and not update else 0


def _run_all(parts: Parts, loaded: Sequence[tuple[Path, list[Script]]]) -> Results:
    dialog = parts.dialog
    results: Results = []
    with counted("对话", sum(len(scripts) for _, scripts in loaded)) as step:
        for file, scripts in loaded:
            outcomes = []
            for script in scripts:
                outcomes.append(run_script(dialog, script))
                step()
            results.append((file, outcomes))
    return results


def _show(file: Path, outcome: Outcome) -> None:
    say(f"✗ {file.name}：{outcome.script.name}")
    for place, turn in enumerate(outcome.turns, 1):
        if turn.differences:
            say(f"  第 {place} 轮：{turn.said}")
            for difference in turn.differences:
                say(f"    − {difference}")
            for line in turn.reply.text.splitlines():
                say(f"    │ {line}")


def _update(parts: Parts, results: Results) -> None:
    for file, outcomes in results:
        if any(not outcome.passed for outcome in outcomes):
            file.write_text(updated_scripts(file, outcomes, parts.policy), "utf-8")
            say(f"已按现在的结果改写 {file}，请看一遍再提交")


def _junit(results: Results) -> str:
    """The form that CI servers read: a suite a file, a case a conversation."""
    root = Xml.Element("testsuites")
    for file, outcomes in results:
        failures = sum(not outcome.passed for outcome in outcomes)
        suite = Xml.SubElement(
            root, "testsuite", name=file.stem, tests=str(len(outcomes)), failures=str(failures)
        )
        for outcome in outcomes:
            case = Xml.SubElement(suite, "testcase", classname=file.stem, name=outcome.script.name)
            if not outcome.passed:
                found = [d for turn in outcome.turns for d in turn.differences]
                Xml.SubElement(case, "failure", message=found[0]).text = "\n".join(found)
    return Xml.tostring(root, encoding="unicode", xml_declaration=True)


class Recorder:
    """Keeps a live conversation and writes it as a script when it ends."""

    def __init__(self, file: Path, parts: Parts) -> None:
        self._file = file
        self._parts = parts
        self._turns: list[TurnOutcome] = []

    def heard(self, turn: TurnOutcome) -> None:
        self._turns.append(turn)

    def save(self, on: date) -> None:
        """Write the script; nothing when nothing was said."""
        if not self._turns:
            return
        script = recorded(self._parts.policy, self._file.stem, on, self._turns)
        self._file.write_text(dump_scripts([script]), "utf-8")
        print(f"对话已录进 {self._file}", file=sys.stderr)  # noqa: T201
