"""Which kind of file it is, told by what is in it, and what cannot be read, told in one line."""

from __future__ import annotations

from pathlib import Path

from .document import Document, SourceError
from .folding import joined, only_the_text, tidied
from .html_file import read_html
from .pdf_file import read_pdf
from .word_file import read_word

LARGEST = 20 * 1024 * 1024
"""Bytes; an official text of a hundred pages has one or two million."""
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_PAGES = (".html", ".htm", ".shtml")
_ENCODINGS = ("utf-8-sig", "gb18030")
_SAVE_AS = "请在 Word 或 WPS 里打开，另存为 .docx 再来"


def read_source(file: Path) -> Document:
    """The document in a file. Raises SourceError, one clear line, when it cannot be used."""
    content = _content(file)
    document = _read(file, content)
    paragraphs = tuple(only_the_text(tidied(each) for each in document.paragraphs))
    if not any(any(char.isalpha() for char in each) for each in paragraphs):
        raise SourceError(f"{file}：里面没有文字；要有政策正文的文件")
    return Document(paragraphs, document.title, document.published)


def _content(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise SourceError(f"{file}：是个文件夹，要给一个文件（.docx、.pdf、.html 或 .txt）")
        size = file.stat().st_size
        if size > LARGEST:
            raise SourceError(
                f"{file}：{size / 1024 / 1024:.0f} MB，太大了，最多 {LARGEST // 1024 // 1024} MB；"
                "多半是里面有图片，请另存一份只有文字的"
            )
        content = file.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{file}：没有这个文件，请核对文件名") from None
    except OSError:
        raise SourceError(f"{file}：打不开，请检查权限，或者它正被别的程序占着") from None
    if not content.strip(b"\x00\t\r\n "):
        raise SourceError(f"{file}：是空文件；要有政策正文的文件")
    return content


def _read(file: Path, content: bytes) -> Document:
    if content.startswith(b"%PDF-") or b"%PDF-" in content[:1024]:
        return read_pdf(file, content)
    if content.startswith(b"PK"):
        return read_word(file, content)
    _refuse(file, content)
    text = _decoded(file, content)
    beginning = text[:2000].lower()
    if "<html" in beginning or "<!doctype html" in beginning or file.suffix.lower() in _PAGES:
        return read_html(text)
    return Document(tuple(joined(text.splitlines())))


def _refuse(file: Path, content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SourceError(
                f"{file}：文档加了密码；请在 Word 或 WPS 里去掉密码，另存为 .docx 再来"
            )
        raise SourceError(f"{file}：是旧格式的文档（.doc、.wps、.xls），读不了；{_SAVE_AS}")
    if content.startswith(b"{\\rtf"):
        raise SourceError(f"{file}：是 RTF 文档，读不了；{_SAVE_AS}")
    if content.startswith(_PICTURES):
        raise SourceError(f"{file}：是图片，里面没有文字；请先做文字识别，存成 .txt 或 .docx 再来")
    if b"MIME-Version:" in content[:2000]:
        raise SourceError(f"{file}：是单个文件的网页（.mht），读不了；请另存为 .html 或 .txt 再来")


def _decoded(file: Path, content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    if b"\x00" not in content:
        for encoding in _ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise SourceError(f"{file}：不认识这种文件；要 .docx、有文字的 .pdf、.html 或 .txt")
