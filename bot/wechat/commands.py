"""`wence wechat …`: the menu, and a message sent as WeChat would send it."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import xmltodict
from wechatpy.crypto import WeChatCrypto

from conversations import SqlStore, open_database

from ..assembly import Parts
from ..commands import say
from ..errors import UserError
from .account import Account
from .envelope import signature_of


def push_menu(parts: Parts) -> None:
    """Make the account's menu that of config.yml. Raises UserError."""
    wechat = parts.settings.wechat
    if not wechat.menu:
        raise UserError("config.yml 的 wechat.menu 是空的，没有菜单可推")
    with _account(parts) as account:
        account.push_menu(wechat.menu)
    say(f"菜单已推上去，{len(wechat.menu)} 个按钮；用户端最多五分钟后看到")


def show_menu(parts: Parts) -> None:
    """Print the menu as WeChat has it. Raises UserError."""
    with _account(parts) as account:
        say(account.menu())


@contextmanager
def _account(parts: Parts) -> Iterator[Account]:
    if not parts.settings.wechat.app_id:
        raise UserError("config.yml 里还没有填 wechat.app_id")
    with closing(SqlStore(open_database(parts.settings.server.database))) as store:
        yield Account(parts.settings.wechat, store)


def simulate(parts: Parts, text: str, user: str) -> None:
    """Send a typed message through the real endpoint, signed and (with a key) encrypted."""
    server, wechat = parts.settings.server, parts.settings.wechat
    token, key = os.environ.get("WECHAT_TOKEN", ""), os.environ.get("WECHAT_AES_KEY", "")
    if not token or not wechat.app_id:
        raise UserError("要在 config.yml 填 wechat.app_id，并用环境变量 WECHAT_TOKEN 给出令牌")
    stamp, nonce = str(int(time.time())), secrets.token_hex(4)
    params = {"signature": signature_of(token, stamp, nonce), "timestamp": stamp, "nonce": nonce}
    body = xmltodict.unparse(
        {"xml": {"ToUserName": "gh_simulate", "FromUserName": user, "CreateTime": stamp,
                 "MsgType": "text", "Content": text, "MsgId": str(time.time_ns())}}
    )  # fmt: skip
    crypto = WeChatCrypto(token, key, wechat.app_id) if key else None
    if crypto is not None:
        outer = xmltodict.parse(crypto.encrypt_message(body, nonce, stamp))["xml"]
        params |= {"encrypt_type": "aes", "msg_signature": outer["MsgSignature"]}
        body = xmltodict.unparse(
            {"xml": {"ToUserName": "gh_simulate", "Encrypt": outer["Encrypt"]}}
        )
    url = f"http://{server.host}:{server.port}/wechat"
    try:
        response = httpx.post(url, params=params, content=body.encode(), timeout=10)
    except httpx.TransportError:
        raise UserError(f"{url} 没有应答；先在另一个窗口运行 wence serve") from None
    say(_readable(response, crypto))


def _readable(response: httpx.Response, crypto: WeChatCrypto | None) -> str:
    if response.status_code != 200:
        raise UserError(
            f"服务没有接受这条消息（{response.status_code}）；检查令牌、密钥与 app_id 是否一致"
        )
    if response.text == "success":
        return "（没有要回的话）"
    xml = response.text
    if crypto is not None:
        outer = xmltodict.parse(xml)["xml"]
        xml = crypto.decrypt_message(xml, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"])
    inner = xmltodict.parse(xml)["xml"]
    return str(inner.get("Content") or f"（{inner['MsgType']}）")
