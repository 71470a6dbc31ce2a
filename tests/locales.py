"""Locales in which Python does not read file names as UTF-8, made for a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TYPED = {"zh_CN.GBK": "gbk", "zh_CN.GB18030": "gb18030", "en_US.ISO-8859-1": "utf-8", "C": "utf-8"}
"""Each locale with the encoding in which Chinese comes in there (two of them have none)."""
_CHARMAPS = Path("/usr/share/i18n/charmaps")
_NONE = "!!!!!! 没有 localedef 或字符表（Debian 的 locales 包）：GBK 等环境的测试这次跳过 !!!!!!"


def environment(name: str, folder: Path) -> dict[str, str]:
    """The environment of a locale, made below `folder` if need be; Python's own help turned off."""
    if name != "C" and not (folder / name).is_dir():
        _make(name, folder)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    return {
        **inherited, "LOCPATH": str(folder), "LC_ALL": name, "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }  # fmt: skip


def _make(name: str, folder: Path) -> None:
    if not _CHARMAPS.is_dir() or shutil.which("localedef") is None:
        print(_NONE, file=sys.__stderr__)
        pytest.skip(_NONE)
    language, _, charmap = name.partition(".")
    command = ["localedef", "-c", "-f", charmap, "-i", language, str(folder / name)]
    subprocess.run(command, check=False, capture_output=True)
    assert (folder / name).is_dir()
