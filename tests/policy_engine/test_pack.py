"""Loading a pack: every mistake is one line that names file, line and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_engine import PackError, Policy, check_grounding, load_policy
from tests.conftest import PACK


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACK, tmp_path / "pack"))


def _edit(pack: Path, old: str, new: str, file: str = "政策.yml") -> int:
    """Replace text in a pack file; returns the line it was on."""
    text = (pack / file).read_text("utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_shipped_pack_is_complete_and_grounded(policy: Policy) -> None:
    assert len(policy.measures) == 14
    assert len(policy.facts) == 40
    assert check_grounding(policy).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("孵化入网企业数 >= 50 家", "孵化企业数 >= 50 家", "没有名为“孵化企业数”的事实，是不是“孵化入网企业数”？"),
        ("方式: 一事一议", "方式: 一事二议", "“一事二议”不行，只能是"),
        ("标题: 公路运输费补贴", "题目: 公路运输费补贴", "缺“标题”"),
        ("条款: 一\n", "条款: 十\n", "原文没有第十条"),
        ("全额补贴其公路运输费", "全额补贴了公路运输费", "找不到，从“集散中心的货物，全额补贴”之后对不上；依据要逐字照抄"),
        ("类型: 金额\n    单位: 元\n    简称: 公路", "类型: 金额\n    单位: 家\n    简称: 公路", "“家”不是金额的单位"),
        ("发布日期: 2023-12-21", "发布日期: 2029-12-21", "失效日早于发布日期"),
        ("恒有: 当年新增出口实际交易额 <= ", "恒有: 当年新增出口实际交易额 > ", "关系要写成“事实甲 <= 事实乙”"),
        ("封顶: 20 万元}", "封顶: 20 家}", "这里要写金额（元），“20 家”是家"),
        ("措施:\n", "措施:\n  \"2.1\": {}\n", "“2.1”写了两次"),
    ],
)  # fmt: skip
def test_a_mistake_is_located(pack: Path, old: str, new: str, complaint: str) -> None:
    _edit(pack, old, new)
    with pytest.raises(PackError) as error:
        load_policy(pack)
    message = str(error.value)
    assert complaint in message
    assert "政策.yml 第 " in message
    assert "\n" not in message


def test_the_line_and_column_of_a_rule_are_exact(pack: Path) -> None:
    line = _edit(pack, "- 平台正常经营时长 >= 1 年", "- 平台正常经营时长 >= 1 家")
    with pytest.raises(PackError, match=f"第 {line} 行第 9 列"):
        load_policy(pack)


@pytest.mark.parametrize("content", ["", "- 一\n", "编号: [", "编号: \x00"])
def test_an_unreadable_pack_is_told_in_one_line(pack: Path, content: str) -> None:
    (pack / "政策.yml").write_text(content, "utf-8")
    with pytest.raises(PackError) as error:
        load_policy(pack)
    assert "\n" not in str(error.value)


def test_a_missing_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="没有这个文件"):
        load_policy(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        ("海外仓服务邵阳企业数 >= 10 家", "海外仓服务邵阳企业数 >= 12 家", "措施 5.1", "规则里的“12 家”在依据里没有"),
        ("      - 海外仓服务邵阳企业数 >= 10 家\n", "", "事实“海外仓服务邵阳企业数”", "没有规则用到"),
        ("无措施条款: [前言, 附则]", "无措施条款: [前言]", "原文附则", "没有措施，也没有列入“无措施条款”"),
    ],
)  # fmt: skip
def test_grounding_finds_what_the_text_does_not_say(
    pack: Path, old: str, new: str, where: str, problem: str
) -> None:
    _edit(pack, old, new)
    findings = check_grounding(load_policy(pack)).findings
    assert (where, problem) in {(finding.where, finding.problem) for finding in findings}


def test_grounding_finds_a_number_of_the_text_that_no_rule_uses(pack: Path) -> None:
    _edit(pack, "金额: 实际服务费用支出 × 70%, 封顶: 20 万元", "金额: 实际服务费用支出 × 70%")
    problems = [finding.problem for finding in check_grounding(load_policy(pack)).findings]
    assert "依据里的“20万元”没有写进规则" in problems


def test_grounding_runs_the_scenarios(pack: Path) -> None:
    _edit(pack, "合计: [283000, 283000]", "合计: [283001, 283001]", "案例.yml")
    findings = check_grounding(load_policy(pack)).findings
    assert [f.problem for f in findings] == ["合计应为 283001 到 283001，得到 283000 到 283000"]
