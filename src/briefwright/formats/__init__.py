"""The formats that a document leaves the house in: a table, and the one function that reads it.

A writer sees a Document, and a house style where its format has one: no recipe, no folder.
Writers are imported when they are first needed, so importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefwright.document import Document
    from briefwright.formats.docx import HouseStyle


class Format(NamedTuple):
    """A kind of file: what it is called, what it is, and the function that writes it.

    One that is printed has no function of its own: LibreOffice makes it of the file in another format.
    """

    name: str
    suffix: str
    about: str
    writer: str = ""
    house_style: bool = False
    aliases: tuple[str, ...] = ()
    printed_from: str = ""


FORMATS = (
    Format(
        name="docx",
        suffix=".docx",
        about="Word, with real notes, in the styles of a house style",
        writer="briefwright.formats.docx:write_docx",
        house_style=True,
    ),
    Format(
        name="pdf",
        suffix=".pdf",
        about="PDF that screen readers can read (PDF/UA-1), printed from the Word file by LibreOffice",
        house_style=True,
        printed_from="docx",
    ),
    Format(
        name="markdown",
        suffix=".md",
        about="Markdown, for pandoc and for GitHub",
        writer="briefwright.formats.markdown:write_markdown",
        aliases=("md",),
    ),
    Format(
        name="html",
        suffix=".html",
        about="one accessible web page with everything in it",
        writer="briefwright.formats.html:write_html",
    ),
    Format(
        name="text",
        suffix=".txt",
        about="plain text, for the boxes of web forms",
        writer="briefwright.formats.text:write_text",
        aliases=("txt",),
    ),
)

_NAMED = {name: entry for entry in FORMATS for name in (entry.name, *entry.aliases)}


def find_format(name: str) -> Format | None:
    """The format of that name or alias, or None."""
    return _NAMED.get(name)


def write(document: Document, name: str, house_style: HouseStyle | None = None) -> bytes:
    """The document as a file of the named format; the house style must be given where the format has one.

    A printed format is not written: its file is made of the one that it is printed from.
    """
    entry = _NAMED[name]
    module, function = entry.writer.split(":")
    writer = getattr(import_module(module), function)
    written: bytes = writer(document, house_style) if entry.house_style else writer(document)
    return written
