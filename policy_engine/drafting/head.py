"""What a document says of itself: number, title, issuer, region, when it was issued, how long it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..numbering import number_of

_NUMBER = re.compile(
    r"[\u3400-\u9fff]{2,14}[〔\[［【（(]\s*(?:19|20)\d{2}\s*[〕\]］】）)]\s*\d+\s*号"
)
_REGISTERED = re.compile(r"[A-Z]{2,6}[-—–]\d{4}[-—–]\d{3,6}")
_DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_SPELLED_DATE = re.compile(
    r"([二〇○零一]{1}[〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_ALONE = re.compile(rf"[（(]?\s*(?:{_DATE.pattern})\s*(?:印发|发布|起施行)?\s*[）)]?")
_TITLE_ENDS = re.compile(
    r"(?:办法|措施|意见|政策|细则|规定|方案|通知|指南|条例|计划|公告|条款|举措)(?:[（(][^）)]{1,8}[）)])?》?$"
)
_PASSED_ON = re.compile(r"关于(?:印发|转发|发布|公布|修订)[《〈<](?P<title>[^》〉>]{4,60})[》〉>]")
_ISSUERS = re.compile(
    r"([\u3400-\u9fff]{2,20}?(?:人民政府办公室|人民政府|委员会|办公室|管委会|财政厅|财政局|[\u3400-\u9fff]{2,10}[厅局委部院]))"
)
_REGION = re.compile(
    r"^(?:中共)?([\u3400-\u9fff]{2,12}?(?:自治区|自治州|自治县|新区|开发区|高新区|省|市|区|县|旗|州))"
)
_FROM = re.compile(rf"自?\s*{_DATE.pattern}\s*起\s*(?:施行|实施|执行|生效)")
_UNTIL = re.compile(rf"(?:有效期|执行|实施|期限|有效)?[^。；]{{0,12}}(?:至|到)\s*{_DATE.pattern}")
_YEARS = re.compile(
    r"(?:有效期|暂定|试行期)[^。，；]{0,6}?([\d一二三四五六七八九十两]+)\s*(?:个)?(年|个月|月)|([\d一二三四五六七八九十两]+)年有效期"
)
_OF_ISSUE = re.compile(r"(?:发布|印发|公布|签发|颁布)之?日起")
USUAL_YEARS = 5
"""How long a normative document holds at most where it does not say it (国办发〔2018〕37号 and after)."""


@dataclass
class Head:
    """What stands at the top of 政策.yml; `decisions`: what was not found, by key."""

    id: str
    title: str
    number: str
    issuer: str
    region: str
    issued: date
    last_day: date
    decisions: dict[str, str] = field(default_factory=dict)


def head_of(paragraphs: Sequence[str], today: date, title: str = "", published: str = "") -> Head:
    """What a document says of itself; what it does not say is guessed and told in `decisions`."""
    text, open_points = "\n".join(paragraphs), dict[str, str]()
    top = "\n".join(paragraphs[:12])
    number = _NUMBER.search(top)
    registered = _REGISTERED.search(top)
    named = _title(paragraphs, title)
    if not named:
        named, open_points["名称"] = paragraphs[0][:40], "没找到文件的标题，请照抄"
    issuer = _issuer(paragraphs, named)
    if not issuer:
        issuer, open_points["发布机关"] = "未写明", "没找到发布机关，请照抄落款"
    if "关于" in named and named.partition("关于")[0] and "".join(issuer.split("、")) in named:
        named = "关于" + named.partition("关于")[2]
    region = _REGION.match(issuer) or _REGION.match(named.partition("关于")[0])
    if region is None:
        open_points["适用地区"] = "没找到地名，请补上"
    issued = _issued(paragraphs, published)
    if issued is None:
        started = _FROM.search(text)
        issued = _day(started) if started is not None else None
        open_points["发布日期"] = "没找到发布日期" + (
            "，写的是施行的那天" if issued else "，先写了一个"
        )
    last_day, unsure = _last_day(text, issued or today)
    if issued is None:
        issued = min(today, date(last_day.year, 1, 1)) if last_day < today else today
    if unsure:
        open_points["有效至"] = unsure
    if number is None:
        open_points["文号"] = "没找到文号，没有就留着“未编号”"
    written = "".join(number.group().split()) if number is not None else "未编号"
    name = registered.group() if registered is not None else _id_of(written, named, issued)
    where = region[1] if region is not None else "未写明"
    return Head(
        id=name, title=named, number=written, issuer=issuer, region=where, issued=issued,
        last_day=last_day, decisions=open_points,
    )  # fmt: skip


def _title(paragraphs: Sequence[str], told: str) -> str:
    for length in (3, 2, 1):  # a title over several lines
        for start in range(min(8, len(paragraphs))):
            joined = "".join(paragraphs[start : start + length])
            passed_on = _PASSED_ON.search(joined)
            if passed_on is not None:
                return passed_on["title"]
    for start in range(min(8, len(paragraphs))):
        for length in (1, 2, 3):
            lines = paragraphs[start : start + length]
            if any(re.search("[。；：，]", line) for line in lines):
                break
            joined = "".join(lines)
            if _TITLE_ENDS.search(joined) and 6 <= len(joined) <= 60:
                return joined.strip("《》")
    return told


def _issuer(paragraphs: Sequence[str], title: str) -> str:
    for line in [*paragraphs[:8], *paragraphs[-6:]]:
        plain = _DATE.sub("", "".join(line.split())).removesuffix("印发").strip("（）()")
        if len(plain) <= 40 and not re.search("[，。；：〔]", plain) and "关于" not in plain:
            found = _ISSUERS.findall(plain)
            if found and "".join(found) == plain:
                return "、".join(found) if len(found) < 4 else plain
    named = _ISSUERS.match(title.partition("关于")[0])
    if named is not None:
        return named[1]
    before = re.match(
        r"([\u3400-\u9fff]{2,20}?(?:人民政府办公室|人民政府|局|委员会))关于",
        "".join(paragraphs[:3]),
    )
    return before[1] if before is not None else ""


def _issued(paragraphs: Sequence[str], published: str) -> date | None:
    for line in [*paragraphs[:12], *reversed(paragraphs[-8:])]:
        plain = "".join(line.split())
        found = _DATE.search(plain)
        if found is not None and (len(plain) <= 24 or plain.endswith("印发")):
            return _day(found)
        spelled = _SPELLED_DATE.fullmatch(plain)
        if spelled is not None:
            return _spelled_day(spelled)
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _spelled_day(found: re.Match[str]) -> date | None:
    digits = "".join(
        str("〇一二三四五六七八九".find(c.replace("○", "〇").replace("零", "〇"))) for c in found[1]
    )
    try:
        return date(int(digits), number_of(found[2]) or 0, number_of(found[3]) or 0)
    except ValueError:
        return None


def _last_day(text: str, issued: date) -> tuple[date, str]:
    """The last day in force, and what is unsure about it."""
    sentences = [
        s
        for s in re.split("[。；\n]", text)
        if re.search("有效|施行|执行至|起执行|暂定|实施期限|政策执行", s)
    ]
    for sentence in sentences:
        until = _UNTIL.search(sentence)
        if until is not None and (last := _day(until)) is not None:
            return last, ""
    for sentence in sentences:
        years = _YEARS.search(sentence)
        if years is not None:
            started = _FROM.search(sentence) or _FROM.search(text)
            first = (_day(started) if started is not None else None) or issued
            count = years[1] or years[3]
            number = int(count) if count.isdecimal() else number_of(count.replace("两", "二")) or 0
            months = number * (1 if years[2] and "月" in years[2] else 12)
            return _months_after(first, months) - timedelta(days=1), ""
    return _months_after(issued, 12 * USUAL_YEARS) - timedelta(days=1), (
        f"没找到有效期，先写了 {USUAL_YEARS} 年，请核对"
    )


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _id_of(number: str, title: str, issued: date) -> str:
    """A folder's name: of the document number, or of title and year."""
    found = re.fullmatch(r"(.+?)[〔\[［【（(](\d{4})[〕\]］】）)](\d+)号", number)
    if found is not None:
        return f"{found[1]}-{found[2]}-{found[3]}"
    core = re.sub(
        "^.*?关于|若干|实施|的?(?:办法|措施|意见|政策|细则|通知|方案)$|[^\u3400-\u9fffA-Za-z0-9]",
        "",
        title,
    )
    return f"{core[:12] or title[:8]}-{issued.year}"
