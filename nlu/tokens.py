"""Words of a message: jieba with the pack's own terms."""

from __future__ import annotations

import logging
import warnings
from functools import lru_cache

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba 0.42 still uses pkg_resources and old escapes
    import jieba

jieba.setLogLevel(logging.WARNING)


@lru_cache(maxsize=4)
def segmenter(terms: tuple[str, ...]) -> jieba.Tokenizer:
    """A segmenter of its own that knows the given terms as whole words."""
    tokenizer = jieba.Tokenizer()
    if not terms:
        tokenizer.initialize()
        return tokenizer
    general = segmenter(())  # the dictionary is read once, in half a second
    tokenizer.FREQ, tokenizer.total = dict(general.FREQ), general.total
    tokenizer.initialized = True
    for term in terms:
        tokenizer.add_word(term)
    return tokenizer


def words(text: str, terms: tuple[str, ...] = ()) -> list[str]:
    """The words of `text`.

    >>> words("我们有海外仓", ("海外仓",))
    ['我们', '有', '海外仓']
    """
    return [word for word in segmenter(terms).lcut(text) if not word.isspace()]


def parts(text: str) -> list[str]:
    """The words of `text` and the words in them.

    >>> parts("登记注册")
    ['登记', '注册', '登记注册']
    """
    return [word for word in segmenter(()).cut_for_search(text) if not word.isspace()]


def is_common_word(word: str) -> bool:
    """Whether the general dictionary knows `word`."""
    return bool(segmenter(()).FREQ.get(word))
