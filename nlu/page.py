"""The page that tells how well messages are understood (docs/理解.md), figures filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .gold import SCORED
from .held_out import Hearing
from .scoring import Judged, Score
from .training_packs import training_packs

FOLDER, TEMPLATE = Path(__file__).parent / "data", "理解.md.j2"


@dataclass(frozen=True)
class Row(Hearing):
    """An author as both readers heard, and the share each alone got right."""

    rules: float = 0.0
    learned: float = 0.0


def page(
    score: Score, *, both: Sequence[Hearing], rules: Sequence[Hearing], learned: Sequence[Hearing],
    counts: tuple[int, int],
) -> str:  # fmt: skip
    """The page; `counts`: the sentences that intents and that facts are learned from."""
    packs = training_packs()
    unseen = [name for name, folder in packs.items() if (folder / SCORED).exists()]
    rows = [
        Row(one.name, one.judged, first.share("right"), second.share("right"))
        for one, first, second in zip(both, rules, learned, strict=True)
    ]
    foreign: list[Judged] = [j for one in both if one.name in packs for j in one.judged]
    template = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
    ).get_template(TEMPLATE)
    return template.render(
        score=score,
        errors=score.fact_errors,
        rows=rows,
        own=sum(len(one.judged) for one in both) - len(foreign),
        foreign=len(foreign),
        unseen=unseen,
        packs=len(packs) - len(unseen),
        training=counts[0],
        labelled=counts[1],
        percent=lambda share: f"{share:.1%}",
    )
