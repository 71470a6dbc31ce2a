"""An answer as Telegram takes it: parts of at most 4,096 characters, no markup to break.

Formatting is sent as entities beside the text (core.telegram.org/bots/api#messageentity),
so nothing that a user typed can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardMarkup, MessageEntity

from ..choosing import without_options
from ..splitting import split, utf16_units
from .buttons import keyboard

MOST_CHARACTERS = 4_096
_QUOTED = "依据："
MULTIPLE = "可以选几项，选完点“选好了”；直接打字也行。"


@dataclass(frozen=True, slots=True)
class Part:
    """One message to send."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None


def parts(exchange: int, turn: Mapping[str, Any]) -> list[Part]:
    """The messages of an answer; the buttons are under the last one."""
    question = turn.get("question")
    text = without_options(str(turn["reply"]), question)
    if question and question["multiple"]:
        text = f"{text}\n{MULTIPLE}"
    buttons = keyboard(exchange, question)
    *earlier, last = split(text, MOST_CHARACTERS, utf16_units)
    return [*(_part(each) for each in earlier), _part(last, buttons)]


def _part(text: str, buttons: InlineKeyboardMarkup | None = None) -> Part:
    return Part(text, tuple(_entities(text)), buttons)


def _entities(text: str) -> Iterator[MessageEntity]:
    """The cited sentences stand out as quotations."""
    place = 0
    for line in text.split("\n"):
        if line.startswith(_QUOTED):
            yield MessageEntity(MessageEntity.BLOCKQUOTE, place, utf16_units(line))
        place += utf16_units(line) + 1
