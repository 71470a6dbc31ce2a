"""The systemd units of docs/部署.md are units that systemd takes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_UNIT = re.compile(r"`/etc/systemd/system/([\w.-]+)`[^\n]*\n\n```\n(.*?)```", re.DOTALL)
SECTIONS = r"(?m)^## "


def _units() -> list[tuple[str, dict[str, str]]]:
    """The units of each section: one of a name may stand in two of them."""
    sections = re.split(SECTIONS, (ROOT / "docs" / "部署.md").read_text("utf-8"))
    found = [(section.split("\n")[0], dict(_UNIT.findall(section))) for section in sections]
    return [(heading, units) for heading, units in found if units]


@pytest.mark.parametrize(("heading", "units"), _units())
def test_systemd_takes_them(heading: str, units: dict[str, str], tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("没有 systemd-analyze")
    for name, text in units.items():  # what is installed elsewhere stands for itself
        there = text.replace("/opt/wence/.venv/bin/wence", "/bin/true")
        (tmp_path / name).write_text(there.replace("/opt/wence", "/"), "utf-8")
    said = subprocess.run(
        [analyze, "verify", "--man=no", *(str(tmp_path / name) for name in units)],
        capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    ours = [line for line in said.stderr.splitlines() if "wence" in line]
    assert (said.returncode, ours) == (0, []), heading
