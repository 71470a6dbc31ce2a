"""WeChat over real HTTP: every mode and message, replays, tampering, and odd bytes.

The platform's side is as documented in 公众平台 · 接收普通消息 / 被动回复 / 消息加解密.
"""

from __future__ import annotations

import re
import time

import httpx
import pytest
import xmltodict

from .conftest import Server, WeChat


def test_verification(server: Server, wechat: WeChat) -> None:
    params = {**wechat.signed(), "echostr": "12345"}
    assert httpx.get(server.url + "/wechat", params=params).text == "12345"
    for wrong in ({"signature": "0" * 40}, {"nonce": "other"}, {"signature": "签名"}):
        assert httpx.get(server.url + "/wechat", params={**params, **wrong}).status_code == 403
    old = {**wechat.signed(at=time.time() - 3600), "echostr": "1"}
    assert httpx.get(server.url + "/wechat", params=old).status_code == 403


def test_plain_text_is_answered(wechat: WeChat) -> None:
    assert "海外仓面积 2500 平方米" in wechat.say("u1", "我们有公共海外仓，2500平")


def test_encrypted_text_is_answered_encrypted(wechat: WeChat) -> None:
    body = wechat.xml("u2", {"MsgType": "text", "Content": "我们海外仓2600平"})
    reply = wechat.opened(wechat.post_sealed(body))
    assert reply["ToUserName"] == "u2"
    assert "2600 平方米" in reply["Content"]


def test_a_retry_gets_the_same_answer(wechat: WeChat) -> None:
    first = wechat.say("u3", "我们海外仓2500平", "77001")
    assert wechat.say("u3", "我们海外仓2500平", "77001") == first
    assert "原来记的" in wechat.say("u3", "说错了，海外仓是1500平", "77002")


def test_tampered_and_foreign_messages_are_refused(wechat: WeChat) -> None:
    body = wechat.xml("u4", {"MsgType": "text", "Content": "你好"})
    for changed in (
        {"msg_signature": "0" * 40},
        {"timestamp": "1"},
        {"nonce": "x"},
    ):
        refused = wechat.post_sealed(body, **changed)
        assert refused.status_code == 403
        assert refused.text == ""
    assert wechat.post_plain(body, signature="0" * 40).status_code == 403


@pytest.mark.parametrize("signature", ["", "0" * 40])
def test_nothing_is_opened_without_the_signature_of_the_address(
    wechat: WeChat, signature: str
) -> None:
    """The platform sends it in encrypted mode too; what lacks it is not even parsed."""
    body = wechat.xml("u4", {"MsgType": "text", "Content": "你好"})
    assert wechat.post_sealed(body, signature=signature).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<xml>", b"not xml", b"<xml></xml>", b"\xff\xfe\x00", b"[]", b"<xml><a/></xml>" * 100,
        b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><xml><Content>&c;</Content></xml>',
        b"<xml><FromUserName>u</FromUserName></xml>", b"<a>" * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(wechat: WeChat, body: bytes) -> None:
    response = wechat.post_plain(body)
    assert response.status_code == 403
    assert "Traceback" not in response.text


def test_too_large_a_body_is_refused(wechat: WeChat) -> None:
    assert wechat.post_plain(b"<xml>" + b"x" * 70_000).status_code == 413


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"MsgType": "image", "PicUrl": "http://x"}, "图片我看不了"),
        ({"MsgType": "voice", "MediaId": "1"}, "没有识别出文字"),
        ({"MsgType": "voice", "Recognition": "我们海外仓两千五百平"}, "2500 平方米"),
        ({"MsgType": "video", "MediaId": "1"}, "视频"),
        ({"MsgType": "location", "Label": "邵阳"}, "位置"),
        ({"MsgType": "link", "Url": "http://x"}, "链接"),
        ({"MsgType": "whatever"}, "看不了"),
        ({"MsgType": "event", "Event": "subscribe"}, "问策"),
        (
            {"MsgType": "event", "Event": "CLICK", "EventKey": "这个政策到什么时候"},
            "2026 年 12 月 20 日",
        ),
    ],
)
def test_every_kind_of_message(wechat: WeChat, fields: dict[str, str], told: str) -> None:
    response = wechat.post_plain(wechat.xml(f"k{hash(str(fields))}", fields))
    assert told in xmltodict.parse(response.text)["xml"]["Content"]


@pytest.mark.parametrize("event", ["unsubscribe", "VIEW", "SCAN", "LOCATION", "other"])
def test_events_that_need_no_answer_get_success(wechat: WeChat, event: str) -> None:
    response = wechat.post_plain(wechat.xml("e1", {"MsgType": "event", "Event": event}))
    assert response.text == "success"


def test_handing_over_to_human_agents(wechat: WeChat) -> None:
    response = wechat.post_plain(wechat.xml("h1", {"MsgType": "text", "Content": "转人工"}))
    assert xmltodict.parse(response.text)["xml"]["MsgType"] == "transfer_customer_service"


def test_nothing_typed_can_end_the_reply(wechat: WeChat) -> None:
    evil = "]]></Content><MsgType>evil</MsgType>\x01"
    body = wechat.xml("x1", {"MsgType": "text", "Content": "PLACE"})
    typed = body.replace(
        "<![CDATA[PLACE]]>", "]]&gt;&lt;/Content&gt;&lt;MsgType&gt;evil&lt;/MsgType&gt;"
    )
    response = wechat.post_plain(typed)
    assert xmltodict.parse(response.text)["xml"]["MsgType"] == "text"
    assert evil not in response.text


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize(
    "odd",
    [
        "<!DOCTYPE html>", "<!ENTITY a 'b'>", "]]>", "a]]>b]]>", "\x00\x01\x1b[31m", "\x7f\ufffe",
        "</Content>", "<Content>x</Content>", "]]></Content><MsgType>event</MsgType>", "&#1;&lt;&amp;",
        "<![CDATA[x]]>", "<xml><FromUserName>other</FromUserName></xml>", "]]></Content><Content><![CDATA[",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_text(server: Server, wechat: WeChat, odd: str, sealed: bool) -> None:
    user = f"odd-{odd!r}-{sealed}".encode().hex()
    said = f"我们有公共海外仓，2500平 {odd}"
    body = wechat.xml(user, {"MsgType": "text", "Content": said})
    assert "2500 平方米" in wechat.post(body, sealed)
    assert "2500 平方米" in wechat.post(wechat.xml(user, {"MsgType": "text", "Content": "/事实"}))


def test_a_character_by_a_number_that_xml_does_not_have(wechat: WeChat) -> None:
    body = wechat.xml("numbered", {"MsgType": "text", "Content": "PLACE"})
    typed = body.replace("<![CDATA[PLACE]]>", "我们有公共海外仓&#1;，&#x32;500平&#xD800;&#9999999;")
    assert "2500 平方米" in wechat.post(typed)


def test_long_replies_come_in_pages(wechat: WeChat) -> None:
    wechat.say("l1", "平台一站式服务，入网60家，成交额8000万，开了两年；海外仓2500平，服务20家邵阳企业，当地进出口6000万；"
                     "集货仓服务20家小微，年跨境进出口7000万；外贸公司，报关装卸8万，货走铁路货栈发运")  # fmt: skip
    first = wechat.say("l1", "详细")
    assert len(first.encode()) <= 2048
    assert first.endswith("（没完，回“更多”看后面）")
    second = wechat.say("l1", "更多")
    assert second
    assert second != first
    assert len(second.encode()) <= 2048
    assert wechat.say("l1", "更多") not in (first, second)


def test_short_lists_of_options_can_be_tapped(wechat: WeChat) -> None:
    wechat.say("o1", "我们有公共海外仓，2500平，服务20家邵阳企业")
    reply = wechat.say("o1", "5000")
    assert re.search(r"msgmenucontent=1&(?:amp;)?msgmenuid=[0-9a-f]{12}\.1\"", reply)
    assert "最高 30 万元" in wechat.say("o1", "1")


def test_a_menu_tapped_late_answers_its_own_question(wechat: WeChat) -> None:
    asked = wechat.say("o2", "我们是跨境电商平台，入网40家")
    yes, no = re.findall(r"msgmenuid=([^\"]+)\"", asked)
    assert "记下了：提供一站式综合服务。" in wechat.tap("o2", "1", yes)
    assert "提供一站式综合服务：否（原来记的是 “是”）" in wechat.tap("o2", "2", no)


@pytest.mark.parametrize("menu", ["1", "0123456789ab.1", "x"])
def test_a_menu_that_is_not_known_answers_nothing(wechat: WeChat, menu: str) -> None:
    user = f"o3 {menu}"
    wechat.say(user, "我们是跨境电商平台，入网40家")
    assert "已经过时了" in wechat.tap(user, "1", menu)
