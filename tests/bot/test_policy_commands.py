"""The commands for those who write policies, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from policy_engine import json_schema
from tests.bot.test_cli import wence
from tests.documents_as_issued import write_word

ROOT = Path(__file__).parent.parent.parent
SONGLING = [
    "松岭区支持社区助餐点建设办法", "松政办发〔2026〕3号", "松岭区人民政府办公室", "2026年1月1日",
    "一、支持建设。新建社区助餐点，用餐面积达到60平方米以上的，一次性补助3万元；达到120平方米以上的，一次性补助5万元。",
    "二、本办法自2026年1月1日起施行，有效期两年。",
]  # fmt: skip


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    write_word(SONGLING, tmp_path / "文.docx")
    made = wence("policy", "new", str(tmp_path / "文.docx"), "--out", str(tmp_path / "稿"))
    assert made.returncode == 0, made.stderr
    assert "要人定的 1 处" in made.stdout
    return tmp_path / "稿"


def test_from_a_document_to_a_pack_that_is_green(drafted: Path) -> None:
    checked = wence("policy", "check", str(drafted))
    assert checked.returncode == 1
    assert "✗ 政策.yml：还有 1 处待定（第 3 行）\n    → " in checked.stdout
    assert "✗ 案例.yml：一个案例也没有" in checked.stdout
    tried = wence("policy", "try", str(drafted), "--keep", "--as-of", "2026-06-01")
    assert "用餐面积 60 平方米 → 符合，30,000 元" in tried.stdout
    assert "用餐面积 59 平方米 → 不符合" in tried.stdout
    for name in ("政策.yml", "案例.yml"):
        text = (drafted / name).read_text("utf-8")
        kept = [line for line in text.splitlines() if "待定：" not in line]
        (drafted / name).write_text("\n".join(kept) + "\n", "utf-8")
    checked = wence("policy", "check", str(drafted), "--as-of", "2026-06-01")
    assert "全部对得上" in checked.stdout
    assert checked.returncode == 0


def test_trying_twice_keeps_no_case_twice(drafted: Path) -> None:
    for _ in range(2):
        wence("policy", "try", str(drafted), "--keep", "--as-of", "2026-06-01")
    names = [case["案例"] for case in yaml.safe_load((drafted / "案例.yml").read_text("utf-8"))]
    assert len(names) == len(set(names)) > 2


def test_a_text_that_was_edited_by_hand_is_told(drafted: Path) -> None:
    text = (drafted / "原文.txt").read_text("utf-8")
    (drafted / "原文.txt").write_text(
        text.replace("补助3万元", "补助3万元整").replace("办法", "办法", 1), "utf-8"
    )
    rules = (drafted / "政策.yml").read_text("utf-8")
    (drafted / "政策.yml").write_text(rules.replace("补助3万元", "补助3万元整"), "utf-8")
    assert "和原件“文.docx”不一样" in wence("policy", "check", str(drafted), "--quick").stdout


def test_what_is_accepted_is_counted_and_what_is_gone_is_told(drafted: Path) -> None:
    rules = (drafted / "政策.yml").read_text("utf-8")
    accepted = (
        "已核对:\n  - {处: 案例.yml, 问题: 一个案例也没有, 理由: 演示}\n"
        "  - {处: 措施 9, 问题: 没有这回事, 理由: 演示}\n"
    )
    (drafted / "政策.yml").write_text(rules + accepted, "utf-8")
    told = wence("policy", "check", str(drafted), "--quick").stdout
    assert "一个案例也没有" not in told.replace("已核对", "")
    assert "1 处看过的" in told
    assert "✗ 已核对“措施 9”：已经没有“没有这回事”这个问题" in told


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("说法.yml", "叫法: [甲]\n", "没有这一项"),
        ("说法.yml", "场景: [\n", "请检查缩进、冒号与引号"),
        ("问答.yml", "问答: [{答: 好}]\n", "要有“问”或者“意图”"),
        ("案例.yml", "- {案例: 甲, 日期: 哪天, 事实: {}, 结果: {}}\n", "日期要写成 2023-12-21"),
        ("案例.yml", "- {案例: 甲, 日期: 2026-06-01, 事实: {}, 结果: {'1': {状态: 好}}}\n", "“好”不行，只能是 符合"),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_an_officers_words(
    drafted: Path, file: str, text: str, said: str
) -> None:
    (drafted / file).write_text(text, "utf-8")
    told = wence("policy", "check", str(drafted), "--quick")
    assert told.returncode == 1
    assert said in told.stdout
    for word in ("Traceback", "validation", "Error", "expected", "while parsing", "_"):
        assert word not in told.stdout.replace(str(drafted), "")
    assert not told.stderr


def test_two_versions_and_a_page(drafted: Path, tmp_path: Path) -> None:
    newer = tmp_path / "新"
    newer.mkdir()
    for file in ("原文.txt", "政策.yml", "案例.yml"):
        text = (drafted / file).read_text("utf-8")
        (newer / file).write_text(text.replace(">= 120 平方米", ">= 100 平方米"), "utf-8")
    told = wence("policy", "diff", str(drafted), str(newer), "--as-of", "2026-06-01").stdout
    assert "1 加上：当 用餐面积 >= 100 平方米 给 5 万元" in told
    assert "家变了，如" in told
    assert wence("policy", "diff", str(drafted), str(drafted)).stdout == "两份一样。\n"
    page = wence("policy", "docs", str(drafted)).stdout
    assert "### 1 支持建设（第一条）" in page
    assert "【规则】" in page


def test_what_cannot_be_drafted_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "旧.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 100)
    told = wence("policy", "new", str(tmp_path / "旧.doc"), "--out", str(tmp_path / "稿"))
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert "另存为 .docx" in told.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["旧.doc"]


def test_the_schema_allows_what_the_packs_write() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(json_schema())
    for folder in (*(ROOT / "tests" / "documents").iterdir(), ROOT / "tests/packs/云溪-2026-007"):
        rules = yaml.load((folder / "政策.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
        problems = [
            error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(rules)
            if error.validator not in ("type", "anyOf")  # BaseLoader reads everything as text
        ]  # fmt: skip
        assert not problems


def test_all_that_answer_together_are_checked(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text(f"policy: [SYCR-2023-01014, {ROOT}/tests/packs/云溪-2026-007]\n", "utf-8")
    checked = wence("policy", "check", "--quick", "--config", str(config))
    assert checked.returncode == 0
    assert checked.stdout.count("全部对得上") == 2
    documented = wence("policy", "docs", "--config", str(config))
    assert documented.returncode == 2
    assert "写明是哪一份" in documented.stderr
