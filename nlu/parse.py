"""From a message to its meaning: clean, quantities, cues, intent and topics, statements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from policy_engine import DURATION

from . import acts
from .acts import act_words
from .agreeing import Agreement
from .another_firm import another_firm, former_firm
from .as_typed import as_typed, typed
from .classifier import Classifier
from .clean import clean
from .context import Context
from .contraries import context_for, turned
from .counted_things import counts_nothing_here
from .days import told_days
from .drawn import drawn_sums
from .expenses import Expenses, expenses_beside, without_their_sums
from .full_by_then import full_by_then
from .given_up import given_up
from .intents import Intent, IntentName
from .labels import Labels, references
from .labels_of_things import pointed_at
from .language import Notion
from .later_year import of_a_later_year
from .let_be import let_be
from .meaning import Meaning, PutQuestion
from .message import Annotator, Message
from .narrowing import narrowing_told
from .near_measures import NearMeasures
from .number_filters import called_a_turnover, has_turnovers, is_investment, says_nothing
from .numbers import currency_named
from .of_denied import of_no_denied_business
from .option_named import option_named
from .other_currency import in_other_currency
from .outline import Outline
from .pack_words import PackWords, Word, WordKind
from .particular import is_plain, particular
from .partitive import of_the_right_part
from .passages import Passages
from .quantities import Mention, scan, since
from .question_kinds import Kind, KindReader, QuestionKind
from .question_parts import question_parts
from .quoted_sums import QuotedSums
from .reckoning import outcome_alone
from .retrieval import Retrieved, Retriever, Subject, SubjectIndex
from .settled_intent import TOLD, as_meant, settled
from .shortlist import Shortlist
from .statements import Corrected, Denied, Pointed, Span, Statement, Told
from .stating import FactReader
from .topics import TopicFinder
from .what_ifs import is_question, still_supposing, supposed_plainly, turns_to
from .while_in_force import while_in_force

LONGEST_QUESTION = 48
_MAY_HOLD_A_QUESTION = {
    IntentName.INFORM, IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT, IntentName.THANK,
}  # fmt: skip
ASKS_OF_A_MEASURE = {
    IntentName.ASK_AMOUNT, IntentName.ASK_CONDITIONS, IntentName.ASK_ELIGIBILITY,
    IntentName.ASK_SOURCE, IntentName.ASK_MEASURES,
}  # fmt: skip
ASKING = 0.5
LONGEST_READ_TWICE = 400
"""Characters of a message whose question is understood apart from the rest."""


@dataclass(frozen=True)
class Understanding:
    """Understands messages about one pack: its words, the readers of facts, an engine for intents."""

    words: PackWords
    reader: FactReader
    classifier: Classifier
    kinds: KindReader
    topics: TopicFinder
    agreement: Agreement
    near: NearMeasures
    retriever: Retriever = field(default_factory=SubjectIndex)
    expenses: Expenses = field(default_factory=lambda: expenses_beside(()))
    passages: Passages = field(default_factory=Passages)
    annotator: Annotator = field(init=False)
    shortlist: Shortlist = field(init=False)
    sums: QuotedSums = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "annotator", Annotator.of(self.words))
        object.__setattr__(self, "shortlist", Shortlist(self.words))
        object.__setattr__(self, "sums", QuotedSums(self.outline))

    @property
    def outline(self) -> Outline:
        return self.words.outline

    def with_subjects(self, subjects: Sequence[Subject]) -> Understanding:
        """The same understanding that finds other subjects in messages."""
        sense = getattr(self.retriever, "sense", None)
        agreement = Agreement(self.kinds, subjects)
        return replace(self, retriever=SubjectIndex(subjects, sense), agreement=agreement)

    def parse(self, message: str, context: Context) -> Meaning:
        """What `message` means at this point of a conversation. Never raises."""
        context = context_for(context, self.outline.facts)
        cleaned = clean(message)
        text = self.words.sounds.corrected(cleaned.text)
        words = act_words(cleaned.text)
        choice = acts.chosen(message, words, context, self.outline.measures)
        if choice:
            return Meaning(message, Intent(IntentName.INFORM, 1.0), choice)
        annotated = self.annotated(text, context)
        named = option_named(annotated, self.words, words, context)
        if named is not None and not annotated.mentions:
            return Meaning(message, Intent(IntentName.INFORM, 1.0), (named,))
        if named is not None:
            context = acts.answering(context, named)
        wanted = still_supposing(self.classified(annotated), annotated, context, self.outline)
        meant = as_meant(wanted.name, annotated, context)
        reader, find_topics, near = self._near(annotated, context)
        said = (
            *reader.read(near, meant, context),
            *told_days(annotated, context, self.outline),
            *narrowing_told(self.words, annotated, context),
        )
        said = (*said, *given_up(self.words, annotated, context, said))
        expenses = self.expenses.told(annotated)
        rest = of_the_right_part(tuple(without_their_sums(said, expenses)), near, self.outline)
        said = tuple(of_no_denied_business(tuple(rest), near, self.outline))
        turns = turns_to(said, annotated) if meant is IntentName.WHAT_IF else []
        spoken_of = {key for fact in turns for key in self.outline.measures_of[fact]}
        said = () if turns else said
        said = supposed_plainly(said, annotated, context) if meant is IntentName.WHAT_IF else said
        said = in_other_currency(annotated, context, said)
        drawn = drawn_sums(reader.words, near, context, meant)
        intent = settled(wanted, annotated, said, context)
        intent = Intent(IntentName.ASK_CONDITIONS, intent.confidence) if turns else intent
        asked = _question_in(annotated) if _tells(said) else None
        topics = find_topics(near, context) or tuple(
            key for key in self.outline.measures if key in spoken_of
        )
        if not topics and intent.name is IntentName.ASK_AMOUNT and not said:
            topics = self._measure_of_numbers(annotated)
        if not topics and (intent.name in ASKS_OF_A_MEASURE or _only_asks(annotated, said)):
            measures = reader.words.outline.measures
            topics = self.topics.called(annotated) or self.sums.measures(
                annotated, context, measures
            )
        kind = self.kinds.read(annotated)
        kept = self._kept(text[asked or 0 :], *kind[:2])
        beyond = () if topics or _tells(said) else particular(annotated, intent.name)
        meaning = Meaning(
            message,
            intent,
            (
                *turned((typed(s, cleaned) for s in said), self.outline.facts),
                *(typed(s, cleaned) for s in expenses),
                *acts.unlisted(message, context),
                *acts.undone(words),
                *another_firm(annotated, cleaned),
                *former_firm(annotated, cleaned),
                *while_in_force(annotated, cleaned),
                *acts.skipped(words, intent.name, self._named(annotated)),
                *let_be(self.words, annotated),
                *pointed_at(annotated, context),
                *acts.revised(words, cleaned, intent.name, mistake=annotated.has(Notion.MISTAKE)),
                *acts.none_of_the_rest(words, context, _claimed(said), bool(annotated.mentions)),
                *(typed(s, cleaned) for s in beyond),
                *acts.asked(words, cleaned, intent.name, topics, measures=self.outline.measures),
            ),
            topics,
            tuple(
                as_typed(self._counted(annotated, m, drawn), cleaned) for m in annotated.mentions
            ),
            answers=tuple(found.key for found in kept),
            word_for_word=any(found.verbatim for found in kept),
            is_question=is_question(annotated),
            next_year=of_a_later_year(annotated, context.today),
            asks_beside=asked is not None,
            passages=self.passages.about(text) if _asks(intent, said, topics) else (),
            currency=_currency(annotated),
            policies=_policies_named(annotated),
            clauses=tuple(references(annotated.text)),
            numbered=self._numbered(annotated, topics),
        )
        return replace(meaning, questions=tuple(self._questions(annotated, meaning, kind, context)))

    def _questions(
        self, message: Message, meaning: Meaning, whole_kind: Kind, context: Context
    ) -> Iterator[PutQuestion]:
        """Each question of a message by itself; where it is all there is, as it was understood."""
        parts = question_parts(message)
        if len(parts) < 2 and not any(told.mark is None for told in meaning.of(Told)):
            kind, sure, of_policy = whole_kind
            if parts or (kind is not QuestionKind.NONE and sure >= ASKING):
                whole = replace(
                    meaning,
                    passages=self.passages.about(message.text),
                    near=self._nearest(message, meaning.topics),
                )
                yield PutQuestion(kind, sure, of_policy, whole, (0, len(message.text)))
            return
        for start, end in parts:
            alone = self.annotated(message.text[start:end], context)
            put = self._alone(alone, *self.kinds.read(alone), context)
            yield replace(put.beside(meaning.of(Pointed)), span=(start, end))

    def _nearest(self, message: Message, topics: Sequence[str]) -> Mapping[str, float]:
        """What a question is like that names no measure and speaks of something in particular."""
        if topics or is_plain(message):
            return {}
        return self.near.near(message.text, message.mentions)

    def _kept(self, text: str, kind: QuestionKind, sure: float) -> list[Retrieved]:
        """The kept answers that are asked for."""
        return self.agreement.agreeing(self.retriever.retrieve(text), kind, sure)

    def _alone(
        self, message: Message, kind: QuestionKind, sure: float, of_policy: float, context: Context
    ) -> PutQuestion:
        """A question that stands in a message with something else; it tells nothing."""
        intent = self.classifier.classify(message.text, message.mentions)
        reader, find_topics, near = self._near(message, context)
        topics = find_topics(near, context) or self.topics.called(message)
        topics = topics or self.sums.measures(message, context, reader.words.outline.measures)
        kept = self._kept(message.text, kind, sure)
        words, cleaned = act_words(message.text), clean(message.text)
        meaning = Meaning(
            message.text,
            intent,
            (
                *self.expenses.told(message),
                *(() if topics else particular(message, intent.name)),
                *acts.asked(words, cleaned, intent.name, topics, measures=self.outline.measures),
            ),
            topics,
            tuple(message.mentions),
            tuple(found.key for found in kept),
            word_for_word=any(found.verbatim for found in kept),
            passages=self.passages.about(message.text),
            is_question=True,
            next_year=of_a_later_year(message, context.today),
            policies=_policies_named(message),
            clauses=tuple(references(message.text)),
            numbered=self._numbered(message, topics),
            near=self._nearest(message, topics),
        )
        return PutQuestion(kind, sure, of_policy, meaning)

    def _near(
        self, message: Message, context: Context
    ) -> tuple[FactReader, Callable[[Message, Context], tuple[str, ...]], Message]:
        """The readers for what a message may speak of: of one pack, everything."""
        if not self.shortlist.is_needed:
            return self.reader, self.topics.find, message
        words, near = self.shortlist.of(message, context)
        topics = self.topics.only(words) if self.shortlist.is_long else self.topics
        return self.reader.only(words), topics.find, near

    def _numbered(self, message: Message, topics: Sequence[str]) -> tuple[str, ...]:
        """The topics that are called by the number of their clause alone, of several packs."""
        if len(self.words.packs) < 2 or len(topics) < 2:
            return ()
        named = Labels({m: self.outline.measures[m] for m in topics})
        found = named.named(message.text, message.mentions)
        return tuple(m for m in topics if m in found)

    def leading(self, message: str, context: Context) -> acts.Lead | None:
        """The answer by option that stands before or after the rest of a message."""
        return acts.leading(message, context, self.outline.measures)

    def _measure_of_numbers(self, message: Message) -> tuple[str, ...]:
        """一张床补多少: the one measure that the numbers called by name are all for."""
        measures = [self.outline.measures_of[fact] for fact in self._named(message)]
        common = frozenset.intersection(*measures) if measures else frozenset()
        return tuple(common) if len(common) == 1 else ()

    def _named(self, message: Message) -> tuple[str, ...]:
        """The numbers that a message calls by name."""
        return tuple(f for f in self.outline.facts if message.has_word(WordKind.NAME, f))

    def annotated(self, text: str, context: Context) -> Message:
        """A cleaned message with its quantities and cues."""
        mentions = _quantities(text, context, self._asks_duration(context))
        return outcome_alone(self.annotator.annotated(text, mentions, context.today))

    def _asks_duration(self, context: Context) -> bool:
        return any(self.outline.facts[fact].kind == DURATION for fact in context.pending)

    @cached_property
    def _asks_investment(self) -> bool:
        """Whether any fact is a sum that was put into something."""
        return any(is_investment(fact) for fact in self.outline.facts.values())

    @cached_property
    def _asks_turnover(self) -> bool:
        return has_turnovers(self.outline.facts.values())

    def _counted(self, message: Message, mention: Mention, drawn: Collection[Span]) -> Mention:
        """A number of things that no fact counts is like an article, and so is what was put into
        something, or turned over, where no fact asks for that, what is `drawn`, or the nothing of
        last year."""
        invested = message.ends_at(Notion.INVESTED, mention.start, 1)
        nothing = (
            counts_nothing_here(message, mention)
            or (invested and not self._asks_investment)
            or (called_a_turnover(message, mention) and not self._asks_turnover)
            or _lies_in(message, Notion.ALL_NEW, mention)
            or says_nothing(message, mention)
            or (mention.start, mention.end) in drawn
        )
        return replace(mention, article=True) if nothing else mention

    def classified(self, message: Message) -> Intent:
        """The intent; in a message that tells and asks, the question is what is wanted."""
        if not message.text.strip():
            return Intent(IntentName.OUT_OF_SCOPE, 1.0)
        whole = self.classifier.classify(message.text, message.mentions)
        start = _question_in(message)
        if start is None or whole.name not in _MAY_HOLD_A_QUESTION:
            return whole
        inside = [
            replace(m, start=m.start - start, end=m.end - start, core=m.core - start)
            for m in message.mentions
            if m.start >= start
        ]
        asked = self.classifier.classify(message.text[start:], inside)
        if asked.name.startswith(("ask_", "what_if")) and asked.confidence >= ASKING:
            return asked
        return whole


def _only_asks(message: Message, said: Sequence[Statement]) -> bool:
    return is_question(message) and not said


def _asks(intent: Intent, said: Sequence[Statement], topics: Sequence[str]) -> bool:
    """Whether a message only asks, and names no measure."""
    return not topics and not _tells(said) and intent.name not in TOLD


def _tells(said: Sequence[Statement]) -> bool:
    return any(isinstance(s, Told | Denied | Corrected) for s in said)


def _question_in(message: Message) -> int | None:
    """Where the question of a message begins that tells something first."""
    if len(message.text) > LONGEST_READ_TWICE:
        return None
    asking = [part for part in message.clauses if part.asks]
    if not asking or len(asking) == len(message.clauses):
        return None
    return max(asking[-1].start, len(message.text) - LONGEST_QUESTION)


def _quantities(text: str, context: Context, any_date: bool) -> tuple[Mention, ...]:
    """The quantities of a message, and its dates as durations until today."""
    dates = since(text, context.today, any_date)
    told = [m for m in scan(text) if not any(d.start < m.end and m.start < d.end for d in dates)]
    told = list(full_by_then(told, text, context.today))
    return tuple(sorted([*told, *dates], key=lambda mention: mention.start))


def _lies_in(message: Message, notion: Notion, mention: Mention) -> bool:
    return any(c.start <= mention.start < c.end for c in message.notion(notion))


def _policies_named(message: Message) -> tuple[str, ...]:
    """The policies that a message calls by their titles."""
    cues = message.words(WordKind.POLICY)
    return tuple(dict.fromkeys(c.key.of for c in cues if isinstance(c.key, Word)))


def _currency(message: Message) -> str:
    """The currency that is named apart from any sum (按人民币算)."""
    named = currency_named(message)
    return named.code if named is not None else ""


def _claimed(said: Sequence[Statement]) -> set[str]:
    return {s.fact for s in said if isinstance(s, Told) and s.value is True and s.mark is None}
