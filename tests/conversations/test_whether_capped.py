"""有没有封顶: the limit that the text writes of what is asked about, or that it writes none."""

from __future__ import annotations

import pytest

from bot.assembly import Parts
from bot.settings import Settings
from conversations import Dialog
from tests.many_packs import LIUHE

from .talking import talk

TRADER = "我们做外贸进出口，货从集散中心发，运费26万，报关装卸费7.8万"
SHOP = "我们开了一家乡镇进口商品店，120平，开了一年"
TRAINER = "我们做跨境电商培训"


@pytest.mark.parametrize(
    ("said", "asked", "told"),
    [
        (TRADER, "报关装卸那个补贴有没有上限", "报关装卸等作业费用补贴（第二条）：没有写上限"),
        (TRADER, "公路运输费补贴封不封顶", "公路运输费补贴（第二条）：写了上限，20 万元"),
        (SHOP, "乡镇店这个补贴有没有上限", "（第四条）：写的就是上限，最高 10 万元/个"),
        (TRAINER, "培训补贴封不封顶", "跨境电商人才培训补贴（第九条）：没有写上限"),
    ],
)  # fmt: skip
def test_what_limit_is_written(dialog: Dialog, said: str, asked: str, told: str) -> None:
    _, reply = talk(dialog, said, asked)
    assert told in reply.text


def test_a_fixed_sum_is_no_limit(settings: Settings) -> None:
    liuhe = Parts(settings.model_copy(update={"policy": str(LIUHE)})).dialog
    _, reply = talk(
        liuhe, "我们新增入统，是规上服务业", "按有效时算", "规上服务业入统奖励有没有上限"
    )
    assert "写的是定额 10 万元，没有另写上限" in reply.text
