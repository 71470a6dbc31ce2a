"""What each number of a sentence does: a threshold, an amount, a rate, a ceiling, a term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from .numbers import COUNT, DURATION, MONEY, PERCENT, Number, numbers_of


class Role(StrEnum):
    """What a number is for."""

    THRESHOLD = "门槛"
    AMOUNT = "金额"
    RATE = "比例"
    CEILING = "上限"
    FLOOR = "下限"
    LIMIT = "期限"
    TIMES = "次数"
    STEP = "每满"
    QUOTA = "名额"
    BUDGET = "资金"
    OPEN = "待定"


@dataclass(frozen=True, slots=True)
class Placed:
    """A number with its role; a threshold has its operator."""

    number: Number
    role: Role
    operator: str = ""


GIVE = r"(?:给予|给与|予以|奖励|奖补|补助|补贴|资助|返还|支持|扶持|贴息|领取|减免|补偿|奖|补)"
_GIVEN_BEFORE = re.compile(
    r"(?:给予|给与|奖励|奖补|补助|补贴|资助|返还|支持|扶持|领取|奖金|标准|奖)[^，。；]*$"
)
_GIVEN_AFTER = re.compile(
    r"^(?:[（(][^）)]*[）)])?的?[^，。；、\d]{0,14}?(?:奖励|奖金|补贴|补助|支持|资助|扶持|奖补|经费|资金|返还)"
)
_RATED_AFTER = re.compile(
    rf"^(?:（[^）]*）)?(?:的)?(?:比例|标准|额度)?(?:[、和及及与]|，?[^，。；]{{0,10}}{GIVE}|返还|兑现)"
)
_RATED_BEFORE = re.compile(r"(?:按|按照|参照|依照|根据|总额|给予|奖励|补贴|补助|的)[^，。；]*$")
_AT_MOST = re.compile(
    r"(?:最高|不超过|不得超过|最多|不高于|上限|封顶|限额|以内|最大)[^，。；\d]{0,16}$"
)
_AT_LEAST = re.compile(r"(?:不少于|不低于|至少|最低)[^，。；\d]{0,6}$")
_OR_MORE = re.compile(
    r"^(?:人民币)?(?:[（(][^）)]{1,4}[）)])*(?:及|或|\(含\)|（含）)?(?:以上|之上|起(?!\d))"
)
_OR_LESS = re.compile(
    r"^(?:人民币)?(?:[（(][^）)]{1,4}[）)])*(?:及|或)?(?:以下|以内|之内|内|范围内)"
)
_REACHING = re.compile(
    r"(达到|达|满|超过|超|突破|大于|高于|低于|少于|小于|不足|不到|未满|不低于|不少于|不高于|不超过|至少|不大于|为)"
    r"(?:人民币|约|了)?$"
)
_OPERATORS = {
    "超过": ">", "超": ">", "突破": ">", "大于": ">", "高于": ">", "低于": "<", "少于": "<", "小于": "<",
    "不足": "<", "不到": "<", "未满": "<", "不高于": "<=", "不超过": "<=", "不大于": "<=",
}  # fmt: skip
_STEP = re.compile(
    r"每(?:再)?(?:连续)?(?:新?增加?|增长|满|达到|租满|完成|超过|提高|引进)[^，。；\d]{0,8}$"
)
_FOR_HOW_LONG = re.compile(
    r"(?:期限|最长|享受期|年限|补贴期|为期|连续(?:奖励|补贴|补助|支持|给予)?|给予[^，。；]{0,6}连续|累计)[^，。；\d]{0,8}$"
)
_YEARS_GIVEN = re.compile(r"^的?(?:[^，。；\d]{0,6})(?:奖励|补贴|补助|支持|资助)")
_HOW_MANY_GET_IT = re.compile(
    r"(?:获|受|可)?(?:支持|奖励|资助|评选|遴选|申报)[^，。；]{0,14}(?:最多|不超过)[^，。；\d]{0,6}$|名额[^，。；\d]*$"
)
_FUND = re.compile(r"(?:安排|设立)[^，。；\d]{0,12}$")
_COMPARED = re.compile(r"不高于|不低于|不超过|不少于|高于|低于|超过|达到?|占比|增长|增幅|比例为")
_TIMES_ONLY = re.compile(r"(?:仅|只|限|最多|至多)[^，。；\d]{0,10}$")


def placed(text: str, begins: int) -> tuple[Placed, ...]:
    """The numbers of a sentence with their roles; `begins`: where what is given begins."""
    return tuple(_placed(text, number, begins) for number in numbers_of(text))


def benefit_begins(text: str) -> int:
    """Where the part of a sentence begins that says what is given; its end where none says it.

    >>> benefit_begins("对新建企业面积100平方米以上的，给予10万元奖励")
    17
    """
    found = [match.end("before") for match in _BEGINS.finditer(text)]
    if found and found[0] == 0 and _ONLY_ENCOURAGES.match(text):
        found = found[1:] or found
    return found[0] if found else len(text)


_ONLY_ENCOURAGES = re.compile("支持|鼓励|引导|扶持")
_BEGINS = re.compile(
    rf"(?P<before>(?:^|[，,：:；;]|的|后|者|(?<=企业)|(?<=单位)|(?<=机构)|(?<=项目)|(?<=载体)|(?<=青年)|(?<=服务商)))(?=(?:其中|从其?)?"
    rf"(?:可?(?:由|按|按照|参照|依据|根据|从)[^，。；]{{0,40}}?{GIVE}|(?:每年|当年|额外|分别|一次性|最高|单个|单品种|每个?|可|在职期间可|再|另|经[^，]{{1,8}}后，?|采取|实行|享受|全额|优先|"
    rf"年度|单家|同一)*[^，。；、的]{{0,8}}?(?:给予|给与|予以|奖励|补助|补贴|资助|返还|领取|支持|扶持|一事一议|“一事一议”|优先|最高|不超过)))"
)


def _placed(text: str, number: Number, begins: int) -> Placed:
    before, after = text[: number.start], text[number.end :]
    piece = re.split("[，,；;。：:（(]", before)[-1]
    given = number.start >= begins
    role = _role(number, piece, before, after, given)
    return Placed(number, role, _operator(piece, before, after) if role is Role.THRESHOLD else "")


def _role(number: Number, piece: str, before: str, after: str, given: bool) -> Role:
    if re.search("(?:以上|以下)[至到]$", before):
        return Role.THRESHOLD
    if _STEP.search(piece) or (
        number.kind == COUNT and re.search("每成功[^，。；\\d]{0,6}$", piece)
    ):
        return Role.STEP
    if _FUND.search(piece) and number.kind == MONEY:
        return Role.BUDGET
    if number.kind == MONEY:
        return _role_of_money(piece, after, given)
    if number.kind == PERCENT:
        return _role_of_share(piece, after, given)
    if number.kind == COUNT and _HOW_MANY_GET_IT.search(piece):
        return Role.QUOTA
    if number.unit == "次":
        return Role.TIMES if _TIMES_ONLY.search(piece) else Role.OPEN
    if number.kind == DURATION and given and _is_limit(piece, after):
        return Role.LIMIT
    if _compares(piece, after) or (number.kind == DURATION and _OR_LESS.match(after)):
        return Role.THRESHOLD
    return Role.THRESHOLD if not given and re.match("^的?[，,、]|^的", after) else Role.OPEN


def _role_of_money(piece: str, after: str, given: bool) -> Role:
    said = _GIVEN_BEFORE.search(piece) or _GIVEN_AFTER.match(after)
    if _AT_MOST.search(piece) and (given or said):
        return Role.CEILING
    if _AT_LEAST.search(piece) and given and said:
        return Role.FLOOR
    if _OR_MORE.match(after) or _OR_LESS.match(after):
        return Role.THRESHOLD
    if said and (given or not _compares(piece, after)):
        return Role.AMOUNT
    if _compares(piece, after) or not given:
        return Role.THRESHOLD
    return Role.AMOUNT


def _role_of_share(piece: str, after: str, given: bool) -> Role:
    compared = _compares(piece, after) or (not given and _COMPARED.search(piece))
    if compared and not re.search("按|给予|补贴|奖励", piece):
        return Role.THRESHOLD
    if _RATED_AFTER.match(after) or given or re.search("按[^，]*$", piece):
        return (
            Role.CEILING
            if re.search("最高|不超过", piece) and re.search("的$", piece)
            else Role.RATE
        )
    return Role.THRESHOLD


def _is_limit(piece: str, after: str) -> bool:
    return bool(_FOR_HOW_LONG.search(piece) or _YEARS_GIVEN.match(after) or _AT_MOST.search(piece))


def _compares(piece: str, after: str) -> bool:
    return bool(_REACHING.search(piece) or _OR_MORE.match(after) or _OR_LESS.match(after))


def _operator(piece: str, before: str, after: str) -> str:
    if re.search("(?:以上|以下)[至到]$", before):
        return "<="
    reaching = _REACHING.search(piece)
    if reaching is not None and reaching[1] in _OPERATORS:
        return _OPERATORS[reaching[1]]
    if _OR_LESS.match(after):
        return "<="
    said = [word for word in _COMPARED.findall(piece) if word in _OPERATORS]
    return _OPERATORS[said[-1]] if said and reaching is None and not _OR_MORE.match(after) else ">="
