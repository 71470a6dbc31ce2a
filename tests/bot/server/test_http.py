"""HTTP as others speak it: offline pages, methods, slow clients, ports, what Rasa's widgets send."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from .conftest import ROOT, SECRET, Server


def test_the_description_needs_no_other_host(server: Server) -> None:
    response = httpx.get(server.url + "/docs")
    assert response.status_code == 200
    assert "/api/chat" in response.text
    assert "message_id" in response.text
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", response.text)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/chat", "/desk", "/docs", "/source"])
def test_a_slash_too_many_leads_on_within_the_host_that_was_asked(
    server: Server, path: str
) -> None:
    response = httpx.get(f"{server.url}{path}/", headers={"Host": "inner:8080"})
    assert response.status_code == 308
    assert response.headers["location"] == path


def test_a_method_that_is_not_allowed_says_which_is(server: Server) -> None:
    response = httpx.get(server.url + "/api/chat")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"


@pytest.mark.parametrize(
    "path", ["/healthz", "/livez", "/chat", "/source", "/docs", "/metrics", "/nowhere"]
)
def test_head_is_get_without_the_body(server: Server, path: str) -> None:
    got, head = httpx.get(server.url + path), httpx.head(server.url + path)
    assert head.status_code == got.status_code
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.content == b""


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/openapi.json", "/metrics", "/chat"])
def test_nobody_guesses_at_the_type_of_an_answer(server: Server, path: str) -> None:
    assert httpx.get(server.url + path).headers["X-Content-Type-Options"] == "nosniff"


HEAD = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"GET /livez HTTP/1.1\r\nHost: ", HEAD + b'Content-Length: 100\r\n\r\n{"session"',
        b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\nGET /livez HT",
    ],
)  # fmt: skip
def test_who_never_comes_to_an_end_is_let_go(server: Server, sent: bytes) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(sent)
        while connection.recv(4096):
            pass  # until the server closes


def test_a_port_that_is_taken_is_one_clear_line(server: Server, tmp_path: Path) -> None:
    port = int(server.url.rpartition(":")[2])
    config = tmp_path / "config.yml"
    config.write_text(
        f"nlu: {{embeddings: false}}\nserver: {{port: {port}, database: {tmp_path / 'w.db'}}}\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve", "--config", str(config)],
        cwd=ROOT, env={**os.environ, "WENCE_SECRET": SECRET}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert f"127.0.0.1:{port} 用不了" in done.stderr
    assert "问策在" not in done.stdout
    assert "Traceback" not in done.stderr


def test_what_widgets_of_rasa_send(server: Server) -> None:
    path = "/webhooks/rest/webhook"
    (reply,) = server.post(path, json={"sender": 123, "message": "你好"}).json()
    assert reply["recipient_id"] == "123"
    assert server.post(path, json={"sender": "x", "message": None}).json() == []
    assert httpx.get(server.url + "/webhooks/rest/").json() == {"status": "ok"}
