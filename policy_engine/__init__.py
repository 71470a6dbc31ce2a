"""The policy engine: facts in; measures, amounts, reasons and next questions out.

It knows no language, no channel and no storage. `load_policy` reads a pack of rules
written in Chinese, `evaluate` assesses an enterprise on a day, `gaps` says what is
missing, `check_grounding` holds a pack against the text it comes from.
"""

from .assessment import Assessment, MeasureResult, Money, Status
from .benefit import Benefit, Kind, Stacking, Tier
from .combining import combined_total
from .currencies import CURRENCIES
from .dates import iso_day
from .errors import FactError, PackError, PolicyError, did_you_mean
from .evaluation import evaluate
from .expression import Amount, Known, KnownItems
from .fact_kinds import CHOICE, LIST, REGION, Period
from .fact_value import FactValue, Item, ItemList
from .facts import Convert, FactDefinition, no_conversion
from .gap import Gap, Shortfall, gaps
from .grounding import Report, check_grounding
from .grounds import Finding
from .interval import INFINITY, EmptyIntervalError, Interval, Truth
from .joined import JoinedPolicy
from .loading import load_policies
from .measure import Measure
from .numbering import number_of
from .one_of import OneOf
from .pack import installed_packs, load_facts, load_policy
from .policy import Policy
from .quantity import Quantity
from .questions import Question
from .reasons import Reason
from .scenarios import STATUS_NAMES
from .source_text import SourceText
from .terms import Term, TermKind
from .units import (
    AREA,
    COUNT,
    DATE,
    DURATION,
    MONEY,
    PERCENT,
    RATIO,
    Unit,
    unit_label,
    unit_of,
    written_unit,
)
from .window import Window
from .written_fact import as_written, told_as_written
from .written_value import plain_number, written_quantity, written_value

__all__ = [
    "AREA",
    "CHOICE",
    "COUNT",
    "CURRENCIES",
    "DATE",
    "DURATION",
    "INFINITY",
    "LIST",
    "MONEY",
    "PERCENT",
    "RATIO",
    "REGION",
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
    "Item",
    "ItemList",
    "JoinedPolicy",
    "Kind",
    "Known",
    "KnownItems",
    "Measure",
    "MeasureResult",
    "Money",
    "OneOf",
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
    "Term",
    "TermKind",
    "Tier",
    "Truth",
    "Unit",
    "Window",
    "as_written",
    "check_grounding",
    "combined_total",
    "did_you_mean",
    "evaluate",
    "gaps",
    "installed_packs",
    "iso_day",
    "load_facts",
    "load_policies",
    "load_policy",
    "no_conversion",
    "number_of",
    "plain_number",
    "told_as_written",
    "unit_label",
    "unit_of",
    "written_quantity",
    "written_unit",
    "written_value",
]  # fmt: skip
