"""是不是一定要…: what no condition names is said not to be one; what may be one is not denied."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

WAREHOUSE = "我们在越南租了个海外仓，2300平，给12家邵阳的厂做，今年走了5600万"


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("是不是一定要自己买的", "自己买"),
        ("必须是独立法人吗", "独立法人"),
        ("一定要有仓储许可证吗", "仓储许可证"),
        ("需要一般纳税人吗", "一般纳税人"),
    ],
)
def test_what_no_condition_names_is_said_not_to_be_one(
    dialog: Dialog, asked: str, term: str
) -> None:
    _, reply = talk(dialog, WAREHOUSE, asked)
    assert reply.text.startswith(f"写明的条件里没有“{term}”")
    assert "海外仓面积不少于 2000 平方米" in reply.text


@pytest.mark.parametrize(
    "asked", ["要不要开满一年", "是不是要2000平", "需要什么材料吗", "要不要有进出口权"]
)
def test_what_may_be_one_is_not_denied(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, WAREHOUSE, asked)
    assert "写明的条件里没有" not in reply.text
