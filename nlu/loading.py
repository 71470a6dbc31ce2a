"""The understanding of a policy: its words, the shipped weights, an engine for intents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policy_engine import JoinedPolicy, Policy

from .agreeing import Agreement
from .classifier import Classifier, LocalClassifier
from .embedding import comparable, embedder
from .expenses import Expenses, expenses_beside
from .fact_weights import Readers, fact_reader
from .joined_words import joined_words
from .label_model import QUESTIONS, shipped_model
from .llm import LanguageModel
from .masking import Masking
from .near_measures import NearMeasures
from .outline import outline_of
from .pack_words import PackWords, load_pack_words
from .parse import Understanding
from .passages import Passages, passages_of
from .question_kinds import KindReader
from .rasa import RasaClassifier, RasaServer
from .retrieval import Subject, SubjectIndex
from .topic_features import TopicWords
from .topics import TopicFinder, topic_weights


def load_understanding(
    policy: Policy,
    *,
    embeddings: bool = True,
    rasa: RasaServer | None = None,
    subjects: Sequence[Subject] = (),
    readers: Readers = Readers.BOTH,
    kept: Path | None = None,
    model: LanguageModel | None = None,
) -> Understanding:
    """Understanding for a policy. Nothing is trained: the models are shipped.

    `subjects`: what there are answers to, found in messages (`Meaning.answers`). With `rasa`
    that server tells the intents, the local engine stands by. Raises PackError for bad
    words and ModelError when the package is damaged.
    """
    texts = (text for p in policy.members for text in p.source.clauses.values())
    sentences = () if policy.answers_together else policy.source.clauses.items()
    return understanding_of(
        words_of(policy),
        embeddings=embeddings,
        rasa=rasa,
        subjects=subjects,
        readers=readers,
        kept=kept,
        model=model,
        expenses=expenses_beside(texts),
        passages=passages_of(sentences),
    )


def understanding_of(
    words: PackWords,
    *,
    embeddings: bool = True,
    rasa: RasaServer | None = None,
    subjects: Sequence[Subject] = (),
    readers: Readers = Readers.BOTH,
    kept: Path | None = None,
    model: LanguageModel | None = None,
    expenses: Expenses | None = None,
    passages: Passages | None = None,
) -> Understanding:
    """Understanding for the words of a pack, with rules or without.

    `readers`: who reads the facts; `kept`: a folder where what was
    computed of a pack's words may be found again; `model`: a language model that is asked as
    well, where they are in doubt. Raises ModelError.
    """
    local = local_classifier(words, embeddings)
    sense = None if local.embed is None else comparable(local.embed, local.model.embedding_mean)
    classifier: Classifier = local
    if rasa is not None:
        classifier = RasaClassifier(rasa, local, local.masking)
    topics = TopicFinder(TopicWords(words, sense), topic_weights())
    reader = fact_reader(words, readers, kept, model)
    kinds = KindReader(Masking(()), shipped_model(QUESTIONS), local.embed)
    agreement = Agreement(kinds, subjects)
    index = SubjectIndex(subjects, sense)
    near = NearMeasures(words, sense, by=shipped_model().fingerprint, kept=kept)
    return Understanding(
        words=words,
        reader=reader,
        classifier=classifier,
        kinds=kinds,
        topics=topics,
        agreement=agreement,
        near=near,
        retriever=index,
        expenses=expenses or expenses_beside(d.question for d in words.outline.facts.values()),
        passages=passages or Passages(),
    )


def words_of(policy: Policy) -> PackWords:
    """The words of a policy. Raises PackError."""
    if isinstance(policy, JoinedPolicy):
        return joined_words(policy)
    return load_pack_words(outline_of(policy), policy.directory)


def local_classifier(words: PackWords, embeddings: bool = True) -> LocalClassifier:
    """The shipped model of intents, masking these words. Raises ModelError."""
    return LocalClassifier(
        Masking(words.trade_words), shipped_model(), embedder() if embeddings else None
    )
