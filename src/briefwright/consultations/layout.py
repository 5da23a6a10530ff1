"""What the layout of a Word file adds to its text, so that all parts together are what LibreOffice counts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.consultations.parts import LAYOUT, Count
from briefwright.formats.docx.lines import lines

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_layout(parts: Mapping[str, Count], docx: bytes) -> dict[str, Count]:
    """The parts of a document and those of its layout in a Word file.

    `numbers` are those of its lists as they are printed there, `running` its headers and footers, each once; `marks`
    is whatever else is in its lines and in no part of the text: marks of notes, tabs, marks of direction.
    """
    counted = {**parts, **{name: Count() for name in LAYOUT}}
    total = Count()
    for line in lines(docx):
        counted["running" if line.running else "numbers"].add(line.number)
        total.add(line.number)
        total.add(line.text)
        if line.running:
            counted["running"].add(line.text)
    known = sum_of(counted)
    counted["marks"] = Count(total.words - known.words, total.characters - known.characters)
    return counted


def sum_of(parts: Mapping[str, Count]) -> Count:
    """All parts together."""
    return Count(sum(part.words for part in parts.values()), sum(part.characters for part in parts.values()))
