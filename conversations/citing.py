"""How a clause is called when it is cited."""

from __future__ import annotations

NUMERALS = frozenset("一二三四五六七八九十百〇零0123456789")


def clause_name(label: str) -> str:
    """第八条 for a clause that is numbered; any other label is its own name.

    >>> clause_name("八"), clause_name("十一"), clause_name("附则"), clause_name("第十一条")
    ('第八条', '第十一条', '附则', '第十一条')
    """
    return f"第{label}条" if NUMERALS.issuperset(label) else label
