"""A draft says so on every page."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from functools import cache

import pytest
from docx_samples import document, words
from printed_samples import STYLES, house_style

from briefwright.document import Break, Note, Paragraph, Text
from briefwright.finishing import Sheet, finish, paged
from briefwright.problems import Position

NOTES = ("footnotes", "endnotes")


@cache
def _pages() -> dict[tuple[str, str, bool], list[str]]:
    """The words of each page of a document with many notes: by house style, kind of notes, and whether a draft."""
    note = Note((words("A note that fills a line or two of the page. " * 8),))
    text = Paragraph((Text("A sentence."), *(note for _ in range(12))))
    plain = replace(document(words("First."), Break(page=True), text, text), title="On lanes")
    asked = [(style, notes, draft) for style in STYLES for notes in NOTES for draft in (True, False)]
    sheets = [
        paged(
            Sheet(
                replace(plain, draft=draft),
                replace(house_style(style), endnotes=notes == "endnotes"),
                Position("a recipe"),
                unpaged=True,
                printed=True,
            ),
            {},
        )
        for style, notes, draft in asked
    ]
    printed = (done.artifacts["pdf"] for done in finish(sheets))
    return {one: _texts(pdf) for one, pdf in zip(asked, printed, strict=True)}


def _texts(pdf: bytes) -> list[str]:
    ran = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    return ran.stdout.decode().rstrip("\f").split("\f")


@pytest.mark.parametrize("notes", NOTES)
@pytest.mark.parametrize("style", STYLES)
def test_a_draft_is_marked_on_every_page(style: str, notes: str) -> None:
    """Also on the first and on those of endnotes, which LibreOffice gives no header; what is no draft, on none."""
    pages = _pages()[style, notes, True]
    assert len(pages) >= 3
    assert [1] * len(pages) == [len(re.findall(r"\bDraft\b", page)) for page in pages]
    assert [] == [page for page in _pages()[style, notes, False] if "Draft" in page]
