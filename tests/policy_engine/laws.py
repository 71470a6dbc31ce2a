"""What holds of every policy, for an enterprise drawn whole that tells a part of the truth."""

from __future__ import annotations

from hypothesis import strategies as st

from policy_engine import Policy, Status, evaluate

from .small_pack import ON
from .typed_enterprises import exactly, holds, tellings, truths


def no_completion_falls_outside_the_bounds(policy: Policy, data: st.DataObject) -> None:
    """The whole truth is inside what was said from a part of it, and leaves nothing open."""
    truth = data.draw(truths(policy))
    told = data.draw(tellings(policy, truth))
    part, whole = evaluate(policy, told, ON), evaluate(policy, exactly(policy, truth), ON)
    for partial, full in zip(part.measures, whole.measures, strict=True):
        assert holds(partial, full), (partial.measure.id, partial, full)
        assert full.missing == ()
        assert full.status is not Status.UNDETERMINED


def narrowing_never_widens_an_answer(policy: Policy, data: st.DataObject) -> None:
    """Telling more leaves less open."""
    truth = data.draw(truths(policy))
    told, whole = data.draw(tellings(policy, truth)), exactly(policy, truth)
    more = {n: whole[n] for n in data.draw(st.lists(st.sampled_from(sorted(policy.facts))))}
    before, after = evaluate(policy, told, ON), evaluate(policy, {**told, **more}, ON)
    for wide, narrow in zip(before.measures, after.measures, strict=True):
        assert holds(wide, narrow), (wide, narrow)
        assert set(narrow.missing) <= set(wide.missing)


def what_is_not_missing_cannot_change_its_measure(policy: Policy, data: st.DataObject) -> None:
    """A fact that a measure does not miss leaves its status and amount alone."""
    told = data.draw(tellings(policy, data.draw(truths(policy))))
    other = exactly(policy, data.draw(truths(policy)))
    before = evaluate(policy, told, ON)
    for fact in policy.facts:
        if fact in told:
            continue
        after = evaluate(policy, {**told, fact: other[fact]}, ON)
        for old, new in zip(before.measures, after.measures, strict=True):
            if fact not in old.missing:
                assert (old.status, old.amount) == (new.status, new.amount), (fact, old.measure.id)
