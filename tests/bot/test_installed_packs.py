"""The packs that come with the package are whole: checked, and their conversations hold; also together."""

from __future__ import annotations

import pytest

from policy_engine import installed_packs

from .test_cli import lines, wence

PACKS = sorted(installed_packs())


def test_three_of_them_real_and_of_different_kinds() -> None:
    assert PACKS == ["SYCR-2023-01014", "柳河-2023-重点产业", "穗天科工信规字2023-1"]
    listed = wence("policy", "list").stdout
    assert all(pack in listed for pack in PACKS)


@pytest.mark.parametrize("pack", PACKS)
def test_each_is_whole(pack: str) -> None:
    files = {each.name for each in installed_packs()[pack].iterdir()}
    assert files >= {"原文.txt", "政策.yml", "案例.yml", "说法.yml", "问答.yml", "对话"}


@pytest.mark.parametrize("pack", PACKS[1:])
def test_its_check_is_green_and_its_conversations_hold(pack: str) -> None:
    checked = wence("policy", "check", pack)
    assert checked.returncode == 0, checked.stdout
    done = wence("test", "--policy", pack)
    assert done.returncode == 0, done.stdout


def test_they_answer_together() -> None:
    told = "我们药厂在柳河新建了500亩中药材种植基地"
    (turn,) = lines(
        wence("ask", "--json", "--as-of", "2025-06-01", "--policy", ",".join(PACKS), told)
    )
    eligible = [m for m in turn["measures"] if m["status"] == "eligible"]
    assert [(m["policy"], m["id"]) for m in eligible] == [(PACKS[1], "第17条")]
