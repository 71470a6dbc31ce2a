"""How well the network reads on its own: facts of the present, told and denied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from .lessons import IGNORED, Batch

TOLD, DENIED, CORRECTED, ADDED = 0, 1, 8, 9
PRESENT = {TOLD, DENIED, CORRECTED, ADDED}


def score(batch: Batch, claimable: Sequence[bool], read: dict[str, list[Any]]) -> Counter[str]:
    """Sentences with every fact right, with a wrong fact, with facts missed only."""
    count: Counter[str] = Counter()
    line = 0
    for i, row in enumerate(batch.rows):
        wrong = missed = False
        claims = {int(k): v for k, v in row["claims"].items() if v in PRESENT}
        for fact in (f for f in batch.facts if claimable[f]):
            said = read["claims"][i][fact] - 1
            told = said if said in PRESENT else None
            gold = claims.get(fact)
            if fact in row["unknown"] and told is None:
                continue
            wrong |= told is not None and (gold is None or (told == DENIED) != (gold == DENIED))
            missed |= told is None and gold is not None
        for j, target in enumerate(row["targets"]):
            chosen, status = read["facts"][line], read["statuses"][line]
            line += 1
            if target == IGNORED:
                continue
            told_fact = chosen if status in PRESENT and chosen < len(batch.facts) else -1
            gold_fact = target if row["statuses"][j] in PRESENT or target < 0 else -1
            wrong |= told_fact >= 0 and told_fact != gold_fact
            missed |= told_fact < 0 <= gold_fact
        count["all"] += 1
        count["right"] += not wrong and not missed
        count["wrong"] += wrong
        count["missed"] += missed and not wrong
        count["intent"] += read["intents"][i] == row["intent"]
    return count
