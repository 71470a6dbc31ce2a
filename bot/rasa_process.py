"""A Rasa server of our own: found, trained, started warm, measured and stopped.

Rasa lives in an environment of its own (make rasa), since its last release refuses
Python above 3.10; it is only ever run as a command.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from nlu import RasaServer, RasaUnavailableError, Sentence, fingerprint, rasa_examples

from .cache import cache_folder
from .errors import UserError

ENVIRONMENT = ".venv-rasa"
_ROOT = Path(__file__).parent.parent
_QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
PATIENCE = 240.0
"""Seconds a server may take to load its model."""


def rasa_command() -> Path:
    """The `rasa` program: of ./.venv-rasa, of the checkout, or on the PATH. Raises UserError."""
    places = [folder / ENVIRONMENT / "bin" / "rasa" for folder in (Path.cwd(), _ROOT)]
    found = next((str(place) for place in places if place.exists()), shutil.which("rasa"))
    if found is None:
        raise UserError("没有装 Rasa；先运行 make rasa（要有 Python 3.8、3.9 或 3.10）")
    return Path(found)


def model_file(config: Path, sentences: Sequence[Sentence]) -> Path:
    """Where the model for this configuration and these training sentences belongs."""
    digest = hashlib.sha256(config.read_bytes() + fingerprint(sentences).encode())
    return cache_folder() / "rasa" / f"{digest.hexdigest()[:16]}.tar.gz"


def train(config: Path, sentences: Sequence[Sentence]) -> Path:
    """Train Rasa on masked sentences (minutes); returns the model. Raises UserError."""
    model = model_file(config, sentences)
    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        (Path(data) / "nlu.yml").write_text(rasa_examples(sentences), "utf-8")
        command = [
            str(rasa_command()), "train", "nlu", "--config", str(config), "--nlu", data,
            "--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz"),
        ]  # fmt: skip
        done = subprocess.run(command, env={**os.environ, **_QUIET}, check=False)
    if done.returncode or not model.exists():
        raise UserError("Rasa 训练没有成功，原因见上面它自己的话")
    return model


@dataclass(frozen=True, slots=True)
class Running:
    """A warm server: its address, how long it took to start, and its process."""

    server: RasaServer
    seconds: float
    process: subprocess.Popen[bytes]

    def memory(self) -> int | None:
        """Resident memory in bytes, where the system tells (Linux)."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return None
        return next(
            (
                int(line.split()[1]) * 1024
                for line in status.splitlines()
                if line.startswith("VmRSS")
            ),
            None,
        )


@contextmanager
def running(url: str, model: Path, timeout: float, quiet: bool = True) -> Iterator[Running]:
    """A server at `url`, warmed up by a first message; stopped at the end. Raises UserError."""
    if not model.exists():
        raise UserError(f"没有 {model}；先运行 wence rasa train（几分钟）")
    address = urlsplit(url)
    command = [
        str(rasa_command()), "run", "--enable-api", "--model", str(model),
        "--interface", address.hostname or "127.0.0.1", "--port", str(address.port or 5005),
    ]  # fmt: skip
    output = subprocess.DEVNULL if quiet else None
    began = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, **_QUIET}, stdout=output, stderr=output)
    try:
        _wait_until_warm(RasaServer(url, timeout=30.0), process, began)
        yield Running(RasaServer(url, timeout), time.monotonic() - began, process)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_warm(server: RasaServer, process: subprocess.Popen[bytes], began: float) -> None:
    while time.monotonic() - began < PATIENCE:
        if process.poll() is not None:
            raise UserError("Rasa 没有起来就退出了；端口可能被占用，或模型与 Rasa 版本不合")
        try:
            server.parse("你好")
        except (RasaUnavailableError, StopIteration):
            time.sleep(0.5)
        else:
            return
    raise UserError(f"Rasa {PATIENCE:.0f} 秒还没有起来")
