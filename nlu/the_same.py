"""也一样, 同上, 去年没做: a number that is the same as one told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine import Period

from .context import Context
from .language import Notion
from .language.forms import form
from .message import Cue, Message
from .outline import Outline
from .pack_words import WordKind
from .statements import SameAs, Statement, says


def the_same(
    outline: Outline, message: Message, context: Context, said: Sequence[Statement]
) -> Iterator[SameAs]:
    """The number asked for or named is the one told last of its kind.

    Of how much more there is than last year that is another such figure, if one is known;
    where there was nothing last year it is the whole.
    """
    leads = _leads(message)
    if message.mentions and not leads:
        return
    same = leads or any(_is_told(message, cue) for cue in message.notion(Notion.SAME))
    new = any(_is_told(message, cue) for cue in message.notion(Notion.ALL_NEW))
    named = (f for f in outline.facts if message.has_word(WordKind.NAME, f))
    alone = context.pending if len(context.pending) == 1 else ()
    asked = alone if leads else (*named, *context.pending[:1])
    for fact in dict.fromkeys(asked):
        all_new = new and outline.facts[fact].counted_over is Period.THIS_YEAR
        spoken_of = fact in context.told or any(says(s, fact) for s in said)
        if spoken_of or not (all_new or same):
            continue
        alike = _alike(outline, context, fact)
        rises = [other for other in alike if outline.facts[other].increase_of]
        found = alike if all_new else rises or alike
        if found:
            span = (0, len(message.text))
            yield SameAs(fact=fact, other=found[-1], span=span, because=Notion.SAME.value)


def _leads(message: Message) -> bool:
    """一样，我们没有进口业务。那去年的412万能补报吗: it is the whole of the first clause, or of the next
    where that is only 前面说过了."""
    parts = message.clauses
    reported = len(parts) > 1 and form("reports_an_answer").fullmatch(parts[0].text) is not None
    first = parts[reported] if parts else None
    told = message.mentions and message.mentions[0].start < (0 if first is None else first.end)
    if first is None or told or first.asks or first.supposed:
        return False
    return form("just_the_same").search(first.text) is not None


def _is_told(message: Message, cue: Cue) -> bool:
    """Whether its clause asks nothing."""
    part = message.clause_at(cue.start)
    return part is None or not part.asks


def _alike(outline: Outline, context: Context, fact: str) -> list[str]:
    """What was told of the same business in the same unit, the latest last."""
    unit = outline.facts[fact].unit
    return [o for o in context.told if outline.facts[o].unit == unit and outline.related(fact, o)]
