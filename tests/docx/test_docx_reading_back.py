"""Other programs read from a DOCX what the tree holds: text, notes, links, headings, lists, tables and pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx_cases import CASES
from docx_lines import lines_by_pandoc, lines_held, pandoc_tree
from docx_readers import by_mammoth, by_pandoc, held
from docx_samples import submission

from briefwright.compose import compose
from briefwright.document import Document, Table, Text
from briefwright.formats.docx import adapted, write_docx
from briefwright.workspace import read_workspace
from briefwright.workspace.asked_style import AskedStyle

if TYPE_CHECKING:
    from briefwright.formats.docx import HouseStyle

WORKSPACE = read_workspace(Path(__file__).parents[2])
RECIPES = sorted(name for name, recipe in WORKSPACE.recipes.items() if not recipe.value.abstract)
LINED_ALIKE = sorted({*CASES} - {"links", "characters"})
"""Cases without links that are refused and characters that are illegal: `test_docx_pieces.py` has those."""

SHOWN_ALIKE = sorted({*CASES} - {"links", "spans", "characters", "figures"})
"""Cases without what a reader is not shown as it is held: refused links, redacted names, illegal characters."""


@pytest.mark.parametrize("name", [*SHOWN_ALIKE, "submission"])
def test_cases_are_read_back(name: str, plain: HouseStyle, tmp_path: Path) -> None:
    """Pandoc and mammoth read the words, notes and links of each case."""
    case = replace({**CASES, "submission": submission()}[name], pages={})  # the tree holds no page numbers
    data = write_docx(case, plain)
    assert held(case) == by_pandoc(data, tmp_path)
    assert held(case) == by_mammoth(data)


@pytest.mark.parametrize("name", ["notes", "tables", "arabic", "submission"])
def test_endnotes_are_read_back(name: str, plain: HouseStyle, tmp_path: Path) -> None:
    """Endnotes are read as footnotes are; the heading above them is no part of the text."""
    case = {**CASES, "submission": submission()}[name]
    data = write_docx(case, adapted(plain, AskedStyle(notes="endnotes")))
    assert held(case) == by_pandoc(data, tmp_path)
    assert held(case) == by_mammoth(data)


@pytest.mark.parametrize("house", ["plain", "modern"])
@pytest.mark.parametrize("name", [*LINED_ALIKE, "submission"])
def test_cases_are_read_back_line_by_line(
    name: str, house: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Pandoc finds each line what it is and where it is: headings, items, cells, pictures, and where links lead."""
    case = {**CASES, "submission": submission()}[name]
    style: HouseStyle = request.getfixturevalue(house)
    assert lines_held(case, style) == lines_by_pandoc(write_docx(case, style), tmp_path)


@pytest.mark.parametrize("house", ["plain", "modern"])
@pytest.mark.parametrize("recipe", RECIPES)
def test_the_example_is_read_back_line_by_line(
    recipe: str, house: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """So it is for each document of the example; mammoth reads its text and notes."""
    document = compose(WORKSPACE, recipe, "en").document
    assert document
    style: HouseStyle = request.getfixturevalue(house)
    data = write_docx(document, style)
    assert lines_held(document, style) == lines_by_pandoc(data, tmp_path)
    assert held(document) == by_mammoth(data)


def test_the_sides_of_columns_are_read_back(plain: HouseStyle, tmp_path: Path) -> None:
    """Pandoc finds each column on the side that the tree gives it, in its header and in its rows."""
    row = tuple((Text(words),) for words in ("a", "1", "b", "c"))
    document = Document("T", "en", (Table(row, (row, row), ("left", "right", "center", None)),))
    tree = pandoc_tree(write_docx(document, plain), tmp_path)
    *_, [_, head], [[_, _, _, body]], _ = tree["blocks"][0]["c"]
    found = [[cell[1]["t"] for cell in cells] for _, cells in (*head, *body)]
    assert [["AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"]] * 3 == found
