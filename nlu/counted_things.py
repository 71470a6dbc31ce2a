"""What a number with a counter counts: the thing that was asked for, or another (六个店员)."""

from __future__ import annotations

from policy_engine import FactDefinition

from .language import Notion
from .message import Cue, Message
from .pack_words import WordKind
from .quantities import Mention

MOST_AFTER = 6
"""Characters after a number in which the thing it counts is named."""
ANYTHING = "个"
_AWAY = frozenset("从在到往走是由经")
"""What stands after one of these is not what is counted: 六个柜从货栈发."""
_SOFT = frozenset("的了吧呢啊嘛咯咧哦喔多左右上下以内之前后就都也还是在和与跟及或、,。;:!?()… \n")
"""Characters after a counter that name no other counted thing."""


def counts_another_thing(
    message: Message, mention: Mention, definition: FactDefinition, is_named: bool
) -> bool:
    """Whether what stands right after the number is something else than the fact counts.

    A word for other things that no word of the fact covers; and after 个, or a counter that is
    not the fact's own, anything else, unless words before the number name the fact.
    """
    own = own_things_after(message, mention, definition.name)
    for other in message.notion(Notion.OTHER_COUNT, mention.end):
        covered = any(cue.start <= other.start and other.end <= cue.end for cue in own)
        if other.start == mention.end and not covered:
            return True
    counts_anything = mention.unit not in (None, definition.unit.code) or mention.unit == ANYTHING
    return counts_anything and not own and not is_named and names_a_thing(message, mention.end)


def counts_nothing_here(message: Message, mention: Mention) -> bool:
    """六个柜: what stands after 个 is called by no word of the pack, so that nothing needs asking."""
    if mention.unit != ANYTHING or not names_a_thing(message, mention.end):
        return False
    kinds = (WordKind.NAME, WordKind.GENERIC, WordKind.NOUN, WordKind.SCENE)
    begins = (cue.start for kind in kinds for cue in message.words(kind, mention.end))
    text = message.text
    return not any(
        start <= mention.end + 2 and _AWAY.isdisjoint(text[mention.end : start]) for start in begins
    )


def own_things_after(message: Message, mention: Mention, fact: str) -> list[Cue]:
    """The words of a fact that begin right after a number."""
    here = (mention.end, min(len(message.text), mention.end + MOST_AFTER))
    return [
        cue
        for kind in (WordKind.NAME, WordKind.GENERIC)
        for cue in message.word(kind, fact, *here)
        if cue.start <= mention.end + 2
    ]


def names_a_thing(message: Message, place: int) -> bool:
    """Whether a word stands there that may say what is counted."""
    char = message.text[place : place + 1]
    return "\u4e00" <= char <= "\u9fff" and char not in _SOFT
