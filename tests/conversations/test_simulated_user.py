"""Hundreds of simulated dialogs: nothing wrong at the end, nothing asked twice, few questions."""

from __future__ import annotations

from conversations import Dialog

from .simulated_user import report, run

DIALOGS = 300


def test_simulated_users_get_the_right_result_with_few_questions(dialog: Dialog) -> None:
    with_topic, silent = tallies = run(dialog, DIALOGS)
    print(report(tallies))  # noqa: T201
    assert not with_topic.trouble, report(tallies)
    assert not silent.trouble, report(tallies)
    assert sum(with_topic.questions) / len(with_topic.questions) <= 4
    assert sum(silent.questions) / len(silent.questions) <= 6
