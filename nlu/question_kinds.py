"""What a question wants to know of a support policy: its kind, told by a trained model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .features import Embed, symbols
from .label_model import LabelModel
from .language.forms import form
from .masking import Masking
from .message import Message


class QuestionKind(StrEnum):
    """The kinds of questions; the value names the kind in the training sentences."""

    COUNTS = "counts"
    MEASURED = "measured"
    HOW_MUCH = "how_much"
    ELIGIBLE = "eligible"
    OTHER_SUPPORT = "other_support"
    CONDITIONS = "conditions"
    GAP = "gap"
    EARLIER = "earlier"
    IN_TIME = "in_time"
    WHERE = "where"
    MATERIALS = "materials"
    PAYMENT = "payment"
    WHOM = "whom"
    OVERLAP = "overlap"
    PERIOD = "period"
    WHY = "why"
    WHAT_IS = "what_is"
    SURE = "sure"
    WORTH = "worth"
    DUTIES = "duties"
    WHICH = "which"
    FUNDING = "funding"
    SOURCE = "source"
    OTHER = "other"
    NONE = "none"
    """Nothing is asked: it tells, corrects or answers."""


BESIDE = (QuestionKind.OTHER, QuestionKind.NONE)
"""What asks nothing of a policy."""


Kind = tuple[QuestionKind, float, float]
"""The most probable kind, how probable it is, and how probable it is that the policy is asked
about at all."""


_BY_FORM = (
    ("claimed_for_before", QuestionKind.EARLIER),
    ("of_a_year_or_of_all", QuestionKind.MEASURED),
)
"""… where their words leave no doubt of them."""


@dataclass(frozen=True)
class KindReader:
    """Tells the kind of a question in a message about one pack."""

    masking: Masking
    model: LabelModel
    embed: Embed | None = None

    def kind(self, message: Message) -> tuple[QuestionKind, float]:
        """The most probable kind, and how probable it is."""
        kind, sure, _ = self.read(message)
        return kind, sure

    def read(self, message: Message) -> Kind:
        """The kind, and how sure that is."""
        for name, kind in _BY_FORM:
            if form(name).search(message.text):
                return kind, 1.0, 1.0
        embedding = None if self.embed is None else self.embed(message.text)
        masked = self.masking.masked(message.text, message.mentions)
        scores = self.model.scores(symbols(masked), embedding)
        best = int(scores.argmax())
        beside = sum(float(scores[self.model.labels.index(kind)]) for kind in BESIDE)
        kind = QuestionKind(self.model.labels[best])
        return kind, round(float(scores[best]), 4), round(1 - beside, 4)
