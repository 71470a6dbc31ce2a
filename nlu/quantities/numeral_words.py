"""The words that numerals are made of, and the pattern of one token."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "弌": 1, "二": 2, "两": 2, "俩": 2, "贰": 2, "貮": 2,
    "弍": 2, "三": 3, "仨": 3, "叁": 3, "叄": 3, "弎": 3, "四": 4, "肆": 4, "五": 5, "伍": 5, "六": 6,
    "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TWENTIES = {"廿": 20, "卅": 30, "卌": 40}
BIG_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12, "万万": 10**8}
LATIN_UNITS = {"kw": 10**7, "k": 10**3, "w": 10**4, "m": 10**6, "b": 10**9}
CHINESE = "".join((*DIGITS, *SMALL_UNITS, *TWENTIES, "万亿兆"))

_EXPONENT = r"(?:[eE][+-]?\d{1,2}(?![\dA-Za-z.]|-\d)|\s?[×xX*]\s?10(?:\^|的)\s?\(?[+-]?\d{1,2}\)?(?:次方|次幂)?)"
ARABIC = (
    r"(?:10\^\d{1,2}(?!\d)|(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:'\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,4}(?:,\d{4})+(?!\d|年|\s?[多几]?[万亿wWkK])(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d.])\.\d+)"
    rf"{_EXPONENT}?)"
)
"""2,500, 2500,0000, 1'260'000, .9, 2.3E+05, 3.6×10^7."""
_ENUMERATED_PAIR = r"(?<!、)(?:一、二|[二两]、三|三、四|四、五|五、六|六、七|七、八|八、九)(?![、零一二三四五六七八九])"
_PAIR_WITH_COMMA = (
    rf"(?<![{CHINESE}\d])(?:[二两],三|三,四|四,五|五,六|六,七|七,八|八,九)(?=[十百千万])"
)
"""三、四十家 and 四,五十家 are 三四十家, 四五十家; 一、二、三 is a list."""
_FORMAL_THREE = r"参(?=[拾佰仟十百千万亿])|(?<=[拾佰仟零])参"
"""参 is a three among formal digits alone: 参加, 参展."""
_MEGA = "瓦|字节|宽带|带宽|帕|赫|光纤|流量|网|比特|[bB]"
"""A 兆 of these is 10⁶ of a unit of its own."""
DIGIT_RUN = rf"{_ENUMERATED_PAIR}|{_PAIR_WITH_COMMA}|(?:[{''.join(DIGITS)}]|{_FORMAL_THREE})+"
TOKEN = re.compile(
    rf"(?P<arabic>{ARABIC})"
    r"|(?P<latin>(?:[kK][wW]|[kKwW])(?![a-zA-Z²㎡]|\d\d)|[mMbB](?![a-zA-Z0-9²㎡]))"
    rf"|(?P<digits>(?!(?<=[小大高低多少近远早晚长短快慢贵])一点(?=[一二三四五六七八九]?[十百]))(?:{DIGIT_RUN}))"
    rf"|(?P<twenty>[{''.join(TWENTIES)}])"
    rf"|(?P<small>(?!(?<=[\d万百十])千[瓦克米卡])[{''.join(SMALL_UNITS)}])"
    rf"|(?P<big>个(?=多?(?:[万亿]|[wW](?![A-Za-z])))|万万(?![别要不])|[万亿]|兆(?!{_MEGA}))"
    r"|(?P<and>(?<=[十百千拾佰仟])又(?=[一二三四五六七八九\d]))"
    r"|点(?P<point>[零〇一二三四五六七八九]+)"
    r"|(?P<more>(?:好)?几(?![乎何])|数(?=[十百千万亿])|多(?=[十百千万亿个年月天家平亩票块元])|多(?!则|出[来了])|余)"
    r"|(?P<around>来(?=[十百千万亿个家户年月天平方亩票块元名人单岁间台辆吨公柜件趟批笔箱倍条款套项次张栋层种门店厂处份期场只支颗车斤米号])|把(?=[十百千万亿个家块平票号人单吨台辆件只户斤米名位亩年天]))"
    r"|(?P<half>半(?=个?[十百千万亿]))"
)


def arabic_value(word: str) -> Decimal:
    """The number that Arabic digits write.

    >>> arabic_value("2.3E+05"), arabic_value("3.6×10^7"), arabic_value("2500,0000")
    (Decimal('2.3E+5'), Decimal('36000000.0'), Decimal('25000000'))
    """
    plain = re.sub(r"[\s,'()次方幂]", "", word)
    mantissa, power, exponent = _split_at_power(plain)
    return Decimal(mantissa) * Decimal(10) ** int(exponent) if power else Decimal(plain)


def _split_at_power(plain: str) -> tuple[str, str, str]:
    if plain.startswith("10^"):
        return "1", "10^", plain[3:]
    found = re.fullmatch(r"(.+?)([×xX*]10(?:\^|的))(.+)", plain)
    return (found[1], found[2], found[3]) if found else (plain, "", "")


def chinese_value(word: str) -> Decimal:
    """Chinese digits read one by one: 二五 is 25."""
    return Decimal("".join(str(digit(char)) for char in word))


def digit(char: str) -> int:
    """What one digit is worth, however it is written."""
    return int(char) if char.isdigit() else 3 if char == "参" else DIGITS[char]
