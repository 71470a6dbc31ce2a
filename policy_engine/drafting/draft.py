"""Putting a draft together: sentences to measures, measures to a pack that loads."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..errors import PolicyError
from ..pack import RULES, SCENARIOS, SOURCE
from ..source_text import SourceText
from ..sources import Document
from .drafting import Drafting
from .head import head_of
from .trying import Trying
from .writing import SCHEMA, decisions_in

AS_ISSUED = "原件"
"""The folder of a pack that keeps the document it was made from."""
_EMPTY_CASES = "# 编几个企业，写上该得什么。`wence policy try 编号 --keep` 会挑出卡在门槛上的，看过再留下。\n[]\n"


@dataclass(frozen=True)
class Draft:
    """A drafted pack: the text, the rules, and what a person has to decide, by line of 政策.yml."""

    id: str
    source: str
    rules: str

    @property
    def decisions(self) -> tuple[tuple[int, str], ...]:
        return tuple(decisions_in(self.rules))


def draft_of(document: Document, today: date, pack_id: str | None = None) -> Draft:
    """The draft of a document. Raises PolicyError when it gives nothing to anybody."""
    head = head_of(document.paragraphs, today, document.title, document.published)
    if pack_id is not None:
        head = replace(head, id=pack_id)
    drafting = Drafting(head, SourceText(document.text))
    drafting.read()
    if not drafting.measures:
        raise PolicyError("这份文件里没找到给钱、给支持的句子，没有起草；请核对是不是正文")
    return Draft(head.id, document.text, Trying(drafting).that_loads())


def write_draft(draft: Draft, folder: Path, issued: Path | None = None, schema: str = "") -> None:
    """Write a draft as a new folder, whole or not at all; `issued`: the document it was made from."""
    if folder.exists():
        raise PolicyError(f"{folder} 已经有了；换一个 --out，或先把它挪开")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".wence-", dir=folder.parent))
    try:
        (made / RULES).write_text(draft.rules, "utf-8")
        (made / SOURCE).write_text(draft.source, "utf-8")
        (made / SCENARIOS).write_text(_EMPTY_CASES, "utf-8")
        if schema:
            (made / SCHEMA).write_text(schema, "utf-8")
        if issued is not None:
            (made / AS_ISSUED).mkdir()
            shutil.copyfile(issued, made / AS_ISSUED / issued.name)
        made.chmod(0o755)
        made.rename(folder)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise
