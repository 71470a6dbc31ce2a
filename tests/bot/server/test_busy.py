"""More is asked than can be answered: whoever comes then is told so, and nothing is half kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import store_work
from bot.errors import BusyError
from bot.reception import Reception
from conversations import Dialog, SqliteStore

from .test_reception import SECRET, TOLD, GatedDialog


def test_what_cannot_be_answered_in_time_is_turned_away_and_not_kept(
    dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written down before is answered; staff are never turned away."""
    monkeypatch.setattr(store_work, "MOST_QUEUED", 0.1)

    async def talk() -> list[str]:
        gated = GatedDialog(dialog.grounds, dialog.understanding)
        reception = Reception(gated, SqliteStore(tmp_path / "w.db"), SECRET, 1800)
        told = [
            asyncio.ensure_future(reception.receive("web", f"u{n}", "1", TOLD)) for n in range(4)
        ]
        await asyncio.sleep(0.5)
        with pytest.raises(BusyError, match="请再发一次"):
            await reception.receive("web", "late", "1", TOLD)
        assert await reception.known("web", "late", "1") is None
        told.append(asyncio.ensure_future(reception.receive("web", "u3", "1", TOLD)))
        told.append(asyncio.ensure_future(reception.receive("desk", "call", "1", TOLD)))
        await asyncio.sleep(0.1)
        gated.gate.set()
        answered = [(await each).reply or "" for each in told]
        answered.append((await reception.receive("web", "late", "1", TOLD)).reply or "")
        await reception.close()
        return answered

    assert ["2500" in reply for reply in asyncio.run(talk())] == [True] * 7
