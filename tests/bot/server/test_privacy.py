"""The privacy notice over HTTP: the page, the word 隐私, the greeting, and that deleting does it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from .conftest import NO_LIMITS, Server, WeChat, start

PUBLIC = "https://wence.example.com"
CONTACT = "contact: 市商务局口岸科 0739-5360000\n"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with an address, a contact and a retention of its own."""
    running = start(
        tmp_path_factory.mktemp("public"),
        more=CONTACT,
        serving=f"{NO_LIMITS}, public_url: '{PUBLIC}', retention_days: 30, result_days: 2",
    )
    yield running
    running.process.terminate()
    assert running.process.wait(20) in (0, -15)


def _words(html: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", html)


def test_the_page_says_what_holds_here(public: Server) -> None:
    response = public.get("/privacy")
    assert response.status_code == 200
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", response.text)
    told = _words(response.text)
    for said in ("30天：", "这台服务器上", "删除我的记录", "市商务局口岸科0739-5360000", "微信（腾讯）",
                 "不用外面的语言模型", "2天后失效", "备份"):  # fmt: skip
        assert said in told, said


def test_without_a_contact_and_an_address_it_says_neither(server: Server) -> None:
    told = _words(server.get("/privacy").text)
    assert "180天：" in told
    assert "看全文" not in told
    assert "找谁在对话里说“转人工”" in told


def test_chat_and_result_link_to_it(public: Server) -> None:
    assert 'href="/privacy"' in public.get("/chat").text
    wechat = WeChat(public)
    reply = wechat.say("reader", "一共有哪些扶持措施，第八条原文，第七条原文，第六条原文")
    links = re.findall(rf"{PUBLIC}(/r/[\w-]+)", reply + wechat.say("reader", "详细"))
    page = public.get(links[0])
    assert page.status_code == 200
    assert 'href="/privacy"' in page.text


def test_the_greeting_links_to_it_where_there_is_an_address(public: Server) -> None:
    assert f"{PUBLIC}/privacy" in WeChat(public).say("new", "你好")
    assert f"{PUBLIC}/privacy" in str(public.chat("new", "你好")["reply"])


def test_else_the_greeting_says_what_to_say_and_that_is_answered(
    server: Server, wechat: WeChat
) -> None:
    assert "回“隐私”" in wechat.say("p", "你好")
    told = wechat.say("p", "隐私")
    assert "保存 180 天" in told
    assert "删除我的记录" in told
    assert "已经删除" in wechat.say("p", "删除我的记录")


def test_the_word_ends_with_the_page_and_whom_to_ask(public: Server) -> None:
    wechat = WeChat(public)
    assert "回“隐私”" in wechat.say("q", "你们会存我的信息吗")
    told = wechat.say("q", "隐私")
    assert "保存 30 天" in told
    assert f"{PUBLIC}/privacy" in told
    assert "市商务局口岸科" in told


def test_what_was_asked_stays_asked(server: Server) -> None:
    asked = server.chat("r", "我们有公共海外仓")
    assert server.chat("r", "隐私")["question"] == asked["question"]


def test_several_policies_have_one_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    running = start(tmp_path_factory.mktemp("all"), more="policy: all\n")
    try:
        told = str(running.chat("s", "隐私")["reply"])
        assert told.count("保存 180 天") == 1
        assert "哪一份" not in told
    finally:
        running.process.terminate()
        assert running.process.wait(20) in (0, -15)


def test_a_slash_too_many_leads_on(server: Server) -> None:
    assert httpx.get(f"{server.url}/privacy/").headers["location"] == "/privacy"
