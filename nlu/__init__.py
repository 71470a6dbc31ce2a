"""Understanding: text to meaning. It knows no channel and no storage.

`load_understanding` gives the engine for a policy; its `parse(text, context)` returns
a `Meaning`: intent, facts told, topics, quantities, what is merely supposed and what
is unclear.
"""

from .clean import MAX_LENGTH, clean_text
from .context import Context
from .gold import GoldQuantities, GoldSentence, load_quantities, load_sentences
from .intents import Intent, IntentName
from .lexicon import load_lexicon
from .meaning import Meaning
# from .model_cache import cache_folder, load_understanding, renew_embeddings, train_model
# from .parse import Understanding
from .quantities import Mention
from .rasa import RasaServer, RasaUnavailableError
from .reading import read_value
# from .score_report import html_report, text_report
# from .scoring import Score, score
# from .scoring import same as same_value
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
    Skipped,
    Statement,
    Supposed,
    Told,
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
    "Foreign",
    "GoldQuantities",
    "GoldSentence",
    "Intent",
    "IntentName",
    "Meaning",
    "Mention",
    "NoneOfTheRest",
    "Question",
    "RasaServer",
    "RasaUnavailableError",
    "Score",
    "Skipped",
    "Statement",
    "Supposed",
    "Told",
    "TrainingDataError",
    "Understanding",
    "Withdrawn",
    "cache_folder",
    "clean_text",
    "fingerprint",
    "html_report",
    "intent_names",
    "load_lexicon",
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
]  # fmt: skip
