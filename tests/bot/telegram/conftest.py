"""`wence serve` with a webhook at a stand-in for the Bot API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.bot.server.conftest import Server, start

from .stand_in import TOKEN, BotApi, bot_api

SECRET = "a-webhook-secret-1"
SECRETS = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": SECRET}


def start_with(api: BotApi, folder: Path, port: int, log: IO[bytes] | None = None) -> Server:
    """A server whose webhook the stand-in knows once it is ready."""
    url = f"http://127.0.0.1:{port}/telegram"
    more = f"telegram: {{webhook_url: '{url}', api_base: '{api.url}'}}\n"
    running = start(folder, port, more=more, secrets=SECRETS, log=log)
    api.wait_for_call("setMyCommands")
    return running


@pytest.fixture
def api() -> Iterator[BotApi]:
    with bot_api() as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
