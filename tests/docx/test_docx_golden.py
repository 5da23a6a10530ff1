"""The parts of each case, as text: `pytest --accept` writes what is got as what is expected."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx_cases import CASES
from docx_samples import submission
from lxml import etree

from briefwright.formats.docx import adapted, write_docx
from briefwright.workspace.asked_style import AskedStyle

if TYPE_CHECKING:
    from briefwright.formats.docx import HouseStyle

GOLDEN = Path(__file__).parent / "golden"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
TOLD = ("word/document.xml", *NOTES, *(f"word/_rels/{name}.xml.rels" for name in ("document", "footnotes", "endnotes")))
"""The parts in which cases differ; all others are compared once, for a whole submission."""


def _parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: _pretty(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def _pretty(xml: bytes) -> str:
    root = etree.fromstring(xml)
    etree.indent(root)
    return str(etree.tostring(root, encoding="unicode")) + "\n"


def _expected(folder: Path, actual: dict[str, str], *, accept: bool) -> dict[str, str]:
    if accept:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, text in actual.items():
            (folder / name.replace("/", "~")).write_text(text, encoding="utf-8", newline="\n")
    return {path.name.replace("~", "/"): path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", CASES)
def test_each_case_is_written_as_before(name: str, plain: HouseStyle, *, accept: bool) -> None:
    """The body, the notes and their relationships are those that were accepted."""
    parts = _parts(write_docx(CASES[name], plain))
    numbering = ("word/numbering.xml",) if name == "lists" else ()
    actual = {part: text for part, text in parts.items() if part in TOLD + numbering}
    if not CASES[name].children or "w:footnoteReference" not in actual["word/document.xml"]:
        actual.pop("word/footnotes.xml")
    assert _expected(GOLDEN / name, actual, accept=accept) == actual


def test_a_package_is_written_as_before(plain: HouseStyle, *, accept: bool) -> None:
    """All parts of a whole submission but its body and notes are those that were accepted."""
    parts = _parts(write_docx(submission(), plain))
    actual = {part: text for part, text in parts.items() if part not in {"word/document.xml", *NOTES}}
    assert _expected(GOLDEN / "package", actual, accept=accept) == actual


def test_endnotes_are_written_as_before(plain: HouseStyle, *, accept: bool) -> None:
    """Where notes stand at the end, all that differs from footnotes is what was accepted."""
    footnotes = _parts(write_docx(CASES["notes"], plain))
    endnotes = _parts(write_docx(CASES["notes"], adapted(plain, AskedStyle(notes="endnotes"))))
    actual = {part: text for part, text in endnotes.items() if footnotes.get(part) != text}
    assert _expected(GOLDEN / "endnotes", actual, accept=accept) == actual


def test_goldens_are_text() -> None:
    """Whoever reads a change sees all of it: each golden is XML, in lines."""
    for path in GOLDEN.rglob("*.*"):
        assert _pretty(path.read_bytes()) == path.read_text(encoding="utf-8"), path


def test_no_golden_is_left_over() -> None:
    """Each folder of goldens belongs to a case."""
    assert {path.name for path in GOLDEN.iterdir()} == {*CASES, "package", "endnotes"}
