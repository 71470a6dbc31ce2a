"""The dialog manager: state, what to say next, replies, and FAQ knowledge.

`Dialog.turn(state, text, today)` gives the next state and a channel-neutral `Reply`.
"""

from .asking import open_questions
from .desk import Desk, ExchangeRates
from .dialog import Dialog
from .explaining import card, conditions_of, gap_lines, heading, reason_lines
from .knowledge import Knowledge, load_knowledge
from .reply import AskedQuestion, Option, Reply
from .scripts import (
    Outcome,
    Script,
    ScriptError,
    TurnOutcome,
    dump_scripts,
    load_scripts,
    recorded,
    run_script,
    script_files,
    transcript,
)
from .scripts import updated as updated_scripts
from .search import Hit, Library
from .state import State
from .store import (
    Answer,
    DayCount,
    Exchange,
    Feedback,
    Kept,
    SqliteFile,
    SqliteStore,
    SqliteUpdates,
    Store,
    StoreError,
    Update,
    UpdateQueue,
)
from .wording import amount, bounds, fact_value, money, quantity, told_value, total

__all__ = [
    "Answer",
    "AskedQuestion",
    "DayCount",
    "Desk",
    "Dialog",
    "Exchange",
    "ExchangeRates",
    "Feedback",
    "Hit",
    "Kept",
    "Knowledge",
    "Library",
    "Option",
    "Outcome",
    "Reply",
    "Script",
    "ScriptError",
    "SqliteFile",
    "SqliteStore",
    "SqliteUpdates",
    "State",
    "Store",
    "StoreError",
    "TurnOutcome",
    "Update",
    "UpdateQueue",
    "amount",
    "bounds",
    "card",
    "conditions_of",
    "dump_scripts",
    "fact_value",
    "gap_lines",
    "heading",
    "load_knowledge",
    "load_scripts",
    "money",
    "open_questions",
    "quantity",
    "reason_lines",
    "recorded",
    "run_script",
    "script_files",
    "told_value",
    "total",
    "transcript",
    "updated_scripts",
]  # fmt: skip
