"""A document as issued becomes the text of a pack, whatever kind of file it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine import SourceError, SourceText, installed_packs, read_source
from policy_engine.sources.folding import joined, tidied, without_page_furniture
from tests.documents_as_issued import CHROMIUM, web_page, write_pdf, write_word

DOCUMENTS = [
    Path(__file__).parents[2] / "documents" / "同江",
    installed_packs()["穗天科工信规字2023-1"],
]
KINDS = [
    "docx", "html", "txt",
    pytest.param("pdf", marks=pytest.mark.skipif(CHROMIUM is None, reason="没有 Chromium")),
]  # fmt: skip


def _written(paragraphs: list[str], kind: str, folder: Path) -> Path:
    file = folder / f"文件.{kind}"
    if kind == "docx":
        write_word(paragraphs, file)
    elif kind == "pdf":
        write_pdf(paragraphs, file)
    elif kind == "html":
        file.write_text(web_page(paragraphs, paragraphs[0]), "utf-8")
    else:
        file.write_bytes("\r\n".join(paragraphs).encode("gb18030"))
    return file


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", DOCUMENTS, ids=lambda folder: folder.name)
def test_every_kind_of_file_gives_the_same_paragraphs(
    folder: Path, kind: str, tmp_path: Path
) -> None:
    lines = (folder / "原文.txt").read_text("utf-8").splitlines()
    paragraphs = [tidied(line) for line in lines if line.strip()]
    assert list(read_source(_written(paragraphs, kind, tmp_path)).paragraphs) == paragraphs


def test_lines_that_a_page_broke_are_joined_and_the_page_goes() -> None:
    pages = [
        ["松岭区人民政府公报",
         "第一条 为了支持企业，对新建成投产的企业，按其实际固定", "资产投资的10%给予奖励，单个企业每年的奖励最高不超过", "- 1 -"],
        ["松岭区人民政府公报", "100万元。", "第二条 本办法由区工信局解释。", "- 2 -"],
    ]  # fmt: skip
    assert joined(without_page_furniture(pages))[0] == (
        "第一条 为了支持企业，对新建成投产的企业，按其实际固定资产投资的10%给予奖励，单个企业每年的奖励最高不超过100万元。"
    )


@given(st.lists(st.text("甲乙丙丁，0123456789", min_size=1, max_size=60), max_size=12))
def test_joining_loses_no_character(lines: list[str]) -> None:
    assert "".join("".join(joined(lines)).split()) == "".join("".join(lines).split())


def test_width_and_blanks_are_folded_and_quotes_match_either_way(tmp_path: Path) -> None:
    file = tmp_path / "文.txt"
    file.write_text("某 某 办 法\n第 一 条　给予 ２０ 万元（含税），补助７０％。\n", "utf-8")
    text = read_source(file).text
    assert text == "某某办法\n第一条 给予 20 万元（含税），补助70%。\n"
    assert SourceText(text).find("20万元(含税),补助70％") == "20 万元（含税），补助70%"


def test_word_writes_out_its_own_numbers_and_tables(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条 "/></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    for text in ("支持企业。", "支持人才。"):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
        ))  # fmt: skip
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("级别", "标准"), ("国家级", "80万元")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "文.docx"))
    assert list(read_source(tmp_path / "文.docx").paragraphs) == [
        "第一条 支持企业。", "第二条 支持人才。", "级别｜标准", "国家级｜80万元",
    ]  # fmt: skip


def test_an_attachment_is_a_clause_with_numbers_of_its_own() -> None:
    source = SourceText(
        "某某办法\n第一条 甲。\n第二条 乙。\n附件：1.丙表\n附件1\n实施细则\n第一条 甲。\n（一）丁。\n"
    )
    assert [part.label for top in source.tree for part in top.walk()] == [
        "前言", "第一条", "第二条", "附则", "附件1", "附件1第一条", "附件1第一条（一）",
    ]  # fmt: skip


def test_a_list_that_begins_anew_is_another_list() -> None:
    """The same sentence in two places is two places, each with its label."""
    source = SourceText(
        "一、支持\n1. 每家补10万元。\n2. 每人补1万元。\n另有：\n1. 每家补10万元。\n"
    )
    assert [part.label for top in source.tree for part in top.walk()] == [
        "一",
        "一1",
        "一2",
        "一1·2",
    ]
    assert source.clause("一1·2") is not None


def _zipped(files: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(name, content)
    return kept.getvalue()


SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 512


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("扫描.pdf", SCAN, "是扫描件，里面没有文字"),
        ("坏.pdf", b"%PDF-1.7 nothing", "PDF 打不开"),
        ("旧.doc", OLD, "是旧格式的文档"),
        ("密.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "文档加了密码"),
        ("空.txt", b" \n", "是空文件"),
        ("空.docx", b"", "是空文件"),
        ("大.txt", b"x" * (50 * 1024 * 1024), "50 MB，太大了"),
        ("弹.docx", _zipped({"word/document.xml": b"0" * (200 * 1024 * 1024)}), "解开来有 200 MB"),
        ("表.xlsx", _zipped({"xl/workbook.xml": b"<x/>"}), "不是 Word 文档"),
        ("坏.docx", _zipped({"word/document.xml": b"<x/>"}), "Word 文档打不开"),
        ("版.ofd", _zipped({"OFD.xml": b"<x/>"}), "是 OFD 版式文件"),
        ("图.png", b"\x89PNG\r\n\x1a\n", "是图片"),
        ("数.bin", b"\x00\x01\x02\xff" * 50, "不认识这种文件"),
        ("没有.docx", None, "没有这个文件"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SourceError) as told:
        read_source(file)
    assert said in str(told.value)
    assert "\n" not in str(told.value)
