"""Facts under other names: every reply of every script reads the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversations import Dialog, Grounds, State, load_knowledge, load_scripts, script_files
from nlu import load_understanding
from policy_engine import load_policy
from tests.conftest import PACK
from tests.renaming import renamed_pack
from tests.second_pack import PACK as SECOND_PACK


@pytest.mark.parametrize("pack", [PACK, SECOND_PACK], ids=lambda pack: str(pack.name))
def test_every_reply_reads_the_same(pack: Path, tmp_path: Path) -> None:
    renamed_pack(pack, tmp_path / "renamed")
    before, after = _dialog(pack), _dialog(tmp_path / "renamed")
    scripts = [s for f in script_files(before.grounds.policy) for s in load_scripts(f)]
    changed = []
    for script in scripts:
        one, other = State(), State()
        for turn in script.turns:
            one, reply, _ = before.turn(one, turn.said, script.on)
            other, same, _ = after.turn(other, turn.said, script.on)
            if reply.text != same.text:
                changed.append((script.name, turn.said))
    assert scripts
    assert not changed


def _dialog(pack: Path) -> Dialog:
    policy = load_policy(pack)
    knowledge = load_knowledge(policy)
    understanding = load_understanding(policy, embeddings=False, subjects=knowledge.subjects)
    return Dialog(Grounds(policy, knowledge), understanding)
