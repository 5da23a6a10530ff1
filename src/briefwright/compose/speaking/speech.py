"""One pass over the tree, after which all that stands there can be read aloud."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

from briefwright.compose.mentioning import without_sources
from briefwright.compose.speaking.figures import figures_of
from briefwright.compose.speaking.signs import say_signs
from briefwright.document import (
    Callout,
    Citation,
    Code,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Part,
    Placeholder,
    Span,
    Strong,
    Table,
    Text,
)
from briefwright.walking import changed, joined, plain, rewrite, settled

if TYPE_CHECKING:
    from briefwright.document import Element, Elements, Inline, Inlines

_ADDRESS = re.compile(r"https?://[^\s()<>\[\]]*[^\s()<>\[\].,;:!?”’»\"']", re.IGNORECASE)


def speak(children: Elements, language: str) -> Elements:
    """A tree as it is read aloud in a language (BCP 47). The cover is not, so it stays as it is."""
    return tuple(
        element
        if isinstance(element, Part) and element.kind == "cover"
        else changed((element,), lambda one: _element(one, language))[0]
        for element in settled(rewrite(children, inlines=without_sources))
    )


@lru_cache(maxsize=4096)
def say(text: str, language: str) -> str:
    """A text as it is read aloud: addresses by their host, figures and signs in words."""
    if "://" in text:
        text = _ADDRESS.sub(
            lambda found: _host(found[0]), re.sub(rf"\s?[(\[]{_ADDRESS.pattern}[)\]]", "", text, flags=re.IGNORECASE)
        )
    figures = figures_of(language)
    return say_signs(figures.say(text) if figures else text, language)


def _element(element: Element, language: str) -> Element:
    match element:
        case Paragraph() | Heading():
            return replace(element, content=_line(element.content, language))
        case Table():
            header = tuple(_line(cell, language) for cell in element.header)
            rows = tuple(tuple(_line(cell, language) for cell in row) for row in element.rows)
            return replace(element, header=header, rows=rows)
        case Callout():
            return replace(element, title=say(element.title, language))
        case Figure():
            return replace(element, caption=say(element.caption, language))
        case _:
            return element


def _line(content: Inlines, language: str) -> Inlines:
    """A line without links, joined first: a figure and its sign may come from two places."""
    return joined(_inline(inline, language) for inline in _without_links(content))


def _without_links(content: Inlines) -> Inlines:
    kept: list[Inline] = []
    for inline in content:
        match inline:
            case Link():
                kept.extend(_words(inline))
            case _:
                kept.append(inline)
    return joined(kept)


def _words(link: Link) -> Inlines:
    """The words of a link; of one that shows its address, in whatever face, that as a text."""
    shown = plain(link.content)
    return (Text(shown),) if shown in {link.target, link.target.removeprefix("mailto:")} else link.content


def _inline(inline: Inline, language: str) -> Inline:
    match inline:
        case Text():
            return Text(say(inline.text, language))
        case Emphasis() | Strong() | Placeholder():
            return replace(inline, content=_line(inline.content, language))
        case Span():
            return replace(inline, content=_line(inline.content, inline.language or language))
        case Code() | LineBreak() | Link() | Note() | Citation():
            return inline
        case _:
            assert_never(inline)


def _host(address: str) -> str:
    """`example.org`, as a speaker says where something is found."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or address
    except ValueError:
        return address
