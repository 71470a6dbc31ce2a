"""Garbage of every kind through the understanding: `make fuzz` (or with a seed and a count).

Nothing may raise; the slowest messages are printed with their times.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date

from bot.assembly import Parts
from bot.settings import load_settings
from nlu import Context

CHARACTERS = (
    "零一二三四五六七八九十百千万亿几多半来两个家票平方米元块美刀年月天成折分之点到至-~、,。 "
    "0123456789wkMkw$¥%+()（）“”海外仓平台入网企业跨境电商集货保税仓不是没有如果要是准备去年前年现在差"
    "还从涨到合计一共我们他们的吗什么服务费第条号"
)
PIECES = [
    "一万",
    "一百零",
    "海外仓",
    "平台",
    "不是",
    "没有",
    "还差",
    "涨到",
    "每票",
    "服务费",
    "合计",
    "美元",
    "3,200",
    "大于",
    "小于",
    "之间",
    "第八条",
    "不是我们",
    "如果",
    "😀",
    "\u200b",
    "a1b2",
    "1.2.3",
    "(含)",
    "到",
    "——",
    "“",
]
BOMBS = [
    "一万",
    "一",
    "1",
    "9,",
    "(",
    "1-",
    "不是",
    "海外仓",
    "没有海外仓",
    "😀",
    "万",
    "一千百",
    "十几二十",
    "1到",
    "三、",
    "a",
    "1a",
    "$1",
    "我们平台",
    "还差两家",
    "服务费,",
    "每票30元",
    "。",
    "“1”",
    "一共1",
    "1=1",
    "百分之",
    "2024年8月",
    "零点",
    "第",
    "第一、",
    "有海外仓",
]
LIMIT = 100


def cases(dice: random.Random, count: int) -> list[str]:
    """Repetitions, random characters, random pieces, and random Unicode."""
    found = [bomb * (10_000 // len(bomb)) for bomb in BOMBS]
    for _ in range(count):
        found.append("".join(dice.choices(CHARACTERS, k=dice.randint(1, 200))))
        found.append("".join(dice.choices(PIECES, k=dice.randint(1, 3000))))
        found.append("".join(chr(dice.randint(1, 0x2FFFF)) for _ in range(dice.randint(1, 3000))))
    return found


def main() -> None:
    seed, count = (int(a) for a in (*sys.argv[1:], *("1", "400")[len(sys.argv) - 1 :]))
    understanding = Parts(load_settings(None)).understanding
    context = Context(date(2026, 3, 1), pending=("孵化入网企业数",))
    understanding.parse("热身", context)
    times = []
    for message in cases(random.Random(seed), count):
        began = time.perf_counter()
        understanding.parse(message, context)
        times.append(((time.perf_counter() - began) * 1000, message[:40]))
    times.sort(reverse=True)
    over = sum(milliseconds > LIMIT for milliseconds, _ in times)
    print(f"{len(times)} 条，没有一条出错；最慢 {times[0][0]:.0f} 毫秒，{over} 条超过 {LIMIT} 毫秒")  # noqa: T201
    for milliseconds, message in times[:5]:
        print(f"  {milliseconds:.0f} 毫秒 {message!r}")  # noqa: T201


if __name__ == "__main__":
    main()
