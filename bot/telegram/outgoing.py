"""An answer as Telegram takes it: parts of at most 4,096 characters, no markup to break.

Formatting is sent as entities beside the text (core.telegram.org/bots/api#messageentity),
so nothing that a user typed can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from telegram import InlineKeyboardMarkup, MessageEntity

from conversations import AskedQuestion, Blocks, Paragraph, TextLine, lines, paragraphs, question_in

from ..splitting import Page, page_text, split, utf16_units
from .buttons import keyboard

MOST_CHARACTERS = 4_096
MULTIPLE = "可以选几项，选完点“选好了”；直接打字也行。"


@dataclass(frozen=True, slots=True)
class Part:
    """One message to send."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None


def parts(exchange: int, blocks: Blocks) -> list[Part]:
    """The messages of an answer; the buttons are under the last one."""
    if not blocks:
        return []  # a person is at the conversation
    question = question_in(blocks)
    buttons = None if question is None else keyboard(exchange, question)
    said = paragraphs(blocks if question is None else blocks[:-1])
    asked = [] if question is None else [_asked(question)]
    *earlier, last = split([*said, *asked], MOST_CHARACTERS, utf16_units)
    return [*(_part(each) for each in earlier), _part(last, buttons)]


def _asked(question: AskedQuestion) -> Paragraph:
    """A question whose options are buttons."""
    hint = (TextLine(MULTIPLE),) if question.multiple else ()
    return (*lines(question.without_options()), *hint)


def _part(said: Page, buttons: InlineKeyboardMarkup | None = None) -> Part:
    return Part(page_text(said), tuple(_entities(said)), buttons)


def _entities(said: Page) -> Iterator[MessageEntity]:
    """The cited sentences stand out as quotations."""
    place = 0
    for paragraph in said:
        for is_quote, cited in groupby(paragraph, lambda line: line.role == "quote"):
            length = sum(utf16_units(line.text) + 1 for line in cited)
            if is_quote:
                yield MessageEntity(MessageEntity.BLOCKQUOTE, place, length - 1)
            place += length
        place += 1
