"""Documents as LibreOffice prints them: every shipped recipe in every shipped house style, and the cases of the writer.

They are printed once in a process, all in one LibreOffice.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docx_cases import CASES
from realistic import realistic

from briefwright.compose import compose
from briefwright.finishing import Finished, Sheet, finish, paged
from briefwright.formats.docx import read_house_style
from briefwright.problems import Position
from briefwright.workspace import read_workspace

if TYPE_CHECKING:
    from briefwright.document import Document
    from briefwright.formats.docx import HouseStyle

ROOT = Path(__file__).parents[2]
STYLES = sorted(path.stem for path in (ROOT / "templates/house-styles").glob("*.docx"))
WORKSPACE = read_workspace(ROOT)
RECIPES = sorted(name for name, recipe in WORKSPACE.recipes.items() if not recipe.value.abstract)
DOCUMENTS = [*RECIPES, *(f"case {name}" for name in CASES), "realistic"]


@cache
def house_style(name: str) -> HouseStyle:
    """A house style that ships."""
    read, problems = read_house_style((ROOT / f"templates/house-styles/{name}.docx").read_bytes(), name)
    assert problems == ()
    assert read
    return read


@cache
def sample(name: str) -> Document:
    """A document by its name."""
    if name in RECIPES:
        document = compose(WORKSPACE, name, "en").document
        assert document
        return document
    return realistic() if name == "realistic" else CASES[name.removeprefix("case ")]


def sheet(document: Document, style: str = "plain") -> Sheet:
    """A document that is to be printed, with its pages."""
    return paged(Sheet(document, house_style(style), Position("a recipe"), unpaged=True, printed=True), {})


@cache
def printed() -> dict[tuple[str, str], Finished]:
    """Everything, by house style and name."""
    names = [(style, name) for style in STYLES for name in DOCUMENTS]
    return dict(zip(names, finish([sheet(sample(name), style) for style, name in names]), strict=True))


def pdf(style: str, name: str) -> bytes:
    """The PDF of a document in a house style."""
    return printed()[style, name].artifacts["pdf"]
