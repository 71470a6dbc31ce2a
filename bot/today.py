"""Which day it is for the policy: the local day, or the one that WENCE_TODAY names.

WENCE_TODAY (2026-03-01) is for demonstrations and tests: the same question then gets the
same answer whenever it is asked.
"""

from __future__ import annotations

import os
import time
from datetime import date

from .errors import UserError

VARIABLE = "WENCE_TODAY"


def local_today() -> date:
    """The day to reckon by now. Raises UserError when WENCE_TODAY is no day."""
    return day_at(time.time())


def day_at(moment: float) -> date:
    """The day to reckon by at a moment (seconds since 1970). Raises UserError."""
    fixed = os.environ.get(VARIABLE)
    if not fixed:
        return date.fromtimestamp(moment)  # noqa: DTZ012  the policy is in force by local days
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise UserError(f"{VARIABLE} 要写成 2026-03-01 这样的日期，给的是“{fixed}”") from None
