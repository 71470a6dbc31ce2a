"""What each role may do at the desk; every page says it, and what is refused says who may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """Something one may do or not; its value is how a person is told of it."""

    CALLS = "接来电"
    ALL_CALLS = "看别人接的来电"
    TICKETS = "办工单"
    PHONES = "看别人工单上的电话号码"
    EXPORT = "导出 Excel"
    ANSWER = "答收件箱"
    PROPOSE = "提问答与说法"
    RELEASE = "放行别人提的问答与说法"
    REVIEW = "质检"
    NUMBERS = "看数据"
    POLICIES = "改政策规则"
    PEOPLE = "看人员与操作记录"


CLERK, EXPERT, OFFICER, ADMIN = "clerk", "expert", "officer", "admin"
TITLES: Mapping[str, str] = {
    CLERK: "接线员", EXPERT: "业务专家", OFFICER: "经办干部", ADMIN: "管理员",
}  # fmt: skip
_EVERYBODY = frozenset({Right.TICKETS, Right.ANSWER, Right.PROPOSE, Right.NUMBERS})
RIGHTS: Mapping[str, frozenset[Right]] = {
    CLERK: _EVERYBODY | {Right.CALLS},
    EXPERT: _EVERYBODY | {Right.ALL_CALLS, Right.RELEASE, Right.REVIEW},
    OFFICER: frozenset(Right) - {Right.CALLS, Right.PEOPLE},
    ADMIN: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class May:
    """What someone may do on a page, and what not, each with who may."""

    can: tuple[str, ...]
    cannot: tuple[str, ...]


def may(role: str, right: Right) -> bool:
    """Whether a role has a right; one that is not known has none.

    >>> may(CLERK, Right.CALLS), may(CLERK, Right.PEOPLE), may("", Right.CALLS)
    (True, False, False)
    """
    return right in RIGHTS.get(role, ())


def title(role: str) -> str:
    """What a role is called."""
    return TITLES.get(role, role)


def who_may(right: Right) -> str:
    """The roles that have a right, for a person.

    >>> who_may(Right.RELEASE)
    '业务专家、经办干部或管理员'
    """
    *others, last = [TITLES[role] for role, rights in RIGHTS.items() if right in rights]
    return f"{'、'.join(others)}或{last}" if others else last


def refusal(role: str, right: Right) -> str:
    """The line for whoever may not.

    >>> refusal(CLERK, Right.PEOPLE)
    '接线员不能看人员与操作记录，这要管理员。'
    """
    return f"{title(role)}不能{right}，这要{who_may(right)}。"


def on_page(role: str, here: Sequence[Right]) -> May:
    """What a role may do of what a page lets be done."""
    return May(
        tuple(str(right) for right in here if may(role, right)),
        tuple(f"{right}（要{who_may(right)}）" for right in here if not may(role, right)),
    )
