"""Messages and their answers: claimed, leased, answered from the state that stands."""

from __future__ import annotations

from collections.abc import Sequence

from ..blocks import AskedQuestion
from ..state import State
from .codec import encode_state
from .database import Connection, Database
from .records import Exchange, StaleError, StoredReply
from .reply_codec import encode_blocks

ONE_MESSAGE = "WHERE channel = ? AND user = ? AND external_id = ?"
_COLUMNS = (
    "number, channel, user, external_id, text, received_at, reply, act, answered_at, turn, blocks,"
    " question, choice"
)


class SqlTurns:
    """The part of the store that turns go through."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._transaction = database.transaction
        self.patience = database.patience

    def claim(
        self,
        channel: str,
        user: str,
        external_id: str,
        text: str,
        at: float,
        *,
        holder: str = "",
        leased_until: float = 0.0,
        question: AskedQuestion | None = None,
        choice: str | None = None,
    ) -> tuple[Exchange, bool]:
        asked = None if question is None else encode_blocks((question,))
        with self._transaction(channel, user) as connection:
            done = connection.execute(
                "INSERT INTO exchanges (channel, user, external_id, text, received_at,"
                " holder, leased_until, question, choice) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (channel, user, external_id, text, at, holder, leased_until, asked, choice),
            )
            found = self._rows(ONE_MESSAGE, (channel, user, external_id), connection)
            return found[0], done.rowcount == 1

    def next_turn(
        self, exchange: Exchange, holder: str, at: float, leased_until: float
    ) -> Exchange | None:
        number = exchange.number
        query = (
            "SELECT number, holder, leased_until FROM exchanges WHERE channel = ? AND user = ?"
            " AND reply IS NULL AND number <= ? AND (NOT aside OR number = ?)"
            " ORDER BY number LIMIT 1"
        )
        place = (exchange.channel, exchange.user, number, number)
        first = self._database.connection().execute(query, place).fetchone()
        if first is None:
            return self.exchange(number) or exchange
        earliest, held_by, until = first
        if held_by != holder and (
            until > at or not self._lease(earliest, held_by, until, (holder, leased_until))
        ):
            return None
        return self.exchange(earliest)

    def _lease(self, number: int, held_by: str, until: float, to: tuple[str, float]) -> bool:
        """Take a lease over, unless another did or the message was answered meanwhile."""
        with self._transaction() as connection:
            done = connection.execute(
                "UPDATE exchanges SET holder = ?, leased_until = ? WHERE number = ?"
                " AND holder = ? AND leased_until = ? AND reply IS NULL",
                (*to, number, held_by, until),
            )
            return done.rowcount == 1

    def abandoned(self, at: float, most: int = 100) -> list[Exchange]:
        where = "WHERE reply IS NULL AND NOT aside AND leased_until < ? ORDER BY number LIMIT ?"
        return self._rows(where, (at, most))

    def set_aside(self, exchange: Exchange) -> None:
        with self._transaction() as connection:
            connection.execute(
                "UPDATE exchanges SET aside = TRUE WHERE number = ?", (exchange.number,)
            )

    def answer(
        self,
        exchange: Exchange,
        state: State,
        reply: StoredReply,
        at: float,
        *,
        version: int | None,
    ) -> Exchange:
        number = exchange.number
        with self._transaction(exchange.channel, exchange.user) as connection:
            standing = self._rows("WHERE number = ?", (number,), connection)
            if not standing:
                return exchange.with_reply(reply)
            if standing[0].reply is not None:
                return standing[0]
            self._keep_state(connection, exchange, state, at, version)
            connection.execute(
                "UPDATE exchanges SET reply = ?, act = ?, answered_at = ?, turn = ?, blocks = ?,"
                " unclear = ? WHERE number = ?",
                (*columns_of(reply, at), reply.unclear, number),
            )
            return self._rows("WHERE number = ?", (number,), connection)[0]

    def _keep_state(
        self,
        connection: Connection,
        exchange: Exchange,
        state: State,
        at: float,
        version: int | None,
    ) -> None:
        """The state after a message, whose number is its version. Raises StaleError."""
        written, number, place = encode_state(state), exchange.number, (exchange.channel, exchange.user)  # fmt: skip
        if version is None:
            done = connection.execute(
                "INSERT INTO conversations (channel, user, state, touched_at, version)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (*place, written, at, number),
            )
        else:
            done = connection.execute(
                "UPDATE conversations SET state = ?, touched_at = ?, version = ?"
                " WHERE channel = ? AND user = ? AND version = ?",
                (written, at, number, *place, version),
            )
        if done.rowcount != 1:
            raise StaleError

    def exchange(self, number: int) -> Exchange | None:
        """The message with a number."""
        found = self._rows("WHERE number = ?", (number,))
        return found[0] if found else None

    def close(self) -> None:
        """Let go of files."""
        self._database.close()

    def _rows(
        self, where: str, values: Sequence[object], connection: Connection | None = None
    ) -> list[Exchange]:
        use = connection or self._database.connection()
        rows = use.execute(f"SELECT {_COLUMNS} FROM exchanges {where}", tuple(values))
        return [Exchange(*row) for row in rows]


def columns_of(reply: StoredReply, at: float) -> tuple[object, ...]:
    """What is written of an answer: reply, act, answered_at, turn, blocks."""
    return reply.text, reply.act, at, reply.turn, reply.encoded_blocks
