"""Schemathesis over the server's own description: whatever is sent, nothing breaks inside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .conftest import Server


def test_nothing_that_the_description_allows_breaks_the_server(server: Server) -> None:
    command = [
        str(Path(sys.executable).parent / "schemathesis"), "run", server.url + "/openapi.json",
        "--checks", "not_a_server_error", "--max-examples", "40", "--phases", "coverage,fuzzing",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:]
