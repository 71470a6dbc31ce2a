"""Answers by option: numbers, labels, 都不是, 都有."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import replace

from policy_engine import UNLISTED

from ..clean import MAX_LENGTH, plain_label
from ..context import Context, Offered
from ..language.acts import Act
from ..language.forms import form
from ..quantities import Mention
from ..quantities.numeral_words import BIG_UNITS
from ..statements import Chosen, NoneOfTheRest, Statement, Unlisted
from .words import ActWords, act_words

_NUMBERS = re.compile(
    r"^\s*(?:第|选|选项|no\.?)?\s*\d{1,2}\s*[号个项]?(?:(?:[\s,、.;和跟及+/&]|and)+第?\s*\d{1,2}\s*[号个项]?)*[。.!\s]*$"
)
_NUMBERS_ALONE = re.compile(r"^[\d\s,、.和]+$")
_LINE = re.compile(r"^(\d{1,2})\s*[.、:)]?\s*(.+)$")
_CHINESE = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_A_COUNT = re.compile(r"^\s*[\d一二三四五六七八九十]+\s*[个项][。.!]?$")
"""3个 says how many, not which."""
_DIGITS = "零一二三四五六七八九"
_MASK = "\0"
_MARKS = " ,.。!;:~"
LONGEST_PART = 4
"""Characters of an answer that may be part of a label: 美元."""


def chosen(
    message: str, words: ActWords, context: Context, measures: Container[str]
) -> tuple[Statement, ...]:
    """What is chosen of the options offered, where the message says nothing else.

    `measures`: ids that are no choice where they are more than a number (8.1 is not 8 and 1).
    """
    typed = unicodedata.normalize("NFKC", message[:MAX_LENGTH]).strip()
    if not context.options or (typed in measures and not typed.isdigit()):
        return ()
    line = _label_of_a_line(context.options, typed)
    if line is not None:
        typed, words = line, act_words(line)
    return _of_many(typed, words, context) if context.several else _of_one(typed, words, context)


def placed_first(words: ActWords, context: Context, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The option that an answer names by its place before it tells a number: 第二个，5500万."""
    if not mentions:
        return ()
    before, _, rest = words.text.partition(",")
    if not rest or mentions[-1].start <= len(before):
        return ()
    answer = act_words(before)
    return _of_one_place(answer, context.options)


def answering(context: Context, choice: Chosen) -> Context:
    """The question that a choice leads to: the value of the fact that was chosen."""
    fact = context.options[choice.options[0]].fact
    return replace(context, pending=(fact,), options=())


def none_of_them(words: ActWords) -> NoneOfTheRest | None:
    """都不是, 以上都没有, and nothing else."""
    hit = words.only(Act.NONE_OF_THEM, Act.THESE, Act.PARTICLE)
    return None if hit is None else NoneOfTheRest(because=f"都不是：{hit.expression}")


def unlisted(message: str, context: Context) -> tuple[Statement, ...]:
    """Numbers in answer to a list, and nothing else."""
    typed = unicodedata.normalize("NFKC", message[:MAX_LENGTH]).strip()
    if not context.options or not _NUMBERS_ALONE.match(typed):
        return ()
    return (Unlisted(span=(0, len(message)), because="只有数字"),)


def _of_many(typed: str, words: ActWords, context: Context) -> tuple[Statement, ...]:
    none = none_of_them(words)
    if none is not None:
        return (none,)
    every = words.only(Act.ALL_OF_THEM, Act.THESE, Act.PARTICLE)
    if every is not None:
        return (Chosen(options=tuple(range(len(context.options))), because=every.expression),)
    count = len(context.options)
    answered = _answered_each(typed, count)
    if answered is not None:
        return (_picked(answered),)
    others = words.has(Act.NOTHING_ELSE) or words.has(Act.ONLY_THESE)
    alone = words.without(Act.NOTHING_ELSE, Act.ONLY_THESE, Act.PARTICLE) if others else ""
    places = (
        _numbers(typed, count) or _by_name(words, context.options) or _numbers(_bare(alone), count)
    )
    return (Chosen(options=places, because="选项"),) if places else ()


def _answered_each(typed: str, count: int) -> Sequence[int] | None:
    """The places that hold in “1 yes, 2 no” or “1有 2没有”; `None` where it is no such answer."""
    found = list(_ANSWERED.finditer(typed.lower()))
    places = [int(each["place"]) for each in found]
    said = "".join(_ANSWERED.split(typed.lower())[:: _ANSWERED.groups + 1])
    if not found or _WORD.search(said) or not all(1 <= place <= count for place in places):
        return None
    return [place - 1 for each, place in zip(found, places, strict=True) if each["yes"]]


_ANSWERED = re.compile(
    r"(?<!\d)第?(?P<place>\d{1,2})[号个项条]?\s*[:.、]?\s*(?:(?P<yes>yes|是的|是|有的|有|对的|对|√|✓|符合)"
    r"|(?P<no>no|not|不是|没有|没得|冇得|没|无|否|×|x|✗|不符合))(?![\w])"
)
"""An option's place with a yes or a no."""
_WORD = re.compile(r"\w")
_BESIDE = " ,.。!;:~只就有是做搞得了过的"


def _picked(places: Sequence[int]) -> Statement:
    if not places:
        return NoneOfTheRest(because="选项")
    return Chosen(options=tuple(sorted(set(places))), because="选项")


def _bare(text: str) -> str:
    """4号 of “有4号，别的没有”, where 别的没 is known: without what only says that it is so."""
    return text.strip(_BESIDE)


def _of_one(typed: str, words: ActWords, context: Context) -> tuple[Statement, ...]:
    joint = _joint(words, context) if context.together else ()
    if joint:
        return (Chosen(options=joint, because=Act.ALL_OF_THEM.value),)
    options = context.options
    places = _of_one_place(words, options) or _numbers(typed, len(options))
    none = none_of_them(words) or form("none_of_the_ranks").match(words.text.strip(_MARKS))
    if not places and none is not None:
        places = tuple(place for place, o in enumerate(options) if o.label == UNLISTED)
    for answer in (words.text, words.without(Act.PARTICLE, Act.EXCLAMATION)):
        plain = act_words(answer.strip(_MARKS))
        places = places or _by_name(plain, options) or _by_part(plain.text, options)
    return (Chosen(options=places, because="选项"),) if len(places) == 1 else ()


def _joint(words: ActWords, context: Context) -> tuple[int, ...]:
    """The places that one number has at once: 都一样, 1和2, 123都是."""
    options = context.options
    real = [place for place, option in enumerate(options) if option.fact in context.pending]
    beside = (Act.ALL_OF_THEM, Act.THESE, Act.PARTICLE, Act.EXCLAMATION)
    if words.only(*beside) is not None:
        return tuple(real)
    named, _, rest = words.text.partition(_BOTH)
    numbered = any(char.isdigit() for char in rest)
    plain = (named if numbered else words.without(*beside)).strip(_MARKS)
    if _GLUED.match(plain) and list(plain) == sorted(set(plain)):
        plain = " ".join(plain)
    places = _numbers(plain, len(options))
    return places if len(places) > 1 and set(places) <= set(real) else ()


_BOTH = "都"
"""1和2都是40万: the places stand before it."""
_GLUED = re.compile(r"^[1-9]{2,8}$")


def _of_one_place(words: ActWords, options: Sequence[Offered]) -> tuple[int, ...]:
    plain = words.without(Act.PARTICLE, Act.EXCLAMATION).strip(_MARKS)
    return _by_place(words, options) or _numbers(plain, len(options))


def _by_place(words: ActWords, options: Sequence[Offered]) -> tuple[int, ...]:
    """前面那个, 最后一个: where it stands among those that say something."""
    real = [place for place, option in enumerate(options) if option.fact != option.label]
    beside = (Act.PARTICLE, Act.EXCLAMATION)
    if real and words.only(Act.FIRST_ONE, *beside) is not None:
        return (real[0],)
    return (real[-1],) if real and words.only(Act.LAST_ONE, *beside) is not None else ()


def _label_of_a_line(options: Sequence[Offered], typed: str) -> str | None:
    """A line tapped or copied from the list, “1. 是”, is its label."""
    line = _LINE.match(typed)
    if line is None or not 1 <= int(line[1]) <= len(options):
        return None
    label = plain_label(options[int(line[1]) - 1].label)
    return label if plain_label(line[2]) == label else None


def _numbers(typed: str, count: int) -> tuple[int, ...]:
    """The places that a message of nothing but numbers names: 1 3, 第九个和第十个, 十三."""
    written = _in_digits(typed)
    if not _NUMBERS.match(written) or _A_COUNT.match(typed):
        return ()
    numbers = places_in(typed)
    if not all(1 <= number <= count for number in numbers):
        return ()
    return tuple(sorted({number - 1 for number in numbers}))


def places_in(typed: str) -> list[int]:
    """The numbers in a text, in digits or in Chinese: 第九个和第十个 are 9 and 10."""
    return [int(digits) for digits in re.findall(r"\d+", _in_digits(typed))]


def _in_digits(typed: str) -> str:
    return _CHINESE.sub(lambda found: str(_chinese(found[0])), typed)


def _chinese(number: str) -> int:
    """一 … 九十九.

    >>> _chinese("九"), _chinese("十三"), _chinese("二十一")
    (9, 13, 21)
    """
    tens, ten, ones = number.partition("十")
    if not ten:
        return _DIGITS.index(tens)
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def _by_name(words: ActWords, options: Sequence[Offered]) -> tuple[int, ...]:
    """Options named by their labels or their facts' names, with nothing else in the answer."""
    plain = words.text.strip()
    whole = tuple(place for place, option in enumerate(options) if plain in _names(option))
    if whole:
        return whole
    rest, found = words.text, []
    for place in sorted(range(len(options)), key=lambda place: -len(options[place].label)):
        name = next((n for n in _names(options[place]) if len(n) > 1 and n in rest), None)
        if name is not None:
            rest = rest.replace(name, _MASK * len(name))
            found.append(place)
    spans = [(at, at + 1) for at, char in enumerate(rest) if char == _MASK]
    return tuple(sorted(found)) if found and words.leaves_nothing(spans, Act.JOINING) else ()


def _names(option: Offered) -> tuple[str, str]:
    return plain_label(option.label), plain_label(option.fact)


def _by_part(plain: str, options: Sequence[Offered]) -> tuple[int, ...]:
    """美元: what only one of the labels says."""
    if not 2 <= len(plain) <= LONGEST_PART and plain not in BIG_UNITS:  # 万啊
        return ()
    return tuple(place for place, o in enumerate(options) if plain in plain_label(o.label))
