"""All formats say the same: one test over the table of formats, with a reader for each (see ``seeing.py``)."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from realistic import realistic
from seeing import Seen, in_letters, patient, said, seen_in_docx, seen_in_html, seen_in_markdown, seen_in_text
from trees import documents

from briefwright.formats import FORMATS, Format, find_format, write
from briefwright.walking import settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefwright.document import Document
    from briefwright.formats.docx import HouseStyle


def as_it_is(document: Document) -> Document:
    """A document of which any word may be told from the marks of a format."""
    return document


@cache
def house_style() -> HouseStyle:
    """The shipped house style, as a user would name it."""
    path = Path(__file__).parents[2] / "templates" / "house-styles" / "plain.docx"
    from briefwright.formats.docx import read_house_style  # noqa: PLC0415 (other formats need none)

    read, problems = read_house_style(path.read_bytes(), path.name)
    assert read
    assert problems == ()
    return read


class Reader(NamedTuple):
    """How a format is read, and the documents that can be read back from it."""

    read: Callable[[bytes], Seen]
    readable: Callable[[Document], Document] = as_it_is


READERS = {
    "docx": Reader(seen_in_docx),
    "markdown": Reader(seen_in_markdown),
    "html": Reader(seen_in_html),
    "text": Reader(seen_in_text, in_letters),
}
WRITTEN = [entry for entry in FORMATS if not entry.printed_from]
"""What is printed from another format says what that one says: `tests/office` reads it."""
each_format = pytest.mark.parametrize("entry", WRITTEN, ids=lambda entry: entry.name)


def written(document: Document, entry: Format) -> bytes:
    """The document in a format, with a house style where the format takes one."""
    return write(document, entry.name, house_style() if entry.house_style else None)


def says_what_the_tree_says(document: Document, entry: Format) -> None:
    """The draft's mark stands outside the text, each format having its own place for it."""
    reader = READERS[entry.name]
    document = replace(reader.readable(document), draft=False)
    assert said(settled(document.children)) == reader.read(written(document, entry))


@each_format
@patient
@given(document=documents())
def test_every_format_says_what_the_tree_says(entry: Format, document: Document) -> None:
    """The words, notes, links, tables and images are the same in all formats, and in the same order."""
    says_what_the_tree_says(document, entry)


@each_format
def test_a_submission_says_the_same_in_every_format(entry: Format) -> None:
    """A document with every kind of node loses none of them in any format."""
    says_what_the_tree_says(realistic(), entry)


@each_format
@patient
@given(document=documents())
def test_the_same_document_gives_the_same_bytes(entry: Format, document: Document) -> None:
    """Writing depends on the document alone."""
    assert written(document, entry) == written(document, entry)


def test_a_format_is_found_by_its_name_and_its_aliases() -> None:
    """No name or alias stands for two formats, and an unknown name for none."""
    names = [name for entry in FORMATS for name in (entry.name, *entry.aliases)]
    assert [*dict.fromkeys(names)] == names
    assert [find_format(name) for name in ("docx", "pdf", "md", "html", "txt")] == list(FORMATS)
    assert find_format("word") is None


def test_a_printed_format_is_made_of_a_written_one() -> None:
    """Each format has a writer, or is printed from one that has."""
    written_names = {entry.name for entry in FORMATS if entry.writer}
    assert written_names == {entry.name for entry in WRITTEN}
    assert {"docx"} == {entry.printed_from for entry in FORMATS} - {""}


def test_importing_the_table_imports_no_writer() -> None:
    """`briefwright --help` does not wait for lxml."""
    code = "import sys, briefwright.formats; print([m for m in sys.modules if m.startswith(('briefwright.', 'lxml'))])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "['briefwright.formats']"
