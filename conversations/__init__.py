"""The dialog manager: state, what to say next, replies, and FAQ knowledge.

`Dialog.turn(state, text, today)` gives the next state and a channel-neutral `Reply`: blocks
that each channel gives a form, and that `plain_text` reads as text.
"""

from .asking import open_questions
from .blocks import (
    AskedQuestion,
    Block,
    Blocks,
    Card,
    Group,
    Heard,
    Judged,
    Line,
    Link,
    Noted,
    Notice,
    Option,
    Quote,
    question_in,
)
from .citing import clause_name
from .dialog import Dialog
from .examples import opening
from .explaining import card, heading
from .grounds import ExchangeRates, Grounds
from .knowledge import Knowledge
from .knowledge_loader import load_knowledge
from .plain_text import (
    MARKS,
    STATUS_MARKS,
    Paragraph,
    Role,
    TextLine,
    card_basis,
    judged_text,
    lines,
    paragraphs,
    plain_text,
    text_of,
)
from .reply import Reply
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
    DayCount,
    Exchange,
    Feedback,
    Kept,
    SqliteFile,
    SqliteStore,
    SqliteUpdates,
    Store,
    StoredReply,
    StoreError,
    UnreadableState,
    Update,
    UpdateQueue,
)
from .wording import amount, bounds, fact_value, money, quantity, told_value, total

__all__ = [
    "MARKS",
    "STATUS_MARKS",
    "AskedQuestion",
    "Block",
    "Blocks",
    "Card",
    "DayCount",
    "Dialog",
    "Exchange",
    "ExchangeRates",
    "Feedback",
    "Grounds",
    "Group",
    "Heard",
    "Hit",
    "Judged",
    "Kept",
    "Knowledge",
    "Library",
    "Line",
    "Link",
    "Noted",
    "Notice",
    "Option",
    "Outcome",
    "Paragraph",
    "Quote",
    "Reply",
    "Role",
    "Script",
    "ScriptError",
    "SqliteFile",
    "SqliteStore",
    "SqliteUpdates",
    "State",
    "Store",
    "StoreError",
    "StoredReply",
    "TextLine",
    "TurnOutcome",
    "UnreadableState",
    "Update",
    "UpdateQueue",
    "amount",
    "bounds",
    "card",
    "card_basis",
    "clause_name",
    "dump_scripts",
    "fact_value",
    "heading",
    "judged_text",
    "lines",
    "load_knowledge",
    "load_scripts",
    "money",
    "open_questions",
    "opening",
    "paragraphs",
    "plain_text",
    "quantity",
    "question_in",
    "recorded",
    "run_script",
    "script_files",
    "text_of",
    "told_value",
    "total",
    "transcript",
    "updated_scripts",
]  # fmt: skip
