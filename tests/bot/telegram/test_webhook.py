"""Telegram by webhook: real HTTP both ways, faults of the Bot API, duplicates, reordering, kills."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.bot.server.conftest import ROOT, Server

from .conftest import SECRET, SECRETS, start_with
from .stand_in import BotApi, bot_api

PLATFORM = "我们是跨境电商平台，一站式都有，开了两年，入网企业40家，去年成交额6000万"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BotApi, Server]]:
    with bot_api() as api:
        running = start_with(api, tmp_path_factory.mktemp("telegram"), free_port())
        yield api, running
        running.process.terminate()
        assert running.process.wait(30) in (0, -15)


@pytest.fixture
def chat(live: tuple[BotApi, Server]) -> tuple[BotApi, int]:
    """The stand-in and a chat of its own for each test."""
    return live[0], next(live[0].numbers)


def test_the_webhook_is_set_with_its_secret(live: tuple[BotApi, Server]) -> None:
    told = live[0].webhook
    assert told["secret_token"] == SECRET
    assert "callback_query" in told["allowed_updates"]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x"])
def test_without_the_secret_nothing_is_taken(live: tuple[BotApi, Server], secret: str) -> None:
    api, _ = live
    update = api.say("你好", 77)
    assert api.push(update, secret).status_code == 403
    assert api.push({"update_id": "x"}).status_code == 400
    assert (
        httpx.post(
            api.webhook["url"], content=b"{", headers={"X-Telegram-Bot-Api-Secret-Token": SECRET}
        ).status_code
        == 400
    )


def test_a_conversation_with_buttons(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    api.push(api.say("我们是跨境电商平台，入网企业40家，开了两年，去年成交额6000万", me))
    (asked,) = api.wait_for(1, me)
    assert "一站式" in asked
    assert "1. 是" not in asked
    api.push(api.press("是", me))
    _, answer = api.wait_for(2, me)
    assert "最高 20 万元" in answer
    edited = api.wait_for_call("editMessageText")
    assert edited["text"].endswith("✓ 是")
    assert "reply_markup" not in edited


def test_several_options_are_ticked_then_told_at_once(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    api.push(api.say("能享受哪些政策", me))
    api.wait_for(1, me)
    for label in ("在国外有公共海外仓", "有出口权、做外贸进出口", "有出口权、做外贸进出口"):
        api.push(api.press(label, me))
        time.sleep(0.1)
    api.push(api.press("选好了", me))
    (_, answer) = api.wait_for(2, me)
    assert "公共海外仓" in answer
    api.push(api.say("/facts", me))
    facts = api.wait_for(3, me)[-1]
    assert "建设运营公共海外仓" in facts
    assert "外贸进出口企业：否" in facts


def test_an_old_keyboard_still_answers_its_own_question(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    api.push(api.say("我们是跨境电商平台，入网企业40家，开了两年，去年成交额6000万", me))
    api.wait_for(1, me)
    old = api.press("是", me)
    api.push(api.say("我们还有公共海外仓，2500平", me))
    api.wait_for(2, me)
    api.push(old)
    answer = api.wait_for(3, me)[-1]
    assert "提供一站式综合服务" in answer or "一站式" in answer
    api.push(api.say("/facts", me))
    assert "提供一站式综合服务" in api.wait_for(4, me)[-1]


def test_a_keyboard_of_nobody_says_that_it_is_gone(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    message = {"message_id": 1, "date": 0, "chat": {"id": me, "type": "private"}, "text": "旧"}
    api.messages[1] = message
    for data in ("p:999999:0", "x", "t:1:99"):
        api.push(api.pressed(message, data))
    api.push(api.say("/help", me))
    api.wait_for(1, me)
    texts = [p.get("text", "") for m, p in api.calls if m == "answerCallbackQuery"]
    assert sum("过期" in text for text in texts) == 3


def test_commands(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    for text in ("/start", "/start 8-1", "/help", "/source 8", "/source 十二", "/reset"):
        api.push(api.say(text, me))
    welcome, topic, help_, source, none, reset = api.wait_for(6, me)
    assert "您好" in welcome
    assert "跨境电商平台建设扶持" in topic
    assert "转人工" in help_
    assert source.startswith("八、")
    assert none.startswith("没有第“十二”条")
    assert "重新开始" in reset


def test_what_cannot_be_read_gets_a_helpful_sentence(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    file = {"file_id": "f", "file_unique_id": "u"}
    kinds: list[dict[str, object]] = [
        {"photo": [{**file, "width": 1, "height": 1}]},
        {"voice": {**file, "duration": 1}},
        {"sticker": {**file, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}},
        {"document": file},
    ]  # fmt: skip
    for kind in kinds:
        update = api.say("", me, **kind)
        del update["message"]["text"]
        api.push(update)
    assert all("打字" in text for text in api.wait_for(4, me))
    captioned = api.say("", me, **kinds[0], caption="我们海外仓2500平")
    del captioned["message"]["text"]
    api.push(captioned)
    assert "2500" in api.wait_for(5, me)[-1]


def test_ids_that_two_chats_have_in_common_are_told_apart(live: tuple[BotApi, Server]) -> None:
    api, _ = live
    photo = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
    for text in ("我们海外仓2500平", ""):
        chats = [next(api.numbers) for _ in range(2)]
        for me in chats:
            album = {} if text else {"photo": [photo], "media_group_id": "1"}
            update = api.say(text, me, message_id=7, **album)
            update["message"] = {k: v for k, v in update["message"].items() if v != ""}
            api.push(update)
        assert all(api.wait_for(1, me) for me in chats)


def test_an_edited_message_is_a_correction(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    first = api.say(PLATFORM, me)
    api.push(first)
    api.wait_for(1, me)
    message = {**first["message"], "edit_date": int(time.time()) + 5}
    for text in (PLATFORM, PLATFORM.replace("40家", "55家")):  # the first one changes nothing
        api.push({"update_id": next(api.numbers), "edited_message": {**message, "text": text}})
    answer = api.wait_for(2, me)[-1]
    assert "原来记的是 40 家" in answer
    assert "最高 30 万元" in answer


def test_edits_follow_the_text_back_and_forth(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    first = api.say(PLATFORM, me)
    api.push(first)
    api.wait_for(1, me)

    def edit(count: int) -> None:
        text = PLATFORM.replace("40家", f"{count}家")
        message = {**first["message"], "edit_date": int(time.time()), "text": text}
        api.push({"update_id": next(api.numbers), "edited_message": message})

    for count in (55, 55, 66, 40):
        edit(count)
    answers = api.wait_for(4, me)[1:]
    told = [answer.partition("原来记的是 ")[2][:2] for answer in answers]
    assert told == ["40", "55", "66"]


def test_a_second_tap_on_the_same_button_changes_nothing(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    api.push(api.say("我们是跨境电商平台，入网企业40家，开了两年，去年成交额6000万", me))
    api.wait_for(1, me)
    yes, no = api.press("是", me), api.press("否", me)
    api.push(yes)
    api.push(no)
    api.push(api.say("谢谢", me))
    _, answer, thanks = api.wait_for(3, me)
    assert "最高 20 万元" in answer
    assert "最高 20 万元" not in thanks
    api.push(api.say("/facts", me))
    assert "提供一站式综合服务：否" not in api.wait_for(4, me)[-1]


def test_a_button_of_a_deleted_message_leads_nowhere(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    api.push(api.say("我们是跨境电商平台，入网企业40家，开了两年，去年成交额6000万", me))
    api.wait_for(1, me)
    old = api.press("是", me)
    api.push(api.say("删除我的记录", me))
    api.push(api.say("能享受哪些政策", me))
    api.wait_for(3, me)
    api.push(old)
    api.push(api.say("/facts", me))
    assert "还没有记下什么" in api.wait_for(4, me)[-1]


def test_in_a_group_only_when_mentioned_and_everyone_apart(chat: tuple[BotApi, int]) -> None:
    api, number = chat
    group = -number
    api.push(api.say("我们海外仓2500平", group, person=5))
    api.push(api.say("/help@other_bot", group, person=5))
    api.push(api.say("@wence_bot 我们公共海外仓2500平", group, person=5))
    api.push(api.say("@Wence_Bot 我们知道什么", group, person=6))
    own = {"id": 99, "is_bot": True, "first_name": "问策"}
    replied = {"message_id": 1, "date": 0, "chat": {"id": group, "type": "supergroup"}, "from": own}
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    sent = api.say("", group, person=5, photo=photo, reply_to_message=replied)
    del sent["message"]["text"]
    api.push(sent)
    first, second, third = api.wait_for(3, group)
    assert "2500" in first
    assert "2500" not in second
    assert "图片" in third
    told = [p for m, p in api.calls if m == "sendMessage" and int(p["chat_id"]) == group]
    assert all("message_id" in p["reply_parameters"] for p in told)


def test_nothing_a_user_types_is_markup(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    hostile = "<b>*_`[x](tg://user?id=1)</b> & 反馈 \u202e 😀" * 3
    api.push(api.say(hostile, me))
    api.wait_for(1, me)
    assert all("parse_mode" not in p for m, p in api.calls if m == "sendMessage")


def test_an_update_that_comes_twice_is_answered_once(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    update = api.say("我们海外仓2500平", me)
    for _ in range(3):
        assert api.push(update).status_code == 200
    api.push(api.say("谢谢", me))
    api.wait_for(2, me)
    assert len(api.sent(me)) == 2


def test_updates_that_overtake_each_other_are_put_in_order(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    texts = ("我们公共海外仓2500平", "说错了，是1500平", "说错了，是3500平")
    first, second, third = (api.say(text, me) for text in texts)
    base = max(int(u["update_id"]) for u in (first, second, third)) + 1
    for place, update in enumerate((first, second, third)):
        update["update_id"] = base + place
    api.push(api.say("你好", me) | {"update_id": base - 1})
    api.wait_for(1, me)
    for update in (third, second, first):
        api.push(update)
    api.numbers = iter(range(base + 100, base + 10_000_000))
    answers = api.wait_for(4, me)[1:]
    assert "2500" in answers[0]
    assert "原来记的是 2500" in answers[1]
    assert "原来记的是 1500" in answers[2]


@pytest.mark.parametrize(
    "faults",
    [[(429, 1.0)], [(502, 0.0), (503, 0.0)], [(0, 0.0)], [(429, 1.0), (502, 0.2), (0, 0.1)]],
    ids=["flood", "bad gateway", "dropped", "all"],
)
def test_faults_of_the_bot_api_neither_lose_nor_double_an_answer(
    chat: tuple[BotApi, int], faults: list[tuple[int, float]]
) -> None:
    api, me = chat
    api.faults["sendMessage"].extend(faults)
    api.push(api.say("我们海外仓2500平", me))
    api.push(api.say("谢谢", me))
    first, second = api.wait_for(2, me)
    assert "2500" in first
    assert "2500" not in second
    time.sleep(0.3)
    assert len(api.sent(me)) == 2


@pytest.mark.parametrize("status", [401, 404])
def test_an_answer_that_a_wrong_token_holds_up_is_kept(
    chat: tuple[BotApi, int], status: int
) -> None:
    """It stays open for the next start; what comes after it in the same chat goes on."""
    api, me = chat
    api.faults["sendMessage"].append((status, 0.0))
    api.push(api.say("我们海外仓2500平", me))
    api.push(api.say("谢谢", me))
    assert len(api.wait_for(1, me)) == 1


def test_an_update_that_is_formed_wrongly_stops_nobody(api: BotApi, folder: Path) -> None:
    port = free_port()
    running = start_with(api, folder, port)
    for number in (1, 2):
        broken = {"update_id": next(api.numbers), "message": {"message_id": number, "text": "x"}}
        assert api.push(broken).status_code == 200
        api.push(api.say("谢谢"))
    api.wait_for(2)
    running.process.kill()
    running.process.wait()
    again = start_with(api, folder, port)
    api.push(api.say("谢谢"))
    api.wait_for(3)
    again.process.terminate()
    again.process.wait(30)


def test_a_missing_number_holds_up_nobody_for_long(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    for place in range(6):
        next(api.numbers)
        api.push(api.say("谢谢", me + 1000 + place))
        time.sleep(0.2)
    api.wait_for(1, me + 1000, seconds=1)


def test_a_long_message_that_quotes_a_long_one_is_taken(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    update = api.say("我们海外仓2500平。" * 300, me)
    update["message"]["reply_to_message"] = {**update["message"], "text": "好" * 4096}
    update["message"]["note"] = "x" * 60_000
    assert api.push(update).status_code == 200
    api.wait_for(1, me)


def test_one_process_at_a_time(api: BotApi, folder: Path) -> None:
    running = start_with(api, folder, free_port())
    config = folder / "config.yml"
    second = subprocess.run(
        [sys.executable, "-m", "bot", "telegram", "--config", str(config)],
        cwd=ROOT, env={**os.environ, **SECRETS, "WENCE_SECRET": "0123456789abcdef"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert second.returncode == 2
    assert "另有一个进程" in second.stderr
    running.process.terminate()
    running.process.wait(30)


def test_a_blocked_chat_is_let_go(chat: tuple[BotApi, int]) -> None:
    api, me = chat
    api.faults["sendMessage"].append((403, 0.0))
    api.push(api.say("你好", me))
    api.push(api.say("谢谢", me))
    assert len(api.wait_for(1, me)) == 1


def test_what_was_acknowledged_is_answered_after_a_kill(api: BotApi, folder: Path) -> None:
    port = free_port()
    running = start_with(api, folder, port)
    api.faults["sendMessage"].extend([(502, 0.0)] * 3)
    updates = [api.say("我们海外仓2500平"), api.say("说错了，是1500平")]
    for update in updates:
        assert api.push(update).status_code == 200
    time.sleep(0.3)
    running.process.kill()
    running.process.wait()
    api.faults.clear()
    api.calls.clear()
    again = start_with(api, folder, port)
    for update in updates:
        api.push(update)
    first, second = api.wait_for(2)
    assert "2500" in first
    assert "原来记的是 2500" in second
    time.sleep(0.3)
    assert len(api.sent()) == 2
    kept = b"".join(file.read_bytes() for file in folder.glob("w.db*"))
    assert "某人".encode() not in kept
    again.process.terminate()
    again.process.wait(30)
