"""小沙江那家, 司门前那家: what several like things are called by, so that each keeps its own numbers."""

from __future__ import annotations

from collections.abc import Iterator

from .context import Context
from .language.forms import form
from .message import Message
from .statements import Pointed


def label_of(message: Message, index: int, known: tuple[str, ...]) -> str:
    """What the one is called by whose number this is: in its clause, or since the number before."""
    mention = message.mentions[index]
    part, before = message.clause_at(mention.core), message.mentions[index - 1].end if index else 0
    own = _label_in(part.text, known) if part is not None else ""
    return own or _label_in(message.text[before : mention.start], known)


def _label_in(text: str, known: tuple[str, ...]) -> str:
    """A known label, or a place before 那家: the last one."""
    again = max((label for label in known if label in text), key=text.rfind, default="")
    places = [found["place"] for found in form("called_by_place").finditer(text)]
    return again or (places[-1] if places else "")


def pointed_at(message: Message, context: Context) -> Iterator[Pointed]:
    """Each of the known ones that a message names."""
    for label in context.labels:
        start = message.text.find(label)
        if start >= 0:
            yield Pointed(label=label, span=(start, start + len(label)), because=label)
