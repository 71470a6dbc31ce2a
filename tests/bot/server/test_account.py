"""The account's own calls, against a stand-in for api.weixin.qq.com over real HTTP.

It answers as 公众平台 documents `stable_token`, `message/custom/send` and `menu/create|get`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import UserError
from bot.settings import MenuButton, WeChatSettings
from bot.wechat.account import Account
from conversations import AskedQuestion, Blocks, Line, Option, SqliteStore
from tests.loopback import JsonHandler, serving

GOOD = "token-2"


class _Api(JsonHandler):
    calls: ClassVar[list[tuple[str, dict[str, Any]]]] = []
    broken = False

    def respond(self, method: str) -> None:
        if method == "GET":
            self.calls.append((urlsplit(self.path).path, {}))
            self.answer({"menu": {"button": []}})
            return
        body = json.loads(self.body() or b"{}")
        path = urlsplit(self.path)
        self.calls.append((path.path, body))
        if path.path.endswith("/stable_token"):
            count = sum(p.endswith("/stable_token") for p, _ in self.calls)
            self.answer({"access_token": f"token-{count}", "expires_in": 7200})
        elif self.broken:
            self.answer({"errcode": 45015, "errmsg": "response out of time limit"})
        elif parse_qs(path.query).get("access_token") != [GOOD]:
            self.answer({"errcode": 42001, "errmsg": "access_token expired"})
        else:
            self.answer({"errcode": 0, "errmsg": "ok"})


@pytest.fixture
def api() -> Iterator[str]:
    _Api.calls, _Api.broken = [], False
    with serving(_Api) as url:
        yield url


@pytest.fixture
def account(api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    monkeypatch.setenv("WECHAT_SECRET", "s")
    store = SqliteStore(tmp_path / "w.db")
    yield Account(WeChatSettings(app_id="wx1", api_base=api), store)
    store.close()


def said(text: str) -> Blocks:
    return (Line(text),)


def _paths() -> list[str]:
    return [path.rsplit("/", 1)[1] for path, _ in _Api.calls]


def test_the_token_is_fetched_once_and_renewed_when_refused(account: Account) -> None:
    account.send_answer("u", said("你好"))
    account.send_answer("u", said("再见"))
    assert _paths() == ["stable_token", "send", "stable_token", "send", "send"]
    sent = _Api.calls[-1][1]
    assert sent["touser"] == "u"
    assert sent["text"] == {"content": "再见"}


def test_many_threads_share_one_token(account: Account) -> None:
    account.send_answer("u", said("热身"))
    threads = [
        threading.Thread(target=account.send_answer, args=("u", said(f"第{n}句"))) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _paths().count("stable_token") == 2


def test_a_long_answer_takes_several_messages(account: Account) -> None:
    account.send_answer("u", said("热身"))
    _Api.calls.clear()
    account.send_answer("u", said("很长的一句话。" * 400))
    texts = [body["text"]["content"] for path, body in _Api.calls if path.endswith("send")]
    assert 2 <= len(texts) <= 5
    assert all(len(text.encode()) <= 2048 for text in texts)
    assert "".join(texts) == "很长的一句话。" * 400


def test_what_five_messages_cannot_hold_is_left_to_more(account: Account) -> None:
    account.send_answer("u", said("很长的一句话。" * 2000))
    (text,) = [body["text"]["content"] for path, body in _Api.calls[-1:] if path.endswith("send")]
    assert text.endswith("回“更多”看后面）")


def test_a_choice_is_a_menu_to_tap(account: Account) -> None:
    options = (Option("是", "一站式", True), Option("否", "一站式", False))
    asked = AskedQuestion(("一站式",), "提供一站式服务吗？", True, options)
    account.send_answer("u", (*said("记下了。"), asked))
    told, menu = (body for path, body in _Api.calls[-2:])
    assert told["text"] == {"content": "记下了。"}
    assert menu["msgtype"] == "msgmenu"
    assert menu["msgmenu"] == {
        "head_content": "提供一站式服务吗？",
        "list": [
            {"id": f"{asked.id}.1", "content": "1. 是"},
            {"id": f"{asked.id}.2", "content": "2. 否"},
        ],
        "tail_content": "回序号，可多选，如“1 3”；都没有就回“都没有”。",
    }


def test_the_menu(account: Account) -> None:
    account.push_menu(
        [MenuButton.model_validate({"名": "问", "里面": [{"名": "有效期", "说": "到什么时候"}]})]
    )
    (menu,) = [body for path, body in _Api.calls if path.endswith("create")][-1:]
    inner = {"name": "有效期", "type": "click", "key": "到什么时候"}
    assert menu == {"button": [{"name": "问", "sub_button": [inner]}]}
    assert "button" in account.menu()


def test_a_refusal_is_told_in_one_line(account: Account) -> None:
    _Api.broken = True
    with pytest.raises(UserError, match="微信没有接受：45015"):
        account.send_answer("u", said("你好"))


def test_without_its_secret_there_is_no_account(
    api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WECHAT_SECRET", raising=False)
    with pytest.raises(UserError, match="WECHAT_SECRET"):
        Account(WeChatSettings(app_id="wx1", api_base=api), SqliteStore(tmp_path / "w.db"))
