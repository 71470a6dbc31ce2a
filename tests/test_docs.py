"""The pages say what is so: links lead somewhere, files are there, and what is to be typed works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
_PATH = re.compile(r"`((?:bot|nlu|conversations|policy_engine|tests|docs)/[^`\s<>*…{}]*)`")
_STEP = re.compile(
    r"`(?P<file>[^`\n]+)`：\n\n```\w+\n(?P<content>.*?)^```|^```console\n(?P<typed>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
NOT_HERE = re.compile(r"\b(?:DESIGN|DOMAIN)\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_files_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    dead = [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    missing = [path for path in _PATH.findall(text) if not (ROOT / path).exists()]
    assert not dead
    assert not missing


def test_nothing_cites_a_page_that_is_not_in_the_repository() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.py", "*.md", "*.html", "*.toml", "Makefile", "config.yml"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    files = [ROOT / name for name in listed.split("\0") if name]
    citing = [f for f in files if f.exists() and NOT_HERE.search(f.read_text("utf-8"))]
    assert [f for f in citing if f != Path(__file__)] == []


def test_a_policy_can_be_added_as_the_page_says(tmp_path: Path) -> None:
    """Every file of the page is written and every command typed, in its order, in an empty folder."""
    page = (ROOT / "docs" / "加一份政策.md").read_text("utf-8")
    steps = list(_STEP.finditer(page))
    for step in steps:  # an input that is shown after the command that reads it
        if step["file"] and step["file"].endswith(".json"):
            (tmp_path / step["file"]).write_text(step["content"], "utf-8")
    for step in steps:
        if step["file"]:
            file = tmp_path / step["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step["content"], "utf-8")
        else:
            for command, expected in _typed(step["typed"]):
                told = _run(command, tmp_path)
                missing = [line for line in expected if line not in told]
                assert not missing, f"{command}\n{told}"
    assert len(steps) > 10


def _typed(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the lines that must come back."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.strip().splitlines()
        yield command, [line for line in lines if line != "…"]


def _run(command: str, folder: Path) -> str:
    typed, _, read = command.partition(" < ")
    name, *arguments = shlex.split(typed)
    assert name == "wence"
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=folder, capture_output=True, timeout=120,
        check=False, input=(folder / read.strip()).read_bytes() if read else b"",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode()
