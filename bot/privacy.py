"""How what users say is kept, as the settings have it: for the page, and in short for a chat."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from conversations import Blocks, Line, Link

from .settings import LlmSettings, Settings

PATH = "/privacy"
CALLED = "您说的话怎么保存、怎么删"
HOW_TO_SEE = "回“隐私”，看您说的话怎么保存、怎么删。"
FORGET = "删除我的记录"
"""What a user says to have everything deleted (see record_requests)."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What users may know of how their words are kept.

    `days`: how long; `asks_model`: whether a language model reads along; `leaves`: who else gets
    what they say, a sentence each; `result_days`: how long a link to a result is open, where such
    links are given.
    """

    days: str
    place: str
    asks_model: bool
    leaves: tuple[str, ...]
    contact: str
    result_days: str
    short: Blocks
    """The answer to 隐私."""
    pointer: Blocks
    """What a greeting says of it."""


def privacy_of(settings: Settings, *, telegram: bool) -> Privacy:
    """What is true under these settings; `telegram`: whether there is a bot of Telegram."""
    server = settings.server
    url = server.public_url and f"{server.public_url}{PATH}"
    days = f"{server.retention_days:g}"
    return Privacy(
        days=days,
        place=_place(settings),
        asks_model=settings.nlu.llm.asked_when != "never",
        leaves=tuple(_leaves(settings, telegram)),
        contact=settings.contact,
        result_days=f"{server.result_days:g}" if url else "",
        short=(Line(_short(settings, days)), *((Link("全文", url),) if url else ())),
        pointer=(Link(CALLED, url),) if url else (Line(HOW_TO_SEE),),
    )


def runs_telegram(settings: Settings) -> bool:
    """Whether a bot answers here, pushed to or polling."""
    return bool(settings.telegram.webhook_url) or "TELEGRAM_TOKEN" in os.environ


def leaves_the_house(llm: LlmSettings) -> str:
    """What users are told where a language model reads what they say."""
    which = "您说的话里拿不准的" if llm.asked_when == "doubt" else "您说的每一句话"
    return (
        f"{which}，会抹去电话、证件号、银行账号和邮箱，交给外面的语言模型帮着听；"
        "结论仍照文件的规则算。"
    )


def _short(settings: Settings, days: str) -> str:
    llm = settings.nlu.llm
    asks_model = llm.asked_when != "never"
    return (
        f"您说的话、问策的答复和记下的情况保存 {days} 天；您是谁只存加密的编号；"
        "没听懂的、要找人的，工作人员看得到。"
        f"{leaves_the_house(llm) if asks_model else '不交给外面的语言模型。'}"
        f"要全部删掉，说“{FORGET}”，马上删。"
        f"{f'有问题找{settings.contact}。' if settings.contact else ''}"
    )


def _place(settings: Settings) -> str:
    if isinstance(settings.server.database, Path):
        return "存在运行问策的这台服务器上，一个只有服务自己的账号能读的文件里。"
    return "存在运行问策的单位的 PostgreSQL 数据库里，只有服务自己的账号能读写。"


def _leaves(settings: Settings, telegram: bool) -> list[str]:
    """Whom what users say goes to, beside this service."""
    nlu = settings.nlu
    told = []
    if settings.wechat.app_id:
        more = "说“转人工”以后由公众号的客服接待，那里的话留在微信的客服系统里。"
        told.append(
            "在微信里说的，先经过微信（腾讯）的服务器，微信怎么保存由微信定。"
            f"{more if settings.wechat.human_agents else ''}"
        )
    if telegram:
        told.append(
            "在 Telegram 里说的，先经过 Telegram 的服务器（在境外），它怎么保存由它定；"
            "我们删了，您手机上的聊天记录还在，请自己删。"
        )
    if nlu.llm.asked_when != "never":
        told.append(
            f"{leaves_the_house(nlu.llm)}这个语言模型是 {nlu.llm.model}，在 {_host(nlu.llm.base_url)}。"
            "企业名、人名不抹；不带您的编号；问的时候带着已经知道哪几项的名称，不带数。"
        )
    if nlu.engine == "rasa":
        told.append(
            f"您说的话（数字与行话遮住）交给 Rasa 服务判断意图，它在 {_host(nlu.rasa.url)}。"
        )
    return told


def _host(url: str) -> str:
    """The machine of an address, and whether it is this one.

    >>> _host("https://key@api.example.com/v1"), _host("http://127.0.0.1:5005")
    ('api.example.com', '127.0.0.1（就是这台服务器）')
    """
    name = urlsplit(url).hostname or ""
    return f"{name}（就是这台服务器）" if _is_here(name) else name


def _is_here(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
