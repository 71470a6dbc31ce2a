"""下一家，做物流的: where a message goes on to another enterprise."""

from __future__ import annotations

from collections.abc import Iterator

from .clean import CleanText
from .language import Notion
from .message import Message
from .statements import AnotherFirm

LONGEST_LEAD = 8
"""Characters before the word that another enterprise follows."""


def another_firm(message: Message, cleaned: CleanText) -> Iterator[AnotherFirm]:
    """Where a message goes on to another enterprise, unless it asks about that."""
    for cue in message.notion(Notion.ANOTHER_FIRM):
        part = message.clause_at(cue.start)
        begins = cue.start <= LONGEST_LEAD and not message.has(Notion.MISTAKE)
        supposes = message.has(Notion.SUPPOSITION, 0, cue.start)
        if begins and not supposes and (part is None or not part.asks):
            span = cleaned.span(cue.start, cue.end)
            yield AnotherFirm(rest=span[1], span=span, because=cue.expression)
            return
