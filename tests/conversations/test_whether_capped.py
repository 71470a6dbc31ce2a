"""有没有封顶: the limit that the text writes of what is asked about, or that it writes none."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

TRADER = "我们做外贸进出口，货从集散中心发，运费26万，报关装卸费7.8万"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("报关装卸那个补贴有没有上限", "报关装卸等作业费用补贴（第二条）：没有写上限"),
        ("公路运输费补贴封不封顶", "公路运输费补贴（第二条）：写了上限，20 万元"),
    ],
)  # fmt: skip
def test_what_limit_is_written(dialog: Dialog, asked: str, told: str) -> None:
    _, reply = talk(dialog, TRADER, asked)
    assert told in reply.text
