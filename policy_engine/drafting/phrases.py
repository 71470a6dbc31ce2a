"""What an official sentence calls things: its thresholds, its subject, the items of its lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..numbering import marker
from .roles import Placed, Role

_ENDS_A_PIECE = re.compile(r"[，,；;。：:（(）)、〔〕]|并且|且|以及")
_AFTER_A_NUMBER = re.compile(
    r"^(?:（含税?）|\(含税?\)|及|或|含|以上|以下|以内|之间|之上|内|起|的|人民币|元|，|、|并|且|和|与|至|到)+"
)
_COMPARING = re.compile(
    r"(?:达到了?|达|满|超过|超|突破|大于|高于|低于|小于|少于|不足|不到|未满|不低于|不少于|不高于|不超过|不大于|至少|最高|最低|为|在|有|"
    r"人民币|约|实现|共计|合计|共|总计|均|不|总和|仅|已|累计|以上|每年)+$"
)
_OPENING = re.compile(
    r"^(?:其中|对于|对|凡|其|在|将|按照?|参照|给予|经|且|并|或|和|与|的|自|企业(?=当年|年|新增|连续))+"
)
_NOUN_AFTER = re.compile(r"^([\u3400-\u9fff]{2,10}?)(?=[，,；;。（(的]|$)")
_WITHIN = re.compile("不高于|不低于|不超过|不少于|高于|低于|超过|达到")
_COUNTED = {"金额": "金额", "面积": "面积", "时长": "时长", "百分比": "比例"}
_HEADING = re.compile(r"^(?:[【\[](?P<boxed>[^】\]]{2,24})[】\]]|(?P<plain>[^，。；：]{2,30})。)")
_BASE = re.compile(
    r"(?:按照?|参照|依照|根据|给予(?:企业|其)?|对)(?P<base>[^，,；;。：:按照]{2,40}?)(?:总额)?的?$"
)
_OF_A_BASE = re.compile(r"^(?:不超过|最高|其|企业及其|企业|上述|年末的|其年末的)+")
LEVELS = re.compile(
    r"国家级|省部级|省级|市级|区级|县级|国际标准|国家标准|行业标准|地方标准|团体标准|[特一二三]等奖|优胜奖|金奖|银奖|铜奖|"
    r"[1-5A]+A?级"
)
_QUOTED = re.compile("“[^”]{2,10}”")
_SPENT = re.compile(r"对?(?P<base>[^，,。；：]{2,40}?(?:费用?|支出|租金|投资|金额|款))[，,]")
GIVEN_TO = re.compile(r"给予(?:每家)?(?P<whom>[^，,。；：\d]{2,10}?)(?=\d)")
_GENERIC = re.compile(
    r"(?:对|对于)?(?:符合(?:上述)?条件|上述|以上|经(?:审核|认定|评审|批准)[^，]{0,6}|按照?[^，]{0,10}要求[^，]{0,6}|按规定)?的?(?:企业|单位|个人|项目|机构)?(?:后|的)?"
)
_ENDS_OF_SUBJECT = re.compile(r"(?:的|，|,|、|后|且|并|及|和|可|经|年度|当年|每年|其中|分别|自)+$")


def unnumbered(sentence: str) -> tuple[str, str]:
    """A sentence without blanks and without its number and heading, and that heading.

    >>> unnumbered("第五条【新企业落地】对新注册企业，给予5万元。")
    ('对新注册企业，给予5万元。', '新企业落地')
    """
    text = "".join(sentence.split())
    found = marker(text)
    if found is not None:
        text = text[len(found.label) :].lstrip("、.． ")
    head = _HEADING.match(text)
    if head is None or (head["plain"] and len(head.group()) == len(text)):
        return text, ""
    return text[head.end() :], (head["boxed"] or head["plain"])


def label_of(text: str, at: Placed, before: Placed | None) -> str:
    """What a threshold is of: the words before its number, empty where none say it."""
    number = at.number
    start = before.number.end if before is not None else 0
    words = text[start : number.start]
    pieces = _ENDS_A_PIECE.split(words)
    name = _AFTER_A_NUMBER.sub("", pieces[-1])
    if _WITHIN.search(name[2:-2]):
        name = re.split("或", name[: 2 + next(m.start() for m in [_WITHIN.search(name[2:])] if m)])[
            -1
        ]
    shorter = _COMPARING.sub("", name)
    while shorter != name:
        name, shorter = shorter, _COMPARING.sub("", shorter)
    name = _OPENING.sub("", name)
    tail = name.rpartition("的")[2]
    name = tail if len(tail) >= 2 else name
    return name if len(name) >= 2 else ""


def noun_after(text: str, at: Placed) -> str:
    """A name for a number that stands before what it counts: 30人以下的企业."""
    after = re.sub(r"^[（(][^）)]*[）)]", "", text[at.number.end :])
    found = _NOUN_AFTER.match(_AFTER_A_NUMBER.sub("", after))
    counted = _COUNTED.get(at.number.kind, f"{at.number.unit}数")
    return (found[1] if found else "") + counted


def base_of(text: str, at: Placed) -> str:
    """What a rate is of: 按其[实际支出]的70%."""
    piece = re.split("[，,；;。：:]", text[: at.number.start])[-1]
    found = _BASE.search(piece)
    words = found["base"] if found is not None else re.sub("的$", "", piece)
    words = re.sub("(?:给予|予以|按照?|奖励|补贴|补助|企业|最高|不超过|进行)+$", "", words)
    words = _OF_A_BASE.sub("", words)
    if len(words) < 2 and (spent := _SPENT.search(text[: at.number.start])) is not None:
        words = spent["base"].removeprefix("对")
    if len(words) > 16:
        words = re.split("[、和及]|发生的|产生的|期间", words)[-1] or words
    tail = words.rpartition("的")[2]
    return tail if len(tail) >= 2 else words


def items_of(subject: str, count: int) -> list[str]:
    """The things that a list of amounts is told for, in order; empty where they are not so many.

    >>> items_of("对初次认定为国家级和省级企业中心的", 2), items_of("在甲板、乙板、丙板上市的", 3)
    (['国家级', '省级'], ['甲板', '乙板', '丙板'])
    """
    for pattern in (LEVELS, _QUOTED):
        levels = list(dict.fromkeys(pattern.findall(subject)))
        if len(levels) == count:
            return [level.strip("“”") for level in levels]
    parts = re.split("、|和|及|以及|或", subject)
    if len(parts) < count:
        return []
    parts = parts[-count:]
    first = re.split("[，,（(]|为|是|在|对|获得?|通过|的", parts[0])[-1]
    width = len(first)
    last = re.split("上市|企业|项目|的|，|单位", parts[-1])[0] or parts[-1][:width]
    items = [first, *parts[1:-1], last]
    return items if all(2 <= len(item) <= 14 for item in items) and len(set(items)) == count else []


def labelled(text: str, numbers: Sequence[Placed]) -> list[str]:
    """The words that stand before each of several amounts: 一等奖20万元，二等奖15万元."""
    found, end = [], 0
    for each in numbers:
        words = text[end : each.number.start]
        words = re.split("[，,；;。：:、]", words)[-1]
        words = re.sub("(?:给予|奖励|补助|补贴|资助|企业|每[家人个项])+$", "", words)
        found.append(words)
        end = each.number.end
    return (
        found
        if all(2 <= len(words) <= 12 for words in found) and len(set(found)) == len(found)
        else []
    )


def rated(text: str, numbers: Sequence[Placed]) -> list[str]:
    """Whom each of several rates is for: 大型企业按……30%返还，中小微企业按60%返还."""
    found = []
    for each in numbers:
        piece = re.split("[，,；;。：:]", text[: each.number.start])[-1]
        found.append(re.split("按|参照|给予", piece)[0].removeprefix("对"))
    return (
        found
        if all(2 <= len(words) <= 12 for words in found) and len(set(found)) == len(found)
        else []
    )


def claims_of(text: str, begins: int, placed: Sequence[Placed], items: Sequence[str]) -> list[str]:
    """What has to be so beside the numbers, piece by piece; whom it is for comes first."""
    subject = text[:begins]
    before: Placed | None = None
    for each in placed:
        if each.number.end <= begins and each.role in (Role.THRESHOLD, Role.OPEN, Role.STEP):
            label = label_of(text, each, before)
            start = text.rfind(label, 0, each.number.start) if label else each.number.start
            end = each.number.end + len(_after(text[each.number.end : begins]))
            subject = subject[:start] + "＃" * (min(end, len(subject)) - start) + subject[end:]
        before = each
    for item in items:
        subject = re.sub(rf"[、和及或]?“?{re.escape(item)}”?", "", subject)
    found = []
    for piece in re.split("[，,；;：:。＃]+", re.sub(r"[（(〔][^）)〕]*[）)〕]", "", subject)):
        piece = _ENDS_OF_SUBJECT.sub("", _OPENING.sub("", _AFTER_A_NUMBER.sub("", piece)))
        piece = _COMPARING.sub("", piece)
        if (
            len(piece) >= 3
            and not _GENERIC.fullmatch(piece)
            and not piece.startswith(("鼓励", "支持", "根据", "按", "参照"))
        ):
            found.append(piece)
    whom = GIVEN_TO.search(text[begins:])
    if not found and whom is not None and not re.match("每|企业$|单个企业", whom["whom"]):
        found.append(whom["whom"])
    return list(dict.fromkeys(found))


def _after(text: str) -> str:
    found = _AFTER_A_NUMBER.match(text)
    return found.group() if found else ""
