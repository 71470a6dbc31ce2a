"""An upgrade keeps every conversation: a database that 0.1.0 wrote, served by what is here now.

`tests/data/wence-0.1.0.db` was left by the `wence serve` of commit 2bc7a75 after it was talked
to over WeChat, REST, Rasa's channel and the page on 2026-11-25; nobody in it is real.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.contract import facts_json
from conversations import SqliteStore
from tests.bot.test_cli import wence

from .conftest import ROOT, Server, WeChat, start

OLD = ROOT / "tests" / "data" / "wence-0.1.0.db"
SECRETS = {"WENCE_SECRET": "test secret of the 0.1.0 database"}
VISITOR = {"wence_chat": "visitor-of-the-page-0123456789"}
LOST = "以前说过的情况没能读出来"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "w.db"))


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("upgraded")
    shutil.copy(OLD, folder / "w.db")
    running = start(folder, secrets=SECRETS)
    yield running
    running.process.terminate()
    running.process.wait(20)


@pytest.fixture
def wechat(upgraded: Server) -> WeChat:
    return WeChat(upgraded)


def test_every_fact_is_still_there(database: Path) -> None:
    """What the last answer of each conversation said it knew is known after the upgrade."""
    store = SqliteStore(database)
    before = {(e.channel, e.user): e for e in store.exchanges(0.0) if e.act != "staff"}
    assert len(before) == 10
    for place, last in before.items():
        kept = store.conversation(*place)
        assert kept is not None
        assert not kept.unreadable
        assert facts_json(kept.state.facts) == json.loads(last.turn or "")["facts"]
    store.close()


@pytest.mark.parametrize(
    ("user", "said", "told"),
    [
        ("o-pending-roles", "1 9", "记下了：投资建设公铁货栈查验场；建设运营公共海外仓"),
        ("o-pending-number", "六千万", "海外仓当地进出口额 6000 万元"),
        ("o-pending-number", "/事实", "海外仓面积 2500 多平方米"),
        ("o-rough", "是", "提供一站式综合服务"),
        ("o-rough", "/事实", "孵化入网企业 约 45 家"),
        ("o-person", "去年进出口额7000万", "请带营业执照来窗口"),
        ("o-person", "/事实", "集货仓服务的本市中小微企业 20 家"),
    ],
)
def test_wechat_goes_on(wechat: WeChat, user: str, said: str, told: str) -> None:
    reply = wechat.say(user, said)
    assert told in reply
    assert LOST not in reply


@pytest.mark.parametrize(
    ("session", "said", "fact", "low"),
    [
        ("kinds", "八千万", "海外仓所在国家或地区进出口额", 80_000_000),
        ("declined", "12家", "海外仓服务邵阳企业数", 12),
        ("unclear", "是", "提供一站式综合服务", True),
        ("line\nbreak", "20家", "集货仓服务本市中小微企业数", 20),
    ],
)
def test_rest_goes_on(upgraded: Server, session: str, said: str, fact: str, low: object) -> None:
    before = upgraded.chat(session, "/帮助")["facts"]
    turn = upgraded.chat(session, said)
    facts = turn["facts"]
    assert facts.items() > before.items()
    found = facts[fact]
    assert (found if isinstance(low, bool) else found["low"]) == low
    assert "海外仓所在国家或地区进出口额" not in (turn["question"] or {}).get("facts", [])


def test_a_message_sent_again_finds_its_answer(upgraded: Server) -> None:
    store = SqliteStore(upgraded.database)
    (first,) = [e for e in store.exchanges(0.0) if e.text.startswith("我们是跨境电商平台，入网企业45家，")]  # fmt: skip
    assert upgraded.chat("kinds", "随便什么", "m1")["reply"] == first.reply
    body = {"session": "kinds", "message_id": "m1", "helpful": False, "note": "后来想想"}
    assert upgraded.post("/api/feedback", json=body).status_code == 204
    assert [told.exchange for told in store.feedback()] == [first.number, first.number]
    store.close()


def test_rasas_channel_and_the_page_go_on(upgraded: Server) -> None:
    body = {"sender": "rasa-user", "message": "六千万"}
    (reply,) = upgraded.post("/webhooks/rest/webhook", json=body).json()
    assert "海外仓当地进出口额 6000 万元" in reply["text"]
    shown = httpx.get(upgraded.url + "/chat", cookies=VISITOR, timeout=20).text
    assert "能享受哪些政策" in shown
    assert "3000 平方米" in shown
    headers = {"x-requested-with": "fetch"}
    form = {"text": "20万", "message_id": "p9"}
    said = upgraded.post("/chat", data=form, cookies=VISITOR, headers=headers).json()
    assert "公路运输费 20 万元" in said["html"]


@pytest.mark.parametrize(
    "state",
    [
        '{"version": 99, "facts": {"孵化入网企业数": 45}}',
        '{"version": 1, "facts": {"年成交额": {"low": "many", "high": "1"}}}',
        '{"version": 1}', "[" * 100_000, "不是 JSON", "null",
    ],
    ids=["newer", "no number", "nothing in it", "too deep", "no JSON", "no object"],
)  # fmt: skip
def test_what_cannot_be_read_is_kept_aside_and_told_once(
    tmp_path: Path, database: Path, state: str
) -> None:
    with sqlite3.connect(database) as raw:
        raw.execute("UPDATE conversations SET state = ?", (state,))
    raw.close()
    with (tmp_path / "log").open("wb") as log:
        running = start(tmp_path, secrets=SECRETS, log=log)
        first = running.chat("kinds", "我们海外仓2500平")
        second = running.chat("kinds", "六千万")
        shown = httpx.get(running.url + "/chat", cookies=VISITOR, timeout=20)
        form = {"fact": "公共海外仓面积", "value": "3000平"}
        headers = {"x-requested-with": "fetch"}
        filled = running.post("/chat/facts", data=form, cookies=VISITOR, headers=headers)
        said = WeChat(running).say("o-rough", "反馈：很好")
        running.process.terminate()
        running.process.wait(20)
    assert str(first["reply"]).startswith("系统升级后，您以前说过的情况没能读出来")
    assert set(first["facts"]) == {"建设运营公共海外仓", "公共海外仓面积"}
    assert LOST not in str(second["reply"])
    assert shown.status_code == 200
    assert LOST in filled.json()["html"]
    assert LOST in said
    written = (tmp_path / "log").read_text("utf-8")
    assert written.count("状态读不了") == 3
    assert "孵化入网企业数" not in written
    listed = wence("data", "unreadable", "--json", "--config", str(tmp_path / "config.yml"))
    aside = [json.loads(line) for line in listed.stdout.splitlines()]
    assert [kept["state"] for kept in aside] == [state] * 3
    assert sorted(kept["channel"] for kept in aside) == ["web", "web", "wechat"]
