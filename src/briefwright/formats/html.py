"""The document as one web page: accessible, printable, with everything in it and nothing from elsewhere.

Every value passes through markupsafe, which escapes it: only this module writes markup.
The style sheet is the file ``page.css`` beside it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple, assert_never

from markupsafe import Markup, escape

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
    direction,
    numbered_identifier,
)
from briefwright.pictures import CSS_DPI, media_type, read_picture
from briefwright.walking import link_words, plain, settled, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefwright.document import Alignment, Cell, Document, Element, Elements, Inline, Inlines

_SKELETON = Markup("""\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{properties}
<style>
{style}</style>
</head>
<body>
{body}
</body>
</html>
""")

_FOLLOWED = re.compile(r"#|https?:|mailto:", re.IGNORECASE)
"""How the targets begin that a page may link to; all else (`javascript:`, `data:`, files) is shown as text."""

_SIDES = {"left": "start", "center": "center", "right": "end", None: None}
"""Columns are aligned along the line of writing, so that figures stand right in Arabic too."""


class _Endnote(NamedTuple):
    """A note that waits for the end of the page, and the ids of its mark and of its text."""

    note: Note
    number: int
    mark: str
    text: str


@dataclass(slots=True)
class _Page:
    """A page being written: the ids in use, and the notes met so far."""

    document: Document
    headings: set[str]
    taken: set[str]
    boxes: int = 0
    notes: list[_Endnote] = field(default_factory=list)
    notes_label: str = field(init=False)

    def __post_init__(self) -> None:
        """Name the heading of the notes, which their marks point to."""
        self.notes_label = self.identify("notes-label")

    def heading(self, identifier: str) -> str | None:
        """The id of a heading: its own, unless a heading before has it."""
        if identifier not in self.headings:
            return None
        self.headings.remove(identifier)
        return identifier

    def identify(self, name: str) -> str:
        """An id for what has none of its own; headings keep theirs, since links point to them."""
        while name in self.taken:
            name += "_"
        self.taken.add(name)
        return name


def write_html(document: Document) -> bytes:
    """The document as a UTF-8 web page."""
    identifiers = {node.identifier for node in walk(document.children) if isinstance(node, Heading)} - {""}
    page = _Page(document, set(identifiers), identifiers)
    return _SKELETON.format(
        language=document.language,
        direction=document.direction,
        title=document.title,
        properties=_properties(document),
        style=_style(),
        body=_body(document, page),
    ).encode()


@cache
def _style() -> Markup:
    return Markup(resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8"))  # noqa: S704 (ours)


def _properties(document: Document) -> Markup:
    date = document.date.isoformat() if document.date else ""
    known = {"author": document.author, "description": document.subject, "dcterms.date": date}
    return _lines(_tag("meta", name=name, content=value) for name, value in known.items() if value)


def _body(document: Document, page: _Page) -> Markup:
    """Draft mark, cover as the page's header, all else as its main part."""
    children = settled(document.children)
    covers = 1 if children and isinstance(children[0], Part) and children[0].kind == "cover" else 0
    draft = _tag("p", document.labels.draft, class_="draft", role="note") if document.draft else ""
    cover = _elements(children[:covers], page)
    main = _lines((_elements(children[covers:], page), _notes(page)))
    return _lines((draft, cover, _tag("main", main)))


# ── Markup ───────────────────────────────────────────────────────────────────


_VOID = frozenset({"br", "hr", "img", "meta"})


def _tag(name: str, content: str = "", /, **attributes: str | None) -> Markup:
    """An element of the page, its values escaped; attributes that are None are left out."""
    written = Markup().join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    end = "" if name in _VOID else Markup("</{}>").format(name)
    return Markup("<{}{}>{}{}").format(name, written, content, end)


def _lines(parts: Iterable[str]) -> Markup:
    return Markup("\n").join(part for part in parts if part)


# ── Elements ─────────────────────────────────────────────────────────────────


def _elements(children: Elements, page: _Page) -> Markup:
    return _lines(_element(element, page) for element in children)


def _element(element: Element, page: _Page) -> Markup:  # noqa: C901, PLR0911, PLR0912 (one case a kind of element)
    match element:
        case Paragraph():
            return _paragraph(element, page)
        case Heading():
            content = _content(element.content, page)
            return _tag(f"h{element.level}", content, id=page.heading(element.identifier))
        case List():
            return _list(element, page)
        case Quote():
            return _tag("blockquote", _elements(element.children, page))
        case CodeBlock():
            return _tag("pre", _tag("code", element.text))
        case Table():
            return _table(element, page)
        case Figure():
            return _figure(element, page)
        case Callout():
            return _callout(element, page)
        case Only():
            return _elements(element.children, page)
        case Recommendation():
            identifier = page.identify(f"recommendation-{element.number}") if element.number else None
            return _tag("div", _elements(element.children, page), class_="recommendation", id=identifier)
        case Part():
            name = "header" if element.kind == "cover" else "section"
            return _tag(name, _elements(element.children, page), class_=f"part {element.kind}")
        case Break():
            return _tag("div", class_="page-break") if element.page else _tag("hr")
        case _:
            assert_never(element)


def _paragraph(paragraph: Paragraph, page: _Page, end: str = "") -> Markup:
    content = _content(paragraph.content, page) + end
    if paragraph.number is None:
        return _tag("p", content)
    number = _tag("span", f"{paragraph.number}.", class_="number")
    return _tag("p", number + " " + content, class_="numbered", id=page.identify(f"p{paragraph.number}"))


def _list(element: List, page: _Page) -> Markup:
    items = _lines(_tag("li", _item(item, element.tight, page)) for item in element.items)
    start = str(element.start) if element.ordered and element.start != 1 else None
    return _tag("ol" if element.ordered else "ul", items, start=start, class_=None if element.tight else "loose")


def _item(item: Elements, tight: bool, page: _Page) -> Markup:  # noqa: FBT001 (a property of the list)
    """The elements of an item; the paragraphs of a tight list are no more than their lines."""
    return _lines(
        _content(element.content, page)
        if tight and isinstance(element, Paragraph) and element.number is None
        else _element(element, page)
        for element in item
    )


def _table(table: Table, page: _Page) -> Markup:
    """The table in a frame that scrolls sideways where the window is narrow, by keyboard too."""
    header = _row(table.header, table.alignments, page, heads=True)
    rows = _lines(_row(row, table.alignments, page) for row in table.rows)
    body = _tag("tbody", rows) if table.rows else ""
    columns = ", ".join(filter(None, map(plain, table.header))) or None
    whole = _tag("table", _lines((_tag("thead", header), body)))
    return _tag("div", whole, class_="table", role="group", tabindex="0", aria_label=columns)


def _row(row: tuple[Cell, ...], alignments: tuple[Alignment, ...], page: _Page, *, heads: bool = False) -> Markup:
    return _tag(
        "tr",
        Markup().join(
            _tag(
                "th" if heads and cell else "td",
                _content(cell, page),
                scope="col" if heads and cell else None,
                class_=_SIDES[side],
            )
            for cell, side in zip(row, alignments, strict=True)
        ),
    )


def _figure(figure: Figure, page: _Page) -> Markup:
    """The image; its alternative text in its place where there is none that a browser shows."""
    identifier = page.identify(numbered_identifier("figure", figure.number)) if figure.number else None
    caption = _tag("figcaption", figure.caption, id=identifier) if figure.caption else ""
    return _tag("figure", _picture(figure, page) + caption)


def _picture(figure: Figure, page: _Page) -> Markup:
    """The image at its natural size, where the page is wide enough."""
    data = page.document.images.get(figure.source, b"")
    picture = read_picture(data)
    if picture is None:
        return _tag("p", figure.alt, class_="missing")
    source = f"data:{media_type(data)};base64,{b64encode(data).decode()}"
    width, height = (str(max(1, round(side * CSS_DPI / picture.dpi))) for side in (picture.width, picture.height))
    return _tag("img", src=source, alt=figure.alt, width=width, height=height)


def _callout(callout: Callout, page: _Page) -> Markup:
    """A box, named by its title for those who hear the page. What is key is no aside."""
    name = "section" if callout.kind == "key-message" else "aside"
    page.boxes += 1
    identifier = page.identify(f"box-{page.boxes}") if callout.title else None
    title = _tag("p", callout.title, class_="title", id=identifier) if callout.title else ""
    inside = _lines((title, _elements(callout.children, page)))
    return _tag(name, inside, class_=f"callout {callout.kind}", aria_labelledby=identifier)


# ── Inlines ──────────────────────────────────────────────────────────────────


def _content(content: Inlines, page: _Page) -> Markup:
    return Markup().join(_inline(inline, page) for inline in content)


def _inline(inline: Inline, page: _Page) -> Markup:  # noqa: PLR0911 (one case a kind of inline)
    match inline:
        case Text():
            return escape(inline.text)
        case Emphasis():
            return _tag("em", _content(inline.content, page))
        case Strong():
            return _tag("strong", _content(inline.content, page))
        case Code():
            return _tag("code", inline.text)
        case LineBreak():
            return _tag("br")
        case Link():
            return _link(inline, page)
        case Span():
            return _span(inline, page)
        case Note():
            return _mark(inline, page)
        case Citation() | Placeholder():
            return _content(inline.content, page)
        case _:
            assert_never(inline)


def _link(link: Link, page: _Page) -> Markup:
    """A link, and behind it the marks of notes within: they are links, which cannot stand in one."""
    if not _FOLLOWED.match(link.target):
        return _content(link.content, page)
    marks = (node for node in walk(link.content) if isinstance(node, Note))
    text = _content(link_words(link.content, (Link,)), page)
    return _tag("a", text, href=link.target) + Markup().join(_mark(note, page) for note in marks)


def _span(span: Span, page: _Page) -> Markup:
    language = span.language or None
    return _tag(
        "span",
        _content(span.content, page),
        class_=" ".join(span.classes) or None,
        lang=language,
        dir=direction(language) if language else None,
    )


# ── Notes ────────────────────────────────────────────────────────────────────


def _mark(note: Note, page: _Page) -> Markup:
    number = note.number or len(page.notes) + 1
    mark, text = page.identify(f"noteref-{number}"), page.identify(f"note-{number}")
    page.notes.append(_Endnote(note, number, mark, text))
    link = _tag("a", str(number), href=f"#{text}", id=mark, role="doc-noteref", aria_describedby=page.notes_label)
    return _tag("sup", link)


def _notes(page: _Page) -> Markup:
    """The notes, in the order of their marks. The list may grow while it is read."""
    if not page.notes:
        return Markup()
    listed = _tag("ol", _lines(_endnote(endnote, page) for endnote in page.notes))
    heading = _tag("h2", page.document.labels.notes, id=page.notes_label)
    inside = _lines((heading, listed))
    return _tag("section", inside, class_="notes", role="doc-endnotes", aria_labelledby=page.notes_label)


def _endnote(endnote: _Endnote, page: _Page) -> Markup:
    """A note, with the way back to its mark at the end of its last paragraph."""
    label = _tag("span", page.document.labels.back, class_="unseen")
    arrow = _tag("span", "↑", aria_hidden="true")
    back = " " + _tag("a", arrow + label, href=f"#{endnote.mark}", class_="back", role="doc-backlink")
    *before, last = endnote.note.children or (Paragraph(()),)
    ends = (_paragraph(last, page, back),) if isinstance(last, Paragraph) else (_element(last, page), _tag("p", back))
    content = _lines((_elements(tuple(before), page), *ends))
    return _tag("li", content, id=endnote.text, value=str(endnote.number))
