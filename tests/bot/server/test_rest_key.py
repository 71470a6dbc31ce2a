"""Who may call the REST interface, and whose conversation it is."""

from __future__ import annotations

from pathlib import Path

import httpx

from .conftest import NO_LIMITS, Server, start
from .test_noticed import _serve

KEY = "a key that is long enough"


def test_the_server_gives_out_sessions_that_nobody_guesses(server: Server) -> None:
    found = {server.post("/api/session").json()["session"] for _ in range(20)}
    assert len(found) == 20
    assert all(len(session) >= 22 for session in found)
    mine, other = sorted(found)[:2]
    server.chat(mine, "我们有公共海外仓，2500平")
    assert server.chat(other, "你好")["facts"] == {}


def test_the_description_says_that_a_session_is_a_secret(server: Server) -> None:
    schemas = httpx.get(server.url + "/openapi.json").json()["components"]["schemas"]
    assert "秘密" in schemas["Spoken"]["properties"]["session"]["description"]
    assert "秘密" in schemas["RasaMessage"]["properties"]["sender"]["description"]


def test_a_key_is_demanded_where_it_is_set(tmp_path: Path) -> None:
    serving = f"{NO_LIMITS}, rest_key: true"
    running = start(tmp_path, serving=serving, secrets={"WENCE_API_KEY": KEY})
    body = {"session": "s", "text": "你好"}
    calls = {
        "/api/chat": body, "/api/evaluate": {}, "/api/session": {}, "/api/feedback": {"session": "s"},
        "/webhooks/rest/webhook": {"sender": "s", "message": "你好"},
    }  # fmt: skip
    for path, told in calls.items():
        for wrong in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {KEY}"}):
            refused = running.post(path, json=told, headers=wrong)
            assert (refused.status_code, path) == (401, path)
        assert refused.headers["WWW-Authenticate"] == "Bearer"
        right = {"Authorization": f"Bearer {KEY}"}
        assert running.post(path, json=told, headers=right).status_code in (200, 204), path
    assert httpx.get(running.url + "/healthz").status_code == 200
    assert httpx.get(running.url + "/chat").status_code == 200
    running.process.terminate()
    assert running.process.wait(20) == 0
    refused_start = _serve(tmp_path)
    assert refused_start.returncode == 2
    assert "WENCE_API_KEY" in refused_start.stderr
