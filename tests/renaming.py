"""A pack with every fact under another name, and nothing else changed that a person would read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_RULES = {"条件", "当", "金额", "封顶", "恒有"}
"""Keys of 政策.yml whose texts name facts."""
_WITH_RULES = ("措施", "关系")
_OF_FACTS = ("数值", "是否", "类别")
"""Sections of 说法.yml by fact."""


def opaque_names(facts: list[str]) -> dict[str, str]:
    """A name for each fact that tells nothing of it.

    >>> opaque_names(["床位", "库容"])
    {'床位': '事实甲子', '库容': '事实乙丑'}
    """
    return {
        fact: f"事实{_STEMS[place % 10]}{_BRANCHES[place % 12]}" for place, fact in enumerate(facts)
    }


def renamed_pack(pack: Path, folder: Path) -> dict[str, str]:
    """Write the pack to `folder` with its facts renamed; what each is called now.

    A fact that was shown under its own name keeps that as its label.
    """
    rules = _read(pack / "政策.yml")
    names = opaque_names(list(rules["事实"]))
    shutil.copytree(pack, folder, ignore=shutil.ignore_patterns("训练", "评测", "对话"))
    rules["事实"] = {
        names[name]: {"简称": name, **section} for name, section in rules["事实"].items()
    }
    for fact in rules["事实"].values():
        if "增量" in fact:
            fact["增量"] = names[fact["增量"]]
        if "各有" in fact:
            fact["各有"] = [names[each] for each in fact["各有"]]
    rules = {**rules, **{p: _with_rules(rules[p], names) for p in _WITH_RULES if p in rules}}
    if "身份题" in rules:
        rules["身份题"] = {
            group: [names[role] for role in roles] for group, roles in rules["身份题"].items()
        }
    _write(folder / "政策.yml", rules)
    words = _read(pack / "说法.yml")
    for section in _OF_FACTS:
        words[section] = {names[name]: told for name, told in words.get(section, {}).items()}
    _write(folder / "说法.yml", words)
    cases = _read(pack / "案例.yml")
    for case in cases:
        case["事实"] = {names[name]: value for name, value in case["事实"].items()}
    _write(folder / "案例.yml", cases)
    return names


def _with_rules(section: Any, names: Mapping[str, str], is_rule: bool = False) -> Any:
    if isinstance(section, dict):
        return {key: _with_rules(value, names, key in _RULES) for key, value in section.items()}
    if isinstance(section, list):
        return [_with_rules(value, names, is_rule) for value in section]
    return _renamed(section, names) if is_rule and isinstance(section, str) else section


def _renamed(rule: str, names: Mapping[str, str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda m: names[m.group()], rule)


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def _write(file: Path, data: Any) -> None:
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
