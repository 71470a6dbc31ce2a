"""The facts of a draft: named by the words before their numbers, taken from other packs where alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from ..errors import PackError
from ..negative_names import contrary_of
from ..pack import RULES, installed_packs
from ..rule_parsing import words_of_the_language
from .numbers import AREA, COUNT, DURATION, MONEY, PERCENT, Number

LONGEST = 24
_KEPT = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")
_COST = re.compile(r"费|支出|租金|投入|成本|利息|价款|花")
_PERIODS = (("当年", "当年"), ("年度", "年度"), ("年", "年度"), ("累计", "累计"))
_ASKED = {
    MONEY: "{}是多少钱？", AREA: "{}有多大？", DURATION: "{}有多久？", PERCENT: "{}是百分之几？",
}  # fmt: skip
_ALIKE = re.compile(r"实际|总额|总|人民币|累计|合计|企业|其")


@dataclass
class DraftFact:
    """A fact as it will be written; `of`: the pack it was taken from."""

    name: str
    fields: dict[str, object]
    of: str = ""
    decision: str = ""


@dataclass
class FactBook:
    """The facts that the rules of a draft have named so far."""

    facts: dict[str, DraftFact] = field(default_factory=dict)
    common: Mapping[str, DraftFact] = field(default_factory=dict)
    """Facts of other packs, by what they are alike by."""

    def number(self, label: str, number: Number, fallback: str) -> str:
        """The name of the fact that a number is told for."""
        named = plain(label)
        guessed = len(named) < 2
        name = plain(fallback) if guessed else named
        unit = "元" if number.kind == MONEY and number.unit == "元" else number.unit
        fields: dict[str, object] = {"类型": number.kind}
        if number.kind != PERCENT:
            fields["单位"] = unit
        fields |= _period(name) if number.kind in (MONEY, COUNT) else {}
        if number.kind == MONEY and _COST.search(name):
            fields["费用"] = True
        asked = _ASKED.get(number.kind, f"{{}}有多少{unit}？")
        decision = "文件没有写这个数叫什么，请改成大家的叫法" if guessed else ""
        return self._kept(name, fields | {"问": asked.format(name)}, decision)

    def claim(self, label: str, role: bool) -> str:
        """The name of a fact that is so or not."""
        name = plain(label)[:LONGEST]
        fields: dict[str, object] = {"类型": "是否"}
        if role:
            fields["身份"] = True
        if not contrary_of(name):
            fields["问"] = f"您是不是“{label}”这种情况？"
        return self._kept(name, fields, "")

    def choice(self, label: str, options: list[str]) -> str:
        """The name of a fact that is one of several named values."""
        said = "、".join(options)
        return self._kept(
            plain(label)[-LONGEST:],
            {"类型": "类别", "可选": options, "问": f"是哪一种：{said}？"},
            "",
        )

    def ordinal(self, label: str) -> str:
        """The name of a fact that says which year it is."""
        return self._kept(
            plain(label), {"类型": "序数", "单位": "年度", "问": f"{label}，今年是第几年？"}, ""
        )

    def _kept(self, name: str, fields: dict[str, object], decision: str) -> str:
        if not name or name[0].isdigit() or name in words_of_the_language():
            name = f"本项{name}"
        known = self.common.get(_alike(name, fields))
        if known is not None and known.name not in self.facts:
            self.facts[known.name] = known
        if known is not None:
            return known.name
        while name in self.facts and not _same(self.facts[name].fields, fields):
            name += str(fields["类型"])
        self.facts.setdefault(name, DraftFact(name, fields, "", decision))
        return name


def plain(label: str) -> str:
    """What may stand in the name of a fact.

    >>> plain("企业技术(研发)中心的")
    '企业技术研发中心的'
    """
    return _KEPT.sub("", label)


def _period(name: str) -> dict[str, object]:
    return next(({"期间": period} for word, period in _PERIODS if word in name), {})


def _same(fields: Mapping[str, object], others: Mapping[str, object]) -> bool:
    return all(fields.get(key) == others.get(key) for key in ("类型", "单位", "可选"))


def _alike(name: str, fields: Mapping[str, object]) -> str:
    return f"{_ALIKE.sub('', name)}／{fields['类型']}／{fields.get('单位', '')}"


def common_facts() -> dict[str, DraftFact]:
    """The facts of the installed packs that may be the same in another policy: numbers and yes/no."""
    found: dict[str, DraftFact] = {}
    try:
        packs = installed_packs()
    except PackError:
        return found
    for pack, folder in packs.items():
        data = yaml.safe_load((folder / RULES).read_text("utf-8"))
        for name, fields in data["事实"].items():
            if fields["类型"] not in ("清单", "类别", "地区"):
                kept = {key: value for key, value in fields.items() if key != "各有"}
                for called in (name, str(fields.get("简称", name))):
                    found.setdefault(_alike(called, fields), DraftFact(name, kept, pack))
    return found
