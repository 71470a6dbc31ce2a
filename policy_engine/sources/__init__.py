"""A document as issued (.docx, .pdf with text, .html, .txt) becomes the text of a pack.

What Word numbers by itself is written out, lines that a page broke are joined, headers,
footers and page numbers are left out, a row of a table is one paragraph. Nothing else is
changed: what the issuer wrote stays what it is.
"""

from .document import Document, SourceError
from .reading import LARGEST, read_source

__all__ = ["LARGEST", "Document", "SourceError", "read_source"]
