"""What a call lets be filled in of its ticket beforehand; the clerk may write over all of it.

What is only perhaps a name is left out: an empty field is filled in, a wrong one is overlooked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...callbacks import phone_in, phones_masked
from .ticket import COMPLAINT

LONGEST_SUBJECT = 100
_FIRM = re.compile(
    r"(?:是|叫|来自|[，。；、\s]|^)"
    r"([^\s，。；、是叫]{2,24}?(?:公司|合作社|工厂|集团)(?!的?(?:平台|扶持|补贴)))"
)
_BEFORE_A_NAME = re.compile(
    r"^(?:您好|你好|喂|请问|那个|嗯|就是)*(?:我们|咱们|俺们|我|咱|俺)?(?:这边|这里)?"
)
_NO_NAME = re.compile(
    r"[们您咱的了吗呢]|另外|还有|别的|其他|自己|什么|[一二两三四五六七八九十几多每这那哪某]家"
    r"|[这那哪]个|^(?:我|有|个|开|办|注册|成立|要|想|去|找|给|跟|和|在)"
)
_OF_A_KIND = (
    "有限责任", "有限", "股份", "外贸", "贸易", "商贸", "进出口", "物流", "货运", "运输", "快递", "科技", "电商",
    "电子商务", "跨境", "平台", "仓储", "供应链", "服务", "食品", "农业", "建筑", "制造", "机械", "外地", "本地",
    "当地", "外省", "本市", "外资", "合资", "民营", "国有", "私人", "上市", "中小", "分", "子", "母", "总", "新", "老",
    "小", "大", "同", "旧", "型", "农民", "专业", "种植", "养殖",
)  # fmt: skip
"""Words that say what kind of a firm it is; a name has something else in it."""
_KIND_ONLY = re.compile(f"(?:{'|'.join(sorted(_OF_A_KIND, key=len, reverse=True))})*")
_SUFFIX = re.compile(r"(?:公司|合作社|工厂|集团)$")
_COUNTY_SUFFIX = re.compile(
    r"(?:(?:苗|侗|瑶|壮|回|彝|畲|白|藏|黎|满|傣|土家|布依|哈尼|蒙古|朝鲜|仡佬|哈萨克|各)族)*(?:自治)?(?:市|县|区|旗)$"
)
_COMPOUND = "欧阳|上官|诸葛|司马|夏侯|慕容|司徒|皇甫|尉迟|公孙|令狐|端木"
_SURNAME = re.compile(
    rf"(?:我|免贵|本人|^|[，。\s])姓({_COMPOUND}|[\u4e00-\u9fff])(?=$|[，。！,\s]|的|电话|手机|名|叫|我)"
)
_NAMED = re.compile(r"我(?:的名字)?叫([\u4e00-\u9fff]{2,4})(?=$|[，。！,\s]|电话|手机)")
_NO_PERSON = re.compile(r"公司|集团|工厂|合作社|平台|什么|[你您他她]")
_COMPLAINS = re.compile(r"(?<![不没别非])(?<!不是)(?<!不是要)(?<!不是来)(?<!不想)投诉|举报")


def firm_in(text: str) -> str:
    """The firm that a text names, if it does.

    >>> firm_in("您好，我们是邵阳湘汇科技有限公司，做平台的"), firm_in("我们湘汇公司想问下")
    ('邵阳湘汇科技有限公司', '湘汇公司')
    >>> [firm_in(t) for t in ("另外我们还有一家公司做出口", "他们公司五十万", "我们是外贸公司", "开了一年半")]
    ['', '', '', '']
    """
    for found in _FIRM.finditer(text):
        name = _BEFORE_A_NAME.sub("", found[1])
        stem = _SUFFIX.sub("", name)
        if stem and not _NO_NAME.search(stem) and not _KIND_ONLY.fullmatch(stem):
            return name
    return ""


def name_in(text: str) -> str:
    """What the caller says they are called, as far as they do.

    >>> [name_in(t) for t in ("我姓陈，电话13807391234", "我叫陈建国", "我们叫湘汇", "百家姓陈氏")]
    ['陈', '陈建国', '', '']
    """
    named = _NAMED.search(text)
    if named and not _NO_PERSON.search(named[1]):
        return named[1]
    surname = _SURNAME.search(text)
    return surname[1] if surname and surname[1] not in "名什啥" else ""


def county_in(text: str, counties: Iterable[str], wider: str = "") -> str:
    """The county that a text says the caller is of, by its name or what people call it.

    `wider`: where what a county is called stands in this, it means more than the county.

    >>> known = ["邵东市", "邵阳县", "城步苗族自治县"]
    >>> [county_in(t, known, "邵阳市人民政府") for t in ("我是邵东的", "城步这边", "我们是邵阳的")]
    ['邵东市', '城步苗族自治县', '']
    """
    named = list(counties)
    return next((c for c in named if c in text), "") or next(
        (c for c in named if _is_called(c, text, wider)), ""
    )


def _is_called(county: str, text: str, wider: str) -> bool:
    short = _COUNTY_SUFFIX.sub("", county)
    if len(short) < 2 or short == county or short in wider:
        return False
    here = rf"(?<!不)(?:是|在|来自|我们|咱们?){short}|(?<!不是)(?<!不在){short}(?:的|人|这边|那边|这里|本地)"
    return re.search(here, text) is not None


def complaint_in(said: Iterable[str]) -> str:
    """The first sentence that complains.

    >>> complaint_in(["怎么申报", "我要投诉，一直没人回"]), complaint_in(["我不是投诉，就问问"])
    ('我要投诉，一直没人回', '')
    """
    return next((text for text in said if _COMPLAINS.search(text)), "")


def draft(
    said: Sequence[str], measures: Iterable[str], counties: Sequence[str], wider: str = ""
) -> dict[str, str]:
    """Whatever of a ticket was said: who it is, where they are, what it is about.

    >>> draft(["我们在大祥区，打13973912345"], [], ["大祥区"])["subject"]
    '我们在大祥区，打139****2345'
    >>> told = draft(["平台能补多少", "我要投诉，没人回"], ["平台扶持"], [])
    >>> told["outcome"], told["subject"]
    ('投诉', '我要投诉，没人回；平台扶持')
    """
    complaint = complaint_in(said)
    about = "；".join(filter(None, (complaint, "、".join(measures))))
    about = about or next(iter(said), "")
    told = {
        "firm": next(filter(None, map(firm_in, said)), ""),
        "name": next(filter(None, map(name_in, said)), ""),
        "county": next(filter(None, (county_in(t, counties, wider) for t in said)), ""),
        "phone": next(filter(None, map(phone_in, said)), ""),
        "subject": phones_masked(" ".join(about.split()))[:LONGEST_SUBJECT],
    }
    return {**told, "outcome": COMPLAINT} if complaint else told
