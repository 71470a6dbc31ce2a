"""Acts: what a person does with a message beside telling facts, each a typed statement."""

from .leading import Lead, leading
from .options import answering, chosen, placed_first, unlisted
from .repairs import none_of_the_rest, revised, skipped, undone, undone_first
from .requests import asked
from .words import ActWords, act_words

__all__ = [
    "ActWords",
    "Lead",
    "act_words",
    "answering",
    "asked",
    "chosen",
    "leading",
    "none_of_the_rest",
    "placed_first",
    "revised",
    "skipped",
    "undone",
    "undone_first",
    "unlisted",
]
