"""The language-model reader: for whoever has one, behind an OpenAI-compatible address.

It names which fact each quantity of a message is and which claims it makes, with the words it
rests on; values come from the scanner, and what it says obeys the same hard filters.
"""

from .asking import NOT_SENT, Asking, Call, Outcome, Tokens
from .client import Server
from .files import OtherPromptError, Recording, Replaying
from .guarded import Guarded
from .reader import LanguageModel, ModelReader
from .verifying import Rejected

__all__ = [
    "NOT_SENT",
    "Asking",
    "Call",
    "Guarded",
    "LanguageModel",
    "ModelReader",
    "OtherPromptError",
    "Outcome",
    "Recording",
    "Rejected",
    "Replaying",
    "Server",
    "Tokens",
]
