"""What was understood of one message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policy_engine import FactValue

from .quantities import Mention


@dataclass(frozen=True, slots=True)
class Intent:
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A quantity that fits several facts equally well, or money without its unit."""

    mention: Mention
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Intent, facts and topics of a message; spans are those of the typed text.

    `supposed`: facts of a what-if, never to be stored. `unclear`: quantities that the
    dialog should ask about. `foreign`: facts told in a currency that is neither yuan nor
    dollars, to be asked about. `withdrawn`: facts taken back without another value.
    `added`: facts whose value comes on top of what was told before (又新增10家).
    """

    text: str
    intent: Intent
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    quantities: tuple[Mention, ...] = ()
    supposed: Mapping[str, FactValue] = field(default_factory=dict)
    unclear: tuple[Ambiguity, ...] = ()
    foreign: Mapping[str, FactValue] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
