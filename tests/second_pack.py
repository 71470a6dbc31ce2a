"""A second policy, fictional, with other facts, rules and counters than the shipped one's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from policy_engine import Policy, installed_packs, load_policy

ROOT = Path(__file__).parent.parent
PACK = ROOT / "tests" / "packs" / "云溪-2026-007"
IN_FORCE = "2026-06-01"
SHORTEST = 3
"""Words shorter than this are anybody's."""


def configured(folder: Path, pack: Path = PACK) -> Path:
    """A config.yml that names the pack by its path."""
    file = folder / "config.yml"
    file.write_text(f"policy: {pack}\nnlu: {{embeddings: false}}\n", "utf-8")
    return file


@cache
def foreign_words() -> frozenset[str]:
    """What names the installed policies, their facts, measures and trade, and is not in this pack."""
    own = "".join(file.read_text("utf-8") for file in PACK.rglob("*") if file.is_file())
    words = {word for pack in installed_packs().values() for word in names_of(load_policy(pack))}
    return frozenset(word for word in words if len(word) >= SHORTEST and word not in own)


def names_of(policy: Policy) -> Iterator[str]:
    """What a policy, its facts, its measures and the things of its trade are called."""
    yield from (policy.id, policy.title, policy.document_number, policy.region)
    yield policy.region.rstrip("省市县区")
    for fact in policy.facts.values():
        yield from (fact.name, fact.label, fact.option)
    for measure in policy.measures.values():
        yield measure.title
    words = yaml.safe_load((policy.directory / "说法.yml").read_text("utf-8"))
    yield from words.get("读音", ())
    yield from words.get("场景", ())


def foreign_in(text: str) -> list[str]:
    """The words in a text that only another policy has."""
    return sorted(word for word in foreign_words() if word in text)
