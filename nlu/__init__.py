"""Understanding: text to meaning. It knows no channel and no storage.

`load_understanding` gives the engine for a policy; its `parse(text, context)` returns
a `Meaning`: intent, facts told, topics, quantities, what is merely supposed and what
is unclear.
"""

from .acts import undone_first
from .clean import MAX_LENGTH, clean_text
from .context import Context, Offered
from .corpus import Sentence, fingerprint, training_sentences
from .fact_weights import Readers
from .gold import GoldQuantities, GoldSentence, load_quantities, load_sentences, value_in_gold
from .gold_sets import labelled_count
from .held_out import FIGURES, Hearing, hearings
from .intents import Intent, IntentName
from .label_model import ModelError
from .labelled import LabelledSentence, LabelledStatement, Status, labelled_sentence
from .labels import levels
from .language.vocabulary import Example, LanguageError, Vocabulary
from .like_things import ONE_OF_THEM
from .llm import (
    NOT_SENT,
    Call,
    Guarded,
    LanguageModel,
    OtherPromptError,
    Outcome,
    Recording,
    Replaying,
)
from .llm import Server as ModelServer
from .loading import load_understanding, words_of
from .meaning import Meaning, PutQuestion
from .page import page
from .parse import Understanding
from .passages import Passage
from .phrases import Entry, ExpressionError, Found, PhraseBook
from .quantities import Mention, scan
from .question_kinds import QuestionKind
from .rasa import RasaServer, RasaUnavailableError, rasa_examples
from .reading import read_value
from .renewing import renew_intents, renew_question_kinds, renew_readers
from .retrieval import Retrieved, Retriever, Subject, SubjectIndex
from .same_value import same as same_value
from .score_report import hearing_report, html_report, text_report
from .scoring import Score, score
from .sounds import pinyin
from .statements import (
    Added,
    Amended,
    AnotherFirm,
    Apart,
    AsItWas,
    Asked,
    Beside,
    ByDay,
    Chosen,
    Corrected,
    Denied,
    Doubted,
    Doubtful,
    Expense,
    Foreign,
    FormerFirm,
    Later,
    NoneOfTheRest,
    OneMore,
    Particular,
    Pointed,
    Question,
    Revised,
    SameAs,
    Skipped,
    Statement,
    Supposed,
    SupposedOneOf,
    Things,
    ThingsAlike,
    Told,
    Undone,
    Unlisted,
    Withdrawn,
)
from .tokens import words
from .training_data import TrainingDataError

__all__ = [
    "FIGURES",
    "MAX_LENGTH",
    "NOT_SENT",
    "ONE_OF_THEM",
    "Added",
    "Amended",
    "AnotherFirm",
    "Apart",
    "AsItWas",
    "Asked",
    "Beside",
    "ByDay",
    "Call",
    "Chosen",
    "Context",
    "Corrected",
    "Denied",
    "Doubted",
    "Doubtful",
    "Entry",
    "Example",
    "Expense",
    "ExpressionError",
    "Foreign",
    "FormerFirm",
    "Found",
    "GoldQuantities",
    "GoldSentence",
    "Guarded",
    "Hearing",
    "Intent",
    "IntentName",
    "LabelledSentence",
    "LabelledStatement",
    "LanguageError",
    "LanguageModel",
    "Later",
    "Meaning",
    "Mention",
    "ModelError",
    "ModelServer",
    "NoneOfTheRest",
    "Offered",
    "OneMore",
    "OtherPromptError",
    "Outcome",
    "Particular",
    "Passage",
    "PhraseBook",
    "Pointed",
    "PutQuestion",
    "Question",
    "QuestionKind",
    "RasaServer",
    "RasaUnavailableError",
    "Readers",
    "Recording",
    "Replaying",
    "Retrieved",
    "Retriever",
    "Revised",
    "SameAs",
    "Score",
    "Sentence",
    "Skipped",
    "Statement",
    "Status",
    "Subject",
    "SubjectIndex",
    "Supposed",
    "SupposedOneOf",
    "Things",
    "ThingsAlike",
    "Told",
    "TrainingDataError",
    "Understanding",
    "Undone",
    "Unlisted",
    "Vocabulary",
    "Withdrawn",
    "clean_text",
    "fingerprint",
    "hearing_report",
    "hearings",
    "html_report",
    "labelled_count",
    "labelled_sentence",
    "levels",
    "load_quantities",
    "load_sentences",
    "load_understanding",
    "page",
    "pinyin",
    "rasa_examples",
    "read_value",
    "renew_intents",
    "renew_question_kinds",
    "renew_readers",
    "same_value",
    "scan",
    "score",
    "text_report",
    "training_sentences",
    "undone_first",
    "value_in_gold",
    "words",
    "words_of",
]  # fmt: skip
