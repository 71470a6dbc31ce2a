"""The store locked while Telegram pushes: what cannot be kept is not acknowledged."""

from __future__ import annotations

from pathlib import Path

from tests.bot.server.test_unavailable import locked

from .conftest import start_with
from .stand_in import BotApi
from .test_webhook import free_port


def test_an_update_that_cannot_be_kept_is_to_come_again(api: BotApi, folder: Path) -> None:
    running = start_with(api, folder, free_port())
    update = api.say("我们海外仓2500平")
    with locked(running):
        assert api.push(update).status_code == 503
    assert api.push(update).status_code == 200
    (text,) = api.wait_for(1)
    assert "2500" in text
    running.process.terminate()
    assert running.process.wait(30) == 0
