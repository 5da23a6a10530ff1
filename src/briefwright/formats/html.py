"""The document as one web page: accessible, printable, with everything in it and nothing from elsewhere.

Every value passes through markupsafe, which escapes it: only this module writes markup.
The style sheet is the file ``page.css`` beside it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import TYPE_CHECKING, assert_never

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
)
from briefwright.formats.languages import language_of, language_of_all
from briefwright.formats.page import Anchors, Page
from briefwright.pictures import CSS_DPI, media_type, read_picture
from briefwright.walking import link_words, plain, settled, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefwright.document import Alignment, Cell, Document, Element, Elements, Inline, Inlines
    from briefwright.formats.page import Endnote

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

_FOLLOWED = re.compile(r"https?:|mailto:", re.IGNORECASE)
"""How the targets begin that a page may link to; all else (`javascript:`, `data:`, files) is shown as text."""

_SIDES = {"left": "start", "center": "center", "right": "end", None: None}
"""Columns are aligned along the line of writing, so that figures stand right in Arabic too."""


def write_html(document: Document) -> bytes:
    """The document as a UTF-8 web page."""
    children = settled(document.children)
    page = Page(document, Anchors(children))
    return _SKELETON.format(
        language=document.language,
        direction=document.direction,
        title=document.title,
        properties=_properties(document),
        style=_style(),
        body=_body(children, page),
    ).encode()


@cache
def _style() -> Markup:
    return Markup(resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8"))  # noqa: S704 (ours)


def _properties(document: Document) -> Markup:
    date = document.date.isoformat() if document.date else ""
    known = {"author": document.author, "description": document.subject, "dcterms.date": date}
    return _lines(_tag("meta", name=name, content=value) for name, value in known.items() if value)


def _body(children: Elements, page: Page) -> Markup:
    """The cover in the page's header, the contents behind it as its navigation, all else as its main part."""
    cover, rest = _beginning(children, "cover")
    contents, rest = _beginning(rest, "contents")
    header, main = _header(cover, page), page.anchors.invent("main")
    navigation = _elements(contents, page)
    text = _tag("main", _lines((_elements(rest, page), _notes(page))), id=main)
    skip = _tag("a", page.document.labels.skip, href=f"#{main}", class_="skip") if contents else ""
    return _lines((skip, header, navigation, text))


def _beginning(children: Elements, kind: str) -> tuple[Elements, Elements]:
    """The part of that kind with which elements begin, if they do, and the rest."""
    count = 1 if children and isinstance(children[0], Part) and children[0].kind == kind else 0
    return children[:count], children[count:]


def _header(cover: Elements, page: Page) -> Markup:
    """The draft mark and the cover. A page without a title to be seen has one to be heard."""
    document = page.document
    draft = _tag("p", document.labels.draft, class_="draft") if document.draft else ""
    titled = any(isinstance(node, Heading) and node.level == 1 for node in walk(document.children))
    title = "" if titled else _tag("h1", document.title, class_="unseen")
    inside = _lines((draft, title, _elements(cover, page)))
    return _tag("header", inside) if inside else inside


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


def _language(language: str) -> dict[str, str]:
    """The attributes that tell a language and how it runs, if there is one to tell."""
    return {"lang": language, "dir": direction(language)} if language else {}


def _lines(parts: Iterable[str]) -> Markup:
    return Markup("\n").join(part for part in parts if part)


# ── Elements ─────────────────────────────────────────────────────────────────


def _elements(children: Elements, page: Page) -> Markup:
    return _lines(_element(element, page) for element in children)


def _element(element: Element, page: Page) -> Markup:  # noqa: C901, PLR0911, PLR0912 (one case a kind of element)
    match element:
        case Paragraph():
            return _paragraph(element, page)
        case Heading():
            return _heading(element, page)
        case List():
            return _list(element, page)
        case Quote():
            language = _language(language_of_all(element.children))
            return _tag("blockquote", _elements(element.children, page), **language)
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
            identifier = page.anchors.own(element)
            return _tag("div", _elements(element.children, page), class_="recommendation", id=identifier)
        case Part():
            return _part(element, page)
        case Break():
            return _tag("div", class_="page-break") if element.page else _tag("hr")
        case _:
            assert_never(element)


def _heading(heading: Heading, page: Page) -> Markup:
    content, language = language_of(heading.content)
    level, identifier = page.level(heading.level), page.anchors.own(heading)
    return _tag(f"h{level}", _content(content, page), id=identifier, **_language(language))


def _part(part: Part, page: Page) -> Markup:
    """A section where a heading says of what; contents are a landmark, by the name that their heading gives."""
    kind = f"part {part.kind}"
    headings = [child for child in part.children if isinstance(child, Heading)]
    name = plain(headings[0].content) if headings else ""
    if part.kind == "contents" and name:
        return _tag("nav", _elements(part.children, page), class_=kind, aria_label=page.region(name))
    return _tag("section" if headings else "div", _elements(part.children, page), class_=kind)


def _paragraph(paragraph: Paragraph, page: Page, end: str = "") -> Markup:
    if paragraph.number is None:
        content, language = language_of(paragraph.content)
        return _tag("p", _content(content, page) + end, **_language(language))
    number = _tag("span", f"{paragraph.number}.", class_="number")
    numbered = number + " " + _content(paragraph.content, page) + end
    return _tag("p", numbered, class_="numbered", id=page.anchors.own(paragraph))


def _list(element: List, page: Page) -> Markup:
    items = _lines(_tag("li", _item(item, element.tight, page)) for item in element.items)
    start = str(element.start) if element.ordered and element.start != 1 else None
    return _tag("ol" if element.ordered else "ul", items, start=start, class_=None if element.tight else "loose")


def _item(item: Elements, tight: bool, page: Page) -> Markup:  # noqa: FBT001 (a property of the list)
    """The elements of an item; the paragraphs of a tight list are no more than their lines."""
    return _lines(
        _content(element.content, page)
        if tight and isinstance(element, Paragraph) and element.number is None
        else _element(element, page)
        for element in item
    )


def _table(table: Table, page: Page) -> Markup:
    """The table in a frame that scrolls sideways where the window is narrow, by keyboard too."""
    header = _row(table.header, ["col" if plain(cell) else None for cell in table.header], table, page)
    named = _names_rows(table)
    rows = _lines(_row(row, ["row" if named and any(row[1:]) else None], table, page) for row in table.rows)
    body = _tag("tbody", rows) if rows else ""
    label = ", ".join(filter(None, map(plain, table.header)))
    whole = _tag("table", _lines((_tag("thead", header), body)))
    name = page.region(label) if label else None
    return _tag("div", whole, class_="table", role="region" if name else "group", tabindex="0", aria_label=name)


_LONGEST_NAME = 60


def _names_rows(table: Table) -> bool:
    """Whether the first column says what each row is about, which is then heard with every cell of it."""
    names = [plain(row[0]) for row in table.rows]
    return all(0 < len(name) <= _LONGEST_NAME for name in names) and len(set(names)) == len(names)


def _row(row: tuple[Cell, ...], scopes: list[str | None], table: Table, page: Page) -> Markup:
    """A row; ``scopes`` says which of its first cells head their column or row."""
    cells = zip_longest(row, scopes, table.alignments)
    return _tag("tr", Markup().join(_cell(cell, scope, side, page) for cell, scope, side in cells))


def _cell(cell: Cell, scope: str | None, side: Alignment, page: Page) -> Markup:
    content, language = language_of(cell)
    name, attributes = "th" if scope else "td", _language(language)
    return _tag(name, _content(content, page), scope=scope, class_=_SIDES[side], **attributes)


def _figure(figure: Figure, page: Page) -> Markup:
    """The image; its alternative text in its place where there is none that a browser shows."""
    caption = _tag("figcaption", figure.caption) if figure.caption else ""
    return _tag("figure", _picture(figure, page) + caption, id=page.anchors.own(figure))


def _picture(figure: Figure, page: Page) -> Markup:
    """The image at its natural size, where the page is wide enough."""
    data = page.document.images.get(figure.source, b"")
    picture = read_picture(data)
    if picture is None:
        return _tag("p", figure.alt, class_="missing")
    source = f"data:{media_type(data)};base64,{b64encode(data).decode()}"
    width, height = (str(max(1, round(side * CSS_DPI / picture.dpi))) for side in (picture.width, picture.height))
    return _tag("img", src=source, alt=figure.alt, width=width, height=height)


def _callout(callout: Callout, page: Page) -> Markup:
    """A box, named by its title for those who hear the page. No `aside`: what is in a box belongs to the text."""
    kind, identifier = f"callout {callout.kind}", page.anchors.own(callout)
    if not callout.title:
        return _tag("div", _elements(callout.children, page), class_=kind, id=identifier)
    label = page.anchors.invent(f"{identifier or 'box'}-title")
    title = _tag("p", callout.title, class_="title", id=label)
    inside = _lines((title, _elements(callout.children, page)))
    return _tag("div", inside, class_=kind, id=identifier, role="group", aria_labelledby=label)


# ── Inlines ──────────────────────────────────────────────────────────────────


def _content(content: Inlines, page: Page) -> Markup:
    return Markup().join(_inline(inline, page) for inline in content)


def _inline(inline: Inline, page: Page) -> Markup:  # noqa: PLR0911 (one case a kind of inline)
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


def _link(link: Link, page: Page) -> Markup:
    """A link, and behind it the marks of notes within: they are links, which cannot stand in one."""
    target = _target(link.target, page)
    if target is None:
        return _content(link.content, page)
    marks = (node for node in walk(link.content) if isinstance(node, Note))
    text = _content(link_words(link.content, (Link,)), page)
    return _tag("a", text, href=target) + Markup().join(_mark(note, page) for note in marks)


def _target(target: str, page: Page) -> str | None:
    """Where a link leads: out by an address that a page may follow, or to what is on the page."""
    if target.startswith("#"):
        return target if target[1:] in page.anchors.known else None
    return target if _FOLLOWED.match(target) else None


def _span(span: Span, page: Page) -> Markup:
    """A stretch of text with its roles and language; one that has neither is no more than its text."""
    content, classes = _content(span.content, page), " ".join(span.classes) or None
    language = _language(span.language or "")
    return _tag("span", content, class_=classes, **language) if classes or language else content


# ── Notes ────────────────────────────────────────────────────────────────────


def _mark(note: Note, page: Page) -> Markup:
    endnote = page.add_note(note)
    described = {"role": "doc-noteref", "aria_describedby": page.notes_label}
    link = _tag("a", str(endnote.number), href=f"#{endnote.text}", id=endnote.mark, **described)
    return _tag("sup", link)


def _notes(page: Page) -> Markup:
    """The notes, in the order of their marks. The list may grow while it is read."""
    if not page.notes:
        return Markup()
    listed = _tag("ol", _lines(_endnote(endnote, page) for endnote in page.notes))
    heading = _tag("h2", page.document.labels.notes, id=page.notes_label)
    inside = _lines((heading, listed))
    return _tag("section", inside, class_="notes", role="doc-endnotes", aria_labelledby=page.notes_label)


def _endnote(endnote: Endnote, page: Page) -> Markup:
    """A note, with the way back to its mark at the end of its last paragraph."""
    label = _tag("span", f"{page.document.labels.back} ({endnote.number})", class_="unseen")
    back = " " + _tag("a", label, href=f"#{endnote.mark}", class_="back", role="doc-backlink")
    *before, last = endnote.note.children or (Paragraph(()),)
    ends = (_paragraph(last, page, back),) if isinstance(last, Paragraph) else (_element(last, page), _tag("p", back))
    content = _lines((_elements(tuple(before), page), *ends))
    return _tag("li", content, id=endnote.text, value=str(endnote.number))
