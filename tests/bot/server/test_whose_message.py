"""Whose message it is: nobody gets the answer to what another one said, and a copy gets its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from conversations import SqliteStore

from .conftest import Server, WeChat

modes = pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
TOLD = {"a": "我们有公共海外仓，2500平", "b": "我们是跨境电商平台，入网企业45家"}


def _text(said: str) -> dict[str, str]:
    return {"MsgType": "text", "Content": said}


def _click(said: str) -> dict[str, str]:
    return {"MsgType": "event", "Event": "CLICK", "EventKey": said}


def _kept(server: Server, text: str) -> int:
    """How many messages with this text were written down."""
    store = SqliteStore(server.database)
    found = [e for e in store.exchanges(0.0) if e.text == text]
    store.close()
    return len(found)


@modes
def test_two_users_with_one_message_id(server: Server, wechat: WeChat, sealed: bool) -> None:
    users = {name: f"{name}-one-id-{sealed}" for name in TOLD}
    replies = {
        name: wechat.post(wechat.xml(users[name], _text(TOLD[name]), "8800"), sealed)
        for name in TOLD
    }
    assert "2500 平方米" in replies["a"]
    assert "45 家" in replies["b"]
    assert "45 家" in wechat.post(wechat.xml(users["b"], _text("/事实")), sealed)
    assert "2500" not in wechat.post(wechat.xml(users["b"], _text("/事实")), sealed)


def test_two_users_with_one_message_id_at_once(wechat: WeChat) -> None:
    bodies = [wechat.xml(f"{name}-at-once", _text(TOLD[name]), "8801") for name in TOLD]
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(wechat.post, bodies)
    assert "2500 平方米" in first
    assert "45 家" in second


def test_one_message_id_at_two_accounts(wechat: WeChat) -> None:
    """A message belongs to the account it was sent to."""
    wechat.post(wechat.xml("two-accounts", _text(TOLD["a"]), "8802", account="gh_1"))
    second = wechat.post(wechat.xml("two-accounts", _text("怎么申报"), "8802", account="gh_2"))
    assert "2500 平方米" not in second


@modes
def test_three_clicks_within_a_second(wechat: WeChat, sealed: bool) -> None:
    user = f"three-clicks-{sealed}"
    clicked = {"怎么申报": "申报", "这个政策到什么时候": "2026 年 12 月 20 日", "你好": "问策"}
    replies = [
        wechat.post(wechat.xml(user, _click(key), at=1_772_000_000), sealed) for key in clicked
    ]
    assert len(set(replies)) == 3
    assert [told in reply for told, reply in zip(clicked.values(), replies, strict=True)] == [True] * 3  # fmt: skip


@modes
@pytest.mark.parametrize("kind", ["text", "click"])
def test_a_copy_is_answered_once(server: Server, wechat: WeChat, sealed: bool, kind: str) -> None:
    said = f"海外仓又加了 {3 + sealed} 平，{kind}"
    fields = _text(said) if kind == "text" else _click(said)
    body = wechat.xml(f"copy-{kind}-{sealed}", fields, "8803", at=1_772_000_000)
    first = wechat.post(body, sealed)
    assert [wechat.post(body, sealed) for _ in range(2)] == [first, first]
    assert _kept(server, said) == 1


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        (("s1", "m"), ("s2", "m")),
        (("a\nb", "c"), ("a", "b\nc")),
        (("a\nb", "c"), ("a", "c")),
        (("a", "message\nc"), ("a\nmessage", "c")),
        (("x\0y", "m"), ("x", "y\0m")),
        (('["a","b', 'c"]'), ('["a', 'b","c"]')),
    ],
)
def test_a_message_id_belongs_to_its_session(
    server: Server, mine: tuple[str, str], other: tuple[str, str]
) -> None:
    pair = f"{mine}{other}"
    (session, own), (elsewhere, its) = mine, other
    first = server.chat(session, f"我们有公共海外仓，2500平 {pair}", own)
    second = server.chat(elsewhere, f"我们是跨境电商平台，入网企业45家 {pair}", its)
    assert "公共海外仓面积" in first["facts"]
    assert "公共海外仓面积" not in second["facts"]
    assert server.chat(session, "随便什么", own) == first
    assert server.chat(elsewhere, "随便什么", its) == second
    assert _kept(server, f"我们是跨境电商平台，入网企业45家 {pair}") == 1


def test_two_visitors_of_the_page_with_one_message_id(server: Server) -> None:
    found = {}
    for name, text in TOLD.items():
        cookies = {"wence_chat": f"{name}-visitor-of-the-chat-page"}
        form = {"text": text, "message_id": "1"}
        headers = {"x-requested-with": "fetch"}
        found[name] = server.post("/chat", data=form, cookies=cookies, headers=headers).json()
    assert "2500 平方米" in found["a"]["html"]
    assert "45 家" in found["b"]["html"]
    assert found["a"]["number"] != found["b"]["number"]


def test_feedback_is_about_ones_own_answer(server: Server) -> None:
    """The session of one and the id of another spell the same as those of a third."""
    server.chat("fb\n1", "怎么申报", "2")
    body = {"session": "fb", "message_id": "1\n2", "helpful": False, "note": "不是我的"}
    assert server.post("/api/feedback", json=body).status_code == 204
    store = SqliteStore(server.database)
    (told, *_) = store.feedback()
    store.close()
    assert (told.note, told.exchange) == ("不是我的", None)


def test_a_page_is_turned_for_each_request_of_each_user(wechat: WeChat) -> None:
    everything = (
        "平台一站式服务，入网60家，成交额8000万，开了两年；海外仓2500平，服务20家邵阳企业，当地进出口6000万；"
        "集货仓服务20家小微，年跨境进出口7000万；外贸公司，报关装卸8万，货走铁路货栈发运"
    )
    for user in ("p1", "p2"):
        wechat.say(user, everything)
        assert "更多" in wechat.say(user, "详细")
    first = wechat.say("p1", "更多", "8804")
    assert wechat.say("p2", "更多", "8804") == first
    assert wechat.say("p1", "更多", "8804") == first
    assert wechat.say("p1", "更多", "8805") != first
