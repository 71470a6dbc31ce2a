"""Several policies to answer together: the real ones of the repository, and as many small ones as wanted."""

from __future__ import annotations

from pathlib import Path

from policy_engine import Policy, installed_packs, load_policies

ROOT = Path(__file__).parent.parent
SHAOYANG, LIUHE, TIANHE = (
    installed_packs()[pack]
    for pack in ("SYCR-2023-01014", "柳河-2023-重点产业", "穗天科工信规字2023-1")
)
YUNXI = ROOT / "tests" / "packs" / "云溪-2026-007"
DOCUMENTS = [ROOT / "tests" / "documents" / name for name in ("三门峡", "同江", "广州")]
ALL_SEVEN = [SHAOYANG, YUNXI, LIUHE, TIANHE, *DOCUMENTS]

_RULES = """
编号: {id}
名称: {title}
文号: {id}号
发布机关: {region}人民政府
适用地区: {region}
发布日期: {issued}
有效至: {last_day}
{more}
事实:
{facts}
措施:
{measures}
"""
_MEASURE = """  "{id}":
    标题: {title}
    条款: {clause}
    条件: {condition}
    扶持: {benefit}
    依据: 第{id}项给予奖励
    {more}
"""
_TRADES = (
    "民宿", "茶叶", "冷链", "物流", "纺织", "家具", "陶瓷", "五金", "化工", "医药",
    "软件", "动漫", "旅游", "养殖", "种植", "水产", "印刷", "包装", "仓储", "会展",
)  # fmt: skip
_KINDS = (
    "", "生态", "数字", "智能", "出口", "乡村", "绿色", "特色", "高端", "循环",
    "文化", "海洋", "山地", "城市", "康养",
)  # fmt: skip
_PLACES = tuple(f"{river}{side}县" for river in "临清沅湘澧资浏汨耒舂" for side in "江阳川")


def small_pack(
    folder: Path,
    name: str,
    *,
    facts: str,
    measures: dict[str, str],
    region: str = "甲县",
    title: str = "",
    issued: str = "2024-01-01",
    last_day: str = "2028-12-31",
    more: str = "",
    purpose: str = "",
) -> Path:
    """A pack whose measures (id: “condition → benefit”) rest on facts written as under 事实."""
    home = folder / name
    home.mkdir(parents=True)
    lines = []
    for place, (measure, rule) in enumerate(measures.items(), 1):
        condition, _, benefit = rule.partition(" → ")
        lines.append(
            _MEASURE.format(
                id=measure, title=f"{title or name}奖励{measure}", clause="一二三四五六七八九十"[place - 1],
                condition=condition, benefit=benefit, more=f"用途: {purpose}" if purpose else "",
            )
        )  # fmt: skip
    listed = "".join(f"  {line.strip()}\n" for line in facts.strip().splitlines())
    rules = _RULES.format(
        id=name, title=title or f"{name}若干措施", region=region, issued=issued,
        last_day=last_day, more=more, facts=listed, measures="".join(lines),
    )  # fmt: skip
    (home / "政策.yml").write_text(rules, "utf-8")
    text = "".join(
        f"{'一二三四五六七八九十'[place]}、第{measure}项给予奖励。\n"
        for place, measure in enumerate(measures)
    )
    (home / "原文.txt").write_text(text, "utf-8")
    return home


def generated(folder: Path, count: int) -> list[Path]:
    """So many packs, in places and trades of their own; some facts are those of all of them."""
    return [_generated(folder, number) for number in range(count)]


def _generated(folder: Path, number: int) -> Path:
    trade = _KINDS[number // len(_TRADES)] + _TRADES[number % len(_TRADES)]
    facts = "\n".join(
        f"""{trade}企业: {{类型: 是否, 身份: true, 简称: 做{trade}}}
        {trade}合作社: {{类型: 是否, 身份: true, 简称: 办{trade}合作社}}
        {trade}年产值: {{类型: 金额, 单位: 元, 期间: 年度}}
        {trade}设备投入: {{类型: 金额, 单位: 元}}
        {trade}面积: {{类型: 面积, 单位: 平方米}}
        {trade}经营时长: {{类型: 时长, 单位: 月}}
        {trade}认定等级: {{类型: 类别, 可选: [国家级, 省级, 市级]}}
        国家高新技术企业: {{类型: 是否}}
        参保职工人数: {{类型: 数量, 单位: 人}}""".splitlines()
    )
    most = 10 + number % 7
    measures = {
        "1": f"[{trade}企业, {trade}年产值 >= {most} 万元] → {{方式: 定额, 金额: {most} 万元}}",
        "2": f"[{trade}企业, {trade}认定等级 >= 省级] → {{方式: 定额, 金额: 5 万元}}",
        "3": f"[{trade}合作社, {trade}面积 >= {most}00 平方米] → {{方式: 按实, 金额: {trade}设备投入 × 30%, 封顶: 50 万元}}",
        "4": f"[{trade}企业, 国家高新技术企业] → {{方式: 定额, 金额: 10 万元}}",
        "5": f"[{trade}合作社, 参保职工人数 >= {most} 人] → {{方式: 定额, 金额: 3 万元}}",
        "6": f"[{trade}企业 或 {trade}合作社, {trade}经营时长 >= 12 月] → {{方式: 定额, 金额: 2 万元}}",
    }
    return small_pack(
        folder, f"试-{number:03}", title=f"{trade}产业扶持办法", region=_PLACES[number % len(_PLACES)],
        facts=facts, measures=measures,
    )  # fmt: skip


def together(*packs: Path) -> Policy:
    """The policies of these folders."""
    return load_policies(packs)
