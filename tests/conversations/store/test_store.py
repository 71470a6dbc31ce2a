"""What every store must do, over each kind of database."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conversations import (
    Database,
    Exchange,
    Feedback,
    Kept,
    Place,
    SqliteStore,
    SqlStore,
    SqlUpdates,
    StaleError,
    State,
    Store,
    StoredReply,
    StoreError,
    StoreUnavailableError,
    UnreadableState,
    Update,
    open_database,
)
from tests.conversations.samples import YES_NO, keep_answer

NOW = 1.0
ANSWER = StoredReply("答", "answer", '{"reply": "答"}')


@pytest.fixture
def store(database: Database) -> Store:
    return SqlStore(database)


def test_a_message_is_claimed_once(store: Store) -> None:
    first, new = store.claim("web", "u", "1", "你好", 1.0)
    again, repeated = store.claim("web", "u", "1", "你好", 2.0)
    assert (new, repeated) == (True, False)
    assert first == again
    assert store.claim("wechat", "u", "1", "你好", 2.0)[1]


def test_two_users_may_use_the_same_id(store: Store) -> None:
    mine, _ = store.claim("wechat", "a", "1", "我们海外仓2500平", 1.0)
    keep_answer(store, mine, State(), StoredReply("2500", "answer", "{}"), 1.0)
    other, new = store.claim("wechat", "b", "1", "怎么申报", 2.0)
    assert (new, other.text, other.reply) == (True, "怎么申报", None)
    assert [e.text for e in store.transcript("wechat", "b")] == ["怎么申报"]
    found = [store.find("wechat", user, "1") for user in ("a", "b", "c")]
    assert [e and e.text for e in found] == ["我们海外仓2500平", "怎么申报", None]


def test_the_first_answer_stands(store: Store) -> None:
    exchange, _ = store.claim("web", "u", "1", "你好", 1.0)
    given = keep_answer(store, exchange, State(turns=1), ANSWER, 2.0)
    second = keep_answer(store, exchange, State(turns=9), StoredReply("别的", "answer", "{}"), 3.0)
    assert given.reply == second.reply == "答"
    kept = store.conversation("web", "u")
    assert kept is not None
    assert kept.state.turns == 1
    assert kept.touched_at == 2.0


def _said(store: Store, number: int, at: float = 1.0, **lease: object) -> Exchange:
    return store.claim("web", "u", str(number), f"第{number}句", at, **lease)[0]  # type: ignore[arg-type]


def test_an_answer_from_a_state_that_went_on_is_not_kept(store: Store) -> None:
    first, second = _said(store, 1), _said(store, 2)
    store.answer(first, State(turns=1), ANSWER, 1.0, version=None)
    for stale in (None, 99):
        with pytest.raises(StaleError):
            store.answer(second, State(turns=9), ANSWER, 1.0, version=stale)
    kept = store.conversation("web", "u")
    assert kept is not None
    assert kept.state.turns == 1
    store.answer(second, State(turns=2), ANSWER, 1.0, version=kept.version)
    kept = store.conversation("web", "u")
    assert kept is not None
    assert kept.state.turns == 2


def test_what_was_forgotten_meanwhile_does_not_come_back(store: Store) -> None:
    _said(store, 1)
    store.answer(_said(store, 1), State(turns=1), ANSWER, 1.0, version=None)
    kept = store.conversation("web", "u")
    assert kept is not None
    thinking, asking, later = _said(store, 2), _said(store, 3), _said(store, 4)
    assert store.forget("web", "u", through=asking.number) == 3
    assert store.answer(thinking, State(turns=2), ANSWER, 1.0, version=kept.version).reply == "答"
    assert store.conversation("web", "u") is None
    assert list(store.transcript("web", "u")) == [later]
    with pytest.raises(StaleError):
        store.answer(later, State(turns=3), ANSWER, 1.0, version=kept.version)


def test_one_users_messages_are_taken_up_in_order_and_by_one_at_a_time(store: Store) -> None:
    first = _said(store, 1, holder="a", leased_until=10.0)
    second = _said(store, 2, holder="b", leased_until=11.0)
    assert store.next_turn(second, "b", 5.0, 15.0) is None
    assert store.next_turn(first, "a", 5.0, 15.0) == first
    assert store.next_turn(second, "b", 10.5, 20.0) == first
    assert store.next_turn(first, "a", 10.6, 20.0) is None
    answered = keep_answer(store, first, State(), ANSWER, 11.0)
    assert store.next_turn(first, "a", 12.0, 20.0) == answered
    assert store.next_turn(second, "b", 12.0, 20.0) == second


def test_what_nobody_answers_is_found_until_it_is_set_aside(store: Store) -> None:
    first = _said(store, 1, holder="a", leased_until=10.0)
    second = _said(store, 2, holder="a", leased_until=12.0)
    assert [store.abandoned(at) for at in (9.0, 11.0, 13.0)] == [[], [first], [first, second]]
    store.set_aside(first)
    assert store.abandoned(13.0) == [second]
    assert store.next_turn(second, "b", 13.0, 20.0) == second
    assert store.next_turn(first, "b", 13.0, 20.0) == first


def test_the_question_that_a_message_chooses_from_is_kept_with_it(store: Store) -> None:
    assert _said(store, 1, question=YES_NO).question == YES_NO
    assert _said(store, 1).question == YES_NO
    assert _said(store, 2).question is None


def test_the_options_that_were_tapped_are_kept_with_the_message(store: Store) -> None:
    assert _said(store, 1, choice="a1.2").choice == "a1.2"
    assert _said(store, 1).choice == "a1.2"
    assert _said(store, 2).choice is None


def test_everything_said_is_read_back_conversation_by_conversation(store: Store) -> None:
    for at, user in enumerate(["b", "a", "b"]):
        store.claim("web", user, str(at), f"第{at}句", float(at))
    assert [e.text for e in store.exchanges(0.0)] == ["第1句", "第0句", "第2句"]
    assert [e.text for e in store.exchanges(1.0)] == ["第1句", "第2句"]


def test_users_and_channels_are_apart(store: Store) -> None:
    for user in ("a", "b"):
        exchange, _ = store.claim("web", user, user, f"我是{user}", 1.0)
        keep_answer(store, exchange, State(turns=ord(user)), ANSWER, 1.0)
    found = store.conversation("web", "b")
    assert found is not None
    assert found.state.turns == ord("b")
    assert store.conversation("wechat", "a") is None
    assert [e.text for e in store.transcript("web", "a")] == ["我是a"]
    assert store.find("web", "b", "b") == next(store.transcript("web", "b"))
    assert store.find("web", "b", "nobody") is None


def test_what_comes_late_is_kept_until_given(store: Store) -> None:
    exchange, _ = store.claim("wechat", "u", "1", "你好", 1.0)
    store.mark_late(exchange, late=True)
    assert store.late("wechat", "u") == []
    keep_answer(store, exchange, State(), ANSWER, 2.0)
    (late,) = store.late("wechat", "u")
    store.mark_late(late, late=False)
    assert store.late("wechat", "u") == []


def test_what_was_late_is_given_with_the_next_answer_and_with_its_copies(store: Store) -> None:
    first, second = (keep_answer(store, _said(store, n), State(), ANSWER, 1.0) for n in (1, 2))
    store.mark_late(first, late=True)
    assert [e.number for e in store.give_with(second, NOW)] == [first.number]
    staff = store.add_reply("web", "u", "staff", ANSWER, 2.0)
    given = [e.number for e in store.give_with(second, NOW)]
    assert given == [e.number for e in store.given_with(second)] == [first.number]
    assert store.late("web", "u") == [staff]
    third = keep_answer(store, _said(store, 3), State(), ANSWER, 3.0)
    assert [e.number for e in store.give_with(third, NOW)] == [staff.number]
    store.mark_late(second, late=True)
    assert store.give_with(second, NOW) == store.given_with(second)
    assert (store.late("web", "u"), store.given_with(first)) == ([], [])


def test_what_is_being_sent_is_given_by_nobody_else(store: Store) -> None:
    first, second = (keep_answer(store, _said(store, n), State(), ANSWER, 1.0) for n in (1, 2))
    store.begin_sending(first, until=60.0)
    assert (store.is_being_sent(first, 59.0), store.is_being_sent(first, 61.0)) == (True, False)
    assert store.give_with(second, 59.0) == []
    store.end_sending(first, sent=False)
    assert [e.number for e in store.late("web", "u")] == [first.number]
    assert [e.number for e in store.give_with(second, 59.0)] == [first.number]
    store.begin_sending(second, until=60.0)
    store.end_sending(second, sent=True)
    assert store.late("web", "u") == []


def test_whoever_died_while_sending_sent_nothing(store: Store) -> None:
    first, second = (keep_answer(store, _said(store, n), State(), ANSWER, 1.0) for n in (1, 2))
    store.begin_sending(first, until=60.0)
    assert [e.number for e in store.give_with(second, 61.0)] == [first.number]


def test_staff_see_what_was_not_understood(store: Store) -> None:
    for number, unclear in enumerate((False, True)):
        exchange, _ = store.claim("web", "u", str(number), f"第{number}句", 1.0)
        keep_answer(store, exchange, State(), StoredReply("答", "fallback", "{}", unclear), 1.0)
    assert [e.text for e in store.unclear()] == ["第1句"]


def test_a_page_is_turned_once_for_each_request(store: Store) -> None:
    exchange, _ = store.claim("wechat", "u", "1", "详细", 1.0)
    assert [store.turn_page(exchange, request) for request in ("a", "a", "b")] == [1, 1, 2]


def test_feedback_is_kept_with_the_answer_it_is_about(store: Store) -> None:
    first = Feedback("web", "u", 1, False, "看不懂", 1.0)
    second = Feedback("web", "v", None, None, "很好", 2.0)
    store.add_feedback(first)
    store.add_feedback(second)
    assert store.feedback() == [second, first]
    store.forget("web", "u")
    store.purge(3.0)
    assert store.feedback() == []


def test_forgetting_and_purging(store: Store) -> None:
    for user, at in (("old", 1.0), ("new", 100.0), ("me", 100.0)):
        exchange, _ = store.claim("web", user, user, "话", at)
        keep_answer(store, exchange, State(), ANSWER, at)
    assert store.forget("web", "me") == 1
    assert store.conversation("web", "me") is None
    assert store.purge(50.0) == 1
    assert store.conversation("web", "old") is None
    assert store.conversation("web", "new") is not None


def test_many_threads_claim_each_message_once(store: Store) -> None:
    won: list[int] = []

    def claim() -> None:
        won.extend(n for n in range(50) if store.claim("web", "u", str(n), "话", 1.0)[1])

    threads = [threading.Thread(target=claim) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == list(range(50))


NEWER = '{"version": 99}'


def _spoilt(database: Database) -> SqlStore:
    """A store in which the state of a conversation is of a newer version."""
    store = SqlStore(database)
    exchange, _ = store.claim("web", "u", "1", "你好", 1.0)
    keep_answer(store, exchange, State(), ANSWER, 1.0)
    with database.transaction() as connection:
        connection.execute("UPDATE conversations SET state = ?", (NEWER,))
    return store


def test_a_state_that_cannot_be_read_is_a_new_beginning_and_kept_aside(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    store = _spoilt(database)
    assert [store.conversation("web", "u") for _ in range(2)] == [Kept(State(), 1.0, True)] * 2
    exchange, _ = store.claim("web", "u", "2", "你好", 5.0)
    keep_answer(store, exchange, State(turns=1), ANSWER, 5.0)
    assert store.conversation("web", "u") == Kept(State(turns=1), 5.0)
    assert store.unreadable() == [UnreadableState("web", "u", NEWER, 1.0)]
    (told,) = caplog.messages
    assert "版本 99，这里只认到" in told


def test_what_is_kept_aside_goes_with_the_rest(database: Database) -> None:
    ways: list[Callable[[SqlStore], object]] = [
        lambda store: store.forget("web", "u"),
        lambda store: store.purge(2.0),
    ]
    for forgets in ways:
        store = _spoilt(database)
        store.conversation("web", "u")
        forgets(store)
        assert store.unreadable() == []


def test_a_file_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "w.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="打不开"):
        SqliteStore(tmp_path / "w.db")


def test_an_update_is_kept_once_and_until_it_is_done(database: Database) -> None:
    updates = SqlUpdates(database)
    assert updates.last("telegram") is None
    assert [updates.keep("telegram", n, f"第{n}", 1.0) for n in (7, 5, 7)] == [True, True, False]
    updates.count_sent("telegram", 7, 2)
    assert updates.open("telegram") == [Update(5, "第5"), Update(7, "第7", 2)]
    updates.done("telegram", 5)
    assert [update.number for update in updates.open("telegram")] == [7]
    assert not updates.keep("telegram", 5, "第5", 2.0)
    assert updates.last("telegram") == 7


def test_small_values_are_shared_until_they_run_out(store: Store) -> None:
    store.keep_value("钥匙", "一", 10.0)
    store.keep_value("钥匙", "二", 20.0)
    assert (store.kept_value("钥匙", 15.0), store.kept_value("钥匙", 20.0)) == ("二", None)


def test_an_address_is_kept_until_its_user_is_forgotten(store: Store) -> None:
    store.keep_address("web", "u", "旧")
    store.keep_address("web", "u", "封")
    assert (store.address("web", "u"), store.address("web", "v")) == ("封", None)
    store.forget("web", "u")
    assert store.address("web", "u") is None


def test_numbers_for_the_office(store: Store) -> None:
    for number, (user, unclear) in enumerate((("a", False), ("a", True), ("b", False))):
        exchange, _ = store.claim("web", user, str(number), f"第{number}句", 86_400.0 * 3)
        told = StoredReply("答", "answer", f'"{number}"', unclear)
        keep_answer(store, exchange, State(), told, 86_400.0 * 3)
    (count,) = store.counts(0.0)
    assert (count.channel, count.users, count.messages, count.unclear) == ("web", 2, 3, 1)
    assert count.day == time.strftime("%Y-%m-%d", time.localtime(86_400.0 * 3))
    assert sorted(store.last_turns(0.0)) == ['"1"', '"2"']


def test_any_character_that_can_be_typed_is_kept(store: Store) -> None:
    """But for NUL, which PostgreSQL has no place for."""
    text = "".join(chr(n) for n in range(1, 300)) + "％ %s ? \\ ' \" 😀 \ufeff\u202e"
    exchange, _ = store.claim("web", "u", "1", text, 1.0)
    assert exchange.text == text
    assert "之后" in store.claim("web", "u", "2", "之前\0之后", 1.0)[0].text


def test_what_one_process_holds_no_other_does(place: Place, database: Database) -> None:
    other = open_database(place)
    with database.hold("telegram") as mine, other.hold("telegram") as theirs:
        assert mine is not None
        assert mine.stands()
        assert theirs is None
        with other.hold("别的") as another:
            assert another is not None
    with other.hold("telegram") as now:
        assert now is not None
    other.close()


def test_writers_about_the_same_wait_for_each_other(place: Place, database: Database) -> None:
    """And give up in time, with nothing done."""
    other = open_database(place)
    with (
        database.transaction("web", "u"),
        other.patience(0.2),
        pytest.raises(StoreUnavailableError, match="占着"),
    ):
        SqlStore(other).claim("web", "u", "1", "你好", 1.0)
    assert SqlStore(other).find("web", "u", "1") is None
    assert SqlStore(other).claim("web", "u", "1", "你好", 1.0)[1]
    other.close()
