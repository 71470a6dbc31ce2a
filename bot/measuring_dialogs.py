"""`wence nlu eval --dialogs`: how the turns of recorded conversations are heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from conversations import HeardTurn, fact_value, hear_turn, load_played

from .assembly import Parts
from .commands import say
from .errors import UserError

PLAYED = Path("评测", "对话")
"""Of a pack's folder: conversations that nothing was trained or tuned on."""
TODAY = date(2026, 3, 1)


def measure_dialogs(parts: Parts, data: Path | None) -> None:
    """Print the share of turns heard right, one line an author, then every turn misheard.

    Raises UserError when there is nothing to measure, TrainingDataError for a line that is wrong.
    """
    files = list(_files(data or parts.policy.directory / PLAYED))
    if not files:
        raise UserError(f"{data or PLAYED} 里没有对话（*.jsonl）；写法见 conversations/played.py")
    heard = {file.stem: list(_heard(parts, file)) for file in files}
    say("各人的对话（一轮听对 / 有记错 / 只漏，共几轮）：")
    for name, turns in heard.items():
        say(f"  {name}  {_shares(turns)}")
    say(f"  合计  {_shares([turn for turns in heard.values() for turn in turns])}")
    for turns in heard.values():
        for turn in turns:
            if not turn.right:
                say(_told(parts, turn))


def _files(place: Path) -> Iterator[Path]:
    yield from sorted(place.glob("*.jsonl")) if place.is_dir() else [place] * place.is_file()


def _heard(parts: Parts, file: Path) -> Iterator[HeardTurn]:
    for turn in load_played(parts.policy.facts, file):
        yield hear_turn(parts.dialog, turn, TODAY)


def _shares(turns: Sequence[HeardTurn]) -> str:
    right = sum(turn.right for turn in turns) / len(turns)
    wrong = sum(bool(turn.wrong) for turn in turns) / len(turns)
    return f"{right:.1%} / {wrong:.1%} / {1 - right - wrong:.1%}，{len(turns)}"


def _told(parts: Parts, heard: HeardTurn) -> str:
    facts, expected = parts.policy.facts, heard.turn.expected
    wrong = [fact_value(facts[fact], heard.after[fact]) for fact in heard.wrong]
    missed = [
        fact_value(facts[fact], expected[fact])
        if fact in expected
        else f"不再有：{facts[fact].label}"
        for fact in heard.missed
    ]
    told = [*(f"多记或记错：{text}" for text in wrong), *(f"漏：{text}" for text in missed)]
    return f"✗ {heard.turn.dialog} {heard.turn.said.text!r}：{'；'.join(told)}"
