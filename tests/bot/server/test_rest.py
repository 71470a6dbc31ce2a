"""REST over real HTTP: answers, idempotence, order, limits, and one clear error for anything wrong."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from conversations import SqliteStore, StoredReply

from .conftest import Server, message_key, start

TOLD = "我们是跨境电商平台，一站式都有，开了两年，入网企业40家，去年成交额6000万"


def test_a_conversation_over_http(server: Server) -> None:
    first = server.chat("a", "我们有个公共海外仓，2500平")
    assert first["act"] == "ask"
    assert first["question"]["facts"] == ["海外仓所在国家或地区进出口额"]
    second = server.chat("a", "六千万")
    assert second["facts"]["海外仓所在国家或地区进出口额"]["low"] == 60_000_000


def test_the_same_message_gets_the_same_answer(server: Server) -> None:
    first = server.chat("b", TOLD, "m1")
    assert server.chat("b", TOLD, "m1") == first
    assert server.chat("c", "你好", "m1") != first


def test_evaluate(server: Server) -> None:
    body = {
        "facts": {"货物运至邵阳国际贸易集散中心": True, "公路运输费": "26万元"},
        "as_of": "2026-01-31",
    }
    found = server.post("/api/evaluate", json=body).json()
    measure = next(m for m in found["measures"] if m["id"] == "2.1")
    assert measure["amount"] == {"low": 200_000, "high": 200_000, "currency": "CNY"}


def test_rasas_rest_channel(server: Server) -> None:
    (reply,) = server.post(
        "/webhooks/rest/webhook", json={"sender": "r", "message": "能享受哪些政策"}
    ).json()
    assert reply["recipient_id"] == "r"
    button = reply["buttons"][0]
    assert button["payload"].startswith('/choose{"question":"')
    assert button["payload"].endswith('","options":[1]}')
    (told,) = server.post(
        "/webhooks/rest/webhook", json={"sender": "r", "message": button["payload"]}
    ).json()
    assert button["title"] == "有出口权、做外贸进出口"
    assert "记下了：外贸进出口企业" in told["text"]


def test_a_rasa_button_of_an_earlier_question_never_answers_the_next(server: Server) -> None:
    def said(text: str) -> dict[str, Any]:
        reply: dict[str, Any]
        (reply,) = server.post(
            "/webhooks/rest/webhook", json={"sender": "late", "message": text}
        ).json()
        return reply

    asked = said("我们是跨境电商平台，入网40家")
    no = asked["buttons"][1]["payload"]
    said("一站式都有")
    told = said(no)
    assert "提供一站式综合服务：否（原来记的是 “是”）" in str(told["text"])
    for broken in ("/choose{", '/choose{"question":"no such","options":[1]}', "/choose{}"):
        assert "已经过时了" in str(said(broken)["text"])


@pytest.mark.parametrize("opening", ["/greet", "/session_start", "/get_started", "你好"])
def test_a_widget_that_opens_again_erases_nothing(server: Server, opening: str) -> None:
    session = f"opens {opening}"
    server.chat(session, "我们有公共海外仓，2500平")
    greeted = server.chat(session, opening)
    assert greeted["act"] == "smalltalk"
    assert greeted["changed"] == []
    assert "公共海外仓面积" in greeted["facts"]


def _chosen(server: Server, session: str, question: str, *options: int) -> dict[str, Any]:
    choice = {"question": question, "options": list(options)}
    body = {"session": session, "text": "", "choice": choice}
    found: dict[str, Any] = server.post("/api/chat", json=body).json()
    return found


def test_a_choice_answers_its_question(server: Server) -> None:
    asked = server.chat("choice", "我们是跨境电商平台，入网40家")["question"]
    first = str(asked["id"])
    told = _chosen(server, "choice", first, 1)
    assert told["facts"]["提供一站式综合服务"] is True
    late = _chosen(server, "choice", first, 2)
    assert [(c["fact"], c["from"], c["to"]) for c in late["changed"]] == [
        ("提供一站式综合服务", True, False)
    ]
    for question, option in (("0123456789ab", 1), (first, 9)):
        stale = _chosen(server, "choice", question, option)
        assert stale["act"] == "clarify"
        assert stale["changed"] == []


def test_health_metrics_and_openapi(server: Server) -> None:
    assert httpx.get(server.url + "/healthz").json()["status"] == "ok"
    server.chat("metrics", "你好")
    metrics = httpx.get(server.url + "/metrics").text
    assert 'wence_requests_total{path="/api/chat",status="200"}' in metrics
    assert 'wence_replies_total{act="smalltalk",channel="web"}' in metrics
    paths = httpx.get(server.url + "/openapi.json").json()["paths"]
    assert {"/api/chat", "/api/evaluate", "/webhooks/rest/webhook"} <= set(paths)


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        ("/api/chat", b"{", 422, "JSON"),
        ("/api/chat", b"[]", 422, "写得不对"),
        ("/api/chat", b'{"session": "x"}', 422, "text"),
        ("/api/chat", b'{"session": "", "text": "x"}', 422, "不能空着"),
        ("/api/chat", b'{"session": "x", "text": "x", "y": 1}', 422, "没有这一项"),
        ("/api/evaluate", '{"facts": {"入网企业数": 3}}'.encode(), 400, "是不是"),
        ("/api/evaluate", b'{"as_of": "soon"}', 400, "as_of"),
        ("/api/evaluate", b'{"facts": {"\\ud800": 1}}', 400, "半个字符"),
        ("/api/evaluate", '{"facts": {"年成交额": "\\ud800"}}'.encode(), 400, "半个字符"),
        ("/api/evaluate", b'{"\\ud800": 1}', 422, "不成字"),
        ("/api/evaluate", b'{"as_of": "\\ud800"}', 400, "半个字符"),
        ("/api/evaluate", '{"facts": {"年成交额": 1e999999999}}'.encode(), 400, "太大"),
        ("/api/evaluate", '{"facts": {"年成交额": {"low": 1e999999999}}}'.encode(), 400, "太大"),
        ("/api/chat", b'{"session": "x", "text": "\\ud800"}', 422, "不成字"),
        ("/api/chat", b"x" * 70_000, 413, "太大"),
        ("/nowhere", b"{}", 404, ""),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    server: Server, path: str, body: bytes, status: int, told: str
) -> None:
    response = server.post(path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == status
    assert told in response.json()["error"]
    assert "Traceback" not in response.text


def test_users_at_once_are_not_mixed_up(server: Server) -> None:
    """Twenty users talk in parallel; each ends with what it told itself."""

    def talk(number: int) -> object:
        session = f"p{number}"
        server.chat(session, "我们是跨境电商平台")
        return server.chat(session, f"入网企业{number + 30}家")["facts"]["孵化入网企业数"]["low"]

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(talk, range(20))) == [n + 30 for n in range(20)]


def test_one_user_in_parallel_loses_nothing(server: Server) -> None:
    texts = ["我们是跨境电商平台", "入网企业44家", "年成交额6000万", "平台开了两年"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda text: server.chat("q", text), texts))
    facts = server.chat("q", "你好")["facts"]
    assert set(facts) >= {"跨境电商平台企业", "孵化入网企业数", "年成交额"}


def _staff_say(server: Server, request: str, text: str) -> None:
    """Staff answer whoever asked for a person in these words."""
    store = SqliteStore(server.database)
    (user,) = {e.user for e in store.exchanges(0.0) if e.text == request}
    store.add_reply("web", user, f"staff {text}", StoredReply(text, "staff", "{}"), 1.0)
    store.close()


def test_what_staff_said_comes_with_the_next_answer_and_with_every_copy_of_it(
    server: Server,
) -> None:
    """The response that carries it may be lost: a resend shows it again."""
    server.chat("staffed", "请转人工")
    _staff_say(server, "请转人工", "请带营业执照")
    replies = [str(server.chat("staffed", "谢谢", "m2")["reply"]) for _ in range(3)]
    assert "请带营业执照" in replies[0]
    assert replies[1:] == [replies[0]] * 2
    assert "请带营业执照" not in str(server.chat("staffed", "谢谢")["reply"])


def test_what_staff_said_comes_again_to_a_page_that_lost_the_connection(server: Server) -> None:
    cookies = {"wence_chat": "a-visitor-who-loses-the-connection"}
    page: dict[str, Any] = {"url": server.url + "/chat/events", "cookies": cookies, "timeout": 20}
    server.post("/chat", data={"text": "我要转人工"}, cookies=cookies)
    with httpx.stream("GET", **page) as stream:
        lines = stream.iter_lines()
        began = next(lines)
        _staff_say(server, "我要转人工", "周一来窗口")
        assert any("周一来窗口" in json.loads(line[5:])["html"] for line in lines if line[:5] == "data:")  # fmt: skip
    assert began.startswith("id: ")
    again = {"Last-Event-ID": began.removeprefix("id: ")}
    with httpx.stream("GET", **page, headers=again) as stream:
        told = next(line for line in stream.iter_lines() if line.startswith("data:"))
    assert "周一来窗口" in json.loads(told[5:])["html"]


def test_a_body_without_a_length_is_refused_as_soon_as_it_is_too_long(server: Server) -> None:
    chunks = (b"x" * 65_536 for _ in range(4))
    response = server.post("/api/chat", content=chunks)
    assert response.status_code == 413


def test_deletion_on_request(server: Server) -> None:
    server.chat("d", TOLD)
    assert "已经删除" in str(server.chat("d", "删除我的记录")["reply"])
    assert server.chat("d", "你好")["facts"] == {}


def test_feedback_by_button_and_by_word(server: Server) -> None:
    server.chat("f", TOLD, "m1")
    body = {"session": "f", "message_id": "m1", "helpful": False, "note": "金额看不懂"}
    assert server.post("/api/feedback", json=body).status_code == 204
    said = server.chat("f", "反馈：希望写明去哪里申报")
    assert "记下了" in str(said["reply"])
    store = SqliteStore(server.database)
    spoken, pressed, *_ = store.feedback()
    about = [e.number for e in store.exchanges(0.0) if e.external_id == message_key("f", "m1")]
    store.close()
    assert (spoken.note, spoken.helpful, [spoken.exchange]) == ("希望写明去哪里申报", None, about)
    assert (pressed.note, pressed.helpful, [pressed.exchange]) == ("金额看不懂", False, about)


def test_the_log_is_json_without_a_word_of_what_was_said(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        running = start(tmp_path, log=log)
        running.chat("13973900000", TOLD)
        running.process.terminate()
        running.process.wait(20)
    written = (tmp_path / "log").read_text("utf-8")
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    (chat,) = [line for line in lines if line.get("path") == "/api/chat"]
    assert (chat["method"], chat["status"], chat["level"]) == ("POST", 200, "info")
    assert "入网企业" not in written
    assert "13973900000" not in written


def test_too_fast_is_refused_and_a_restart_keeps_the_facts(tmp_path: Path) -> None:
    running = start(tmp_path, perminute=3)
    running.chat("u", TOLD)
    running.chat("u", "你好")
    running.chat("u", "你好")
    refused = running.post("/api/chat", json={"session": "u", "text": "你好"})
    assert refused.status_code == 429
    assert "太快" in refused.json()["error"]
    running.process.kill()
    running.process.wait()
    again = start(tmp_path)
    assert again.chat("u", "你好")["facts"]["孵化入网企业数"]["low"] == 40
    again.process.terminate()
    again.process.wait(20)
