"""Other forms of what people say: the denial of what was done, and room for what describes a thing.

裁了人 is denied by 没裁人 and 没裁过, which do not hold its words; 开了家店 is also 开了家奶茶店.
"""

from __future__ import annotations

from collections.abc import Iterator

from .language.forms import form
from .phrases import GAP


def roomy(said: str) -> Iterator[str]:
    """What is said with room before its noun.

    >>> list(roomy("开了家店")), list(roomy("有裁员"))
    (['开了家…店'], [])
    """
    counted = form("counted_thing").fullmatch(said)
    if counted is not None and GAP not in said:
        yield f"{counted['before']}{GAP}{counted['thing']}"


def denials(said: str) -> Iterator[str]:
    """How it is said that something was not done.

    >>> list(denials("裁了"))[:2], list(denials("租了个铺"))[:1], list(denials("上了"))
    (['没裁', '没有裁'], ['没租铺'], [])
    """
    done = form("done").fullmatch(said)
    if done is None:
        return
    thing = form("measure_word").sub("", done["rest"])
    if not thing and form("any_verb").fullmatch(done["verb"]):
        return
    for denial in form("how_it_is_denied").pattern.split("|"):
        yield f"{denial}{done['verb']}{thing}"
