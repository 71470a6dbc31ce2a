"""The training itself: passes over shuffled lessons, a checkpoint after each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from . import lessons
from .lessons import Batch, Pack, Set
from .network import STATUSES, Found, Reader
from .scoring import score

ENCODER_RATE, HEAD_RATE = 7e-5, 5e-4
SIZE = 48
WARMING = 0.06
KEPT = 0.999
"""How slowly the average of the weights, which is what is shipped, follows them."""
SAID = 2.0
"""How much more a claim that is made counts than one that is not."""
SHARES = {"claims": 6.0, "facts": 1.0, "statuses": 0.7, "where": 0.3, "intent": 0.3, "rest": 0.1}


@dataclass
class Training:
    """A network that learns, the running average of its weights, its packs, and where it runs."""

    reader: Reader
    average: Reader
    packs: dict[str, Pack]
    device: str
    rate: float = 1.0
    """How much of the usual learning rates."""

    def found(self, reader: Reader, batch: Batch, vary: bool) -> Found:
        """What a network finds in a batch; `vary`: the batch and its facts worded at random."""
        pack = self.packs[batch.set.pack]
        ids, mask = lessons.padded([form["ids"] for form in batch.forms])
        if vary:
            ids = lessons.with_gaps(ids)
        texts, seen = lessons.fact_texts(pack, batch.facts, vary)
        where, rows = lessons.spans(batch, ids.shape[1])
        on = self.device
        _, facts = reader.words(texts.to(on), seen.to(on))
        found: Found = reader(
            ids.to(on), mask.to(on), facts, lessons.flags(batch).to(on), where.to(on), rows.to(on)
        )
        return found

    def loss(self, batch: Batch) -> Tensor:
        """How far what is found is from what should be, all tasks together."""
        found, on = self.found(self.reader, batch, vary=True), self.device
        barred, target, status = (t.to(on) for t in lessons.choices(batch))
        claims = lessons.claims(batch, self.packs[batch.set.pack]).to(on)
        weight = torch.full((1 + STATUSES,), SAID, device=on)
        weight[0] = 1
        scores = torch.cat([found.pairs, found.nothing[:, None]], 1).float() + barred
        intent = torch.tensor([row["intent"] for row in batch.rows], device=on)
        rest = torch.tensor([int(row["rest"]) for row in batch.rows], device=on)
        parts = {
            "claims": _entropy(found.claims.flatten(0, 1), claims.flatten(), weight),
            "facts": _entropy(scores, target),
            "statuses": _entropy(found.statuses, status),
            "intent": _entropy(found.intent, intent),
            "rest": _entropy(found.rest, rest),
        }
        rows, facts, shares = (t.to(on) for t in lessons.evidence(batch, found.where.shape[2]))
        if len(rows):
            log = found.where[rows, facts].float().log_softmax(-1)
            parts["where"] = -(shares * log).sum(-1).mean()
        return sum(
            (SHARES[name] * part for name, part in parts.items()), torch.zeros((), device=on)
        )

    @torch.no_grad()  # type: ignore[untyped-decorator, unused-ignore]
    def read(self, batch: Batch) -> dict[str, list[Any]]:
        """The likeliest choices, and all scores."""
        found = self.found(self.average, batch, vary=False)
        barred, _, _ = (t.to(self.device) for t in lessons.choices(batch))
        pairs = (torch.cat([found.pairs, found.nothing[:, None]], 1).float() + barred).log_softmax(
            -1
        )
        claims, status = (
            found.claims.float().log_softmax(-1),
            found.statuses.float().log_softmax(-1),
        )
        return {
            "facts": pairs.argmax(-1).tolist(),
            "statuses": status.argmax(-1).tolist(),
            "claims": claims.argmax(-1).tolist(),
            "intents": found.intent.argmax(-1).tolist(),
            "scores": [
                pairs.half().cpu().numpy(), status.half().cpu().numpy(),
                claims.half().cpu().numpy(), found.rest.float().log_softmax(-1).half().cpu().numpy(),
            ],
        }  # fmt: skip

    def scored(self, one: Set) -> tuple[Counter[str], list[list[Any]]]:
        """How a set is read, and the scores of every batch."""
        count: Counter[str] = Counter()
        scores = []
        for batch in lessons.in_order(one, self.packs, SIZE):
            with torch.autocast(self.device, dtype=torch.bfloat16):
                read = self.read(batch)
            count += score(batch, self.packs[one.pack].claims, read)
            scores.append(read["scores"])
        return count, scores

    @torch.no_grad()  # type: ignore[untyped-decorator, unused-ignore]
    def follow(self, step: int) -> None:
        """Move the average a little towards the network; faster in the beginning."""
        kept = min(KEPT, (1 + step) / (10 + step))
        old, new = list(self.average.parameters()), list(self.reader.parameters())
        torch._foreach_lerp_([p.data for p in old], [p.data for p in new], 1 - kept)


def _entropy(scores: Tensor, target: Tensor, weight: Tensor | None = None) -> Tensor:
    if not bool((target != lessons.IGNORED).any()):
        return scores.sum() * 0
    return F.cross_entropy(scores.float(), target, weight=weight)


def train(
    training: Training, passes: Sequence[Sequence[Set]], checkpoint: Path, held_out: Sequence[Set]
) -> None:
    """Every pass, from the last checkpoint on."""
    reader = training.reader
    inside = [
        p for n, p in reader.named_parameters() if n.startswith("encoder.") and p.requires_grad
    ]
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": inside, "lr": ENCODER_RATE * training.rate},
            {"params": heads, "lr": HEAD_RATE * training.rate},
        ],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    steps = [sum(1 for _ in lessons.shuffled(sets, training.packs, SIZE)) for sets in passes]
    total = sum(steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (WARMING * total)) * max(0.02, 1 - s / total)
    )
    first = _resumed(checkpoint, training, optimizer, schedule)
    began, step = time.monotonic(), sum(steps[:first])
    for number in range(first, len(passes)):
        total_loss = torch.zeros((), device=training.device)
        for batch in lessons.shuffled(passes[number], training.packs, SIZE):
            with torch.autocast(training.device, dtype=torch.bfloat16):
                loss = training.loss(batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            step += 1
            training.follow(step)
            total_loss += loss.detach()
        print(f"pass {number + 1} of {len(passes)}: loss {float(total_loss) / steps[number]:.3f}, "
              f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
        if number % 2 or number == len(passes) - 1:
            report(training, held_out)
        checkpoint.parent.mkdir(parents=True, exist_ok=True)
        torch.save({"pass": number + 1, "reader": reader.state_dict(),
                    "average": training.average.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()},
                   checkpoint)  # fmt: skip


def _resumed(
    checkpoint: Path, training: Training, optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
) -> int:  # fmt: skip
    if not checkpoint.exists():
        return 0
    saved = torch.load(checkpoint, weights_only=True)
    training.reader.load_state_dict(saved["reader"])
    training.average.load_state_dict(saved["average"])
    optimizer.load_state_dict(saved["optimizer"])
    schedule.load_state_dict(saved["schedule"])
    return int(saved["pass"])


def report(training: Training, sets: Sequence[Set]) -> None:
    """One line a set: shares of its sentences in percent."""
    for one in sets:
        count, _ = training.scored(one)
        shares = (
            f"{k} {100 * count[k] / count['all']:.1f}"
            for k in ("right", "wrong", "missed", "intent")
        )
        print(f"   {one.name}: {'  '.join(shares)}", flush=True)
