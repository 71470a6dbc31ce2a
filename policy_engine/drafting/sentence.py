"""One sentence that gives something, read number by number: each number is used once or told as open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from ..numbering import number_of
from .facts import FactBook, plain
from .numbers import COUNT, DURATION, MONEY, PERCENT, Number
from .phrases import base_of, claims_of, items_of, label_of, labelled, noun_after, rated
from .roles import Placed, Role, benefit_begins, placed

_NUMERALS = "一二三四五六七八九十"
_WHOLE = 100
_PAID_IN_PARTS = re.compile("分[两二三四五六]年|分期|分[两二三四]次|阶段|拨付|兑付")
_COUNTED_BY = re.compile(r"按照?([^，,。；\d每]{2,14}?)(?:给予|奖励|补助|补贴)?每[^，,。；]{1,6}$")
_YEARLY = re.compile(r"第([一二三四五六七八九十\d])年|([前后])([一二三四五六七八九十两\d])年")
_FULL = re.compile(
    r"全额(?:补贴|补助|奖励|返还)?(?:其)?([^，,。；]{2,16})|按([^，,。；]{2,14}?)全额"
)
_PRIORITY = re.compile(r"优先[^，。；]{2,24}|[^，。；]{0,10}绿色通道[^，。；]{0,8}")
_PERIODS = (("一次性", "一次性"), ("每年", "每年"), ("年度", "每年"), ("逐年", "每年"))
_EITHER = re.compile(r"^(?:[（(][^）)]*[）)])?(?:及|以上|以下|以内|的)*[，,、]?或")
_PARTED = re.compile(r"[\s、和及与，,元]*(?:人民币)?")


@dataclass
class Sentence:
    """What is read of one sentence while its measure is made."""

    text: str
    title: str
    book: FactBook
    defined: Sequence[str] = ()
    earlier: Mapping[str, str] = field(default_factory=dict)
    """The facts that the sentence before compared, by type: “达到120平方米的” goes on about one."""

    def __post_init__(self) -> None:
        self.begins = benefit_begins(self.text)
        self.placed = placed(self.text, self.begins)
        self.used: set[Placed] = set()
        self.decisions: list[str] = []
        self.bases: set[str] = set()

    def of(self, *roles: Role) -> list[Placed]:
        return [each for each in self.placed if each.role in roles and each not in self.used]

    def take(self, *numbers: Placed) -> None:
        self.used.update(numbers)

    # -- conditions --------------------------------------------------------------------

    @cached_property
    def thresholds(self) -> list[tuple[Placed, str, bool]]:
        """Every threshold with its condition, and whether it is but another way (或) to the one before."""
        found: list[tuple[Placed, str, bool]] = []
        named = dict(self.earlier)
        before: Placed | None = None
        for each in self.placed:
            if each.role is Role.THRESHOLD:
                label = label_of(self.text, each, before)
                if not label and each.number.kind in named:
                    name = named[each.number.kind]
                else:
                    name = self.book.number(label, each.number, noun_after(self.text, each))
                named[each.number.kind] = name
                between = self.text[found[-1][0].number.end : each.number.start] if found else ""
                either = _EITHER.match(between) is not None
                found.append((each, f"{name} {each.operator} {each.number.rule}", either))
            before = each
        return found

    def numeric_conditions(self) -> list[str]:
        conditions: list[str] = []
        for each, condition, either in self.thresholds:
            if each in self.used:
                continue
            self.take(each)
            if either and conditions:
                conditions[-1] += f" 或 {condition}"
            else:
                conditions.append(condition)
        return list(dict.fromkeys(conditions))

    def claims(self, items: Sequence[str]) -> list[str]:
        names: list[str] = []
        for place, claim in enumerate(claims_of(self.text, self.begins, self.placed, items)):
            if any(plain(claim).endswith(base) for base in self.bases if base):
                continue
            term = next((t for t in self.defined if plain(claim).endswith(t)), None)
            if plain(claim) != term:
                names.append(self.book.claim(claim, role=place == 0))
            if term is not None:
                names.append(term)
        return list(dict.fromkeys(names))

    # -- what is given -------------------------------------------------------------------

    def benefit(self) -> tuple[dict[str, object], list[str]]:
        """What is given, and the items that its amounts are told for."""
        readers = (self._by_year, self._in_parts, self._listed, self._each_full, self._rated)
        for read in (*readers, self._fixed):
            found = read()
            if found is not None:
                benefit, items = found
                self._limits(benefit)
                return benefit, items
        return self._without_number(), []

    def _by_year(self) -> tuple[dict[str, object], list[str]] | None:
        given = self._year_by_year()
        if len(given) < 2:
            return None
        numbers = [number for _, number in given]
        rows = [row for years, number in given for row in [number.number.rule] * years]
        marks = [(mark.start(), mark.end()) for mark in _YEARLY.finditer(self.text)]
        self.take(*(p for p in self.placed if any(a <= p.number.start < b for a, b in marks)))
        if all(number.role is Role.RATE for number in numbers):
            base = self._base(numbers[0])
            year = self.book.ordinal(
                f"享受{self.title if len(self.title) < 13 else '这项扶持'}的第几年"
            )
            self.take(*numbers, *self.of(Role.LIMIT))
            return {"方式": "按实", "逐年": {"年度": year, "各年": rows, "基数": base}}, []
        main = next((a for a in self.of(Role.AMOUNT) if a not in numbers), None)
        if main is None:
            return None
        self.take(main, *numbers)
        parts = [{"时": f"第{_NUMERALS[n]}年", "付": row} for n, row in enumerate(rows)]
        return {"方式": "定额", "金额": main.number.rule, "分期": parts}, []

    def _in_parts(self) -> tuple[dict[str, object], list[str]] | None:
        """An amount that is paid in parts: 给予10万元补助，分三年按40%、30%、30%拨付."""
        parts, amounts = self._row(Role.RATE), self.of(Role.AMOUNT)
        whole = sum(Decimal(p.number.rule.rstrip("%")) for p in parts if "—" not in p.number.rule)
        if not amounts or whole != _WHOLE or not _PAID_IN_PARTS.search(self.text):
            return None
        periods = [
            p
            for p in self.placed
            if p.number.kind == DURATION and p.number.start > amounts[0].number.end
        ]
        self.take(amounts[0], *parts, *periods)
        named = [{"时": f"第{_NUMERALS[n]}期", "付": p.number.rule} for n, p in enumerate(parts)]
        kind = "按量" if amounts[0].number.per else "定额"
        return {"方式": kind, "金额": self._worth(amounts[0]), "分期": named}, []

    def _year_by_year(self) -> list[tuple[int, Placed]]:
        found = []
        marks = list(_YEARLY.finditer(self.text))
        for place, mark in enumerate(marks):
            end = marks[place + 1].start() if place + 1 < len(marks) else len(self.text)
            numbers = [
                p for p in self.placed
                if mark.end() <= p.number.start < end and p.role in (Role.RATE, Role.AMOUNT)
            ]  # fmt: skip
            if numbers:
                years = 1 if mark[1] else _count(mark[3])
                found.append((years, numbers[0]))
        return found

    def _listed(self) -> tuple[dict[str, object], list[str]] | None:
        """Several amounts or rates for several things: 分别给予100万元和30万元."""
        numbers = self._row(Role.AMOUNT) or self._row(Role.RATE)
        named = labelled(self.text, self.of(Role.AMOUNT)) if len(self.of(Role.AMOUNT)) > 1 else []
        if not numbers and not named and len(self.of(Role.RATE)) > 1:
            named = rated(self.text, self.of(Role.RATE))
        if not numbers and not named:
            return None
        if named:
            numbers = self.of(Role.AMOUNT) if len(self.of(Role.AMOUNT)) > 1 else self.of(Role.RATE)
        base = self._base(numbers[0]) if numbers[0].role is Role.RATE else ""
        amounts = [f"{base} × {n.number.rule}" if base else self._worth(n) for n in numbers]
        kind = "按实" if base else "定额"
        ranges = self._ranges(len(numbers))
        items = (
            []
            if ranges
            else (named or items_of(self.text[: numbers[0].number.start], len(numbers)))
        )
        if not ranges and not items:
            self.decisions.append("这几个数分别给谁，请写成几档")
            items = [f"第{_NUMERALS[n % 10]}类" for n in range(len(numbers))]
        self.take(*numbers)
        if ranges:
            when = ranges
        else:
            subject = claims_of(self.text, self.begins, self.placed, items)
            fact = self.book.choice(f"{(subject or [self.title])[0]}的类别", items)
            when = [f"{fact} = {item}" for item in map(plain, items)]
            self.book.facts[fact].fields["可选"] = [plain(item) for item in items]
        tiers = [{"当": w, "金额": a} for w, a in zip(when, amounts, strict=True)]
        return {"方式": kind, "取高": tiers}, items

    def _row(self, role: Role) -> list[Placed]:
        """Numbers of one role that follow each other with nothing between them but 、 and 和."""
        longest: list[Placed] = []
        row: list[Placed] = []
        for each in self.placed:
            follows = row and _PARTED.fullmatch(self.text[row[-1].number.end : each.number.start])
            row = (
                [*row, each]
                if follows and each.role is role
                else [each]
                if each.role is role
                else []
            )
            longest = row if len(row) > len(longest) else longest
        return longest if len(longest) > 1 else []

    def _ranges(self, count: int) -> list[str]:
        """Thresholds in as many groups as there are amounts: 1000万至2000万、2000万至5000万、5000万以上."""
        groups: list[list[str]] = []
        taken: list[Placed] = []
        end = -1
        for each, condition, _ in self.thresholds:
            between = self.text[end : each.number.start] if end >= 0 else ""
            same = re.search("[至到]$", between) and groups
            if same:
                groups[-1].append(condition)
            else:
                starts = "、" in between[-2:] or not groups
                if not starts and len(groups) < count:
                    groups = []
                    taken = []
                reaches = groups and groups[-1][-1].replace("<=", ">=") == condition
                groups.append([condition.replace(">=", ">") if reaches else condition])
            taken.append(each)
            end = each.number.end
        if len(groups) != count or count < 2:
            return []
        self.take(*taken)
        return [" 且 ".join(group) for group in groups]

    def _each_full(self) -> tuple[dict[str, object], list[str]] | None:
        steps, amounts = self.of(Role.STEP), self.of(Role.AMOUNT, Role.RATE)
        if not steps or not amounts:
            return None
        step = steps[0]
        given = next((a for a in amounts if a.number.start > step.number.end), None)
        if given is None or given.role is Role.RATE:
            return None
        label = label_of(
            self.text[: step.number.start].replace("每满", "").replace("每增加", ""), step, None
        )
        label = re.sub("每[^每]{0,6}$", "", label_of(self.text, step, None) or label)
        name = self.book.number(label, step.number, f"{self.title}的{noun_after(self.text, step)}")
        self.take(step, given)
        return {
            "方式": "按量",
            "金额": f"{name} 每满 {step.number.rule} 给 {given.number.rule}",
        }, []

    def _rated(self) -> tuple[dict[str, object], list[str]] | None:
        rates = self.of(Role.RATE)
        full = _FULL.search(self.text)
        if not rates and full is None:
            return None
        if not rates and full is not None:
            name = self._money(full[1] or full[2])
            return {"方式": "按实", "金额": name}, []
        self.take(rates[0])
        base = self._base(rates[0])
        if (
            "超出" in self.text[: rates[0].number.start]
            or "新增" in self.text[: rates[0].number.start]
        ):
            self.decisions.append(
                "比例是按超出或新增的部分算的，请核对写法（规则语言：超额部分、比去年）"
            )
        return {"方式": "按实", "金额": f"{base} × {rates[0].number.rule}"}, []

    def _fixed(self) -> tuple[dict[str, object], list[str]] | None:
        amounts, ceilings = self.of(Role.AMOUNT), self.of(Role.CEILING)
        if "一事一议" in self.text and not amounts:
            return {"方式": "一事一议"}, []
        if amounts:
            self.take(amounts[0])
            worth = self._worth(amounts[0])
            return {"方式": "按量" if amounts[0].number.per else "定额", "金额": worth}, []
        money = [each for each in ceilings if each.number.kind == MONEY]
        if money:
            self.take(money[0])
            return {"方式": "最高", "金额": self._worth(money[0])}, []
        return None

    def _without_number(self) -> dict[str, object]:
        if re.search("按(?:有关|相关)?规定|按[^，。；]{2,16}规定", self.text):
            return {"方式": "按规定"}
        priority = _PRIORITY.findall(self.text[max(0, self.begins - 1) :])
        if priority:
            return {"方式": "非资金", "支持": priority}
        return {"方式": "未规定"}

    def _limits(self, benefit: dict[str, object]) -> None:
        """封顶 and 保底 of what is given."""
        caps = []
        for each in self.of(Role.CEILING):
            if each.number.kind == PERCENT:
                caps.append(f"{self._base(each)} × {each.number.rule}")
            elif each.number.kind == MONEY:
                caps.append(each.number.rule)
            else:
                continue
            self.take(each)
        if caps:
            benefit["封顶"] = caps if len(caps) > 1 else caps[0]
        floors = self.of(Role.FLOOR)
        if floors:
            benefit["保底"] = floors[0].number.rule
            self.take(floors[0])

    # -- amounts -------------------------------------------------------------------------

    def _worth(self, amount: Placed) -> str:
        """An amount, or a rate for each of something times how many there are."""
        number = amount.number
        if not number.per:
            return number.rule
        rule = number.rule + "".join(f"/{unit}" for unit in number.per)
        for unit in number.per:
            counted = self._counted(unit, amount)
            limits = self.of(Role.LIMIT) if unit in ("月", "年", "天") else []
            self.take(*limits[:1])
            rule += f" × 就低({counted}, {limits[0].number.rule})" if limits else f" × {counted}"
        return rule

    def _counted(self, unit: str, amount: Placed) -> str:
        kinds = {"月": (DURATION, "月"), "年": (DURATION, "月"), "天": (DURATION, "月"), "亩": ("面积", "亩"),
                 "平方米": ("面积", "平方米"), "美元": (MONEY, "美元")}  # fmt: skip
        kind, told = kinds.get(unit, (COUNT, unit))
        compared = " ".join(condition for _, condition, _ in self.thresholds)
        same = [
            name for name, fact in self.book.facts.items()
            if fact.fields["类型"] == kind and fact.fields.get("单位") == told and name in compared
        ]  # fmt: skip
        if same and kind != DURATION:
            return same[-1]
        word = {DURATION: "时长", "面积": "面积", MONEY: "金额"}.get(kind, f"{unit}数")
        number = Number(0, 0, kind, "", told)
        by = _COUNTED_BY.search(self.text[: amount.number.start])
        if kind == COUNT and by is not None:
            return self.book.number(by[1], number, word)
        return self.book.number(f"{self.title[:12]}的{word}", number, word)

    def _base(self, rate: Placed) -> str:
        words = base_of(self.text, rate)
        if len(plain(words)) < 2:
            self.decisions.append("比例是按什么算的，文件这里没有写，请核对")
        self.bases.add(plain(words))
        return self._money(words)

    def _money(self, words: str) -> str:
        return self.book.number(
            words, Number(0, 0, MONEY, "", "元"), f"{self.title[:12]}的计算基数"
        )

    # -- terms ----------------------------------------------------------------------------

    def terms(self) -> dict[str, object]:
        found: dict[str, object] = {}
        period = next(
            (p for word, p in _PERIODS if word in self.text[max(0, self.begins - 2) :]), None
        )
        if period:
            found["周期"] = period
        for each in self.of(Role.LIMIT):
            self.take(each)
            found.setdefault("享受年限", each.number.rule)
        for each in self.of(Role.TIMES):
            self.take(each)
            found.setdefault("享受次数", each.number.rule)
        for role, key in ((Role.QUOTA, "名额"), (Role.BUDGET, "资金")):
            for each in self.of(role):
                self.take(each)
                found.setdefault(key, piece_around(self.text, each))
        return found


def piece_around(text: str, at: Placed) -> str:
    """The part of a sentence between two commas that a number stands in."""
    begin = max(text.rfind(mark, 0, at.number.start) for mark in "，,；;。：:") + 1
    ends = [end for mark in "，,；;。" if (end := text.find(mark, at.number.end)) >= 0]
    return text[begin : min(ends, default=len(text))]


def _count(numeral: str) -> int:
    return number_of(numeral.replace("两", "二")) or 0
