"""The policy engine: facts in; measures, amounts, reasons and next questions out.

It knows no language, no channel and no storage. `load_policy` reads a pack of rules
written in Chinese, `evaluate` assesses an enterprise on a day, `gaps` says what is
missing, `check_grounding` holds a pack against the text it comes from.
"""

from .assessment import Assessment, MeasureResult, Money, Status
from .benefit import Benefit, Kind, Stacking, Tier, kind_in_words
from .combining import combined_total
from .comparing import Change, Difference, compare, rule_lines
from .currencies import CURRENCIES
from .dates import iso_day
from .drafting import SCHEMA, Draft, draft_of, write_draft, written_yaml
from .errors import FactError, PackError, PolicyError, did_you_mean
from .evaluation import evaluate
from .expression import Amount, Known, KnownItems
from .fact_kinds import CHOICE, LIST, REGION, Period
from .fact_value import FactValue, Item, ItemList
from .facts import Convert, FactDefinition, no_conversion
from .gap import Gap, Shortfall, gaps
from .grounding import Report, check_grounding, without_accepted
from .grounds import Finding
from .interval import INFINITY, EmptyIntervalError, Interval, Truth
from .joined import JoinedPolicy
from .json_schema import json_schema
from .loading import load_policies
from .made_up import TriedCase, boundary_cases
from .measure import Measure
from .mistakes import in_words, path_in_words, yaml_in_words
from .numbering import number_of
from .one_of import OneOf
from .options import UNLISTED, Options
from .pack import SCENARIOS, installed_packs, load_facts, load_policy
from .policy import Policy
from .quantity import Quantity
from .questions import Question
from .reasons import Reason
from .scenarios import STATUS_NAMES
from .sentences import Sentence, SentenceKind
from .source_text import SourceText
from .sources import Document, SourceError, read_source
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
    "SCENARIOS",
    "SCHEMA",
    "STATUS_NAMES",
    "UNLISTED",
    "Amount",
    "Assessment",
    "Benefit",
    "Change",
    "Convert",
    "Difference",
    "Document",
    "Draft",
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
    "Options",
    "PackError",
    "Period",
    "Policy",
    "PolicyError",
    "Quantity",
    "Question",
    "Reason",
    "Report",
    "Sentence",
    "SentenceKind",
    "Shortfall",
    "SourceError",
    "SourceText",
    "Stacking",
    "Status",
    "Term",
    "TermKind",
    "Tier",
    "TriedCase",
    "Truth",
    "Unit",
    "Window",
    "as_written",
    "boundary_cases",
    "check_grounding",
    "combined_total",
    "compare",
    "did_you_mean",
    "draft_of",
    "evaluate",
    "gaps",
    "in_words",
    "installed_packs",
    "iso_day",
    "json_schema",
    "kind_in_words",
    "load_facts",
    "load_policies",
    "load_policy",
    "no_conversion",
    "number_of",
    "path_in_words",
    "plain_number",
    "read_source",
    "rule_lines",
    "told_as_written",
    "unit_label",
    "unit_of",
    "without_accepted",
    "write_draft",
    "written_quantity",
    "written_unit",
    "written_value",
    "written_yaml",
    "yaml_in_words",
]  # fmt: skip
