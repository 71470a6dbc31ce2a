"""One encoding inside, whatever the locale outside.

Files in the packages have Chinese names, written in UTF-8; in a GBK or Latin-1 locale Python
would look for them by other bytes. So the command line starts again in Python's UTF-8 mode there.
Pipes and files are UTF-8 everywhere; a terminal is spoken to in its own encoding.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TextIO

_BEGUN_AGAIN = "WENCE_IN_UTF8"
_ALIKE = {"✓": "√", "✗": "×", "›": ">", "–": "-", "·": "-"}
_TERMINAL_ERRORS = "wence-terminal"


def start_in_utf8() -> None:
    """Start this process again where file names are not read as UTF-8; once, as it was called.

    Afterwards every argument is the text that was typed, also in a terminal of another encoding.
    """
    if sys.getfilesystemencoding() != "utf-8":
        _start_again()
    os.environ.pop(_BEGUN_AGAIN, None)
    sys.argv[1:] = [
        argument if argument.isascii() else _typed(argument) for argument in sys.argv[1:]
    ]


def _start_again() -> None:
    if _BEGUN_AGAIN in os.environ or not sys.executable:
        used = sys.getfilesystemencoding()
        sys.exit(f"wence: file names are read as {used}; run it with PYTHONUTF8=1 (python -X utf8)")
    environment = {**os.environ, "PYTHONUTF8": "1", _BEGUN_AGAIN: "1"}
    command = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
    os.execve(sys.executable, [os.fsencode(part) for part in command], environment)


def _typed(argument: str) -> str:
    """An argument as it was meant: UTF-8 with Chinese in it, a file, or the terminal's encoding.

    What was typed in GBK is next to never Chinese when it is read as UTF-8.
    """
    raw = os.fsencode(argument)
    if _is_chinese(argument) or any(map(os.path.exists, (raw, raw.partition(b"=")[2]))):
        return argument
    try:
        return raw.decode(_locale())
    except (UnicodeDecodeError, LookupError):
        return argument


def _is_chinese(text: str) -> bool:
    readable = not any("\ud800" <= character <= "\udfff" for character in text)
    return readable and any(character >= "\u2e80" for character in text)


def _locale() -> str:
    """The encoding of the locale, whatever mode Python is in."""
    import locale  # where nothing is written to a terminal nobody needs it

    return locale.getencoding()


def speak() -> None:
    """Whatever bytes come in are read, whatever must go out is written."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  for the whole run
    _set_up(sys.stdin, "replace")
    for stream in (sys.stdout, sys.stderr):
        _set_up(stream, "backslashreplace")


def shown(text: str) -> str:
    """A text as standard output can show it."""
    encoding, errors = sys.stdout.encoding or "utf-8", sys.stdout.errors or "replace"
    return text.encode(encoding, errors).decode(encoding)


def _set_up(stream: TextIO | None, errors: str) -> None:
    if not isinstance(stream, io.TextIOWrapper):
        return
    own = _terminal_encoding() if stream.isatty() else None
    if own is None:  # some programs begin what they write with a byte order mark
        read = not stream.writable() and not stream.isatty()
        stream.reconfigure(encoding="utf-8-sig" if read else "utf-8", errors=errors)
    else:
        stream.reconfigure(encoding=own, errors=_TERMINAL_ERRORS if stream.writable() else errors)


def _terminal_encoding() -> str | None:
    """The encoding of a terminal that shows Chinese but not UTF-8.

    One that could show none at all (C, Latin-1) is most likely misnamed and shows UTF-8.
    """
    name = _locale()
    try:
        return None if codecs.lookup(name).name == "utf-8" or not "中".encode(name) else name
    except (LookupError, UnicodeEncodeError):
        return None


def _shown_alike(error: UnicodeError) -> tuple[str | bytes, int]:
    """What a terminal has no character for, by one that looks like it; a byte of it as it is."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character = error.object[error.start]
    if "\udc80" <= character <= "\udcff":
        return bytes([ord(character) - 0xDC00]), error.start + 1
    return _ALIKE.get(character, "?"), error.start + 1


codecs.register_error(_TERMINAL_ERRORS, _shown_alike)
