"""Whom support is given to: by the measure that writes the share, told before anything else."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

PLATFORM = "我们是跨境电商平台，一站式，经营8个月，入网企业53家，年成交额5600万"
FEES = "平台服务费用补贴（第八条）写的是给：给平台交年费、服务费的企业"


@pytest.mark.parametrize(
    "said",
    [
        "那70%是补给我们还是补给他们呀？我们能拿到126万？",
        "入网企业每家交他1.2万服务费，补70%，这钱补给他还是补给入网企业？",
        "所以那70%是给交服务费的企业的，不是我们平台的，对吗？",
        "我们平台收的服务费，补的70%给哪边",
        "70%归谁？",
        "这70%到底算谁的",
    ],
)
def test_a_share_is_given_to_whom_its_measure_names(dialog: Dialog, said: str) -> None:
    before, _ = talk(dialog, PLATFORM)
    state, reply = talk(dialog, PLATFORM, said)
    assert reply.text.startswith(FEES)
    assert "您说的是“跨境电商平台企业”" in reply.text
    assert "由谁申领" in reply.text
    assert state.facts == before.facts


def test_of_nobody_known_every_measure_with_that_share_is_told(dialog: Dialog) -> None:
    _, reply = talk(dialog, "他是收费的平台，自己没交过服务费。70%归谁？")
    assert FEES in reply.text
    assert "试点企业服务费用补贴（第六条）写的是给" in reply.text


def test_to_whom_it_is_not_given_denies_no_business(dialog: Dialog) -> None:
    state, _ = talk(dialog, PLATFORM, "那不是我们平台拿，是补给入网商家的咯？")
    assert state.facts["跨境电商平台企业"] is True


@pytest.mark.parametrize("said", ["我们不是平台，是卖家", "我不是开平台的"])
def test_a_business_is_still_denied(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, PLATFORM, said)
    assert state.facts["跨境电商平台企业"] is False


def test_who_is_named_tells_who_is_not_meant_elsewhere(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们是试点企业，服务费花了12万", "70%是给我们还是给服务商")
    assert reply.text.startswith("跨境电商试点企业服务费用补贴（第六条）写的是给")
    assert "不是的话" not in reply.text
