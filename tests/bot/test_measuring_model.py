"""`wence nlu eval --reader llm`: prompts to files, answers from files, or a server; and `wence ask`
with a model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stand_in_model import StandIn, stand_in, statement, statements

ROOT = Path(__file__).parent.parent.parent
GOLD = """
- {话: "我们有800票，我电话13812345678", 意图: inform, 事实: {年度入仓票数: 800}}
- {话: 我们公司在邵东, 意图: inform}
"""
RIGHT = statements(statement("800票", "年度入仓票数", quantity=1))


@pytest.fixture
def model() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "句子.yml"
    file.write_text(GOLD, "utf-8")
    return file


def _config(folder: Path, llm: str) -> Path:
    file = folder / "config.yml"
    file.write_text(f"nlu: {{embeddings: false, llm: {{{llm}}}}}\n", "utf-8")
    return file


def _wence(*arguments: object, without_openai: Path | None = None, **more: str) -> tuple[int, str]:
    """A command in a process of its own: exit code, and what it said."""
    path = [str(ROOT)] if without_openai is None else [str(without_openai), str(ROOT)]
    done = subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path), **more},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def _eval(gold: Path, *more: object, **options: Any) -> tuple[int, str]:
    return _wence("nlu", "eval", "--data", gold, "--reader", "llm", *more, **options)


@pytest.fixture
def no_openai(tmp_path: Path) -> Path:
    """A folder in which `openai` cannot be imported."""
    folder = tmp_path / "path"
    folder.mkdir()
    (folder / "openai.py").write_text("raise ImportError('not installed')\n", "utf-8")
    return folder


def _answer(folder: Path, name: str, content: str) -> None:
    told = json.dumps({"id": name, "content": content}, ensure_ascii=False)
    (folder / f"{name}.answer.json").write_text(told, "utf-8")


def test_any_model_is_measured_without_a_network(
    tmp_path: Path, gold: Path, no_openai: Path
) -> None:
    folder = tmp_path / "prompts"
    code, told = _eval(gold, "--record", folder, without_openai=no_openai)
    assert code == 0
    assert "2 个提示写在" in told
    files = sorted(file.name for file in folder.iterdir())
    assert files == ["0001.prompt.json", "0002.prompt.json"]
    first = json.loads((folder / files[0]).read_text("utf-8"))
    assert set(first) == {"id", "messages", "schema"}
    assert first["id"] == "0001"
    assert [message["role"] for message in first["messages"]] == ["system", "user"]
    assert first["schema"]["properties"]["statements"]["type"] == "array"
    assert "13812345678" not in json.dumps(first)

    code, told = _eval(gold, "--replay", folder, without_openai=no_openai)
    assert code == 0
    assert "问了 2 句，答上 0，没答上的：timeout 2" in told
    assert "事实 1 个：记错 0，多记 0，漏记 1" in told

    _answer(folder, "0001", RIGHT)
    _answer(folder, "0002", "你好！")
    code, told = _eval(gold, "--replay", folder, without_openai=no_openai)
    assert code == 0
    assert "问了 2 句，答上 1，没答上的：unreadable 1" in told
    assert "事实 1 个：记错 0，多记 0，漏记 0" in told


def test_answers_alone_are_enough(tmp_path: Path, gold: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    _answer(folder, "0001", RIGHT)
    assert "漏记 0" in _eval(gold, "--replay", folder)[1]


def test_what_the_filters_refuse_is_told(tmp_path: Path, gold: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    _answer(folder, "0001", statements(statement("800票", "没有的事实", quantity=1)))
    assert "拦下的陈述 1 条：fact 1" in _eval(gold, "--replay", folder)[1]


def test_in_doubt_fewer_prompts_are_recorded(tmp_path: Path, gold: Path) -> None:
    config = _config(tmp_path, "when: doubt")
    assert "1 个提示" in _eval(gold, "--record", tmp_path / "p", "--config", config)[1]


def test_a_shorter_recording_leaves_nothing_of_a_longer_one(tmp_path: Path, gold: Path) -> None:
    folder = tmp_path / "p"
    _eval(gold, "--record", folder)
    gold.write_text("- {话: 我们公司在邵东, 意图: inform}\n", "utf-8")
    _eval(gold, "--record", folder)
    assert [file.name for file in folder.iterdir()] == ["0001.prompt.json"]


def test_mistakes_are_told_in_a_line(tmp_path: Path, gold: Path) -> None:
    folder = tmp_path / "p"
    _eval(gold, "--record", folder)
    gold.write_text("- {话: 我们有900票, 意图: inform}\n", "utf-8")
    for code, told in (
        _eval(gold, "--replay", folder),
        _eval(gold, "--replay", tmp_path / "nowhere"),
        _eval(gold, "--replay", folder, "--record", folder),
        _eval(gold),
        _wence("nlu", "eval", "--data", gold, "--record", folder),
    ):
        assert code == 2
        assert told.startswith("wence：")
        assert told.count("\n") == 1


def test_a_model_is_measured_over_its_address(tmp_path: Path, gold: Path, model: StandIn) -> None:
    model.content = RIGHT
    llm = f"base_url: {model.url}, model: stand-in, key_env: A_KEY, when: doubt"
    config = _config(tmp_path, llm)
    code, told = _eval(gold, "--config", config, A_KEY="secret")
    assert code == 0
    assert "问了 1 句，答上 1" in told
    assert "提示 1000、答复 50 个 token" in told
    assert model.keys == ["Bearer secret"]
    assert model.asked[0]["model"] == "stand-in"


def test_a_conversation_with_a_model(tmp_path: Path, model: StandIn) -> None:
    model.content = RIGHT
    config = _config(tmp_path, f"base_url: {model.url}, model: stand-in")
    _, local = _wence("ask", "--as-of", "2026-03-01", "我们有800票")
    assert "指哪一项" in local
    code, told = _wence("ask", "--config", config, "--as-of", "2026-03-01", "我们有800票", "你好")
    assert code == 0
    assert "外面的语言模型" in told
    assert "全年入仓票数 800 票" in told


def test_the_greeting_says_nothing_where_nothing_leaves() -> None:
    assert "语言模型" not in _wence("ask", "你好")[1]


def test_what_is_missing_is_told(tmp_path: Path, no_openai: Path) -> None:
    address = "base_url: http://127.0.0.1:9/v1"
    for llm, said, path in (
        (f"{address}", "model（模型名）", None),
        (f"{address}, model: m, key_env: NO_SUCH_KEY", "环境变量 NO_SUCH_KEY", None),
        (f"{address}, model: m", "wence[llm]", no_openai),
        ("base_url: somewhere, model: m", "nlu.llm.base_url", None),
        (f"{address}, model: m, timeout: 30", "nlu.llm.timeout", None),
    ):
        config = _config(tmp_path, llm)
        code, told = _wence("ask", "--config", config, "你好", without_openai=path)
        assert code == 2
        assert said in told
        assert told.count("\n") == 1
    config = _config(tmp_path, f"{address}, model: m, when: never")
    assert _wence("ask", "--config", config, "你好", without_openai=no_openai)[0] == 0
