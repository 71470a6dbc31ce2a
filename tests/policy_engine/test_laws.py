"""Laws of evaluation, for any enterprise and any part of the truth it tells."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policy_engine import Assessment, MeasureResult, Money, Policy, Status, evaluate
from policy_engine.cases import cases
from tests.policy_engine.enterprises import exact, told_of, truths

ON = date(2025, 6, 1)
relaxed = settings(
    deadline=None, max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                           HealthCheck.filter_too_much, HealthCheck.data_too_large],
)  # fmt: skip


def _holds(wide: Money | None, narrow: Money | None) -> bool:
    if wide is None or narrow is None:
        return wide is narrow
    below = wide.low <= narrow.low
    return below and (wide.high is None or (narrow.high is not None and narrow.high <= wide.high))


def _contains(open_result: MeasureResult, closed: MeasureResult) -> bool:
    if open_result.status is not Status.UNDETERMINED and open_result.status is not closed.status:
        return False
    return closed.status is Status.INELIGIBLE or _holds(open_result.amount, closed.amount)


def _sound(told: Assessment, truth: Assessment) -> None:
    for partial, full in zip(told.measures, truth.measures, strict=True):
        assert _contains(partial, full), (partial.measure.id, partial, full)
        assert full.missing == ()


@relaxed
@given(data=st.data())
def test_no_completion_falls_outside_the_bounds(policy: Policy, data: st.DataObject) -> None:
    truth = data.draw(truths(policy))
    told = data.draw(told_of(policy, truth))
    _sound(evaluate(policy, told, ON), evaluate(policy, exact(policy, truth), ON))


@relaxed
@given(data=st.data())
def test_narrowing_a_fact_never_widens_an_answer(policy: Policy, data: st.DataObject) -> None:
    truth = data.draw(truths(policy))
    told = data.draw(told_of(policy, truth))
    narrowed = {**told}
    whole = exact(policy, truth)
    for name in data.draw(st.lists(st.sampled_from(sorted(policy.facts)), max_size=4)):
        narrowed[name] = whole[name]
    before, after = evaluate(policy, told, ON), evaluate(policy, narrowed, ON)
    for wide, narrow in zip(before.measures, after.measures, strict=True):
        assert _contains(wide, narrow) or narrow.status is Status.UNDETERMINED
        if narrow.status is Status.UNDETERMINED:
            assert wide.status is Status.UNDETERMINED
            assert _holds(wide.amount, narrow.amount)
        assert set(narrow.missing) <= set(wide.missing)


@relaxed
@given(data=st.data(), seed=st.integers())
def test_the_order_of_facts_does_not_matter(policy: Policy, data: st.DataObject, seed: int) -> None:
    told = data.draw(told_of(policy, data.draw(truths(policy))))
    names = list(told)
    random.Random(seed).shuffle(names)
    first, second = evaluate(policy, told, ON), evaluate(policy, {n: told[n] for n in names}, ON)
    assert [(r.status, r.amount, r.missing) for r in first.measures] == [
        (r.status, r.amount, r.missing) for r in second.measures
    ]
    assert first.questions == second.questions


@relaxed
@given(data=st.data())
def test_a_fact_that_is_not_missing_cannot_change_its_measure(
    policy: Policy, data: st.DataObject
) -> None:
    truth, other = data.draw(truths(policy)), data.draw(truths(policy))
    told = data.draw(told_of(policy, truth))
    before = evaluate(policy, told, ON)
    fact = data.draw(st.sampled_from(sorted(policy.facts)))
    assume(fact not in told)
    after = {**told, fact: exact(policy, other)[fact]}
    try:
        policy.world(after)
    except ValueError:
        return  # the other value contradicts what was told
    for old, new in zip(before.measures, evaluate(policy, after, ON).measures, strict=True):
        related = {r.smaller for r in policy.relations} | {r.larger for r in policy.relations}
        if fact not in old.missing and fact not in related:
            assert (old.status, old.amount) == (new.status, new.amount)


@relaxed
@given(data=st.data())
def test_undetermined_means_both_are_possible(policy: Policy, data: st.DataObject) -> None:
    """Bounds are tight: an open status has completions either way."""
    told = data.draw(told_of(policy, data.draw(truths(policy))))
    for result in evaluate(policy, told, ON).measures:
        if result.status is Status.UNDETERMINED:
            found = cases(policy, result.measure, result.world)
            assert {outcome.granted for outcome in found.outcomes()} == {True, False}
            assert result.missing
