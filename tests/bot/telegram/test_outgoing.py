"""How an answer looks on Telegram."""

from __future__ import annotations

from typing import Any

from bot.telegram.outgoing import parts

QUESTION: dict[str, Any] = {
    "text": "提供一站式服务吗？",
    "multiple": False,
    "options": [{"label": "是"}, {"label": "否"}],
}


def test_a_long_answer_comes_in_parts_with_the_buttons_under_the_last() -> None:
    reply = "很长的一句话，😀还没有完。" * 900 + "\n\n提供一站式服务吗？\n1. 是\n2. 否"
    *earlier, last = parts(7, {"reply": reply, "question": QUESTION})
    assert all(len(part.text.encode("utf-16-le")) // 2 <= 4096 for part in (*earlier, last))
    assert all(part.keyboard is None and part.text.endswith("。") for part in earlier)
    assert last.text.endswith("提供一站式服务吗？")
    assert last.keyboard is not None
    assert [b.callback_data for b in last.keyboard.inline_keyboard[0]] == ["p:7:0", "p:7:1"]


def test_a_cited_sentence_is_a_quotation_beside_the_text() -> None:
    (part,) = parts(7, {"reply": "😀 结论\n依据：“原文一句”\n完", "question": None})
    (entity,) = part.entities
    assert part.text.encode("utf-16-le")[entity.offset * 2 :][: entity.length * 2] == (
        "依据：“原文一句”".encode("utf-16-le")
    )
