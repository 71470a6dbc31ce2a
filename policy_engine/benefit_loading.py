"""From 扶持 of a measure to its benefit: amounts, tiers, years, limits, instalments, other support."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from .benefit import KINDS_IN_WORDS, Benefit, Kind, Stacking, Tier
from .expression import Amount, Condition, Constant, Operation
from .instalments import Instalment
from .interval import Interval
from .pack_schema import BenefitSection, InstalmentSection, TierSection, YearsSection
from .rule_parsing import counters, share_of
from .rule_reading import Path, RuleReader

_WITHOUT_AMOUNT = {Kind.CASE_BY_CASE, Kind.BY_REGULATION, Kind.UNSPECIFIED, Kind.IN_KIND}
_WHOLE = 100


def benefit_of(section: BenefitSection, path: Path, rules: RuleReader) -> Benefit:
    """The checked benefit of a measure. Raises PackError."""
    return _BenefitLoader(section, path, rules).benefit()


class _BenefitLoader:
    def __init__(self, section: BenefitSection, path: Path, rules: RuleReader) -> None:
        self._section, self._path, self._rules = section, path, rules
        self._kind = KINDS_IN_WORDS[section.kind]

    def benefit(self) -> Benefit:
        section = self._section
        self._check_what_is_given()
        stacking, tiers = self._tiers()
        amount = self._amount(section.amount, "金额")
        cap, floor = self._cap(), self._amount(section.floor, "保底")
        self._check_limits(floor, cap)
        support = tuple(
            self._rules.verbatim(words, (*self._path, "支持", place), "支持")
            for place, words in enumerate(section.support or [])
        )
        paid_for = [tier.amount for tier in tiers] if tiers else [amount] if amount else []
        return Benefit(
            self._kind, amount, tiers, stacking, cap,
            counter=_counter(paid_for), floor=floor, instalments=self._instalments(amount), support=support, at_once=self._at_once(),
        )  # fmt: skip

    # -- what may be written ---------------------------------------------------------

    def _check_what_is_given(self) -> None:
        section, kind = self._section, self._section.kind
        shapes = (
            section.amount, section.highest, section.sum, section.highest_or_sum, section.by_year,
        )  # fmt: skip
        count = sum(shape is not None for shape in shapes)
        limited = section.cap is not None or section.floor is not None
        if self._kind in _WITHOUT_AMOUNT:
            bounded = limited and self._kind is not Kind.CASE_BY_CASE
            if count or bounded:
                keep = "，可以写封顶与保底" if self._kind is Kind.CASE_BY_CASE else ""
                raise self._error(f"“{kind}”没有金额，请删去金额、档次与封顶{keep}")
        elif count != 1:
            raise self._error(f"“{kind}”要写而且只写一种：金额、取高、累加、取高或累加或逐年")
        if self._kind is Kind.IN_KIND and not section.support:
            raise self._error("“非资金”要写“支持”：给什么，照原文抄")
        if section.instalments and self._kind in _WITHOUT_AMOUNT and not limited:
            raise self._error("没有金额，不能分期", "分期")

    def _check_limits(self, floor: Amount | None, cap: Amount | None) -> None:
        if not (isinstance(floor, Constant) and isinstance(cap, Constant)):
            return
        if (floor.range({}) <= cap.range({})) is not True:
            raise self._error(f"保底 {floor.text} 比封顶 {cap.text} 高", "保底")

    # -- amounts ----------------------------------------------------------------------

    def _amount(self, rule: str | None, key: str) -> Amount | None:
        return None if rule is None else self._rules.amount(rule, (*self._path, key))

    def _cap(self) -> Amount | None:
        """The cap, of several the lower one: 就低(总投资 × 20%, 50 万元)."""
        written = self._section.cap or []
        caps = tuple(
            self._rules.amount(rule, self._place_of_cap(place))
            for place, rule in enumerate(written)
        )
        if len(caps) < 2:
            return caps[0] if caps else None
        text = f"就低({', '.join(cap.text for cap in caps)})"
        return Operation(text, caps, Interval.smaller)

    def _place_of_cap(self, place: int) -> Path:
        inside = (*self._path, "封顶", place)
        return inside if inside in self._rules.located.places else inside[:-1]

    def _tiers(self) -> tuple[Stacking, tuple[Tier, ...]]:
        section = self._section
        shapes = {
            Stacking.HIGHEST: ("取高", section.highest),
            Stacking.SUM: ("累加", section.sum),
            Stacking.NOT_STATED: ("取高或累加", section.highest_or_sum),
        }
        for stacking, (key, tiers) in shapes.items():
            if tiers:
                return stacking, tuple(self._tier(t, (key, n)) for n, t in enumerate(tiers))
        if section.by_year is not None:
            return Stacking.HIGHEST, self._years(section.by_year)
        return Stacking.HIGHEST, ()

    def _tier(self, tier: TierSection, place: Path) -> Tier:
        path = (*self._path, *place)
        condition = self._rules.condition(tier.condition, (*path, "当"))
        return Tier(condition, self._rules.amount(tier.amount, (*path, "金额")))

    def _years(self, years: YearsSection) -> tuple[Tier, ...]:
        """One tier a year: 各年 [80%, 80%, 50%] of the base, or amounts."""
        path = (*self._path, "逐年")
        fact = self._rules.facts.get(years.year)
        if fact is None or not fact.is_ordinal:
            raise self._rules.error(
                (*path, "年度"),
                f"“{years.year}”要是“序数”类的事实（第几年），如 {{类型: 序数, 单位: 年度}}",
            )
        base = "" if years.base is None else _times(years.base)
        if years.base is not None:
            self._rules.amount(years.base, (*path, "基数"))
        found = []
        for place, each in enumerate(years.each):
            if base and share_of(each) is None:
                problem = f"写了“基数”，各年就写百分数，如 80%，写的是“{each}”"
                raise self._rules.error((*path, "各年", place), problem)
            amount = self._rules.amount(base + each, (*path, "各年", place))
            condition = self._rules.condition(f"{years.year} = {place + 1}", (*path, "年度"))
            found.append(Tier(condition, amount, is_year=True))
        return tuple(found)

    # -- instalments ------------------------------------------------------------------

    def _instalments(self, amount: Amount | None) -> tuple[Instalment, ...]:
        made = tuple(
            self._instalment(part, (*self._path, "分期", place))
            for place, part in enumerate(self._section.instalments)
        )
        if made:
            self._check_instalments(made, amount)
        return made

    def _at_once(self) -> Condition | None:
        rule = self._section.at_once
        if rule is None:
            return None
        if not self._section.instalments:
            raise self._error("没有“分期”，就不用写“一次付清”", "一次付清")
        return self._rules.condition(rule, (*self._path, "一次付清"))

    def _instalment(self, section: InstalmentSection, path: Path) -> Instalment:
        share = share_of(section.part)
        if share is not None:
            part = Interval.exactly(share / _WHOLE)
            return Instalment(section.when, section.part, share=part)
        return Instalment(
            section.when, section.part, amount=self._rules.amount(section.part, (*path, "付"))
        )

    def _check_instalments(self, made: tuple[Instalment, ...], amount: Amount | None) -> None:
        shares = [part.share.low for part in made if part.share is not None]
        sums = [part.amount.range({}).low for part in made if isinstance(part.amount, Constant)]
        if shares and len(shares) < len(made):
            raise self._error("分期要么都写百分数，要么都写金额", "分期")
        if shares and sum(shares) != 1:
            raise self._error(f"分期加起来是 {_plain(sum(shares) * _WHOLE)}%，要是 100%", "分期")
        if (
            isinstance(amount, Constant)
            and len(sums) == len(made)
            and sum(sums) != amount.range({}).high
        ):
            raise self._error(
                f"分期加起来是 {_plain(sum(sums))} 元，和金额 {amount.text} 对不上", "分期"
            )

    def _error(self, problem: str, *inside: str) -> Exception:
        return self._rules.error((*self._path, *inside), problem)


def _plain(number: Decimal | int) -> str:
    return f"{Decimal(number).normalize():f}"


def _times(base: str) -> str:
    return f"{base} × " if len(base.split()) == 1 else f"({base}) × "


def _counter(amounts: Iterable[Amount]) -> str | None:
    """What the first rate among the amounts is paid for: 票 of 120 元/票 × 全年票数."""
    return next((counter for amount in amounts for counter in counters(amount.text)), None)
