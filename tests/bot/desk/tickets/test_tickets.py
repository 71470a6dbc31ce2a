"""Tickets over real SQLite: sealed numbers, lists, linking, what a log may say, Excel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.exceptions import HTTPException

from bot.assembly import Parts
from bot.desk.accounts import SignedIn
from bot.desk.records import DeskRecords
from bot.desk.tickets.draft import draft
from bot.desk.tickets.excel import ticket_sheet
from bot.desk.tickets.listing import Wanted, filter_of, sealed, unsealed, wanted_of
from bot.desk.tickets.phones import Phones
from bot.desk.tickets.records import Filter
from bot.desk.tickets.ticket import Ticket
from bot.desk.tickets.tickets import Tickets
from bot.errors import UserError
from bot.sealing import Seal
from bot.settings import Settings
from conversations import SqliteStore, open_database

PHONE = "13973912345"
CLERK = SignedIn("李四", "clerk", "csrf", "token")
OTHER = SignedIn("王五", "clerk", "csrf", "token")
OFFICER = SignedIn("周科长", "officer", "csrf", "token")
TODAY = date(2026, 1, 5)


class Office:
    """Tickets, their records, and the file they are in."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.store = SqliteStore(file)
        self.records = DeskRecords(open_database(file))
        self.seal = Seal(b"0123456789abcdef")
        phones = Phones(self.seal, lambda number: f"hash of {hash(number)}")
        self.tickets = Tickets(Parts(Settings()), self.store, self.records, phones)

    def take(self, who: SignedIn = CLERK, **form: str) -> Ticket:
        return self.tickets.take_down(who, {"outcome": "待回访", **form}, channel="desk")

    def listed(self, chosen: str, who: SignedIn = CLERK, **wanted: str) -> list[int]:
        asked = filter_of(
            chosen, wanted_of(wanted), me=who.name, today=TODAY, hash_of=self.tickets.hash_of
        )
        return [ticket.number for ticket in self.tickets.find(asked, 50, 0)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "w.db")
    yield made
    made.records.close()
    made.store.close()


def test_a_number_is_sealed_in_the_file_and_found_all_the_same(office: Office) -> None:
    made = office.take(name="张三", phone="139-7391-2345")
    kept = b"".join(f.read_bytes() for f in office.file.parent.glob("w.db*"))
    assert PHONE.encode() not in kept
    assert office.listed("open", words="139 7391 2345") == [made.number]
    assert office.listed("open", words="13973912346") == []
    assert office.tickets.phone(made) == "139****2345"


def test_no_log_has_a_number_or_what_the_caller_told(office: Office) -> None:
    made = office.take(name="张三", phone=PHONE, firm="湘汇公司")
    office.tickets.save(CLERK, made, {"outcome": "投诉", "name": "李三", "phone": "13900000000"})
    office.tickets.view(CLERK, office.tickets.of(made.number), reveal=True)
    told = [f"{e.action} {e.subject}" for e in office.records.audit()]
    told += [note.text for note in office.records.tickets.notes(made.number)]
    assert not any(word in line for line in told for word in (PHONE, "13900000000", "三", "湘汇"))
    assert any("看工单电话" in line for line in told)


def test_who_may_see_a_number(office: Office) -> None:
    made = office.take(phone=PHONE)
    for who, seen in ((CLERK, PHONE), (OFFICER, PHONE), (OTHER, "139****2345")):
        assert office.tickets.view(who, made, reveal=True).phone == seen
    taken = office.tickets.take(OTHER, made)
    assert office.tickets.view(OTHER, taken, reveal=True).phone == PHONE
    assert office.tickets.view(CLERK, made).phone == "139****2345"  # only when asked for


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"outcome": "算了"}, "结果要选一个"),
        ({"outcome": "转办"}, "转给谁"),
        ({"phone": "12"}, "电话不对"),
        ({"due": "过几天"}, "期限要写成"),
        ({"due": "2月30日"}, "期限要写成"),
    ],
)
def test_what_is_wrong_with_a_form_is_told(office: Office, form: dict[str, str], told: str) -> None:
    with pytest.raises(UserError, match=told):
        office.take(CLERK, **form)
    assert office.tickets.count(Filter()) == 0


def test_the_lists_hold_what_their_names_say(office: Office) -> None:
    late = office.take(due="2026-01-05")
    later = office.take(OTHER, outcome="投诉", due="2026-01-06")
    done = office.take(outcome="已答复")
    passed_on = office.take(outcome="转办", handed_to="商务局", due="2026-01-02")
    assert office.listed("open") == [passed_on.number, late.number, later.number]
    assert office.listed("due") == [passed_on.number, late.number]
    assert office.listed("mine", OTHER) == [later.number]
    assert office.listed("closed") == [done.number]
    office.tickets.close(CLERK, late, {"outcome": "待回访"})
    assert office.listed("closed") == [done.number, late.number]
    office.tickets.reopen(CLERK, office.tickets.of(late.number))
    assert late.number in office.listed("open")


def test_tickets_are_found_by_words_number_county_outcome_and_day(office: Office) -> None:
    one = office.take(firm="湘汇 100%_公司", subject="海外仓补贴", county="大祥区")
    two = office.take(outcome="投诉", name="张三", subject="一直没人回电")
    assert office.listed("all", words="湘汇 海外仓") == [one.number]
    assert office.listed("all", words="100%_") == [one.number]
    assert office.listed("all", words="1%0_") == []
    assert office.listed("all", words=f"#{two.number}") == [two.number]
    assert office.listed("all", county="大祥区") == [one.number]
    assert office.listed("all", outcome="投诉") == [two.number]
    assert office.listed("all", since="2099-01-01") == []
    assert office.listed("all", until="2099-01-01") == [two.number, one.number]


def test_what_is_looked_for_travels_sealed(office: Office) -> None:
    wanted = Wanted(words=PHONE, county="大祥区")
    token = sealed(wanted, office.seal)
    assert PHONE not in token
    assert unsealed(token, office.seal) == wanted
    with pytest.raises(UserError, match="重新查"):
        unsealed("forged", office.seal)


def test_callers_are_one_only_when_a_clerk_says_so(office: Office) -> None:
    first, second = office.take(phone=PHONE), office.take(phone=PHONE)
    view = office.tickets.view(CLERK, second)
    assert [past.ticket.number for past in view.history] == [second.number]
    assert [other.number for other in view.alike] == [first.number]
    linked = office.tickets.link(CLERK, second, first)
    view = office.tickets.view(CLERK, linked)
    assert [past.ticket.number for past in view.history] == [second.number, first.number]
    assert view.alike == []
    alone = office.tickets.unlink(CLERK, office.tickets.of(second.number))
    assert len(office.tickets.view(CLERK, alone).history) == 1


def test_who_comes_late_does_not_write_over_another(office: Office) -> None:
    made = office.take()
    office.tickets.save(CLERK, made, {"outcome": "待回访", "note": "先改的"})
    with pytest.raises(HTTPException, match="别人刚刚改过"):
        office.tickets.save(OTHER, made, {"outcome": "待回访", "note": "后改的"})
    assert office.tickets.of(made.number).note == "先改的"


def test_a_call_has_one_ticket(office: Office) -> None:
    def take(outcome: str) -> Ticket:
        return office.tickets.take_down(CLERK, {"outcome": outcome}, channel="desk", call=7)

    assert take("待回访").number == take("投诉").number
    assert office.tickets.count(Filter()) == 1


def test_closed_tickets_go_when_they_are_too_old_and_open_ones_stay(office: Office) -> None:
    done, left = office.take(outcome="已答复"), office.take()
    office.records.purge(done.created_at + 10.0)
    assert [t.number for t in office.tickets.find(Filter(), 50, 0)] == [left.number]


def test_who_wants_to_be_forgotten_is_nobodys_caller_any_more(office: Office) -> None:
    form = {"outcome": "待回访", "name": "张三", "phone": PHONE, "county": "大祥区"}
    made = office.tickets.take_down(CLERK, form, channel="web", visitor="v")
    office.store.forget("web", "v")
    kept = office.tickets.of(made.number)
    assert (kept.name, kept.phone, kept.phone_hash, kept.visitor) == ("", "", "", "")
    assert (kept.county, kept.outcome) == ("大祥区", "待回访")


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "平常的字"]
)
def test_a_cell_is_never_a_formula(text: str) -> None:
    ticket = replace(_ticket(), name=text, note=text)
    sheet: Any = load_workbook(BytesIO(ticket_sheet([(ticket, "139****2345")]))).active
    for column in (4, 12):
        cell = sheet.cell(2, column)
        assert (cell.data_type, cell.value) == ("s", text)
        assert cell.quotePrefix == (text != "平常的字")


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        ("另外我们还有一家公司做出口的，今年300万美元", {"firm": ""}),
        ("他们公司集货仓去年六千万", {"firm": ""}),
        ("我们是做外贸的公司", {"firm": ""}),
        ("我们公司去年搬到大祥区", {"firm": "", "county": "大祥区"}),
        ("我想成立公司", {"firm": ""}),
        ("你好，我们邵阳湘汇科技有限公司想问补贴", {"firm": "邵阳湘汇科技有限公司"}),
        ("我是邵东的，有批货", {"county": "邵东市"}),
        ("我们邵阳的企业能不能申报", {"county": ""}),
        ("我不是邵东的", {"county": ""}),
        ("我姓陈，电话13807391234", {"name": "陈", "phone": "13807391234"}),
        ("免贵姓欧阳", {"name": "欧阳"}),
        ("我叫陈建国，做平台的", {"name": "陈建国"}),
        ("我要投诉，没补到", {"outcome": "投诉", "subject": "我要投诉，没补到；平台扶持"}),
        ("我不是要投诉", {"outcome": ""}),
    ],
)
def test_what_is_filled_in_beforehand_was_said(said: str, filled: dict[str, str]) -> None:
    told = draft([said], ["平台扶持"], ["大祥区", "邵东市", "邵阳县"], "邵阳市人民政府办公室")
    assert {name: told.get(name, "") for name in filled} == filled


def _ticket() -> Ticket:
    return Ticket(1, 1, "desk", "", "李四", created_at=1.0)


def test_an_officer_takes_the_numbers_along_and_it_is_noted(office: Office) -> None:
    office.take(phone=PHONE)
    assert [phone for _, phone in office.tickets.exported(OFFICER, Filter())] == [PHONE]
    assert [phone for _, phone in office.tickets.exported(OTHER, Filter())] == ["139****2345"]
    assert office.records.audit()[0].action == "导出工单"


def test_who_may_not_see_a_number_finds_none_in_the_words_and_loses_none(office: Office) -> None:
    note = "打0739-5360000，不在就打 139 739 12345"
    made = office.take(phone=PHONE, subject=f"回 {PHONE}", note=note)
    seen = office.tickets.form(OTHER, made)
    assert seen["note"] == "打073****0000，不在就打 139****2345"
    assert seen["subject"] == "回 139****2345"
    assert office.tickets.form(CLERK, made)["note"] == note
    seen["note"] += "；约了周五"
    saved = office.tickets.save(OTHER, made, seen)
    assert (saved.note, saved.subject) == (f"{note}；约了周五", f"回 {PHONE}")
