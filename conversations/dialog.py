"""A conversation turn from typed text: understand it at this point, then respond."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from nlu import (
    AnotherFirm,
    Chosen,
    Context,
    Denied,
    FormerFirm,
    Intent,
    IntentName,
    Meaning,
    NoneOfTheRest,
    Statement,
    Told,
    Understanding,
    Undone,
    undone_first,
)
from policy_engine import FactValue

from .another_firm import (
    beginning,
    begun,
    come_back,
    former,
    no_such_firm,
    told_of_it,
    turns_back,
    turns_to_another,
)
from .as_it_was import day_of
from .blocks import AskedQuestion, Line
from .grounds import Grounds
from .reply import Reply, changes
from .respond import passed_over, respond, respond_to_choice, too_late
from .selection import beside, leaves_the_rest_open, settled, to_be_told
from .state import State
from .undoing import taken_back
from .waiting import heard_again, kept_waiting
from .wording import fact_value

LONGEST_LEAD = 8
"""Characters before another enterprise that say nothing of the first: 好，这家先这样。"""
SHORTEST_REST = 3
"""Characters after 回到第一家 that say nothing more: 吧, 看看."""


@dataclass(frozen=True)
class Dialog:
    """The dialog manager: holds what never changes; all that does is in the State."""

    grounds: Grounds
    understanding: Understanding

    def turn(self, state: State, text: str, today: date) -> tuple[State, Reply, Meaning]:
        """Answer what was typed. Deterministic, and never raises for anything typed."""
        return self.choose(state, state.pending, text, today)

    def choose(
        self, state: State, question: AskedQuestion | None, text: str, today: date
    ) -> tuple[State, Reply, Meaning]:
        """Answer a choice among the options of a question, which may have been asked long ago.

        What is no such choice is answered as anything typed.
        """
        rest = undone_first(text)
        back = None if rest is None else taken_back(self.grounds.policy, state)
        if rest is not None and back is not None:
            return self._after_undoing(state, *back, text=text, rest=text[rest:], today=today)
        context = self._context(state, today, question)
        lead = self._lead(state, question, text, context)
        if lead is not None:
            asked, meaning = lead
        else:
            asked, meaning = state, self.understanding.parse(text, context)
            another = turns_to_another(state, meaning)
            if another is not None:
                return self._of_another(state, text, another, today)
            back_to = turns_back(state, meaning, self.grounds.policy)
            if back_to is not None:
                return self._of_former(state, meaning, back_to, today)
            chosen = settled(state, question, meaning)
            if chosen is not None:
                return self._chosen(state, question, chosen, meaning, today)
        again = self._heard_again(state, meaning.facts, today)
        meaning = replace(meaning, statements=(*meaning.statements, *again))
        after, reply = respond(self.grounds, asked, meaning, today)
        if reply.act == "fallback" or meaning.intent.name is IntentName.HANDOFF:
            after = after.leaving_to_staff(text)
        return _with_changes(state, kept_waiting(after, text, reply), reply, meaning)

    def _after_undoing(
        self, before: State, back: State, told: Line, *, text: str, rest: str, today: date
    ) -> tuple[State, Reply, Meaning]:
        """Answer what is said after something was taken back: 撤销，30是单价不是票数."""
        after, reply, meaning = self.choose(back, back.pending, rest, today)
        said = replace(reply.after(told), changed=changes(before.facts, after.facts))
        return after, said, replace(meaning, text=text)

    def _of_another(
        self, state: State, text: str, another: AnotherFirm, today: date
    ) -> tuple[State, Reply, Meaning]:
        """Answer what is told of another enterprise, with nothing known of it before.

        What stands before it is still of the first: 就按1900算吧。第三家是做箱包的.
        """
        before = text[: another.span[0]]
        if len(before) > LONGEST_LEAD:
            state = self.turn(state, before, today)[0]
        fresh, told = beginning(state), told_of_it(text, another)
        after, reply, meaning = self.choose(fresh, None, told, today)
        return *begun(self.grounds, state, after, reply=reply, today=today), replace(
            meaning, text=text
        )

    def _of_former(
        self, state: State, meaning: Meaning, wanted: FormerFirm, today: date
    ) -> tuple[State, Reply, Meaning]:
        """Answer what is said of an enterprise that was told of before, with what is known of it."""
        back = former(state, wanted)
        if back is None:
            none = no_such_firm(state, wanted)
            return *passed_over(self.grounds, state, meaning, none, today=today), meaning
        rest = told_of_it(meaning.text, wanted)
        asks = Meaning(meaning.text, Intent(IntentName.ASK_AMOUNT, 1.0), is_question=True)
        after, reply = respond(self.grounds, back, asks, today)
        if len(rest) > SHORTEST_REST and not wanted.asks:
            said, of_it, heard = self.choose(back, back.pending, rest, today)
            if of_it.act not in ("fallback", "clarify"):
                after, reply, asks = said, of_it, heard
        told = come_back(self.grounds, state, after, reply=reply, today=today)
        return *told, replace(asks, text=meaning.text)

    def _chosen(
        self,
        state: State,
        question: AskedQuestion | None,
        chosen: Mapping[str, FactValue],
        meaning: Meaning,
        today: date,
    ) -> tuple[State, Reply, Meaning]:
        """Answer a choice, with the numbers that waited for it."""
        again = self._heard_again(state, chosen, today)
        told = {**chosen, **{found.fact: found.value for found in again}}
        answered = respond_to_choice(
            self.grounds, state, told, meaning, today=today, question=question
        )
        return _with_changes(state, *answered, meaning)

    def _heard_again(
        self, state: State, told: Mapping[str, FactValue], today: date
    ) -> tuple[Told, ...]:
        """The numbers that waited for what is told now."""
        return heard_again(self.understanding, self.grounds.policy, state, told, today=today)

    def _context(self, state: State, today: date, question: AskedQuestion | None = None) -> Context:
        """What understanding may rest on, with the amounts that the facts so far come to."""
        on = day_of(self.grounds.policy, state, today)
        amounts = self.grounds.amounts(state.facts, on)
        if state.facts:
            amounts |= self.grounds.stated
        return replace(state.context(today, question), amounts=amounts)

    def _lead(
        self, state: State, question: AskedQuestion | None, text: str, context: Context
    ) -> tuple[State, Meaning] | None:
        """The state without the question that the message answers by option, and everything
        that it says; `None` where it does no such thing."""
        lead = self.understanding.leading(text, context)
        if lead is None or question is None:
            return None
        choice = Meaning(text, Intent(IntentName.INFORM, 1.0), (lead.choice,))
        facts = settled(state, question, choice)
        if facts is None or to_be_told(question, choice) in self.grounds.policy.facts:
            return None  # 第二个，5500万: the number belongs to what was chosen
        known = self._context(replace(state, pending=None).told(facts), context.today)
        rest = self.understanding.parse(lead.rest, known)
        open_yet = leaves_the_rest_open(question, choice, rest)
        facts = {fact: v for fact, v in facts.items() if v is not False} if open_yet else facts
        closed = (question.lists_roles and not open_yet) or state.roles_closed
        answered = replace(state, pending=None, roles_closed=closed).answered(question, facts)
        return answered, beside(text, facts, rest, lead.start)

    def pick(
        self, state: State, question_id: str, places: Collection[int], *, text: str, today: date
    ) -> tuple[State, Reply, Meaning]:
        """Answer options that were tapped, by their places from 0 (none: 都不是).

        They answer the question they were offered with, however long ago, or are refused;
        they never answer another one.
        """
        question = state.question(question_id)
        picks = Chosen(options=tuple(sorted(set(places)))) if places else NoneOfTheRest()
        meaning = Meaning(text, Intent(IntentName.INFORM, 1.0), (picks,))
        known = question is not None and all(0 <= p < len(question.options) for p in places)
        chosen = settled(state, question, meaning) if known else None
        if chosen is None or not self.grounds.policy.facts.keys() >= chosen.keys():
            refused = replace(meaning, statements=())
            return _with_changes(state, *too_late(self.grounds, state, refused, today), refused)
        return self._chosen(state, question, chosen, meaning, today)

    def tell(
        self, state: State, facts: Mapping[str, FactValue | None], today: date
    ) -> tuple[State, Reply, Meaning]:
        """Answer facts that were filled in rather than said; `None`: not known any more."""
        kept = state.without(name for name, value in facts.items() if value is None)
        told = {name: value for name, value in facts.items() if value is not None}
        definitions = self.grounds.policy.facts
        said = [fact_value(definitions[name], value) for name, value in told.items()]
        said += [f"{definitions[n].label}：不清楚" for n, value in facts.items() if value is None]
        meaning = Meaning("；".join(said), Intent(IntentName.INFORM, 1.0), _statements(told))
        answered = respond_to_choice(self.grounds, kept, told, meaning, today=today)
        return _with_changes(state, *answered, meaning)


def _with_changes(
    before: State, after: State, reply: Reply, meaning: Meaning
) -> tuple[State, Reply, Meaning]:
    """The turn with what it changed, which can be undone until the next change."""
    changed = replace(reply, changed=changes(before.facts, after.facts))
    kept = after if meaning.says(Undone) else after.remembering(before)
    return kept, changed, meaning


def _statements(facts: Mapping[str, FactValue]) -> tuple[Statement, ...]:
    """What was filled in, as if it had been said."""
    return tuple(
        Denied(fact=fact) if value is False else Told(fact=fact, value=value)
        for fact, value in facts.items()
    )
