"""Another enterprise is reckoned by itself, and the one before can be come back to."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

WAREHOUSE = "我们有海外仓，2500平，12家邵阳企业，进出口6000万"


@pytest.mark.parametrize(
    "said",
    [
        "下一家，做培训的",
        "第二家是做培训的",
        "是他老婆另一家公司，做培训的",
        "换一家，做跨境电商培训的",
    ],
)
def test_nothing_of_the_first_is_known_of_the_second(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, WAREHOUSE, said)
    assert "公共海外仓面积" not in state.facts
    assert "另一家" in reply.text
    assert "最高 30 万元" in reply.text  # what the first one came to


def test_the_first_one_comes_back(dialog: Dialog) -> None:
    state, _ = talk(dialog, WAREHOUSE, "下一家，做培训的", "撤销")
    assert number(state, "公共海外仓面积") == 2500


@pytest.mark.parametrize(
    "said",
    [
        "那个数是另一家公司的",
        "另一家公司能不能也报",
        "说错了，报在长沙的是另一家公司",
        "要是换一家公司来报呢",
    ],
)
def test_a_word_about_another_firm_is_none_of_it(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, WAREHOUSE, said)
    assert number(state, "公共海外仓面积") == 2500


def test_the_next_one_is_no_number(dialog: Dialog) -> None:
    state, _ = talk(dialog, WAREHOUSE, "下一家，做物流的", "撤销")
    assert number(state, "海外仓服务邵阳企业数") == 12
