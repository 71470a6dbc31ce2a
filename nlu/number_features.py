"""What speaks for a quantity being a fact, and what for its being none: named features.

Hard filters come first: a unit that does not fit never answers, nor a counter of another kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from policy_engine import AREA, COUNT, MONEY, RATIO, FactDefinition, unit_of

from .clauses import Clause
from .context import Context
from .counted_things import counts_another_thing, names_a_thing, own_things_after
from .intents import IntentName
from .language import Notion
from .likeness import Likeness
from .log_linear import Features
from .message import Cue, Message
from .number_filters import says_nothing, surely_not
from .outline import Outline
from .pack_words import PackWords, WordKind
from .quantities import Mention
from .statements import Mark
from .unit_prices import is_a_price

MOST_YEARS = 20
SCALES = frozenset("万亿kKwW")
_ROUND = SCALES | frozenset("千百")
"""With one of these a bare number of money is no slip of the unit."""
_AGAIN = {IntentName.CORRECT, IntentName.WHAT_IF, IntentName.ASK_GAP}
_ABOUT_LIMITS = {
    IntentName.ASK_GAP, IntentName.ASK_WHY, IntentName.ASK_CONDITIONS, IntentName.ASK_DEFINITION,
}  # fmt: skip
"""Intents whose numbers are mostly the policy's."""
_CALLED = re.compile(r"[A-Za-z_]\($")
_POINTING = ("这", "那", "哪")


@dataclass(frozen=True)
class NumberReading:
    """The quantities of one message and what may decide which facts they are."""

    words: PackWords
    likeness: Likeness
    message: Message
    context: Context
    intent: IntentName
    given: dict[int, str] = field(default_factory=dict)
    """Facts already given to earlier quantities of this message, by their place."""
    past: dict[int, str] = field(default_factory=dict)
    """The same of quantities that are told of last year."""

    @property
    def outline(self) -> Outline:
        return self.words.outline

    # -- hard filters -------------------------------------------------------------------------

    def candidates(self, index: int) -> list[str]:
        """The number facts that a quantity can measure."""
        mention = self.message.mentions[index]
        return [
            name
            for name, definition in self.outline.facts.items()
            if not definition.is_claim
            and self.measurable(definition, mention)
            and not self._counts_another_thing(index, definition)
            and not surely_not(self, index, definition)
        ]

    def _counts_another_thing(self, index: int, definition: FactDefinition) -> bool:
        if definition.kind != COUNT:
            return False
        named = self.is_named(index, definition.name)
        return counts_another_thing(self.message, self.message.mentions[index], definition, named)

    def measurable(self, definition: FactDefinition, mention: Mention) -> bool:
        """Whether the unit of a quantity fits a fact at all."""
        pending = definition.name in self.context.pending
        if definition.is_ordinal:
            bare = mention.unit is None and mention.interval.high <= MOST_YEARS
            return mention.ordinal or (bare and pending)
        if mention.ordinal:
            return False
        unit, kind = mention.unit, definition.kind
        if unit is None:
            scaled = not SCALES.isdisjoint(mention.text)
            return kind in (MONEY, AREA) or (not scaled and (kind == COUNT or pending))
        if kind == COUNT:
            return unit in self.words.counters[definition.name]
        if unit == "percent":
            return definition.unit.code == "percent"
        return unit_of(unit).kind == kind and kind != RATIO

    # -- features -----------------------------------------------------------------------------

    def features(self, index: int, fact: str) -> Features:
        """What speaks for and against one fact."""
        found: Counter[str] = Counter()
        found.update(self._unit_features(index, fact))
        found.update(self._word_features(index, fact))
        found.update(self._scene_features(index, fact))
        found.update(self._dialog_features(index, fact))
        found.update(self._neighbour_features(index, fact))
        return {name: float(value) for name, value in found.items()}

    def _unit_features(self, index: int, fact: str) -> Iterator[str]:
        definition, mention = self.outline.facts[fact], self.message.mentions[index]
        yield f"kind:{definition.kind}"
        if mention.unit is None:
            yield f"bare:{definition.kind}"
            if definition.kind == MONEY:
                yield "bare:scaled" if not _ROUND.isdisjoint(mention.text) else "bare:unscaled"
        elif definition.kind == MONEY:
            same = definition.unit.code == mention.unit
            foreign = definition.unit.code != "CNY" or mention.unit != "CNY"
            yield "currency:same" + (":foreign" if foreign else "") if same else "currency:other"
            if not same and (fact in self.context.pending or self.is_named(index, fact)):
                yield "currency:other:named"
        elif definition.kind == COUNT:
            own = definition.unit.code == mention.unit
            yield "counter:own" if own else "counter:listed"
            if mention.unit == "个":
                yield "counter:个"
        if self.is_paid(mention):
            yield "paid:cost" if definition.is_cost else "paid:other"

    def is_paid(self, mention: Mention) -> bool:
        """花了三万: whether it is said to have been paid."""
        return self.message.ends_at(Notion.PAID, mention.start, 1)

    def _word_features(self, index: int, fact: str) -> Iterator[str]:
        before, after = self.window(index)
        named_before = self._nearest(WordKind.NAME, fact, *before, last=True)
        named_after = self._nearest(WordKind.NAME, fact, *after, last=False)
        mention = self.message.mentions[index]
        if named_before is not None:
            yield f"name:before:{_near(mention.core - named_before.end)}"
            if mention.unit is None:
                yield "name:before:bare"
        if named_after is not None:
            yield f"name:after:{_near(named_after.start - mention.end)}"
        own = named_before is not None or named_after is not None
        if not own:
            yield from self._named_elsewhere(index, fact)
        if own or self._nearest(WordKind.GENERIC, fact, *before, last=True):
            yield "word:before"
        elif self._nearest(WordKind.GENERIC, fact, *after, last=False):
            yield "word:after"
        if not own and self._other_named_here(index, fact):
            yield "name:of another"
        if named_after is not None and self.message.ends_at(Notion.DENIAL, named_after.start):
            yield "name:denied"
        yield from self._counted_thing(index, fact)

    def _named_elsewhere(self, index: int, fact: str) -> Iterator[str]:
        part = self.clause(index)
        mentions = self.message.mentions
        opens = part is None or index == 0 or mentions[index - 1].end <= part.start
        start = mentions[index - 1].end if index else 0
        if (
            part is not None
            and opens
            and self._nearest(WordKind.NAME, fact, start, part.start, True)
        ):
            yield "name:clause before"
        elif part is not None and self._named_in_clause_after(index, fact, part):
            yield "name:clause after"
        elif self._nearest(WordKind.NAME, fact, 0, len(self.message.text), last=True):
            yield "name:elsewhere"

    def is_named(self, index: int, fact: str) -> bool:
        """Whether the words beside a quantity call it by the name of a fact."""
        return any(
            self._nearest(WordKind.NAME, fact, *window, last=True) is not None
            for window in self.window(index)
        )

    def called(self, index: int) -> list[str]:
        """The facts a quantity can measure that are called by their words right beside it.

        What several facts may be called counts for those of a business that is known.
        """
        return [fact for fact in self.candidates(index) if self._is_called(index, fact)]

    def _is_called(self, index: int, fact: str) -> bool:
        talked_of = self.scenes_before(self.message.mentions[index].core)
        if talked_of and self.words.scene(fact) not in talked_of:
            return False
        if self.is_named(index, fact):
            return True
        known = any(self.outline.related(fact, role) for role in self.context.roles)
        return known and any(
            self._nearest(WordKind.GENERIC, fact, *window, last=True) is not None
            for window in self.window(index)
        )

    def _named_in_clause_after(self, index: int, fact: str, part: Clause) -> bool:
        """那个15万不是运费，是报关的费用."""
        following = next((p for p in self.message.clauses if p.start >= part.end), None)
        if following is None:
            return False
        if any(following.start <= m.core < following.end for m in self.message.mentions):
            return False
        return self._nearest(WordKind.NAME, fact, following.start, following.end, False) is not None

    def _nearest(self, kind: WordKind, fact: str, start: int, end: int, last: bool) -> Cue | None:
        found = list(self.message.word(kind, fact, start, end))
        return None if not found else found[-1 if last else 0]

    def _other_named_here(self, index: int, fact: str) -> bool:
        before, after = self.window(index)
        mine = self.message.mentions[index]
        return any(
            cue.key.of != fact and self.measurable(self.outline.facts[cue.key.of], mine)
            for start, end in (before, after)
            for cue in self.message.words(WordKind.NAME, start, end)
            if not isinstance(cue.key, Notion)
        )

    def _counted_thing(self, index: int, fact: str) -> Iterator[str]:
        """五十个工人: what stands right after a counter is what is counted."""
        mention = self.message.mentions[index]
        if self.outline.facts[fact].kind != COUNT or mention.unit is None:
            return
        if own_things_after(self.message, mention, fact):
            yield "counted:own"
        elif names_a_thing(self.message, mention.end):
            yield "counted:something else"
        if self.message.starts_at(Notion.OTHER_COUNT, mention.end, 2):
            yield "counted:foreign"

    def _scene_features(self, index: int, fact: str) -> Iterator[str]:
        mention, part = self.message.mentions[index], self.clause(index)
        scene = self.words.scene(fact)
        if scene:
            last = self.scenes_before(mention.core)
            start = part.start if part is not None else 0
            here = self._nearest(WordKind.SCENE, scene, start, mention.core, last=True)
            if scene in last:
                yield "scene:here" if here is not None else "scene:before"
            elif self._nearest(WordKind.SCENE, scene, 0, mention.core, last=True) is not None:
                yield "scene:earlier"
            elif last:
                yield "scene:another"
            elif self.message.has_word(WordKind.SCENE, scene):
                yield "scene:after"
            else:
                yield "scene:none"
        related = self.outline.measures_of[fact]
        if any(measure in self.context.focus[:1] for measure in related):
            yield "focus:first"
        elif any(measure in self.context.focus for measure in related):
            yield "focus:later"
        if any(self.outline.related(fact, role) for role in self.context.roles):
            yield "role:known"
        yield from self._claim_named_last(mention, fact)
        if any(self.outline.related(fact, other) for other in self.given.values()):
            yield "message:same measure"

    def in_scene(self, index: int, fact: str) -> bool:
        """Whether the scene of a fact is the one named last before a quantity."""
        scene = self.words.scene(fact)
        mention = self.message.mentions[index]
        return bool(scene) and scene in self.scenes_before(mention.core)

    def _claim_named_last(self, mention: Mention, fact: str) -> Iterator[str]:
        """Which yes-or-no fact the words before the quantity were about last."""
        named = [
            cue
            for kind in (WordKind.NOUN, WordKind.SAID)
            for cue in self.message.words(kind, 0, mention.core)
        ]
        if not named:
            return
        last = max(cue.end for cue in named)
        facts = {c.key.of for c in named if c.end >= last - 1 and not isinstance(c.key, Notion)}
        related = any(self.outline.related(fact, claim) for claim in facts)
        yield "claim:related last" if related else "claim:another last"

    def scenes_before(self, end: int) -> frozenset[str]:
        """The scenes named last before a place; several when one word names several."""
        cues = list(self.message.words(WordKind.SCENE, 0, end))
        if not cues:
            return frozenset()
        last = max(cue.end for cue in cues)
        latest = [cue for cue in cues if cue.end >= last - 1]
        longest = [
            c for c in latest if not any(o.start <= c.start and c.end <= o.end and
                                         (o.end - o.start) > (c.end - c.start) for o in latest)
        ]  # fmt: skip
        return frozenset(cue.key.of for cue in longest if not isinstance(cue.key, Notion))

    def _dialog_features(self, index: int, fact: str) -> Iterator[str]:
        mention, pending = self.message.mentions[index], self.context.pending
        named_otherwise = self._other_named_here(index, fact) and not self.is_named(index, fact)
        if fact in pending and named_otherwise:
            yield "asked:but another is named"
        elif fact in pending:
            several = len(self.message.mentions) > 1
            yield "asked" + (":one of several numbers" if several else ":only number")
            if index == 0:
                yield "asked:first number"
            if len(self.message.text) - (mention.end - mention.start) <= 4:
                yield "asked:nothing else said"
        elif len(pending) == 1 and self.outline.related(fact, pending[0]):
            yield "asked:same measure"
        if pending and fact not in pending:
            yield "asked:another"
        if fact in self.context.told:
            yield from self._told_before(mention, fact)

    def _told_before(self, mention: Mention, fact: str) -> Iterator[str]:
        """说错了是52家, 又签了三家: what was told before is spoken of again."""
        message, last = self.message, self.context.told[-1] == fact
        on_top = message.covers(Notion.ON_TOP, mention.start, mention.end)
        if self.intent in _AGAIN or message.has(Notion.MISTAKE) or on_top:
            yield "told before:meant again"
            if last:
                yield "told last:meant again"
        elif last and not self.context.pending:
            yield "told last:nothing asked"

    def _neighbour_features(self, index: int, fact: str) -> Iterator[str]:
        mark = self._mark(index)
        if any(given == fact and self._mark(place) == mark for place, given in self.given.items()):
            yield "given already"
            if self.given.get(index - 1) == fact:
                yield "given just before"

    def _mark(self, index: int) -> tuple[bool, bool, Mark | None]:
        """How what stands there is meant: 别家的60家，我们的32家 are no two tellings of one, nor are
        今年300万，去年80万."""
        part, place = self.clause(index), self.message.mentions[index].core
        if part is None:
            return False, False, None
        return part.supposed, part.last_year, part.mark_at(place)

    def likeness_feature(self, index: int, fact: str) -> Features:
        """How much of what the fact is called stands around the quantity."""
        before, after = self.window(index)
        near = (
            self.message.text[before[0] : before[1]] + " " + self.message.text[after[0] : after[1]]
        )
        return {
            "like:near": self.likeness.share(fact, near),
            "like:message": self.likeness.share(fact, self.message.text),
        }

    def tells_nothing(self, index: int) -> bool:
        """Whether a quantity is no fact, whatever it measures.

        Taken back (不是40家是45家), pointed at (哪一天), a threshold (才满半年), asked about, or
        part of a program (alert(1)).
        """
        message, mention, part = self.message, self.message.mentions[index], self.clause(index)
        if message.covers(Notion.REPLACED, mention.core, mention.core + 1):
            return True
        if _CALLED.search(message.text[: mention.start]) and message.text[mention.end :][:1] == ")":
            return True
        if part is None or message.text[: mention.start].endswith(_POINTING):
            return True
        if is_a_price(message.mentions, index) or says_nothing(message, mention):
            return True
        if part.supposed or self.intent is IntentName.WHAT_IF:
            return False
        own = message.has(Notion.SELF, part.start, part.end)
        return part.threshold or (part.asks and not own and self.intent in _ABOUT_LIMITS)

    def is_pointed_at(self, index: int) -> bool:
        """那家: pointed at, not counted."""
        mention = self.message.mentions[index]
        before = self.message.text[: mention.start]
        return before.endswith(_POINTING) or mention.text.startswith(_POINTING)

    def window(self, index: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The stretches right before and right after a quantity, up to those that tell facts."""
        mentions, part = self.message.mentions, self.clause(index)
        mention = mentions[index]
        earliest = part.start if part is not None else 0
        latest = part.end if part is not None else len(self.message.text)
        for place in reversed(range(index)):
            if place in self.given:
                earliest = max(earliest, mentions[place].end)
                break
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and following.start < latest:
            latest = min(following.start, mention.end + 9)
        return (earliest, mention.core), (mention.end, max(mention.end, latest))

    def clause(self, index: int) -> Clause | None:
        return self.message.clause_at(self.message.mentions[index].core)


def _near(distance: int) -> str:
    return "beside" if distance <= 2 else "near" if distance <= 6 else "far"
