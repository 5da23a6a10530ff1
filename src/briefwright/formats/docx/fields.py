"""Fields: what Word works out by itself, with the result that stands until it does (ECMA-376 Part 1, 17.16).

No field is marked as outdated, so that Word never asks whether to update: each result is right when it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefwright.document import Text
from briefwright.formats.docx.markup import escape, run, run_properties

if TYPE_CHECKING:
    from briefwright.document import Link
    from briefwright.formats.docx.markup import Look
    from briefwright.formats.docx.pen import Pen

_LAST_NUMBER = re.compile(r"(.*?)(\d+)(\D*)", re.DOTALL)
_CODES = {"paragraph": "REF {} \\n", "note": "NOTEREF {}", "recommendation": "REF {}", "figure": "REF {}"}
"""The field that gives the number of each kind of thing; `\\n` is the number of a paragraph, without its full stop."""


def field(code: str, look: Look, result: str, style_id: str = "") -> str:
    """A complex field; ``result`` are the runs that stand until Word works it out."""
    properties = run_properties(look, style_id)
    begin, separate, end = (
        f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction = f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return f"{begin}{instruction}{separate}{result}{end}"


def number_field(code: str, look: Look, number: int) -> str:
    """A field whose result is a number."""
    return field(code, look, f"<w:r>{run_properties(look, '')}<w:t>{number}</w:t></w:r>")


def cross_reference(link: Link, look: Look, pen: Pen) -> str:
    """The words of a link to something numbered, its number as a field; nothing for any other link."""
    kind, _, number = link.target.removeprefix("#").rpartition("-")
    bookmark = pen.bookmarks.get(link.target.removeprefix("#"), "")
    match link.content:
        case (Text(text),) if bookmark and kind in _CODES and (found := _LAST_NUMBER.fullmatch(text)):
            before, shown, after = found.groups()
            if shown != number:
                return ""
            style_id = pen.id_of(look.style)
            live = field(_CODES[kind].format(bookmark), look, run(shown, look, style_id), style_id)
            around = [run(words, look, style_id) if words else "" for words in (before, after)]
            return around[0] + live + around[1]
        case _:
            return ""
