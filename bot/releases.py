"""The parts with the policies that were released at the desk, for every process that answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from .assembly import Parts
from .desk.policies.folders import pack_folders
from .desk.records import DeskRecords
from .live import Live
from .starting import warm_up


def live_with_releases(parts: Parts, records: DeskRecords) -> Live:
    """The parts as they are released by now, ready to answer; `watching` takes over what follows."""
    folders = pack_folders(parts)
    live = Live(
        parts,
        records.policies.release,
        lambda made: made.with_released(folders.released(records.policies)),
    )
    live.look()
    warm_up(live.parts)
    return live


@contextmanager
def watched(parts: Parts) -> Iterator[Live]:
    """For a process that has nothing else of the desk."""
    with closing(DeskRecords(parts.settings.server.database)) as records:
        live = live_with_releases(parts, records)
        with live.watching():
            yield live
