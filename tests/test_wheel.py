"""The wheel: every file of the packages is in it, and it works where it is installed, in any locale."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.locales import TYPED, environment
from tests.test_architecture import MAY_IMPORT, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel, and what it needs from this one."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    _pip("--python", str(folder / "bin" / "python"), "install", str(wheel))
    (packages,) = folder.glob("lib/python3*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return folder


def _pip(*command: str) -> None:
    quiet = {**os.environ, "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_QUIET": "2"}
    subprocess.run([sys.executable, "-m", "pip", *command], check=True, env=quiet)


def test_every_file_of_the_packages_is_in_it(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *MAY_IMPORT], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    tracked = {name for name in listed.split("\0") if name and (ROOT / name).exists()}
    assert "policy_engine/policies/SYCR-2023-01014/政策.yml" in tracked
    with zipfile.ZipFile(wheel) as packed:
        assert tracked <= set(packed.namelist())


@pytest.mark.parametrize("locale", ["zh_CN.GBK", "C"])
def test_it_works_where_it_is_installed(installed: Path, tmp_path: Path, locale: str) -> None:
    where = environment(locale, tmp_path)
    told = subprocess.run(
        [str(installed / "bin" / "wence"), "ask", "我们有公共海外仓，2500平".encode(TYPED[locale])],
        cwd=tmp_path, env=where, capture_output=True, check=True, timeout=120,
    ).stdout.decode()  # fmt: skip
    assert "海外仓面积 2500 平方米" in told
    code = "import policy_engine; print(policy_engine.__file__)"
    found = subprocess.run(
        [str(installed / "bin" / "python"), "-c", code],
        cwd=tmp_path, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    assert found.startswith(str(installed))


def test_one_that_was_unpacked_under_other_names_says_so(wheel: Path, tmp_path: Path) -> None:
    """As pip does in a GBK locale."""
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            file = os.path.join(os.fsencode(tmp_path), name.encode("gbk"))
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "wb") as out:
                out.write(packed.read(name))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "policy", "list"], cwd=tmp_path, capture_output=True,
        text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("wence：")
    assert line.endswith("请设环境变量 PYTHONUTF8=1 再装一次")
