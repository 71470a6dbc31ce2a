"""How something said is meant, in the order in which the network counts it."""

from __future__ import annotations

from ..labelled import Status

STATUSES = (
    Status.TOLD, Status.DENIED, Status.SUPPOSED, Status.PLANNED, Status.OTHERS, Status.PAST,
    Status.ASKED, Status.WITHDRAWN, Status.CORRECTED, Status.ADDED,
)  # fmt: skip
