"""`wence serve --workers N`: processes that take turns at one port, started again when one dies."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

LISTENING = "WENCE_LISTENING"
"""Tells a worker the number of the socket that it inherits, and of the process that started it."""
METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""Where the workers' counts are, for any of them to add up (prometheus_client's own name)."""
WATCH_SECONDS = 0.2
SETTLED_SECONDS = 10.0
"""One that ends sooner will not do better at once."""
log = logging.getLogger("wence")


def is_worker() -> bool:
    """Whether this process is one of several that were started together."""
    return LISTENING in os.environ


def is_orphan() -> bool:
    """Whether the process that started this worker is gone."""
    told = os.environ.get(LISTENING)
    return told is not None and os.getppid() != int(told.split()[1])


def inherited() -> socket.socket:
    """The socket that the workers share."""
    return socket.socket(fileno=int(os.environ[LISTENING].split()[0]))


def run_workers(listening: socket.socket, config: Path, count: int, seconds: float) -> int:
    """Keep so many workers going until this process is asked to stop; the exit status.

    Each then has so many seconds to finish what is under way.
    """
    with tempfile.TemporaryDirectory(prefix="wence-metrics-") as folder:
        workers = _Workers(listening, config, folder)
        try:
            with _told_to_stop() as stop:
                return workers.keep(count, stop)
        finally:
            workers.stop(seconds)


class _Workers:
    def __init__(self, listening: socket.socket, config: Path, metrics: str) -> None:
        self._listening = listening
        self._config = config
        self._metrics = metrics
        self._running: dict[subprocess.Popen[bytes], float] = {}

    def keep(self, count: int, stop: list[int]) -> int:
        for _ in range(count):
            self._start()
        while not stop:
            for worker, began in list(self._running.items()):
                status = worker.poll()
                if status is None:
                    continue
                del self._running[worker]
                if status == 2:  # it has said what is not set up
                    return status
                log.error("一个进程没了（%s），再起一个", status)
                if time.monotonic() - began < SETTLED_SECONDS:
                    time.sleep(1.0)
                self._start()
            time.sleep(WATCH_SECONDS)
        return 0

    def stop(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        for worker in self._running:
            worker.terminate()
        for worker in self._running:
            try:
                worker.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()

    def _start(self) -> None:
        number = self._listening.fileno()
        told = {LISTENING: f"{number} {os.getpid()}", METRICS: self._metrics}
        command = [sys.executable, "-m", "bot", "serve", "--config", str(self._config)]
        worker = subprocess.Popen(command, env={**os.environ, **told}, pass_fds=[number])
        self._running[worker] = time.monotonic()


@contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """Filled when the process is asked to stop."""
    told: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield told
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
