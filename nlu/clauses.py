"""Clauses of a message and how each is meant: as a statement, a plan, a supposition …

Only plain statements about the speaker's own business today are facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .quantities import numerals

_BREAK = re.compile(
    r"(?:[。;:!?…()/\n]|(?<!\d),|,(?!\d{3}(?!\d)))+|\s+|(?=但是|不过|可是|然后|而且|另外|还有|以及|同时|其中)"
)

_SUPPOSED = re.compile(
    r"如果|要是|假如|假设|假定|倘若|若是|若(?![干])|万一|比如说?|譬如|(?:达到|做到|扩到|涨到|满了?|够了?|超过|变成|换成|增加到).{1,10}的话|做到.{1,12}呢|换成|换作|改成.{1,12}呢|再多.{1,8}呢"
    r"|(?:达到|扩到|涨到|加到|凑够|凑到|搞到|冲到|提到|增加到|升到).{1,10}(?:呢|能|可以|就|会|是不是)"
)
_PLANNED = re.compile(
    r"但愿|巴不得|盼(?:着|望)|力争|冲刺|准备|打算|计划|想(?!问|知道|了解|咨询|晓得|请)|拟(?!申请|申报)|将要|即将|预计|预期|争取|目标|规划|筹备|筹建|明年|后年|下半年(?=[^\d]{0,4}(?:开|建|做到|上线|投|才))|下个?月|下一?季度|将来|未来|以后|"
    r"考虑|在走流程|流程中|在签|在谈|马上(?:要|就)|快要(?:开|建)|在谈|有意|希望|等.{1,10}(?:以后|之后|再)|要(?:建|开(?!销)|搞(?!脱|掉)|投|扩|上|做到|办|弄|租|设|新建|开设)|年底前?(?:要|会|能)|会(?:做到|达到|有)"
)
_UNDER_CONSTRUCTION = re.compile(r"正在建|在建|正建|建设中|正在(?:投资|施工|搞|修|盖|装修)")
_OTHERS = re.compile(
    r"(?<![给帮为替])(?:别人|人家(?!平台|的平台)|别家|别个)|老表|关联(?:企业|公司)|堂[哥弟姐妹]|表[哥弟姐妹]|姐夫|妹夫|弟媳|嫂子|舅舅?|叔叔?|哥们|合伙人|合作伙伴|隔壁|同行|朋友|兄弟|亲戚|老乡|竞争对手|听说|据说|我看(?:到|见)|有(?:家|个)(?:公司|企业|平台|老板)|某(?:家|个|公司|企业)?|另一家|另外一家|其他(?:公司|企业|平台|家)|"
    r"(?:怀化|娄底|永州|长沙|衡阳|广东|深圳|义乌|株洲|湘潭|益阳|岳阳|常德|郴州|广州|杭州)(?:某|那家|那个(?:公司|平台|老板)|的(?:公司|企业|平台|同行|朋友|老板)|有(?:家|个)|他们)"
)
_CALLER = re.compile(
    r"来电|对方|来访|咨询人|群众|该(?:公司|企业|平台|单位)|(?:他们|她们|他|她)(?:公司|企业|平台|单位|家公司)|打电话"
)
_FORMERLY = re.compile(
    r"以前|之前(?!说|讲|报)|原来(?!说|讲|报|记)|曾经|当时|那时|那会儿?|过去(?!了)|早些年|前几年|最早|起初|刚开始(?![交做搞办付])"
)
_PAST_YEAR = re.compile(r"大?前年")
_LAST_YEAR = re.compile(r"(?<![比较])(?:去年|上年|上一?年度?)")
_THRESHOLD = re.compile(
    r"是不是(?:一定|非)?(?:要|得|必须|需要|非得)|要不要|(?:需要|必须|一定要|非得|非要|得有|要有|要达到|要满|要求|要够|是否需|是否要|需).{0,16}|门槛|条件(?:是|里)|标准是|才(?:满|到|能|行|给|可以|算|够|补|有|符合)|"
    r"(?P<x>[\u4e00-\u9fff])[没不](?P=x)(?=[\d一二两三四五六七八九十百千几])|有没有(?=[\d一二两三四五六七八九十百千几])|那[两三几]档|(?:规则|门槛|条件|标准|要求).{0,4}(?:改|设|调|降|放宽)|够不够|够吗|够了吗|行不行|算不算|算(?:超过|达到|够|符合)|规定.{0,6}(?:是|要)|政策.{0,8}(?:说|写|要|规定|里)|文件.{0,6}(?:说|写|要|规定|里)|原文|不是说|为(?:什么|啥|何)(?:要|是|非)|凭什么|凭啥|"
    r"满.{1,8}(?:才|就|给|能)|(?:以上|超过|达到|不到).{0,8}(?:就能|就可以|就给|就补|有没有|能不能|可不可以|怎么算|怎么补)"
)
_ASKS = re.compile(
    r"[?吗么]|是.{1,8}还是|还是(?:总共|一共|累计|每年)|多[大少久长高](?!的)|什么|啥|么子|怎么|咋|如何|啷个|何(?:处|时|以)|多少|几多|好多(?=钱|$)|几(?:时|个点|成$)|哪|是否|能不能|可不可以|可否|能否|有没有|有冇|"
    r"算不算|够不够|行不行|要不要|补不补|给不给|是不是|多久|为何|凭|请问|咨询|问(?!题|了)|若干|几何|不$|啵$|呢$"
)
"""What makes a clause a question."""
_SUBSIDY = re.compile(
    r"(?:给|拿|领|补|奖|批|得)\s*$|可得|保(?:得?住|到)|给过|批了|发了|到手|补(?:贴|助|到|多少|给|[^、,。]{0,2}\d)|奖励?|扶持|能拿|拿到|拿(?!货)|领|给(?:我们|我|钱|多少|到|不|[\d一二三五十])|申请(?:到|个)?|封顶|上限|最高|最多能|档|全额|报销|打款|到账|返"
)
_NEGATION = re.compile(
    r"不是|并不是|不属于|算不上|没有|没得|没(?!问题)|冇|莫得|冒得|无|未(?!来)|谈不上|算不上|不(?!过|仅|但|光|止|只|管|到|足|知|晓|错|少于|低于|超过|符合)|并非|非(?!常)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the message and how it is meant."""

    text: str
    start: int
    end: int
    supposed: bool = False
    planned: bool = False
    under_construction: bool = False
    of_others: bool = False
    long_ago: bool = False
    last_year: bool = False
    threshold: bool = False
    plan_at: int = 0
    """Where in the text a plan begins."""

    @property
    def asks(self) -> bool:
        """Whether it asks rather than tells."""
        return asks(self.text)

    @property
    def states_facts(self) -> bool:
        """Whether it tells of the speaker's own business as it is."""
        return not (
            self.supposed or self.planned or self.of_others or self.long_ago or self.threshold
        )


def asks(text: str) -> bool:
    """Whether words ask rather than tell."""
    return _ASKS.search(text) is not None


def clauses(text: str, today: date) -> list[Clause]:
    """The clauses of a message. A supposition or another firm reaches on to later clauses."""
    found: list[Clause] = []
    start = 0
    breaks = [*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]
    caller = bool(_CALLER.search(text))
    supposed = of_others = long_ago = planned = False
    for end, following in breaks:
        part = text[start:end]
        if part.strip():
            own = re.match(
                r"(?:我们|我|咱|本公司|我司|公司)(?!听|看|朋友|有个|的?(?:朋友|同行|亲戚))", part
            )
            supposed = (supposed and not own) or bool(_SUPPOSED.search(part))
            of_others = (of_others and not own) or (not caller and bool(_OTHERS.search(part)))
            year = _named_year(part)
            last_year = bool(_LAST_YEAR.search(part)) or year == today.year - 1
            now = last_year or bool(
                re.search(r"现在|目前|如今|今年|眼下|到今|其实|实际上|实打实", part)
            )
            long_ago = (long_ago and not now and not own) or (
                bool(_FORMERLY.search(part)) and not now
            )
            before_last = year is not None and year < today.year - 1
            of_a_past_year = (bool(_PAST_YEAR.search(part)) or before_last) and not now
            construction = bool(_UNDER_CONSTRUCTION.search(part))
            planned = (planned and not own and not now) or bool(_PLANNED.search(part))
            planned = planned and not construction
            plan = _PLANNED.search(part)
            found.append(
                Clause(
                    part, start, end, supposed, planned, construction, of_others, long_ago or of_a_past_year,
                    last_year=last_year,
                    threshold=bool(_THRESHOLD.search(part)),
                    plan_at=plan.start() if plan else 0,
                )
            )  # fmt: skip
        start = following
    return found


_YEAR = re.compile(
    r"(?<!\d)(20\d\d|二[零〇○][零〇○一二三四五六七八九]{2})年(?!\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)"
)


def _named_year(part: str) -> int | None:
    """The calendar year that figures are told for; a month makes it a date."""
    found = _YEAR.search(part)
    if found is None:
        return None
    return int("".join(c if c.isdigit() else str(numerals.DIGITS[c]) for c in found[1]))


_DOUBLY = re.compile(r"谁说|哪个(?:讲|说)|不能说|不是(?=没|不)|又不是不|不是没")


def doubly_negated(clause: str) -> bool:
    """谁说我们不是, 也不是没交."""
    return _DOUBLY.search(clause) is not None


def is_negated(clause: str, start: int, end: int) -> bool:
    """Whether a claim at `start` in `clause` is denied: 我们不是平台, 海外仓没有."""
    if doubly_negated(clause):
        return False
    before = clause[max(0, start - 6) : start]
    inside = clause[start:end]
    after = clause[end : end + 6]
    if _NEGATION.search(before) and not re.search(r"不但|不仅|不只|没错", before):
        return True
    if re.search(r"哪里?有|哪会|谈不上|轮不到|还没|没有?开展|冇开", clause[:end]):
        return True
    if _NEGATION.search(inside):
        return True
    return bool(
        re.match(
            r"(?:这个|这块|我们|都|还|目前|暂时|倒)?(?:没有(?![\d一二两三四五六七八九十百千几])|没得(?![\d一二两三四五六七八九十百千几])|没搞|没做|冇|莫得|不是(?![\d一二两三四五六七八九十百千几])|还没|不做|不搞|没建|没开|关了|停了|撤了|黄了|不是我们|不是我|.{0,3}未参与|.{0,3}没参与)",
            after,
        )
    ) or bool(
        re.search(
            r"(?:已经|早就|去年|今年)?(?:关了|停了|撤了|倒闭|注销|转让|不做了|没做了|不搞了|没搞了)",
            clause[end:],
        )
    )


def speaks_of_subsidy(text: str, start: int, end: int) -> bool:
    """Whether money there is what the policy pays: 怎么才能拿到30万."""
    before, after = text[max(0, start - 8) : start], text[end : end + 8]
    if re.search(r"还是(?:只有|只)?$", before):  # 能拿30万吗，还是只有20万
        return _SUBSIDY.search(text[:start]) is not None
    return bool(_SUBSIDY.search(before)) or bool(
        re.match(
            r"(?:的)?[^,。;!?\d]{0,3}(?:补贴|补助|奖励|扶持|那档|这档|一档|档|封顶|上限|奖)|(?:顶|到)?(?:到手|顶到)",
            after,
        )
    )
