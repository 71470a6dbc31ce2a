"""Telephone numbers: sealed at rest, found by a keyed hash, masked wherever they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...callbacks import masked
from ...errors import UserError
from ...sealing import Seal, SealError

SEPARATORS = re.compile(r"[\s\-－()（）.]")
_ABROAD = re.compile(r"^(?:\+|00)86")
_PHONE = re.compile(r"^(?:1\d{10}|0\d{9,11}|[48]00\d{7}|12\d{3}|[2-9]\d{6,7})$")
WRONG = "电话不对：手机 11 位，座机带区号（0739-5360000），没有就空着"


def digits(text: str) -> str:
    """A number as it is kept. Raises UserError.

    >>> digits("+86 139-7391-2345"), digits("（0739）5360000"), digits("")
    ('13973912345', '07395360000', '')
    """
    plain = _ABROAD.sub("", SEPARATORS.sub("", text))
    if plain and not _PHONE.match(plain):
        raise UserError(WRONG)
    return plain


def is_phone(text: str) -> bool:
    """Whether a search is for a number.

    >>> is_phone("139 7391 2345"), is_phone("湘汇公司"), is_phone("")
    (True, False, False)
    """
    try:
        return bool(digits(text))
    except UserError:
        return False


class Phones:
    """Seals numbers, and finds them again."""

    def __init__(self, seal: Seal, hashed: Callable[[str], str]) -> None:
        """`hashed`: a keyed hash that does not change."""
        self._seal = seal
        self._hashed = hashed

    def kept(self, number: str) -> tuple[str, str]:
        """A number sealed, and its hash; nothing of nothing."""
        return (self._seal.close(number), self._hashed(number)) if number else ("", "")

    def hash_of(self, number: str) -> str:
        return self._hashed(number)

    def opened(self, sealed: str) -> str:
        """The number; a word where it cannot be read any more."""
        try:
            return self._seal.open(sealed) if sealed else ""
        except SealError:
            return "（钥匙换过，读不出）"

    def shown(self, sealed: str) -> str:
        """The number with most of it masked."""
        number = self.opened(sealed)
        return masked(number) if number[:1].isdigit() else number
