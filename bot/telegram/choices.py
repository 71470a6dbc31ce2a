"""A pressed button: ticks an option, or answers the question it stands under."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from telegram import CallbackQuery, Message

from conversations import AskedQuestion, Exchange, Store
from policy_engine import Policy

from ..choosing import NONE, choice_in, chosen
from ..reception import Reception
from .buttons import DONE, Press, keyboard
from .incoming import CHANNEL, Incoming

EXPIRED = "这个选择已经过期了，请直接打字告诉我。"
FOREIGN = "这是别人的选择。您可以直接打字告诉我。"
NOTHING_TICKED = f"还没有选。选完点“{DONE}”；一项都没有就点“{NONE}”。"
KEPT_SECONDS = 7 * 86_400.0
"""How long the ticks of an unfinished choice are remembered."""
LONGEST_EDITED = 4_000
Call = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a press leads to: a word to the person, a changed message, an answer."""

    alert: str = ""
    closed_with: str | None = None
    ticked: tuple[int, AskedQuestion, tuple[int, ...]] | None = None
    """The exchange that asked, its question, and the places that are ticked now."""
    exchange: Exchange | None = None

    def calls(self, query: CallbackQuery) -> Iterator[Call]:
        """The calls that show it: the press is acknowledged, the message edited in place."""
        yield lambda: query.answer(self.alert or None)
        if self.ticked is not None:
            buttons = keyboard(*self.ticked)
            yield lambda: query.edit_message_reply_markup(buttons)
        closed_with = self.closed_with
        if closed_with is not None:
            yield lambda: _close(query, closed_with)


class Choices:
    """Keeps what is ticked, and turns a finished choice into a message of the conversation."""

    def __init__(
        self,
        reception: Reception,
        store: Store,
        policy: Callable[[], Policy],
        clock: Callable[[], float],
    ) -> None:
        self._reception = reception
        self._store = store
        self._policy = policy
        self._clock = clock

    async def pressed(self, told: Incoming) -> Choice:
        """What pressing the button of `told` does."""
        press = told.press
        number = press.exchange if press is not None else 0
        asked = await asyncio.to_thread(self._store.exchange, number)
        question = choice_in(self._policy(), asked)
        if not press or not asked or not question or press.option >= len(question.options):
            return Choice(EXPIRED, closed_with="")
        if asked.user != self._reception.user(CHANNEL, told.person):
            return Choice(FOREIGN)
        if question.multiple != (press.kind != "pick"):
            return Choice(EXPIRED, closed_with="")
        if await asyncio.to_thread(self._is_settled, press, told.key):
            return Choice()
        ticked, last = await asyncio.to_thread(self._ticks, press)
        if press.kind == "toggle":
            now = ticked if last == told.key else ticked ^ {press.option}
            await asyncio.to_thread(self._tick, press, now, told.key)
            return Choice(ticked=(asked.number, question, tuple(sorted(now))))
        if press.kind == "done" and not ticked:
            return Choice(NOTHING_TICKED)
        places = {"pick": {press.option}, "none": set()}.get(press.kind, ticked)
        text = chosen(question, places) or NONE
        await asyncio.to_thread(self._settle, press, told.key)
        exchange = await self._reception.receive(
            CHANNEL, told.person, told.key, text, question=question
        )
        return Choice(closed_with=text, exchange=exchange)

    def _is_settled(self, press: Press, key: str) -> bool:
        """Whether the question was answered by another press: the second tap of two."""
        by = self._store.kept_value(f"{CHANNEL} settled {press.exchange}", self._clock())
        return by is not None and by != key

    def _settle(self, press: Press, key: str) -> None:
        until = self._clock() + KEPT_SECONDS
        self._store.keep_value(f"{CHANNEL} settled {press.exchange}", key, until)

    def _ticks(self, press: Press) -> tuple[set[int], str]:
        """The places ticked so far, and the press that ticked last."""
        kept = self._store.kept_value(_name(press), self._clock()) or '[[], ""]'
        places, last = json.loads(kept)
        return set(places), last

    def _tick(self, press: Press, places: set[int], key: str) -> None:
        value = json.dumps([sorted(places), key])
        self._store.keep_value(_name(press), value, self._clock() + KEPT_SECONDS)


def _name(press: Press) -> str:
    return f"{CHANNEL} ticks {press.exchange}"


async def _close(query: CallbackQuery, chosen: str) -> object:
    """The question keeps its text, says what was chosen, and loses its buttons."""
    message = query.message
    text = message.text if isinstance(message, Message) else None
    if not chosen or not text or len(text) > LONGEST_EDITED or not isinstance(message, Message):
        return await query.edit_message_reply_markup()
    return await query.edit_message_text(f"{text}\n\n✓ {chosen}", entities=message.entities)
