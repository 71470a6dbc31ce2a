"""From a message to its meaning: clean, quantities, intent and topics, facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from policy_engine import DURATION, FactValue

from . import acts
from .acts import act_words
from .answers import answered
from .claims import ABOUT_POLICY
from .classifier import Classified, Classifier
from .clauses import asks, clauses
from .clean import CleanText, clean
from .context import Context
from .facts import Found, find_facts
from .intents import Intent, IntentName
from .lexicon import Lexicon
from .meaning import Meaning
from .quantities import Mention, scan, since
from .retrieval import Retriever, SubjectIndex
from .statements import Added, Denied, Doubtful, Foreign, Statement, Supposed, Told, Withdrawn

_CLAUSE = re.compile(r"第([一二三四五六七八九]|\d)条")
_CHINESE_CLAUSES = "一二三四五六七八九"
LONGEST_QUESTION = 48
_MAY_HOLD_A_QUESTION = {"inform", "ask_eligibility", "ask_amount"}
_TOLD = {"inform", "correct", "affirm", "deny"}
ASKING = 0.5
LONGEST_READ_TWICE = 400
"""Characters of a message whose question is understood apart from the rest."""


@dataclass(frozen=True)
class Understanding:
    """Understands messages about one policy: its words, and an engine for intents and topics."""

    lexicon: Lexicon
    classifier: Classifier
    retriever: Retriever = field(default_factory=SubjectIndex)

    def parse(self, message: str, context: Context) -> Meaning:
        """What `message` means at this point of a conversation. Never raises."""
        cleaned = clean(message)
        text = self.lexicon.sounds.corrected(cleaned.text)
        words = act_words(cleaned.text)
        choice = acts.chosen(message, words, context, self.lexicon.policy.measures)
        if choice:
            return Meaning(message, Intent(IntentName.INFORM, 1.0), choice)
        mentions = _quantities(text, context, self._asks_duration(context))
        classified = self._classified(text, mentions, context)
        intent = classified.intent
        found = find_facts(
            self.lexicon, text, mentions, context, _as_meant(intent, text, mentions, context)
        )
        supposed = _supposed(intent, found)
        stated = {} if supposed is found.facts else found.facts
        facts = {**stated, **answered(self.lexicon.policy, text, intent, found, mentions, context)}
        intent = _settled(intent, text, facts, mentions, context)
        topics = self._topics(text, classified.topics)
        claimed = {fact for fact, value in facts.items() if value is True}
        return Meaning(
            message,
            intent,
            (
                *_statements(facts, supposed, found, cleaned),
                *acts.unlisted(message, context),
                *acts.skipped(words, intent.name),
                *acts.revised(words, cleaned, intent.name),
                *acts.none_of_the_rest(words, context, claimed, bool(mentions)),
                *acts.asked(words, cleaned, intent.name, topics, self.lexicon.policy.measures),
            ),
            topics,
            tuple(_as_typed(mention, cleaned) for mention in mentions),
            tuple(found.key for found in self.retriever.retrieve(text)),
        )

    def _asks_duration(self, context: Context) -> bool:
        facts = self.lexicon.policy.facts
        return any(facts[fact].kind == DURATION for fact in context.pending)

    def _classified(self, text: str, mentions: list[Mention], context: Context) -> Classified:
        """Intent and topics; in a message that tells and asks, the question is what is wanted."""
        if not text.strip():
            return Classified(Intent(IntentName.OUT_OF_SCOPE, 1.0))
        whole = self.classifier.classify(text, mentions)
        asking = _question_in(text, context.today)
        if asking is None or whole.intent.name not in _MAY_HOLD_A_QUESTION:
            return whole
        start, question = asking
        inside = [
            replace(m, start=m.start - start, end=m.end - start, core=m.core - start)
            for m in mentions
            if m.start >= start
        ]
        asked = self.classifier.classify(question, inside).intent
        if asked.name.startswith(("ask_", "what_if")) and asked.confidence >= ASKING:
            return replace(whole, intent=asked)
        return whole

    def _topics(self, text: str, likely: tuple[str, ...]) -> tuple[str, ...]:
        named = list(likely)
        for match in _CLAUSE.finditer(text):
            label = match.group(1)
            clause = _CHINESE_CLAUSES[int(label) - 1] if label.isdigit() and label != "0" else label
            named += self.lexicon.clauses.get(clause, ())
        named += [
            m
            for m in self.lexicon.policy.measures
            if re.search(rf"(?<!\d){re.escape(m)}(?![\d万亿])", text)
        ]
        order = list(self.lexicon.policy.measures)
        return tuple(sorted(set(named), key=order.index))


def _statements(
    facts: Mapping[str, FactValue],
    supposed: Mapping[str, FactValue],
    found: Found,
    cleaned: CleanText,
) -> tuple[Statement, ...]:
    told: list[Statement] = []
    for fact, value in facts.items():
        if fact in found.added:
            told.append(Added(fact=fact, value=value))
        elif value is False:
            told.append(Denied(fact=fact))
        else:
            told.append(Told(fact=fact, value=value))
    told += [Supposed(fact=fact, value=value) for fact, value in supposed.items()]
    told += [Foreign(fact=fact, value=value) for fact, value in found.foreign.items()]
    told += [Withdrawn(fact=fact) for fact in found.withdrawn]
    doubts = ((_as_typed(doubt.mention, cleaned), doubt.facts) for doubt in found.unclear)
    told += [Doubtful(mention=m, facts=f, span=(m.start, m.end)) for m, f in doubts]
    return tuple(told)


def _question_in(text: str, today: date) -> tuple[int, str] | None:
    """Where the question of a message begins that tells something first, and its words."""
    if len(text) > LONGEST_READ_TWICE:
        return None
    parts = clauses(text, today)
    asking = [part for part in parts if part.asks]
    if not asking or len(asking) == len(parts):
        return None
    start = max(asking[-1].start, len(text) - LONGEST_QUESTION)
    return start, text[start:]


def _quantities(text: str, context: Context, any_date: bool) -> list[Mention]:
    """The quantities of a message, and its dates as durations until today."""
    dates = since(text, context.today, any_date)
    told = [m for m in scan(text) if not any(d.start < m.end and m.start < d.end for d in dates)]
    return sorted([*told, *dates], key=lambda mention: mention.start)


def _as_typed(mention: Mention, cleaned: CleanText) -> Mention:
    start, end = cleaned.span(mention.start, mention.end)
    return replace(mention, start=start, end=end, text=cleaned.original[start:end])


def _settled(
    intent: Intent,
    text: str,
    facts: Mapping[str, FactValue],
    mentions: list[Mention],
    context: Context,
) -> Intent:
    """A bare answer to the question just asked is `inform`, whatever it looks like."""
    answers = context.pending and any(fact in facts for fact in context.pending)
    if len(context.pending) == 1 and answers and not _is_question(text):
        verdict = facts[context.pending[0]]
        if isinstance(verdict, bool) and intent.name != "correct":
            return Intent(
                IntentName.AFFIRM if verdict else IntentName.DENY, max(intent.confidence, ASKING)
            )
    if answers and intent.name not in _TOLD and len(text) <= 12 and not _is_question(text):
        return Intent(IntentName.INFORM, max(intent.confidence, ASKING))
    if mentions and intent.name in ("affirm", "deny") and answers:
        return Intent(IntentName.INFORM, intent.confidence)
    return intent


def _as_meant(intent: Intent, text: str, mentions: list[Mention], context: Context) -> str:
    """Names or numbers in answer to a question are told, whatever they look like."""
    expected = len(context.pending) > 1 or (context.pending and mentions)
    answers = expected and not _is_question(text)
    return "inform" if answers and intent.name in ABOUT_POLICY else intent.name


def _is_question(text: str) -> bool:
    return asks(text) or text.endswith("呢")


def _supposed(intent: Intent, found: Found) -> Mapping[str, FactValue]:
    """In a what-if without 要是 or 如果 the plainly told numbers are the suppositions."""
    if intent.name == "what_if" and not found.supposes:
        return found.facts
    return found.supposed
