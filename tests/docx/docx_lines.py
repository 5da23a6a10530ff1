"""A document as Word holds it, line after line: what the tree says of each, and what pandoc reads of it.

Word has no containers: a list is paragraphs that carry numbers, a box is paragraphs with a border. So a document is
compared as its lines, each with what it is: a heading with its level; an item, how deep it stands and its marker; a
cell with its row and column. In its words, without spaces, stand ⟦notes⟧, ⟪alternative texts⟫ and, at the end of a
link, ⟨where it leads⟩, which within the document is the line that it leads to.

What pandoc cannot tell, and what is left out for it, on both sides:

==================================  ===================================================================================
quotations, what continues an item  pandoc takes any paragraph with an indent for a quotation, and none in a frame
boxes                               paragraphs with a border; pandoc knows none
bullets in a frame, below another   the marker is literal text (`numbering.py` says why), which pandoc cannot read
depth behind what continues an item pandoc counts it anew from the first of the items that stand together
empty paragraphs                    pandoc drops them
notes                               their words and links are compared, not their paragraphs
sides of columns                    pandoc reads them; `test_docx_reading_back.py` compares them in a table of its own
==================================  ===================================================================================
"""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import pypandoc

from briefwright.document import (
    Break,
    Callout,
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
    Quote,
    Recommendation,
    Span,
    Table,
    Text,
    numbered_identifier,
)
from briefwright.formats.docx.pen import is_letterhead
from briefwright.pictures import read_picture
from briefwright.walking import below, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefwright.document import Document, Element, Elements, Inlines, Node
    from briefwright.formats.docx import HouseStyle

_PARTS = {"cover": "cover-line", "summary": "summary", "references": "reference", "question": "question"}


class Line(NamedTuple):
    """A paragraph: what it is, and its words."""

    kind: str
    words: str


class Place(NamedTuple):
    """Where lines stand: the roles of paragraphs and items, how many lists are around them."""

    role: str = "body"
    list_role: str = "list"
    level: int = 0


def _tight(text: str) -> str:
    return re.sub("[\\s\u200e\u200f]", "", text)


def _counted_anew(lines: list[Line]) -> list[Line]:
    """The lines, the depth of items counted from the first of those that stand together, as pandoc does."""
    counted: list[Line] = []
    levels: list[int] = []
    for line in lines:
        found = re.fullmatch(r"item (\d+) (.*)", line.kind)
        if not found:
            levels.clear()
            counted.append(line)
            continue
        level = int(found[1])
        levels = [*(each for each in levels if each < level), level]
        counted.append(line._replace(kind=f"item {len(levels) - 1} {found[2]}"))
    return counted


def _settled(lines: Iterable[Line], anchors: dict[str, int]) -> list[Line]:
    """The lines that are seen, with the line that a link leads to in place of its identifier."""
    whole = list(lines)

    def led(found: re.Match[str]) -> str:
        return f"⟨#{re.sub('[⟨⟦].*', '', whole[anchors[found[1]]].words)}⟩" if found[1] in anchors else ""

    settled = (Line(line.kind, re.sub("⟨#([^⟩]*)⟩", led, line.words)) for line in whole)
    return [line for line in settled if line.words or line.kind != "text"]


# ── The tree ─────────────────────────────────────────────────────────────────


def lines_held(document: Document, house: HouseStyle) -> list[Line]:
    """The lines that the tree says a Word file in that house style has."""
    holder = _Holder(document, house)
    return _counted_anew(_settled(holder.lines(document.children, Place()), holder.anchors))


class _Holder:
    """A tree being read line by line; ``anchors`` are the lines that links may lead to."""

    def __init__(self, document: Document, house: HouseStyle) -> None:
        self.framed, self.pages, self.images = house.styles.framed, document.pages, document.images
        self.kinds = house.styles.ids
        self.letter = any(map(is_letterhead, document.children))
        self.anchors: dict[str, int] = {}
        self.count = 0

    def line(self, kind: str, content: Inlines, *identifiers: str) -> Line:
        """A line, to which these identifiers and those of its notes lead."""
        notes = (node.number for node in walk(content) if isinstance(node, Note))
        for identifier in (*identifiers, *(numbered_identifier("note", number) for number in notes)):
            self.anchors.setdefault(identifier, self.count)
        self.count += 1
        return Line(kind, _tight("".join(map(_words, content))))

    def lines(self, children: Elements, place: Place) -> Iterator[Line]:
        for child in children:
            yield from self.element(child, place)

    def element(self, node: Element, place: Place) -> Iterator[Line]:  # noqa: C901, PLR0912 (one case a kind)
        match node:
            case Paragraph(number=int(number)):
                yield self.line(f"item 0 {number}.", node.content, numbered_identifier("paragraph", number))
            case Paragraph((Emphasis(),)) if place.role == "cover-line":
                yield self.line("subtitle", node.content)
            case Paragraph():
                yield self.line("text", node.content)
            case Heading():
                yield self.line(self.heading(node, place), node.content, node.identifier)
            case List():
                yield from self.list(node, place)
            case Quote():
                closed = place.role in self.framed or place.role == "quote"
                yield from self.lines(node.children, place if closed else Place("quote", "quote", place.level))
            case CodeBlock():
                yield self.line("text", (Text(node.text),))
            case Table():
                yield from self.table(node)
            case Figure():
                is_shown = read_picture(self.images.get(node.source, b"")) is not None
                yield self.line("text", (Text(f"⟪{node.alt}⟫" if is_shown else node.alt),))
                yield self.line("text", (Text(node.caption),), numbered_identifier("figure", node.number))
            case Callout():
                yield self.line("text", (Text(node.title),), node.identifier)
                yield from self.lines(node.children, self.boxed(node.kind, place))
            case Recommendation():
                self.anchors.setdefault(numbered_identifier("recommendation", node.number), self.count)
                inner = Place("recommendation", "recommendation-list")
                yield from self.lines(node.children, place if place.role in self.framed else inner)
            case Part("contents", (*_, List())):
                yield from self.contents(node.children)
            case Part():
                role = "letterhead" if is_letterhead(node) else _PARTS.get(node.kind, "body")
                yield from self.lines(node.children, Place(role))
            case Only():
                yield from self.lines(node.children, place)
            case Break():
                pass

    def heading(self, node: Heading, place: Place) -> str:
        if place.role in self.framed:
            return "text"
        return "title" if node.level == 1 else f"heading {min(node.level - 1 + self.letter, 5)}"

    def boxed(self, kind: str, place: Place) -> Place:
        if place.role not in self.framed:
            kind = kind if kind in self.kinds else "case-study"
            return Place(kind, f"{kind}-list")
        return place if place.role.startswith("inner-box") else Place("inner-box", "inner-box-list")

    def list(self, node: List, place: Place) -> Iterator[Line]:
        unread = place.list_role in self.framed and place.level > 0
        bullet = "?" if unread else "•"
        inner = Place(place.list_role, place.list_role, place.level + 1)
        for number, item in enumerate(node.items, start=node.start):
            marker = f"item {place.level} {f'{number}.' if node.ordered else bullet}"
            first = item[0].content if item and isinstance(item[0], Paragraph) else ()
            yield self.line(marker, first)
            yield from self.lines(item[1:] if item and isinstance(item[0], Paragraph) else item, inner)

    def table(self, node: Table) -> Iterator[Line]:
        for row, cells in enumerate((node.header, *node.rows)):
            for column, cell in enumerate(cells):
                yield self.line(f"cell {row}.{column}", cell)

    def contents(self, children: Elements) -> Iterator[Line]:
        for node in walk(children):
            if isinstance(node, Heading):
                yield self.line("text", node.content, node.identifier)
            elif isinstance(node, Paragraph):
                (link,) = node.content
                assert isinstance(link, Link)
                page = self.pages.get(link.target[1:])
                behind = Text("") if page is None else Link((Text(str(page)),), link.target)
                yield self.line("text", (Link((*link.content, behind), link.target),))


def _words(node: Node) -> str:
    inner = "".join(map(_words, below(node)))
    match node:
        case Text() | Code() | CodeBlock():
            return node.text
        case Note():
            return f"⟦{inner}⟧"
        case Link():
            return f"{inner}⟨{node.target}⟩"
        case LineBreak():
            return " "
        case Span() if "redact" in node.classes:
            return "█" * 8
        case _:
            return inner


# ── pandoc ───────────────────────────────────────────────────────────────────


def pandoc_tree(data: bytes, folder: Path) -> Any:
    """What pandoc reads of a Word file, as its JSON."""
    path = folder / "read.docx"
    path.write_bytes(data)
    ran = subprocess.run([pypandoc.get_pandoc_path(), path, "-t", "json"], capture_output=True, check=True)
    return json.loads(ran.stdout)


def lines_by_pandoc(data: bytes, folder: Path) -> list[Line]:
    """The lines that pandoc reads from a Word file."""
    tree = pandoc_tree(data, folder)
    reader = _Reader()
    front = [Line(name, reader.words(tree["meta"][name])) for name in ("title", "subtitle") if name in tree["meta"]]
    reader.lines += front
    reader.blocks(tree["blocks"], 0)
    return _settled(reader.lines, reader.anchors)


class _Reader:
    """Blocks of pandoc's being read line by line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.anchors: dict[str, int] = {}

    def put(self, kind: str, inlines: Any) -> None:
        words = self.words(inlines)
        self.lines.append(Line(kind, words))

    def blocks(self, blocks: list[Any], level: int) -> None:
        for block in blocks:
            self.block(block, level)

    def block(self, block: Any, level: int) -> None:  # noqa: C901 (one case a kind)
        match block:
            case {"t": "Para" | "Plain", "c": content}:
                self.put("text", content)
            case {"t": "Header", "c": [depth, [identifier, *_], content]}:
                self.anchors.setdefault(identifier, len(self.lines))
                self.put(f"heading {depth}", content)
            case {"t": "BulletList", "c": items}:
                self.items(items, level, ["•"] * len(items))
            case {"t": "OrderedList", "c": [[start, {"t": style}, _], items]}:
                numbers = [f"{start + place}." if style == "Decimal" else "?" for place in range(len(items))]
                self.items(items, level, numbers)
            case {"t": "CodeBlock", "c": [_, text]}:
                self.put("text", [{"t": "Str", "c": text}])
            case {"t": "BlockQuote", "c": inner} | {"t": "Div", "c": [_, inner]}:
                self.blocks(inner, level)
            case {"t": "Figure", "c": [_, [_, caption], inner]}:
                self.blocks([*inner, *caption], level)
            case {"t": "Table", "c": [_, _, _, [_, head], bodies, _]}:
                rows = [*head, *(row for _, _, _, body in bodies for row in body)]
                for row, [_, cells] in enumerate(rows):
                    for column, cell in enumerate(cells):
                        self.put(f"cell {row}.{column}", cell[4])
            case _:
                message = f"a block that no Word file of ours holds: {block}"
                raise AssertionError(message)

    def items(self, items: list[Any], level: int, markers: list[str]) -> None:
        for item, marker in zip(items, markers, strict=True):
            here = len(self.lines)
            is_list = bool(item) and item[0]["t"] in {"BulletList", "OrderedList"}
            if not item:
                self.put(f"item {level} {marker}", [])
            self.blocks(item, level + 1)
            if item and not is_list:
                self.lines[here] = Line(f"item {level} {marker}", self.lines[here].words)

    def words(self, node: Any) -> str:
        return _tight(self._words(node))

    def _words(self, node: Any) -> str:  # noqa: PLR0911 (one case a kind of node)
        match node:
            case {"t": "Str", "c": str(text)}:
                return text
            case {"t": "Code" | "CodeBlock", "c": [_, str(text)]}:
                return text
            case {"t": "Note", "c": children}:
                return f"⟦{self._words(children)}⟧"
            case {"t": "Image", "c": [_, alt, _]}:
                return f"⟪{self._words(alt)}⟫"
            case {"t": "Span", "c": [[identifier, *_], children]}:
                self.anchors.setdefault(identifier, len(self.lines))
                return self._words(children)
            case {"t": "Link", "c": [_, children, [target, _]]}:
                return f"{self._words(children)}⟨{target}⟩"
            case {"t": "Quoted", "c": [{"t": kind}, children]}:
                left, right = ("“", "”") if kind == "DoubleQuote" else ("‘", "’")
                return left + self._words(children) + right
            case {"c": children}:
                return self._words(children)
            case list():
                return "".join(map(self._words, node))
            case _:
                return ""
