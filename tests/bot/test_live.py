"""Parts that follow what was released: in any process, without a restart, never broken by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.assembly import Parts
from bot.desk.records import DeskRecords
from bot.lessons import QUESTION, REFUSED, RELEASED, WITHDRAWN, WORDING, Lesson
from bot.releases import live_with_releases
from bot.settings import Settings
from conversations import State, open_database

PARTS = Parts(Settings.model_validate({"nlu": {"embeddings": False}}))
POLICY = "SYCR-2023-01014"
ENTRY: dict[str, Any] = {
    "问": "能不能预支",
    "说法": ["补贴能先预支一点吗"],
    "答": "不能预支。",
    "依据": [],
    "附联系方式": False,
}


class Process:
    """A process over the file."""

    def __init__(self, records: DeskRecords) -> None:
        self.live = live_with_releases(PARTS, records)

    def says(self, text: str) -> str:
        """What it answers, the next time that it looks for releases."""
        self.live.look()
        _, reply, _ = self.live.dialog().turn(State(), text, date(2026, 1, 5))
        return reply.text


@pytest.fixture
def records(tmp_path: Path) -> Iterator[DeskRecords]:
    made = DeskRecords(open_database(tmp_path / "w.db"))
    yield made
    made.close()


def proposed(
    records: DeskRecords, body: Mapping[str, Any], kind: str = QUESTION, subject: str = "能不能预支"
) -> Lesson:
    number = records.lessons.propose(kind, POLICY, subject, body, staff="李四", at=1.0)
    found = records.lessons.lesson(number)
    assert found is not None
    return found


def test_two_processes_take_a_release_over_and_let_it_go_again(records: DeskRecords) -> None:
    here, there = Process(records), Process(records)
    lesson = proposed(records, ENTRY)
    assert "不能预支" not in here.says(ENTRY["说法"][0])
    assert records.lessons.decide(lesson, RELEASED, "钱工", 2.0)
    assert not records.lessons.decide(lesson, REFUSED, "周科长", 2.0)  # decided already
    assert "不能预支" in here.says(ENTRY["说法"][0])
    assert "不能预支" in there.says(ENTRY["说法"][0])
    live = records.lessons.lesson(lesson.number)
    assert live is not None
    assert records.lessons.decide(live, WITHDRAWN, "钱工", 3.0)
    assert "不能预支" not in there.says(ENTRY["说法"][0])


def test_the_version_released_last_answers(records: DeskRecords) -> None:
    process = Process(records)
    first, second = proposed(records, ENTRY), proposed(records, {**ENTRY, "答": "可以预支三成。"})
    assert records.lessons.decide(second, RELEASED, "钱工", 2.0)
    assert records.lessons.decide(first, RELEASED, "钱工", 3.0)
    assert "不能预支" in process.says(ENTRY["说法"][0])
    assert [v.number for v in records.lessons.versions(POLICY, "能不能预支")] == [
        second.number, first.number,
    ]  # fmt: skip


def test_a_wording_is_understood_when_it_is_released(records: DeskRecords) -> None:
    process, sentence = Process(records), "隔壁县搬过来的厂子给不给补贴"
    lesson = proposed(records, {"sentence": sentence}, WORDING, "外地企业能不能享受")
    before = process.says(sentence)
    assert records.lessons.decide(lesson, RELEASED, "钱工", 2.0)
    after = process.says(sentence)
    assert after != before
    assert "注册地" in after


def test_what_rests_on_no_sentence_of_the_text_is_left_out_alone(records: DeskRecords) -> None:
    process = Process(records)
    broken = proposed(records, {**ENTRY, "依据": ["原文里没有的话"]})
    assert records.lessons.decide(broken, RELEASED, "钱工", 2.0)
    other = proposed(
        records, {**ENTRY, "问": "别的", "说法": ["能不能分期给"], "答": "不分期。"}, subject="别的"
    )
    assert records.lessons.decide(other, RELEASED, "钱工", 3.0)
    assert "不能预支" not in process.says(ENTRY["说法"][0])
    assert "不分期" in process.says("能不能分期给")
