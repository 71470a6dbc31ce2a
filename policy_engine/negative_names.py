"""Facts whose names are negatives: 没有失信, 未被列入经营异常名录, 无违法记录.

People are asked for the contrary (有没有失信) and answer to it (没有), so the fact has to
know how the contrary is called. A pack may say it (反说); else the name tells it.
"""

from __future__ import annotations

import re

_WITHOUT = "违|失信|欠|拖欠|不良|重大|严重|犯罪|行政|安全|环保|信用|骗|任何|虚假|偷|逃"
_NEGATIVE = re.compile(
    rf"(没有|没|不存在|不属于|不在|未(?!来|成年|婚|名)|无(?={_WITHOUT}))(?P<rest>.{{2,}})"
)


def contrary_of(label: str) -> str:
    """How the contrary of a negative name is called; empty for a name that is none.

    >>> contrary_of("没有失信"), contrary_of("未被列入经营异常名录"), contrary_of("无违法记录")
    ('失信', '被列入经营异常名录', '违法记录')
    >>> contrary_of("无人机企业"), contrary_of("未来产业")
    ('', '')
    """
    found = _NEGATIVE.fullmatch(label)
    return found["rest"] if found else ""
