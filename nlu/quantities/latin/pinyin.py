"""Quantities typed in pinyin, in characters: sishi duo jia is 四十多家, 5000 wan 5000万.

Only what reads as a number with its unit, or as a large number, is rewritten; women, shi
and you stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .rewriting import Piece
from .syllables import Sound, sound_runs

_DIGITS = {
    "yi": "一", "er": "二", "liang": "两", "san": "三", "si": "四", "wu": "五", "liu": "六", "qi": "七",
    "ba": "八", "jiu": "九", "ling": "零", "ji": "几", "ban": "半",
}  # fmt: skip
_PLACES = {"shi": "十", "bai": "百", "qian": "千", "wan": "万"}
_VAGUE = {"duo": "多", "lai": "来", "dian": "点"}
_UNITS = {
    "ge yue": "个月", "ge ban yue": "个半月", "ge duo yue": "个多月", "ge ji du": "个季度", "nian": "年", "tian": "天",
    "ge xing qi": "个星期", "xing qi": "个星期", "zhou": "周", "yue": "月", "ping fang mi": "平方米",
    "ping fang": "平方", "ping mi": "平米", "ping": "平", "mu": "亩", "gong qing": "公顷",
    "mei yuan": "美元", "mei jin": "美金", "mei dao": "美刀", "ou yuan": "欧元", "ren min bi": "人民币",
    "yuan": "元", "kuai qian": "块钱", "kuai": "块", "jia": "家", "hu": "户", "ge": "个", "piao": "票",
    "dan": "单", "pi": "批", "bi": "笔", "ren": "人", "ming": "名", "tai": "台", "che": "车", "jian": "件",
    "xiang": "箱", "gui": "柜", "dun": "吨", "ci": "次", "tang": "趟", "cheng": "成", "zhe": "折",
    "ge dian": "个点", "ge ren": "个人", "ge bai fen dian": "个百分点",
}  # fmt: skip
_BEFORE = {
    "bu chao guo": "不超过", "bu shao yu": "不少于", "bu di yu": "不低于", "bu dao": "不到", "bu zu": "不足",
    "chao guo": "超过", "da yu": "大于", "xiao yu": "小于", "zhi shao": "至少", "zui shao": "最少",
    "zui duo": "最多", "qi ma": "起码", "da gai": "大概", "da yue": "大约", "cha bu duo": "差不多",
    "jiang jin": "将近", "jie jin": "接近", "kuai": "快", "jin": "近", "bu zhi": "不止", "bu gou": "不够",
}  # fmt: skip
_FILLERS = {"ye": "也", "you": "有", "jiu": "就", "shi": "是", "bu": "补", "na": "拿"}
"""Between a bound and its number."""
_OPENING = {
    "le",
    "you",
    "shi",
    "de",
    "zuo",
    "kai",
    "hua",
    "man",
    "cai",
    "jiu",
    "zhi",
    "mai",
    "fu",
    "jiao",
}
"""Behind these a number may begin inside a word."""
_RATES = {"zeng", "zhang", "jiang", "li", "fei", "lv", "chou", "shou"}
"""With these ge dian is 个点; else it is 个店."""
_COUNTED = ("ge", "jia", "nian", "tian", "hu", "piao", "dan")
_BEHIND = {
    "yi shang": "以上", "yi xia": "以下", "yi nei": "以内", "zuo you": "左右", "shang xia": "上下",
    "chu tou": "出头", "bu dao": "不到", "da di": "打底", "duo": "多", "ban": "半",
}  # fmt: skip
_PERCENT = "bai fen zhi"
_PRONOUNS = {"men", "wo", "ta", "zhe", "na", "jiu", "dou", "ye", "bu"}
"""Behind these shi is 是."""


def may_have_pinyin(text: str) -> bool:
    """Whether a syllable stands there that a quantity in pinyin needs."""
    return _POSSIBLE.search(text) is not None


_POSSIBLE = re.compile(
    r"(?i)\d\s?(?:jia|wan|ge|ping|nian|hu|piao|dan|yuan|kuai|mei|mu|tian|ren|bi|tai|che|jian|xiang|gui|dun|ci|tang|cheng|zhe|bai|qian|yi|duo|pi)"
    r"|(?:y[iīíǐì]|er|liang|san|si|wu|liu|qi|ba|jiu|sh[iīíǐì]|bai|qian|wan|ban|ji)\s?[a-z\u00c0-\u01dc]"
)


def pieces(text: str) -> list[Piece]:
    """What stands in pinyin and tells a quantity, in characters."""
    found: list[Piece] = []
    for run in sound_runs(text):
        place = 0
        while place < len(run):
            read = _quantity(run, place)
            if read is None:
                place += 1
            else:
                chinese, end = read
                goes_on = bool(found) and place > 0 and found[-1][1] == run[place - 1].end
                start = found[-1][1] if goes_on else run[place].start  # 1 nian 8 ge yue
                found.append((start, run[end - 1].end, chinese))
                place = end
    return found


def _quantity(run: Sequence[Sound], place: int) -> tuple[str, int] | None:
    """A bound, a number and a unit that begin at `place`: their characters and their end."""
    before, start = ("", place) if _is_inside_word(run, place) else _longest(run, place, _BEFORE)
    while before and start < len(run) and not _number(run, start)[0]:
        if run[start].word not in _FILLERS:
            break
        before, start = before + _FILLERS[run[start].word], start + 1
    if not before and _is_inside_word(run, start):
        return None
    if _matches(run, start, _PERCENT):
        number, end = _number(run, start + 3)
        return (f"{before}百分之{number}", end) if number else None
    number, middle = _range(run, start)
    if not number:
        return None
    unit, end = _longest(run, middle, _UNITS)
    if unit == "个点" and not _is_of_a_rate(run, place):
        unit, end = "个", end - 1  # 两个店
    if not unit and run[middle : middle + 1] and run[middle].word == "dao" and _is_large(number):
        unit, end = "刀", middle + 1
    if not unit and not _is_large(number) and not before:
        return None
    if unit == "块" and _matches(run, end, "qian"):
        end += 1
    behind, end = _longest(run, end, _BEHIND)
    return before + number + unit + behind, end


def _is_inside_word(run: Sequence[Sound], place: int) -> bool:
    """The ji of mianji and the wu of fuwu are no numbers; those of yousishi and kaileyi are."""
    if place == 0 or place >= len(run) or run[place - 1].end != run[place].start:
        return False
    return run[place - 1].word not in _OPENING and not run[place].word[0].isdigit()


def _is_of_a_rate(run: Sequence[Sound], place: int) -> bool:
    return any(sound.word in _RATES for sound in run[max(0, place - 5) : place])


def _range(run: Sequence[Sound], place: int) -> tuple[str, int]:
    """san dao wu wan: two numbers with 到 between them, or one number."""
    number, end = _number(run, place)
    if number and end < len(run) and run[end].word in ("dao", "zhi"):
        second, last = _number(run, end + 1)
        if second and len(run) > end + 1:
            return f"{number}到{second}", last
    return number, end


def _number(run: Sequence[Sound], place: int) -> tuple[str, int]:
    """The numeral at `place` in characters, as far as it goes."""
    chars = ""
    while place < len(run):
        char = _numeral_char(run, place, chars)
        if char is None:
            break
        chars += char
        place += 1
    return chars, place


def _numeral_char(run: Sequence[Sound], place: int, before: str) -> str | None:
    """One more character of a numeral of which `before` is read, or `None` where it ends."""
    word = run[place].word
    if not before:
        return _first_char(run, place, word)
    if word[0].isdigit():
        return word if len(word) == 1 and before[-1] in _LARGE else None  # 19 wan 8
    if _longest(run, place, _BEHIND)[1] > place + 1:  # wan yi shang
        return None
    if word in ("ba", "yi") and before[-1] in _LARGE and place + 1 == len(run):
        return None  # 30 wan ba
    if word == "ge":
        return "个" if _follows(run, place, "yi", "wan") or _follows_more(run, place) else None
    if word == "yi" and (before[-1].isdigit() or before[-1] in "一二两三四五六七八九几个多"):
        return "亿"
    if word in _DIGITS and word != "ban":
        return None if before[-1].isdigit() else _DIGITS[word]
    return _PLACES.get(word) or (_VAGUE[word] if word in ("duo", "lai") else None)


def _first_char(run: Sequence[Sound], place: int, word: str) -> str | None:
    if word[0].isdigit():
        return word
    if word == "shi":
        return None if place and run[place - 1].word in _PRONOUNS else "十"
    if word == "ji" and not _follows(run, place, *_PLACES, *_COUNTED):
        return None
    return _DIGITS.get(word)


_LARGE = "万千百亿"


def _follows(run: Sequence[Sound], place: int, *words: str) -> bool:
    return place + 1 < len(run) and run[place + 1].word in words


def _follows_more(run: Sequence[Sound], place: int) -> bool:
    """liang ge duo yi."""
    return [sound.word for sound in run[place + 1 : place + 3]] == ["duo", "yi"]


def _is_large(number: str) -> bool:
    return len(number) > 1 and ("万" in number or "亿" in number)


def _longest(run: Sequence[Sound], place: int, table: dict[str, str]) -> tuple[str, int]:
    """The widest words of a table that stand at `place`, and where they end."""
    for count in (4, 3, 2, 1):
        said = " ".join(sound.word for sound in run[place : place + count])
        if len(run) >= place + count and said in table:
            return table[said], place + count
    return "", place


def _matches(run: Sequence[Sound], place: int, said: str) -> bool:
    words = said.split()
    return [sound.word for sound in run[place : place + len(words)]] == words
