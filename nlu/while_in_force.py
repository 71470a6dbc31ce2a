"""按它有效的时候算, 过期以前办的: an enterprise that goes by the days in which a document was in force."""

from __future__ import annotations

from collections.abc import Iterator

from .clean import CleanText
from .language.forms import form
from .message import Message
from .statements import AsItWas


def while_in_force(message: Message, cleaned: CleanText) -> Iterator[AsItWas]:
    """Where a message says so."""
    found = form("while_in_force").search(message.text)
    if found is not None:
        yield AsItWas(span=cleaned.span(*found.span()), because=found[0])
