"""A document without the parts that do not count: what a box on the web, or a limit of pages, has to hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefwright.consultations.parts import part_name
from briefwright.document import Callout, List, Note, Only, Part, Quote, Recommendation
from briefwright.walking import joined, rewrite

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from briefwright.document import Document, Element, Elements, Inlines


def excerpt(document: Document, counts: Collection[str]) -> Document:
    """The document with the parts of those names alone; with all of them where none is named."""
    if not counts:
        return document
    children = tuple(_kept(document.children, "body", counts))
    return replace(document, children=children if "notes" in counts else _without_notes(children), draft=False)


def _kept(children: Elements, part: str, counts: Collection[str]) -> Iterator[Element]:
    for element in children:
        yield from _element(element, part, counts)


def _element(element: Element, part: str, counts: Collection[str]) -> Iterator[Element]:
    match element:
        case Part():
            yield from _around(element, part_name(element), counts)
        case Callout() | Recommendation():
            inner = "boxes" if isinstance(element, Callout) else "recommendations"
            yield from _around(element, inner, counts) if inner in counts else _kept(element.children, inner, counts)
        case Quote() | Only():
            yield from _around(element, part, counts)
        case List():
            items = (tuple(_kept(item, part, counts)) for item in element.items)
            if kept := tuple(item for item in items if item):
                yield replace(element, items=kept)
        case _ if part in counts:
            yield element
        case _:
            pass


def _around(
    element: Part | Callout | Recommendation | Quote | Only, part: str, counts: Collection[str]
) -> Iterator[Element]:
    if kept := tuple(_kept(element.children, part, counts)):
        yield replace(element, children=kept)


def _without_notes(children: Elements) -> Elements:
    def line(content: Inlines) -> Inlines:
        return joined(inline for inline in content if not isinstance(inline, Note))

    return rewrite(children, inlines=line)
