"""A draft says so on every page of its PDF, on those with endnotes too, which LibreOffice prints without a head."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from docx_samples import arabic, document, note, words
from pdf_judges import objections
from printed_samples import STYLES, sample, sheet
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject
from realistic import realistic

from briefwright.document import Document, Paragraph, Text
from briefwright.finishing import finish
from briefwright.formats.docx import adapted
from briefwright.office.running import carry_headers
from briefwright.workspace.asked_style import AskedStyle

if TYPE_CHECKING:
    from collections.abc import Callable


def _long() -> Document:
    """Without a title, so that the first page is as the others, with many notes."""
    noted = [Paragraph((Text("Said. "), note(number, Text("Where it stands. " * 9)))) for number in range(1, 61)]
    return document(*noted)


DRAFTS: dict[str, Callable[[], Document]] = {
    "un-upr-joint": lambda: sample("un-upr-joint"),
    "realistic": realistic,
    "arabic": arabic,
    "no title": _long,
    "one page": lambda: document(words("Text."), Paragraph((Text("Said."), note(1, Text("Where."))))),
}
FINAL = "no draft"
LETTER = {"realistic", "no title"}
"""Those on American paper, which is not so high."""
MARKS = {"arabic": "مسودة"}


@cache
def _printed() -> dict[tuple[str, str], bytes]:
    sheets = {}
    for style in STYLES:
        for name, made in DRAFTS.items():
            asked = AskedStyle(notes="endnotes", page="letter" if name in LETTER else "a4")
            draft = sheet(replace(made(), draft=True), style)
            sheets[style, name] = draft._replace(house_style=adapted(draft.house_style, asked))
        sheets[style, "footnotes"] = sheet(replace(_long(), draft=True), style)
        sheets[style, FINAL] = sheets[style, "no title"]._replace(document=_long())
    return {key: done.artifacts["pdf"] for key, done in zip(sheets, finish(list(sheets.values())), strict=True)}


def _heads(data: bytes) -> list[str]:
    """The first words of each page, from above."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return [next((line.strip() for line in page.split("\n") if line.strip()), "") for page in text.split("\f")[:-1]]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", [*DRAFTS, "footnotes"])
def test_every_page_of_a_draft_says_so(style: str, name: str) -> None:
    """The mark stands first on each page, and both judges of PDF/UA-1 accept it there."""
    data = _printed()[style, name]
    heads = _heads(data)
    assert len(heads) > 1
    assert [] == [head for head in heads if MARKS.get(name, "Draft") not in head]
    assert [] == objections(data)


@pytest.mark.parametrize("style", STYLES)
def test_what_is_no_draft_does_not_say_so(style: str) -> None:
    """Its pages, those of endnotes too, have the running title alone."""
    assert {"A title"} == set(_heads(_printed()[style, FINAL]))


@pytest.mark.parametrize("style", STYLES)
def test_the_title_runs_on(style: str) -> None:
    """Endnotes have the running title too, as Word prints them; what a page alone has is not copied."""
    *_, before, last = _heads(_printed()[style, "un-upr-joint"])
    assert "Draft · France: joint submission to the Universal Periodic Review" == last == before


def _piece(text: str, height: float) -> str:
    return f"/Artifact BMC\nq 0 0 0 rg\nBT\n85.2 {height} Td /F1 9 Tf({text})Tj\nET\nQ\nEMC\n"


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["Draft", "Draft", ""], "Draft"),
        (["Logo", "Draft|Page 2", "Draft|Page 3", ""], "Draft"),
        (["Odd|Draft", "Even|Draft", "Odd|Draft", ""], "Odd Draft"),
        (["Draft", ""], "Draft"),
        (["", ""], ""),
    ],
)
def test_what_is_carried(heads: list[str], expected: str) -> None:
    """The last page with a head gives it to those behind it, but for a line that stands on no other page."""
    writer = PdfWriter()
    for head in heads:
        page = writer.add_blank_page(595, 842)
        lines = "".join(_piece(text, 800 - 12 * row) for row, text in enumerate(head.split("|")) if text)
        stream = StreamObject()
        stream.set_data(f"0.1 w\n{lines}{_piece('Page', 40)}/P<</MCID 0>>BDC\nEMC\n".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001 (pypdf has no other way)
    carry_headers(writer.pages)
    assert [*expected.split(), "Page"] == re.findall(r"\((.*?)\)Tj", stream.get_data().decode())
