"""Acts: what a person does with a message beside telling facts, each a typed statement."""

from .options import answering, chosen, placed_first, unlisted
from .repairs import none_of_the_rest, revised, skipped, undone
from .requests import asked
from .words import ActWords, act_words

__all__ = [
    "ActWords",
    "act_words",
    "answering",
    "asked",
    "chosen",
    "none_of_the_rest",
    "placed_first",
    "revised",
    "skipped",
    "undone",
    "unlisted",
]
