"""How something said is meant, in the words a language model is to choose from."""

from __future__ import annotations

from ..labelled import Status

STATUSES = {
    "told": Status.TOLD, "denied": Status.DENIED, "supposed": Status.SUPPOSED,
    "planned": Status.PLANNED, "others": Status.OTHERS, "past": Status.PAST,
    "corrected": Status.CORRECTED, "added": Status.ADDED, "withdrawn": Status.WITHDRAWN,
    "asked": Status.ASKED,
}  # fmt: skip
