"""The house rules: which package may import which, and what must not be in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from policy_engine import installed_packs, load_policy

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "policy_engine": set(),
    "nlu": {"policy_engine"},
    "conversations": {"nlu", "policy_engine"},
    "bot": {"conversations", "nlu", "policy_engine"},
}


def _imports(package: str) -> Iterator[tuple[Path, str]]:
    for file in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                yield file, node.module


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_arrows_run_one_way(package: str) -> None:
    for file, module in _imports(package):
        top = module.split(".")[0]
        if top in MAY_IMPORT and top != package:
            assert top in MAY_IMPORT[package], f"{file} must not import {module}"


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_other_packages_are_used_through_their_front_door(package: str) -> None:
    for file, module in _imports(package):
        top = module.split(".")[0]
        if top in MAY_IMPORT and top != package:
            assert module == top, f"{file} reaches into {module}"


def test_rasa_is_never_imported() -> None:
    assert not [file for package in MAY_IMPORT for file, m in _imports(package) if m == "rasa"]


def test_lock_names_no_registry_and_hashes_everything() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pins = [line for line in lines if "==" in line and not line.startswith("#")]
    assert not [line for line in lines if "://" in line or "index-url" in line.split("#")[0]]
    assert pins
    assert all(line.endswith("\\") for line in pins)


def test_lock_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[^\w-]", requirement)[0].lower() for requirement in wanted]
    lock = (ROOT / "requirements.lock").read_text("utf-8").lower()
    assert not [name for name in names if f"\n{name}==" not in lock]


def test_conversations_read_statements_and_never_the_text() -> None:
    """The words of a message are understood in nlu; only the dialog's entry has them."""
    reading = [
        f"{file.name}:{node.lineno}"
        for file in (ROOT / "conversations").rglob("*.py")
        if file.name != "dialog.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "text" and _is_meaning(node.value)
    ]
    assert not reading


def _is_meaning(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name == "meaning"


def test_conversations_know_no_word_of_a_policys_trade() -> None:
    """What is said in code holds for every policy; what names one comes from its pack."""
    known: set[str] = set()
    for pack in map(load_policy, installed_packs().values()):
        for fact in pack.facts.values():
            known |= {fact.name, fact.label, fact.option}
        known |= {measure.title for measure in pack.measures.values()}
        known |= {pack.title, pack.region, pack.region.rstrip("市县区")}
        words = yaml.safe_load((pack.directory / "说法.yml").read_text("utf-8"))
        known |= set(words.get("读音", ()))
    found = [
        f"{file.name}:{line}“{word}”"
        for file in (ROOT / "conversations").rglob("*.py")
        for line, text in _said_in(ast.parse(file.read_text("utf-8")))
        for word in known
        if word in text
    ]
    assert not found


def _said_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts of a file that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = [n.body[0].value for n in ast.walk(tree) if isinstance(n, documented) and n.body
            and isinstance(n.body[0], ast.Expr)]  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.lineno, node.value


def test_a_file_is_one_concept() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    long = [f for f in tracked if len((ROOT / f).read_text("utf-8").splitlines()) > 400]
    assert not long
