"""The tree: what a block becomes when it is parsed, and a document when it is composed.

Small and closed: twelve elements and ten inlines, frozen, with a position that takes
no part in equality. Each ``match`` over them ends in ``assert_never``, so a new node
is a type error wherever it is not yet handled.

Normal form (what the parser gives and the printer expects): neighbouring texts
with nothing between them are one `Text`, no `Text` is empty, soft line breaks are spaces,
emphasis holds no emphasis, and a paragraph neither begins nor ends with a line break.

A `Citation` and a `Placeholder` keep what the author wrote and carry, once composed,
what the reader sees in ``content``; writers show ``content`` alone.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from briefwright.problems import NOWHERE, Position

if TYPE_CHECKING:
    from collections.abc import Mapping

Alignment = Literal["left", "center", "right"] | None

CALLOUT_KINDS: tuple[str, ...] = ("case-study", "key-message", "example", "definition")
"""The boxes a block may hold: `::: case-study {title="…"}`."""
PART_KINDS: tuple[str, ...] = (
    "cover",
    "contents",
    "about",
    "summary",
    "body",
    "recommendations",
    "references",
    "annex",
    "matrix",
    "abbreviations",
    "signatories",
    "question",
)
"""The parts of a document, which layouts mark: `::: summary`. Profiles count by part."""


# ── Inlines ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as the reader sees them."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text, usually italic."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised text, usually bold."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text in a fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link: ``target`` is an absolute address, or ``#identifier`` of something in the document.

    In a block, `[](#cases/france)` refers to a block; composing gives it its words and identifier.
    """

    content: tuple[Inline, ...]
    target: str
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with a language (BCP 47), or with roles such as `quote`, `term`, `redact`, `small-caps`."""

    content: tuple[Inline, ...]
    classes: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note at this place of the text. ``number`` counts from 1 through the document once composed."""

    children: tuple[Element, ...]
    number: int = 0
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cite:
    """One work of a citation: `see @key, p. 3 and passim`. ``label`` is a CSL locator term (page, paragraph …)."""

    key: str
    prefix: str = ""
    label: str = ""
    locator: str = ""
    suffix: str = ""
    suppress_author: bool = False
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@key, p. 3; see -@other]`. ``content`` is what the citation style makes of it: a note, or text."""

    cites: tuple[Cite, ...]
    content: tuple[Inline, ...] = ()
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{{ expression }}`. ``content`` is the value, once filled."""

    expression: str
    content: tuple[Inline, ...] = ()
    position: Position = field(default=NOWHERE, compare=False, repr=False)


Inline = Text | Emphasis | Strong | Code | Link | LineBreak | Span | Note | Citation | Placeholder


# ── Elements ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``number`` where the document's paragraphs are numbered."""

    content: tuple[Inline, ...]
    number: int | None = None
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6. In a document, level 1 is its title and sections begin at level 2."""

    level: int
    content: tuple[Inline, ...]
    identifier: str = ""
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class List:
    """A list; ``start`` is the first number of an ordered one. Items of a tight list stand close together."""

    items: tuple[tuple[Element, ...], ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set off from the text."""

    children: tuple[Element, ...]
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Literal lines; ``text`` ends with a line feed unless it is empty."""

    text: str
    info: str = ""
    position: Position = field(default=NOWHERE, compare=False, repr=False)


Cell = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as ``alignments`` has members."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alignments: tuple[Alignment, ...]
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """An image on its own: path below `content/images/`, alternative text, caption.

    Once composed, one with a caption has a ``number``, and its caption says it.
    """

    source: str
    alt: str
    caption: str = ""
    number: int = 0
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Callout:
    """A box: a case study, a key message …, with a title that every format shows."""

    kind: str
    title: str
    children: tuple[Element, ...]
    identifier: str = ""
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Only:
    """Elements for some audiences alone; composing drops it or puts its children in its place."""

    audiences: tuple[str, ...]
    children: tuple[Element, ...]
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One ask: who must act, what to do, by when.

    Once composed it has a ``number``, and ``children`` hold all that the reader sees. ``basis`` are the
    references and blocks that it rests on.
    """

    to: str
    action: str
    by: str
    children: tuple[Element, ...]
    number: int = 0
    basis: tuple[str, ...] = ()
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document (cover, summary, annex …) by which lengths are counted."""

    kind: str
    children: tuple[Element, ...]
    position: Position = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Break:
    """A pause between paragraphs, or the start of a new page."""

    page: bool = False


Element = (
    Paragraph | Heading | List | Quote | CodeBlock | Table | Figure | Callout | Only | Recommendation | Part | Break
)


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words that writers need, in the document's language."""

    notes: str = "Notes"
    back: str = "Back to the text"
    skip: str = "Skip to the text"
    page: str = "Page"
    of: str = "of"
    draft: str = "Draft"
    table: str = "Table with the columns"


@dataclass(frozen=True, slots=True)
class Document:
    """A composed document: all that a writer sees.

    ``title`` stands in ``children`` too, where the layout puts it. ``modified`` is the moment that file
    properties carry (no clock is read). ``images`` holds the bytes of each `Figure`, by its source,
    and of the PNG that stands in for an SVG, by `briefwright.pictures.png_beside`.
    ``running_title`` stands at the head of pages. ``pages`` are the pages on which headings stand, by their
    identifiers, where a layout engine has told; no other page number is ever printed in a table of contents.
    """

    title: str
    language: str
    children: tuple[Element, ...]
    author: str = ""
    subject: str = ""
    date: datetime.date | None = None
    modified: datetime.datetime = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
    draft: bool = False
    labels: Labels = Labels()
    images: Mapping[str, bytes] = field(default_factory=dict)
    running_title: str = ""
    pages: Mapping[str, int] = field(default_factory=dict)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of the script that the language is written in."""
        return direction(self.language)


NUMBERED = ("paragraph", "recommendation", "figure", "note")
"""What a link within a document may lead to besides headings and boxes: `#paragraph-12`."""


def numbered_identifier(kind: str, number: int) -> str:
    """The identifier of a numbered paragraph, recommendation, figure or note."""
    return f"{kind}-{number}"


Node = Element | Inline
Elements = tuple[Element, ...]
Inlines = tuple[Inline, ...]


def identifier_of(node: Node) -> str:
    """By which a link leads to a node; empty where none can."""
    match node:
        case Heading() | Callout():
            return node.identifier
        case Paragraph(number=int(number)):
            return numbered_identifier("paragraph", number)
        case Recommendation(number=number) if number:
            return numbered_identifier("recommendation", number)
        case Figure(number=number) if number:
            return numbered_identifier("figure", number)
        case Note(number=number) if number:
            return numbered_identifier("note", number)
        case _:
            return ""


_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which a language (BCP 47) is written, by its language and script subtags."""
    subtags = language.lower().split("-")
    if {"arab", "hebr"} & set(subtags[1:]):
        return "rtl"
    return "rtl" if subtags[0] in _RIGHT_TO_LEFT and "latn" not in subtags else "ltr"


def is_language(tag: str) -> bool:
    """Whether a text has the form of a language tag (BCP 47); file names are made of it."""
    return re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) is not None
