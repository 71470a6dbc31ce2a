"""Every command works in every locale: real processes under GBK, GB18030, Latin-1 and plain C."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pexpect
import pytest

from bot.utf8 import start_in_utf8
from tests.bot.server.conftest import start
from tests.locales import TYPED, environment

ROOT = Path(__file__).parent.parent.parent
TOLD = "我们有公共海外仓，2500平"
Place = tuple[dict[str, str], str]
"""The environment of a locale, and the encoding of what is typed there."""
everywhere = pytest.mark.parametrize("place", list(TYPED), indirect=True)
in_gbk = pytest.mark.parametrize("place", ["zh_CN.GBK"], indirect=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("locales")


@pytest.fixture(params=["zh_CN.GBK", "en_US.ISO-8859-1", "C"])
def place(request: pytest.FixtureRequest, folder: Path) -> Place:
    return environment(request.param, folder), TYPED[request.param]


def run(
    where: Mapping[str, str], *args: str | bytes, cwd: Path = ROOT, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *args], cwd=cwd, env=where, input=stdin, capture_output=True,
        check=False, timeout=120,
    )  # fmt: skip


def output(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a command that succeeded wrote; it is UTF-8."""
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode()


@everywhere
def test_python_reads_names_otherwise_there(place: Place) -> None:
    """The tests below test something: Python left alone does not read names as UTF-8."""
    where, _ = place
    told = output(run(where, "-c", "import sys; print(sys.getfilesystemencoding())"))
    assert told.strip() in ("gbk", "gb18030", "iso8859-1", "ascii")


@everywhere
def test_what_is_typed_is_understood_and_pipes_are_utf8(place: Place) -> None:
    where, typed = place
    for encoding in {typed, "utf-8"}:
        told = output(run(where, "-m", "bot", "ask", TOLD.encode(encoding)))
        assert "海外仓面积 2500 平方米" in told
    told = output(run(where, "-m", "bot", "chat", "--json", stdin=f"{TOLD}\n".encode()))
    assert json.loads(told)["facts"]["公共海外仓面积"]["low"] == 2500


@pytest.mark.parametrize(
    ("command", "told"),
    [("policy check", "全部对得上"), ("search 保税", "保税"), ("--help", "问策")],
)
def test_commands_work(place: Place, command: str, told: str) -> None:
    where, typed = place
    assert told in output(run(where, "-m", "bot", *command.encode(typed).split()))


def test_files_are_found_however_their_names_are_written(place: Place, tmp_path: Path) -> None:
    where, typed = {**place[0], "PYTHONPATH": str(ROOT)}, place[1]
    for number, encoding in enumerate(("utf-8", typed)):
        name = f"事实{number}.json"
        written = os.path.join(os.fsencode(tmp_path), name.encode(encoding))
        with open(written, "wb") as file:
            file.write('{"facts": {"公共海外仓面积": 2500}}'.encode())
        told = output(
            run(where, "-m", "bot", "evaluate", "--json", name.encode(typed), cwd=tmp_path)
        )
        assert '"id": "5.1"' in told
    missing = run(where, "-m", "bot", "evaluate", "没有.json".encode(typed))
    assert (missing.returncode, missing.stderr.decode()) == (2, "wence：没有文件 没有.json\n")


@in_gbk
def test_a_server_answers_and_stops(place: Place, tmp_path: Path) -> None:
    """The process that was started is the one that serves."""
    where, _ = place
    running = start(tmp_path, secrets=where)
    assert "海外仓面积 2500 平方米" in str(running.chat("a", TOLD)["reply"])
    running.process.terminate()
    assert running.process.wait(20) in (0, -15)


@everywhere
def test_a_terminal_is_spoken_to_in_its_own_encoding(place: Place) -> None:
    where, typed = place
    prompt, tick = (">", "√") if typed == "gbk" else ("›", "✓")  # GBK lacks these
    child = pexpect.spawn(
        sys.executable, ["-m", "bot", "chat", "--as-of", "2025-06-01"], cwd=str(ROOT), timeout=60,
        dimensions=(60, 120), env={**where, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )  # fmt: skip
    child.expect_exact("您好，我是问策".encode(typed))
    child.expect_exact(prompt.encode(typed))
    child.sendline(f"{TOLD}，服务12家，当地进出口额6000万".encode(typed))
    child.expect_exact("海外仓面积 2500 平方米".encode(typed))
    child.expect_exact(tick.encode(typed))
    child.close(force=True)


def test_a_library_says_what_to_do(place: Place) -> None:
    where = {**place[0], "PYTHONIOENCODING": "utf-8"}
    used = "from policy_engine import installed_packs; installed_packs()"
    last = run(where, "-c", used).stderr.decode().splitlines()[-1]
    assert last.startswith("policy_engine.errors.PackError: 文件名按 ")
    assert last.endswith("请用 python -X utf8，或设环境变量 PYTHONUTF8=1")


@in_gbk
def test_it_starts_again_once_at_most(place: Place) -> None:
    where, _ = place
    done = run({**where, "WENCE_IN_UTF8": "1"}, "-m", "bot", "policy", "list")
    assert done.returncode == 1
    assert b"run it with PYTHONUTF8=1" in done.stderr
    assert "SYCR-2023-01014" in output(run(where, "-X", "utf8=0", "-m", "bot", "policy", "list"))


def test_nothing_is_started_again_where_names_are_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("started again"))
    arguments = ["wence", "ask", TOLD, "--json", "é", "\udcff"]
    monkeypatch.setattr(sys, "argv", list(arguments))
    start_in_utf8()
    assert sys.argv == arguments
