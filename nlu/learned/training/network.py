"""The network: multilingual-e5-small reads the message; the facts of a pack then look at it.

A fact is a vector of its own words. The facts attend to each other and to the message, and then
say whether and how they are spoken of; each quantity is compared with all of them and with none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HIDDEN, INNER, HEADS, LAYERS = 384, 1536, 12, 12
FLAGS, STATUSES, INTENTS = 9, 10, 28
BLOCKS, BLOCK_HEADS = 2, 6
FAR = -1e4
"""The score of what may not be looked at."""

Weights = Mapping[str, Tensor]


class Found(NamedTuple):
    """Scores before any softmax: by quantity and fact, by fact and status, of the whole message."""

    pairs: Tensor
    nothing: Tensor
    statuses: Tensor
    claims: Tensor
    where: Tensor
    rest: Tensor
    intent: Tensor
    sentence: Tensor


def attention(
    query: Tensor, key: Tensor, value: Tensor, *, seen: Tensor | None, heads: int
) -> Tensor:
    """Plain matrix products: faster here than the fused kernels, forwards and backwards."""

    def split(t: Tensor) -> Tensor:
        return t.view(t.shape[0], t.shape[1], heads, -1).transpose(1, 2)

    q, k, v = split(query), split(key), split(value)
    scores = (q @ k.transpose(-1, -2)) / math.sqrt(q.shape[-1])
    if seen is not None:
        scores = scores.masked_fill(~seen[:, None, None, :], FAR)
    mixed = (scores.softmax(-1) @ v).transpose(1, 2)
    return mixed.reshape(query.shape[0], query.shape[1], -1)


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.fi, self.fo = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.aln, self.oln = (nn.LayerNorm(HIDDEN, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        mixed = attention(self.q(x), self.k(x), self.v(x), seen=seen, heads=HEADS)
        x = self.aln(x + self.drop(self.ao(mixed)))
        out: Tensor = self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))
        return out


class Encoder(nn.Module):
    """Pieces (batch, length) to vectors (batch, length, 384)."""

    def __init__(self, start: Weights) -> None:
        super().__init__()
        self.word = nn.Embedding.from_pretrained(start["word"].float(), freeze=True)
        self.position = nn.Parameter(start["position"].float())
        self.segment = nn.Parameter(start["segment"].float())
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self._begin(start)

    def _begin(self, start: Weights) -> None:
        self.norm.weight.data = start["norm.weight"].float()
        self.norm.bias.data = start["norm.bias"].float()
        for number, layer in enumerate(self.layers):
            for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                part = getattr(layer, name)
                part.weight.data = start[f"l{number}.{name}.w"].float()
                part.bias.data = start[f"l{number}.{name}.b"].float()

    def forward(self, ids: Tensor, seen: Tensor) -> Tensor:
        x: Tensor = self.norm(self.word(ids) + self.position[: ids.shape[1]] + self.segment)
        for layer in self.layers:
            x = layer(x, seen)
        return x


class Block(nn.Module):
    """Facts look at the message, at each other, and think."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.sq, self.sk, self.sv, self.so = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = nn.Linear(HIDDEN, 2 * HIDDEN), nn.Linear(2 * HIDDEN, HIDDEN)
        self.n1, self.n2, self.n3 = (nn.LayerNorm(HIDDEN) for _ in range(3))
        self.drop = nn.Dropout(0.1)

    def forward(self, facts: Tensor, words: Tensor, seen: Tensor) -> Tensor:
        looked = attention(
            self.q(facts), self.k(words), self.v(words), seen=seen, heads=BLOCK_HEADS
        )
        facts = self.n1(facts + self.drop(self.o(looked)))
        talked = attention(
            self.sq(facts), self.sk(facts), self.sv(facts), seen=None, heads=BLOCK_HEADS
        )
        facts = self.n2(facts + self.drop(self.so(talked)))
        out: Tensor = self.n3(facts + self.drop(self.down(F.gelu(self.up(facts)))))
        return out


def _scorer(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(inputs, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, outputs)
    )


class Reader(nn.Module):
    def __init__(self, start: Weights) -> None:
        super().__init__()
        self.encoder = Encoder(start)
        self.fact_in, self.flags = nn.Linear(HIDDEN, HIDDEN), nn.Linear(FLAGS, HIDDEN)
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.mention = nn.Sequential(nn.Linear(3 * HIDDEN, HIDDEN), nn.GELU(), nn.LayerNorm(HIDDEN))
        self.mq, self.fk = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.pair, self.nothing = _scorer(3 * HIDDEN, 1), _scorer(HIDDEN, 1)
        self.status, self.claim = _scorer(HIDDEN, STATUSES), _scorer(2 * HIDDEN, 1 + STATUSES)
        self.wq, self.wk = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.intent, self.rest = nn.Linear(HIDDEN, INTENTS), nn.Linear(HIDDEN, 2)

    def words(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors of the pieces, and their mean: the vector of the text."""
        x, m = self.encoder(ids, mask.bool()), mask[..., None]
        return x, (x * m).sum(1) / m.sum(1)

    def forward(
        self, ids: Tensor, mask: Tensor, facts: Tensor, flags: Tensor, spans: Tensor, rows: Tensor
    ) -> Found:
        """`facts` (facts, 384) of one pack; `flags` (batch, facts, 9); `spans` (quantities, length):
        how much of a quantity each piece is; `rows`: the message each quantity stands in."""
        x, mean = self.words(ids, mask)
        seen = mask.bool()
        f = self.fact_in(facts)[None].expand(ids.shape[0], -1, -1) + self.flags(flags)
        for block in self.blocks:
            f = block(f, x, seen)
        whole = mean[:, None].expand_as(f)
        where = (self.wq(f) @ self.wk(x).transpose(1, 2)) / math.sqrt(HIDDEN)
        own = (spans[..., None] * x[rows]).sum(1)
        m = self.mention(torch.cat([own, x[rows, 0], mean[rows]], -1))
        fr, mm = f[rows], m[:, None]
        likeness = (self.mq(m)[:, None] * self.fk(fr)).sum(-1) / math.sqrt(HIDDEN)
        both = torch.cat([mm.expand_as(fr), fr, mm * fr], -1)
        return Found(
            pairs=likeness + self.pair(both)[..., 0],
            nothing=self.nothing(m)[:, 0],
            statuses=self.status(m),
            claims=self.claim(torch.cat([f, whole], -1)),
            where=where.masked_fill(~seen[:, None, :], FAR),
            rest=self.rest(x[:, 0]),
            intent=self.intent(mean),
            sentence=mean,
        )
