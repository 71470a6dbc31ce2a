"""Numbers and facts in the words an officer would use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from policy_engine import (
    AREA,
    DATE,
    DURATION,
    MONEY,
    PERCENT,
    RATIO,
    Amount,
    Benefit,
    FactDefinition,
    FactValue,
    Interval,
    ItemList,
    Kind,
    Money,
    OneOf,
    Quantity,
    unit_label,
)

from .worded import worded

_MEASURES = worded("measures")
EACH_TIMES_HOW_MANY = 2
ABOUT = "约"
TEN_THOUSAND, HUNDRED_MILLION = Decimal(10_000), Decimal(100_000_000)


def number_of_day(day: date) -> str:
    """A day as people read it."""
    return number(Decimal(day.toordinal()), DATE, "")


def plain(number: Decimal) -> str:
    """A number without trailing zeros or exponent.

    >>> plain(Decimal("8.30")), plain(Decimal("3E+1"))
    ('8.3', '30')
    """
    rounded = round(number, 4)
    return f"{rounded.normalize():f}"


def money(number: Decimal, currency: str = "CNY") -> str:
    """An amount in 元, 万元 or 亿元 (or another currency).

    >>> money(Decimal(283000)), money(Decimal(8600)), money(Decimal(2000000), "USD")
    ('28.3 万元', '8600 元', '200 万美元')
    """
    unit = unit_label(currency)
    size = abs(number)
    if size >= HUNDRED_MILLION and number % 1_000_000 == 0:
        return f"{plain(number / HUNDRED_MILLION)} 亿{unit}"
    if size >= TEN_THOUSAND and number % 1 == 0 and number % 100 == 0:
        return f"{plain(number / TEN_THOUSAND)} 万{unit}"
    return f"{plain(round(number, 2))} {unit}"


def spoken_money(number: Decimal, currency: str = "CNY") -> str:
    """An amount as people say it: one that came of converting is rounded to three figures.

    >>> spoken_money(Decimal("1056338.03"), "USD"), spoken_money(Decimal(7_500_000))
    ('约 106 万美元', '750 万元')
    """
    if number % 100 == 0 or abs(number) < TEN_THOUSAND:
        return money(number, currency)
    return f"{ABOUT} {money(three_figures(number), currency)}"


def three_figures(number: Decimal) -> Decimal:
    """The number rounded to its first three figures.

    >>> three_figures(Decimal("2112676.06"))
    Decimal('2110000')
    """
    step = Decimal(10) ** (number.adjusted() - 2)
    return Decimal(int((number / step).to_integral_value() * step)) if step >= 1 else number


def duration(months: Decimal) -> str:
    """Months as years and months.

    >>> duration(Decimal(18)), duration(Decimal(12)), duration(Decimal("0.5"))
    ('1 年 6 个月', '1 年', '0.5 个月')
    """
    years, rest = divmod(months, 12)
    parts = [f"{plain(years)} 年"] if years else []
    if rest or not parts:
        parts.append(f"{plain(rest)} 个月")
    return " ".join(parts)


def number(value: Decimal, kind: str, unit: str) -> str:
    """One number with its unit."""
    if kind == MONEY:
        return money(value, unit)
    if kind == DURATION:
        return duration(value)
    if kind == AREA:
        return f"{plain(value)} {unit_label(unit)}"
    if kind == DATE:
        day = date.fromordinal(int(value))
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    if kind == PERCENT:
        return f"{plain(value)}%"
    if kind == RATIO:
        return f"第 {plain(value)} 年"
    return f"{plain(value)} {unit}"


def quantity(value: Quantity) -> str:
    """A told quantity, as exact or as vague as it was told.

    >>> from policy_engine import unit_of
    >>> quantity(Quantity(Interval.between(40, 50, True, True), unit_of("家")))
    '40 多家'
    >>> quantity(Quantity(Interval.below(10), unit_of("家")))
    '不到 10 家'
    """
    return bounds(value.interval, value.unit.kind, value.unit.code, approx=value.approx)


def bounds(interval: Interval, kind: str, unit: str, approx: bool = False) -> str:
    """What is known of a number, in words."""

    def told(end: Decimal) -> str:
        return number(end, kind, unit)

    about = "约 " if approx else ""
    if interval.is_exact:
        return about + told(interval.low)
    if not interval.has_ceiling and not interval.has_floor:
        return "不清楚"
    if kind == DATE:
        return about + _days(interval)
    if not interval.has_ceiling:
        return ("超过 " if interval.low_open else "不少于 ") + told(interval.low)
    if not interval.has_floor or (interval.low == 0 and not interval.low_open):
        return ("不到 " if interval.high_open else "不超过 ") + told(interval.high)
    if interval.low_open and _is_next_step(interval, kind):
        return about + _and_more(told(interval.low))
    return f"{about}{told(interval.low)}到 {told(_round_end(interval.high, kind))}"


def _round_end(high: Decimal, kind: str) -> Decimal:
    """几万 reaches to 99999, which is said as 10 万.

    >>> _round_end(Decimal(99_999), MONEY), _round_end(Decimal(99), "count")
    (Decimal('100000'), Decimal('99'))
    """
    return high + 1 if kind == MONEY and (high + 1) % TEN_THOUSAND == 0 else high


def _days(interval: Interval) -> str:
    """A stretch of days, both of its ends named."""
    first = interval.low + 1 if interval.low_open else interval.low
    last = interval.high - 1 if interval.high_open else interval.high
    if not interval.has_ceiling:
        return f"{number(first, DATE, '')}以后"
    if not interval.has_floor:
        return f"{number(last, DATE, '')}以前"
    return f"{number(first, DATE, '')}到 {number(last, DATE, '')}"


def _is_next_step(interval: Interval, kind: str) -> bool:
    """Whether it goes up to one more of the last non-zero digit (of years, for durations)."""
    if kind == PERCENT:
        return False
    low, step = interval.low, interval.high - interval.low
    if kind == DURATION and low % 12 == 0 and step % 12 == 0:
        low, step = low / 12, step / 12
    exponent = low.normalize().as_tuple().exponent
    return isinstance(exponent, int) and step == Decimal(10) ** exponent


def _and_more(told: str) -> str:
    """40 家 → 40 多家, 3000 万元 → 3000 多万元, 8 万元 → 8 万多元, 1 年 → 1 年多.

    >>> _and_more("8 万元"), _and_more("30 万元"), _and_more("1.2 亿元")
    ('8 万多元', '30 多万元', '1.2 亿多元')
    """
    figure, _, unit = told.partition(" ")
    if unit.startswith(("万", "亿")) and not figure.endswith("0"):
        return f"{figure} {unit[0]}多{unit[1:]}"
    return f"{told}多" if unit.startswith(("年", "个月")) else f"{figure} 多{unit}"


def fact_value(definition: FactDefinition, value: FactValue) -> str:
    """A fact with its value, as the echo repeats it.

    >>> fact_value(FactDefinition.counting("门店", "家"), True)
    '门店：是'
    """
    if isinstance(value, bool) and definition.contrary:
        return definition.label if value else definition.contrary
    if isinstance(value, bool):
        return (
            definition.label
            if value and definition.is_claim
            else (f"{definition.label}：{'是' if value else '否'}")
        )
    if isinstance(value, ItemList):
        return f"{definition.label} {len(value.items)} {unit_label(definition.unit.code)}"
    if isinstance(value, Quantity) and value.unit.kind == definition.kind == AREA:
        value = definition.in_own_unit(value)
    return f"{definition.label} {told_value(value)}"


def told_value(value: Quantity | OneOf | ItemList) -> str:
    """A value that is no yes or no, without the name of its fact."""
    if isinstance(value, Quantity):
        return quantity(value)
    return str(value) if isinstance(value, OneOf) else f"{len(value.items)} 项"


def nature(benefit: Benefit) -> str:
    """How an amount comes about, before the amount: 最高, 按实补贴, 按票补助 …"""
    return "最高 " if benefit.kind is Kind.UP_TO else _prefix(benefit)


def _prefix(benefit: Benefit) -> str:
    if benefit.kind is Kind.PER_UNIT:
        return f"按{benefit.counter or '数量'}补助 "
    return {Kind.FIXED: "定额 ", Kind.REIMBURSEMENT: "按实补贴 "}.get(benefit.kind, "")


def amount(bound: Money | None, benefit: Benefit) -> str:
    """An amount with its nature: 最高 20 万元, 按实 8.3 万元, 一事一议 …"""
    if bound is None:
        without: str = _MEASURES["without_amount"][benefit.kind.value]
        return without.format("、".join(benefit.support))
    if benefit.kind is Kind.CASE_BY_CASE:
        return _case_by_case(bound)
    prefix = _prefix(benefit)
    each = _for_each(benefit) if not bound.low else ""
    if each and (bound.high is None or benefit.kind is Kind.PER_UNIT):
        most = str(_MEASURES["total_at_most"].format(money(bound.high))) if bound.high else ""
        return each + (most or str(_MEASURES["total_by_number"]))
    if bound.high is None:
        floor = f"，不低于 {money(bound.low)}" if bound.low else ""
        return f"{prefix.strip()}，金额看实际数额{floor}" if prefix else "上限看实际数量"
    if benefit.kind is Kind.UP_TO:
        return _up_to(bound.low, bound.high)
    if bound.low == bound.high:
        return f"{prefix}{money(bound.high)}"
    if bound.low == 0:
        return f"{prefix}不超过 {money(bound.high)}"
    return f"{prefix}{money(bound.low)}到 {money(_round_end(bound.high, MONEY))}"


def _for_each(benefit: Benefit) -> str:
    """每票 120 元, 每个最高 10 万元: what is paid for each, of a benefit that is paid by number."""
    operands: tuple[Amount, ...] = getattr(benefit.amount, "operands", ())
    if len(operands) != EACH_TIMES_HOW_MANY or operands[0].facts():
        return ""
    amount, per, counter = operands[0].text.partition("/")
    which = "each_at_most" if benefit.kind is Kind.UP_TO else "each"
    return str(_MEASURES[which].format(counter=counter, amount=amount)) if per else ""


def _up_to(least: Decimal, most: Decimal) -> str:
    if least:
        return str(_MEASURES["up_to_from"].format(least=money(least), most=money(most)))
    return str(_MEASURES["up_to"].format(money(most)))


def _case_by_case(bound: Money) -> str:
    """Decided in each case, but within bounds."""
    if bound.high is None:
        if not bound.low:
            return str(_MEASURES["without_amount"]["case_by_case"])
        return str(_MEASURES["case_by_case_from"].format(money(bound.low)))
    return str(_MEASURES["case_by_case"].format(money(bound.high)))


def total(bound: Money) -> str:
    """A sum with its bounds."""
    if bound.high is None:
        return (
            f"{money(bound.low)}以上（有一项没有上限或数额未知）"
            if bound.low
            else "还算不出（有一项数额未知）"
        )
    if bound.low == bound.high:
        return money(bound.high)
    if bound.low == 0:
        return f"最高 {money(bound.high)}"
    return f"{money(bound.low)}到 {money(_round_end(bound.high, MONEY))}"
