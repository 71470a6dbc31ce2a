"""The words that tell facts with the same values apart: where one is registered, where one works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from policy_engine import FactDefinition

from .plain_questions import plain_words
from .tokens import parts

SHORTEST, COMMON, MANY = 2, 3, 7
"""… in how many names of facts a word may stand that tells any of them; of very many facts, what
part of them."""


def telling_tokens(facts: Mapping[str, FactDefinition]) -> dict[str, frozenset[str]]:
    """Of each fact with named values the words of its name and question that no other has."""
    said = {name: _tokens(definition) for name, definition in facts.items() if definition.options}
    count = Counter(token for tokens in said.values() for token in tokens)
    common = max(COMMON, len(facts) // MANY)
    labels = [f"{name}{definition.label}" for name, definition in facts.items()]
    return {
        name: frozenset(
            token
            for token in tokens
            if count[token] == 1 and sum(token in label for label in labels) <= common
        )
        for name, tokens in said.items()
    }


def allies(
    facts: Mapping[str, FactDefinition], telling: Mapping[str, frozenset[str]]
) -> dict[str, tuple[str, ...]]:
    """The facts whose words speak of the same thing: of who founded a firm how old that person is."""
    labels = {name: f"{name}{definition.label}" for name, definition in facts.items()}
    return {
        fact: tuple(n for n, label in labels.items() if any(token in label for token in tokens))
        for fact, tokens in telling.items()
    }


def _tokens(definition: FactDefinition) -> frozenset[str]:
    """The words of what a fact is called and asked by, without its values."""
    assert definition.options is not None
    text = f"{definition.name}，{definition.label}，{definition.question}"
    for value in definition.options.listed:
        text = text.replace(value, "，")
    return frozenset(t for t in parts(text) if len(t) >= SHORTEST and t not in plain_words())
