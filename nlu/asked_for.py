"""这个30万能不能拿, 25.2万元以后要不要还, 是否按33.6万元发放: what is asked of a sum that nothing else
is said of can only be asked of support."""

from __future__ import annotations

from .language.forms import form
from .number_features import NumberReading


def is_asked_for(reading: NumberReading, index: int) -> bool:
    """Whether it is asked of a sum if it is drawn, paid out or given back."""
    message, mention, part = reading.message, reading.message.mentions[index], reading.clause(index)
    if part is None:
        return False
    before, after = message.text[part.start : mention.start], message.text[mention.end : part.end]
    if form("hopes_for_a_sum").search(before):
        return True
    if form("pays_out_a_sum").search(before) and form("is_paid_out").search(after):
        return True
    alone = form("comes_up_as_a_sum").search(before) is not None
    return alone and form("asks_of_a_sum").search(after) is not None
