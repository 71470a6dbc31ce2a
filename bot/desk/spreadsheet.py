"""Tables as Excel files. What people typed stays text: no cell of it is ever worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from fastapi import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_000
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Value = str | int | float | None


def workbook(tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Value]]]]) -> bytes:
    """An Excel file of sheets: each a name, the head of its columns, and rows."""
    made = Workbook(write_only=True)
    for name, head, rows in tables:
        sheet = made.create_sheet(name)
        sheet.freeze_panes = "A2"
        for place, label in enumerate(head, 1):
            sheet.column_dimensions[get_column_letter(place)].width = max(10, 2.4 * len(label))
        titles = [WriteOnlyCell(sheet, label) for label in head]
        for title in titles:
            title.font = Font(bold=True)
        sheet.append(titles)
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _cell(sheet: Any, value: Value) -> object:
    """Text is a text, also where it looks like a formula; Excel then keeps it one when edited."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
    cell.data_type = "s"
    if value.startswith(_STARTS_A_FORMULA):
        cell.quotePrefix = True
    return cell


def download(content: bytes, name: str) -> Response:
    """An Excel file to be kept, under a name of letters and digits."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=MEDIA, headers=headers)
