"""Encrypted WeChat messages at a steady rate: `python -m tests.benchmarks.load [每秒] [条数] [句向量] [postgres] [进程=N]`,
or, with 逐步, faster and faster.

An open loop (a message is due whether or not the last one was answered), from a second
process on loopback; prints percentiles of the answer times and the server's memory.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import xmltodict
from wechatpy.crypto import WeChatCrypto

from bot.wechat.envelope import signature_of
from tests.bot.server.conftest import AES_KEY, APP_ID, TOKEN, Server, start
from tests.postgres import cluster

STEPS = (10, 20, 30, 40, 50, 60, 80, 100, 125, 150, 175, 200, 250, 300, 400)
STEP_SECONDS = 15.0
GOOD = 0.1
"""Seconds within which 99 of 100 are to be answered."""

TEXTS = (
    "我们是跨境电商平台，一站式都有", "入网企业{n}家", "年成交额{n}00万", "开了{n}个月", "怎么申报",
    "要是做到{n}家呢", "我们还有海外仓，{n}00平", "还差多少", "这个政策到什么时候", "总共能拿多少",
)  # fmt: skip


def sealed(crypto: WeChatCrypto, number: int) -> tuple[dict[str, str], bytes]:
    """The request of one message, from one of 500 users."""
    text = TEXTS[number % len(TEXTS)].format(n=10 + number % 90)
    body = (
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>u{number % 500}</FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType>text</MsgType>"
        f"<Content><![CDATA[{text}]]></Content><MsgId>{number}</MsgId></xml>"
    )
    outer = xmltodict.parse(crypto.encrypt_message(body, "nonce"))["xml"]
    params = {
        "timestamp": outer["TimeStamp"], "nonce": outer["Nonce"], "encrypt_type": "aes",
        "msg_signature": outer["MsgSignature"],
        "signature": signature_of(TOKEN, outer["TimeStamp"], outer["Nonce"]),
    }  # fmt: skip
    return params, f"<xml><Encrypt>{outer['Encrypt']}</Encrypt></xml>".encode()


@dataclass
class Outcome:
    """Seconds each answer took; how many were told to come again, and how many got nothing."""

    took: list[float] = field(default_factory=list)
    turned_away: int = 0
    later: int = 0
    failed: int = 0

    def line(self) -> str:
        took = sorted(self.took) or [0.0]
        told = (took[len(took) // 2], took[int(len(took) * 0.99)], took[-1])
        middle, late, last = (f"{seconds * 1000:.1f}" for seconds in told)
        return (
            f"答了 {len(self.took)}，随后答 {self.later}，请再发 {self.turned_away}，断了 {self.failed}；"
            f"中位数 {middle} 毫秒，99% {late} 毫秒，最慢 {last} 毫秒"
        )


async def load(server: Server, rate: float, count: int, first: int = 0) -> Outcome:
    """Send `count` messages, `rate` a second."""
    crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    outcome = Outcome()
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=server.url, limits=limits, timeout=30) as client:

        async def send(number: int) -> None:
            params, body = sealed(crypto, number)
            began = time.perf_counter()
            try:
                response = await client.post("/wechat", params=params, content=body)
                _count(outcome, crypto, response, time.perf_counter() - began)
            except httpx.TransportError:
                outcome.failed += 1

        began = time.perf_counter()
        tasks = []
        for number in range(count):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(send(first + number)))
        await asyncio.gather(*tasks)
    return outcome


def _count(
    outcome: Outcome, crypto: WeChatCrypto, response: httpx.Response, seconds: float
) -> None:
    if response.status_code != 200 or "Encrypt" not in response.text:
        outcome.failed += 1
        return
    outer = xmltodict.parse(response.text)["xml"]
    told = outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"]
    said = crypto.decrypt_message(response.text, *told)
    if "请再发一次" in said:
        outcome.turned_away += 1
    elif "还在算" in said:
        outcome.later += 1
    else:
        outcome.took.append(seconds)


def memory(server: Server) -> int:
    """The resident memory of the server and its workers in MB (Linux)."""
    number = server.process.pid
    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    return sum(_resident(process) for process in (str(number), *children))


def _resident(process: str) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(x.split()[1]) // 1024 for x in status.splitlines() if x.startswith("VmRSS"))


def steps(server: Server) -> None:
    """Faster and faster, until 99 of 100 are not answered within 100 ms any more."""
    first = 10**6
    for rate in STEPS:
        count = int(rate * STEP_SECONDS)
        outcome = asyncio.run(load(server, rate, count, first))
        first += count
        print(f"每秒 {rate:g} 条：{outcome.line()}", flush=True)  # noqa: T201
        took = sorted(outcome.took)
        if len(took) < count or took[int(count * 0.99)] > GOOD:
            return


def main() -> None:
    told = sys.argv[1:]
    numbers = [float(each) for each in told if each.replace(".", "").isdigit()]
    workers = next((int(each.partition("=")[2]) for each in told if "进程=" in each), 1)
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        place = opened.enter_context(cluster()).new_database() if "postgres" in told else None
        server = start(folder, embeddings="句向量" in told, place=place, workers=workers)
        try:
            asyncio.run(load(server, 5, 10 * workers))  # every worker has loaded everything
            before = memory(server)
            if "逐步" in told:
                steps(server)
            else:
                rate, count = (*numbers, *(200.0, 4000.0)[len(numbers) :])
                outcome = asyncio.run(load(server, rate, int(count), 10**6))
                print(f"{count:g} 条，每秒 {rate:g} 条：{outcome.line()}")  # noqa: T201
            print(f"内存 {before} → {memory(server)} MB")  # noqa: T201
        finally:
            server.process.terminate()
            server.process.wait(30)


if __name__ == "__main__":
    main()
