"""How a clause is called when it is cited."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
NUMERALS = frozenset("十百零0123456789").union(_DIGITS)


def clause_name(label: str) -> str:
    """第八条 for a clause that is numbered; any other label is its own name.

    >>> clause_name("八"), clause_name("十一"), clause_name("附则"), clause_name("第十一条")
    ('第八条', '第十一条', '附则', '第十一条')
    """
    return f"第{label}条" if NUMERALS.issuperset(label) else label


def arabic_name(name: str) -> str:
    """A clause's name with its numeral in digits; up to 九十九, any other stays as it is.

    >>> arabic_name("第八条"), arabic_name("第二十一条"), arabic_name("附则")
    ('第8条', '第21条', '附则')
    """
    begin = next((i for i, char in enumerate(name) if char in NUMERALS), len(name))
    end = next((i for i in range(begin, len(name)) if name[i] not in NUMERALS), len(name))
    tens, ten, ones = name[begin:end].partition("十")
    parts = [part for part in (tens, ones) if part]
    if any(len(part) > 1 or part not in _DIGITS for part in parts) or not (parts or ten):
        return name
    number = 10 * (_DIGITS.index(tens) if tens else 1) if ten else _DIGITS.index(tens)
    number += _DIGITS.index(ones) if ones else 0
    return f"{name[:begin]}{number}{name[end:]}"
