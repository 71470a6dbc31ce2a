"""python -m nlu.learned.training LESSONS START OUT [--fold K]: train, and write weights and scores.

With `--onward WEIGHTS` a network that has learned goes on (see shipped.py): few passes at a lower
rate, minutes on a processor instead of hours.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from . import lessons
from .lessons import Set
from .network import Reader
from .train import Training, report, train

SILVER = "silver"
"""Sets of this name were labelled by the rules: they help early and count for nothing later."""
FOLDS = 3
FOREIGN = 2
"""How often sentences about other policies are read while one about the first is read once."""


def main() -> None:
    """Train as the arguments say."""
    told = _arguments()
    random.seed(told.seed)
    torch.manual_seed(told.seed)
    packs, sets = lessons.load(told.lessons)
    start = {name: torch.from_numpy(a) for name, a in np.load(told.start).items()}
    device = "cuda" if torch.cuda.is_available() else "cpu"
    training = Training(
        _reader(start, told.onward).to(device), Reader(start).to(device).eval(), packs, device,
        rate=told.rate,
    )  # fmt: skip
    training.average.load_state_dict(training.reader.state_dict())
    first = next(iter(sets.values())).pack
    held = [s for s in sets.values() if told.fold is not None and _fold(s, first) == told.fold]
    plan = _plan([one for one in sets.values() if one not in held], told)
    print(f"{sum(len(s.rows) for s in sets.values() if s not in held)} sentences, held out: "
          f"{[one.name for one in held]}", flush=True)  # fmt: skip
    train(training, plan, told.out / "checkpoint.pt", held[: told.most_reports])
    report(training, held)
    _save(training, told.out)
    _write_scores(training, held, told.out / "scores.npz")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lessons", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, help=f"of {FOLDS}, from 0: train without this part")
    parser.add_argument("--early", type=int, default=2, help="passes with silver sentences")
    parser.add_argument("--late", type=int, default=7, help="passes without them")
    parser.add_argument("--onward", type=Path, help="weights to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="share of the usual learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most-reports", type=int, default=8)
    return parser.parse_args()


def _reader(start: Mapping[str, Tensor], weights: Path | None) -> Reader:
    reader = Reader(start)
    if weights is not None:
        learned = {name: torch.from_numpy(a).float() for name, a in np.load(weights).items()}
        missing = reader.load_state_dict(learned, strict=False).missing_keys
        assert missing == ["encoder.word.weight"], missing
    return reader


def _fold(one: Set, first: str) -> int | None:
    """The part a set belongs to: all of a pack together, but the authors about the first apart."""
    if one.name == SILVER:
        return None
    return zlib.crc32((one.name if one.pack == first else one.pack).encode()) % FOLDS


def _plan(sets: list[Set], told: argparse.Namespace) -> list[list[Set]]:
    gold = [one for one in sets if one.name != SILVER]
    first = gold[0].pack
    gold += [one for one in gold if one.pack != first] * (FOREIGN - 1)
    silver = [one for one in sets if one.name == SILVER]
    return [gold + silver] * told.early + [gold] * told.late


def _save(training: Training, out: Path) -> None:
    """The weights; the pieces' own vectors stay as they were."""
    state = {
        name: tensor.half().cpu().numpy()
        for name, tensor in training.average.state_dict().items()
        if name != "encoder.word.weight"
    }
    np.savez(str(out / "weights.npz"), **state)


def _write_scores(training: Training, sets: list[Set], file: Path) -> None:
    """All scores of sets that were not trained on, for whoever weighs the readers."""
    found: dict[str, np.ndarray] = {}
    for one in sets:
        _, batches = training.scored(one)
        for number, batch in enumerate(batches):
            for name, array in zip(("pairs", "statuses", "claims", "rest"), batch, strict=True):
                found[f"{one.name}|{number}|{name}"] = array
        rows = [(row["sentence"], len(row["forms"][0]["mentions"])) for row in one.rows]
        found[f"{one.name}|sentences"] = np.array(rows, dtype=np.uint32)
    np.savez_compressed(str(file), **found)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
