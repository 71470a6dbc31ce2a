"""The house rules: which package may import which, and what must not be in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from policy_engine import Policy, installed_packs, load_policy
from tests.chinese_literals import allowed, counted, literals
from tests.second_pack import names_of

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
    more = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(name for extra in more for name in extra)]
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


# -- the hundredth policy needs no Python -------------------------------------------------------


IN_TESTS = ROOT / "tests" / "packs"
NAMES_ALLOWED = {
    "bot/settings.py": {"SYCR-2023-01014"},  # which policy is taken where none is named
    "policy_engine/drafting/head.py": {"未编号"},  # what is written where a document has no number
}
SHORT_WORDS_OF_ANYBODY = 3
"""A trade word shorter than this may stand in code for something else (公众平台)."""


def _policies() -> list[Policy]:
    return [load_policy(pack) for pack in (*installed_packs().values(), *IN_TESTS.iterdir())]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_no_name_of_a_fact_stands_in_code(package: str) -> None:
    """Docstrings are code as well: their examples are of no policy."""
    names = {fact for policy in _policies() for fact in policy.facts}
    found = [
        f"{_place(file)}“{name}”"
        for file in (ROOT / package).rglob("*.py")
        for name in names
        if name in file.read_text("utf-8")
    ]
    assert not found


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_code_says_no_word_of_a_policys_trade(package: str) -> None:
    """What is said in code holds for every policy; what names one comes from its pack."""
    shortest = 1 if package == "conversations" else SHORT_WORDS_OF_ANYBODY
    words = {word for policy in _policies() for word in names_of(policy) if len(word) >= shortest}
    found = [
        f"{_place(file)}:{line}“{word}”"
        for file in (ROOT / package).rglob("*.py")
        for line, text in literals(ast.parse(file.read_text("utf-8")))
        for word in words - NAMES_ALLOWED.get(_place(file), set())
        if word in text
    ]
    assert not found


def test_chinese_text_in_code_only_becomes_less() -> None:
    """A new notion is a file of nlu/language/, a new answer one of conversations/common/."""
    more = {f: n for f, n in counted().items() if n > allowed().get(f, 0)}
    assert not more
    told = "write it anew: python -m tests.chinese_literals"
    assert counted() == allowed(), told


def _place(file: Path) -> str:
    return str(file.relative_to(ROOT))


# -- siblings and tests apart -------------------------------------------------------------------


CHANNELS = ("wechat", "telegram", "web", "desk", "rest", "terminal")


@pytest.mark.parametrize("channel", CHANNELS)
def test_channels_do_not_import_each_other(channel: str) -> None:
    others = tuple(f"bot.{other}" for other in CHANNELS if other != channel)
    module = ROOT / "bot" / channel
    files = module.rglob("*.py") if module.is_dir() else [module.with_suffix(".py")]
    for file in files:
        for imported in _absolute_imports(file):
            assert not f"{imported}.".startswith(tuple(f"{o}." for o in others)), (
                f"{file} imports {imported}"
            )


def _absolute_imports(file: Path) -> Iterator[str]:
    """What a file imports, with relative names made whole: each module, and each name in it."""
    package = file.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *((node.module,) if node.module else ())))
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", ["policy_engine", "nlu"])
def test_tests_import_no_more_than_what_they_test(package: str) -> None:
    """What is tested there works without the rest of the product."""
    for file in (ROOT / "tests" / package).rglob("*.py"):
        for module in _absolute_imports(file):
            top = module.split(".")[0]
            if top in MAY_IMPORT and top != package:
                assert top in MAY_IMPORT[package], f"{file} must not import {module}"


# -- more than four are named -------------------------------------------------------------------


MOST_BY_PLACE, MOST_PARTS_BY_PLACE = 4, 6
BY_PLACE = {  # may only shrink
    "conversations/store/interface.py:claim",
    "conversations/store/interface.py:add_reply",
    "conversations/store/turns.py:claim",
    "conversations/store/sql_store.py:add_reply",
    "nlu/learned/training/network.py:forward",  # called by PyTorch
}


def test_functions_with_many_parameters_take_them_by_name() -> None:
    """Public ones; a command or route is called by its framework, by name anyway."""
    found = {
        f"{_place(file)}:{function.name}"
        for package in MAY_IMPORT
        for file in (ROOT / package).rglob("*.py")
        for function in _functions(file)
        if len(_by_place(function)) > MOST_BY_PLACE
    }
    assert found <= BY_PLACE
    assert found >= BY_PLACE, "take it from the list"


def _functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if not node.decorator_list and not re.match("_(?!_init__)", node.name):
            yield node


def _by_place(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = [*function.args.posonlyargs, *function.args.args]
    return [a.arg for a in arguments if a.arg not in ("self", "cls")]


def test_no_call_passes_many_things_by_their_place() -> None:
    """Parts of a value above all: nobody counts to the seventh."""
    found = [
        f"{_place(file)}:{node.lineno}"
        for package in MAY_IMPORT
        for file in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and len(node.args) > MOST_PARTS_BY_PLACE
    ]
    assert not found


# -- files --------------------------------------------------------------------------------------


def test_a_file_is_one_concept() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    long = [f for f in tracked if len((ROOT / f).read_text("utf-8").splitlines()) > 400]
    assert not long
