"""The state of one conversation: what was told, what is being asked, what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from nlu import Context, Offered, ThingsAlike
from policy_engine import MONEY, FactValue, Interval, Quantity

from .blocks import AskedQuestion

MOST_UNANSWERED, MOST_OFFERED = 20, 8
MOST_REPEATED, MOST_LISTS_REPEATED = 3, 2
"""So often a question is asked again of somebody who speaks of something else; then it is let be."""
MOST_OTHERS_REPEATED = MOST_EXACT_REPEATED = 1
"""What else there may be, and an exact figure for a rough one, are asked for once more at most."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message with numbers in it that found no place, in which turn it was."""

    text: str
    numbers: tuple[str, ...]
    turn: int


@dataclass(frozen=True, slots=True)
class State:
    """Everything a conversation remembers; replaying its messages gives the same state.

    `declined`: facts the user does not know or will not tell, never asked again.
    `pressed`: facts told roughly and already asked for exactly, once.
    `unanswered`: what was not understood or needs a person, for the staff to see.
    `displaced`: questions that something else was said to; they may come back, once.
    `asked`: every group of facts that was asked, so that no question comes twice.
    `earlier`: where it stood before the last change of facts, for 撤销 (which goes back once).
    `offered`: the latest questions with options, the last one first: an option that is tapped
    late still belongs to its own.
    `roles_listed`: how often roles were listed to choose from; `roles_closed`: the enterprise
    said which it has, or that it has no others: it is not asked again.
    `supposing`: what was answered last was a what-if; `one_more`: of which things one more.
    `asked_of`: what was asked, while it is asked back of which policy.
    `waiting`: numbers that found no place, till it is known what the enterprise does.
    `set_aside`: numbers that were said to be none of the facts, never asked about again.
    `repeats`: how often the pending question was asked again, in a row.
    `as_it_was`: of a document that is out of force, its last day is what is gone by.
    `begun`: of lengths of time told by a date, the first and the last day they may run from.
    `things`: of what is counted, each one by itself, where they are called by names of their own.
    `firm`: the how manieth enterprise this is, from 0; `firms`: the others that were told of, each
    with its number, the one that was left last at the end.
    `last_answer`: a print of what was just answered, so that it is not said twice in a row;
    `last_said`: prints of what it said at length.
    """

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    focus: tuple[str, ...] = ()
    pending: AskedQuestion | None = None
    asked: frozenset[tuple[str, ...]] = frozenset()
    declined: frozenset[str] = frozenset()
    pressed: frozenset[str] = frozenset()
    misunderstood: int = 0
    turns: int = 0
    unanswered: tuple[str, ...] = ()
    displaced: frozenset[tuple[str, ...]] = frozenset()
    earlier: State | None = None
    offered: tuple[AskedQuestion, ...] = ()
    roles_listed: int = 0
    roles_closed: bool = False
    repeats: int = 0
    last_answer: str = ""
    last_said: frozenset[str] = frozenset()
    set_aside: frozenset[Interval] = frozenset()
    supposing: bool = False
    one_more: str = ""
    asked_of: str = ""
    as_it_was: bool = False
    waiting: Waiting | None = None
    begun: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    things: Mapping[str, tuple[ThingsAlike, ...]] = field(default_factory=dict)
    firm: int = 0
    firms: tuple[tuple[int, State], ...] = ()

    def context(self, today: date, question: AskedQuestion | None = None) -> Context:
        """What understanding the next message may rest on; `question`: whose options it may choose."""
        options = question.options if question is not None else ()
        return Context(
            today=today,
            pending=self.pending.facts if self.pending is not None else (),
            focus=self.focus,
            roles=frozenset(name for name, value in self.facts.items() if value is True),
            told=tuple(n for n, value in self.facts.items() if not isinstance(value, bool)),
            options=tuple(Offered(o.label, o.fact or o.label) for o in options),
            several=question is not None and question.multiple,
            together=question is not None and question.places_a_number,
            currencies={name: value.unit.code for name, value in self._money()},
            supposing=self.supposing,
            one_more=self.one_more,
            sums={name: value.interval.low for name, value in self._money()},
            labels=tuple(one.label for alike in self.things.values() for one in alike if one.label),
            values={
                name: value.interval.low
                for name, value in self.facts.items()
                if isinstance(value, Quantity) and value.interval.is_exact
            },
        )

    def _money(self) -> Iterator[tuple[str, Quantity]]:
        for name, value in self.facts.items():
            if isinstance(value, Quantity) and value.unit.kind == MONEY:
                yield name, value

    def told(self, facts: Mapping[str, FactValue]) -> State:
        """With these facts added or replaced; what is told is no longer declined."""
        kept = {name: value for name, value in self.facts.items() if name not in facts}
        begun = {name: days for name, days in self.begun.items() if facts.get(name) is None}
        declined = self.declined - frozenset(facts)
        return replace(self, facts={**kept, **facts}, begun=begun, declined=declined)

    def running_since(self, begun: Mapping[str, tuple[date, date]]) -> State:
        """With the days that lengths of time were told to run from."""
        return replace(self, begun={**self.begun, **begun})

    def without(self, facts: Iterable[str]) -> State:
        """With these facts not known any more."""
        gone = frozenset(facts)
        return replace(self, facts={n: v for n, v in self.facts.items() if n not in gone})

    def withdrawing(self, facts: Collection[str], roles: Collection[str]) -> State:
        """With these facts taken back; the business is not asked about again."""
        gone = frozenset(facts)
        return replace(self.without(gone), declined=self.declined | gone.intersection(roles))

    def declining(self, facts: Iterable[str]) -> State:
        """With these facts not to be asked for any more."""
        return replace(self, declined=self.declined.union(facts))

    def remembering(self, before: State) -> State:
        """With the way back to `before`, if facts have changed since."""
        if self.facts == before.facts:
            return replace(self, earlier=before.earlier)
        return replace(self, earlier=replace(before, earlier=None))

    def leaving_to_staff(self, text: str) -> State:
        """With a message that the staff should see; the latest ones are kept."""
        return replace(self, unanswered=(*self.unanswered, text)[-MOST_UNANSWERED:])

    def asking(self, question: AskedQuestion | None) -> State:
        if self.asked_enough and not (question is not None and self._is_pending(question)):
            return self._let_be().asking(question)
        if question is None:
            return replace(self, pending=None, repeats=0)
        again = frozenset(fact for fact in question.facts if fact in self.facts)
        state = self._with_pending_back(question)
        return replace(
            state,
            pending=question,
            repeats=self.repeats + 1 if self._repeats(question) else 0,
            offered=self._offering(question),
            roles_listed=self.roles_listed + question.lists_roles,
            asked=state.asked | {question.facts},
            pressed=state.pressed | again,
        )

    def answered(self, question: AskedQuestion | None, chosen: Mapping[str, FactValue]) -> State:
        """After a choice: a number that was said to be none of the facts is set aside."""
        if question is None or chosen:
            return self
        numbers = {o.value.interval for o in question.options if isinstance(o.value, Quantity)}
        return replace(self, set_aside=self.set_aside | numbers)

    def question(self, question_id: str) -> AskedQuestion | None:
        """The question of that id, if its options were offered not too long ago."""
        return next((asked for asked in self.offered if asked.id == question_id), None)

    def _is_pending(self, question: AskedQuestion) -> bool:
        return self.pending is not None and self.pending.facts == question.facts

    def _repeats(self, question: AskedQuestion) -> bool:
        """Whether it is the pending question again, and not what it asks more exactly."""
        pending = self.pending
        exactly = pending is not None and question.text != pending.text
        exactly = exactly and pending is not None and question.text.endswith(pending.text)
        return self._is_pending(question) and not exactly

    @property
    def asked_enough(self) -> bool:
        """Whether the pending question was passed over so often that it is asked no more."""
        pending = self.pending
        if pending is None:
            return False
        if all(fact in self.facts for fact in pending.facts):
            most = MOST_EXACT_REPEATED  # a rough figure does as well
        elif pending.multiple:
            most = MOST_OTHERS_REPEATED if pending.inline else MOST_LISTS_REPEATED
        else:
            most = MOST_REPEATED
        return self.repeats >= most

    def _let_be(self) -> State:
        """Without the pending question, which is not asked any more."""
        pending = self.pending
        assert pending is not None
        closed = self.roles_closed or pending.lists_roles
        pressed = self.pressed | frozenset(pending.facts)
        return replace(self, pending=None, repeats=0, pressed=pressed, roles_closed=closed)

    def _offering(self, question: AskedQuestion) -> tuple[AskedQuestion, ...]:
        if not question.options:
            return self.offered
        others = [asked for asked in self.offered if asked.id != question.id]
        return (question, *others)[:MOST_OFFERED]

    def _with_pending_back(self, following: AskedQuestion) -> State:
        """A pending question that was not answered, once, counts as not asked yet."""
        pending = self.pending
        if pending is None or set(pending.facts) & (set(following.facts) | set(self.facts)):
            return self
        if pending.facts in self.displaced or self.declined.intersection(pending.facts):
            return self
        return replace(
            self,
            asked=self.asked - {pending.facts},
            displaced=self.displaced | {pending.facts},
        )
