"""Commands with a slash, in every channel: what is known, the source text, help."""

from __future__ import annotations

from collections.abc import Callable

from conversations import State, fact_value
from policy_engine import Policy

HELP = """直接说您企业的情况，或问哪一条、多少钱、怎么申报。
/事实 看已经记下的情况；/原文 1 看第一条原文（不写条号看全文）；/重来 清空，重新开始；/撤销 退回上一次改动之前；/帮助 看这份说明。
有选项的问题，直接回序号，如 1 或 1 3。要找人就说“转人工”；要删记录就说“删除我的记录”。"""
MOST_LISTED = 9
RESTART, GREETING, UNDO = "重新开始", "你好", "撤销"


def facts_text(policy: Policy, state: State) -> str:
    """What is known, one fact a line."""
    told = [f"· {fact_value(policy.facts[name], value)}" for name, value in state.facts.items()]
    return "\n".join(told) or "还没有记下什么。"


def source_text(policy: Policy, which: str) -> str:
    """A clause of the policy's text by its number, or all of it."""
    if policy.answers_together:
        return _source_texts(policy, which)
    if not which.strip("第条 "):
        return policy.source.text
    clause = policy.source.meant(which)
    if clause is None:
        return f"没有第“{which.strip('第条 ')}”条，现有：{'、'.join(policy.source.clauses)}。"
    return clause.text


def _source_texts(policy: Policy, which: str) -> str:
    """Of several policies the clause of each that is named, or of all that have it."""
    called = [p for p in policy.members if p.name in which or p.id in which or p.region in which]
    number = which
    for one in called:
        for name in (one.title, one.name, one.id, one.region, "《", "》"):
            number = number.replace(name, "")
    if not number.strip("第条 ") and len(called) != 1:
        listed = "\n".join(f"· {p.id} 《{p.title}》" for p in policy.members[:MOST_LISTED])
        return f"有 {len(policy.members)} 份文件，写上要看哪一份，如 /原文 {policy.members[0].id} 一：\n{listed}"
    found = [p for p in called or policy.members if p.source.meant(number) or len(called) == 1]
    told = [f"《{p.title}》\n{source_text(p, number.strip())}" for p in found[:MOST_LISTED]]
    return "\n\n".join(told) or f"哪份文件里都没有第“{number.strip('第条 ')}”条。"


_COMMANDS: dict[str, Callable[[Policy, State, str], str]] = {
    "事实": lambda policy, state, _: facts_text(policy, state),
    "原文": lambda policy, _, rest: source_text(policy, rest),
    "帮助": lambda _policy, _state, _rest: HELP,
}
_ENGLISH = {"facts": "事实", "source": "原文", "help": "帮助"}
_RESTARTS = ("/重来", "/reset", "/restart")
_UNDOES = ("/撤销", "/undo")
_GREETINGS = ("/greet", "/session_start", "/get_started", "/start")
"""What widgets send of themselves when they open: that is no wish to begin anew."""


def slash_command(policy: Policy, state: State, text: str) -> str | None:
    """The answer to a command, or `None` when `text` is none.

    >>> slash_command(None, State(), "/事实"), slash_command(None, State(), "事实")
    ('还没有记下什么。', None)
    """
    name, _, rest = text.strip().partition(" ")
    if not name.startswith("/"):
        return None
    command = _COMMANDS.get(_ENGLISH.get(name[1:].lower(), name[1:]))
    return None if command is None else command(policy, state, rest.strip())


def spoken(text: str) -> str:
    """A command that is a thing to say, as it would be said; anything else as it is.

    >>> spoken("/reset"), spoken("/get_started"), spoken("/撤销"), spoken("你好")
    ('重新开始', '你好', '撤销', '你好')
    """
    command = text.strip().partition("{")[0].strip().lower()
    if command in _GREETINGS:
        return GREETING
    if command in _UNDOES:
        return UNDO
    return RESTART if command in _RESTARTS else text
