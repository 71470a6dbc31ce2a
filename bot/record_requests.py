"""What a user may ask of whoever keeps the records, in any channel: deletion, how it is kept, and feedback."""

from __future__ import annotations

import re

_FORGET = re.compile(
    r"^(?:请)?(?:帮我)?删(?:除|掉)(?:我的)?(?:所有|全部)?(?:记录|信息|数据|聊天记录|对话)[。.!！]?$"
)
_FEEDBACK = re.compile(
    r"^(?:我要|我想)?(?:反馈|提(?:个|点|条)?意见|提(?:个|点|条)?建议|意见|建议)\s*(?:[:：]\s*(.*))?$",
    re.DOTALL,
)
"""With a colon: “建议 报哪条” and “反馈 多久到账” are questions, and must not be swallowed."""
_PRIVACY = re.compile(r"^/?(?:看|回|查看)?[“\"]?隐私(?:说明|政策|声明)?[”\"]?[。.!！?？]?$")
FORGOTTEN = "您的对话记录已经删除，我这里不再留有您说过的情况。"
NOTED = "您的意见记下了，工作人员会看到。谢谢！"
HOW_TO_GIVE_FEEDBACK = "请在一条消息里写“反馈：”加上您的意见，工作人员会看到。"


def asks_to_forget(text: str) -> bool:
    """Whether the user wants everything deleted.

    >>> asks_to_forget("请删除我的记录。"), asks_to_forget("删除8.1")
    (True, False)
    """
    return bool(_FORGET.match(text.strip()))


def asks_how_kept(text: str) -> bool:
    """Whether the user asks to see how what they say is kept.

    >>> asks_how_kept("回“隐私”"), asks_how_kept("隐私说明"), asks_how_kept("隐私计算补多少")
    (True, True, False)
    """
    return bool(_PRIVACY.match(text.strip()))


def feedback_in(text: str) -> str | None:
    """The note of a message that is feedback; empty when it only says that there is some.

    >>> feedback_in("反馈：金额看不懂"), feedback_in("我要反馈"), feedback_in("建议多少平")
    ('金额看不懂', '', None)
    >>> feedback_in("建议 报哪条"), feedback_in("反馈 补贴多久到账")
    (None, None)
    """
    found = _FEEDBACK.match(text.strip())
    return None if found is None else (found.group(1) or "").strip()
