"""Recorded conversations: a turn is right when exactly what it tells is known afterwards."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conversations import Dialog, hear_turn, load_played
from nlu import TrainingDataError

ON = date(2026, 3, 1)
ASKED = {
    "事实": ["经集散中心或铁路货栈发运"], "问": "是否经集散中心发运？",
    "选项": [["是", "经集散中心或铁路货栈发运", True], ["否", "经集散中心或铁路货栈发运", False]],
}  # fmt: skip


def _file(folder: Path, *rows: dict[str, object]) -> Path:
    file = folder / "甲.jsonl"
    lines = [
        json.dumps({"对话": "甲-01", "意图": "inform", **row}, ensure_ascii=False) for row in rows
    ]
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_a_turn_is_heard_in_its_context(dialog: Dialog, tmp_path: Path) -> None:
    told = [["经集散中心或铁路货栈发运", False, "否", "否"]]
    file = _file(
        tmp_path,
        {"轮": 2, "话": "否", "题": ASKED, "已知": {"外贸进出口企业": True}, "陈述": told},
        {"轮": 2, "话": "是", "题": ASKED, "已知": {"外贸进出口企业": True}, "陈述": told},
        {"轮": 2, "话": "你好", "题": ASKED, "已知": {"外贸进出口企业": True}, "陈述": told},
    )
    turns = [hear_turn(dialog, turn, ON) for turn in load_played(dialog.grounds.policy.facts, file)]
    assert [turn.right for turn in turns] == [True, False, False]
    assert turns[1].wrong == ("经集散中心或铁路货栈发运",)
    assert turns[2].missed == ("经集散中心或铁路货栈发运",)


def test_a_line_that_is_wrong_is_named(dialog: Dialog, tmp_path: Path) -> None:
    file = _file(tmp_path, {"轮": 1, "话": "你好", "陈述": [["没有这个", True, "说", "你好"]]})
    with pytest.raises(TrainingDataError, match="第 1 行"):
        list(load_played(dialog.grounds.policy.facts, file))
