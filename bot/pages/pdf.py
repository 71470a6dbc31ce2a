"""A page as a PDF, from the HTML that the browser gets; without the extra `pdf` browsers print it."""

from __future__ import annotations

import logging
import mimetypes
from functools import cache
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from ..errors import UserError
from .rendering import STATIC

MISSING = (
    "这台服务器没有装 PDF 的部件（pip install 'wence[pdf]'）；请在测算单上按 P，由浏览器打印成 PDF"
)
HERE = "http://wence.invalid/"


def can_make_pdf() -> bool:
    """Whether the extra is installed, and the libraries that it draws with."""
    return _weasyprint() is not None


def as_pdf(html: str) -> bytes:
    """The pages of a document that names static files only. Raises UserError."""
    weasyprint = _weasyprint()
    if weasyprint is None:
        raise UserError(MISSING)
    urls: Any = weasyprint.urls

    def fetch(_: object, url: str, __: object = None) -> Any:
        body, kind = static_only(url)
        return urls.URLFetcherResponse(url, body, {"Content-Type": kind})

    fetcher = type("StaticOnly", (urls.URLFetcher,), {"fetch": fetch})()
    document = weasyprint.HTML(string=html, base_url=HERE, url_fetcher=fetcher)
    return bytes(document.write_pdf())


@cache
def _weasyprint() -> ModuleType | None:
    try:
        import weasyprint
    except (ImportError, OSError):  # the extra, or Pango, is not there
        return None
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # what only browsers understand
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    found: ModuleType = weasyprint
    return found


def static_only(url: str) -> tuple[bytes, str]:
    """A static file of ours with its type; nothing is fetched from anywhere. Raises ValueError."""
    name = urlsplit(url).path.rpartition("/static/")[2]
    file = STATIC / name
    if not url.startswith(HERE) or file.parent != STATIC or not file.is_file():
        raise ValueError("only static files")
    return file.read_bytes(), mimetypes.guess_type(name)[0] or "text/plain"
