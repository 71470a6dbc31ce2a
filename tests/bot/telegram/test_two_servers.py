"""Two servers for one bot, over one database: any of them takes updates, one answers, and when it dies the other."""

from __future__ import annotations

import time
from pathlib import Path

import httpx

from conversations import Place, PostgresAddress
from tests.bot.server.conftest import Server, start

from .conftest import SECRET, SECRETS
from .stand_in import BotApi
from .test_webhook import free_port


def _start(api: BotApi, folder: Path, place: Place) -> Server:
    port = free_port()
    more = f"telegram: {{webhook_url: 'http://127.0.0.1:{port}/telegram', api_base: '{api.url}'}}\n"
    at = place if isinstance(place, PostgresAddress) else None
    return start(folder, port, more=more, secrets=SECRETS, place=at)


def _push(server: Server, update: dict[str, object]) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert server.post("/telegram", json=update, headers=headers).status_code == 200


def test_updates_that_come_to_any_are_answered_once_and_in_order(
    api: BotApi, place: Place, tmp_path: Path
) -> None:
    first, second = _start(api, tmp_path, place), _start(api, tmp_path, place)
    areas = [1100 + number for number in range(6)]
    for number, area in enumerate(areas):
        text = f"我们有公共海外仓，{area}平" if not number else f"说错了，面积是{area}平"
        _push((first, second)[number % 2], api.say(text))
    sent = api.wait_for(6, seconds=60)
    assert [str(area) in text for area, text in zip(areas, sent, strict=True)] == [True] * 6
    time.sleep(1.0)  # by now it is written down that these were sent
    first.process.kill()
    first.process.wait()
    _push(second, api.say("说错了，面积是1200平"))
    _push(second, api.say("说错了，面积是1300平"))
    sent = api.wait_for(8, seconds=60)
    assert ["1200" in sent[6], "1300" in sent[7]] == [True, True]
    time.sleep(1.0)
    assert len(api.sent()) == 8, "有的答了两遍"
    second.process.terminate()
    assert second.process.wait(30) in (0, -15)


def test_one_that_stops_hands_over(api: BotApi, place: Place, tmp_path: Path) -> None:
    first, second = _start(api, tmp_path, place), _start(api, tmp_path, place)
    _push(second, api.say("我们有公共海外仓，2500平"))
    api.wait_for(1, seconds=60)
    first.process.terminate()
    for number in range(3):
        _push(second, api.say(f"说错了，面积是{2501 + number}平"))
    assert first.process.wait(30) in (0, -15)
    sent = api.wait_for(4, seconds=60)
    assert ["2501" in sent[1], "2502" in sent[2], "2503" in sent[3]] == [True] * 3
    assert httpx.get(f"{second.url}/livez").status_code == 200
    second.process.terminate()
    assert second.process.wait(30) in (0, -15)
