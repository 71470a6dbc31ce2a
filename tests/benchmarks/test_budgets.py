"""The budgets of the design, measured. Nothing here can fail a build: `make bench` prints them.

Ratios to published figures of other engines stand beside each measurement: Publicodes
306–363 µs and OpenFisca 287–755 µs for one measure of two tiers (measured elsewhere).
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.assembly import Parts
from bot.desk.call_view import call_view
from bot.desk.records import Call
from bot.pages.rendering import part
from conversations import State
from nlu import Context, load_sentences
from nlu.clean import clean
from nlu.quantities import scan
from policy_engine import FactValue, Interval, Policy, Quantity, evaluate, unit_of
from tests.policy_engine.enterprises import exact, typical

ROOT = Path(__file__).parent.parent.parent
ON = date(2025, 6, 1)
TOLD = "我们是做跨境电商平台的，提供一站式服务，开了一年半，现在四十多家入网企业，去年成交额4000万"


@pytest.fixture(scope="module")
def enterprises(policy: Policy) -> Iterator[dict[str, FactValue]]:
    dice = random.Random(1)
    told = []
    for _ in range(400):
        whole = exact(policy, typical(policy, dice))
        told.append({name: value for name, value in whole.items() if dice.random() < 0.5})
    return cycle(told)


def test_evaluate_14_measures_with_reasons(
    benchmark: BenchmarkFixture, policy: Policy, enterprises: Iterator[dict[str, FactValue]]
) -> None:
    """Budget: under 0.5 ms."""

    def assess() -> None:
        for result in evaluate(policy, next(enterprises), ON).measures:
            _ = result.reasons

    benchmark(assess)


def test_next_question_with_300_packs(benchmark: BenchmarkFixture, policy: Policy) -> None:
    """Budget: under 20 ms (Publicodes: 460–558 ms): one more answer, every pack concerned."""
    packs = [replace(policy, id=f"P{number}") for number in range(300)]
    roles: dict[str, FactValue] = {**dict.fromkeys(policy.roles, False), "建设运营公共海外仓": True}
    area = Quantity(Interval.exactly(2500), unit_of("m2"))
    turns = cycle([roles, roles | {"公共海外仓面积": area}])

    def ask() -> None:
        facts = next(turns)
        for pack in packs:
            _ = evaluate(pack, facts, ON).next_question

    benchmark.pedantic(ask, rounds=30, warmup_rounds=4)


def test_quantities_of_a_sentence(benchmark: BenchmarkFixture) -> None:
    """Budget: under 0.5 ms."""
    text = clean(TOLD).text
    benchmark(scan, text)


@pytest.mark.parametrize("embeddings", [False, True])
def test_a_turn(benchmark: BenchmarkFixture, parts: Parts, embeddings: bool) -> None:
    """Budget: under 5 ms without embeddings, under 40 ms with them (a sentence not seen before)."""
    settings = parts.settings.model_copy(
        update={"nlu": parts.settings.nlu.model_copy(update={"embeddings": embeddings})}
    )
    dialog = Parts(settings).dialog
    numbers = iter(range(1000, 10**9))

    def turn() -> None:
        dialog.turn(State(), TOLD.replace("4000", str(next(numbers))), ON)

    benchmark(turn)


def test_understanding_a_sentence(benchmark: BenchmarkFixture, parts: Parts) -> None:
    """Budget: median under 20 ms with embeddings."""
    numbers = iter(range(1000, 10**9))
    context = Context(ON)

    def parse() -> None:
        parts.understanding.parse(f"海外仓{next(numbers)}平，能补多少", context)

    benchmark(parse)


def test_ask_from_a_cold_start(benchmark: BenchmarkFixture) -> None:
    """Budget: under 1.5 s with the model cached."""
    command = [sys.executable, "-m", "bot", "ask", "--as-of", "2025-06-01", TOLD]

    def ask() -> None:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    benchmark.pedantic(ask, rounds=5, warmup_rounds=1)


def test_memory() -> None:
    """Budget: a serving process under 250 MB. Printed, as it is no time."""
    code = (
        "from datetime import date; from pathlib import Path;"
        "from bot.assembly import Parts; from bot.settings import load_settings;"
        "from conversations import State;"
        "Parts(load_settings(None)).dialog.turn(State(), '海外仓2500平', date(2025, 6, 1));"
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    print(f"\n内存：{int(done.stdout) // 1024} MB")  # noqa: T201


def test_parse_streams_a_thousand_sentences(parts: Parts) -> None:
    """Budget: median under 20 ms a sentence with embeddings, 3 ms without. Printed."""
    texts = [sentence.text for sentence in load_sentences(parts.policy)]
    lines = "\n".join(f"{text}，第{n}次" for n, text in enumerate((texts * 2)[:1000]))
    for embeddings in (True, False):
        config = ROOT / "config.yml"
        settings = config.read_text("utf-8").replace(
            "embeddings: true", f"embeddings: {str(embeddings).lower()}"
        )
        with tempfile.NamedTemporaryFile("w", suffix=".yml", encoding="utf-8") as file:
            file.write(settings)
            file.flush()
            command = [sys.executable, "-m", "bot", "parse", "--json", "--config", file.name, "-"]
            times = _streamed(command, lines.splitlines())
        name = "有句向量" if embeddings else "没有句向量"
        print(f"\nparse 一行一句，{name}：中位数 {median(times):.1f} 毫秒")  # noqa: T201


def _streamed(command: list[str], lines: list[str]) -> list[float]:
    """Milliseconds from each line written to its answer read."""
    times = []
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as talk:
        assert talk.stdin is not None
        assert talk.stdout is not None
        for line in lines:
            began = time.perf_counter()
            talk.stdin.write(line + "\n")
            talk.stdin.flush()
            talk.stdout.readline()
            times.append((time.perf_counter() - began) * 1000)
    return times


def test_search_as_you_type(benchmark: BenchmarkFixture, parts: Parts) -> None:
    """The desk: first results under 50 ms, whatever half a word is typed."""
    queries = cycle(
        ["海外", "海外仓要", "第八条", "保税 票", "平台 40家 4千万", "海外藏", "怎么申"]
    )
    parts.library.search("热身")
    benchmark(lambda: parts.library.search(next(queries)))


def test_the_panels_of_a_call(benchmark: BenchmarkFixture, parts: Parts) -> None:
    """The desk: facts, what to ask, cards and their HTML after one fact changed."""
    state, _, _ = parts.dialog.turn(State(), TOLD, ON)
    call = Call(1, "李四", "open", 0.0)

    def panels() -> None:
        view = call_view(parts.grounds, state, parts.grounds.assess(state.facts, ON, state.focus))
        part("_desk.html", "facts_view", call, view, "")
        part("_desk.html", "measures_view", view)

    benchmark(panels)
