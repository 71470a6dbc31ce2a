"""English numbers, units and bounds in Chinese words, so that one scanner reads them.

“at least 35 merchants” is 至少35家, “two and a half years” 2.5年, “$1.2 million” $1.2百万.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from .rewriting import Piece

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_SCALE_WORDS = {
    "hundred": "百", "thousand": "千", "million": "百万", "mn": "百万", "mln": "百万", "mil": "百万",
    "billion": "十亿", "bn": "十亿", "grand": "千",
}  # fmt: skip
_UNITS = {
    "平米": r"sq(?:uare|\.)?\s?m(?:et(?:er|re)s?|trs?|s)?|sqms?|m2|square\s?met(?:er|re)s?",
    "平方英尺": r"sq(?:uare|\.)?\s?f(?:ee|oo)?t|sqft",
    "公顷": "hectares?",
    "个月": "months?|mths?",
    "年": "years?|yrs?",
    "个星期": "weeks?|wks?",
    "天": "days?",
    "个季度": r"quarters(?!\sof)",
    "个百分点": r"percentage\spoints?|ppts?",
    "%": r"per\s?cent|pct",
    "美元": r"(?:u\.?s\.?\s)?dollars?|bucks|usd",
    "元": "yuan|rmb|cny|renminbi|kuai",
    "欧元": "euros?",
    "英镑": r"(?:british\s)?pounds?(?:\ssterling)?|quid",
    "日元": "(?:japanese\\s)?yen",
    "家": "merchants?|compan(?:y|ies)|enterprises?|sellers?|shops?|stores?|vendors?|firms?|businesses"
    "|clients?|customers?|factor(?:y|ies)|suppliers?|exporters?|smes?|manufacturers?",
    "个": "warehouses?|outlets?|branch(?:es)?|platforms?|countries|markets|brands?",
    "单": "orders?",
    "件": "parcels?|packages?|items?|pieces?|pcs",
    "票": r"shipments?|consignments?|declarations?|tickets?|entries",
    "柜": "containers?",
    "车": "truckloads?|trucks?",
    "吨": "(?:metric\\s)?ton(?:ne)?s?",
    "人": "employees?|people|staff|workers?|persons?|trainees?|students?|participants?",
    "次": "times",
}
_BEFORE = {
    "不少于": r"(?:not|no)\s(?:less|fewer)\sthan|a\sminimum\sof",
    "不超过": r"(?:not|no)\smore\sthan|up\sto|at\s(?:the\s)?most|a\smaximum\sof|not\s(?:over|above)",
    "至少": r"at\s(?:the\s)?least|a\sgood",
    "超过": r"more\sthan|over|above|exceed(?:s|ed|ing)?|in\sexcess\sof|upwards?\sof|greater\sthan",
    "少于": r"(?:less|fewer)\sthan|under|below",
    "约": r"about|around|approx(?:imately)?\.?|roughly|some|circa|or\sso|give\sor\stake",
    "将近": r"nearly|almost|close\sto|just\sunder",
    "介于": "between",
}
_AFTER = {
    "以上": r"(?:or|and)\s(?:more|above|over|up)|plus|upwards?",
    "以下": r"or\s(?:less|fewer|below|under)",
    "左右": r"or\sso|or\sthereabouts|give\sor\stake",
}
_WORD = f"(?:{'|'.join((*_ONES, *_TENS, *_SCALES))})(?![A-Za-z])"
_DIGITS = r"[\d][\d,.]*"
_AND_MORE = rf"(?:(?<=hundred\s)|(?<=thousand\s)|(?<=million\s)|(?<=billion\s))and\s(?={_WORD})"
_NUMBER_WORDS = re.compile(
    rf"(?<![A-Za-z])(?<!\d)(?<!\d\s)(?:(?:a|half\sa|{_WORD})(?=[\s-](?:{_WORD}|and\sa\shalf))|{_WORD})"
    rf"(?:[\s-](?:and\sa\shalf|{_AND_MORE}|of\s(?=a\s{_WORD}))?(?:(?:{_WORD})(?![A-Za-z]))?)*",
    re.IGNORECASE,
)
_ADJECTIVE = (
    r"(?!(?:and|or|to|of|for|in|with|per|on|the|are|were|have|than|from|more|less|over|under|out|is|was|by|at|"
    r"not|but|since|plus|our|my|their|all|each|every|as|wan|qian|bai|shi|duo|lai|ban)\s)[a-z-]{3,12}"
)
_AND_A_HALF = re.compile(r"(?<![\d.,])(\d+)\sand\sa\shalf(?![a-z])", re.IGNORECASE)
_SCALE = re.compile(rf"(?<=\d)\s?({'|'.join(_SCALE_WORDS)})(?![A-Za-z])", re.IGNORECASE)
_VAGUE = {
    "几十": r"(?:a\s)?few\sdozen|dozens\sof|several\sdozen",
    "几百": r"(?:a\sfew|several)\shundred|hundreds\sof",
    "几千": r"(?:a\sfew|several)\sthousand|thousands\sof",
}
_FRACTIONS = {
    "半年": r"half\sa\syear|half-year", "半个月": r"half\sa\smonth", "一半": r"half(?=\sof)",
    "约200": r"a\scouple\s(?:of\s)?hundred", "约2000": r"a\scouple\s(?:of\s)?thousand",
    "约24": r"a\scouple\s(?:of\s)?dozen", "2": r"a\scouple\sof",
    "1.5年": r"(?:a|one)\syear\sand\sa\shalf", "1.5百万": r"a\smillion\sand\sa\shalf",
    "四分之三": r"three[\s-]quarters(?=\sof)", "四分之一": r"(?:a|one)\squarter(?=\sof)",
    "三分之二": r"two[\s-]thirds(?=\sof)", "三分之一": r"(?:a|one)\sthird(?=\sof)",
}  # fmt: skip
_ARTICLE = re.compile(
    r"(?<![A-Za-z])(?P<before>(?:for|over|than|about|around|nearly|almost|least|under|exactly|just)\s)an?\s"
    r"(?=year|month|week|quarter)",
    re.IGNORECASE,
)


def _words(table: dict[str, str], template: str) -> re.Pattern[str]:
    named = "|".join(f"(?P<w{n}>{said})" for n, said in enumerate(table.values()))
    return re.compile(template.replace("{words}", named), re.IGNORECASE)


_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
_NUM_AHEAD = r"(?=\s*(?:the\s)?(?:[$€£¥]|rmb|usd|us\$|cny)?\s?(?:[\d几半]|一半|[二三四]分之))"
_TABLES = {
    name: (table, _words(table, template))
    for name, table, template in (
        ("fractions", _FRACTIONS, rf"{_EDGE}(?:{{words}}){_END}"),
        ("vague", _VAGUE, rf"{_EDGE}(?:{{words}}){_END}"),
        ("before", _BEFORE, rf"{_EDGE}(?:{{words}})\s+{_NUM_AHEAD}"),
        (
            "units", _UNITS,
            rf"(?<=[\d百千万亿kKmM几十半+])(?:[\s-]?|\s{_ADJECTIVE}\s)(?:{{words}}){_END}",
        ),
        ("after", _AFTER, rf"(?<=[\d百千万亿kKmM年月天元家%米票单件人])\s?(?:{{words}}){_END}"),
    )
}  # fmt: skip
_COMPOUND = re.compile(r"(?<=[年月])\s?(?:and|,)?\s(?=\d+\s?(?:个月|天|个星期))", re.IGNORECASE)
_GROWTH = re.compile(
    r"(?i)(?:doubled|tripled|grew|grown|rose|risen|increased|up|jumped|went|gone|fell|fallen|dropped|down|cut)"
    r"[a-z\s]{0,12}\sfrom\s[^a-z]{1,20}$"
)
_JOINING = re.compile(r"(?<=[\d百千万亿kKmM])\s(and|to|through)\s(?=[$€£¥]?\d)", re.IGNORECASE)


def has_english(text: str) -> bool:
    """Whether a word stands there that may make an English quantity."""
    return _VOCABULARY.search(text) is not None


_SAID = (_UNITS, _BEFORE, _FRACTIONS, _VAGUE)
_VOCABULARY = re.compile(
    rf"{_EDGE}(?:{'|'.join((_WORD, *_SCALE_WORDS, *(said for t in _SAID for said in t.values())))}){_END}",
    re.IGNORECASE,
)


def _articles(text: str) -> list[Piece]:
    return [(m.start(), m.end(), f"{m['before']}1 ") for m in _ARTICLE.finditer(text)]


def _numbers(text: str) -> list[Piece]:
    pieces = []
    for match in _NUMBER_WORDS.finditer(text):
        words = match.group().strip(" -")
        value = _value(words.lower())
        if value is not None and (" " in words or "-" in words or _means_a_number(text, match)):
            pieces.append((match.start(), match.start() + len(words), f"{value.normalize():f}"))
    return pieces


_NOTHING_ELSE = {*_TENS, *(word for word, number in _ONES.items() if number > 10)}
_UNIT_AHEAD = re.compile(
    rf"(?:[\s-]?|\s{_ADJECTIVE}\s)(?:{'|'.join((*_UNITS.values(), *_SCALE_WORDS))}){_END}",
    re.IGNORECASE,
)


def _means_a_number(text: str, match: re.Match[str]) -> bool:
    """A lone “five” counts with its unit; “one” is mostly no number, “fifty” always is."""
    if match.group().strip(" -").lower() in _NOTHING_ELSE:
        return True
    return _UNIT_AHEAD.match(text, match.start() + len(match.group().strip(" -"))) is not None


def _value(words: str) -> Decimal | None:
    """The number that English words tell.

    >>> _value("three hundred and fifty thousand"), _value("two and a half")
    (Decimal('350000'), Decimal('2.5'))
    """
    total, section = Decimal(0), Decimal(0)
    for word in re.split(
        r"[\s-]+", words.replace("and a half", "ahalf").replace("half a", "halfof")
    ):
        if word in ("and", "of", "a"):
            section = section or Decimal(word == "a")
        elif word in ("ahalf", "halfof"):
            section += Decimal("0.5")
        elif word in _ONES or word in _TENS:
            section += Decimal(_ONES.get(word) or _TENS[word])
        elif word in ("hundred", "dozen"):
            section = (section or Decimal(1)) * _SCALES[word]
        elif word in _SCALES:
            total, section = total + (section or Decimal(1)) * _SCALES[word], Decimal(0)
        else:
            return None
    return total + section


def _and_a_half(text: str) -> list[Piece]:
    return [(*m.span(), f"{m[1]}.5") for m in _AND_A_HALF.finditer(text)]


def _scales(text: str) -> list[Piece]:
    return [(*m.span(), _SCALE_WORDS[m[1].lower()]) for m in _SCALE.finditer(text)]


def _joining(text: str) -> list[Piece]:
    """“from 40 to 45” is a range; “grew from 40 to 45” a change."""
    return [
        (*m.span(), "和" if m[1].lower() == "and" else "到")
        for m in _JOINING.finditer(text)
        if not _GROWTH.search(text[max(0, m.start() - 48) : m.start()])
    ]


def _compound(text: str) -> list[Piece]:
    """1年 and 3个月."""
    return [(*m.span(), "零") for m in _COMPOUND.finditer(text)]


def _by_table(name: str, text: str) -> list[Piece]:
    table, pattern = _TABLES[name]
    chinese = tuple(table)
    return [(*m.span(), chinese[int(str(m.lastgroup)[1:])]) for m in pattern.finditer(text)]


PASSES: tuple[Callable[[str], list[Piece]], ...] = (
    _articles, partial(_by_table, "fractions"), partial(_by_table, "vague"), _numbers, _and_a_half,
    _scales, partial(_by_table, "before"), _joining, partial(_by_table, "units"),
    partial(_by_table, "after"), _compound,
)  # fmt: skip
"""The rewritings, each over what the one before it made."""
