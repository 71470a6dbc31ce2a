"""Telephone numbers in what people write: they want to be called."""

from __future__ import annotations

import re
from collections.abc import Callable

_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[-－ ]?\d{4}[-－ ]?\d{4}|0\d{2,3}[-－ ]?\d{7,8})(?!\d)")


def phone_in(text: str) -> str:
    """The first telephone number of a text; empty where there is none.

    >>> phone_in("请回电13973912345，谢谢"), phone_in("去年卖了40000000")
    ('13973912345', '')
    """
    found = _PHONE.search(text)
    return found[0] if found else ""


def phones_replaced(text: str, by: Callable[[str], str]) -> str:
    """A text with something else in the place of every telephone number.

    >>> phones_replaced("请回电139-7391-2345，谢谢", lambda number: "〔号码〕")
    '请回电〔号码〕，谢谢'
    """
    return _PHONE.sub(lambda found: by(found[0]), text)
