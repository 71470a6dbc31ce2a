"""A progress bar on stderr while the model is trained, only where someone is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counted(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A `step()` to call after each of `total`; a bar on stderr where someone is watching."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


Report = Callable[[str, int, int], None]


@contextmanager
def training_progress() -> Iterator[Report]:
    """A `report(step, done, of)` that draws nothing until it is first called."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    bar = Progress(console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}

    def report(step: str, done: int, of: int) -> None:
        if step not in tasks:
            bar.start()
            tasks[step] = bar.add_task(step, total=of)
        bar.update(tasks[step], completed=done)

    try:
        yield report
    finally:
        bar.stop()
