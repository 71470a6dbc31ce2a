"""A slow answer: a copy of the message waits for the same one; what is too late comes later."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import threading
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import xmltodict

from bot.answering import Answering
from bot.choosing import Choice
from bot.links import Links
from bot.rate_limit import Limits
from bot.reception import Reception
from bot.settings import Settings
from bot.wechat import conversation as wechat
from bot.wechat.conversation import LATER, Conversation
from bot.wechat.messages import Incoming
from bot.wechat.outgoing import MORE
from conversations import (
    AskedQuestion,
    Dialog,
    Exchange,
    Reply,
    SqliteStore,
    State,
    question_in,
)
from nlu import Meaning

SECRET = b"0123456789abcdef"
TOLD = "我们海外仓2500平"
LINKS = Links(SECRET)
TAPPED = re.compile(r"<a [^>]*>(.*?)</a>")
"""An option that WeChat sends back when it is tapped."""


@dataclass(frozen=True)
class SlowDialog(Dialog):
    """The real dialog, some time later."""

    seconds: float = 0.3

    def choose(
        self, state: State, question: AskedQuestion | None, text: str, today: date
    ) -> tuple[State, Reply, Meaning]:
        time.sleep(self.seconds)
        return super().choose(state, question, text, today)


def _reception(dialog: Dialog, folder: Path, seconds: float) -> Reception:
    slow = SlowDialog(dialog.grounds, dialog.understanding, seconds)
    return Reception(slow, SqliteStore(folder / "w.db"), SECRET, 1800)


def _wechat(reception: Reception, folder: Path, **settings: object) -> Conversation:
    """The account's conversation, without customer-service messages."""
    return Conversation(
        reception=reception,
        limit=Limits(Settings().server),
        settings=Settings.model_validate(settings),
        account=None,
        links=LINKS,
    )


def test_a_copy_that_comes_meanwhile_gets_the_same_answer(dialog: Dialog, tmp_path: Path) -> None:
    async def three_times() -> list[Exchange]:
        reception = _reception(dialog, tmp_path, 0.3)
        asked = [reception.receive("wechat", "u", "1", TOLD) for _ in range(3)]
        found = await asyncio.gather(*asked)
        await reception.close()
        return list(found)

    first, second, third = asyncio.run(three_times())
    assert first == second == third
    assert "2500" in (first.reply or "")


def test_one_users_messages_are_answered_in_order(dialog: Dialog, tmp_path: Path) -> None:
    async def talk() -> Exchange:
        reception = _reception(dialog, tmp_path, 0.1)
        first = asyncio.create_task(reception.receive("web", "u", "1", "我们海外仓2500平"))
        await asyncio.sleep(0.02)
        second = asyncio.create_task(reception.receive("web", "u", "2", "说错了，是1500平"))
        await asyncio.gather(first, second)
        await reception.close()
        return second.result()

    assert "原来记的是 2500 平方米" in (asyncio.run(talk()).reply or "")


def test_what_was_tapped_is_answered_alike_when_another_process_answers_it(
    dialog: Dialog, tmp_path: Path
) -> None:
    """Written down before the one that took it in died: the option still belongs to its question."""

    async def talk() -> Exchange:
        reception = _reception(dialog, tmp_path, 0.0)
        asked = await reception.receive("web", "u", "1", "我们是跨境电商平台，入网40家")
        question = question_in(asked.blocks)
        await reception.receive("web", "u", "2", "一站式都有")
        place = ("web", reception.user("web", "u"), reception.key("web", "3"))
        store = SqliteStore(tmp_path / "w.db")
        died = Answering(dialog, store, 1800, clock=lambda: 1.0, on_answer=lambda _: None)
        died.claim(*place, "2", choice=Choice(question.id if question else "", (2,)))
        store.close()
        found = await reception.receive("web", "u", "3", "2")
        await reception.close()
        return found

    found = asyncio.run(talk())
    assert found.text == "否"
    assert "提供一站式综合服务：否（原来记的是 “是”）" in (found.reply or "")


def test_an_answer_that_came_too_late_is_given_before_the_next(
    dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wechat, "IN_TIME", 0.1)

    async def talk() -> tuple[str, str]:
        reception = _reception(dialog, tmp_path, 0.4)
        conversation = _wechat(reception, tmp_path)
        first = await conversation.reply(Incoming("u", "gh", "1", TOLD))
        await _late(reception, 1)
        monkeypatch.setattr(wechat, "IN_TIME", 60)
        second = await conversation.reply(Incoming("u", "gh", "2", "怎么申报"))
        await reception.close()
        return first, second

    first, second = asyncio.run(talk())
    assert LATER in first
    assert "（上一句的答复）" in second
    assert "2500" in second


async def _late(reception: Reception, count: int) -> None:
    """Wait until so many answers came too late and are not being sent."""
    while True:
        waiting, store, now = await reception.waiting("wechat", "u"), reception._store, time.time()
        if len([e for e in waiting if not store.is_being_sent(e, now)]) >= count:
            return
        await asyncio.sleep(0.02)


@dataclass(frozen=True)
class GatedDialog(Dialog):
    """Thinks until it is let go on."""

    gate: threading.Event = field(default_factory=threading.Event)

    def choose(
        self, state: State, question: AskedQuestion | None, text: str, today: date
    ) -> tuple[State, Reply, Meaning]:
        self.gate.wait(60)
        return super().choose(state, question, text, today)


def test_an_answer_that_came_too_late_can_be_asked_for(
    dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By “更多”, and a copy of that gets the same."""
    monkeypatch.setattr(wechat, "IN_TIME", 0.1)

    async def talk() -> list[str]:
        gated = GatedDialog(dialog.grounds, dialog.understanding)
        reception = Reception(gated, SqliteStore(tmp_path / "w.db"), SECRET, 1800)
        conversation = _wechat(reception, tmp_path)
        asked = [Incoming("u", "gh", "1", TOLD)] + [Incoming("u", "gh", "2", "更多")] * 2
        replies = [await conversation.reply(asked[0]), await conversation.reply(asked[1])]
        gated.gate.set()
        await _late(reception, 1)
        monkeypatch.setattr(wechat, "IN_TIME", 60)
        asked += [Incoming("u", "gh", "3", "更多"), Incoming("u", "gh", "4", "谢谢")]
        replies += [await conversation.reply(each) for each in asked[1:]]
        await reception.close()
        return replies

    first, early, answer, copy, more, after = asyncio.run(talk())
    assert LATER in first
    assert LATER in early
    assert "2500" in answer
    assert copy == answer
    assert "后面没有了" in more
    assert "上一句" not in after


@dataclass(frozen=True)
class LockedDialog(Dialog):
    """While it thinks, another program locks the store for a while."""

    file: Path = Path()
    seconds: float = 0.6

    def choose(
        self, state: State, question: AskedQuestion | None, text: str, today: date
    ) -> tuple[State, Reply, Meaning]:
        other = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(self.seconds, other.close).start()
        return super().choose(state, question, text, today)


def test_what_was_written_down_is_kept_and_answered_when_the_store_can_be_used_again(
    dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wechat, "IN_TIME", 0.1)

    async def talk() -> tuple[str, str]:
        locked = LockedDialog(dialog.grounds, dialog.understanding, tmp_path / "w.db")
        reception = Reception(locked, SqliteStore(tmp_path / "w.db"), SECRET, 1800)
        conversation = _wechat(reception, tmp_path)
        first = await conversation.reply(Incoming("u", "gh", "1", TOLD))
        await _late(reception, 1)
        monkeypatch.setattr(wechat, "IN_TIME", 60)
        second = await conversation.reply(Incoming("u", "gh", "2", "更多"))
        await reception.close()
        return first, second

    first, second = asyncio.run(talk())
    assert LATER in first
    assert "2500" in second


def test_an_answer_being_sent_when_the_server_dies_is_given_before_the_next(
    dialog: Dialog, tmp_path: Path
) -> None:
    """A late answer counts as late until it was sent."""

    async def dies() -> None:
        reception = _reception(dialog, tmp_path, 0.0)
        working = asyncio.create_task(reception.receive("wechat", "u", "1", TOLD))
        await working

        def killed(_: Exchange) -> None:
            raise SystemError("killed")

        with pytest.raises(SystemError):
            await reception.give_later("wechat", "u", "1", TOLD, send=killed)
        await reception.close()

    async def comes_back() -> list[Exchange]:
        reception = _reception(dialog, tmp_path, 0.0)
        found = await reception.waiting("wechat", "u")
        nxt = await reception.receive("wechat", "u", "2", "谢谢")
        assert [await reception.give_with(nxt) for _ in range(2)] == [found, found]
        assert await reception.waiting("wechat", "u") == []
        await reception.close()
        return found

    asyncio.run(dies())
    assert [e.text for e in asyncio.run(comes_back())] == [TOLD]


def test_after_a_while_it_greets_again_and_keeps_the_facts(dialog: Dialog, tmp_path: Path) -> None:
    now = [1_772_000_000.0]
    store = SqliteStore(tmp_path / "w.db")
    reception = Reception(dialog, store, SECRET, 1800, clock=lambda: now[0])

    async def talk() -> Exchange:
        await reception.receive("web", "u", "1", "我们海外仓2500平")
        now[0] += 3600
        found = await reception.receive("web", "u", "2", "当地进出口六千万")
        await reception.close()
        return found

    reply = asyncio.run(talk()).reply or ""
    assert reply.startswith("又见面了。上次您说过：")
    assert "2500 平方米" in reply


def test_ids_are_kept_as_keyed_hashes(dialog: Dialog, tmp_path: Path) -> None:
    reception = _reception(dialog, tmp_path, 0.0)

    async def talk() -> None:
        await reception.receive("wechat", "o-openid-of-someone", "1", TOLD)
        await reception.close()

    asyncio.run(talk())
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("w.db*"))
    assert b"o-openid-of-someone" not in kept
    assert threading.active_count() < 50


LONG = (
    "海外仓2500平，当地进出口6000万，服务12家；跨境电商平台，一站式都有，开了两年，入网60家，成交6000万；"
    "集货仓服务20家小微，年跨境进出口7000万；外贸公司，报关装卸8万，货走铁路货栈发运"
)


def test_a_long_answer_comes_with_a_link_to_all_of_it(dialog: Dialog, tmp_path: Path) -> None:
    async def talk() -> tuple[str, str]:
        reception = _reception(dialog, tmp_path, 0.0)
        conversation = _wechat(
            reception, tmp_path, server={"public_url": "https://wence.example.com"}
        )
        await conversation.reply(Incoming("u", "gh", "1", LONG))
        first = await conversation.reply(Incoming("u", "gh", "2", "详细"))
        more = await conversation.reply(Incoming("u", "gh", "3", "更多"))
        await reception.close()
        return first, more

    first, more = (str(xmltodict.parse(xml)["xml"]["Content"]) for xml in asyncio.run(talk()))
    assert len(first.encode()) <= 2000
    assert "回“更多”看后面" in first
    token = first.partition("https://wence.example.com/r/")[2].partition('"')[0]
    assert LINKS.number(token, time.time()) == 2
    assert LINKS.number(token, time.time() + 8 * 86_400) is None
    assert more not in first
    assert "看全文" not in more


def test_what_came_too_late_is_read_page_by_page_with_the_next_answer(
    dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are long: nothing of either is lost, and a copy of the message gets the same page."""
    monkeypatch.setattr(wechat, "IN_TIME", 0.05)

    async def talk() -> tuple[list[str], str]:
        reception = _reception(dialog, tmp_path, 0.2)
        conversation = _wechat(reception, tmp_path)
        await reception.receive("wechat", "u", "1", LONG)
        assert LATER in await conversation.reply(Incoming("u", "gh", "2", "详细"))
        await _late(reception, 1)
        monkeypatch.setattr(wechat, "IN_TIME", 60)
        read = [await conversation.reply(Incoming("u", "gh", "3", "详细"))]
        copy = await conversation.reply(Incoming("u", "gh", "3", "详细"))
        while "后面没有了" not in read[-1]:
            read.append(await conversation.reply(Incoming("u", "gh", f"more {len(read)}", "更多")))
        await reception.close()
        return [content(xml) for xml in read], content(copy)

    def content(xml: str) -> str:
        return str(xmltodict.parse(xml)["xml"]["Content"])

    read, copy = asyncio.run(talk())
    assert copy == read[0]
    assert read[0].startswith("（上一句的答复）")
    told = TAPPED.sub(r"\1", "\n\n".join(page.removesuffix(MORE) for page in read[:-1]))
    store = SqliteStore(tmp_path / "w.db")
    _, late, latest = store.transcript("wechat", store.exchange(1).user)  # type: ignore[union-attr]
    assert told == f"（上一句的答复）\n{late.reply}\n\n{latest.reply}"
    store.close()


def test_a_late_answer_is_not_given_up_when_the_next_is_late_too(
    dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wechat, "IN_TIME", 0.05)

    async def talk() -> str:
        reception = _reception(dialog, tmp_path, 0.2)
        conversation = _wechat(reception, tmp_path)
        for number, text in enumerate((TOLD, "怎么申报")):
            assert LATER in await conversation.reply(Incoming("u", "gh", str(number), text))
            await _late(reception, number + 1)
        monkeypatch.setattr(wechat, "IN_TIME", 60)
        last = await conversation.reply(Incoming("u", "gh", "9", "谢谢"))
        await reception.close()
        return last

    told = asyncio.run(talk())
    assert told.count("（上一句的答复）") == 2
    assert "2500" in told
    assert "文件未规定" in told
