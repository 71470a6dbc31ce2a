"""Telephone numbers in what people write: they want to be called."""

from __future__ import annotations

import re

_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[-－ ]?\d{4}[-－ ]?\d{4}|0\d{2,3}[-－ ]?\d{7,8})(?!\d)")

_ANY_PHONE = re.compile(
    r"(?<!\d)(?:[1１][3-9３-９](?:[-－ ]?\d){9}|[0０]\d{2,3}[-－ ]?(?:\d[-－ ]?){6,7}\d)(?!\d)"
)
_PARTED = re.compile(r"[-－ ]")


def phone_in(text: str) -> str:
    """The first telephone number of a text; empty where there is none.

    >>> phone_in("请回电13973912345，谢谢"), phone_in("去年卖了40000000")
    ('13973912345', '')
    """
    found = _PHONE.search(text)
    return found[0] if found else ""


def masked(number: str) -> str:
    """A number that tells callers apart and nobody how to call them.

    >>> masked("13973912345"), masked("5360000"), masked("")
    ('139****2345', '53****0', '')
    """
    shown = 4 if len(number) > 8 else 1
    head = 3 if len(number) > 8 else 2
    return f"{number[:head]}****{number[-shown:]}" if number else ""


def phones_masked(text: str) -> str:
    """A text for whoever may not read a telephone number off it, however its digits are parted.

    >>> phones_masked("打0739-5360000，或 139 739 12345，去年卖了40000000")
    '打073****0000，或 139****2345，去年卖了40000000'
    """
    return _ANY_PHONE.sub(lambda found: masked(_PARTED.sub("", found[0])), text)


def phones_restored(text: str, before: str) -> str:
    """A masked text that was changed, with the numbers that it was masked from.

    >>> phones_restored("打139****2345，约了周五", "打139-7391-2345")
    '打139-7391-2345，约了周五'
    """
    for found in _ANY_PHONE.finditer(before):
        text = text.replace(phones_masked(found[0]), found[0])
    return text
