"""A measure as pages show it: its mark, its verdict, what stands on it while it is folded."""

from __future__ import annotations

from conversations import MARKS, STATUS_MARKS, Card, card_basis, card_particulars, judged_text
from policy_engine import Status

VERDICTS = {
    Status.ELIGIBLE: "符合",
    Status.INELIGIBLE: "目前不符合",
    Status.UNDETERMINED: "还不能确定",
    Status.EXPIRED: "文件已过有效期",
    Status.NOT_IN_FORCE: "文件还没有生效",
}


def mark(card: Card) -> str:
    """✓ ✗ ? –"""
    return STATUS_MARKS[card.status]


def verdict(card: Card) -> str:
    """Whether the enterprise meets it, in a word."""
    return VERDICTS[card.status]


def headline(card: Card) -> str:
    """The amount, or why there is none.

    >>> from conversations import Quote
    >>> from policy_engine import Kind
    >>> card = Card("8.1", "八", "平台建设", Status.UNDETERMINED, Kind.UP_TO, "最高 20 万元", Quote(""))
    >>> headline(card)
    '符合的话最高 20 万元'
    """
    if card.status is Status.UNDETERMINED:
        return f"符合的话{card.amount}"
    return card.amount or verdict(card)


def signed_reasons(card: Card) -> list[tuple[str, str]]:
    """Why, in pairs of a sign (✓ ✗ ? ·) and what it marks; how the amount comes about last."""
    reasons = [(MARKS[reason.verdict], judged_text(reason)) for reason in card.reasons]
    return reasons + [("·", told) for told in (*card_basis(card), *card_particulars(card))]
