"""What stands at the head of every page, on the pages of endnotes too.

LibreOffice gives endnotes pages of their own, without the header of the document: a draft would not be marked there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pypdf.generic import StreamObject

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(
    rb"/Artifact\s*(?:BMC|<<[^<>]*>>\s*BDC)\nq [^\n]*\nBT\n[\d.]+ (?P<height>[\d.]+) Td [^\n]*\nET\nQ\nEMC[ \t]*\n"
)
"""A line of text that is no part of the content, as LibreOffice writes those of headers and footers."""


def carry_headers(pages: Sequence[Any]) -> None:
    """Copy the lines at the head of all pages to those at the end of the document that have none.

    A line that differs from page to page, such as a number, is not copied.
    """
    heads = [_head(page) for page in pages]
    last = max((number for number, head in enumerate(heads) if head), default=-1)
    told = [set(head) for head in heads if head]
    lines = [line for line in heads[last] if all(line in other for other in told)] if told else []
    for page in pages[last + 1 :] if lines else ():
        stream = _stream(page)
        same = page.get("/Resources") and page["/Resources"].get("/Font") == pages[last]["/Resources"].get("/Font")
        if stream and same:
            before, ended, after = stream.get_data().partition(b"EMC")
            end = re.match(rb"[ \t]*\n", after)
            rest = after[end.end() :] if end else after
            stream.set_data(b"".join((before, ended, b"\n", *lines, rest)) if ended else b"".join((*lines, before)))


def _head(page: Any) -> list[bytes]:
    """The lines in the upper tenth of a page that are no part of its content."""
    stream = _stream(page)
    edge = float(page.mediabox.top) * 0.9
    found = _LINE.finditer(stream.get_data()) if stream else ()
    return [match[0] for match in found if float(match["height"]) > edge]


def _stream(page: Any) -> StreamObject | None:
    contents = page.get("/Contents")
    stream = contents.get_object() if contents is not None else None
    return stream if isinstance(stream, StreamObject) else None
