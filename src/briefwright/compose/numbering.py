"""Numbers and anchors: recommendations, figures, paragraphs, headings. Notes get theirs when they are cited."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from briefwright.document import (
    NUMBERED,
    Callout,
    Element,
    Elements,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    Paragraph,
    Part,
    Recommendation,
    Strong,
    Text,
)
from briefwright.walking import changed, plain, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

UNNUMBERED_PARTS = frozenset(
    {"cover", "contents", "summary", "references", "matrix", "abbreviations", "signatories", "question"}
)
"""Parts whose paragraphs are not numbered with the body's."""


def number_recommendations(children: Elements, translate: Callable[[str], str]) -> Elements:
    """Recommendations numbered from 1 through the document, each saying its number, who must act and by when."""
    label, numbers = translate("Recommendation"), itertools.count(1)

    def numbered(element: Element) -> Element:
        if not isinstance(element, Recommendation):
            return element
        return _worded(replace(element, number=next(numbers)), label, translate)

    return changed(children, numbered)


def _worded(element: Recommendation, label: str, translate: Callable[[str], str]) -> Recommendation:
    first, *rest = element.children or (Paragraph(()),)
    number: Inlines = (Strong((Text(f"{label} {element.number}."),)), Text(" "))
    if isinstance(first, Paragraph):
        first = replace(first, content=(*number, *first.content))
    else:
        first, rest = Paragraph(number[:1]), [first, *rest]
    details = [(translate("To"), element.to), (translate("By"), element.by)]
    line: list[Inlines] = [(Emphasis((Text(f"{name}:"),)), Text(f" {text}")) for name, text in details if text]
    if not line:
        return replace(element, children=(first, *rest))
    content = line[0] if len(line) == 1 else (*line[0], Text(" · "), *line[1])
    return replace(element, children=(first, Paragraph(content, position=element.position), *rest))


def number_figures(children: Elements, translate: Callable[[str], str]) -> Elements:
    """Figures with a caption numbered from 1 through the document, each caption saying its number."""
    label, numbers = translate("Figure"), itertools.count(1)

    def numbered(element: Element) -> Element:
        if not isinstance(element, Figure) or not element.caption:
            return element
        number = next(numbers)
        return replace(element, number=number, caption=f"{label} {number}. {element.caption}")

    return changed(children, numbered)


def number_paragraphs(children: Elements) -> Elements:
    """Numbers for the body's paragraphs, from 1 through the document; none in boxes, lists and quotations."""
    count = 0

    def run(children: Elements) -> Elements:
        nonlocal count
        whole: list[Element] = []
        for element in children:
            if isinstance(element, Paragraph):
                count += 1
                whole.append(replace(element, number=count))
            elif isinstance(element, Part) and element.kind not in UNNUMBERED_PARTS:
                whole.append(replace(element, children=run(element.children)))
            else:
                whole.append(element)
        return tuple(whole)

    return run(children)


def close_gaps(children: Elements) -> Elements:
    """Headings of which none is more than one level below the one before, boxes and quotations aside.

    A gap is a fault to screen readers (PDF/UA-1, 7.4.2); the title has level 1.
    """
    before = 1

    def run(children: Elements) -> Elements:
        nonlocal before
        whole: list[Element] = []
        for element in children:
            match element:
                case Heading(level=level):
                    before = min(level, before + 1)
                    whole.append(replace(element, level=before))
                case Part():
                    whole.append(replace(element, children=run(element.children)))
                case _:
                    whole.append(element)
        return tuple(whole)

    return run(children)


_NUMBERED = re.compile(rf"(?:{'|'.join(NUMBERED)})-\d+")


def identify(children: Elements) -> Elements:
    """Headings and boxes with identifiers, as GitHub and pandoc make them from the text; a number where one is taken.

    None is that of something numbered (`paragraph-12`).
    """
    taken: dict[str, int] = {}

    def identified(element: Element) -> Element:
        match element:
            case Heading(content=content):
                return replace(element, identifier=_free(_slug(plain(content)), taken))
            case Callout(title=title) if title:
                return replace(element, identifier=_free(_slug(title), taken))
            case _:
                return element

    return changed(children, identified)


def _slug(text: str) -> str:
    words = unicodedata.normalize("NFC", text).lower()
    slug = re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip()) or "section"
    return f"section-{slug}" if _NUMBERED.fullmatch(slug) else slug


def _free(slug: str, taken: dict[str, int]) -> str:
    """The slug, with the next number where it is taken; ``taken`` counts how often each was asked for."""
    name, number = slug, taken.get(slug, 0)
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    taken[slug] = number
    taken.setdefault(name, 0)
    return name


def without_empty(children: Elements) -> Elements:
    """The tree without parts and boxes that hold nothing (slots are yet to be filled)."""

    def bare(element: Element) -> bool:
        slot = isinstance(element, Part) and element.kind.startswith("slot-")
        return isinstance(element, Part | Callout) and not element.children and not slot

    return rewrite(children, elements=lambda run: tuple(element for element in run if not bare(element)))
