"""docs/规则语言.md: every block of the page is a measure that loads, is grounded and gives what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from policy_engine import (
    STATUS_NAMES,
    Assessment,
    MeasureResult,
    Policy,
    check_grounding,
    evaluate,
    told_as_written,
)
from tests.policy_engine.small_pack import HEAD, ON, load

PAGE = Path(__file__).parents[2] / "docs" / "规则语言.md"
LOCAL = "本地企业"
_HEADING = re.compile(r"^#+ ([^\n]*)$|^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
Block = dict[str, Any]


def blocks() -> list[Any]:
    """The examples of the page, named by the heading they stand under."""
    found: list[Any] = []
    heading = ""
    for match in _HEADING.finditer(PAGE.read_text("utf-8")):
        heading = match[1] or heading
        if match[2]:
            found.append(pytest.param(yaml.safe_load(match[2]), id=f"{heading}-{len(found)}"))
    return found


def pack_of(block: Block, folder: Path) -> Policy:
    """A pack of the one measure of a block, or of those under its 措施, with its text and no more."""
    about = {"例", "多出", "没用", "事实", "措施"}
    above = {key: value for key, value in block.items() if key in PACK_KEYS}
    measure = {key: v for key, v in block.items() if key not in about and key not in PACK_KEYS}
    measures = block.get("措施") or {"1": measure}
    facts = {LOCAL: {"类型": "是否"}, **block["事实"]}
    lines = list(_texts(above))
    for each in measures.values():
        each.setdefault("标题", "奖励")
        each.setdefault("条款", "一")
        each.setdefault("条件", LOCAL)
        lines += list(_texts(each))
    rules = yaml.safe_dump({**above, "事实": facts, "措施": measures}, allow_unicode=True)
    case = "- {案例: 什么也没说, 日期: 2025-06-01, 事实: {}, 结果: {}}"
    (folder / "案例.yml").write_text(case, "utf-8")
    return load(folder, HEAD + rules, "一、" + "。".join(lines) + "。\n")


PACK_KEYS = ("定义", "共同条件", "就高不重复", "合计封顶")
VERBATIM = ("依据", "名额", "资金", "择优", "受益人", "支持")


def _texts(piece: Any) -> list[str]:
    """Everything in a piece of rules that has to stand in the text."""
    if isinstance(piece, list):
        return [text for each in piece for text in _texts(each)]
    if not isinstance(piece, dict):
        return []
    found = []
    for key, value in piece.items():
        if key in VERBATIM:
            found += value if isinstance(value, list) else [value]
        else:
            found += _texts(value)
    return found


@pytest.mark.parametrize("block", blocks())
def test_an_example_of_the_page_holds(block: Block, tmp_path: Path) -> None:
    policy = pack_of(block, tmp_path)
    for example in block["例"]:
        assessment = _assessed(policy, example)
        wanted = example.get("结果") or {"1": example}
        for measure_id, expected in wanted.items():
            _holds(assessment.result(measure_id), expected)
        if "合计" in example:
            assert _bounds(assessment.total) == example["合计"], example


@pytest.mark.parametrize("block", blocks())
def test_an_example_of_the_page_is_grounded(block: Block, tmp_path: Path) -> None:
    """Numbers of rules stand in the text and the other way round, but for those it says do not."""
    findings = check_grounding(pack_of(block, tmp_path)).findings
    said = [f.problem for f in findings if f.where != f"事实“{LOCAL}”"]
    more = [f"规则里的“{text}”在依据里没有" for text in block.get("多出", [])]
    unused = [f"依据里的“{text}”没有写进规则" for text in block.get("没用", [])]
    assert said == more + unused


def _assessed(policy: Policy, example: Block) -> Assessment:
    told = {LOCAL: True, **example["知道"]}
    facts = {n: told_as_written(policy.definition(n), value) for n, value in told.items()}
    return evaluate(policy, facts, example.get("日期", ON))


def _holds(result: MeasureResult, expected: Block) -> None:
    assert STATUS_NAMES[result.status] == expected.get("状态", "符合"), expected
    if "得" in expected:
        assert _bounds(result.amount) == expected["得"], expected
    if "还要问" in expected:
        assert list(result.missing) == expected["还要问"], expected
    for when, part in (expected.get("分期") or {}).items():
        assert _bounds(dict(result.schedule)[when]) == part, expected
    if expected.get("分期", True) is None:
        assert not result.schedule
    if "另说" in expected:
        kinds = dict.fromkeys(term.kind.value for term in result.terms)
        told = {kind: [t.text for t in result.terms if t.kind.value == kind] for kind in kinds}
        assert told == expected["另说"], expected
    if "申报期" in expected:
        window = result.window
        assert window is not None
        assert [window.first, window.last, window.days_left] == expected["申报期"], expected


def _bounds(money: Any) -> list[Any] | None:
    return None if money is None else [money.low, money.high]
