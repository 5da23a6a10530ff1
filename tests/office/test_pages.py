"""The page numbers of a table of contents are true: on that page of the PDF stands the heading."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pytest
from docx_samples import document, words
from printed_samples import RECIPES, STYLES, WORKSPACE, house_style, printed, sheet

from briefwright.document import Break, Document, Heading, Part, Text
from briefwright.finishing import Finished, Sheet, finish, paged
from briefwright.office.pages import pages_of
from briefwright.problems import Position

HEADINGS = {"one": "First", "where-it-is": "Second", "закон": "Закон", "ما-يفعله": "القانون", "straße": "Straße"}


def _long(*, contents: bool = True) -> Document:
    """A document whose headings stand on pages 2, 4, 4, 6 and 6, with room for contents on the first."""
    sentence = words("A paragraph of some length. " * 20)
    entries = Part("contents", (Heading(2, (Text("Contents"),), "contents"),))
    first, second, third, fourth, fifth = (Heading(2, (Text(text),), name) for name, text in HEADINGS.items())
    page = Break(page=True)
    body = (page, first, page, page, second, sentence, third, page, page, fourth, sentence, fifth)
    return document(*((entries,) if contents else ()), *body)


TRUE = {"contents": 1, **dict(zip(HEADINGS, (2, 4, 4, 6, 6), strict=True))}


WITH_CONTENTS = [name for name in RECIPES if WORKSPACE.recipes[name].value.contents]


@cache
def _done() -> Finished:
    """The document, printed."""
    (one,) = finish([sheet(_long())])
    return one


def test_pages_are_where_headings_stand() -> None:
    """They are found for headings of every script, and kept so that the document need not be printed again."""
    first = sheet(_long())
    assert first.unpaged
    done = _done()
    assert () == done.problems
    (kept,) = done.pages.values()
    assert TRUE == kept
    again = paged(first, dict(done.pages))
    assert not again.unpaged
    assert TRUE == again.document.pages


def test_a_page_is_that_of_the_pdf() -> None:
    """The words of the heading stand on the page that is told."""
    done = _done()
    (kept,) = done.pages.values()
    for identifier in ("one", "where-it-is", "straße"):
        page = str(kept[identifier])
        command = ["pdftotext", "-enc", "UTF-8", "-f", page, "-l", page, "-", "-"]
        text = subprocess.run(command, input=done.artifacts["pdf"], capture_output=True, check=True).stdout.decode()
        assert HEADINGS[identifier] in text


@pytest.mark.parametrize(("style", "recipe"), list(product(STYLES, WITH_CONTENTS)))
def test_the_contents_of_the_example_are_true(style: str, recipe: str) -> None:
    """Each number that the contents print, in Word and PDF, is the page on which its heading stands in the PDF."""
    done = printed()[style, recipe]
    with ZipFile(BytesIO(done.artifacts["docx"])) as archive:
        body = archive.read("word/document.xml").decode()
    fields = re.findall(r" PAGEREF (\S+) .*?fldCharType=\"separate\".*?<w:t[^>]*>(\d+)</w:t>", body)
    assert len(fields) > 10
    assert {name: int(page) for name, page in fields} == pages_of(done.artifacts["pdf"], [name for name, _ in fields])
    assert len({page for _, page in fields}) > 3


def test_other_bytes_are_another_document() -> None:
    """What was found of a document tells nothing of one that has changed."""
    done = _done()
    other = replace(_long(), title="Another title")
    assert paged(sheet(other), dict(done.pages)).unpaged


def test_wrong_pages_are_found_out() -> None:
    """Whatever was kept of a document, its PDF shows where its headings stand, and that is kept from then on."""
    first = sheet(_long())
    done = _done()
    (key,) = done.pages
    wrong = paged(first, {key: dict.fromkeys(TRUE, 3)})
    assert not wrong.unpaged
    (again,) = finish([wrong])
    assert {key: TRUE} == again.pages
    assert done.artifacts == again.artifacts


@pytest.mark.parametrize("kept", [None, 3, "x", {"one": "2"}, {"one": 0}, {"one": 10**9}, {"one": True}, [1]])
def test_a_spoilt_cache_is_none(kept: object) -> None:
    """Whatever stands in the cache, a document has true numbers or is printed anew."""
    first = sheet(_long())
    done = _done()
    (key,) = done.pages
    assert paged(first, {key: kept}).unpaged


def test_without_contents_nothing_is_looked_for() -> None:
    """A document that has no contents, or is built without pages, is not printed for them."""
    assert not sheet(_long(contents=False)).unpaged
    unasked = Sheet(_long(), house_style("plain"), Position("a recipe"), unpaged=False)
    assert not paged(unasked, {}).unpaged
    assert {} == paged(unasked, {}).document.pages


def test_a_bookmark_that_is_not_there_has_no_page() -> None:
    """No page is guessed."""
    done = _done()
    assert {} == pages_of(done.artifacts["pdf"], ["_nowhere"])
