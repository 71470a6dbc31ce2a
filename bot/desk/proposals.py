"""Sentences whose meaning was released, kept as training data: they train the next model."""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from ..errors import UserError

_PERSONAL = re.compile(r"(?<!\d)(?:1\d{10}|\d{15,19}|0\d{2,3}-?\d{7,8})(?!\d)")
HIDDEN = "〔号码〕"
HEAD = "# 接线员标出、另一个人放行的说法；并进政策的 训练/ 后随下一个模型生效。\n"
_WRITING = threading.Lock()


def propose(file: Path, intent: str, text: str) -> None:
    """Add a sentence under an intent (or `faq/…`), once. Raises UserError.

    Telephone and identity numbers are left out of it. The file is replaced whole.
    """
    sentence = " ".join(_PERSONAL.sub(HIDDEN, text).split())
    with _WRITING, _alone_with(file):
        sections = _sections(file)
        examples = sections.setdefault(intent, [])
        if sentence and sentence not in examples:
            examples.append(sentence)
            _replace(file, sections)


@contextmanager
def _alone_with(file: Path) -> Iterator[None]:
    """Other processes wait as well. Raises UserError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.with_name(f"{file.name}.lock").open("w")
    except OSError as error:
        raise UserError(f"{file} 写不了（{error.strerror}），请检查路径与权限") from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sections(file: Path) -> dict[str, list[str]]:
    if not file.exists():
        return {}
    try:
        data = yaml.safe_load(file.read_text("utf-8")) or {}
        return {
            section["intent"]: [
                line.removeprefix("- ") for line in section["examples"].splitlines()
            ]
            for section in data.get("nlu", [])
        }
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError):
        raise UserError(f"{file} 读不了或不是 Rasa 的 YAML，请先修好它，再标一次") from None


def _replace(file: Path, sections: dict[str, list[str]]) -> None:
    data: dict[str, Any] = {
        "version": "3.1",
        "nlu": [
            {"intent": intent, "examples": _Literal("".join(f"- {line}\n" for line in lines))}
            for intent, lines in sorted(sections.items())
        ],
    }
    text = HEAD + yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=file.parent, delete=False
        ) as fresh:
            fresh.write(text)
        os.replace(fresh.name, file)
    except OSError as error:
        raise UserError(f"{file} 写不了（{error.strerror}），请检查路径与权限") from None


class _Literal(str):
    """A text written as a block, one example a line."""


class _Dumper(yaml.SafeDumper):
    """Rasa's form of a training file."""


_Dumper.add_representer(
    _Literal, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)
