"""Chinese and Arabic numerals, mixed and vague, as intervals.

The reading is positional arithmetic over tokens: digits fill a section (up to 千), 万
and 亿 close it. One vague marker may stand in the numeral (多, 几, 来, two neighbouring
digits as in 三四十) and makes the section an interval before it is closed.

>>> read("四十多家", 0).interval
Interval(low=Decimal('40'), high=Decimal('50'), low_open=True, high_open=True)
>>> read("两千四百五", 0).interval.low, read("25万6千", 0).interval.low
(Decimal('2450'), Decimal('256000'))
>>> read("两三千", 0).interval
Interval(low=Decimal('2000'), high=Decimal('3000'), low_open=False, high_open=False)
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal

from policy_engine import Interval

DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "二": 2, "两": 2, "俩": 2, "贰": 2, "貮": 2, "三": 3,
    "仨": 3, "叁": 3, "叄": 3, "四": 4, "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7,
    "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TWENTIES = {"廿": 20, "卅": 30, "卌": 40}
BIG_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
LATIN_UNITS = {"kw": 10**7, "k": 10**3, "w": 10**4, "m": 10**6, "b": 10**9}

CHINESE = "".join((*DIGITS, *SMALL_UNITS, *TWENTIES, *BIG_UNITS))
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_ENUMERATED_PAIR = r"(?<!、)(?:一、二|[二两]、三|三、四|四、五|五、六|六、七|七、八|八、九)(?![、零一二三四五六七八九])"
"""三、四十家 is 三四十家; 一、二、三 is a list."""
_TOKEN = re.compile(
    rf"(?P<arabic>{_ARABIC})"
    r"|(?P<latin>(?:[kK][wW]|[kKwW])(?![a-zA-Z²㎡]|\d\d)|[mMbB](?![a-zA-Z0-9²㎡]))"
    rf"|(?P<digits>{_ENUMERATED_PAIR}|[{''.join(DIGITS)}]+)"
    rf"|(?P<twenty>[{''.join(TWENTIES)}])"
    rf"|(?P<small>(?!(?<=[\d万百十])千[瓦克米卡])[{''.join(SMALL_UNITS)}])"
    rf"|(?P<big>个(?=多?[万亿])|[{''.join(BIG_UNITS)}])"
    r"|点(?P<point>[零〇一二三四五六七八九]+)"
    r"|(?P<more>(?:好)?几(?![乎何])|数(?=[十百千万亿])|多(?=[十百千万亿个年月天家平亩票块元])|多(?!则)|余)"
    r"|(?P<around>来(?=[十百千万亿个家户年月天平方亩票块元名人单岁间台辆吨公柜件趟批笔箱倍])|把(?=[十百千万亿个家块平票号人单吨台辆件只户斤米名位亩年天]))"
    r"|(?P<half>半(?=个?[十百千万亿]))"
)
LARGEST = Decimal(10) ** 18
_FEW_DIGITS = 18
ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral read from a text up to `end`.

    `step`: one more of its last non-zero digit (what 多 and 出头 may add). `big` is the
    万 / 亿 / k it ends in, which a range shares: 3到5万. `plain`: a lone Chinese digit, which is often no number at all (一切).
    """

    interval: Interval
    end: int
    step: Decimal
    approx: bool = False
    vague: bool = False
    big: Decimal = ONE
    plain: bool = False
    arabic: bool = False


@dataclass(slots=True)
class _Reading:
    """What has been read so far: finished sections, the open section, the pending digits."""

    total: Decimal = ZERO
    low: Decimal = ZERO
    high: Decimal = ZERO
    open_ends: bool = False
    pending: tuple[Decimal, Decimal] | None = None
    few: bool = False
    last_unit: Decimal = ONE
    after_zero: bool = False
    approx: bool = False
    big: Decimal = ONE
    vague: bool = False
    count: int = 0
    repeats: bool = False

    def put(self, low: Decimal, high: Decimal, few: bool = False) -> None:
        self.pending, self.few = (low, high), few
        self.vague = self.vague or low != high
        self.count += 1

    def small(self, unit: Decimal) -> None:
        low, high = self.pending or (ONE, ONE)
        self.low += low * unit
        self.high += 10 * unit - 1 if self.few else high * unit
        self.pending, self.few, self.last_unit, self.after_zero = None, False, unit, False
        self.count += 1

    def large(self, unit: Decimal) -> None:
        section = self.pending is not None or self.low != 0
        self.repeats = section and self.total > 0 and ONE < self.big <= unit
        few = self.few
        self.settle()
        if few:  # 几万: anything up to the next place
            self.high = (10 * unit - 1) / unit
        if self.low == 0 and self.high == 0 and self.total == 0:
            self.low = self.high = ONE
        if self.total and self.total < unit:
            self.low, self.high, self.total = self.low + self.total, self.high + self.total, ZERO
        if self.low == self.high:
            self.total += self.low * unit
            self.low = self.high = ZERO
        else:
            self.low, self.high = self.low * unit, self.high * unit
        self.last_unit = self.big = unit
        self.after_zero = False
        self.count += 1

    def settle(self) -> None:
        """Move pending digits into the section: as ones, or as the next lower place (8万3)."""
        if self.pending is None:
            return
        low, high = self.pending
        shorthand = self.last_unit >= 100 and not self.after_zero and high < 10 and not self.few
        scale = self.last_unit / 10 if shorthand else ONE
        self.low += low * scale
        self.high += high * scale
        self.pending = None

    def more(self) -> None:
        """多, 余 or a trailing 几: up to one more of the last non-zero digit."""
        self.settle()
        step = lowest_place(self.low if self.low else self.total)
        self.high = self.low + step
        self.open_ends = self.vague = True
        self.count += 1


def lowest_place(number: Decimal) -> Decimal:
    """The worth of one in the last non-zero digit: 3000 → 1000, 1.5 → 0.1.

    >>> lowest_place(Decimal("120")), lowest_place(Decimal("1.5"))
    (Decimal('10'), Decimal('0.1'))
    """
    exponent = number.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if number and isinstance(exponent, int) else ONE


def read(text: str, start: int) -> Numeral | None:
    """The numeral that begins at `start`, as far as it goes, or `None`."""
    reading = _Reading()
    closed: tuple[_Reading, int] | None = None
    place = start
    first = ""
    while (token := _TOKEN.match(text, place)) and _accept(reading, token, text):
        if reading.repeats and closed is not None:  # 四千万五千万 are two numbers
            reading, place = closed
            break
        first = first or str(token.lastgroup)
        place = token.end()
        if token.lastgroup == "big":
            closed = copy(reading), place
        if reading.open_ends and token.lastgroup == "more" and not _closes(text, place):
            break
    if not first or (first in ("more", "around", "latin") and reading.count < 2):
        return None
    numeral = _numeral(reading, text, start, place)
    return numeral if numeral is not None and numeral.interval.high < LARGEST else None


def _closes(text: str, place: int) -> bool:
    """Whether 万 or 亿 follows a vague section (三千多万, 一个多亿)."""
    return bool(re.compile(r"个?[十百千]?[万亿]|[kKwW]").match(text, place))


def _accept(reading: _Reading, token: re.Match[str], text: str) -> bool:
    """Take one token into the reading; False when it does not belong to this numeral."""
    kind, word = str(token.lastgroup), token.group()
    taker = _TAKERS[kind]
    return taker(reading, word, text, token)


def _take_arabic(r: _Reading, word: str, _text: str, _token: re.Match[str]) -> bool:
    if r.pending is not None or len(word) > _FEW_DIGITS:
        return False
    number = Decimal(word.replace(",", ""))
    r.put(number, number)
    return True


def _take_latin(r: _Reading, word: str, text: str, token: re.Match[str]) -> bool:
    if r.pending is None or not (text[token.start() - 1].isdigit() or r.vague):
        return False
    r.large(Decimal(LATIN_UNITS[word.lower()]))
    return True


def _take_digits(r: _Reading, word: str, text: str, token: re.Match[str]) -> bool:
    if r.pending is not None or len(word) > _FEW_DIGITS:
        return False
    if word[0] in "零〇" and r.count and len(word) > 1:
        r.after_zero, word = True, word.lstrip("零〇")
    if word in ("零", "〇", "") and r.count:
        r.after_zero = True
        return _TOKEN.match(text, token.end()) is not None
    values = [DIGITS[char] for char in word.replace("、", "")]
    if len(values) == 2 and _neighbours(values, text, token.end(), r):
        r.put(Decimal(values[0]), Decimal(values[1]))
    else:
        r.put(*(Decimal("".join(map(str, values))),) * 2)
    return True


def _neighbours(values: list[int], text: str, end: int, reading: _Reading) -> bool:
    """Two digits as a range: 三四十, 十七八家, 三五百; but not 二五 alone or 二零."""
    first, second = values
    if not (0 < first < second and (second - first == 1 or (first, second) == (3, 5))):
        return False
    spoken_year = text[end : end + 1] == "年" and text[end - 2] == "二"  # 二三年 is 2023
    return not spoken_year or reading.count > 0


def _take_twenty(r: _Reading, word: str, _text: str, _token: re.Match[str]) -> bool:
    if r.pending is not None:
        return False
    r.put(Decimal(TWENTIES[word] // 10), Decimal(TWENTIES[word] // 10))
    r.small(Decimal(10))
    return True


def _take_small(r: _Reading, word: str, _text: str, _token: re.Match[str]) -> bool:
    if r.open_ends:
        return False
    if r.pending is None and r.count and not r.after_zero:
        return _multiply_section(r, Decimal(SMALL_UNITS[word]))
    r.small(Decimal(SMALL_UNITS[word]))
    return True


def _multiply_section(r: _Reading, unit: Decimal) -> bool:
    """十百 and 百千 do not combine, but 一百零十 (a slip) and 5千 do."""
    if r.total and not r.low:
        r.small(unit)
        return True
    return False


def _take_big(r: _Reading, word: str, _text: str, _token: re.Match[str]) -> bool:
    if word == "个":
        return r.count > 0
    r.large(Decimal(BIG_UNITS[word]))
    return True


def _take_point(r: _Reading, word: str, _text: str, _token: re.Match[str]) -> bool:
    if r.count == 0 or r.vague:
        return False
    r.settle()
    digits = "".join(str(DIGITS[char]) for char in word[1:])
    r.pending = (r.low + Decimal(f"0.{digits}"),) * 2
    r.low = r.high = ZERO
    r.last_unit = ONE
    return True


def _take_more(r: _Reading, word: str, text: str, token: re.Match[str]) -> bool:
    following = text[token.end() : token.end() + 1]
    if word in ("多", "余") or (r.count and following not in SMALL_UNITS):
        if r.count == 0 or r.vague:
            return False
        r.more()
        return True
    if r.pending is not None or r.vague or not (following in SMALL_UNITS or following in BIG_UNITS):
        return False
    r.put(Decimal(2), Decimal(9), few=True)
    return True


def _take_around(r: _Reading, _word: str, _text: str, _token: re.Match[str]) -> bool:
    if r.count == 0 or r.vague:
        return False
    r.settle()
    r.approx = r.vague = True
    return True


def _take_half(r: _Reading, _word: str, _text: str, _token: re.Match[str]) -> bool:
    if r.count:
        return False
    r.put(Decimal("0.5"), Decimal("0.5"))
    return True


_TAKERS = {
    "arabic": _take_arabic,
    "latin": _take_latin,
    "digits": _take_digits,
    "twenty": _take_twenty,
    "small": _take_small,
    "big": _take_big,
    "point": _take_point,
    "more": _take_more,
    "around": _take_around,
    "half": _take_half,
}


def _numeral(r: _Reading, text: str, start: int, end: int) -> Numeral | None:
    r.settle()
    low, high = r.total + r.low, r.total + r.high
    if low > high:
        return None  # no number anybody would say
    interval = Interval(low, high, r.open_ends and low != high, r.open_ends and low != high)
    word = text[start:end]
    numeral = Numeral(
        interval,
        end,
        lowest_place(low),
        approx=r.approx,
        vague=r.vague,
        plain=len(word) == 1 and not word.isdigit(),
        arabic=word[0].isdigit(),
    )
    ends_in_big = word[-1] in BIG_UNITS or word[-1].lower() in LATIN_UNITS
    return replace(numeral, big=_shared_big(word)) if ends_in_big else numeral


_BIG_TAIL = re.compile(r"(百|千)?(万|亿)$|([kK]?[wW]|[kKmMbB])$")


def _shared_big(word: str) -> Decimal:
    """The 万 / 亿 / k that a range may share: of 3到5万 it is 万, of 两千万 also 万."""
    found = _BIG_TAIL.search(word)
    if found is None:
        return ONE
    if found.group(3):
        return Decimal(LATIN_UNITS[found.group(3).lower()])
    return Decimal(BIG_UNITS[found.group(2)])
