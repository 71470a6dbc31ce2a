"""Unit words after (and before) a numeral, and the contract code each stands for."""

from __future__ import annotations

import re
from decimal import Decimal

CURRENCY_WORDS = {
    "CNY": "人民币|元人民币|块钱|块|元钱|元|圆|rmb|RMB|CNY|¥|￥|软妹币",
    "USD": "美元|美金|美刀|刀|USD|usd|US\\$|U\\.S\\.\\$|\\$|美国元",
    "EUR": "欧元|EUR|eur|€|欧",
    "GBP": "英镑|GBP|gbp|£",
    "JPY": "日元|日圆|日币|JPY|jpy|円",
    "HKD": "港元|港币|港纸|HKD|hkd|HK\\$",
    "TWD": "新台币|台币|TWD|NT\\$",
    "MOP": "澳门元|澳门币|葡币|MOP",
    "KRW": "韩元|韩币|韩圆|KRW|₩",
    "RUB": "卢布|RUB|₽",
    "THB": "泰铢|铢|THB|฿",
    "VND": "越南盾|VND|₫",
    "LAK": "老挝基普|基普|LAK",
    "SGD": "新加坡元|新加坡币|新币|SGD",
    "MYR": "林吉特|马币|令吉|马来西亚林吉特|MYR",
    "IDR": "印尼盾|印尼卢比|IDR",
    "PHP": "菲律宾比索|PHP",
    "AUD": "澳大利亚元|澳元|澳币|AUD|A\\$",
    "CAD": "加拿大元|加元|加币|CAD|C\\$",
    "NZD": "新西兰元|纽元|NZD",
    "CHF": "瑞士法郎|瑞郎|法郎|CHF",
    "INR": "印度卢比|卢比|INR|₹",
    "BRL": "巴西雷亚尔|雷亚尔|BRL|R\\$",
    "MXN": "墨西哥比索|MXN",
    "TRY": "土耳其里拉|里拉|TRY|₺",
    "SAR": "沙特里亚尔|里亚尔|SAR",
    "AED": "阿联酋迪拉姆|迪拉姆|AED",
    "ZAR": "南非兰特|兰特|ZAR",
    "SEK": "瑞典克朗|SEK",
    "NOK": "挪威克朗|NOK",
    "DKK": "丹麦克朗|DKK",
    "PLN": "兹罗提|PLN",
    "KZT": "坚戈|KZT",
    "UAH": "格里夫纳|UAH",
}
AREA_WORDS = {
    "m2": "平方米|平方公尺|平米|平方(?!公里|千米)|㎡|m²|m2|M2|平(?![均时常台安稳衡价])|方(?=[的,。;、\\s]|$)",
    "mu": "亩地|亩",
    "ha": "公顷",
    "km2": "平方公里|平方千米|km²",
}
DURATION_WORDS = {
    "year": "周年|年(?!度|份|级|龄|轻|底|初|末|前[^年])|载",
    "month": "个月|月(?!份|初|底|末|中旬|台)",
    "day": "天|日(?!元|圆|币|本|均)",
    "week": "个?星期|个?礼拜|周(?!年|[一二三四五六日末围边转])",
    "hour": "个?小时|个?钟头",
    "minute": "分钟",
}
PERCENT_WORDS = "%|％|‰|个百分点|个点"
COUNTERS = (
    "多家|家企业|家|户|间|个|票|单|批次|批|笔|人次|人|名|位|座|台|辆|车次|车|次|趟|件|箱|吨|公斤|斤|"
    "柜|标箱|条|款|套|项|档|班|期|场|所|处|批|份|张|张票|宗|栋|层|只|种|类|门|节|店|厂|卖家|商家|企业|公司|"
    "公里|千米|米|TEU|SKU|sku|店铺|员工|号人|号"
)

_BY_LENGTH = sorted(
    ((word, code) for code, words in CURRENCY_WORDS.items() for word in words.split("|")),
    key=lambda pair: -len(pair[0]),
)
CURRENCY = "|".join(word for word, _ in _BY_LENGTH)
_CURRENCY_CODES = [(re.compile(word), code) for word, code in _BY_LENGTH]

MONEY_AFTER = re.compile(rf"\s*(?:{CURRENCY})")
MONEY_BEFORE = re.compile(rf"(?:{CURRENCY})\s*$")
AREA_AFTER = [(re.compile(rf"\s*个?(?:{words})"), code) for code, words in AREA_WORDS.items()]
AREA_AFTER.reverse()  # 平方公里 before 平方
DURATION_AFTER = [(re.compile(rf"\s*(?:{words})"), code) for code, words in DURATION_WORDS.items()]
PERCENT_AFTER = re.compile(rf"\s*(?:{PERCENT_WORDS})")
COUNTER_AFTER = re.compile(rf"\s*({COUNTERS})")

MONTHS = {"year": Decimal(12), "month": Decimal(1)}


def currency_code(word: str) -> str:
    """The ISO code of a currency word or symbol.

    >>> currency_code("美金"), currency_code("元人民币")
    ('USD', 'CNY')
    """
    bare = word.strip()
    return next(code for pattern, code in _CURRENCY_CODES if pattern.fullmatch(bare))
