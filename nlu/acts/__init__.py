"""Acts: what a person does with a message beside telling facts, each a typed statement."""

from .options import chosen, unlisted
from .repairs import none_of_the_rest, revised, skipped, undone
from .requests import asked
from .words import ActWords, act_words

__all__ = [
    "ActWords",
    "act_words",
    "asked",
    "chosen",
    "none_of_the_rest",
    "revised",
    "skipped",
    "undone",
    "unlisted",
]
