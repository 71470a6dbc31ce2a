"""Another policy in every command: only config.yml names it, and it has no training sentence."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pexpect
import pytest

from policy_engine import load_policy
from tests.second_pack import IN_FORCE, PACK, ROOT, configured, foreign_in

from .test_cli import lines, wence

TALK = [
    "你好", "能享受哪些政策", "我们在山里办了个民宿，三十二张床", "没有", "开了一年半", "详细",
    "要是床位做到150张呢", "还差多少", "为什么", "总共多少", "一共有哪些扶持措施", "冷库能补多少",
    "田头冷库有什么条件", "什么叫冷库", "怎么申报", "要什么材料", "什么时候申报", "什么时候到账",
    "政策到什么时候", "钱谁出", "省里也有补贴，能两边都拿吗", "文号是多少", "第三条原文", "帮助",
    "说错了，是三十五张床", "天气怎么样", "转人工", "谢谢", "重新开始", "再见",
]  # fmt: skip


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(configured(tmp_path_factory.mktemp("second")))


def test_its_check_is_green(config: str) -> None:
    checked = wence("policy", "check", "--config", config)
    assert checked.returncode == 0
    assert "全部对得上" in checked.stdout
    shown = wence("policy", "show", "四.a", "--config", config).stdout
    assert "过夜游客 >= 10000 人次" in shown


def test_ask(config: str) -> None:
    told = ("我们合作社建了田头冷库，库容150吨，设备投入120万", "一年能拿几次")
    first, second = lines(wence("ask", "--json", "--as-of", IN_FORCE, "--config", config, *told))
    (measure,) = [m for m in first["measures"] if m["id"] == "冷库"]
    assert measure["status"] == "eligible"
    assert measure["amount"] == {"low": 360_000, "high": 360_000, "currency": "CNY"}
    assert "未规定" not in second["reply"]  # nobody looked whether the text says it
    assert "按设备投入的30%给予补助" in second["reply"]


def test_a_long_conversation_speaks_of_nothing_but_this_policy(config: str) -> None:
    told = "\n".join(TALK)
    turns = lines(wence("chat", "--json", "--as-of", IN_FORCE, "--config", config, stdin=told))
    assert len(turns) == len(TALK)
    for said, turn in zip(TALK, turns, strict=True):
        assert not foreign_in(json.dumps(turn, ensure_ascii=False)), said
    replies = {said: turn["reply"] for said, turn in zip(TALK, turns, strict=True)}
    assert "用于果蔬保鲜的低温库" in replies["什么叫冷库"]
    assert "营业执照复印件和投入凭证" in replies["要什么材料"]
    assert "云政办发〔2026〕7号" in replies["文号是多少"]
    assert "未规定" in replies["什么时候到账"]  # the text is silent


def test_chat_in_a_terminal(config: str) -> None:
    child = pexpect.spawn(
        sys.executable, ["-m", "bot", "chat", "--as-of", IN_FORCE, "--config", config],
        cwd=str(ROOT), encoding="utf-8", timeout=120, dimensions=(60, 120),
        env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )  # fmt: skip
    heard: list[str] = []
    for expected, typed in (
        ("民宿床位 20 张", "我们是旅行社，全年组织过夜游客八千人次"),  # an example of its own
        ("定额 5 万元", "/事实"),
        ("过夜游客 8000 人次", "/原文 4"),
        ("四、支持游客返程", "/帮助"),
    ):
        child.expect(expected)
        assert child.before is not None
        heard.append(child.before)
        child.expect("›")
        child.sendline(typed)
    child.expect("删除我的记录")
    child.close(force=True)
    assert child.before is not None
    assert not foreign_in("".join([*heard, child.before]))


def test_parse(config: str) -> None:
    stream = "\n".join([
        "合作社建了个田头冷库，库容150吨，设备投入120万",
        json.dumps({"text": "三十五个", "pending": "采茶工"}),
        json.dumps({"text": "上个月卖了四十吨茶叶", "pending": "采茶工"}),
        "第四条和A-2有什么条件",
    ])  # fmt: skip
    whole, asked, other, labels = lines(
        wence("parse", "--json", "--config", config, "-", stdin=stream)
    )
    assert set(whole["facts"]) == {"合作社建冷库", "库容", "设备投入"}
    assert whole["facts"]["设备投入"]["low"] == 1_200_000
    assert asked["facts"]["采茶工"]["low"] == 35
    assert other["facts"] == {}
    assert set(labels["topics"]) == {"四.a", "A-2"}


def test_evaluate(config: str) -> None:
    request = {"facts": {"经营民宿": True, "床位": "32张", "经营多久": "一年半"}, "as_of": IN_FORCE}
    (found,) = lines(
        wence("evaluate", "--json", "--config", config, "-", stdin=json.dumps(request))
    )
    assert found["policy"] == "云溪-2026-007"
    assert found["total"] == {"low": 64_000, "high": 64_000, "currency": "CNY"}
    assert "省级精品" in found["questions"]


def test_scripts(config: str) -> None:
    done = wence("test", "--config", config)
    assert done.returncode == 0, done.stdout
    assert "3 个对话" in done.stdout


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("evaluate", "-"), '{"facts": {"床位": 20}'),
        (("search", "火星"), "乡村民宿床位补助"),
        (("parse", "--pending", "床", "两张"), "是不是“床位”？"),
        (("policy", "show", "8.1"), "现有：A-1、A-2、冷库"),
    ],
)
def test_what_is_wrong_is_told_with_examples_of_its_own(
    config: str, command: tuple[str, ...], told: str
) -> None:
    done = wence(*command, "--config", config, stdin="")
    assert told in done.stdout + done.stderr
    assert not foreign_in(done.stdout + done.stderr)


def test_it_has_no_sentence_to_train_on() -> None:
    assert not (PACK / "训练").exists()
    assert not list((PACK / "评测").rglob("*.yml"))
    assert not (PACK / "问答.yml").exists()


def test_every_shape_of_a_label_is_in_it() -> None:
    assert list(load_policy(PACK).measures) == ["A-1", "A-2", "冷库", "7", "四.a", "五.讲堂"]


def test_help_names_no_policy() -> None:
    commands = ("chat", "ask", "parse", "test", "search", "evaluate", "policy", "nlu", "serve")
    told = "".join(wence(command, "--help").stdout for command in commands)
    assert not foreign_in(told)


def test_the_pack_may_lie_anywhere(tmp_path: Path) -> None:
    """A relative path is read from where the command runs."""
    file = tmp_path / "config.yml"
    file.write_text("policy: tests/packs/云溪-2026-007\n", "utf-8")
    assert "云溪-2026-007" in wence("policy", "check", "--config", str(file)).stdout
