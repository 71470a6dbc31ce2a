"""The language of business quantities: text to intervals with units and places."""

from .dates import since
from .mention import BARE, Mention
from .scan import scan

__all__ = ["BARE", "Mention", "scan", "since"]
