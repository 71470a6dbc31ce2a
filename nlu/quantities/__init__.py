"""The language of business quantities: text to intervals with units and places."""

from .dates import days_told, since
from .gaps import gaps_in
from .mention import BARE, Mention
from .scan import scan

__all__ = ["BARE", "Mention", "days_told", "gaps_in", "scan", "since"]
