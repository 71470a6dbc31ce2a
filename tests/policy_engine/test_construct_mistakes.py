"""Mistakes in what a measure or a pack may say: one line with file, line and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import PackError
from tests.policy_engine.small_pack import HEAD, load

FACTS = """事实:
  企业: {类型: 是否}
  投资: {类型: 金额, 单位: 元}
  年度: {类型: 序数, 单位: 年度}
  已补: {类型: 时长, 单位: 月}
  登记日期: {类型: 日期}
"""
TEXT = "一、对企业给予奖励，每年不超过10家。\n二、单个企业合计不超过9万元。\n"
MEASURE = """措施:
  "1":
    标题: 奖励
    条款: 一
    条件: 企业
    扶持: {benefit}
    依据: 对企业给予奖励
    {more}
  "2":
    标题: 第二项
    条款: 一
    条件: {condition}
    扶持: {{方式: 未规定}}
    依据: 对企业给予奖励
  "3":
    标题: 第三项
    条款: 一
    条件: 企业
    扶持: {{方式: 未规定}}
    依据: {quote}
"""
FIXED = "{方式: 定额, 金额: 10 元}"


def _complaint(
    folder: Path,
    *,
    benefit: str = FIXED,
    more: str = "周期: 每年",
    condition: str = "企业",
    quote: str = "对企业给予奖励",
    above: str = "",
) -> str:
    measures = MEASURE.format(benefit=benefit, more=more, condition=condition, quote=quote)
    with pytest.raises(PackError) as error:
        load(folder, HEAD + above + FACTS + measures, TEXT)
    message = str(error.value)
    assert "政策.yml 第 " in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("benefit", "complaint"),
    [
        ("{方式: 按实, 金额: 投资, 封顶: [5 万元, 3 家]}", "这里要写金额（元），“3 家”是家（规则：3 家）"),
        ("{方式: 按实, 金额: 投资, 保底: 5 万元, 封顶: 3 万元}", "保底 5 万元 比封顶 3 万元 高"),
        ("{方式: 一事一议, 金额: 5 万元}", "“一事一议”没有金额，请删去金额、档次与封顶，可以写封顶与保底"),
        ("{方式: 未规定, 封顶: 5 万元}", "“未规定”没有金额，请删去金额、档次与封顶"),
        ("{方式: 按实}", "“按实”要写而且只写一种：金额、取高、累加、取高或累加或逐年"),
        ("{方式: 非资金}", "“非资金”要写“支持”：给什么，照原文抄"),
        ("{方式: 非资金, 支持: 优先体检}", "支持在原文里找不到；支持要逐字照抄"),
        ("{方式: 按实, 逐年: {年度: 投资, 各年: [80%], 基数: 投资}}", "“投资”要是“序数”类的事实（第几年）"),
        ("{方式: 按实, 逐年: {年度: 年度, 各年: [80%, 5 万元], 基数: 投资}}", "写了“基数”，各年就写百分数，如 80%，写的是“5 万元”"),
        ("{方式: 按实, 逐年: {年度: 年度, 各年: [80%]}}", "这里要写金额（元），“80%”是百分比"),
        ("{方式: 按实, 金额: 投资, 分期: [{时: 甲, 付: 30%}, {时: 乙, 付: 60%}]}", "分期加起来是 90%，要是 100%"),
        ("{方式: 按实, 金额: 投资, 分期: [{时: 甲, 付: 30%}, {时: 乙, 付: 6 元}]}", "分期要么都写百分数，要么都写金额"),
        ("{方式: 定额, 金额: 10 元, 分期: [{时: 甲, 付: 3 元}, {时: 乙, 付: 6 元}]}", "分期加起来是 9 元，和金额 10 元 对不上"),
        ("{方式: 一事一议, 分期: [{时: 甲, 付: 100%}]}", "没有金额，不能分期"),
        ("{方式: 按实, 金额: 投资, 上限: 3 元}", "不认识“上限”"),
        ("{方式: 按实, 金额: 投资, 一次付清: 企业}", "没有“分期”，就不用写“一次付清”"),
    ],
)  # fmt: skip
def test_of_what_is_given(tmp_path: Path, benefit: str, complaint: str) -> None:
    assert complaint in _complaint(tmp_path, benefit=benefit)


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("名额: 每年不超过12家", "名额在原文里找不到，从“每年不超过1”之后对不上；名额要逐字照抄"),
        ("受益人: 学生", "受益人在原文里找不到；受益人要逐字照抄"),
        ("享受年限: 三年", "要写成“3 年”“1 次”这样，写的是“三年”"),
        ("享受年限: {最多: 3 年, 已享受: 投资}", "“投资”（元）不能与“3 年”（个月）比较"),
        ("先享受: [9]", "没有编号为“9”的措施，现有：1、2、3"),
        ("先享受: ['1']", "不能先享受自己"),
        ("申报期: {从: 2025-05-01, 每年: 3月1日—4月1日}", "申报期写一种：从、到；或 每年；或 起、内"),
        ("申报期: {从: 2025-05-01, 到: 2025-04-01}", "“到”早于“从”"),
        ("申报期: {每年: 三月}", "要写成“3月1日—4月30日”这样，写的是“三月”"),
        ("申报期: {每年: 3月1日—2月30日}", "没有“2月30日”这一天"),
        ("申报期: {起: 登记日期}", "“起”与“内”要一起写，如 {起: 登记日期, 内: 1 年}"),
        ("申报期: {起: 投资, 内: 1 年}", "“投资”不是“日期”类的事实"),
        ("申报期: {起: 登记日期, 内: 3 家}", "要写成“1 年”“6 个月”“30 天”这样，写的是“3 家”"),
        ("申报期: {从: 五月}", "日期要写成 2023-12-21"),
    ],
)  # fmt: skip
def test_of_what_is_told_beside(tmp_path: Path, more: str, complaint: str) -> None:
    assert complaint in _complaint(tmp_path, more=more)


@pytest.mark.parametrize(
    ("condition", "complaint"),
    [
        ("符合“3”", "“3”要是写在前面的一项措施，前面有：1"),
        ("符合 1", "放在这里读不通"),
        ("投资 已满 6 个月", "“投资”要是日期，它是元"),
        ("登记日期 已满 6 家", "要写多长时间，如 2 年、6 个月、30 天，写的是“6 家”"),
        ("登记日期 在 投资 起 2 年内", "“投资”要是日期，它是元"),
        ("今天 >= 2025-01-01", "“今天”要和一个日期类的事实一起用"),
        ("今天 在 2025-01-01 起 2 年内", "“今天”要和一个日期类的事实一起用"),
    ],
)
def test_of_conditions(tmp_path: Path, condition: str, complaint: str) -> None:
    assert complaint in _complaint(tmp_path, condition=condition)


@pytest.mark.parametrize(
    ("above", "complaint"),
    [
        ("共同条件: [{条件: 企业, 条款: 一, 依据: 没有这句}]", "依据在原文第一条里找不到"),
        ("共同条件: [{条件: 企业, 条款: 三, 依据: 对企业}]", "原文没有第三条，现有：一、二"),
        ("共同条件: [{条件: 失信, 条款: 一, 依据: 对企业}]", "没有名为“失信”的事实"),
        ("共同条件: [{条件: 企业, 条款: 一, 依据: 对企业, 不含: [7]}]", "没有编号为“7”的措施，现有：1、2、3"),
        ("共同条件: [{条件: 企业, 条款: 一}]", "缺“依据”"),
        ("就高不重复: [{措施: ['1'], 条款: 一, 依据: 对企业}]", "至少要列两项措施，或写 全部"),
        ("就高不重复: [{措施: ['1', '9'], 条款: 一, 依据: 对企业}]", "没有编号为“9”的措施，现有：1、2、3"),
        ("就高不重复: [{措施: ['1', '2'], 条款: 一, 依据: 对企业}, {措施: ['2', '3'], 条款: 一, 依据: 对企业}]",
         "“2”已在另一组里；两组要么不相交，要么一组全在另一组里"),
        ("合计封顶: [{措施: 全部, 封顶: 9 家, 条款: 二, 依据: 合计不超过9万元}]", "这里要写金额（元），“9 家”是家"),
        ("合计封顶: [{措施: 全部, 条款: 二, 依据: 合计不超过9万元}]", "缺“封顶”"),
    ],
)  # fmt: skip
def test_of_the_whole_pack(tmp_path: Path, above: str, complaint: str) -> None:
    assert complaint in _complaint(tmp_path, above=f"{above}\n")


def test_of_a_fact_that_is_called_like_a_word_of_the_language(tmp_path: Path) -> None:
    facts = FACTS.replace("  已补:", "  增长:")
    measures = MEASURE.format(
        benefit=FIXED, more="周期: 每年", condition="企业", quote="对企业给予奖励"
    )
    with pytest.raises(PackError, match="“增长”是规则语言的词，事实要另起一个名字"):
        load(tmp_path, HEAD + facts + measures, TEXT)


@pytest.mark.parametrize(
    ("quote", "complaint"),
    [
        (
            "{条款: 二, 原文: 合计不超过8万元}",
            "依据在原文第二条里找不到，从“合计不超过”之后对不上；依据要逐字照抄",
        ),
        ("{条款: 三, 原文: 合计}", "原文没有第三条"),
        ("[对企业给予奖励, {条款: 二}]", "缺“原文”"),
    ],
)
def test_of_sentences_in_another_clause(tmp_path: Path, quote: str, complaint: str) -> None:
    assert complaint in _complaint(tmp_path, quote=quote)
