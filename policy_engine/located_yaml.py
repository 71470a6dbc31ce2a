"""YAML that remembers where each value stands, so that errors can name line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from .errors import PackError

Step = str | int
Place = tuple[int, int]


@dataclass(frozen=True)
class LocatedYaml:
    """The data of a YAML file and, per path into it, line and column (from 1)."""

    file: Path
    data: object
    places: Mapping[tuple[Step, ...], Place]

    def where(self, path: tuple[Step, ...], column: int = 1) -> str:
        """“政策.yml 第 12 行第 9 列” for the value at `path`, or for its nearest parent.

        `column` counts within the value, for mistakes inside a rule.
        """
        while path and path not in self.places:
            path = path[:-1]
        line, start = self.places.get(path, (1, 1))
        return f"{self.file} 第 {line} 行第 {start + column - 1} 列"


def load_located(file: Path) -> LocatedYaml:
    """Read a YAML file. Raises PackError when it cannot be read or is no YAML."""
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        raise PackError(str(file), "没有这个文件") from None
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(
            str(file), f"读不了这个文件（{type(error).__name__}），要 UTF-8 文本"
        ) from None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        loader = yaml.SafeLoader(text)
        places: dict[tuple[Step, ...], Place] = {}
        data = _construct(loader, root, (), places, file) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" 第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else ""
        raise PackError(f"{file}{place}", "不是合格的 YAML，请检查缩进、冒号与引号") from None
    except yaml.YAMLError:
        raise PackError(str(file), "不是合格的 YAML，含有不能出现的字符") from None
    except PackError:
        raise
    except (ValueError, TypeError, RecursionError) as error:
        problem = f"有读不懂的值（{str(error)[:60]}），日期要写成 2023-12-21，键要是一段文字"
        raise PackError(str(file), problem.replace("\n", " ")) from None
    return LocatedYaml(file, data, places)


def _construct(
    loader: yaml.SafeLoader,
    node: yaml.Node,
    path: tuple[Step, ...],
    places: dict[tuple[Step, ...], Place],
    file: Path,
) -> object:
    quoted = 1 if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else 0
    places[path] = (node.start_mark.line + 1, node.start_mark.column + 1 + quoted)
    if isinstance(node, yaml.SequenceNode):
        return [
            _construct(loader, child, (*path, i), places, file)
            for i, child in enumerate(node.value)
        ]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node)
    mapping: dict[object, object] = {}
    for key_node, value_node in node.value:
        key = _key(loader, key_node)
        if key in mapping:
            line = key_node.start_mark.line + 1
            raise PackError(f"{file} 第 {line} 行", f"“{key}”写了两次，请合并或删去一处")
        mapping[key] = _construct(loader, value_node, (*path, str(key)), places, file)
    return mapping


def _key(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """A key as it is written: 8.10 is the measure 8.10, no number."""
    return node.value if isinstance(node, yaml.ScalarNode) else loader.construct_object(node)
