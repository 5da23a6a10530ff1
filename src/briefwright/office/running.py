"""What stands at the head of every page, on the pages of endnotes too.

LibreOffice gives endnotes pages of their own, without the header of the document: a draft would not be marked there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pypdf.generic import StreamObject

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIECE = re.compile(
    rb"/Artifact\s*(?:BMC|<<[^<>]*>>\s*BDC)\nq [^\n]*\nBT\n[\d.]+ (?P<height>[\d.]+) Td [^\n]*\nET\nQ\nEMC[ \t]*\n"
)
"""A piece of text that is no part of the content, as LibreOffice writes those of headers and footers."""

_Head = dict[float, bytes]
"""The lines at the head of a page, by how far below its edge they stand, in points."""
_DEEPEST = 50.0
"""How far below the edge a line may stand: pages of endnotes, A4 whatever the others are, have a margin of 20 mm."""


def carry_headers(pages: Sequence[Any]) -> None:
    """Give the head of the last page that has one to all that follow it.

    A line that no other page has, such as one with a number of the page, stays where it is.
    """
    heads = [_head(page) for page in pages]
    last = max((number for number, head in enumerate(heads) if head), default=-1)
    lines = _carried(heads[: last + 1])
    for page in pages[last + 1 :] if lines else ():
        stream = _stream(page)
        if stream is not None and _fonts(page) == _fonts(pages[last]):
            rise = _top(page) - _top(pages[last]) + max(0.0, max(lines) - _DEEPEST)
            moved = b"q 1 0 0 1 0 %.3f cm\n%sQ\n" % (rise, b"".join(lines.values()))
            stream.set_data(moved + stream.get_data())


def _carried(heads: list[_Head]) -> _Head:
    """What of the last head another page has too. Of a single page, nothing tells what is its own."""
    *others, last = [head for head in heads if head] or [{}]
    return {
        depth: line for depth, line in last.items() if not others or any(other.get(depth) == line for other in others)
    }


def _head(page: Any) -> _Head:
    """What stands in the upper tenth of a page and is no part of its content."""
    stream, top = _stream(page), _top(page)
    lines: _Head = {}
    for match in _PIECE.finditer(stream.get_data()) if stream is not None else ():
        depth = top - float(match["height"])
        if depth < top / 10:
            lines[depth] = lines.get(depth, b"") + match[0]
    return lines


def _top(page: Any) -> float:
    return float(page.mediabox.top)


def _fonts(page: Any) -> Any:
    """The fonts that a page may use, of which LibreOffice makes one list for all."""
    resources = page.get("/Resources")
    return resources.get_object().get("/Font") if resources is not None else None


def _stream(page: Any) -> StreamObject | None:
    contents = page.get("/Contents")
    stream = contents.get_object() if contents is not None else None
    return stream if isinstance(stream, StreamObject) else None
