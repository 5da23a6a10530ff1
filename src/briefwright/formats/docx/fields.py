"""Fields: what Word works out by itself, with the result that stands until it does (ECMA-376 Part 1, 17.16).

No field is marked as outdated, so that Word never asks whether to update: each result is right when it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.formats.docx.markup import escape, run_properties

if TYPE_CHECKING:
    from briefwright.formats.docx.markup import Look


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
