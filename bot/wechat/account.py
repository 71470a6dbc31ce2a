"""The account's own calls to WeChat: one shared access token, late answers, the menu.

Built on wechatpy's client, with what it lacks: `stable_token` instead of `token` (which
invalidates every other copy), one lock around fetching, and the token kept in the store
so that all processes share it (公众平台 · 获取稳定版接口调用凭据).
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Sequence
from typing import Any

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException
from wechatpy.session import SessionStorage

from conversations import Blocks, Store

from ..errors import UserError
from ..settings import MenuButton, WeChatSettings
from .outgoing import messages, pages, with_menu

TIMEOUT = 8.0
EARLIER = 300
"""Seconds before its end at which a token counts as used up."""
MOST_MESSAGES = 5
"""Customer-service messages WeChat allows for one message of a user."""


class _Kept(SessionStorage):  # type: ignore[misc]
    """wechatpy's place for tokens, in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str, default: str | None = None) -> str | None:
        return self._store.kept_value(key, time.time()) or default

    def set(self, key: str, value: str, ttl: int | None = None) -> None:
        self._store.keep_value(key, value, time.time() + max((ttl or 0) - EARLIER, 0))

    def delete(self, key: str) -> None:
        self._store.keep_value(key, "", 0.0)


class _Client(WeChatClient):  # type: ignore[misc]
    def __init__(self, app_id: str, secret: str, base: str, store: Store) -> None:
        super().__init__(app_id, secret, session=_Kept(store), timeout=TIMEOUT)
        self.API_BASE_URL = base.rstrip("/") + "/cgi-bin/"
        self._fetching = threading.Lock()

    @property
    def access_token(self) -> str:
        with self._fetching:
            token = self.session.get(self.access_token_key)
            return str(token) if token else str(self.fetch_access_token()["access_token"])

    def fetch_access_token(self) -> dict[str, Any]:
        body = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        url = f"{self.API_BASE_URL}stable_token"
        response = self._http.post(url, json=body, timeout=TIMEOUT)
        response.raise_for_status()
        found: dict[str, Any] = response.json()
        if "access_token" not in found:
            raise WeChatClientException(found.get("errcode"), found.get("errmsg"), client=self)
        self.session.set(
            self.access_token_key, found["access_token"], found.get("expires_in", 7200)
        )
        return found


class Account:
    """The official account as the operator and the conversation use it."""

    def __init__(self, settings: WeChatSettings, store: Store) -> None:
        """Raises UserError without the account's secret."""
        secret = os.environ.get("WECHAT_SECRET", "")
        if not secret:
            raise UserError("要用环境变量 WECHAT_SECRET 给出公众平台上的 AppSecret")
        self._client = _Client(settings.app_id, secret, settings.api_base, store)

    def send_answer(self, user: str, blocks: Blocks) -> None:
        """An answer by customer service: what is said, and a choice as a menu to tap.

        What does not fit into the messages WeChat allows is left to “更多”. Raises UserError.
        """
        if not blocks:
            return
        said, menu = with_menu(blocks)
        texts = messages(said)
        if len(texts) > MOST_MESSAGES - (menu is not None):
            texts, menu = pages(blocks)[:1], None
        for text in texts:
            self._call(self._client.message.send_text, user, text)
        if menu is not None:
            self._call(self._client.message.send_msg_menu, user, menu)

    def push_menu(self, buttons: Sequence[MenuButton]) -> None:
        """Replace the account's menu. Raises UserError."""
        self._call(self._client.menu.create, {"button": [_button(b) for b in buttons]})

    def menu(self) -> str:
        """The account's menu as WeChat has it. Raises UserError."""
        return json.dumps(self._call(self._client.menu.get), ensure_ascii=False, indent=2)

    def _call(self, what: Any, *values: object) -> Any:
        try:
            return what(*values)
        except WeChatClientException as error:
            raise UserError(f"微信没有接受：{error.errcode} {error.errmsg}") from None
        except (requests.RequestException, ValueError) as error:
            raise UserError(f"微信接口没有应答（{type(error).__name__}）") from None


def _button(button: MenuButton) -> dict[str, Any]:
    if button.children:
        return {"name": button.name, "sub_button": [_button(child) for child in button.children]}
    if button.url:
        return {"name": button.name, "type": "view", "url": button.url}
    return {"name": button.name, "type": "click", "key": button.says or button.name}
