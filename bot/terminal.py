"""`wence chat`: a conversation in the terminal, with history, completion and slash commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from conversations import AskedQuestion, Reply, State, TurnOutcome, fact_value
from nlu import cache_folder
from policy_engine import Policy

from .assembly import Parts
from .script_commands import Recorder

GREETING = (
    "您好，我是问策。说说您企业的情况，我看《{title}》里哪几条能享受、大约多少钱。\n"
    "例：我们做跨境电商平台，四十多家入网企业，去年成交额 4000 万。输入 /帮助 看命令，Ctrl-D 退出。"
)
HELP = """/事实        看已经记下的情况
/重来        清空，重新开始
/原文 8      看第八条原文（不写条号看全文）
/帮助        看这份说明
Ctrl-D       退出
有选项的问题，直接回序号，如 1 或 1 3。"""
_STYLES = {
    "✓": "green",
    "✗": "red",
    "?": "yellow",
    "依据": "dim",
    "待定": "yellow",
    "记下了": "cyan",
}
_NUMERALS = "一二三四五六七八九"


class Chat:
    """One conversation in a terminal."""

    def __init__(
        self, parts: Parts, today: date, console: Console, recorder: Recorder | None = None
    ) -> None:
        self._parts = parts
        self._today = today
        self._console = console
        self._recorder = recorder
        self.state = State()
        self._commands: dict[str, Callable[[str], None]] = {
            "/事实": self._show_facts,
            "/重来": self._restart,
            "/原文": self._show_source,
            "/帮助": self._show_help,
        }

    def hear(self, line: str) -> None:
        """Answer one typed line: a slash command or a message."""
        name, _, rest = line.strip().partition(" ")
        if name.startswith("/"):
            command = self._commands.get(name)
            if command is None:
                self._console.print(
                    f"没有命令 {name}，现有：{' '.join(self._commands)}", style="red"
                )
                return
            command(rest.strip())
        elif line.strip():
            self.state, reply, meaning = self._parts.dialog.turn(self.state, line, self._today)
            if self._recorder is not None:
                self._recorder.heard(TurnOutcome(line, reply, meaning, self.state))
            self._show(reply)

    def completions(self) -> list[str]:
        """What Tab offers: commands, and the options of the pending question."""
        pending = self.state.pending
        options = [option.label for option in pending.options] if pending else []
        return [*self._commands, *options]

    # -- commands ------------------------------------------------------------------

    def _show_facts(self, _rest: str) -> None:
        if not self.state.facts:
            self._console.print("还没有记下什么。")
        for name, value in self.state.facts.items():
            self._console.print(f"· {fact_value(self._policy.facts[name], value)}", highlight=False)

    def _restart(self, _rest: str) -> None:
        self.hear("重新开始")

    def _show_source(self, rest: str) -> None:
        clauses = self._policy.source.clauses
        if not rest:
            self._console.print(self._policy.source.text, highlight=False)
            return
        plain = rest.strip("第条 ")
        label = _NUMERALS[int(plain) - 1] if plain in tuple("123456789") else plain
        if label not in clauses:
            self._console.print(f"没有第“{rest}”条，现有：{'、'.join(clauses)}", style="red")
            return
        self._console.print(clauses[label], highlight=False)

    def _show_help(self, _rest: str) -> None:
        self._console.print(HELP, highlight=False)

    # -- output ----------------------------------------------------------------------

    @property
    def _policy(self) -> Policy:
        return self._parts.policy

    def _show(self, reply: Reply) -> None:
        for paragraph in reply.paragraphs:
            for line in paragraph.splitlines():
                self._console.print(Padding(_styled(line), (0, 0, 0, 1)))
            self._console.print()
        if reply.question is not None:
            self._show_question(reply.question)

    def _show_question(self, question: AskedQuestion) -> None:
        first, *options = str(question).splitlines()
        self._console.print(Padding(Text(first, style="bold"), (0, 0, 0, 1)))
        for line in options:
            self._console.print(Padding(Text(line), (0, 0, 0, 3)))
        self._console.print()


class _Completer(Completer):
    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        for word in self._chat.completions():
            if typed and word.startswith(typed):
                yield Completion(word, start_position=-len(typed))


def run_terminal(parts: Parts, today: date, record: Path | None = None) -> None:
    """Talk until Ctrl-D. Without a terminal (a pipe) it reads lines and prints replies."""
    console = Console(markup=False)
    recorder = Recorder(record, parts) if record is not None else None
    chat = Chat(parts, today, console, recorder)
    try:
        _talk(chat, parts, console)
    finally:
        if recorder is not None:
            recorder.save(today)


def _talk(chat: Chat, parts: Parts, console: Console) -> None:
    console.print(Text(GREETING.format(title=parts.policy.title), style="bold"))
    console.print()
    _ = parts.dialog  # train before the first question, not after it
    if not sys.stdin.isatty():
        for line in sys.stdin:
            chat.hear(line.rstrip("\n"))
        return
    session: PromptSession[str] = PromptSession(
        "› ", history=_history(), completer=_Completer(chat), complete_while_typing=False
    )
    while True:
        try:
            line = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            console.print("再见。")
            return
        chat.hear(line)


def _history() -> History:
    file: Path = cache_folder() / "history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(file))


def _styled(line: str) -> Text:
    style = next((style for mark, style in _STYLES.items() if line.startswith(mark)), "")
    return Text(line, style=style)
