"""Prompts written to files, and answers read from them: any model can be measured offline.

`0001.prompt.json` is {"id", "messages", "schema"}, `0001.answer.json` {"id", "content"}.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from .asking import Call, Outcome, Read
from .prompt import Prompt
from .verifying import UnreadableError, Verified

PROMPT, ANSWER = ".prompt.json", ".answer.json"


class OtherPromptError(Exception):
    """A recorded prompt is another than the one that is asked now; it names the file."""


@dataclass
class Recording:
    """Writes every prompt; there are no answers."""

    folder: Path
    calls: list[Call] = field(default_factory=list)

    def ask(self, prompt: Prompt, read: Read) -> Verified | None:
        """Raises OSError."""
        self.calls.append(Call(Outcome.TIMEOUT))
        name = _name(len(self.calls))
        told = {"id": name, "messages": list(prompt.messages), "schema": prompt.schema}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / (name + PROMPT)).write_text(text, "utf-8")
        return None

    def close(self) -> None:
        """Take away what an earlier, longer recording left."""
        for file in self.folder.glob("*" + PROMPT):
            number = file.name.removesuffix(PROMPT)
            if number.isdigit() and int(number) > len(self.calls):
                file.unlink()


@dataclass
class Replaying:
    """Reads the answers to the prompts, in the order in which they were recorded."""

    folder: Path
    calls: list[Call] = field(default_factory=list)

    def ask(self, prompt: Prompt, read: Read) -> Verified | None:
        """What stood up of the answer; a missing one counts as a time-out.

        Raises OtherPromptError where the recorded prompt lies beside it and is another.
        """
        name = _name(len(self.calls) + 1)
        self._check(self.folder / (name + PROMPT), prompt)
        call = _answered(self.folder / (name + ANSWER), read)
        self.calls.append(call)
        return call.verified

    def _check(self, file: Path, prompt: Prompt) -> None:
        if not file.exists():
            return
        try:
            recorded = json.loads(file.read_text("utf-8"))
            same = Prompt(recorded["messages"], recorded["schema"]).written() == prompt.written()
        except (ValueError, LookupError, TypeError):
            same = False
        if not same:
            raise OtherPromptError(str(file))


def _answered(file: Path, read: Read) -> Call:
    if not file.exists():
        return Call(Outcome.TIMEOUT)
    try:
        return Call(Outcome.ANSWERED, verified=read(_content(file)))
    except UnreadableError:
        return Call(Outcome.UNREADABLE)


def _content(file: Path) -> str:
    """Raises UnreadableError."""
    try:
        return str(json.loads(file.read_text("utf-8"))["content"])
    except (ValueError, LookupError, TypeError):
        raise UnreadableError(file.name) from None


def _name(number: int) -> str:
    return f"{number:04}"
