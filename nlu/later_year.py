"""2027年再投, 明年扩到三千票: what is spoken of is of a year to come."""

from __future__ import annotations

from datetime import date

from .language import Notion
from .language.forms import form
from .message import Message


def of_a_later_year(message: Message, today: date) -> bool:
    """Whether a message names the year to come, by its word or its number."""
    years = (int(found[1]) for found in form("year_by_number").finditer(message.text))
    return message.has(Notion.NEXT_YEAR) or any(year > today.year for year in years)
