"""The pages of the office: the month to print and as Excel, and quality review."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from conversations import Store
from policy_engine import FactError

from ...channel_names import channel_name
from ...errors import UserError
from ...live import Live
from ...pages.forms import first
from ...pages.rendering import page
from ...today import local_today
from ..accounts import SignedIn
from ..call_routes import Number
from ..demand import Demand, wanting
from ..entry import Door
from ..frame import Frame
from ..records import DeskRecords
from ..rights import Right
from ..spreadsheet import Value, download, workbook
from ..teaching import INTENTS
from ..tickets.records import Filter
from ..tickets.tickets import MOST_EXPORTED
from .month import Month, Period, Waits, month, month_of
from .review import Reviewing, Sample

DAY, SCORED_DAYS, MOST_WANTING = 86_400.0, 30, 20


class MonthRoutes:
    """The routes of a month and of reviews."""

    def __init__(
        self, live: Live, store: Store, records: DeskRecords, door: Door, *, frame: Frame
    ) -> None:
        self._live = live
        self._store = store
        self._records = records
        self._door = door
        self._frame = frame
        self._reviewing = Reviewing(live, store, records)

    def add_to(self, router: APIRouter) -> None:
        router.get("/month")(self.month)
        router.post("/month/export")(self.export)
        router.get("/review")(self.review)
        router.post("/review/{number}")(self.mark)
        router.get("/review/gold")(self.gold)

    async def month(self, request: Request, month: str = "") -> Response:
        """A month on a page to print."""
        who = await self._door.allowed(request, Right.NUMBERS)
        period = month_of(month or f"{local_today():%Y-%m}")
        found, asked = await asyncio.to_thread(self._month, period)
        return page(
            "desk_month.html",
            **await self._frame.around(who, Right.NUMBERS, Right.EXPORT),
            month=found,
            wanting=asked,
            score=await asyncio.to_thread(self._reviewing.score, period.begin),
        )

    async def export(self, request: Request) -> Response:
        """The same as Excel."""
        who, form = await self._door.changing(request, Right.EXPORT)
        period = month_of(first(form, "month"))
        found, asked = await asyncio.to_thread(self._month, period)
        await self._frame.seen(who, f"导出 {period.name}")
        content = await asyncio.to_thread(workbook, _tables(found, asked))
        return download(content, f"month-{period.name}.xlsx")

    async def review(self, request: Request) -> Response:
        """An answer to look at, drawn by chance."""
        who = await self._door.allowed(request, Right.REVIEW)
        return await self._review_page(who, await asyncio.to_thread(self._reviewing.draw))

    async def mark(self, request: Request, number: Number) -> Response:
        """Keep what someone says of an answer, and draw the next."""
        who, form = await self._door.changing(request, Right.REVIEW)
        told = {name: first(form, name) for name in form}
        try:
            await asyncio.to_thread(self._reviewing.mark, who, number, told)
        except (UserError, FactError) as error:
            again = await asyncio.to_thread(self._reviewing.sample, number)
            return await self._review_page(who, again, told, str(error))
        return await self._review_page(who, await asyncio.to_thread(self._reviewing.draw))

    async def gold(self, request: Request) -> Response:
        """Everything that was looked at, for `wence nlu eval`."""
        await self._door.allowed(request, Right.REVIEW)
        text = await asyncio.to_thread(self._reviewing.gold)
        headers = {
            "Content-Disposition": 'attachment; filename="gold.yml"', "Cache-Control": "no-store",
        }  # fmt: skip
        return PlainTextResponse(text, headers=headers)

    async def _review_page(
        self,
        who: SignedIn,
        sample: Sample | None,
        form: Mapping[str, str] | None = None,
        problem: str = "",
    ) -> Response:
        values = {
            "sample": sample, "problem": problem, "intents": {**INTENTS, "handoff": "找人工"},
            "form": form or (_form_of(sample) if sample is not None else {}),
            "score": await asyncio.to_thread(self._reviewing.score, time.time() - SCORED_DAYS * DAY),
            "wrong": await asyncio.to_thread(self._reviewing.wrong),
        }  # fmt: skip
        around = await self._frame.around(who, Right.REVIEW)
        return page("desk_review.html", 422 if problem else 200, **around, **values)

    def _month(self, period: Period) -> tuple[Month, list[Demand]]:
        said = [e for e in self._store.exchanges(period.begin) if e.received_at < period.end]
        asked = Filter(since=period.begin, before=period.end)
        found = month(
            self._live.parts.policy,
            period,
            said=said,
            tickets=self._records.tickets.find(asked, MOST_EXPORTED),
            calls=self._records.calls_between(period.begin, period.end),
            done=self._records.office.done(period),
            today=local_today().isoformat(),
        )
        bad = self._records.attention.all_found_bad(period.begin)
        return found, wanting(said, bad, MOST_WANTING)


def _form_of(sample: Sample) -> dict[str, str]:
    return {"intent": sample.intent, "topics": sample.topics, "facts": sample.facts, "note": ""}


def _tables(
    found: Month, asked: Sequence[Demand]
) -> list[tuple[str, Sequence[str], list[Sequence[Value]]]]:
    """The month's tables, one a sheet."""
    return [
        ("渠道", ("渠道", "人", "消息", "没听懂", "找人工"),
         [(channel_name(r.channel), r.people, r.messages, r.unclear, r.wanted) for r in found.channels]),
        ("问的措施", ("措施", "对话"), [tuple(row) for row in found.topics]),
        ("结果", ("结果", "工单"), [tuple(row) for row in found.outcomes]),
        ("县区", ("县区", "工单", "未办结"), [(r.county, r.tickets, r.open) for r in found.counties]),
        ("经办", ("经办", "来电", "一通几分钟", "工单", "办结", "过期未办", "答复了几条", "等几分钟", "九成在几分钟内"),
         [(r.name, r.calls, r.minutes, r.tickets, r.closed, r.late, *_waited(r.waits)) for r in found.clerks]),
        ("等人的时间", ("条数", "中位分钟", "九成在几分钟内"), [_waited(found.waits)]),
        ("没答好的", ("问的", "没答好", "一共"), [(r.text, r.badly, r.asked) for r in asked]),
    ]  # fmt: skip


def _waited(waits: Waits) -> tuple[Value, ...]:
    return (waits.count, waits.middle, waits.nine_of_ten)
