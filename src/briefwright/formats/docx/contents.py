"""The table of contents: a field with its entries filled in, each a link to its heading.

Pages stand in it only where a layout engine has told them (`Document.pages`): none is ever guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefwright.document import Heading, Link, List, Paragraph
from briefwright.formats.docx.fields import field
from briefwright.formats.docx.inlines import inlines
from briefwright.formats.docx.markup import escape, run
from briefwright.formats.docx.pen import Place, bookmarked, gap, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.document import Element, Elements
    from briefwright.formats.docx.pen import Pen

_DEEPEST = 3
_HAIR = 20
"""So thin is what ends the field: below a full page of contents it would else begin the next page."""
_GALLERY = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
"""What tells Word that this is its table of contents, which it then offers to update (17.5.2.13)."""


class Entry(NamedTuple):
    """A line of the contents: how deep it stands, and the link to its heading."""

    level: int
    link: Link


def written_contents(children: Elements, pen: Pen) -> str | None:
    """A part of contents, or None where it holds anything but a heading and a list of links to headings."""
    match children:
        case (Heading() as heading, List() as listed):
            words = bookmarked(heading.identifier, inlines(heading.content, pen.look, pen), pen)
            title = paragraph(pen, Place(), words, "contents-title", keep_next=True)
        case (List() as listed,):
            title = ""
        case _:
            return None
    entries = list(_entries(listed, 1))
    if any(entry is None or entry.link.target[1:] not in pen.bookmarks for entry in entries):
        return None
    return _table(title, [entry for entry in entries if entry], pen)


def _entries(listed: List, level: int) -> Iterator[Entry | None]:
    for item in listed.items:
        match item:
            case (Paragraph(content=(Link() as link,)), *below) if link.target.startswith("#"):
                yield Entry(level, link)
                yield from _below(below, level)
            case _:
                yield None


def _below(elements: list[Element], level: int) -> Iterator[Entry | None]:
    for element in elements:
        if isinstance(element, List):
            yield from _entries(element, level + 1)
        else:
            yield None


def _table(title: str, entries: list[Entry], pen: Pen) -> str:
    depth = min(max(entry.level for entry in entries), _DEEPEST)
    start, end = field(f'TOC \\o "1-{depth}" \\h \\z', pen.look, "|").split("|")
    lines = [_line(entry, pen) for entry in entries]
    roles = [f"toc-{min(entry.level, _DEEPEST)}" for entry in entries]
    lines[0] = start + lines[0]
    paragraphs = "".join(paragraph(pen, Place(), text, role) for text, role in zip(lines, roles, strict=True))
    content = title + paragraphs + gap(pen, end, height=_HAIR)
    return f"<w:sdt><w:sdtPr>{_GALLERY}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _line(entry: Entry, pen: Pen) -> str:
    """The words of a heading, and its page behind a tab where it is known."""
    identifier = entry.link.target[1:]
    bookmark, page = pen.bookmarks[identifier], pen.document.pages.get(identifier)
    words = inlines(entry.link.content, pen.look, pen)
    number = "" if page is None else _page(bookmark, page, pen)
    return f'<w:hyperlink w:anchor="{escape(bookmark)}" w:history="1">{words}{number}</w:hyperlink>'


def _page(bookmark: str, page: int, pen: Pen) -> str:
    return "<w:r><w:tab/></w:r>" + field(f"PAGEREF {bookmark} \\h", pen.look, run(str(page), pen.look, ""))
