"""The learned reader: a small transformer that chooses which fact each quantity is, and what is
said of each yes-or-no fact, from the message, its place in the conversation and the pack's words.

It produces no values (the scanner does) and knows no fact by name: what it was trained on tells
it how people speak, the pack tells it what they may speak of.
"""

from .model import load_network
from .opinion import Opinion
from .reader import LearnedReader

__all__ = ["LearnedReader", "Opinion", "load_network"]
