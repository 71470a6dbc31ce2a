"""`wence chat`: a conversation in the terminal, with history, completion and slash commands."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from conversations import Reply, Role, State, TurnOutcome, paragraphs

from .assembly import Parts
from .cache import cache_folder
from .script_commands import Recorder
from .slash_commands import slash_command, spoken
from .utf8 import shown

GREETING = (
    "您好，我是问策。说说您企业的情况，我看《{title}》里哪几条能享受、大约多少钱。\n"
    "例：{example}。输入 /帮助 看命令，Ctrl-D 退出。"
)
_STYLES: Mapping[Role, str] = {
    "heard": "cyan",
    "met": "green",
    "unmet": "red",
    "open": "yellow",
    "quote": "dim",
    "open_point": "yellow",
    "question": "bold",
}
_INDENTED: Collection[Role] = ("option", "hint")
_COMMANDS = ("/事实", "/重来", "/原文", "/帮助")


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

    def hear(self, line: str) -> None:
        """Answer one typed line: a slash command or a message."""
        answer = slash_command(self._parts.policy, self.state, line)
        text = spoken(line)
        if answer is not None:
            self._console.print(answer, highlight=False)
        elif text.startswith("/"):
            known = " ".join(_COMMANDS)
            self._console.print(f"没有命令 {text.split()[0]}，现有：{known}", style="red")
        elif text.strip():
            self.state, reply, meaning = self._parts.dialog.turn(self.state, text, self._today)
            if self._recorder is not None:
                self._recorder.heard(TurnOutcome(text, reply, meaning, self.state))
            self._show(reply)

    def completions(self) -> list[str]:
        """What Tab offers: commands, and the options of the pending question."""
        pending = self.state.pending
        options = [option.label for option in pending.options] if pending else []
        return [*_COMMANDS, *options]

    # -- output ----------------------------------------------------------------------

    def _show(self, reply: Reply) -> None:
        for paragraph in paragraphs(reply.blocks):
            for line in paragraph:
                text = Text(line.text, style=_STYLES.get(line.role, ""))
                indent = 3 if line.role in _INDENTED else 1
                self._console.print(Padding(text, (0, 0, 0, indent)))
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
    greeting = GREETING.format(title=parts.policy.title, example=parts.example)
    console.print(Text(greeting, style="bold"))
    if parts.notice:
        console.print(Text(parts.notice))
    console.print()
    _ = parts.dialog  # train before the first question, not after it
    if not sys.stdin.isatty():
        for line in sys.stdin:
            chat.hear(line.rstrip("\n"))
        return
    session: PromptSession[str] = PromptSession(
        shown("› "), history=_history(), completer=_Completer(chat), complete_while_typing=False
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
