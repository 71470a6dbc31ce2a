"""Understanding: text to meaning. It knows no channel and no storage.

`load_understanding` gives the engine for a policy; its `parse(text, context)` returns
a `Meaning`: intent, facts told, topics, quantities, what is merely supposed and what
is unclear.
"""

from .clean import MAX_LENGTH, clean_text
from .context import Context, Offered
from .gold import GoldQuantities, GoldSentence, load_quantities, load_sentences
from .intents import Intent, IntentName
from .language.vocabulary import Example, LanguageError, Vocabulary
from .meaning import Meaning
from .model_cache import cache_folder, load_understanding, renew_embeddings, train_model, words_of
from .parse import Understanding
from .phrases import Entry, ExpressionError, Found, PhraseBook
from .quantities import Mention
from .rasa import RasaServer, RasaUnavailableError
from .reading import read_value
from .retrieval import Retrieved, Retriever, Subject, SubjectIndex
from .same_value import same as same_value
from .score_report import html_report, text_report
from .scoring import Score, score
from .statements import (
    Added,
    Asked,
    Chosen,
    Corrected,
    Denied,
    Doubtful,
    Foreign,
    NoneOfTheRest,
    Question,
    Revised,
    Skipped,
    Statement,
    Supposed,
    Told,
    Unlisted,
    Withdrawn,
)
from .tokens import words
from .training_data import TRAINING_DATA, TrainingDataError, fingerprint, intent_names

__all__ = [
    "MAX_LENGTH",
    "TRAINING_DATA",
    "Added",
    "Asked",
    "Chosen",
    "Context",
    "Corrected",
    "Denied",
    "Doubtful",
    "Entry",
    "Example",
    "ExpressionError",
    "Foreign",
    "Found",
    "GoldQuantities",
    "GoldSentence",
    "Intent",
    "IntentName",
    "LanguageError",
    "Meaning",
    "Mention",
    "NoneOfTheRest",
    "Offered",
    "PhraseBook",
    "Question",
    "RasaServer",
    "RasaUnavailableError",
    "Retrieved",
    "Retriever",
    "Revised",
    "Score",
    "Skipped",
    "Statement",
    "Subject",
    "SubjectIndex",
    "Supposed",
    "Told",
    "TrainingDataError",
    "Understanding",
    "Unlisted",
    "Vocabulary",
    "Withdrawn",
    "cache_folder",
    "clean_text",
    "fingerprint",
    "html_report",
    "intent_names",
    "load_quantities",
    "load_sentences",
    "load_understanding",
    "read_value",
    "renew_embeddings",
    "same_value",
    "score",
    "text_report",
    "train_model",
    "words",
    "words_of",
]  # fmt: skip
