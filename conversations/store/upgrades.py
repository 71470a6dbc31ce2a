"""States that older versions wrote, brought up to date step by step.

A step takes the JSON of one version to the next. It is never changed once it has been used:
add the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Json = dict[str, Any]
Step = Callable[[Json], Json]


def _with_a_way_back(data: Json) -> Json:
    """Version 2 remembers where it stood before the last change, what was offered lately, and
    how far the roles were asked about."""
    pending = data["pending"]
    if pending is not None:
        options = [[*option, ""] for option in pending["options"]]
        pending = {**pending, "options": options, "lists_roles": pending["multiple"]}
    listed = sum(len(facts) > 1 for facts in data["asked"])
    return {
        **data,
        "pending": pending,
        "earlier": None,
        "offered": [pending] if pending is not None and pending["options"] else [],
        "roles_listed": listed,
        "roles_closed": False,
        "last_answer": "",
    }


STEPS: tuple[Step, ...] = (_with_a_way_back,)
"""The first one goes from version 1, that of 0.1.0, to version 2."""
VERSION = len(STEPS) + 1
"""What is written now."""


class VersionError(ValueError):
    """Of a version from which no way leads here, such as a newer one."""


def upgraded(data: Json, steps: Sequence[Step] = STEPS) -> Json:
    """The data of any version as the newest has it. Raises VersionError.

    >>> upgraded({"version": 1, "told": 3}, [lambda data: {"facts": data["told"]}])
    {'facts': 3, 'version': 2}
    """
    version, newest = data["version"], len(steps) + 1
    if type(version) is not int or not 1 <= version <= newest:
        raise VersionError(f"版本 {version!r:.20}，这里只认到 {newest}")
    for number, step in enumerate(steps[version - 1 :], version + 1):
        data = {**step(data), "version": number}
    return data
