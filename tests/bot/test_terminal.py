"""`wence chat` in a real pseudo-terminal: typing, slash commands, Tab, Ctrl-D."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pexpect
import pytest
from rich.console import Console

from bot.assembly import Parts
from bot.terminal import Chat
from conversations import State

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def terminal() -> Iterator[pexpect.spawn[str]]:
    child = pexpect.spawn(
        sys.executable, ["-m", "bot", "chat", "--as-of", "2025-06-01"], cwd=str(ROOT),
        encoding="utf-8", timeout=120, dimensions=(60, 120), env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )  # fmt: skip
    child.expect("您好，我是问策")
    yield child
    child.close(force=True)


def _type(terminal: pexpect.spawn[str], line: str) -> None:
    """Type a line once the prompt is there."""
    terminal.expect("›")
    terminal.sendline(line)


def test_a_conversation_with_slash_commands(terminal: pexpect.spawn[str]) -> None:
    _type(terminal, "我们海外仓2500平，当地进出口额六千万")
    terminal.expect("海外仓服务多少家邵阳企业")
    _type(terminal, "/事实")
    terminal.expect("海外仓面积 2500 平方米")
    _type(terminal, "/原文 8")
    terminal.expect("八、支持跨境电商平台企业")
    _type(terminal, "/没有")
    terminal.expect("没有命令")
    _type(terminal, "十二家")
    terminal.expect("最高 30 万元")
    _type(terminal, "/重来")
    terminal.expect("清空")
    _type(terminal, "/事实")
    terminal.expect("还没有记下什么")
    terminal.expect("›")
    terminal.sendeof()
    terminal.expect("再见")
    terminal.expect(pexpect.EOF)


def test_tab_completes_commands(terminal: pexpect.spawn[str]) -> None:
    terminal.expect("›")
    terminal.send("/帮\t")
    terminal.expect("/帮助")
    terminal.send("\r")
    terminal.expect("看已经记下的情况")


def test_a_reply_is_its_text_in_colours(parts: Parts) -> None:
    """What was heard, reasons, sentence and question each in their own; the words stay the same."""
    told = "我们做跨境电商平台，一站式都有，开了一年半，入网企业40家，去年成交额4000万"
    today, out = date(2025, 6, 1), io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=400)
    chat = Chat(parts, today, console)
    for said in (told, "详细"):
        chat.hear(said)
    colours = dict(re.findall(r"\x1b\[([\d;]+)m\s*([^\x1b\s])", out.getvalue()))
    assert {"36": "记", "32": "✓", "31": "✗", "2": "依", "1": "另"}.items() <= colours.items()
    words = re.sub(r"\x1b\[[\d;]*m", "", out.getvalue())
    state, short, _ = parts.dialog.turn(State(), told, today)
    _, full, _ = parts.dialog.turn(state, "详细", today)
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    assert lines == [line for line in f"{short.text}\n{full.text}".splitlines() if line]
