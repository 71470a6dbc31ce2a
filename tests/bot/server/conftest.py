"""A real server process on loopback, and a WeChat that signs and encrypts as the platform does."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx
import pytest
import xmltodict
from wechatpy.crypto import WeChatCrypto

from conversations import PostgresAddress

ROOT = Path(__file__).parent.parent.parent.parent
NO_LIMITS = "limits: {address: 100000, channel: 1000000, all: 1000000}"
SECRET = "0123456789abcdef"
TOKEN, APP_ID = "a-token", "wx0123456789abcdef"
AES_KEY = base64.b64encode(bytes(range(32))).decode().rstrip("=")


def message_key(session: str, message_id: str) -> str:
    """How the store names a message of the web."""
    told = f"web\nmessage\n{session}\n{message_id}".encode()
    return hmac.new(SECRET.encode(), told, hashlib.sha256).hexdigest()[:32]


@dataclass
class Server:
    """`wence serve` in a process of its own, and a way to talk to it."""

    url: str
    process: subprocess.Popen[bytes]
    database: Path
    """Where the records are, if they are in a file."""

    def post(self, path: str, **more: object) -> httpx.Response:
        return httpx.post(self.url + path, timeout=20, **more)  # type: ignore[arg-type]

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.url + path, timeout=20)

    def chat(self, session: str, text: str, message_id: str | None = None) -> dict[str, Any]:
        body = {"session": session, "text": text, "message_id": message_id}
        response = self.post("/api/chat", json=body)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found


def start(
    folder: Path,
    port: int | None = None,
    perminute: int = 100_000,
    embeddings: bool = False,
    log: IO[bytes] | None = None,
    more: str = "",
    serving: str = "",
    secrets: Mapping[str, str] | None = None,
    nlu: str = "",
    place: PostgresAddress | None = None,
    workers: int = 1,
) -> Server:
    """Start a server over the store in `folder`, or in a PostgreSQL."""
    if port is None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    config = folder / (f"config-{port}.yml" if place else "config.yml")
    database = place.url if place is not None else folder / "w.db"
    config.write_text(
        f"nlu: {{embeddings: {str(embeddings).lower()}, {nlu}}}\n"
        f"server: {{port: {port}, database: '{database}', messages_per_minute: {perminute},"
        f" {serving or NO_LIMITS}}}\n"
        f"wechat: {{app_id: {APP_ID}, human_agents: true}}\n{more}",
        "utf-8",
    )
    environment = {
        **os.environ, "WENCE_SECRET": SECRET, "WECHAT_TOKEN": TOKEN,
        "WECHAT_AES_KEY": AES_KEY, **(secrets or {}),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--config", str(config), "--workers", str(workers)],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=log or subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            httpx.get(url + "/healthz", timeout=1)
            return Server(url, process, folder / "w.db")
        except httpx.TransportError:
            assert process.poll() is None, "服务没有起来"
            time.sleep(0.1)
    raise AssertionError("服务没有起来")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("server"))
    yield running
    running.process.terminate()
    assert running.process.wait(60) in (0, -15)


class WeChat:
    """Posts messages as the platform would."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
        self._number = int(time.time() * 1000)

    def signed(self, *more: str, at: float | None = None, token: str = TOKEN) -> dict[str, str]:
        stamp, nonce = str(int(at if at is not None else time.time())), "nonce"
        return {
            "timestamp": stamp, "nonce": nonce, "signature": _signature(token, stamp, nonce, *more),
        }  # fmt: skip

    def xml(
        self,
        user: str,
        fields: dict[str, str],
        message_id: str | None = None,
        account: str = "gh_1",
        at: int | None = None,
    ) -> str:
        self._number += 1
        created = int(time.time()) if at is None else at
        inner = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items())
        number = (
            ""
            if fields.get("MsgType") == "event"
            else f"<MsgId>{message_id or self._number}</MsgId>"
        )
        return (
            f"<xml><ToUserName><![CDATA[{account}]]></ToUserName><FromUserName><![CDATA[{user}]]>"
            f"</FromUserName><CreateTime>{created}</CreateTime>{inner}{number}</xml>"
        )

    def post_plain(self, body: str | bytes, **changed: str) -> httpx.Response:
        content = body.encode() if isinstance(body, str) else body
        return self._server.post("/wechat", params={**self.signed(), **changed}, content=content)

    def post_sealed(self, body: str, **changed: str) -> httpx.Response:
        outer = xmltodict.parse(self._crypto.encrypt_message(body, "nonce"))["xml"]
        params = {
            "timestamp": outer["TimeStamp"], "nonce": outer["Nonce"], "encrypt_type": "aes",
            "msg_signature": outer["MsgSignature"], **changed,
        }  # fmt: skip
        params.setdefault("signature", _signature(TOKEN, params["timestamp"], params["nonce"]))
        sealed = f"<xml><ToUserName>gh_1</ToUserName><Encrypt>{outer['Encrypt']}</Encrypt></xml>"
        return self._server.post("/wechat", params=params, content=sealed.encode())

    def opened(self, response: httpx.Response) -> dict[str, str]:
        """The reply inside an encrypted response."""
        outer = xmltodict.parse(response.text)["xml"]
        inner = self._crypto.decrypt_message(
            response.text, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"]
        )
        found: dict[str, str] = xmltodict.parse(inner)["xml"]
        return found

    def post(self, body: str, sealed: bool = False) -> str:
        """What comes back to a message, in plain or in encrypted mode."""
        response = self.post_sealed(body) if sealed else self.post_plain(body)
        assert response.status_code == 200
        reply = self.opened(response) if sealed else xmltodict.parse(response.text)["xml"]
        return str(reply["Content"])

    def tap(self, user: str, content: str, menu: str) -> str:
        """The answer to an option of a menu that was tapped."""
        fields = {"MsgType": "text", "Content": content, "bizmsgmenuid": menu}
        response = self.post_plain(self.xml(user, fields))
        return str(xmltodict.parse(response.text)["xml"]["Content"])

    def say(self, user: str, text: str, message_id: str | None = None) -> str:
        """What comes back to a text in plain mode."""
        return self.post(self.xml(user, {"MsgType": "text", "Content": text}, message_id))


def _signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


@pytest.fixture
def wechat(server: Server) -> WeChat:
    return WeChat(server)
