"""How an answer looks on Telegram."""

from __future__ import annotations

from bot.telegram.outgoing import parts
from conversations import AskedQuestion, Group, Line, Option, Quote

OPTIONS = (Option("是", "一站式", True), Option("否", "一站式", False))
QUESTION = AskedQuestion(("一站式",), "提供一站式服务吗？", False, OPTIONS)


def test_a_long_answer_comes_in_parts_with_the_buttons_under_the_last() -> None:
    *earlier, last = parts(7, (Line("很长的一句话，😀还没有完。" * 900), QUESTION))
    assert all(len(part.text.encode("utf-16-le")) // 2 <= 4096 for part in (*earlier, last))
    assert all(part.keyboard is None and part.text.endswith("。") for part in earlier)
    assert last.text.endswith("提供一站式服务吗？")
    assert last.keyboard is not None
    assert [b.callback_data for b in last.keyboard.inline_keyboard[0]] == ["p:7:0", "p:7:1"]


def test_a_cited_sentence_is_a_quotation_beside_the_text() -> None:
    (part,) = parts(7, (Group((Line("😀 结论"), Quote("原文一句"), Line("完"))),))
    (entity,) = part.entities
    assert part.text.encode("utf-16-le")[entity.offset * 2 :][: entity.length * 2] == (
        "依据：“原文一句”".encode("utf-16-le")
    )
