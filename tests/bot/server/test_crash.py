"""Killed at random moments under load: what was acknowledged is there, and is answered the same.

`python -m tests.bot.server.test_crash 50` kills the server fifty times.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from conversations import SqliteStore
from conversations.store import decode_state

from .conftest import Server, message_key, start

ROUNDS, TALKERS = 3, 4
TEXTS = (
    "我们是跨境电商平台", "入网企业{n}家", "年成交额{n}00万", "一站式都有", "开了{n}个月", "怎么申报",
    "要是做到{n}家呢", "说错了，入网企业是{n}家", "我们还有海外仓，{n}00平",
)  # fmt: skip
Acknowledged = dict[tuple[str, str], str]


def _talk(server: Server, round_: int, talker: int, answers: Acknowledged, seed: int) -> None:
    """Send messages one after another until the server is gone."""
    dice = random.Random(seed)
    session = f"s{talker}"
    for number in range(10_000):
        text = dice.choice(TEXTS).format(n=dice.randint(10, 99))
        message_id = f"{round_}-{number}"
        try:
            turn = server.chat(session, text, message_id)
        except httpx.TransportError:
            return
        answers[session, message_id] = str(turn["reply"])


def kill_and_compare(folder: Path, rounds: int, dice: random.Random) -> int:
    """Kill the server `rounds` times; returns how many messages were acknowledged in all."""
    answers: Acknowledged = {}
    for round_ in range(rounds):
        server = start(folder)
        talkers = [
            threading.Thread(
                target=_talk, args=(server, round_, n, answers, dice.randint(0, 10**9))
            )
            for n in range(TALKERS)
        ]
        for talker in talkers:
            talker.start()
        time.sleep(dice.uniform(0.05, 0.8))
        server.process.kill()
        server.process.wait()
        for talker in talkers:
            talker.join()
        _compare(folder, answers)
    server = start(folder)
    for (session, message_id), reply in dice.sample(sorted(answers.items()), min(50, len(answers))):
        assert server.chat(session, "随便什么", message_id)["reply"] == reply
    server.process.terminate()
    server.process.wait(20)
    return len(answers)


def _compare(folder: Path, answers: Acknowledged) -> None:
    """Every acknowledged answer is kept to the letter, and every conversation can be read."""
    store = SqliteStore(folder / "w.db")
    rows = store._rows("WHERE reply IS NOT NULL", ())
    kept = {exchange.external_id: exchange.reply for exchange in rows}
    for (session, message_id), reply in answers.items():
        # what a killed server left unanswered is answered before it, once its lease has ended
        assert reply.endswith(kept[message_key(session, message_id)] or "?")
    states = store._database.connection().execute("SELECT state FROM conversations").fetchall()
    for (state,) in states:
        decode_state(state)
    store.close()


def test_nothing_acknowledged_is_lost_when_killed(tmp_path: Path) -> None:
    assert kill_and_compare(tmp_path, ROUNDS, random.Random(5)) > 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
        total = kill_and_compare(Path(folder), count, random.Random(1))
        print(f"杀了 {count} 次，{total} 条已答复的消息一条不少、一字不差")  # noqa: T201
