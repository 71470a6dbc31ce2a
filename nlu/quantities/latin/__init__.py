"""Quantities in Latin letters, English or pinyin, rewritten for the scanner."""

from __future__ import annotations

from . import english, pinyin
from .rewriting import Rewritten

__all__ = ["in_chinese"]


def in_chinese(text: str) -> Rewritten | None:
    """`text` with its English and pinyin quantities in Chinese, or `None` when it has none."""
    rewritten = Rewritten.unchanged(text)
    if english.has_english(text):
        for made in english.PASSES:
            rewritten = _with(rewritten, made(rewritten.text))
    if pinyin.may_have_pinyin(rewritten.text):
        rewritten = _with(rewritten, pinyin.pieces(rewritten.text))
    return None if rewritten.text == text else rewritten


def _with(rewritten: Rewritten, pieces: list[tuple[int, int, str]]) -> Rewritten:
    return rewritten.with_pieces(pieces) if pieces else rewritten
