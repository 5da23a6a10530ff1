"""Endnotes in place of footnotes: the same notes, at the end of the document."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from docx_samples import document, submission, words
from lxml import etree

from briefwright.formats.docx import adapted, write_docx
from briefwright.workspace.asked_style import AskedStyle

if TYPE_CHECKING:
    from briefwright.formats.docx import HouseStyle

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENDNOTES = AskedStyle(notes="endnotes")


def _parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def test_endnotes_take_the_place_of_footnotes(plain: HouseStyle) -> None:
    """One kind of notes is in the package, with its links and decimal numbers, below the word "Notes"."""
    parts = _parts(write_docx(submission(), adapted(plain, ENDNOTES)))
    assert ["word/_rels/endnotes.xml.rels", "word/endnotes.xml"] == [name for name in parts if "notes" in name]
    assert "footnoteRef" not in parts["word/document.xml"] + parts["word/endnotes.xml"]
    assert '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>' in parts["word/document.xml"]
    assert '<w:endnotePr><w:numFmt w:val="decimal"/>' in parts["word/settings.xml"]
    notes = list(etree.fromstring(parts["word/endnotes.xml"].encode()))
    texts = ["".join(str(each.text) for each in note.iter(f"{W}t")) for note in notes]
    assert ["Notes", ""] == texts[:2]
    assert re.findall(r"endnoteReference w:id=\"(\d+)\"", parts["word/document.xml"]) == [
        str(note.get(f"{W}id")) for note in notes[2:]
    ]
    styles = set(re.findall(r'Style w:val="([^"]*)"', parts["word/endnotes.xml"]))
    assert {"EndnoteText", "EndnoteReference"} <= styles
    assert set() == styles & {"FootnoteText", "FootnoteReference"}


def test_a_document_without_notes_has_no_heading_for_them(plain: HouseStyle) -> None:
    """Word shows what stands above endnotes only where there are some: it is no line of the body."""
    body = _parts(write_docx(document(words("Text")), adapted(plain, ENDNOTES)))["word/document.xml"]
    assert ["Text"] == re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body)
