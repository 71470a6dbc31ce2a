"""Nothing twice in a row: what the reply before said at length is told shortly, or leads to a person."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace

from nlu import IntentName, Question

from .blocks import Block, Blocks, Card, Group, Line, Quote
from .describing import CONDITIONS
from .plain_text import plain_text
from .want import Want, Wanted
from .worded import worded

PRINT_LENGTH = 12
_WORDS = worded("policies")
_AGAIN = _WORDS["again"]
_SHORTER = {_WORDS[name]: _AGAIN[name] for name in ("no_finer", "text_says", "counted_from")}
_LONG = ("full", "settled")
_ASKED_FOR: frozenset[Wanted] = frozenset(
    {Question.DETAIL, Question.SUMMARY, IntentName.ASK_SOURCE, IntentName.ASK_WHY, Want.CLAUSE}
)
"""Who asks for the whole of it is told it again."""


def printed(blocks: Blocks) -> frozenset[str]:
    """Prints of what is said at length: cards in full, and sentences of the text with what
    introduces them."""
    return frozenset(_print(block) for block in _at_length(blocks))


def said_anew(blocks: Blocks, before: Collection[str], want: Wanted, contact: str) -> Blocks:
    """The blocks with those told shortly that the reply before had as well."""
    if want in _ASKED_FOR or not before:
        return blocks
    return tuple(new for block in blocks for new in _anew(block, before, contact))


def nothing_else(contact: str) -> Line:
    """Said where even the short form was just said."""
    return Line(_AGAIN["third"].format(_AGAIN["whom"].format(contact) if contact else ""))


def _anew(block: Block, before: Collection[str], contact: str) -> Iterator[Block]:
    if _is_long(block):
        yield _shorter(block, contact) if _print(block) in before else block
    elif isinstance(block, Group):
        yield Group(tuple(new for b in block.blocks for new in _anew(b, before, contact)))
    else:
        yield block


def _at_length(blocks: Blocks) -> Iterator[Block]:
    for block in blocks:
        if _is_long(block):
            yield block
        elif isinstance(block, Group):
            yield from _at_length(block.blocks)


def _is_long(block: Block) -> bool:
    if isinstance(block, Card):
        return block.extent in _LONG
    if not isinstance(block, Group) or not isinstance(block.blocks[0], Line):
        return False
    quotes = any(isinstance(part, Quote) for part in block.blocks)
    return quotes and (block.blocks[0].text in _SHORTER or CONDITIONS in block.blocks)


def _shorter(block: Block, contact: str) -> Block:
    if isinstance(block, Card):
        return replace(block, extent="line")
    assert isinstance(block, Group)
    first = block.blocks[0]
    assert isinstance(first, Line)
    whom = _AGAIN["whom"].format(contact) if contact else ""
    return Line(_SHORTER.get(first.text, _AGAIN["described"]).format(whom, first.text))


def _print(block: Block) -> str:
    """A print of it; of sentences of the text whatever introduces them."""
    said: Blocks = (block,)
    if isinstance(block, Group) and CONDITIONS not in block.blocks:
        said = tuple(part for part in block.blocks if isinstance(part, Quote))
    return hashlib.sha256(plain_text(said).encode()).hexdigest()[:PRINT_LENGTH]
