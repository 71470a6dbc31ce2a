"""The commands as others run them: JSON of the contract, exit codes, one clear line of error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
MEASURE_KEYS = {"id", "clause", "title", "status", "kind", "amount", "missing", "notes", "quote"}
VALUE_KEYS = {"low", "high", "low_open", "high_open", "approx", "unit"}


def wence(*args: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *args], input=stdin, capture_output=True, text=True,
        cwd=ROOT, check=False, timeout=120,
    )  # fmt: skip


def lines(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_ask_prints_a_turn_a_line() -> None:
    first, second = lines(
        wence(
            "ask",
            "--json",
            "--as-of",
            "2025-06-01",
            "我们海外仓2500平，当地进出口额六千万",
            "不到10家",
        )
    )
    assert set(first) == {
        "reply", "act", "intent", "facts", "measures", "total", "question", "changed", "unclear",
    }  # fmt: skip
    assert first["act"] == "ask"
    assert first["question"]["facts"] == ["海外仓服务邵阳企业数"]
    assert first["question"]["multiple"] is False
    assert len(first["measures"]) == 14
    assert all(set(measure) == MEASURE_KEYS for measure in first["measures"])
    assert first["facts"]["公共海外仓面积"] == {
        "low": 2500, "high": 2500, "low_open": False, "high_open": False, "approx": False, "unit": "m2",
    }  # fmt: skip
    assert second["facts"]["海外仓服务邵阳企业数"]["high"] == 10
    assert second["facts"]["海外仓服务邵阳企业数"]["high_open"] is True


def test_the_role_question_offers_an_option_a_role() -> None:
    (turn,) = lines(wence("ask", "--json", "--as-of", "2025-06-01", "能享受哪些政策"))
    question = turn["question"]
    assert question["multiple"] is True
    assert [option["fact"] for option in question["options"]] == question["facts"]
    assert all(option["value"] is True for option in question["options"])


def test_chat_answers_line_by_line() -> None:
    replies = lines(
        wence("chat", "--json", "--as-of", "2025-06-01", stdin="你好\n\n我们是外贸公司\n再见\n")
    )
    assert replies[0]["act"] == "smalltalk"
    assert len(replies) == 4
    assert replies[2]["facts"]["外贸进出口企业"] is True


def test_parse_reads_a_stream_with_pending_questions() -> None:
    stream = '平台 40家 4千万\n{"text": "三十来家", "pending": "海外仓服务邵阳企业数"}\n{"text": "有", "pending": "提供一站式综合服务"}\n'
    first, second, third = lines(wence("parse", "--json", "-", stdin=stream))
    assert set(first) >= {"text", "intent", "facts", "topics", "quantities"}
    assert [q["text"] for q in first["quantities"]] == ["40家", "4千万"]
    assert first["quantities"][0]["start"] == 3
    assert set(first["quantities"][0]) == VALUE_KEYS | {"text", "start", "end"}
    assert second["facts"]["海外仓服务邵阳企业数"]["approx"] is True
    assert third["facts"] == {"提供一站式综合服务": True}


def test_parse_takes_the_pending_fact_as_an_option() -> None:
    (found,) = lines(wence("parse", "--json", "--pending", "公共海外仓面积", "两千五"))
    assert found["facts"]["公共海外仓面积"]["low"] == 2500


def test_evaluate_takes_values_in_every_form() -> None:
    request = {
        "facts": {
            "跨境电商平台企业": True,
            "提供一站式综合服务": True,
            "平台正常经营时长": "一年半",
            "孵化入网企业数": {
                "low": 40,
                "high": 50,
                "low_open": True,
                "high_open": True,
                "unit": "家",
            },
            "年成交额": 40_000_000,
            "公路运输费": None,
        },
        "as_of": "2025-06-01",
    }
    (found,) = lines(wence("evaluate", "--json", "-", stdin=json.dumps(request, indent=2)))
    assert set(found) == {"policy", "as_of", "in_force", "measures", "total", "questions"}
    platform = next(m for m in found["measures"] if m["id"] == "8.1")
    assert platform["status"] == "eligible"
    assert platform["amount"] == {"low": 0, "high": 200_000, "currency": "CNY"}
    assert found["total"] == {"low": 0, "high": 200_000, "currency": "CNY"}


def test_evaluate_converts_at_the_rate_of_the_settings() -> None:
    request = {
        "facts": {
            "跨境电商企业": True,
            "当年出口实际交易额": {"low": 35_500_000, "high": 35_500_000, "unit": "CNY"},
        }
    }
    (found,) = lines(
        wence("evaluate", "--json", "--as-of", "2025-06-01", "-", stdin=json.dumps(request))
    )
    deal = next(m for m in found["measures"] if m["id"] == "7.1")
    assert deal["amount"]["low"] == 150_000


def test_evaluate_keeps_the_last_yuan() -> None:
    text = '{"facts": {"外贸进出口企业": true, "经集散中心或铁路货栈发运": true, "报关装卸等作业费用": 30000001.01}}'
    (found,) = lines(wence("evaluate", "--json", "--as-of", "2025-06-01", "-", stdin=text))
    assert found["total"]["low"] == 30000001.01


@pytest.mark.parametrize(
    ("stdin", "complaint"),
    [
        ('{"facts": {"入网企业数": 40}}', "没有名为“入网企业数”的事实，是不是“孵化入网企业数”？"),
        ('{"facts": {"公共海外仓面积": -5}}', "“公共海外仓面积”不能是负数"),
        (
            '{"facts": {"孵化入网企业数": "30万元"}}',
            "“孵化入网企业数”是数量，单位是家，给的却是金额",
        ),
        ('{"facts":\n {"年成交额": \n', "不是合格的 JSON"),
        ('{"facts": {"年成交额": true}}', "“年成交额”是金额，要一个数"),
        ('{"facts": {"年成交额": 1000000000000000}}', "“年成交额”要一个数，给的太大了"),
        ('{"facts": {"年成交额": NaN}}', "不能用 NaN"),
        ('{"facts": {"年成交额": {"low": 5, "high": 4}}}', "区间里没有数"),
        ('{"facts": {"年成交额": {"min": 5}}}', "不认识“min”"),
        ('{"fact": {}}', "不认识“fact”"),
        ('{"facts": {}, "as_of": "昨天"}', "as_of 要写成 2026-01-31 这样的日期"),
        ("[1, 2]", "要一个 JSON 对象"),
        ('{"facts": {"年成交额": 1e5000}}', "数太大或太小"),
        ('{"facts": {"年成交额": 12345678901234567890}}', "“年成交额”要一个数"),
        (
            '{"facts": {"孵化入网企业数": {"low": 40, "high": 40, "unit": "万元"}}}',
            "给的却是金额（CNY）",
        ),
        (
            '{"facts": {"孵化入网企业数": {"low": 40, "high": 40, "unit": "票"}}}',
            "给的却是数量（票）",
        ),
        (
            '{"facts": {"年成交额": {"low": 1, "high": 2, "low_open": "false"}}}',
            "low_open 只能是 true 或 false",
        ),
        ("[" * 100_000, "嵌套太深"),
        ("", "没有输入"),
    ],
)
def test_bad_facts_are_one_clear_line(stdin: str, complaint: str) -> None:
    result = wence("evaluate", "--json", "-", stdin=stdin)
    assert result.returncode == 2
    assert complaint in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_each_line_is_answered_and_a_bad_one_in_its_place() -> None:
    stdin = '{"facts": {"年成交额": true}}\n\n{"facts": {}}\n{"facts": \n[1]\n{"facts": {"年成交额": 1e15}}\n{"facts": {}}\n'
    done = wence("evaluate", "--json", "-", stdin=stdin)
    first, second, third, fourth, fifth, last = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 2
    assert [bad["line"] for bad in (first, third, fourth, fifth)] == [1, 4, 5, 6]
    assert "要一个数" in first["error"]
    assert "JSON" in third["error"]
    assert "太大" in fifth["error"]
    assert "measures" in second
    assert second == last
    read = wence("evaluate", "-", stdin=stdin)
    assert "第 4 行：不是合格的 JSON" in read.stdout
    assert read.returncode == 2


def test_a_line_is_answered_before_the_next_one_comes() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "evaluate", "--json", "-"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    for facts in ({}, {"孵化入网企业数": 40}):
        print(json.dumps({"facts": facts}), file=process.stdin, flush=True)
        assert "measures" in json.loads(process.stdout.readline())
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_odd_bytes_and_half_characters_are_survived() -> None:
    stream = b'\xff\xfe 40\xe5\xae\xb6\n{"text": "\\ud800 40\xe5\xae\xb6"}\n'
    done = subprocess.run(
        [sys.executable, "-m", "bot", "parse", "--json", "-"], input=stream, capture_output=True,
        cwd=ROOT, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["quantities"][0]["low"] for line in done.stdout.splitlines()] == [
        40,
        40,
    ]


def test_a_date_tells_a_duration_as_of_the_day() -> None:
    request = {"facts": {"平台正常经营时长": "2024年8月"}, "as_of": "2026-03-01"}
    (found,) = lines(wence("evaluate", "--json", "-", stdin=json.dumps(request)))
    assert (
        "平台正常经营时长" not in next(m for m in found["measures"] if m["id"] == "8.1")["missing"]
    )
    (meaning,) = lines(
        wence("parse", "--json", "--as-of", "2026-03-01", "我们平台2024年8月15日上线")
    )
    assert meaning["facts"]["平台正常经营时长"]["low"] == 18


def test_understanding_trains_nothing_and_keeps_only_vectors(tmp_path: Path) -> None:
    environment = {**os.environ, "WENCE_CACHE": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "bot", "parse", "海外仓2500平"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(f.name.startswith("reader-") for f in tmp_path.rglob("*") if f.is_file())


@pytest.mark.parametrize(
    "args",
    [
        ("evaluate", "没有这个文件.json"),
        ("ask", "--as-of", "明天", "你好"),
        ("ask", "--config", "没有.yml", "你好"),
        ("parse", "--pending", "面积", "两千"),
        ("policy", "show", "99.9"),
        ("policy", "check", "没有这份"),
        ("frobnicate",),
        ("ask", "--no-such-option", "x"),
    ],
)
def test_wrong_usage_is_exit_code_2(args: tuple[str, ...]) -> None:
    result = wence(*args)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_policy_commands() -> None:
    assert "SYCR-2023-01014" in wence("policy", "list").stdout
    shown = wence("policy", "show", "8.1").stdout
    assert "孵化入网企业数 >= 50 家 且 年成交额 > 5000 万元" in shown
    assert "不超过人民币 20 万元的一次性平台建设扶持" in shown
    checked = wence("policy", "check")
    assert checked.returncode == 0
    assert "全部对得上" in checked.stdout


def test_policy_check_fails_on_a_broken_pack(tmp_path: Path) -> None:
    (tmp_path / "政策.yml").write_text("编号: 1\n", "utf-8")
    (tmp_path / "原文.txt").write_text("一、甲。\n", "utf-8")
    result = wence("policy", "check", str(tmp_path))
    assert result.returncode == 1
    assert "政策.yml" in result.stdout


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ("policy: [", "不是合格的 YAML"),
        ("nlu: {engine: gpt}", "设置“nlu.engine”不对"),
        ("policy: X-1", "没有名为“X-1”的政策"),
    ],
)
def test_bad_settings_are_one_clear_line(tmp_path: Path, settings: str, complaint: str) -> None:
    file = tmp_path / "config.yml"
    file.write_text(settings, "utf-8")
    result = wence("ask", "--config", str(file), "你好")
    assert result.returncode == 2
    assert complaint in result.stderr
