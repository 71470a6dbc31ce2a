"""The parts with what was released at the desk, policies and answers, for every process that answers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from conversations import Database, Taught
from policy_engine import Policy

from .assembly import Parts
from .desk.policies.folders import pack_folders
from .desk.records import DeskRecords
from .live import Live
from .starting import warm_up
from .takeovers import Takeovers

log = logging.getLogger("wence")


def live_with_releases(parts: Parts, records: DeskRecords) -> Live:
    """The parts as they are released by now, ready to answer; `watching` takes over what follows."""
    folders = pack_folders(parts)

    def remade(made: Parts) -> Parts:
        released = folders.released(records.policies)
        if released != made.released:  # else the policies need not be loaded anew
            made = made.with_released(released)
        return made.with_taught(_usable(made.policy, records.lessons.taught()))

    live = Live(parts, lambda: records.policies.release() + records.lessons.release(), remade)
    live.look()
    warm_up(live.parts)
    return live


def answering_alone(parts: Parts, database: Database) -> tuple[Live, Takeovers]:
    """For a process that has nothing else of the desk: the parts, and at which conversations a
    person is."""
    records = DeskRecords(database, parts.settings.desk.takeover_minutes * 60)
    return live_with_releases(parts, records), records.takeovers


def _usable(policy: Policy, taught: Mapping[str, Taught]) -> dict[str, Taught]:
    """What rests on sentences that stand in the text: it may have changed since they were taught."""
    kept = {}
    for member in policy.members:
        told = taught.get(member.id, Taught())
        entries = [e for e in told.entries if all(map(member.source.find, e.quotes))]
        if len(entries) < len(told.entries):
            log.warning("有放行的问答，依据已不在原文里，没有用上", extra={"policy": member.id})
        kept[member.id] = replace(told, entries=entries)
    return kept
