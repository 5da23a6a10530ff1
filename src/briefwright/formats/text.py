"""The document as plain text, for the boxes of web forms: words, line feeds, and no markup.

Paragraphs are not wrapped, since a box wraps its own lines. Notes stand at the end. Spaces and hyphens at which
no line may break are plain ones: some boxes count them twice or show them as codes.
"""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, assert_never

from briefwright.document import (
    Break,
    Callout,
    Citation,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    List,
    Note,
    Only,
    Paragraph,
    Part,
    Placeholder,
    Quote,
    Recommendation,
    Span,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefwright.document import Document, Element, Elements, Inline, Inlines

_BLANK_LINE = "\n\n"
_PLAIN = {0xA0: " ", 0x2007: " ", 0x2009: " ", 0x202F: " ", 0x2011: "-"}


def write_text(document: Document) -> bytes:
    """The document as a UTF-8 text file."""
    notes: list[Note] = []
    draft = document.labels.draft if document.draft else ""
    body = _elements(document.children, notes)
    written = _stacked((draft, body, _notes(document.labels.notes, notes)))
    return f"{written}\n".translate(_PLAIN).encode()


def _notes(label: str, notes: list[Note]) -> str:
    """The notes, each below its mark's number. The list may grow while it is read."""
    listed = [f"[{number}] {_elements(note.children, notes)}" for number, note in _numbered(notes)]
    return _stacked((label, *listed)) if listed else ""


def _numbered(notes: list[Note]) -> Iterable[tuple[int, Note]]:
    return ((note.number or position, note) for position, note in enumerate(notes, start=1))


def _stacked(blocks: Iterable[str], gap: str = _BLANK_LINE) -> str:
    return gap.join(block for block in blocks if block)


# ── Elements ─────────────────────────────────────────────────────────────────


def _elements(children: Elements, notes: list[Note], gap: str = _BLANK_LINE) -> str:
    return _stacked((_element(element, notes) for element in children), gap)


def _element(element: Element, notes: list[Note]) -> str:  # noqa: C901, PLR0911 (one case a kind of element)
    match element:
        case Paragraph():
            number = "" if element.number is None else f"{element.number}. "
            return number + _content(element.content, notes)
        case Heading():
            return _on_one_line(element.content, notes)
        case List():
            return _list(element, notes)
        case Quote():
            return indent(_elements(element.children, notes), "    ")
        case CodeBlock():
            return element.text.rstrip("\n")
        case Table():
            return _stacked((_row(row, notes) for row in (element.header, *element.rows)), "\n")
        case Figure():
            return _stacked((element.alt and f"[{element.alt}]", element.caption), "\n")
        case Callout():
            return _stacked((element.title, _elements(element.children, notes)), "\n")
        case Only() | Recommendation() | Part():
            return _elements(element.children, notes)
        case Break():
            return "" if element.page else "* * *"
        case _:
            assert_never(element)


def _list(element: List, notes: list[Note]) -> str:
    gap = "\n" if element.tight else _BLANK_LINE
    markers = (f"{element.start + place}. " if element.ordered else "- " for place in range(len(element.items)))
    return gap.join(_item(marker, item, notes, gap) for marker, item in zip(markers, element.items, strict=True))


def _item(marker: str, item: Elements, notes: list[Note], gap: str) -> str:
    hanging = indent(_elements(item, notes, gap), " " * len(marker))
    return (marker + hanging.lstrip(" ")).rstrip()


def _row(row: tuple[Inlines, ...], notes: list[Note]) -> str:
    return " | ".join(_on_one_line(cell, notes) for cell in row).strip()


# ── Inlines ──────────────────────────────────────────────────────────────────


def _content(content: Inlines, notes: list[Note]) -> str:
    return "".join(_inline(inline, notes) for inline in content)


def _on_one_line(content: Inlines, notes: list[Note]) -> str:
    return " ".join(_content(content, notes).split())


def _inline(inline: Inline, notes: list[Note]) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case LineBreak():
            return "\n"
        case Link():
            return _link(inline, notes)
        case Note():
            notes.append(inline)
            return f"[{inline.number or len(notes)}]"
        case Emphasis() | Strong() | Span() | Citation() | Placeholder():
            return _content(inline.content, notes)
        case _:
            assert_never(inline)


def _link(link: Link, notes: list[Note]) -> str:
    """`text (address)`; the text alone where it is the address, or where the link stays in the document."""
    text, address = _content(link.content, notes), link.target.removeprefix("mailto:")
    return text if address.startswith("#") or text in {address, link.target} else f"{text} ({address})"
