"""Ready wording that is data: the files of wordings/ by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDINGS = Path(__file__).parent / "wordings"


@cache
def worded(file: str) -> Mapping[str, Any]:
    """The wording of one file of wordings/, by what it says.

    >>> worded("rules")["rank_signs"][">="]
    '不低于'
    """
    data: Mapping[str, Any] = yaml.safe_load((WORDINGS / f"{file}.yml").read_text("utf-8"))
    return data
