"""What a call lets be filled in of its ticket beforehand; the clerk may write over all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...callbacks import phone_in, phones_masked

LONGEST_SUBJECT = 60
_FIRM = re.compile(r"(?:是|叫|来自|，|^)([^\s，。；、是叫]{2,20}?(?:公司|合作社|工厂|集团))")


def firm_in(text: str) -> str:
    """The firm that a text names, if it does.

    >>> firm_in("您好，我们是邵阳湘汇科技有限公司，做平台的"), firm_in("开了一年半")
    ('邵阳湘汇科技有限公司', '')
    """
    found = _FIRM.search(text)
    return found[1] if found else ""


def draft(said: Sequence[str], measures: Iterable[str], counties: Iterable[str]) -> dict[str, str]:
    """Firm, county, telephone number and subject as far as they were said.

    >>> draft(["我们在大祥区，打13973912345"], [], ["大祥区"])
    {'firm': '', 'county': '大祥区', 'phone': '13973912345', 'subject': '我们在大祥区，打139****2345'}
    """
    asked = "、".join(measures) or next(iter(said), "")
    return {
        "firm": next(filter(None, map(firm_in, said)), ""),
        "county": next((c for c in counties if any(c in text for text in said)), ""),
        "phone": next(filter(None, map(phone_in, said)), ""),
        "subject": phones_masked(" ".join(asked.split()))[:LONGEST_SUBJECT],
    }
