"""What the kinds of questions are trained on: questions by many authors about many policies, and
the policy-free sentences of the intents that are of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .clean import clean
from .corpus import Sentence
from .intents import IntentName
from .masking import Masking
from .quantities import scan
from .question_kinds import QuestionKind
from .training_data import TrainingDataError, load_examples

FOLDER = Path(__file__).parent / "data" / "questions"
"""A file an author: on each line a kind, a tabulator and a question."""
HELD_OUT = FOLDER / "held_out"
"""Authors that nothing is trained on."""
_KINDS: Mapping[IntentName, QuestionKind] = {
    IntentName.ASK_AMOUNT: QuestionKind.HOW_MUCH,
    IntentName.ASK_CONDITIONS: QuestionKind.CONDITIONS,
    IntentName.ASK_GAP: QuestionKind.GAP,
    IntentName.ASK_DEADLINE: QuestionKind.IN_TIME,
    IntentName.ASK_VALIDITY: QuestionKind.IN_TIME,
    IntentName.ASK_PROCEDURE: QuestionKind.WHERE,
    IntentName.ASK_MATERIALS: QuestionKind.MATERIALS,
    IntentName.ASK_PAYMENT_TIME: QuestionKind.PAYMENT,
    IntentName.ASK_OVERLAP: QuestionKind.OVERLAP,
    IntentName.ASK_WHY: QuestionKind.WHY,
    IntentName.ASK_DEFINITION: QuestionKind.WHAT_IS,
    IntentName.ASK_MEASURES: QuestionKind.WHICH,
    IntentName.ASK_FUNDING: QuestionKind.FUNDING,
    IntentName.ASK_SOURCE: QuestionKind.SOURCE,
    IntentName.GREET: QuestionKind.OTHER,
    IntentName.THANK: QuestionKind.OTHER,
    IntentName.BYE: QuestionKind.OTHER,
    IntentName.HELP: QuestionKind.OTHER,
    IntentName.HANDOFF: QuestionKind.OTHER,
    IntentName.OUT_OF_SCOPE: QuestionKind.OTHER,
    IntentName.INFORM: QuestionKind.NONE,
    IntentName.CORRECT: QuestionKind.NONE,
    IntentName.AFFIRM: QuestionKind.NONE,
    IntentName.DENY: QuestionKind.NONE,
    IntentName.DONT_KNOW: QuestionKind.NONE,
}


def question_sentences() -> list[Sentence]:
    """Every training sentence, each once. Raises TrainingDataError."""
    written = [row for file in sorted(FOLDER.glob("*.tsv")) for row in labelled_questions(file)]
    known = ((e.text, _KINDS[e.intent]) for e in load_examples() if e.intent in _KINDS)
    return list(dict.fromkeys(_read([*written, *known])))


def labelled_questions(file: Path) -> Iterator[tuple[str, QuestionKind]]:
    """The questions of a file with their kinds. Raises TrainingDataError."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        kind, tab, text = line.partition("\t")
        if not tab or kind not in set(QuestionKind):
            raise TrainingDataError(f"{file} 第 {number} 行：要写成“kind<制表符>问句”")
        yield text, QuestionKind(kind)


def _read(rows: Iterable[tuple[str, QuestionKind]]) -> Iterator[Sentence]:
    """No word of a trade is masked: the questions are of every trade."""
    plain = Masking(())
    for said, kind in rows:
        text = clean(said).text
        yield Sentence(text, plain.masked(text, scan(text)), kind)
