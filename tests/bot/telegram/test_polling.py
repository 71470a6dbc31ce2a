"""`wence telegram`: long polling against the stand-in, in a process of its own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bot.server.conftest import ROOT

from .stand_in import TOKEN, BotApi

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(api: BotApi, folder: Path) -> Iterator[Start]:
    """Starts `wence telegram`; whatever still runs in the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def start_one(token: str = TOKEN) -> subprocess.Popen[str]:
        running.append(_start(api, folder, token))
        return running[-1]

    yield start_one
    for process in running:
        process.kill()
        process.communicate()


def _start(api: BotApi, folder: Path, token: str) -> subprocess.Popen[str]:
    config = folder / "config.yml"
    config.write_text(
        "nlu: {embeddings: false}\n"
        f"server: {{database: {folder / 'w.db'}}}\ntelegram: {{api_base: '{api.url}'}}\n",
        "utf-8",
    )
    secrets = {"WENCE_SECRET": "0123456789abcdef", "TELEGRAM_TOKEN": token}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "telegram", "--config", str(config)],
        cwd=ROOT, env=os.environ | secrets, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_updates_are_taken_once_and_confirmed_after_they_are_kept(
    api: BotApi, start: Start
) -> None:
    api.faults["getUpdates"].extend([(502, 0.0), (0, 0.0), (409, 0.0)])
    first, second = api.say("我们海外仓2500平"), api.say("说错了，是1500平")
    api.offer(first, second, first)
    running = start()
    texts = api.wait_for(2, seconds=40)
    assert "2500" in texts[0]
    assert "原来记的是 2500" in texts[1]
    api.offer(api.say("谢谢"))
    api.wait_for(3)
    offsets = [int(p["offset"]) for m, p in api.calls if m == "getUpdates" and "offset" in p]
    assert offsets[0] == max(first["update_id"], second["update_id"]) + 1
    assert any(m == "deleteWebhook" for m, _ in api.calls)
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate(timeout=20)
    assert running.returncode == 0
    assert "@wence_bot" in out
    assert TOKEN not in out + err
    assert "2500" not in err


def test_a_killed_process_answers_what_it_had_taken(api: BotApi, start: Start) -> None:
    running = start()
    api.wait_for_call("setMyCommands", 40)
    api.faults["sendMessage"].extend([(502, 0.0)] * 2)
    api.offer(api.say("我们海外仓2500平"))
    while not any(m == "sendMessage" for m, _ in api.calls):
        time.sleep(0.05)
    running.kill()
    running.communicate()
    api.pending.clear()
    start()
    (text,) = api.wait_for(1, seconds=40)
    assert "2500" in text


def test_a_store_that_is_locked_for_long_is_waited_for(
    api: BotApi, folder: Path, start: Start
) -> None:
    """An update is confirmed when it is kept, and no process ends over it."""
    running = start()
    api.wait_for_call("setMyCommands", 40)
    other = sqlite3.connect(folder / "w.db", timeout=20, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    api.offer(api.say("我们海外仓2500平"))
    asked = _polls(api)
    while _polls(api) < asked + 2:
        assert running.poll() is None, running.communicate()
        time.sleep(0.05)
    other.close()
    (text,) = api.wait_for(1, seconds=40)
    assert "2500" in text
    assert running.poll() is None


def _polls(api: BotApi) -> int:
    return sum(method == "getUpdates" for method, _ in api.calls)


def test_an_update_without_a_number_is_passed_over(api: BotApi, start: Start) -> None:
    for number in ("x", None, -1, True, 1.5, 10**30):
        api.offer({**api.say("你好"), "update_id": number})
    api.offer(api.say("我们海外仓2500平"))
    running = start()
    (text,) = api.wait_for(1, seconds=40)
    assert "2500" in text
    assert running.poll() is None


def test_a_wrong_token_is_one_clear_line(start: Start) -> None:
    for token, told in (("", "BotFather"), ("123456:not-the-token-at-all", "TELEGRAM_TOKEN")):
        running = start(token)
        _, err = running.communicate(timeout=40)
        assert running.returncode == 2
        assert told in err.splitlines()[-1]
        assert "Traceback" not in err
        assert not token or token not in err
