"""The command line and the JSON with several policies, and with one as before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.errors import UserError
from bot.packs import available_packs, chosen_packs, named_in
from bot.settings import load_settings
from tests.many_packs import SHAOYANG, YUNXI

BOTH = f"{SHAOYANG.name},{YUNXI}"
ONE = {"policy", "as_of", "in_force", "measures", "total", "questions"}


def run(*arguments: str, given: str = "") -> str:
    result = CliRunner().invoke(app, list(arguments), input=given)
    assert result.exit_code == 0, result.output
    return result.output


def configured(folder: Path, policy: str) -> Path:
    file = folder / "config.yml"
    file.write_text(f"{policy}\nnlu: {{embeddings: false}}\n", "utf-8")
    return file


def assessed(policies: str, **facts: Any) -> dict[str, Any]:
    request = json.dumps({"facts": facts, "as_of": "2026-06-01"})
    found: dict[str, Any] = json.loads(
        run("evaluate", "--json", "--policy", policies, "-", given=request)
    )
    return found


def test_an_assessment_of_several_tells_of_each_policy() -> None:
    found = assessed(BOTH, 经营民宿=True, 床位=20, 经营多久="两年", 省级精品=False)
    assert found["policies"] == [
        {"policy": "SYCR-2023-01014", "in_force": True},
        {"policy": "云溪-2026-007", "in_force": True},
    ]
    assert "policy" not in found
    granted = [m for m in found["measures"] if m["status"] == "eligible"]
    assert [(m["policy"], m["id"]) for m in granted] == [("云溪-2026-007", "A-1")]
    assert found["total"] == {"low": 40_000, "high": 40_000, "currency": "CNY"}


def test_an_assessment_of_one_is_what_it_was() -> None:
    found = assessed(str(YUNXI), 经营民宿=True)
    assert set(found) == ONE
    assert "policy" not in found["measures"][0]


def test_a_fact_may_be_written_with_its_policy() -> None:
    request: dict[str, Any] = {"云溪-2026-007/床位": 20}
    found = assessed(BOTH, **request)
    beds = next(m for m in found["measures"] if m["id"] == "A-1")
    assert "床位" not in beds["missing"]


def test_a_turn_names_the_policy_of_each_measure(tmp_path: Path) -> None:
    file = configured(tmp_path, f"policy: [{SHAOYANG.name}, {YUNXI}]")
    line = run("ask", "--json", "--config", str(file), "--as-of", "2026-06-01", "我们开民宿的")
    turn = json.loads(line)
    assert {m["policy"] for m in turn["measures"]} == {"SYCR-2023-01014", "云溪-2026-007"}
    assert turn["facts"] == {"经营民宿": True}


def test_a_measure_is_shown_by_policy_and_id() -> None:
    assert "乡村民宿床位补助" in run("policy", "show", "云溪-2026-007/A-1", "--policy", BOTH)


# -- which policies --------------------------------------------------------------------------------


def test_the_setting_takes_an_id_a_list_or_all(tmp_path: Path) -> None:
    assert named_in("甲") == ("甲",)
    assert named_in("甲, 乙") == ("甲", "乙")
    settings = load_settings(configured(tmp_path, "policy: [甲, 乙]"))
    assert settings.policies == ("甲", "乙")
    assert load_settings(configured(tmp_path, "policy: all")).policies == ("all",)


def test_the_pack_folder_adds_and_wins(tmp_path: Path) -> None:
    shutil.copytree(YUNXI, tmp_path / "民宿")
    shutil.copytree(SHAOYANG, tmp_path / "改过的")
    packs = available_packs(tmp_path)
    assert packs["云溪-2026-007"] == tmp_path / "民宿"
    assert packs["SYCR-2023-01014"] == tmp_path / "改过的"
    assert chosen_packs(["all"], tmp_path) == list(packs.values())


def test_an_unknown_policy_is_one_clear_line() -> None:
    with pytest.raises(UserError, match="没有名为“SYCR-2023-0101”的政策，是不是“SYCR-2023-01014”"):
        chosen_packs(["SYCR-2023-0101"])
