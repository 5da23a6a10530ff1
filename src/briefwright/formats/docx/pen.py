"""What a writer holds while it goes through a document, and the paragraphs that it puts down."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from briefwright.document import (
    Figure,
    Heading,
    Link,
    Note,
    Part,
    Span,
    direction,
    identifier_of,
)
from briefwright.formats.docx.directions import directed, has_only_latin
from briefwright.formats.docx.markup import TEXT, Look, escape
from briefwright.formats.docx.numbering import DEEPEST, STEP, Numbering, number_properties
from briefwright.formats.docx.package import Relations
from briefwright.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.document import Document, Element, Elements, Inlines
    from briefwright.formats.docx.house_style import HouseStyle

_LONGEST_BOOKMARK = 36
_TAB = "<w:r><w:tab/></w:r>"
_TOLD = frozenset({"note", "endnote", "reference"})
"""Where works are named."""
_MARK_PROPERTIES = r'<w:rPr><w:rStyle w:val="[^"]*"/></w:rPr>'
_NOTE_MARK = "<w:(?:foot|end)noteReference"
_MARKS_IN_A_ROW = re.compile(
    rf"(?<=<w:r>)({_MARK_PROPERTIES})({_NOTE_MARK} [^>]*></w:r>(?:<w:bookmarkEnd [^>]*>)?)"
    rf"(?=(?:<w:bookmarkStart [^>]*>)?<w:r>{_MARK_PROPERTIES}{_NOTE_MARK})"
)
"""The mark of a note right before another's."""


class Place(NamedTuple):
    """Where in the document something stands, as far as its look depends on it.

    ``role`` is that of paragraphs, ``list_role`` that of list items, ``heading`` and ``strong`` what headings
    and strong words turn into here. ``edge`` is where a frame begins, ``indent`` how far in from there the
    text stands, in twentieths of a point; ``level`` counts the lists around it. What is to be kept with the
    next stays on its page.
    """

    role: str = "body"
    list_role: str = "list"
    heading: str = ""
    strong: str = ""
    edge: int = 0
    indent: int = 0
    level: int = 0
    tight: bool | None = None
    note: bool = False
    keep_next: bool = False

    def indented(self) -> Place:
        """A step further in."""
        return self._replace(indent=self.indent + STEP)


class Mark(NamedTuple):
    """The number that a paragraph carries: the list it counts in, and how far the text stands behind it."""

    num: int
    level: int = 0
    step: int = 0


@dataclass(slots=True)
class Pen:
    """A document being written: what it has in use so far, and how its words look unless they say otherwise."""

    document: Document
    house: HouseStyle
    look: Look
    numbering: Numbering
    bookmarks: dict[str, str]
    relations: Relations = field(default_factory=Relations)
    note_relations: Relations = field(default_factory=Relations)
    marked: list[Note] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    written_bookmarks: set[str] = field(default_factory=set)
    drawings: int = 0
    in_note: bool = False
    framed: bool = False
    letter: bool = False
    heading: str = ""

    @property
    def note_kind(self) -> str:
        """What Word calls a note of this document."""
        return "endnote" if self.house.endnotes else "footnote"

    @property
    def note_role(self) -> str:
        """The role of the text of notes; that of their marks begins with it."""
        return "endnote" if self.house.endnotes else "note"

    @property
    def here(self) -> Relations:
        """The relationships of the part that is being written."""
        return self.note_relations if self.in_note else self.relations

    def id_of(self, role: str) -> str:
        """The style of a role; no style for no role."""
        return self.house.styles.ids[role] if role else ""

    def is_framed(self, role: str) -> bool:
        """Whether paragraphs of that role have a border or a ground."""
        return role in self.house.styles.framed


def new_pen(document: Document, house: HouseStyle) -> Pen:
    """A pen for a document."""
    return Pen(
        document,
        house,
        Look(right_to_left=document.direction == "rtl", no_bold=not house.bold, no_italic=not house.italic),
        Numbering(
            house.numbers.next_abstract,
            house.numbers.next_num,
            house.styles.number_indent,
            right_to_left=document.direction == "rtl",
        ),
        _bookmarks(document.children),
        letter=any(is_letterhead(element) for element in document.children),
    )


def bookmarks(document: Document) -> dict[str, str]:
    """The bookmark of each heading that has an identifier, by that identifier."""
    headings = {node.identifier for node in walk(document.children) if isinstance(node, Heading)}
    return {identifier: name for identifier, name in _bookmarks(document.children).items() if identifier in headings}


def _bookmarks(children: Elements) -> dict[str, str]:
    """A name that Word allows for each heading, and all else that a link leads to; links to others lead nowhere."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    last: Counter[str] = Counter()
    linked = {node.target[1:] for node in walk(children) if isinstance(node, Link) and node.target[:1] == "#"}
    for identifier in _identifiers(children, linked):
        wanted = name = "_" + re.sub(r"\W", "_", identifier)[:_LONGEST_BOOKMARK]
        shortened = wanted[: _LONGEST_BOOKMARK - 4]
        while name.casefold() in taken:
            last[shortened.casefold()] += 1
            name = f"{shortened}_{last[shortened.casefold()] + 1}"
        taken.add(name.casefold())
        names[identifier] = name
    return names


def _identifiers(children: Elements, linked: set[str]) -> Iterator[str]:
    """The identifiers of headings and figures, each once, and those of all else that links lead to."""
    seen: set[str] = set()
    for node in walk(children):
        identifier = identifier_of(node)
        if identifier and identifier not in seen and (identifier in linked or isinstance(node, Heading | Figure)):
            seen.add(identifier)
            yield identifier


def has_title(children: Elements) -> bool:
    """Whether the title of the document stands here."""
    for element in children:
        match element:
            case Heading(level=1):
                return True
            case Part() if has_title(element.children):
                return True
            case _:
                pass
    return False


def is_letterhead(element: Element) -> bool:
    """Whether this is a cover without a title: a letter has its subject in a line of its own."""
    return isinstance(element, Part) and element.kind == "cover" and not has_title(element.children)


def bookmarked(identifier: str, runs: str, pen: Pen) -> str:
    """Runs with the bookmark that links to them need, if any do; the first of a name has it."""
    name = pen.bookmarks.get(identifier)
    if name is None or name in pen.written_bookmarks:
        return runs
    number = len(pen.written_bookmarks)
    pen.written_bookmarks.add(name)
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>'
    return f'{start}{runs}<w:bookmarkEnd w:id="{number}"/>'


def number_bookmarked(identifier: str, written: str, pen: Pen) -> str:
    """Paragraphs of which the first run that says the number of a recommendation has it in a bookmark of its own."""
    if identifier not in pen.bookmarks:
        return written
    number = identifier.rpartition("-")[2]

    def split(found: re.Match[str]) -> str:
        properties, before, after = found.groups()
        pieces = [f"<w:r>{properties}{TEXT}{words}</w:t></w:r>" if words else "" for words in (before, number, after)]
        return pieces[0] + bookmarked(identifier, pieces[1], pen) + pieces[2]

    run = rf"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|){TEXT}([^<]*?)(?<!\d){number}(?!\d)([^<]*)</w:t></w:r>"
    return re.sub(run, split, written, count=1)


def turned(content: Inlines) -> bool | None:
    """The direction of a paragraph that is wholly in another language; None for all others."""
    match content:
        case (Span(language=str(language)),):
            return direction(language) == "rtl"
        case _:
            return None


# ── Paragraphs ───────────────────────────────────────────────────────────────


def paragraph(  # noqa: PLR0913 (each stands for one child of w:pPr)
    pen: Pen,
    place: Place,
    runs: str,
    role: str = "",
    *,
    mark: Mark | None = None,
    keep_next: bool = False,
    right_to_left: bool | None = None,
    side: str | None = None,
    spacing: str = "",
    indent: str = "",
    outline: str = "",
) -> str:
    """A paragraph in the style of its role, the children of its `w:pPr` in the order of the schema."""
    role = role or place.role
    pen.framed = pen.is_framed(role)
    hanging_tab = _TAB if pen.framed and place.indent and mark is None else ""
    is_turned, side = _side_to_side(pen, role, side, asked=right_to_left, hangs=mark is not None, runs=runs)
    words = directed(_spaced_marks(runs), right_to_left=is_turned, bold_for_italic=not pen.look.no_bold)
    properties = "".join(
        (
            f'<w:pStyle w:val="{escape(pen.id_of(role))}"/>',
            "<w:keepNext/>" if keep_next or place.keep_next else "",
            number_properties(mark.num, min(mark.level, DEEPEST)) if mark else "",
            "<w:bidi/>" if is_turned else "",
            spacing,
            indent or _indent(pen, place, role, mark),
            _contextual_spacing(place),
            f'<w:jc w:val="{side}"/>' if side else "",
            outline,
        )
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{hanging_tab}{words}</w:p>"


def _side_to_side(
    pen: Pen, role: str, side: str | None, *, asked: bool | None, hangs: bool, runs: str
) -> tuple[bool, str | None]:
    """The direction of a paragraph, and the side that its lines begin at, where that is not where it begins.

    What has a number or a frame keeps to the direction of the document, so that numbers stand in a column and
    frames are one. A work that is named in Latin letters runs as they do.
    """
    ours = pen.look.right_to_left
    if asked is None:
        return (ours and not (role in _TOLD and has_only_latin(runs))), side
    if asked != ours and role != "code" and (hangs or pen.is_framed(role)):
        return ours, side or (None if hangs else "right")
    return asked, side


def _spaced_marks(runs: str) -> str:
    """The runs, with a small space behind the mark of a note that another follows: 1 and 5 are not 15."""
    if "noteReference" not in runs:
        return runs
    return _MARKS_IN_A_ROW.sub("\\1\\2<w:r>\\1<w:t>\u00a0</w:t></w:r>", runs)


def _indent(pen: Pen, place: Place, role: str, mark: Mark | None) -> str:
    """`w:ind`, where the style or the list does not say it already.

    All paragraphs of a frame hang from its edge: Word would draw a box of its own around one that does not.
    """
    step = mark.step if mark else 0
    inward = place.indent + step
    if not (place.edge or inward) or _is_indented_by_list(pen, place, role, mark):
        return ""
    base = 0 if role == "list" else pen.house.styles.left.get(role, 0)
    farthest = pen.house.text_width * 2 // 3
    left = min(base + place.edge + inward, farthest)
    hanging = min(inward, left) if pen.is_framed(role) else step
    first_line = f'w:hanging="{hanging}"' if hanging else 'w:firstLine="0"'
    return f'<w:ind w:left="{left}" {first_line}/>'


def _is_indented_by_list(pen: Pen, place: Place, role: str, mark: Mark | None) -> bool:
    plain_list = role == "list" and mark is not None and not place.edge and not pen.is_framed(role)
    return plain_list and place.indent == place.level * STEP and place.level <= DEEPEST


def _contextual_spacing(place: Place) -> str:
    if place.tight is None:
        return ""
    return "<w:contextualSpacing/>" if place.tight else '<w:contextualSpacing w:val="0"/>'


def gap(pen: Pen, runs: str = "", height: int | None = None) -> str:
    """A thin paragraph between what would else run together."""
    spacing = f'<w:spacing w:line="{height}" w:lineRule="exact"/>' if height else ""
    return paragraph(pen, Place(), runs, "gap", spacing=spacing)


def apart(pen: Pen, role: str) -> str:
    """What parts a frame from one that stands right before it."""
    return gap(pen) if pen.framed and pen.is_framed(role) else ""
