"""Staff's own words on their way to a user: sent where that can be, else given with the next answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.courier import LATER, SHOWN, Courier
from bot.errors import UserError
from bot.sealing import Seal
from conversations import SqliteStore

SECRET = b"0123456789abcdef"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "w.db")
    yield made
    made.close()


def _say(store: SqliteStore, channel: str, fails: bool = False) -> tuple[str, list[object]]:
    sent: list[object] = []

    async def send(address: str, text: str) -> None:
        if fails:
            raise UserError("超过 48 小时")
        sent.append((address, text))

    courier = Courier(store, Seal(SECRET), {"wechat": send})
    return asyncio.run(courier.say(channel, "u", "请带营业执照")), sent


def test_it_is_sent_to_the_address_that_was_kept(store: SqliteStore) -> None:
    store.keep_address("wechat", "u", Seal(SECRET).close("openid-1"))
    told, sent = _say(store, "wechat")
    assert told == "已经发出"
    assert sent == [("openid-1", "请带营业执照")]
    assert store.late("wechat", "u") == []


@pytest.mark.parametrize("kept", [None, "sealed with another key"])
def test_without_an_address_it_waits_for_the_next_answer(
    store: SqliteStore, kept: str | None
) -> None:
    if kept:
        store.keep_address("wechat", "u", Seal(b"another secret!!").close("openid-1"))
    told, sent = _say(store, "wechat")
    assert told.startswith(LATER.partition("（")[0])
    assert sent == []
    assert [e.reply for e in store.late("wechat", "u")] == ["请带营业执照"]


def test_a_refusal_of_the_platform_loses_nothing(store: SqliteStore) -> None:
    store.keep_address("wechat", "u", Seal(SECRET).close("openid-1"))
    told, _ = _say(store, "wechat", fails=True)
    assert "超过 48 小时" in told
    assert len(store.late("wechat", "u")) == 1


def test_on_the_page_it_shows_by_itself(store: SqliteStore) -> None:
    told, _ = _say(store, "web")
    assert told == SHOWN
    (waiting,) = store.late("web", "u")
    assert (waiting.text, waiting.act) == ("", "staff")
