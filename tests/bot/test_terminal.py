"""`wence chat` in a real pseudo-terminal: typing, slash commands, Tab, Ctrl-D."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def terminal() -> Iterator[pexpect.spawn]:
    child = pexpect.spawn(
        sys.executable, ["-m", "bot", "chat", "--as-of", "2025-06-01"], cwd=str(ROOT),
        encoding="utf-8", timeout=120, dimensions=(60, 120), env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )  # fmt: skip
    child.expect("您好，我是问策")
    yield child
    child.close(force=True)


def _type(terminal: pexpect.spawn, line: str) -> None:
    """Type a line once the prompt is there."""
    terminal.expect("›")
    terminal.sendline(line)


def test_a_conversation_with_slash_commands(terminal: pexpect.spawn) -> None:
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


def test_tab_completes_commands(terminal: pexpect.spawn) -> None:
    terminal.expect("›")
    terminal.send("/帮\t")
    terminal.expect("/帮助")
    terminal.send("\r")
    terminal.expect("看已经记下的情况")
