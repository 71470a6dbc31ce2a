"""Encrypted WeChat messages at a steady rate: `python -m tests.benchmarks.load [每秒] [条数] [句向量]`.

An open loop (a message is due whether or not the last one was answered), from a second
process on loopback; prints percentiles of the answer times and the server's memory.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import httpx
import xmltodict
from wechatpy.crypto import WeChatCrypto

from bot.wechat.envelope import signature_of
from tests.bot.server.conftest import AES_KEY, APP_ID, TOKEN, Server, start

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


async def load(server: Server, rate: float, count: int) -> list[float]:
    """Send `count` messages, `rate` a second; the seconds each answer took."""
    crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    took: list[float] = []
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=server.url, limits=limits, timeout=30) as client:

        async def send(number: int) -> None:
            params, body = sealed(crypto, number)
            began = time.perf_counter()
            response = await client.post("/wechat", params=params, content=body)
            took.append(time.perf_counter() - began)
            assert response.status_code == 200
            assert "Encrypt" in response.text

        began = time.perf_counter()
        tasks = []
        for number in range(count):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(send(number)))
        await asyncio.gather(*tasks)
    return sorted(took)


def memory(server: Server) -> int:
    """The server's resident memory in MB (Linux)."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return next(int(x.split()[1]) // 1024 for x in status.splitlines() if x.startswith("VmRSS"))


def main() -> None:
    rate = float(sys.argv[1]) if len(sys.argv) > 1 else 200.0
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 4000
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder), embeddings="句向量" in sys.argv)
        before = memory(server)
        took = asyncio.run(load(server, rate, count))
        middle, late = took[len(took) // 2] * 1000, took[int(len(took) * 0.99)] * 1000
        print(  # noqa: T201
            f"{count} 条，每秒 {rate:g} 条：中位数 {middle:.1f} 毫秒，99% {late:.1f} 毫秒，"
            f"最慢 {took[-1] * 1000:.1f} 毫秒；内存 {before} → {memory(server)} MB"
        )
        server.process.terminate()
        server.process.wait(30)


if __name__ == "__main__":
    main()
