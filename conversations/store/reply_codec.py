"""The blocks of a reply as JSON and back, to the letter.

Every block is an object with its `type`; a field that has its default is left out, so a
field that is added later reads old replies. An object without a type is a value of a fact.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from policy_engine import Kind, Status

from ..blocks import (
    AskedQuestion,
    Block,
    Blocks,
    Card,
    Group,
    Heard,
    Judged,
    Line,
    Link,
    Noted,
    Notice,
    Option,
    Quote,
)
from .codec import decode_value, encode_value

VERSION = 1
_TYPES: dict[str, type[Any]] = {
    "heard": Heard, "noted": Noted, "notice": Notice, "line": Line, "quote": Quote,
    "card": Card, "judged": Judged, "question": AskedQuestion, "option": Option,
    "link": Link, "group": Group,
}  # fmt: skip
_NAMES = {kind: name for name, kind in _TYPES.items()}
_NO_REPLY = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
_CODES = {"status": Status, "nature": Kind}


def encode_blocks(blocks: Blocks) -> str:
    """The blocks as one line of JSON."""
    data = {"version": VERSION, "blocks": _encoded(blocks)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def decode_blocks(text: str) -> Blocks:
    """The blocks that `encode_blocks` wrote. Raises ValueError when they are none."""
    try:
        data = json.loads(text)
        version, blocks = data["version"], tuple(_decoded(each) for each in data["blocks"])
    except _NO_REPLY as error:
        raise ValueError(f"存下的答复读不了（{type(error).__name__}）") from None
    if version != VERSION or not all(isinstance(block, Block) for block in blocks):
        raise ValueError(f"存下的答复读不了（版本 {version!r:.20}）")
    return blocks


def _encoded(piece: Any) -> Any:
    if isinstance(piece, tuple):
        return [_encoded(each) for each in piece]
    if piece is None or isinstance(piece, str | bool):
        return piece
    if type(piece) not in _NAMES:
        return encode_value(piece)
    told = ((field, getattr(piece, field.name)) for field in fields(piece))
    kept = {field.name: _encoded(value) for field, value in told if value != field.default}
    return {"type": _NAMES[type(piece)], **kept}


def _decoded(piece: Any) -> Any:
    if isinstance(piece, list):
        return tuple(_decoded(each) for each in piece)
    if not isinstance(piece, dict):
        return piece
    if "type" not in piece:
        return decode_value(piece)
    return _TYPES[piece["type"]](
        **{
            name: _CODES.get(name, _decoded)(value)
            for name, value in piece.items()
            if name != "type"
        }
    )
