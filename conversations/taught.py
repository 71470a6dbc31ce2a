"""What staff teach while the service runs: questions with their answers, and more wordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from policy_engine import PolicyError, in_words, path_in_words

from .question_file import EntrySection, QuestionFile


@dataclass(frozen=True)
class Taught:
    """Over what stands in a policy's folder: entries as its file has them, wordings by question."""

    entries: Sequence[EntrySection] = ()
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def over(self, own: QuestionFile) -> QuestionFile:
        """A policy's own file with these entries; what a question is known by at once stays."""
        entries = {entry.question or str(entry.intent): entry for entry in own.entries}
        for entry in self.entries:
            before = entries.get(entry.question)
            if before is not None:
                kept = {"expressions": before.expressions, "excluded": before.excluded}
                entry = entry.model_copy(update=kept)
            entries[entry.question] = entry
        return own.model_copy(update={"entries": list(entries.values())})


NOTHING_TAUGHT = Taught()


def read_entry(data: Mapping[str, Any]) -> EntrySection:
    """One entry as a file of questions has it. Raises PolicyError."""
    try:
        return EntrySection.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise PolicyError(
            ": ".join(filter(None, (path_in_words(first), in_words(first))))
        ) from None
