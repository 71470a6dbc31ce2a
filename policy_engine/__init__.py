"""The policy engine: facts in; measures, amounts, reasons and next questions out.

It knows no language, no channel and no storage. `load_policy` reads a pack of rules
written in Chinese, `evaluate` assesses an enterprise on a day, `gaps` says what is
missing, `check_grounding` holds a pack against the text it comes from.
"""

from .combining import combined_total
from .currencies import CURRENCIES
from .errors import FactError, PackError, PolicyError, did_you_mean
from .evaluation import Assessment, MeasureResult, Money, Status, evaluate
from .expression import Amount, Known
from .facts import Convert, FactDefinition, Period, no_conversion
from .gap import Gap, Shortfall, gaps
from .grounding import Finding, Report, check_grounding
from .interval import INFINITY, EmptyIntervalError, Interval, Truth
from .pack import installed_packs, load_policy
from .policy import Benefit, Kind, Measure, Policy, Stacking, Tier
from .quantity import FactValue, Quantity
from .questions import Question
from .reasons import Reason
from .scenarios import STATUS_NAMES
from .source_text import SourceText
from .units import (
    AREA,
    COUNT,
    DURATION,
    MONEY,
    RATIO,
    Unit,
    unit_label,
    unit_of,
    written_unit,
)
from .written_value import written_value

__all__ = [
    "AREA",
    "COUNT",
    "CURRENCIES",
    "DURATION",
    "INFINITY",
    "MONEY",
    "RATIO",
    "STATUS_NAMES",
    "Amount",
    "Assessment",
    "Benefit",
    "Convert",
    "EmptyIntervalError",
    "FactDefinition",
    "FactError",
    "FactValue",
    "Finding",
    "Gap",
    "Interval",
    "Kind",
    "Known",
    "Measure",
    "MeasureResult",
    "Money",
    "PackError",
    "Period",
    "Policy",
    "PolicyError",
    "Quantity",
    "Question",
    "Reason",
    "Report",
    "Shortfall",
    "SourceText",
    "Stacking",
    "Status",
    "Tier",
    "Truth",
    "Unit",
    "check_grounding",
    "combined_total",
    "did_you_mean",
    "evaluate",
    "gaps",
    "installed_packs",
    "load_policy",
    "no_conversion",
    "unit_label",
    "unit_of",
    "written_unit",
    "written_value",
]  # fmt: skip
