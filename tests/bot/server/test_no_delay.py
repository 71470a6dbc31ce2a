"""Answers leave at once: neither headers nor body wait for the other side's acknowledgement."""

from __future__ import annotations

import asyncio
import socket

from bot.serving import listening_at


async def _is_without_delay(listening: socket.socket) -> bool:
    """Whether a connection that asyncio accepts at this port sends small packets at once."""
    told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = writer.get_extra_info("socket")
        told.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(connected, sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname()[:2])
        without = bool(await told)
        writer.close()
        await writer.wait_closed()
    return without


def test_a_process_sends_at_once() -> None:
    assert asyncio.run(_is_without_delay(listening_at("127.0.0.1", 0)))


def test_a_worker_that_inherits_the_port_sends_at_once() -> None:
    with listening_at("127.0.0.1", 0) as ours:
        inherited = socket.socket(fileno=ours.detach())
    assert asyncio.run(_is_without_delay(inherited))
