"""Documents in every script: each paragraph, table and run of a Word file runs where its words do."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefwright.compose import compose
from briefwright.formats.docx import HouseStyle, adapted, read_house_style, write_docx
from briefwright.formats.docx.directions import directed
from briefwright.formats.docx.markup import Look, run
from briefwright.workspace import read_workspace
from briefwright.workspace.asked_style import AskedStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Complaints

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LATIN = re.compile("[A-Za-zА-яΑ-ω]")
FROM_THE_RIGHT = re.compile("[א-תء-ي]")
LANGUAGES = {"arabic": "ar", "hebrew": "he", "mixed": "ru"}
STYLES = ("plain", "modern")
each_style = pytest.mark.parametrize("style", STYLES)
each_turned = pytest.mark.parametrize("workspace", ["arabic", "hebrew"])


@cache
def _house_style(name: str) -> HouseStyle:
    house_style, _ = read_house_style((ROOT / f"templates/house-styles/{name}.docx").read_bytes(), name)
    assert house_style
    return house_style


@cache
def _written(workspace: str, style: str, *, endnotes: bool = False) -> bytes:
    made = compose(read_workspace(ROOT / "tests/workspaces" / workspace), "answer", LANGUAGES[workspace])
    assert made.document
    house_style = _house_style(style)
    if endnotes:
        house_style = adapted(house_style, AskedStyle(notes="endnotes", align="justify", line_numbers=True))
    return write_docx(made.document, house_style)


def _parts(workspace: str, style: str) -> Iterator[Any]:
    """What holds text in a Word file."""
    archive = ZipFile(BytesIO(_written(workspace, style)))
    for name in archive.namelist():
        if re.fullmatch(r"word/(document|footnotes|page-\w+-\w+)\.xml", name):
            yield etree.fromstring(archive.read(name))


def _text(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def test_both_validators_accept(complaints: Complaints) -> None:
    """Each document in both house styles, with footnotes and with endnotes."""
    files = {
        f"{workspace}, {style}, {endnotes}": _written(workspace, style, endnotes=endnotes)
        for workspace in LANGUAGES
        for style in STYLES
        for endnotes in (False, True)
    }
    assert {} == complaints(files)


@each_style
@each_turned
def test_paragraphs_and_tables_run_from_the_right(workspace: str, style: str) -> None:
    """All of them, on a page that does; but those that have no word of the language."""
    for part in _parts(workspace, style):
        against = [_text(one) for one in part.iter(f"{W}p") if one.find(f"{W}pPr/{W}bidi") is None]
        assert [] == [text for text in against if not text or FROM_THE_RIGHT.search(text) or not LATIN.search(text)]
        assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in part.iter(f"{W}tbl"))
        assert all(section.find(f"{W}bidi") is not None for section in part.iter(f"{W}sectPr"))


@each_style
@pytest.mark.parametrize("workspace", LANGUAGES)
def test_each_run_has_letters_of_one_direction(workspace: str, style: str) -> None:
    """Word is told of each run whether it runs from the right: with Arabic or Hebrew letters, and none with others."""
    for part in _parts(workspace, style):
        for one in part.iter(f"{W}r"):
            turned = one.find(f"{W}rPr/{W}rtl") is not None
            assert not (LATIN if turned else FROM_THE_RIGHT).search(_text(one))


@each_style
@each_turned
def test_letters_without_italics_have_none(workspace: str, style: str) -> None:
    """Words that stand out are bold in Arabic and Hebrew."""
    archive = ZipFile(BytesIO(_written(workspace, style)))
    assert b"<w:iCs/>" not in archive.read("word/styles.xml")
    body = etree.fromstring(archive.read("word/document.xml"))
    turned = [one for one in body.iter(f"{W}r") if one.find(f"{W}rPr/{W}rtl") is not None]
    italic = [one for one in turned if one.find(f"{W}rPr/{W}i") is not None]
    assert italic
    assert all(one.find(f"{W}rPr/{W}iCs") is None and one.find(f"{W}rPr/{W}bCs") is not None for one in italic)


@each_turned
def test_numbers_hang_within_the_text(workspace: str) -> None:
    """The number of an item begins at the edge of the list, which is on the right."""
    numbering = ZipFile(BytesIO(_written(workspace, "plain"))).read("word/numbering.xml").decode()
    assert {"right"} == set(re.findall('<w:lvlJc w:val="([a-z]+)"', numbering))


@each_turned
def test_figures_stand_by_their_units(workspace: str) -> None:
    """A column of figures that asks for the right is there, and a foreign word stays on the side of its column."""
    body = etree.fromstring(ZipFile(BytesIO(_written(workspace, "plain"))).read("word/document.xml"))
    table = next(one for one in body.iter(f"{W}tbl") if "King Street" in _text(one))
    sides = {_text(one): [side.get(f"{W}val") for side in one.iter(f"{W}jc")] for one in table.iter(f"{W}p")}
    assert (["right"], ["left"], ["left"]) == (sides["King Street"], sides["1,850"], sides["620"])


# ── What belongs together ────────────────────────────────────────────────────


def _shown(runs: str, *, right_to_left: bool) -> list[tuple[str, bool]]:
    found = etree.fromstring(f'<p xmlns:w="w">{directed(runs, right_to_left=right_to_left)}</p>').findall("{w}r")
    return [("".join(map(str, one.itertext())), one.find("{w}rPr/{w}rtl") is not None) for one in found]


def test_signs_between_runs_go_with_the_letters_around() -> None:
    """A link between Latin words is one stretch with them, brackets and all; what ends the sentence is not."""
    words = ("راجع ", "Report", " (2022) 12 <", "https://example.org", "> (x).")
    runs = "".join(run(text, Look(), "") for text in words)
    expected = [(words[0], True), *((text, False) for text in words[1:4]), ("> (x)", False), (".", True)]
    assert expected == _shown(runs, right_to_left=True)


def test_foreign_words_hold_their_signs() -> None:
    """Signs at the ends of words in another language are marked, since letters alone do not say whose they are."""
    foreign = run("“active” (2022)", Look(language="en"), "")
    runs = run("قال ", Look(), "") + foreign + run("، ثم", Look(), "")
    expected = [("قال ", True), ("\u200e“active” (2022)\u200e", False), ("، ثم", True)]
    assert expected == _shown(runs, right_to_left=True)


@given(st.lists(st.text("aבا 1(”[).,%\t", min_size=1), max_size=5), st.booleans())
def test_no_sign_is_lost(texts: list[str], right_to_left: bool) -> None:  # noqa: FBT001 (Hypothesis gives it by place)
    """Whatever stands in a paragraph, its characters and their order stay, and letters are told where they run."""
    runs = "".join(run(text, Look(), "") for text in texts)
    written = directed(runs, right_to_left=right_to_left).replace("<w:tab/>", "<w:t>\t</w:t>")
    found = etree.fromstring(f'<p xmlns:w="w">{written}</p>').findall("{w}r")
    assert "".join(texts) == re.sub("[\u200e\u200f]", "", "".join("".join(map(str, one.itertext())) for one in found))
    for one in found:
        turned = one.find("{w}rPr/{w}rtl") is not None
        assert not re.search("a" if turned else "[בا]", "".join(map(str, one.itertext())))
