"""The lessons file as tensors."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .network import FAR, FLAGS

PAD, UNKNOWN = 1, 3
GAPS = 0.05
IGNORED, NOTHING = -100, -1
ROUNDED = 16
"""Lengths are padded to a multiple of this."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Pack:
    """The texts of a pack's facts, each in several wordings, and which facts are claims."""

    texts: Sequence[Sequence[Sequence[int]]]
    claims: Sequence[bool]


@dataclass(frozen=True)
class Set:
    """Sentences about one pack by one hand."""

    name: str
    pack: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Batch:
    """Some rows of one set, with the places of the facts that take part."""

    set: Set
    rows: Sequence[Row]
    forms: Sequence[Row]
    facts: Sequence[int]

    @property
    def mentions(self) -> list[tuple[int, int]]:
        """Row and place of every quantity."""
        return [(i, j) for i, form in enumerate(self.forms) for j in range(len(form["mentions"]))]


def load(file: Path) -> tuple[dict[str, Pack], dict[str, Set]]:
    """Packs and sets of a lessons file."""
    found = json.loads(file.read_text("utf-8"))
    packs = {name: Pack(p["texts"], p["claims"]) for name, p in found["packs"].items()}
    sets = {name: Set(name, s["pack"], s["rows"]) for name, s in found["sets"].items()}
    return packs, sets


def shuffled(sets: Sequence[Set], packs: dict[str, Pack], size: int) -> Iterator[Batch]:
    """Every row once, alike lengths together; half of the batches without some of the facts."""
    batches = []
    for one in sets:
        rows = sorted(one.rows, key=lambda r: len(r["forms"][0]["ids"]) + random.random() * 12)
        for start in range(0, len(rows), size):
            some = rows[start : start + size]
            forms = [random.choice(row["forms"]) for row in some]
            facts = _facts(some, len(packs[one.pack].claims))
            batches.append(Batch(one, some, forms, facts))
    random.shuffle(batches)
    yield from batches


def in_order(one: Set, packs: dict[str, Pack], size: int) -> Iterator[Batch]:
    """Every row once, as it stands."""
    for start in range(0, len(one.rows), size):
        some = one.rows[start : start + size]
        forms = [row["forms"][0] for row in some]
        yield Batch(one, some, forms, range(len(packs[one.pack].claims)))


def _facts(rows: Sequence[Row], count: int) -> Sequence[int]:
    """All facts, or those that matter and a share of the others."""
    if random.random() < 0.5:
        return range(count)
    needed = {t for row in rows for t in row["targets"] if t >= 0}
    needed |= {int(place) for row in rows for place in row["claims"]}
    keep = random.uniform(0.3, 0.9)
    return [i for i in range(count) if i in needed or random.random() < keep]


def padded(texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Pieces and which of them are any."""
    length = -(-max(map(len, texts)) // ROUNDED) * ROUNDED
    ids = torch.full((len(texts), length), PAD)
    mask = torch.zeros(len(texts), length)
    for i, text in enumerate(texts):
        ids[i, : len(text)] = torch.tensor(text)
        mask[i, : len(text)] = 1
    return ids, mask


def with_gaps(ids: Tensor) -> Tensor:
    """Some pieces unread, so that no single word decides."""
    gaps = (torch.rand(ids.shape) < GAPS) & (ids > UNKNOWN)
    return ids.masked_fill(gaps, UNKNOWN)


def fact_texts(pack: Pack, facts: Sequence[int], vary: bool) -> tuple[Tensor, Tensor]:
    """The texts of some facts, in their first wording or in any."""
    texts = [pack.texts[i] for i in facts]
    return padded([random.choice(several) if vary else several[0] for several in texts])


def flags(batch: Batch) -> Tensor:
    """What is known of each fact."""
    place = {fact: i for i, fact in enumerate(batch.facts)}
    found = torch.zeros(len(batch.rows), len(batch.facts), FLAGS)
    for i, row in enumerate(batch.rows):
        for fact, flag in row["flags"]:
            if fact in place:
                found[i, place[fact], flag] = 1
    return found


def spans(batch: Batch, length: int) -> tuple[Tensor, Tensor]:
    """Which pieces each quantity is, and its row; at least one line, so that nothing is empty."""
    where = batch.mentions
    found = torch.zeros(max(len(where), 1), length)
    for line, (i, j) in enumerate(where):
        pieces = [p for p in batch.forms[i]["mentions"][j] if p < length] or [0]
        found[line, pieces] = 1 / len(pieces)
    return found, torch.tensor([i for i, _ in where] or [0])


def choices(batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """For each quantity: a penalty for facts that it cannot be, its fact, its status."""
    place = {fact: i for i, fact in enumerate(batch.facts)}
    where = batch.mentions
    barred = torch.full((max(len(where), 1), len(place) + 1), FAR)
    barred[:, -1] = 0
    target = torch.full((max(len(where), 1),), IGNORED)
    status = target.clone()
    for line, (i, j) in enumerate(where):
        row = batch.rows[i]
        for fact in row["candidates"][j]:
            if fact in place:
                barred[line, place[fact]] = 0
        wanted = row["targets"][j]
        if wanted != IGNORED:
            target[line] = len(place) if wanted == NOTHING else place[wanted]
        status[line] = row["statuses"][j]
    return barred, target, status


def claims(batch: Batch, pack: Pack) -> Tensor:
    """For each row and fact: 0 for nothing said, 1 + status, or ignored."""
    found = torch.full((len(batch.rows), len(batch.facts)), IGNORED)
    for i, row in enumerate(batch.rows):
        unknown = set(row["unknown"])
        for j, fact in enumerate(batch.facts):
            if pack.claims[fact] and fact not in unknown:
                found[i, j] = row["claims"].get(str(fact), -1) + 1
    return found


def evidence(batch: Batch, length: int) -> tuple[Tensor, Tensor, Tensor]:
    """Rows, facts, and the pieces that the words of each claim are, as shares."""
    rows, facts, where = [], [], []
    place = {fact: i for i, fact in enumerate(batch.facts)}
    for i, form in enumerate(batch.forms):
        for fact, pieces in form["evidence"].items():
            inside = [p for p in pieces if p < length]
            if inside and int(fact) in place:
                share = torch.zeros(length)
                share[inside] = 1 / len(inside)
                rows.append(i)
                facts.append(place[int(fact)])
                where.append(share)
    shares = torch.stack(where) if where else torch.zeros(0, length)
    return torch.tensor(rows, dtype=torch.long), torch.tensor(facts, dtype=torch.long), shares
