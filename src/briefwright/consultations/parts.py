"""How long a document is, part by part, and whether that is within a body's limits.

The parts are those of the text, which a secretariat counts; what the layout adds is apart: the numbers and bullets of
paragraphs and lists (`numbers`), and what `layout.py` finds in the Word file. All together are what LibreOffice
counts in that file. How a line is counted, `words.py` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from briefwright.consultations.words import length
from briefwright.document import (
    Break,
    Callout,
    Citation,
    Code,
    CodeBlock,
    Element,
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
    from collections.abc import Iterable, Iterator, Mapping

    from briefwright.document import Document, Elements, Inline, Inlines

PARTS = (
    "cover", "contents", "about", "summary", "body", "boxes", "recommendations", "questions",
    "notes", "references", "annex", "matrix", "abbreviations", "signatories",
)  # fmt: skip
"""The parts of the text; boxes and notes count by themselves wherever they stand. A limit without names counts all."""

LAYOUT = ("numbers", "marks", "running")
"""What is no text of the document's, and LibreOffice counts: the automatic numbers and bullets of paragraphs and lists,
the marks of notes (with tabs, and the invisible marks of direction), the headers and footers of pages."""

_BAR = "█" * 8
"""What stands in a Word file in place of a redacted text."""
_BULLET = "•"


@dataclass(slots=True)
class Count:
    """Words and characters; ``spaced`` are the words by white space alone, as simpler programs count."""

    words: int = 0
    characters: int = 0
    spaced: int = 0

    def add(self, line: str) -> None:
        """Count a line."""
        words, characters = length(line)
        self.words += words
        self.characters += characters
        self.spaced += len(line.split())


def count_document(document: Document) -> dict[str, Count]:
    """Words and characters of a document by part."""
    return count_parts(document.children, document.pages, document.images)


def count_parts(
    children: Elements, pages: Mapping[str, int] | None = None, images: Mapping[str, bytes] | None = None
) -> dict[str, Count]:
    """Words and characters of a tree by part; ``pages`` stand in its contents, and of ``images`` no words are shown."""
    counting = _Counting(pages or {}, images)
    counting.elements(children, "body")
    return counting.parts


def shown(content: Inlines, *, in_note: bool = False) -> str:
    """The text of a line in a Word file, without the marks of notes; a note in a note stands in brackets."""
    return "".join(_shown(inline, in_note) for inline in content)


def _shown(inline: Inline, in_note: bool) -> str:  # noqa: FBT001 (it is passed on)
    match inline:
        case Text() | Code():
            return inline.text.replace("\n", " ").replace("\r", "")
        case LineBreak():
            return "\n"
        case Note():
            words = (shown(child.content, in_note=True) for child in inline.children if isinstance(child, Paragraph))
            return f" ({' '.join(words)})" if in_note else ""
        case Span() if "redact" in inline.classes:
            return _BAR
        case Emphasis() | Strong() | Link() | Span() | Citation() | Placeholder():
            return shown(inline.content, in_note=in_note)
        case _:
            assert_never(inline)


def _notes_in(content: Inlines) -> Iterator[Note]:
    """The notes whose marks stand in a line; those in notes are part of them."""
    for inline in content:
        match inline:
            case Note():
                yield inline
            case Span() if "redact" in inline.classes:
                pass
            case Emphasis() | Strong() | Link() | Span() | Citation() | Placeholder():
                yield from _notes_in(inline.content)
            case _:
                pass


@dataclass(slots=True)
class _Counting:
    pages: Mapping[str, int]
    images: Mapping[str, bytes] | None
    in_note: bool = False
    parts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in (*PARTS, "numbers")})

    def elements(self, children: Iterable[Element], part: str) -> None:
        for element in children:
            self._element(element, part)

    def _element(self, element: Element, part: str) -> None:  # noqa: C901 (one case an element)
        match element:
            case Paragraph() | Heading():
                self._paragraph(element, part)
            case Part():
                self.elements(element.children, part_name(element))
            case Callout():
                self.parts["notes" if self.in_note else "boxes"].add(element.title)
                self.elements(element.children, "notes" if self.in_note else "boxes")
            case Recommendation():
                self.elements(element.children, "notes" if self.in_note else "recommendations")
            case Quote() | Only():
                self.elements(element.children, part)
            case List():
                self._list(element, part)
            case Table():
                for cell in (cell for row in (element.header, *element.rows) for cell in row):
                    self._line(cell, part)
            case CodeBlock():
                self.parts[part].add(element.text.removesuffix("\n").replace("\r", ""))
            case Figure():
                self._figure(element, part)
            case Break():
                pass
            case _:
                assert_never(element)

    def _paragraph(self, element: Paragraph | Heading, part: str) -> None:
        if isinstance(element, Paragraph) and element.number is not None:
            self.parts["numbers"].add(f"{element.number}.")
        self._line(element.content, part, self._page(element.content) if part == "contents" else "")

    def _line(self, content: Inlines, part: str, end: str = "") -> None:
        self.parts[part].add(shown(content, in_note=self.in_note) + end)
        if self.in_note:
            return
        self.in_note = True
        for note in _notes_in(content):
            self.elements(note.children, "notes")
        self.in_note = False

    def _page(self, content: Inlines) -> str:
        """The number behind an entry of the contents, where there are any."""
        match content:
            case (Link(target=target),) if target[1:] in self.pages:
                return f"\t{self.pages[target[1:]]}"
            case _:
                return ""

    def _list(self, element: List, part: str) -> None:
        for place, item in enumerate(element.items, start=element.start):
            if part != "contents":
                self.parts["numbers"].add(f"{place}." if element.ordered else _BULLET)
            self.elements(item, part)

    def _figure(self, element: Figure, part: str) -> None:
        """The caption; and what the picture shows in words, where there is none."""
        if self.images is not None and element.source not in self.images:
            self.parts[part].add(element.alt)
        self.parts[part].add(element.caption)


def part_name(part: Part) -> str:
    """What a part is called in a profile."""
    return _PART_NAMES.get(part.kind, part.kind)


_PART_NAMES = {"question": "questions"}
