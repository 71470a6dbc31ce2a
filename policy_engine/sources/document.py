"""What is read of a document, whatever kind of file it was."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import PolicyError

CELL = "｜"
"""Stands between the cells of a row."""


class SourceError(PolicyError):
    """A document cannot be used as it is; the message says why and what to do instead."""


@dataclass(frozen=True)
class Document:
    """A document as issued: its paragraphs in order, the rows of tables among them.

    `title` and `published` are what the file says of itself beside the text (a web page).
    """

    paragraphs: tuple[str, ...]
    title: str = ""
    published: str = ""

    @property
    def text(self) -> str:
        """One paragraph a line."""
        return "\n".join(self.paragraphs) + "\n"
