"""A real PostgreSQL of one's own: made in a temporary folder, by a user without rights (it refuses root)."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conversations import PostgresAddress, open_database

NOT_THERE = "没有 PostgreSQL 的程序（Debian 的 postgresql 包）：它的测试这次跳过"
NOBODY = "nobody"


def binaries() -> Path | None:
    """Where `initdb` is, newest first; Debian puts it on nobody's path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda f: int(f.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@dataclass
class Cluster:
    """A server that can be stopped, killed, and started again."""

    folder: Path
    port: int
    password: str
    _shared: PostgresAddress | None = None

    def address(self, database: str, password: str | None = None) -> PostgresAddress:
        secret = self.password if password is None else password
        return PostgresAddress(
            f"postgresql://wence:{secret}@127.0.0.1:{self.port}/{database}?sslmode=disable"
        )

    def new_database(self) -> PostgresAddress:
        """An empty database."""
        import psycopg

        name = f"wence_{secrets.token_hex(4)}"
        with psycopg.connect(self.address("postgres").url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def emptied(self) -> PostgresAddress:
        """A database with its tables and nothing in them; the same one each time, which is faster."""
        import psycopg

        if self._shared is None:
            self._shared = self.new_database()
            open_database(self._shared).close()
        with psycopg.connect(self._shared.url, autocommit=True) as connection:
            found = connection.execute(
                "SELECT string_agg(tablename, ', ') FROM pg_tables"
                " WHERE schemaname = 'public' AND tablename <> 'wence_tables'"
            ).fetchone()
            assert found is not None
            connection.execute(f"TRUNCATE {found[0]} RESTART IDENTITY")
        return self._shared

    def start(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", self._data, "-m", how, "-w", "stop")

    def signal(self, number: int) -> None:
        """To the server and all that it has forked."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for each in (first, *map(int, children)):
            os.kill(each, number)

    def kill(self) -> None:
        """As when the power goes, but for the disk."""
        self.signal(signal.SIGKILL)
        time.sleep(0.2)
        (self.folder / "data" / "postmaster.pid").unlink()

    def _run(self, program: str, *arguments: str) -> None:
        run(self.folder, program, *arguments)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")


def run(folder: Path, program: str, *arguments: str) -> None:
    """One of PostgreSQL's programs, by nobody where we are root."""
    found = binaries()
    assert found is not None
    as_user: dict[str, Any] = {}
    if os.getuid() == 0:
        entry = pwd.getpwnam(NOBODY)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        as_user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile() as said:  # no pipe: the server that pg_ctl starts would keep it
        code = subprocess.run(
            [str(found / program), *arguments], cwd=folder, stdout=said, stderr=said, timeout=120,
            stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}, **as_user,
        ).returncode  # fmt: skip
        said.seek(0)
        assert code == 0, f"{program}: {said.read().decode()}"


@contextmanager
def cluster(*settings: str) -> Iterator[Cluster]:
    """A running server, gone in the end."""
    with tempfile.TemporaryDirectory(prefix="wence-pg-", ignore_cleanup_errors=True) as told:
        folder, password = Path(told), secrets.token_hex(8)
        (folder / "password").write_text(password)
        (folder / "password").chmod(0o644)
        data = str(folder / "data")
        run(
            folder, "initdb", "-D", data, "-U", "wence", "-A", "scram-sha-256", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", f"--pwfile={folder / 'password'}",
        )  # fmt: skip
        port = _free_port()
        with (folder / "data" / "postgresql.conf").open("a") as conf:
            conf.write(
                f"port = {port}\nlisten_addresses = '127.0.0.1'\nfsync = off\n"
                f"unix_socket_directories = '{folder}'\n" + "".join(f"{s}\n" for s in settings)
            )
        made = Cluster(folder, port, password)
        made.start()
        try:
            yield made
        finally:
            made.stop("immediate")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
