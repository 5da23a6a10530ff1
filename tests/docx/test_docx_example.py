"""The example's six documents as Word files: valid, and read back whole."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import mammoth
import pypandoc
import pytest

from briefwright.cli import main
from briefwright.document import Note
from briefwright.walking import walk

if TYPE_CHECKING:
    from conftest import Complaints

    from briefwright.formats.docx import HouseStyle

from briefwright.compose import compose
from briefwright.formats.docx import write_docx
from briefwright.workspace import read_workspace

ROOT = Path(__file__).parents[2]
WORKSPACE = read_workspace(ROOT)
RECIPES = sorted(name for name, recipe in WORKSPACE.recipes.items() if not recipe.value.abstract)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all documents."""
    folder = tmp_path_factory.mktemp("example")
    assert 0 == main(["--workspace", str(ROOT), "build", "-f", "docx", "-o", str(folder)])
    return folder


def test_all_are_valid(built: Path, complaints: Complaints) -> None:
    """Both validators are silent on each."""
    files = {recipe: (built / f"{recipe}.en.docx").read_bytes() for recipe in RECIPES}
    assert len(files) == 6
    assert complaints(files) == {}


def test_all_are_valid_in_modern(modern: HouseStyle, complaints: Complaints) -> None:
    """An organisation may take the designed house style for any of them."""
    documents = {recipe: compose(WORKSPACE, recipe, "en").document for recipe in RECIPES}
    files = {recipe: write_docx(document, modern) for recipe, document in documents.items() if document}
    assert len(files) == 6
    assert complaints(files) == {}


@pytest.mark.parametrize("recipe", RECIPES)
def test_all_notes_are_read_back(built: Path, recipe: str) -> None:
    """Pandoc and mammoth find as many notes as the document has."""
    path = built / f"{recipe}.en.docx"
    document = compose(WORKSPACE, recipe, "en").document
    assert document
    notes = sum(isinstance(node, Note) for node in walk(document.children))
    command = [pypandoc.get_pandoc_path(), str(path), "-t", "json"]
    tree = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert notes == json.dumps(tree).count('"t": "Note"')
    with path.open("rb") as file:
        assert notes == len(re.findall('<li id="(?:foot|end)note-', mammoth.convert_to_html(file).value))
