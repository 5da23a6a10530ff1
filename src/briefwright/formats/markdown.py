"""The document as Markdown, for pandoc and for GitHub.

The document is lowered to the plain tree that a block could have been, and printed by the
printer of `briefwright.markdown`, so that parsing the file gives that tree again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefwright.document import (
    Callout,
    Figure,
    Heading,
    Link,
    Note,
    Only,
    Paragraph,
    Part,
    Recommendation,
    Span,
    Strong,
    Text,
)
from briefwright.markdown.printing import print_markdown
from briefwright.walking import joined, link_words, rewrite, settled, walk

if TYPE_CHECKING:
    from collections.abc import Collection

    from briefwright.document import Document, Element, Elements, Inline, Inlines

_IN_ADDRESSES = "%;/?:@&=+$,-_.!~*'()#"
"""What an address keeps; all else is written in percents, as readers of Markdown do."""
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def write_markdown(document: Document) -> bytes:
    """The document as a Markdown file."""
    return print_markdown(lowered(document)).encode()


def lowered(document: Document) -> Elements:
    """The plain tree of the document: all that the reader sees, and nothing that composing added for others.

    Parsing what `write_markdown` gives yields exactly this tree.
    """
    draft = (_strong(document.labels.draft),) if document.draft else ()
    tree = settled(document.children)
    headings = {node.identifier for node in walk(tree) if isinstance(node, Heading)}
    return draft + rewrite(tree, inlines=partial(_inlines, headings), elements=_elements)


def _elements(children: Elements) -> Elements:
    return tuple(plain for element in children for plain in _element(element))


def _element(element: Element) -> Elements:  # noqa: PLR0911 (one case a kind of element)
    match element:
        case Paragraph(content=()):
            return ()
        case Paragraph(content=content, number=int(number)):
            return (Paragraph(joined((Text(f"{number}. "), *content))),)
        case Heading():
            return (replace(element, identifier=""),)
        case Figure():
            return (replace(element, number=0),)
        case Callout(title=str(title)) if title:
            return (replace(element, title="", identifier="", children=(_strong(title), *element.children)),)
        case Recommendation():
            return (Recommendation("", "", "", element.children),)
        case Only() | Part():
            return element.children
        case _:
            return (element,)


def _inlines(headings: Collection[str], content: Inlines) -> Inlines:
    return joined(plain for inline in content for plain in _inline(inline, headings))


def _inline(inline: Inline, headings: Collection[str]) -> Inlines:
    """An inline that Markdown has. Within the document, its readers find headings alone."""
    match inline:
        case Link(target=target) if target.startswith("#") and target[1:] not in headings:
            return inline.content
        case Note():
            return (replace(inline, number=0),)
        case Link():
            notes = (node for node in walk(inline.content) if isinstance(node, Note))
            return (Link(link_words(inline.content, (Link, Span)), _address(inline.target)), *notes)
        case _:
            return (inline,)


def _address(target: str) -> str:
    return target if target.startswith("#") else quote(_LONE_PERCENT.sub("%25", target), _IN_ADDRESSES)


def _strong(text: str) -> Paragraph:
    return Paragraph((Strong((Text(text),)),))
