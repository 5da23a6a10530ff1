"""The words, notes and links of a document, said by its tree and read by pandoc and mammoth."""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import lxml.html
import mammoth
from docx_lines import pandoc_tree

from briefwright.document import Callout, Code, CodeBlock, Figure, LineBreak, Link, Note, Span, Text
from briefwright.walking import below, walk

if TYPE_CHECKING:
    from pathlib import Path

    from briefwright.document import Document, Node


class Seen(NamedTuple):
    """What is read: the words without spaces, with each note in ⟦brackets⟧ where its mark stands, and the links."""

    words: str
    links: list[str]


def _tight(text: str) -> str:
    return re.sub("[\\s\u200e\u200f]", "", text)


def held(document: Document) -> Seen:
    """What the tree holds."""
    words = "".join(_words(node) for node in document.children)
    links = [node.target for node in walk(document.children) if isinstance(node, Link)]
    return Seen(_tight(words), sorted(link for link in links if not link.startswith("#")))


def _words(node: Node) -> str:  # noqa: PLR0911 (one case a kind of node)
    inner = partial("".join, (_words(child) for child in below(node)))
    match node:
        case Text() | Code() | CodeBlock():
            return node.text
        case Note():
            return f"⟦{inner()}⟧"
        case Callout():
            return node.title + inner()
        case Figure():
            return node.caption
        case LineBreak():
            return " "
        case Span() if "redact" in node.classes:
            return "█" * 8
        case _:
            return inner()


# ── pandoc ───────────────────────────────────────────────────────────────────


def by_pandoc(data: bytes, folder: Path) -> Seen:
    """What pandoc reads."""
    tree = pandoc_tree(data, folder)
    front = [tree["meta"][name] for name in ("title", "subtitle") if name in tree["meta"]]
    links: list[str] = []
    words = _tight(_pandoc_words([front, tree["blocks"]], links))
    return Seen(words, sorted(link for link in links if not link.startswith("#")))


def _pandoc_words(node: Any, links: list[str]) -> str:  # noqa: PLR0911 (one case a kind of node)
    match node:
        case {"t": "Str", "c": str(text)}:
            return text
        case {"t": "Code" | "CodeBlock", "c": [_, str(text)]}:
            return text
        case {"t": "Note", "c": children}:
            return f"⟦{_pandoc_words(children, links)}⟧"
        case {"t": "Image"}:
            return ""
        case {"t": "Table", "c": [_, _description, *cells]}:  # the description is not among the words on the page
            return _pandoc_words(cells, links)
        case {"t": "Link", "c": [_, children, [target, _]]}:
            links.append(target)
            return _pandoc_words(children, links)
        case {"t": "Quoted", "c": [{"t": kind}, children]}:
            left, right = ("“", "”") if kind == "DoubleQuote" else ("‘", "’")
            return left + _pandoc_words(children, links) + right
        case {"c": children}:
            return _pandoc_words(children, links)
        case list():
            return "".join(_pandoc_words(child, links) for child in node)
        case _:
            return ""


# ── mammoth ──────────────────────────────────────────────────────────────────


def by_mammoth(data: bytes) -> Seen:
    """What mammoth reads."""
    html = mammoth.convert_to_html(BytesIO(data)).value
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    links = [str(link.get("href")) for link in root.iter("a") if not str(link.get("href", "#")).startswith("#")]
    is_note = "(starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-'))"
    notes = {str(note.get("id")): _mammoth_note(note) for note in root.xpath(f"//li[{is_note}]")}
    for listing in root.xpath(f"//ol[li[{is_note}]]"):
        listing.drop_tree()
    for mark in root.xpath("//a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]"):
        mark.text = f"⟦{notes[str(mark.get('href'))[1:]]}⟧"
    return Seen(_tight(str(root.text_content())), sorted(links))


def _mammoth_note(note: Any) -> str:
    return str(note.text_content()).rstrip().removesuffix("↑")
