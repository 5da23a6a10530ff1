"""What a reader sees of a document: said by its tree, and found in the bytes of each format.

It is one line of words, with a mark where a note stands (⟦1⟧), where a link ends (⟨address⟩), where a cell and
a row of a table end (│ ┃) and where an image stands (⟪alternative text⟫); the notes follow, each such a
line. Links within the document are no part of it, since not every format has places to point to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, assert_never
from urllib.parse import unquote
from zipfile import ZipFile

import lxml.etree
import lxml.html
from hypothesis import HealthCheck, settings

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
from briefwright.markdown import parse_markdown
from briefwright.walking import rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Tag
    from lxml.html import HtmlElement

    from briefwright.document import Document, Element, Elements, Inline, Inlines


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For tests with random documents, which take their time on a busy machine."""


class Seen(NamedTuple):
    """The line of the body, and that of each note by its number."""

    body: str
    notes: tuple[tuple[int, str], ...]


def one_line(text: str) -> str:
    """Words with single spaces between them."""
    return " ".join(text.split())


def link_end(target: str) -> str:
    """The mark where a link ends that leads out of the document; `%C3%AF` and `ï` are one address."""
    return "" if target.startswith("#") else f"⟨{unquote(target).removeprefix('mailto:')}⟩"


# ── The tree ─────────────────────────────────────────────────────────────────


def said(children: Elements) -> Seen:
    """What the tree says is seen. Notes without numbers count from 1."""
    notes = [node for node in walk(children) if isinstance(node, Note)]
    unnumbered = count(1)
    body = re.sub("⟦0⟧", lambda _: f"⟦{next(unnumbered)}⟧", _elements(children))
    texts = [(note.number or place, note.children) for place, note in enumerate(notes, start=1)]
    return Seen(one_line(body), tuple((number, one_line(_elements(text))) for number, text in texts))


def _elements(children: Elements) -> str:
    return " ".join(_element(child) for child in children)


def _element(node: Element) -> str:  # noqa: PLR0911 (one case a kind of element)
    match node:
        case Paragraph():
            number = "" if node.number is None else f"{node.number}. "
            return number + _content(node.content)
        case Heading():
            return _content(node.content)
        case List():
            markers = (f"{node.start + place}. " if node.ordered else "" for place in range(len(node.items)))
            return " ".join(marker + _elements(item) for marker, item in zip(markers, node.items, strict=True))
        case CodeBlock():
            return node.text
        case Table():
            return table_rows([_content(cell) for cell in row] for row in (node.header, *node.rows))
        case Figure():
            return f"⟪{node.alt}⟫ {node.caption}"
        case Callout():
            return f"{node.title} {_elements(node.children)}"
        case Quote() | Only() | Recommendation() | Part():
            return _elements(node.children)
        case Break():
            return ""
        case _:
            assert_never(node)


def table_rows(rows: Iterable[Iterable[str]]) -> str:
    """The words of rows, with the marks at the ends of cells and rows."""
    return "".join("".join(f"{cell} │ " for cell in row) + "┃ " for row in rows)


def _content(content: Inlines) -> str:
    return "".join(map(_inline, content))


def _inline(node: Inline) -> str:
    match node:
        case Text() | Code():
            return node.text
        case LineBreak():
            return " "
        case Link():
            return _content(node.content) + link_end(node.target)
        case Note():
            return f"⟦{node.number}⟧"
        case Emphasis() | Strong() | Span() | Citation() | Placeholder():
            return _content(node.content)
        case _:
            assert_never(node)


# ── Markdown ─────────────────────────────────────────────────────────────────


def seen_in_markdown(data: bytes) -> Seen:
    """What our own parser reads."""
    return said(parse_markdown(data.decode()).children)


# ── HTML ─────────────────────────────────────────────────────────────────────

_INLINE_TAGS = {"a", "code", "em", "span", "strong", "sup"}


def seen_in_html(data: bytes) -> Seen:
    """What stands on the page: its header, its main part without the notes, the notes."""
    page: HtmlElement = lxml.html.document_fromstring(data.decode())
    notes = page.xpath("//section[@role='doc-endnotes']/ol/li")
    texts = tuple((int(str(note.get("value"))), one_line(_tag(note))) for note in notes)
    return Seen(one_line(_inside(page.xpath("//body")[0])), texts)


def _inside(tag: HtmlElement) -> str:
    return (tag.text or "") + "".join(_tag(child) + (child.tail or "") for child in tag)


def _tag(tag: HtmlElement) -> str:  # noqa: PLR0911 (one case a kind of tag)
    inside = _inside(tag)
    if tag.get("class") in {"unseen", "skip"}:
        return " "
    match tag.tag, tag.get("role"):
        case _, "doc-endnotes" | "doc-backlink":
            return " "
        case "a", "doc-noteref":
            return f"⟦{inside}⟧"
        case "a", _:
            return inside + link_end(str(tag.get("href")))
        case "img", _:
            return f"⟪{tag.get('alt')}⟫ "
        case "td" | "th", _:
            return f"{inside} │ "
        case "tr", _:
            return f"{inside}┃ "
        case "ol", _:
            numbers = count(int(tag.get("start") or 1))
            return " ".join(f"{next(numbers)}. {_tag(item)}" for item in tag)
        case name, _:
            return inside if name in _INLINE_TAGS else f" {inside} "


# ── Plain text ───────────────────────────────────────────────────────────────


def seen_in_text(data: bytes) -> Seen:
    """What the lines say, where no word of the document looks like a mark of this format."""
    body, _, notes = data.decode().partition("\n\nNotes\n\n")
    texts = re.split(r"^\[(\d+)\] ", notes, flags=re.MULTILINE)[1:]
    numbered = zip(map(int, texts[::2]), map(_lines, texts[1::2]), strict=True)
    return Seen(_lines(body), tuple(numbered))


def in_letters(document: Document) -> Document:
    """A document in words of letters, and tables of two columns at least: plain text has no marks but signs."""

    def inlines(content: Inlines) -> Inlines:
        return tuple(
            replace(node, text=_letters(node.text)) if isinstance(node, Text | Code) else node for node in content
        )

    def elements(children: Elements) -> Elements:
        return tuple(_in_letters(element) for element in children)

    return replace(document, children=rewrite(document.children, inlines=inlines, elements=elements))


def _letters(text: str) -> str:
    return re.sub(r"\S+", lambda word: "".join(filter(str.isalpha, word[0])) or "x", text)


def _in_letters(element: Element) -> Element:
    match element:
        case CodeBlock():
            return replace(element, text=_letters(element.text))
        case Figure():
            return replace(element, alt=_letters(element.alt), caption=_letters(element.caption))
        case Callout():
            return replace(element, title=_letters(element.title))
        case Table(header=(only,)):
            rows = tuple((*row, ()) for row in element.rows)
            return replace(element, header=(only, (Text("x"),)), rows=rows, alignments=(*element.alignments, None))
        case _:
            return element


def _lines(text: str) -> str:
    return one_line(" ".join(map(_line, text.split("\n"))))


def _line(line: str) -> str:
    words = re.sub(r"^ *(?:- |\* \* \*$)", "", line)
    words = re.sub(r"\[(\d+)\]", r"⟦\1⟧", words)
    words = re.sub(r"\[(.+?)\]", r"⟪\1⟫", words)
    words = re.sub(r" \((https?:\S+?|\S+@\S+?)\)", lambda match: link_end(match[1]), words)
    return table_rows([re.split(r" ?\| ?", words)]) if "|" in words else words


# ── Word ─────────────────────────────────────────────────────────────────────

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class Level(NamedTuple):
    """How a level of a list is numbered."""

    form: str
    text: str
    start: int


@dataclass
class Word:
    """A part of a DOCX being read: where its links lead, how its lists are numbered and how far they are."""

    links: dict[str, str]
    levels: dict[tuple[str, int], Level]
    styles: dict[str, Tag | None]
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)


def seen_in_docx(data: bytes) -> Seen:
    """What stands in the body and in the footnotes, with the numbers that Word gives to lists."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: lxml.etree.fromstring(archive.read(name)) for name in archive.namelist() if _is_xml(name)}
    body = _words(parts["word/document.xml"], _word(parts, "document"))
    word = _word(parts, "footnotes")
    notes = parts["word/footnotes.xml"].findall(f"{_W}footnote") if "word/footnotes.xml" in parts else []
    texts = ((int(_value(note, "id")), one_line(_words(note, word))) for note in notes)
    return Seen(one_line(body), tuple((number, text) for number, text in texts if number > 0))


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _value(tag: Tag | None, name: str = "val") -> str:
    return "" if tag is None else str(tag.get(_W + name) or "")


def _word(parts: dict[str, Tag], name: str) -> Word:
    relations = parts.get(f"word/_rels/{name}.xml.rels")
    links = {} if relations is None else {str(tag.get("Id")): str(tag.get("Target")) for tag in relations}
    styles = parts["word/styles.xml"].findall(f"{_W}style")
    numbered = {_value(style, "styleId"): style.find(f"{_W}pPr/{_W}numPr") for style in styles}
    numbering = parts.get("word/numbering.xml")
    return Word(links, {} if numbering is None else _levels(numbering), numbered)


def _levels(numbering: Tag) -> dict[tuple[str, int], Level]:
    levels = {}
    abstract = {_value(tag, "abstractNumId"): tag for tag in numbering.findall(f"{_W}abstractNum")}
    for number in numbering.findall(f"{_W}num"):
        starts = {_value(tag, "ilvl"): tag.find(f"{_W}startOverride") for tag in number.findall(f"{_W}lvlOverride")}
        for level in abstract[_value(number.find(f"{_W}abstractNumId"))].findall(f"{_W}lvl"):
            place = _value(level, "ilvl")
            start = _value(starts.get(place)) or _value(level.find(f"{_W}start")) or "1"
            form, text = _value(level.find(f"{_W}numFmt")), _value(level.find(f"{_W}lvlText"))
            levels[_value(number, "numId"), int(place)] = Level(form, text, int(start))
    return levels


def _words(tag: Tag, word: Word) -> str:  # noqa: PLR0911 (one case a kind of tag)
    match tag.tag.removeprefix(_W):
        case "t":
            return re.sub("[\u200e\u200f]", "", tag.text or "")  # marks of direction are not seen
        case "br" | "cr" | "tab":
            return " "
        case "footnoteReference":
            return f"⟦{_value(tag, 'id')}⟧"
        case "hyperlink":
            target = word.links.get(str(tag.get(f"{_R}id")), "#")
            return _all_words(tag, word) + link_end(target)
        case "p":
            return f" {_marker(tag, word)}{_all_words(tag, word)} "
        case "tc":
            return f"{_all_words(tag, word)} │ "
        case "tr":
            return f"{_all_words(tag, word)}┃ "
        case name if name == _PICTURE:
            return f"⟪{tag.get('descr')}⟫"
        case "pPr" | "instrText" | "delText":
            return ""
        case _:
            return _all_words(tag, word)


def _all_words(tag: Tag, word: Word) -> str:
    return "".join(_words(child, word) for child in tag.iterchildren("*"))


def _marker(paragraph: Tag, word: Word) -> str:
    """The number that Word puts before a paragraph."""
    style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    own = paragraph.find(f"{_W}pPr/{_W}numPr")
    properties = word.styles.get(style) if own is None else own
    if properties is None:
        return ""
    number, place = _value(properties.find(f"{_W}numId")), int(_value(properties.find(f"{_W}ilvl")) or 0)
    level = word.levels.get((number, place))
    if level is None or level.form in {"bullet", "none"}:
        return ""
    word.numbers = {key: met for key, met in word.numbers.items() if key[0] != number or key[1] <= place}
    met = word.numbers.get((number, place), level.start - 1) + 1
    word.numbers[number, place] = met
    return level.text.replace(f"%{place + 1}", str(met)) + " "
