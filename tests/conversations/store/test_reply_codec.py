"""A stored reply comes back block for block; what cannot be read is shown as its text."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import (
    AskedQuestion,
    Blocks,
    Card,
    Dialog,
    Group,
    Heard,
    Judged,
    Line,
    Link,
    Noted,
    Notice,
    Option,
    Quote,
    SqliteStore,
    State,
    StoredReply,
)
from conversations.blocks import Extent, LineRole, NoticeKind
from conversations.store import decode_blocks, encode_blocks
from conversations.store.migrations import STEPS
from policy_engine import Interval, Kind, Quantity, Status, unit_of
from tests.conversations.samples import EVERY_KIND
from tests.conversations.simulated_user import ON

TEXT = st.text(max_size=12)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
TRUTH = st.sampled_from([True, False, None])
NUMBER = st.decimals(-1000, 1000, places=2)
VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.builds(
        lambda low, more, unit, approx: Quantity(
            Interval(low, low + more, more > 0, more > 0), unit_of(unit), approx
        ),
        NUMBER,
        st.integers(0, 50).map(Decimal),
        st.sampled_from(["家", "CNY", "m2", "month", "USD"]),
        st.booleans(),
    ),
)
NOTED = st.lists(st.builds(Noted, TEXT, TEXT, TEXT), max_size=3).map(tuple)
JUDGED = st.recursive(
    st.builds(Judged, TEXT, TRUTH),
    lambda inner: st.builds(Judged, TEXT, TRUTH, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)
QUOTE = st.builds(Quote, TEXT, TEXT, TEXT, st.booleans())
CARD = st.builds(
    Card,
    measure=TEXT, clause=TEXT, title=TEXT, status=st.sampled_from(Status),
    nature=st.sampled_from(Kind), amount=TEXT, quote=QUOTE, has_sum=st.booleans(),
    reasons=st.lists(JUDGED, max_size=3).map(tuple), basis=TEXTS, formula=TEXT, cap=TEXT,
    gaps=TEXTS, missing=TEXTS, denied=TEXTS, open_points=TEXTS, remark=TEXT,
    extent=st.sampled_from(get_args(Extent)),
)  # fmt: skip
QUESTION = st.builds(
    AskedQuestion,
    facts=TEXTS, text=TEXT, multiple=st.booleans(), brief=st.booleans(), inline=st.booleans(),
    options=st.lists(st.builds(Option, TEXT, TEXT, VALUE), max_size=3).map(tuple),
)  # fmt: skip
BLOCK = st.recursive(
    st.one_of(
        st.builds(Heard, NOTED, NOTED, NOTED),
        st.builds(Notice, st.sampled_from(get_args(NoticeKind)), TEXT),
        st.builds(Line, TEXT, st.sampled_from(get_args(LineRole))),
        st.builds(Link, TEXT, TEXT),
        QUOTE,
        CARD,
        QUESTION,
    ),
    lambda inner: st.builds(Group, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)


@given(st.lists(BLOCK, max_size=4).map(tuple))
def test_whatever_is_said_comes_back_to_the_letter(blocks: Blocks) -> None:
    assert decode_blocks(encode_blocks(blocks)) == blocks


def test_what_comes_back_is_of_the_same_types() -> None:
    blocks = decode_blocks(encode_blocks(EVERY_KIND))
    assert repr(blocks) == repr(EVERY_KIND)
    (card, _) = (block for block in blocks if isinstance(block, Card))
    assert card.status is Status.ELIGIBLE


def test_the_replies_of_a_conversation_come_back(dialog: Dialog) -> None:
    state = State()
    for text in (
        "能享受哪些政策",
        "9",
        "2500平，服务12家，当地进出口6000万",
        "详细",
        "还差多少",
        "5000",
    ):
        state, reply, _ = dialog.turn(state, text, ON)
        assert decode_blocks(encode_blocks(reply.blocks)) == reply.blocks


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", '{"version": 1}', '{"version": 9, "blocks": []}',
        '{"version": 1, "blocks": [{"type": "poem", "text": "…"}]}',
        '{"version": 1, "blocks": [{"type": "line", "words": "…"}]}',
        '{"version": 1, "blocks": [{"type": "card", "status": "rich"}]}',
        '{"version": 1, "blocks": [{"low": "1"}]}', '{"version": 1, "blocks": 7}',
        '{"version": 1, "blocks": {"type": "line", "text": "…"}}',
    ],
)  # fmt: skip
def test_what_is_no_reply_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="读不了"):
        decode_blocks(text)


def test_blocks_are_kept_with_the_exchange(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "w.db")
    exchange, _ = store.claim("web", "u", "1", "你好", 1.0)
    assert exchange.blocks == ()
    reply = StoredReply("文本", "answer", "{}", blocks=EVERY_KIND)
    assert store.answer(exchange, State(), reply, 1.0, version=None).blocks == EVERY_KIND
    assert store.claim("web", "u", "1", "你好", 2.0)[0].blocks == EVERY_KIND  # a resend
    assert [e.blocks for e in store.transcript("web", "u")] == [EVERY_KIND]
    assert exchange.with_reply(reply).blocks == EVERY_KIND
    store.close()


def test_staffs_own_words_are_a_line(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "w.db")
    said = store.add_reply("web", "u", "1", StoredReply("请带执照", "staff", "{}"), 1.0)
    assert said.blocks == (Line("请带执照"),)
    store.close()


def test_an_exchange_that_is_older_than_blocks_is_shown_by_its_text(tmp_path: Path) -> None:
    """A file whose tables are of the version before blocks were kept."""
    with_blocks = next(n for n, step in enumerate(STEPS) if "COLUMN blocks" in step)
    text = "✓ 平台建设（第八条）：最高 20 万元\n\n提供一站式服务吗？\n1. 是\n2. 否"
    with sqlite3.connect(tmp_path / "w.db") as old:
        for step in STEPS[:with_blocks]:
            old.executescript(step)
        old.execute(f"PRAGMA user_version = {with_blocks}")
        old.execute(
            "INSERT INTO exchanges (channel, user, external_id, text, received_at, reply, act,"
            " answered_at, turn) VALUES ('web', 'u', '1', '你好', 1.0, ?, 'ask', 1.0, '{}')", (text,)
        )  # fmt: skip
    old.close()
    store = SqliteStore(tmp_path / "w.db")
    (exchange,) = store.transcript("web", "u")
    assert exchange.blocks == (Line(text),)
    store.close()


def test_blocks_of_a_later_version_are_shown_by_their_text(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "w.db")
    exchange, _ = store.claim("web", "u", "1", "你好", 1.0)
    store.answer(
        exchange, State(), StoredReply("文本", "answer", "{}", blocks=EVERY_KIND), 1.0, version=None
    )
    with sqlite3.connect(tmp_path / "w.db") as raw:
        raw.execute("UPDATE exchanges SET blocks = ?", (json.dumps({"version": 2, "blocks": []}),))
    raw.close()
    (found,) = store.transcript("web", "u")
    assert found.blocks == (Line("文本"),)
    store.close()
