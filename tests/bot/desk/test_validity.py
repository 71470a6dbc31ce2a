"""What the top of a call says of how long its policy is in force."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.validity import validity
from conversations import REMIND_DAYS, Dialog


def test_it_is_said_while_there_is_time_to_act_and_after_it_ran_out(dialog: Dialog) -> None:
    policy = dialog.grounds.policy
    last = policy.last_day
    told = {
        days: validity(policy, (), last - timedelta(days=days))
        for days in (REMIND_DAYS + 1, REMIND_DAYS, 24, 0, -1)
    }
    assert told[REMIND_DAYS + 1] == ()
    assert told[REMIND_DAYS] == (f"文件还有 {REMIND_DAYS} 天到期",)
    assert told[24] == ("文件还有 24 天到期",)
    assert told[0] == ("文件今天到期",)
    assert told[-1] == (f"文件 {last} 已经到期，不能再按它申报",)


def test_before_it_was_issued_it_is_not_in_force(dialog: Dialog) -> None:
    policy = dialog.grounds.policy
    (told,) = validity(policy, (), policy.issued - timedelta(days=1))
    assert "还没有生效" in told
