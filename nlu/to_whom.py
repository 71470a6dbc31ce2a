"""那70%是给交服务费的企业的，不是我们平台的: who is named there is whom support is given to, and told of
nobody."""

from __future__ import annotations

from .language.forms import form
from .message import Cue, Message

_FORMS = ("which_party", "given_to_whom")


def is_named_as_given_to(message: Message, cue: Cue) -> bool:
    """Whether a word stands where it is asked to whom support is given."""
    return any(
        found.start() <= cue.start < found.end()
        for name in _FORMS
        for found in form(name).finditer(message.text)
    )
