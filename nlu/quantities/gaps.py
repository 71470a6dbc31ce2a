"""Blanks inside a number or its unit: 6 8 家, 两 千 七 百 万, 1 260㎡, 17 0000元, 18 个 月.

What is typed (or read aloud) character by character is closed up; two numbers side by side
stay two: 30 50 20, 平台 40家 4千万. A tab or a new line parts two numbers always.
"""

from __future__ import annotations

import re

_DIGIT = "一二两三四五六七八九"
_CN = f"{_DIGIT}零〇十百千万亿几"
_UNITS = "平方米|平方|平米|个月|个点|个人|季度|星期|美元|美金|欧元|英镑|日元|港币|港元|人民币|公里|公斤|左右|以上|以下"
_UNIT = "[十百千万亿多几家票平元块户亩吨件单人年天日周台次笔名位车箱柜辆座间栋层个斤米条款套项批场份张度成折点倍毛角分%kw㎡]"
_SPLIT_UNITS = "|".join(" ".join(word) for word in _UNITS.split("|"))
_GAPS = re.compile(
    r"(?<=\d)(?<!\d{4}) (?=\d{3}(?!\d))"  # 3 000, and not 4600 800
    r"|(?<=\d) (?=(?:\d{4} )*0000(?!\d))"  # 17 0000
    r"|(?<=[\d多几]) +(?=[十百千万亿多]|个月|年(?![成交销营出进跨流运度])|家|票|平(?!台)|元|块)|(?<=[十百千万]) +(?=[多几])"  # 40 多 家
    rf"|(?<=千) +(?=[{_DIGIT}]百)|(?<=百) +(?=[{_DIGIT}]十)"  # 三千 五百
    rf"|(?<=万) +(?=[{_DIGIT}]千)|(?<=亿) +(?=[{_DIGIT}]千)"
    rf"|(?<=[{_DIGIT}几]) +(?=[十百千万亿])|(?<=[十百千]) +(?=[万亿])"  # 三 十 万
    r"|(?<=\d) (?=[kKwW](?![A-Za-z]))"
    rf"|(?<=[{_CN}]) +(?=[家票户]|个月|平方|平米|元|美元|美金)"
)
_D = rf"[{_DIGIT}\d]"
_SECTION = rf"(?:{_D}+千)?(?:零?{_D}+百)?(?:零?{_D}?十)?(?:零?{_D})?"
_WHOLE = re.compile(rf"(?=.*[十百千万亿])(?:{_SECTION}亿)?(?:零?{_SECTION}万)?零?{_SECTION}")
"""A number as it is read aloud, its places in falling order."""
_PIECES = re.compile(rf"[{_CN}\d]+(?: [{_CN}\d]+){{1,20}}")
_APART = re.compile(
    rf"(?<![\d.A-Za-z])\d(?: [\d.]){{1,18}}(?= ?{_UNIT})"  # 6 8 家, 1 2 . 5 万
    rf"|(?<=[\d{_CN}多来]) ?(?:{_SPLIT_UNITS})"  # 18 个 月
)
_TOKEN = r"(?:[\u4e00-\u9fff]|\d+(?:\.\d+)?%?)"
_EDGE = r"[^\s,。;:!?、()]"
_RUN = re.compile(
    rf"(?<!{_EDGE})[\u4e00-\u9fff](?: {_TOKEN}){{2,}}(?!{_EDGE})"
    rf"|(?<!{_EDGE})\d+(?: [\u4e00-\u9fff]){{2,}}(?!{_EDGE})"
)
"""Text typed character by character: 开 了 一 年 半."""
_INSIDE_RUN = re.compile(r"(?<!\d) | (?!\d)")


def gaps_in(text: str) -> set[int]:
    """The places of the blanks that stand inside numbers.

    >>> sorted(gaps_in("入网6 8 家")), gaps_in("30 50 20")
    ([3, 5], set())
    """
    if " " not in text:
        return set()
    found = {place for gap in _GAPS.finditer(text) for place in range(*gap.span())}
    for pieces in _PIECES.finditer(text):  # 8千 三百 八十 五 万, 五千 零 六
        if _WHOLE.fullmatch(pieces.group().replace(" ", "")):
            found.update(place for place in range(*pieces.span()) if text[place] == " ")
    for apart in _APART.finditer(text):
        found.update(place for place in range(*apart.span()) if text[place] == " ")
    for run in _RUN.finditer(text):
        found.update(gap.start() for gap in _INSIDE_RUN.finditer(text, *run.span()))
    return found
