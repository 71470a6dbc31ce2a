"""While a person is at a conversation the bot is silent in every channel, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answering import ATTENDED, Answering
from bot.assembly import Parts
from bot.courier import told_late
from bot.desk.records import DeskRecords
from bot.settings import Settings
from bot.telegram.outgoing import parts as telegram_parts
from conversations import Exchange, SqliteStore, open_database

from .conftest import Server

CALLER = "我们做跨境电商平台，入网企业40家"


@pytest.fixture
def taken(server: Server) -> Callable[[str, str], None]:
    """Takes the latest conversation of a channel over, as the desk does."""

    def take(channel: str, text: str) -> None:
        store, records = SqliteStore(server.database), DeskRecords(open_database(server.database))
        said = [e for e in store.exchanges(0.0) if e.channel == channel and e.text == text]
        records.takeovers.begin(channel, said[-1].user, "李四", said[-1].number)
        records.close()
        store.close()

    return take


def test_rest_says_nothing_and_keeps_where_it_stood(
    server: Server, taken: Callable[[str, str], None]
) -> None:
    before = server.chat("taken", CALLER)
    taken("web", CALLER)
    told = server.chat("taken", "开了两年")
    assert (told["reply"], told["act"]) == ("", ATTENDED)
    assert told["facts"] == before["facts"]


def test_rasas_channel_gets_no_message(server: Server, taken: Callable[[str, str], None]) -> None:
    url = "/webhooks/rest/webhook"
    assert server.post(url, json={"sender": "r", "message": CALLER}).json()
    taken("rasa", CALLER)
    assert server.post(url, json={"sender": "r", "message": "在吗"}).json() == []


def test_telegram_sends_nothing() -> None:
    assert telegram_parts(1, ()) == []


def test_a_silent_turn_that_came_late_has_nothing_to_tell() -> None:
    assert told_late(Exchange(1, "web", "u", "1", "在吗", 1.0, reply="", act=ATTENDED)) == ()


def test_what_was_said_meanwhile_waits_for_staff(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "w.db")
    dialog = Parts(Settings()).dialog
    answering = Answering(
        dialog, store, 1800, clock=lambda: 1.0, on_answer=lambda _: None,
        attended=lambda channel, user: user == "taken",
    )  # fmt: skip
    for user in ("taken", "other"):
        answered = answering.answer(answering.claim("web", user, "k", CALLER))
        assert bool(answered.reply) == (user == "other")
        assert (json.loads(answered.turn or "{}")["facts"] == {}) == (user == "taken")
    assert [e.user for e in store.unclear()] == ["taken"]
    store.close()


def test_who_gives_a_number_to_call_is_seen_to(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "w.db")
    answering = Answering(
        Parts(Settings()).dialog, store, 1800, clock=lambda: 1.0, on_answer=lambda _: None
    )
    answering.answer(answering.claim("web", "u", "1", "海外仓补多少"))
    assert store.unclear() == []
    answering.answer(answering.claim("web", "u", "2", "海外仓补多少，回我电话13812345678"))
    assert len(store.unclear()) == 1
    store.close()
