"""The buttons under a question: what they carry (at most 64 bytes), and how they look.

A button carries the number of the exchange that asked; question and options are looked
up in the store, so a button of last week still knows what it stood for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from conversations import AskedQuestion

from ..choosing import NONE

CHOSEN = "✅ "
DONE = "选好了"
_DATA = re.compile(r"^([ptdn]):(\d{1,18}):(\d{1,3})$")
Kind = Literal["pick", "toggle", "done", "none"]
_KINDS: Mapping[str, Kind] = {"p": "pick", "t": "toggle", "d": "done", "n": "none"}


@dataclass(frozen=True, slots=True)
class Press:
    """A button: what it does, the exchange it belongs to, and the place of its option."""

    kind: Kind
    exchange: int
    option: int


def press_of(data: str) -> Press | None:
    """The button with this callback data.

    >>> press_of("p:12:0"), press_of("x")
    (Press(kind='pick', exchange=12, option=0), None)
    """
    found = _DATA.match(data)
    return Press(_KINDS[found[1]], int(found[2]), int(found[3])) if found else None


def keyboard(
    exchange: int, question: AskedQuestion, chosen: Collection[int] = ()
) -> InlineKeyboardMarkup | None:
    """The buttons of a question; of a multiple choice those chosen so far are ticked."""
    if not question.options:
        return None
    kind = "t" if question.multiple else "p"
    rows = [
        [
            InlineKeyboardButton(
                f"{CHOSEN if place in chosen else ''}{option.label}",
                callback_data=f"{kind}:{exchange}:{place}",
            )
        ]
        for place, option in enumerate(question.options)
    ]
    if question.multiple:
        rows.append(
            [
                InlineKeyboardButton(DONE, callback_data=f"d:{exchange}:0"),
                InlineKeyboardButton(NONE, callback_data=f"n:{exchange}:0"),
            ]
        )
    elif len(rows) == 2:
        rows = [[*rows[0], *rows[1]]]
    return InlineKeyboardMarkup(rows)
