"""`wence data`: what was said, what was not understood, and deleting what is too old."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from conversations import Database, Exchange, SqlStore, Store, open_database

from .assembly import Parts
from .commands import say
from .contract import dumps
from .desk.records import DeskRecords
from .errors import UserError

DAY = 86_400.0
SHOWN_AROUND = 2
"""Messages before a misunderstood one that are shown with it."""
_VERDICTS = {True: "有用　", False: "没用　", None: ""}
SHOWN_OF_USER = 8
"""Characters of a user's hash that tell users apart well enough to read."""


def purge(parts: Parts, days: float | None) -> None:
    """Delete conversations that are older than they may be."""
    kept_days = parts.settings.server.retention_days if days is None else days
    before = time.time() - kept_days * DAY
    with closing(_database(parts)) as database:
        count = SqlStore(database).purge(before)
        DeskRecords(database).purge(before)
    say(f"删掉了 {count} 条 {kept_days:g} 天以前的消息")


def export(parts: Parts, days: float | None, as_json: bool) -> None:
    """Everything said in the last days, to be read or, as JSON Lines, to be counted."""
    since = 0.0 if days is None else time.time() - days * DAY
    with _store(parts) as store:
        if as_json:
            for exchange in store.exchanges(since):
                say(dumps(_row(exchange)))
            return
        for place, exchanges in groupby(store.exchanges(since), lambda e: (e.channel, e.user)):
            say(f"# {_who(*place)}\n")
            _show(exchanges)


def unclear(parts: Parts, most: int, as_json: bool) -> None:
    """The latest messages nobody could answer, newest first, each with what went before."""
    with _store(parts) as store:
        found = store.unclear(most)
        if not found and not as_json:
            say("没有没听懂的消息")
        for exchange in found:
            before = _before(store, exchange)
            if as_json:
                say(dumps({**_row(exchange), "before": [_row(e) for e in before]}))
                continue
            say(f"# {_who(exchange.channel, exchange.user)}\n")
            _show([*before, exchange])


def feedback(parts: Parts, most: int, as_json: bool) -> None:
    """The latest feedback of users, newest first, each with the answer it is about."""
    with _store(parts) as store:
        found = store.feedback(most)
        if not found and not as_json:
            say("还没有人反馈")
        for told in found:
            said = store.transcript(told.channel, told.user)
            about = next((e for e in said if e.number == told.exchange), None)
            if as_json:
                say(dumps({**asdict(told), "about": about and _row(about)}))
                continue
            say(f"# {_who(told.channel, told.user)}　{_VERDICTS[told.helpful]}{told.note}\n")
            _show([about] if about is not None else [])


def unreadable(parts: Parts, most: int, as_json: bool) -> None:
    """What was kept of conversations that could not be read after an upgrade, latest first."""
    with _store(parts) as store:
        found = store.unreadable(most)
    if not found and not as_json:
        say("没有读不出的对话状态")
    for kept in found:
        if as_json:
            say(dumps(asdict(kept)))
            continue
        when = datetime.fromtimestamp(kept.touched_at, UTC).astimezone()
        say(f"# {_who(kept.channel, kept.user)}　{when:%Y-%m-%d %H:%M:%S}\n{kept.state}\n")


def _row(exchange: Exchange) -> dict[str, Any]:
    """An exchange for programs; what was answered is in its TURN."""
    return {name: value for name, value in asdict(exchange).items() if name != "encoded_blocks"}


def _before(store: Store, exchange: Exchange) -> list[Exchange]:
    said = store.transcript(exchange.channel, exchange.user)
    return [e for e in said if e.number < exchange.number][-SHOWN_AROUND:]


def _show(exchanges: Iterable[Exchange]) -> None:
    for exchange in exchanges:
        when = datetime.fromtimestamp(exchange.received_at, UTC).astimezone()
        say(f"{when:%Y-%m-%d %H:%M:%S}　{exchange.text}")
        say("\n".join(f"　　{line}" for line in (exchange.reply or "（还没有答）").splitlines()))
        say("")


def _who(channel: str, user: str) -> str:
    return f"{channel} {user[:SHOWN_OF_USER]}"


@contextmanager
def _store(parts: Parts) -> Iterator[Store]:
    """The store of the server. Raises UserError when nothing was ever stored there."""
    with closing(SqlStore(_database(parts))) as store:
        yield store


def _database(parts: Parts) -> Database:
    place = parts.settings.server.database
    if isinstance(place, Path) and not place.exists():
        raise UserError(
            f"{place}：还没有存下的对话；先用 wence serve 开服务，或检查设置里的 database"
        )
    return open_database(place)
