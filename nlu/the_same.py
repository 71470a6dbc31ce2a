"""也一样, 同上, 去年没做: a number that is the same as one told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine import Period

from .context import Context
from .language import Notion
from .message import Message
from .outline import Outline
from .pack_words import WordKind
from .statements import SameAs, Statement


def the_same(
    outline: Outline, message: Message, context: Context, said: Sequence[Statement]
) -> Iterator[SameAs]:
    """The number asked for or named is the one told last of its kind.

    Of how much more there is than last year that is another such figure, if one is known;
    where there was nothing last year it is the whole.
    """
    if message.mentions or message.text.endswith("?"):
        return
    named = (f for f in outline.facts if message.has_word(WordKind.NAME, f))
    for fact in dict.fromkeys((*named, *context.pending[:1])):
        all_new = (
            message.has(Notion.ALL_NEW) and outline.facts[fact].counted_over is Period.THIS_YEAR
        )
        spoken_of = fact in context.told or any(_is_of(s, fact) for s in said)
        if spoken_of or not (all_new or message.has(Notion.SAME)):
            continue
        alike = _alike(outline, context, fact)
        rises = [other for other in alike if outline.facts[other].increase_of]
        found = alike if all_new else rises or alike
        if found:
            span = (0, len(message.text))
            yield SameAs(fact=fact, other=found[-1], span=span, because=Notion.SAME.value)


def _alike(outline: Outline, context: Context, fact: str) -> list[str]:
    """What was told of the same business in the same unit, the latest last."""
    unit = outline.facts[fact].unit
    return [o for o in context.told if outline.facts[o].unit == unit and outline.related(fact, o)]


def _is_of(statement: Statement, fact: str) -> bool:
    told = getattr(statement, "fact", None)
    return told == fact and getattr(statement, "mark", None) is None
