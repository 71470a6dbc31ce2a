"""What a fact is called in the files is nobody's business: renaming all of them changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nlu import Context, Meaning, load_sentences, load_understanding
from policy_engine import Policy, check_grounding, installed_packs, load_policy
from tests.renaming import renamed_pack
from tests.second_pack import PACK as SECOND_PACK

PACK = installed_packs()["SYCR-2023-01014"]
TODAY = date(2026, 3, 1)
DEVELOPMENT = PACK / "评测" / "开发"
TALK: list[tuple[str, tuple[str, ...]]] = [
    ("我们在山里办了个民宿，三十二张床，开了一年半", ()),
    ("三十五个", ("采茶工",)),
    ("没有", ("省级精品",)),
    ("旅行社，全年过夜游客八千人次", ()),
    ("我们的冷库150吨，设备投了120万，要是建到300吨呢", ()),
]


@pytest.fixture(scope="module", params=[PACK, SECOND_PACK], ids=lambda pack: pack.name)
def renamed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, dict[str, str]]:
    """A pack, the same with other names, and the names."""
    other = tmp_path_factory.mktemp("renamed") / "pack"
    return request.param, other, renamed_pack(request.param, other)


def test_no_sentence_is_understood_otherwise(
    renamed: tuple[Path, Path, dict[str, str]],
) -> None:
    pack, other, names = renamed
    policy = load_policy(pack)
    before = load_understanding(policy, embeddings=False)
    after = load_understanding(load_policy(other), embeddings=False)
    sentences = _development(policy) if pack == PACK else TALK
    changed = [
        text
        for text, asked in sentences
        if _with_names(before.parse(text, Context(TODAY, tuple(asked))), names)
        != _with_names(after.parse(text, Context(TODAY, tuple(names[f] for f in asked))), {})
    ]
    assert not changed


def _development(policy: Policy) -> list[tuple[str, tuple[str, ...]]]:
    found = [(sentence.text, sentence.pending) for sentence in load_sentences(policy, DEVELOPMENT)]
    assert len(found) == 1500
    return found


def _with_names(meaning: Meaning, names: Mapping[str, str]) -> dict[str, Any]:
    """A meaning by its parts, its facts under their new names; the scores are left out."""
    told = asdict(meaning)
    del told["intent"]["confidence"]
    for statement, kind in zip(told["statements"], meaning.statements, strict=True):
        statement["kind"] = type(kind).__name__
        statement.pop("because")
        told["text"] = ""  # was the same, and may itself be what a fact is called
    return {part: _renamed(value, names) for part, value in told.items()}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {key: _renamed(part, names) for key, part in value.items() if key != "text"}
    if isinstance(value, list | tuple | set | frozenset):
        return [_renamed(part, names) for part in value]
    return value


def test_the_check_stays_green(renamed: tuple[Path, Path, dict[str, str]]) -> None:
    assert not check_grounding(load_policy(renamed[1])).findings
