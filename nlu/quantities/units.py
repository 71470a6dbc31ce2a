"""Unit words after (and before) a numeral, and the contract code each stands for."""

from __future__ import annotations

import re
from decimal import Decimal

from policy_engine import CURRENCIES

from .counters import COUNTERS

CURRENCY_WORDS = {
    "CNY": "人民币 元人民币 块钱 块 元钱 元 圆 RMB ¥ ￥ 软妹币",
    "USD": "美金 美刀 刀 US$ U.S.$ $ 美国元 美圆",
    "EUR": "€ 欧",
    "GBP": "£ 镑",
    "JPY": "日圆 日币 円 JP¥",
    "HKD": "港币 港纸 港圆 HK$",
    "TWD": "台币 NT$ 新台币元",
    "MOP": "澳门币 葡币 MOP$",
    "KRW": "韩币 韩圆 ₩",
    "RUB": "俄罗斯卢布 ₽",
    "THB": "铢 ฿",
    "VND": "₫ 越盾",
    "LAK": "基普",
    "SGD": "新加坡币 新币 坡币 S$",
    "MYR": "马币 令吉 马来西亚林吉特 RM",
    "IDR": "印尼卢比 印度尼西亚卢比 印尼币",
    "PHP": "比索 菲币 ₱",
    "AUD": "澳大利亚元 澳币 澳洲元 A$ AU$",
    "CAD": "加拿大元 加币 C$ CA$",
    "NZD": "纽元 纽币 NZ$",
    "CHF": "瑞郎 法郎",
    "INR": "卢比 ₹",
    "BRL": "雷亚尔 R$",
    "MXN": "墨西哥元 MX$",
    "TRY": "里拉 ₺",
    "SAR": "里亚尔 沙特币",
    "AED": "迪拉姆 阿联酋币",
    "ZAR": "兰特",
    "SEK": "克朗",
    "PLN": "兹罗提",
    "KZT": "坚戈",
    "UAH": "格里夫纳",
    "ILS": "新谢克尔 谢克尔 ₪",
    "EGP": "埃镑",
    "MMK": "缅元 缅币",
    "KHR": "瑞尔",
    "MNT": "图格里克",
    "NGN": "奈拉",
    "HUF": "福林",
    "KWD": "第纳尔",
    "KES": "先令",
}
"""How people say and sign a currency, beside its name and ISO code."""

AREA_WORDS = {
    "m2": "平方米|平方公尺|平米|平方(?!公里|千米|英尺|尺|市尺)|㎡|m²|m2|M2|平(?![均时常台安稳衡价方])|方(?=[的,。;、\\s]|$)",
    "mu": "亩地|亩",
    "ha": "公顷",
    "km2": "平方公里|平方千米|km²",
    "ft2": "平方英尺|英尺²|sqft|sq ft|ft²",
    "chi2": "平方市?尺",
}
DURATION_WORDS = {
    "year": "周年|整年|(?<=\\s)年(?![成交销营出进跨流运度份])|(?<!\\s)年(?!度|份|级|龄|轻|底|初|末|前[^年])|载",
    "quarter": "整?个季度",
    "month": "整?个月|月(?!份|初|底|末|中旬|台)",
    "day": "整?天|日(?!元|圆|币|本|均)",
    "week": "个?星期|个?礼拜|周(?!年|岁|[一二三四五六日末围边转])",
    "hour": "个?小时|个?钟头",
    "minute": "分钟",
}
PERCENT_WORDS = "%|％|‰|个百分点|个点"


def _currency_codes() -> dict[str, str]:
    """Every way to write a currency, with its code."""
    codes: dict[str, str] = {"rmb": "CNY"}
    for code, name in CURRENCIES.items():
        said = CURRENCY_WORDS.get(code, "").split()
        codes |= dict.fromkeys((name, *said), code)
        if code not in ("ALL", "TOP"):  # English words first of all
            codes[code] = code
        if said:
            codes[code.lower()] = code
    return codes


_CODES = _currency_codes()
_CONTINUED = {
    "元": "旦|宵|素|件",
    "欧": "洲|盟|美|亚",
    "刀": "具|片",
    "块": "状|儿",
    "圆": "满|桌|形",
}
"""What stands behind a currency makes another word of it: 30万欧洲订单."""


def _word(word: str) -> str:
    continued = _CONTINUED.get(word)
    return re.escape(word) + (f"(?!{continued})" if continued else "")


CURRENCY = "|".join(_word(word) for word in sorted(_CODES, key=len, reverse=True))

MONEY_AFTER = re.compile(rf"\s*(?:{CURRENCY})(?![A-Za-z])")
MONEY_SIGN = re.compile(rf"(?:{CURRENCY})\s*(?=[\d.])")
MONEY_BEFORE = re.compile(rf"(?:{CURRENCY})\s*$")
AREA_AFTER = [(re.compile(rf"\s*个?(?:{words})"), code) for code, words in AREA_WORDS.items()]
AREA_AFTER.reverse()  # 平方公里 before 平方
DURATION_AFTER = [(re.compile(rf"\s*(?:{words})"), code) for code, words in DURATION_WORDS.items()]
PERCENT_AFTER = re.compile(rf"\s*(?:{PERCENT_WORDS})")
COUNTER_AFTER = re.compile(
    rf"(?:\s*(?=[家个票户人单台吨件箱间次批名辆度倍岁柜趟款项笔公]))?({COUNTERS})"
)

MONTHS = {"year": Decimal(12), "quarter": Decimal(3), "month": Decimal(1)}
DAYS = {"year": Decimal(360), "quarter": Decimal(90), "month": Decimal(30), "week": Decimal(7),
        "day": Decimal(1)}  # fmt: skip
"""As policy_engine counts them: a month has 30 days."""


def currency_code(word: str) -> str:
    """The ISO code of a currency word or symbol.

    >>> currency_code("美金"), currency_code("元人民币")
    ('USD', 'CNY')
    """
    return _CODES[word.strip()]
