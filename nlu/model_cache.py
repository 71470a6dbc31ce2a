"""The trained model in the user's cache directory, keyed by data, words and code version."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from policy_engine import Policy

from . import stored_embeddings, training_data
from .classifier import LocalClassifier
from .clean import clean
from .embedding import embedder
from .fact_weights import fact_reader
from .features import Embed
from .linear_model import LinearModel
from .outline import outline_of
from .pack_words import WORDS, PackWords, load_pack_words
from .parse import Understanding
from .rasa import RasaClassifier, RasaServer
from .retrieval import Subject, SubjectIndex

FEATURES_VERSION = "1"
"""Raise it when features change meaning without the data changing."""


def load_understanding(
    policy: Policy,
    progress: object = None,
    embeddings: bool = True,
    rasa: RasaServer | None = None,
    subjects: Sequence[Subject] = (),
) -> Understanding:
    """Understanding for a policy; trains first when no model fits data and version.

    `subjects`: what there are answers to, found in messages (`Meaning.answers`).

    With `rasa` that server tells the intents, the local engine stands by.
    `progress(step, done, of)` hears how training goes. Raises PackError for bad words
    and TrainingDataError for bad training sentences.
    """
    words = words_of(policy)
    embed = embedder() if embeddings else None
    folder = cache_folder() / _key(policy, embed)
    model = _cached(folder)
    if model is None:
        model = train_model(words, embed, progress)
        _store(model, folder)
    local = LocalClassifier(words, model, embed)
    classifier = local if rasa is None else RasaClassifier(rasa, local)
    return Understanding(words, fact_reader(words), classifier, SubjectIndex(subjects))


def words_of(policy: Policy) -> PackWords:
    """The words of a policy. Raises PackError."""
    return load_pack_words(outline_of(policy), policy.directory)


def train_model(words: PackWords, embed: Embed | None, progress: object = None) -> LinearModel:
    """Train on the shipped sentences, whatever is cached."""
    from .training import no_progress, train

    report = progress if callable(progress) else no_progress
    examples = training_data.load_examples()
    vectors = None
    if embed is not None:
        texts = [_as_read(words, example.text) for example in examples]
        vectors = stored_embeddings.embeddings_for(texts, embed, report)
    return train(words, examples, vectors, report)


def _as_read(words: PackWords, message: str) -> str:
    return words.sounds.corrected(clean(message).text)


def renew_embeddings(policy: Policy) -> int:
    """Bring the stored embeddings up to date with the training data; returns how many were new."""
    embed = embedder()
    if embed is None:
        return 0
    words = words_of(policy)
    texts = [_as_read(words, example.text) for example in training_data.load_examples()]
    return stored_embeddings.save(texts, embed)


def cache_folder() -> Path:
    """Where models are kept: $WENCE_CACHE, else the user's cache directory."""
    if "WENCE_CACHE" in os.environ:
        return Path(os.environ["WENCE_CACHE"])
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "wence"


def _key(policy: Policy, embed: Embed | None) -> str:
    digest = hashlib.sha256()
    digest.update((policy.directory / WORDS).read_bytes())
    parts = (version("wence"), FEATURES_VERSION, training_data.fingerprint(), embed is not None)
    digest.update(repr(parts).encode())
    return f"{policy.id}-{digest.hexdigest()[:16]}"


def _cached(folder: Path) -> LinearModel | None:
    try:
        return LinearModel.load(folder)
    except (OSError, EOFError, KeyError, TypeError, ValueError, zipfile.BadZipFile):
        return None  # not there, or damaged: it is trained again


def _store(model: LinearModel, folder: Path) -> None:
    """Put the finished model in place at once; a reader never sees half of it."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=folder.parent))
        model.save(scratch)
        shutil.rmtree(folder, ignore_errors=True)
        scratch.replace(folder)
    except OSError:
        return  # a cache that cannot be written costs time, nothing else
