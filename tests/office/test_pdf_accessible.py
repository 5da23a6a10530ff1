"""PDFs can be read by those who do not see them: judged by two checkers of PDF/UA-1, and looked into here."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pdf_judges import objections
from printed_samples import DOCUMENTS, RECIPES, STYLES, pdf, printed, sample
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

from briefwright.document import Heading, Note, Part
from briefwright.walking import plain, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

each_style = pytest.mark.parametrize("style", STYLES)
each_recipe = pytest.mark.parametrize("recipe", RECIPES)


@each_style
@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_judges_accept(style: str, name: str) -> None:
    """Every shipped recipe in every house style, and every case of the writer, is PDF/UA-1."""
    assert () == printed()[style, name].problems
    assert [] == objections(pdf(style, name))


# ── The judges themselves ────────────────────────────────────────────────────


def _elements(writer: PdfWriter, role: str) -> Iterator[Any]:
    for number in range(1, len(writer._objects) + 1):  # noqa: SLF001 (pypdf has no other way)
        found = writer.get_object(number)
        if isinstance(found, DictionaryObject) and found.get("/S") == role:
            yield found


def _renamed(old: str, new: str) -> Callable[[PdfWriter], None]:
    def rename(writer: PdfWriter) -> None:
        for element in _elements(writer, old):
            element[NameObject("/S")] = NameObject(new)

    return rename


def _without(role: str, key: str) -> Callable[[PdfWriter], None]:
    def take(writer: PdfWriter) -> None:
        for element in _elements(writer, role):
            element.pop(key, None)

    return take


def _without_root(*keys: str) -> Callable[[PdfWriter], None]:
    def take(writer: PdfWriter) -> None:
        for key in keys:
            del writer.root_object[key]

    return take


def _unmarked(writer: PdfWriter) -> None:
    mark: Any = writer.root_object["/MarkInfo"]
    mark[NameObject("/Marked")] = BooleanObject(value=False)


def _metadata(old: bytes, new: bytes) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        stream: Any = writer.root_object["/Metadata"]
        stream.set_data(re.sub(old, new, stream.get_data(), flags=re.DOTALL))

    return change


def _untitled(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": ""})
    _metadata(rb"<dc:title>.*</dc:title>", b"")(writer)


def _without_on_links(key: str) -> Callable[[PdfWriter], None]:
    def take(writer: PdfWriter) -> None:
        for page in writer.pages:
            for link in page.annotations or ():
                link.get_object().pop(key, None)

    return take


def _unordered(writer: PdfWriter) -> None:
    for page in writer.pages:
        page.pop("/Tabs", None)


def _untagged_heading(writer: PdfWriter) -> None:
    content: Any = writer.pages[0]["/Contents"]
    content.set_data(re.sub(rb"/H1<</MCID \d+>>BDC", b"/Other BMC", content.get_data()))


def _without_fonts(writer: PdfWriter) -> None:
    for number in range(1, len(writer._objects) + 1):  # noqa: SLF001 (as above)
        found = writer.get_object(number)
        if isinstance(found, DictionaryObject):
            found.pop("/FontFile2", None)


BREAKING: dict[str, Callable[[PdfWriter], None]] = {
    "no tags": _without_root("/StructTreeRoot", "/MarkInfo"),
    "not marked": _unmarked,
    "no title": _untitled,
    "title not shown": _without_root("/ViewerPreferences"),
    "no language": _without_root("/Lang"),
    "no claim to be PDF/UA": _metadata(rb"pdfuaid:part", b"pdfuaid:trap"),
    "no alternative text": _without("/Figure", "/Alt"),
    "no header cells": _renamed("/TH", "/TD"),
    "header cells of nothing": _without("/TH", "/A"),
    "a level of headings skipped": _renamed("/H2", "/H4"),
    "items outside of lists": _renamed("/LI", "/P"),
    "notes without identifiers": _without("/Note", "/ID"),
    "links in no order": _unordered,
    "links without words": _without_on_links("/Contents"),
    "links outside of the tree": _without_on_links("/StructParent"),
    "text outside of the tree": _untagged_heading,
    "fonts left out": _without_fonts,
}


@pytest.mark.parametrize("name", BREAKING)
def test_a_broken_pdf_is_not_accepted(name: str) -> None:
    """What screen readers stumble over, a judge sees: the silence above is worth something."""
    writer = PdfWriter(clone_from=BytesIO(pdf("plain", "realistic")))
    BREAKING[name](writer)
    file = BytesIO()
    writer.write(file)
    assert objections(file.getvalue())


# ── What the judges do not ask ───────────────────────────────────────────────


@cache
def _tree(style: str, name: str) -> tuple[PdfReader, list[Any]]:
    """A PDF, and the elements of its structure in reading order."""
    reader = PdfReader(BytesIO(pdf(style, name)))
    root: Any = reader.root_object["/StructTreeRoot"]
    return reader, list(_below(root))


def _below(node: Any) -> Iterator[Any]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from _below(found)


@each_style
@each_recipe
def test_the_file_says_what_it_is(style: str, recipe: str) -> None:
    """Its title stands in the title bar, its language and its author are told, and it is tagged."""
    reader, _ = _tree(style, recipe)
    root: Any = reader.root_object
    document = sample(recipe)
    assert True is root["/MarkInfo"]["/Marked"].value
    assert True is root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "en-GB" == root["/Lang"]
    assert reader.metadata
    assert (document.title, document.author) == (reader.metadata.title, reader.metadata.author)


def _headings(recipe: str) -> list[tuple[int, str]]:
    """The headings of a document, but for its title and that of the contents, which are none in Word either."""
    children = sample(recipe).children
    contents = [
        node for part in walk(children) if isinstance(part, Part) and part.kind == "contents" for node in walk((part,))
    ]
    found = [node for node in walk(children) if isinstance(node, Heading) and node.level > 1 and node not in contents]
    return [(node.level - 1, " ".join(plain(node.content).split())) for node in found]


@each_style
@each_recipe
def test_headings_are_headings_without_gaps(style: str, recipe: str) -> None:
    """The headings of the document, and no others, are those of the PDF, at their levels."""
    _, elements = _tree(style, recipe)
    levels = [int(element["/S"][2:]) for element in elements if re.fullmatch(r"/H[1-6]", element["/S"])]
    assert [level for level, _ in _headings(recipe)] == levels
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


@each_style
@each_recipe
def test_bookmarks_are_the_headings(style: str, recipe: str) -> None:
    """What a reader has beside the pages is the outline of the document."""
    reader, _ = _tree(style, recipe)

    def flat(outline: list[Any]) -> Iterator[str]:
        for item in outline:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield " ".join(str(item.title).split())

    assert [text for _, text in _headings(recipe)] == list(flat(reader.outline))


@each_style
@each_recipe
def test_notes_lead_to_the_text_and_back(style: str, recipe: str) -> None:
    """Each note is tagged as one, its number being a link to its mark."""
    _, elements = _tree(style, recipe)
    notes = [element for element in elements if element["/S"] == "/Note"]
    assert sum(isinstance(node, Note) for node in walk(sample(recipe).children)) == len(notes)
    for note in notes:
        first = next(element for element in _below(note) if element["/S"] == "/Link")
        number, reference = first["/K"]
        assert isinstance(number, int)
        assert "/Dest" in reference.get_object()["/Obj"]


@each_style
def test_tables_and_pictures_are_told(style: str) -> None:
    """A table has a row of header cells, a picture its alternative text."""
    _, elements = _tree(style, "realistic")
    rows = [
        [cell["/S"] for cell in _below(row) if cell["/S"] in {"/TH", "/TD"}] for row in elements if row["/S"] == "/TR"
    ]
    assert [["/TH"] * 4, *[["/TD"] * 4] * 3] == rows
    assert ["Three bars that rise"] == [element["/Alt"] for element in elements if element["/S"] == "/Figure"]


@each_style
def test_words_in_other_languages_are_told(style: str) -> None:
    """A screen reader speaks French where the text is French.

    LibreOffice 7.4 does not tell words whose direction is not that of the paragraph.
    """
    _, elements = _tree(style, "realistic")
    assert ["fr-FR"] == [element["/Lang"] for element in elements if "/Lang" in element]
    reader, elements = _tree(style, "case arabic")
    root: Any = reader.root_object
    assert "ar" == root["/Lang"]
    assert {"ar-SA", "en-GB"} == {element["/Lang"] for element in elements if "/Lang" in element}


@each_style
@each_recipe
def test_fonts_are_in_the_file(style: str, recipe: str) -> None:
    """It looks the same where its fonts are not installed."""
    reader, _ = _tree(style, recipe)
    described: list[Any] = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    fonts = [found for found in described if isinstance(found, dict) and found.get("/Type") == "/FontDescriptor"]
    assert fonts
    assert [] == [font["/FontName"] for font in fonts if not {"/FontFile2", "/FontFile3"} & set(font)]
