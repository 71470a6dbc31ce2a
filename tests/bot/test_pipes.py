"""The commands in a pipeline: a reader that goes away, a writer that begins with a byte order mark."""

from __future__ import annotations

import json
import subprocess
import sys

from .test_cli import ROOT, wence


def test_a_reader_that_goes_away_is_no_failure() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "policy", "show"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_a_byte_order_mark_is_no_part_of_what_is_told() -> None:
    request = '{"facts": {"孵化入网企业数": 40}, "as_of": "2026-01-31"}'
    done = wence("evaluate", "--json", "-", stdin=f"\ufeff{request}")
    assert json.loads(done.stdout)["as_of"] == "2026-01-31", done.stderr
    parsed = wence("parse", "--json", "-", stdin='\ufeff{"text": "你好"}\n')
    assert json.loads(parsed.stdout)["text"] == "你好"
