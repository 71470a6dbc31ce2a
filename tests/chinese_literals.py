"""Chinese text in the code of nlu/ and conversations/, by file: what is said there may only shrink.

Words of language belong in nlu/language/, words of a trade in its policy's folder, answers in
conversations/common/. `python -m tests.chinese_literals` writes the list anew, for shrinking it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("nlu", "conversations")
ALLOWED = ROOT / "tests" / "chinese_literals.txt"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts of a file that document nothing, with their lines."""
    documenting = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documenting:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value


def counted() -> dict[str, int]:
    """How many Chinese texts each file holds."""
    found = {
        str(file.relative_to(ROOT)): sum(1 for _, text in literals(_tree(file)) if _CHINESE.search(text))
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
    }  # fmt: skip
    return {file: count for file, count in found.items() if count}


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def allowed() -> dict[str, int]:
    """How many each file may hold."""
    lines = (line.split() for line in ALLOWED.read_text("utf-8").splitlines())
    return {file: int(count) for file, count in lines}


def write(counts: Mapping[str, int]) -> None:
    ALLOWED.write_text("".join(f"{file} {count}\n" for file, count in counts.items()), "utf-8")


if __name__ == "__main__":
    before, now = sum(allowed().values()) if ALLOWED.exists() else 0, counted()
    write(now)
    sys.stdout.write(f"{before} -> {sum(now.values())}\n")
