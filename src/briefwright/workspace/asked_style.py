"""What is asked of the looks of a document, by a body or a recipe."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from briefwright.workspace.value import Value

FontName = Annotated[
    str,
    msgspec.Meta(pattern=r'^[^\s,;"<>&][^,;"<>&\x00-\x1f]{0,30}$', description="one font, such as Times New Roman"),
]
"""A name as Word takes it: of at most 31 characters, and no list of fonts."""
TextSize = Annotated[float, msgspec.Meta(ge=8, le=24, description="a number of points from 8 to 24")]
Spacing = Annotated[float, msgspec.Meta(ge=1, le=3, description="a number from 1 to 3; 2 is double spacing")]
Step = Annotated[int, msgspec.Meta(ge=1, le=100, description="true, or every how many lines from 1 to 100")]
Millimetres = Annotated[float, msgspec.Meta(ge=10, le=40, description="a number of millimetres from 10 to 40")]


class Margins(Value, frozen=True, kw_only=True):
    """The margins of a page; one that is not said is the house style's."""

    top: Millimetres | None = None
    right: Millimetres | None = None
    bottom: Millimetres | None = None
    left: Millimetres | None = None


_WORDS = {
    "size": "{:g} points",
    "note_size": "notes in {:g} points",
    "line_spacing": "line spacing {:g}",
    "line_numbers": "every {} lines numbered",
    "page": "{} paper",
    "margins": "margins {:g} mm",
}
_WHOLE = {"left": "aligned left", "justify": "justified"}


def _in_words(key: str, value: Any) -> str:
    """One thing that is asked for, in words."""
    match value:
        case Margins():
            widths = {side: getattr(value, side) for side in Margins.__struct_fields__}
            return ", ".join(f"{side} margin {width:g} mm" for side, width in widths.items() if width is not None)
        case bool():
            return ("" if value else "no ") + key.replace("_", " ")
        case _:
            return _WHOLE.get(value) or _WORDS.get(key, "{}").format(value)


class AskedStyle(Value, frozen=True, kw_only=True):
    """What a body or a recipe asks of how a document looks; what is None is the house style's affair."""

    font: FontName | None = None
    size: TextSize | None = None
    note_size: TextSize | None = None
    align: Literal["left", "justify"] | None = None
    line_spacing: Spacing | None = None
    notes: Literal["footnotes", "endnotes"] | None = None
    line_numbers: bool | Step | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    page: Literal["a4", "letter"] | None = None
    margins: Millimetres | Margins | None = None

    def asked(self) -> dict[str, Any]:
        """What is said, by key."""
        values = ((key, getattr(self, key)) for key in AskedStyle.__struct_fields__)
        return {key: value for key, value in values if value is not None}

    def in_words(self) -> list[str]:
        """What is said, for people: `Times New Roman`, `12 points`, `no bold`."""
        return [_in_words(key, value) for key, value in self.asked().items()]

    def over(self, other: AskedStyle) -> AskedStyle:
        """What is said here, and for the rest what is said there."""
        return AskedStyle(**{**other.asked(), **self.asked()})
