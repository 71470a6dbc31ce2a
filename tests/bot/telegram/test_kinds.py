"""Kinds of Telegram messages that hold no words, and edits that change none."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from .conftest import start_with
from .stand_in import BotApi
from .test_webhook import free_port


def test_whatever_is_sent_gets_a_word_and_an_emoji_is_no_correction(
    api: BotApi, folder: Path
) -> None:
    running = start_with(api, folder, free_port())
    poll = {"id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0}], "type": "regular",
            "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
            "allows_multiple_answers": False}  # fmt: skip
    kinds: list[dict[str, Any]] = [
        {"dice": {"emoji": "🎲", "value": 3}}, {"story": {"chat": {"id": 5, "type": "private"}, "id": 1}},
        {"poll": poll}, {"venue": {"location": {"longitude": 1, "latitude": 1}, "title": "x", "address": "y"}},
    ]  # fmt: skip
    for number, kind in enumerate(kinds, 1):
        update = api.say("", **kind)
        del update["message"]["text"]
        api.push(update)
        assert len(api.wait_for(number)) == number, kind
    said = api.say("我们海外仓2500平")
    api.push(said)
    api.wait_for(len(kinds) + 1)
    message = {**said["message"], "edit_date": int(time.time()) + 5}
    for text in ("我们海外仓2500平👍🏽", "我们海外仓 2500平 ❤️", "我们海外仓2600平"):
        api.push({"update_id": next(api.numbers), "edited_message": {**message, "text": text}})
    assert "2600" in api.wait_for(len(kinds) + 2)[-1]
    running.process.terminate()
    assert running.process.wait(30) == 0
