"""Answers for places that hold less than paragraphs: one line with breaks in it, or words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from briefwright.document import (
    Break,
    Callout,
    Code,
    CodeBlock,
    Document,
    Figure,
    Heading,
    LineBreak,
    Link,
    List,
    Note,
    Only,
    Paragraph,
    Part,
    Quote,
    Recommendation,
    Strong,
    Table,
    Text,
)
from briefwright.formats.text import write_text
from briefwright.walking import joined, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefwright.document import Element, Elements, Inline, Inlines

_STEP = "\u2003"


def as_text(children: Elements, language: str) -> list[str]:
    """The lines of an answer without any markup; notes stand in brackets where their marks are.

    Where a note refers to another by its number, they stay numbered, and are listed at the end.
    """
    refers = any(isinstance(node, Link) and node.target.startswith("#note-") for node in walk(children))
    words = children if refers else without_notes(children)
    return write_text(Document("", language, words)).decode().rstrip("\n").split("\n")


def without_notes(children: Elements) -> Elements:
    """The tree with the text of each note in brackets, where its mark was."""

    def bracketed(content: Inlines) -> Inlines:
        return joined(inline for each in content for inline in _bracketed(each))

    return rewrite(children, inlines=bracketed)


def _bracketed(inline: Inline) -> Iterator[Inline]:
    if not isinstance(inline, Note):
        yield inline
        return
    yield Text(" (")
    yield from in_one(inline.children)
    yield Text(")")


def in_one(children: Elements) -> Inlines:
    """All that stands in elements as one line, with a break where another would begin."""
    whole: list[Inline] = []
    for line in _lines(children):
        whole += [LineBreak(), *line] if whole else line
    return joined(whole)


def _lines(children: Elements) -> Iterator[Inlines]:
    for element in children:
        yield from _of(element)


def _of(element: Element) -> Iterator[Inlines]:  # noqa: C901 (one case a kind)
    match element:
        case Paragraph():
            yield element.content
        case Heading():
            yield (Strong(element.content),)
        case List():
            for number, item in enumerate(element.items, start=element.start):
                yield from _marked(f"{number}. " if element.ordered else "• ", _lines(item))
        case Table():
            yield from (_row(row) for row in (element.header, *element.rows))
        case CodeBlock():
            yield from ((Code(line),) for line in element.text.splitlines())
        case Figure():
            yield (Text(element.caption or element.alt),)
        case Callout():
            yield from [(Strong((Text(element.title),)),)] * bool(element.title)
            yield from _lines(element.children)
        case Quote() | Recommendation() | Part() | Only():
            yield from _lines(element.children)
        case Break():
            pass
        case _:
            assert_never(element)


def _marked(marker: str, lines: Iterable[Inlines]) -> Iterator[Inlines]:
    """The lines of an item: the first behind its marker, the others a step further in."""
    for number, line in enumerate(lines):
        yield (Text(_STEP if number else marker), *line)


def _row(cells: Iterable[Inlines]) -> Inlines:
    whole: list[Inline] = []
    for cell in cells:
        whole += [Text(" | "), *cell] if whole else cell
    return tuple(whole)
