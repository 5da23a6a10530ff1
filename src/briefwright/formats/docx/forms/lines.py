"""A body's own Word form as lines and tables: what its reader sees, and where each answer can go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefwright.formats.docx.forms import Place
from briefwright.formats.docx.forms.numbers import Numbers
from briefwright.formats.docx.forms.styles import Styles, heading_level, is_on
from briefwright.formats.docx.forms.words import Open, Order, Words, kind_of, room_of, words_in
from briefwright.formats.docx.inheriting import local, w
from briefwright.formats.docx.opening import RefusedError
from briefwright.formats.docx.parts import open_package
from briefwright.formats.lines import LONGEST, ROOM, Cell, Line, Read, Table
from briefwright.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefwright.formats.docx.parts import Part

_THROUGH = frozenset({"ins", "moveTo", "smartTag", "customXml", "sdtContent"})
_MOST_CELLS = 100_000
_MOST_CELLS_OF_ROW = 200
"""Word has 63 columns."""
_DEEPEST = 20
"""Tables within tables: forms have three or four."""
_LISTS_OF_CONTENTS = ("toc ", "table of figures")


def read_form(data: bytes, path: str) -> Read:
    """The lines of a Word file (`.docx`, `.dotx`); raises RefusedError where it cannot be had, and nothing else."""
    try:
        reading = _Reading(open_package(data), path)
        content = tuple(reading.block(reading.body))
    except RecursionError:
        raise RefusedError("its tables or content controls are nested too deeply") from None
    return Read(reading.title, content)


class _Reading:
    """A form that is being read: what has been counted so far, and the fields that are open."""

    def __init__(self, main: Part, path: str) -> None:
        self.path = path
        body = main.root.find(w("body"))
        if body is None:
            raise RefusedError("it has no text")
        self.body = body
        self.order = Order(main.root)
        self.depth = 0
        if sum(1 for _ in main.root.iter(w("tc"))) > _MOST_CELLS:
            raise RefusedError(f"its tables have more than {_MOST_CELLS} cells")
        styles, numbers = main.related("styles"), main.related("numbering")
        self.styles = Styles(styles.root if styles else None)
        self.numbers = Numbers(numbers.root if numbers else None)
        self.notes = dict(_notes(main))
        self.fields: list[Open] = []
        self.title = ""
        self.joined: list[Any] = []

    def block(self, parent: Any) -> Iterator[Line | Table]:
        """What stands in a body, a cell, a text box, or in a control around these."""
        for child in parent:
            match local(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield self._table(child)
                case "sdt":
                    yield from self._control(child)
                case name if name in _THROUGH:
                    yield from self.block(child)

    # ── Paragraphs ───────────────────────────────────────────────────────────

    def _paragraph(self, element: Any) -> Iterator[Line | Table]:
        properties = element.find(w("pPr"))
        if properties is not None and is_on(properties.find(w("rPr")), "del"):
            self.joined.append(element)  # its end is deleted: what is left of it begins the next
            return
        in_contents = any(each.kind == "TOC" for each in self.fields)
        words = Words(self.styles, self.order, self.fields)
        for each in (*self.joined, element):
            words.read(each)
        self.joined = []
        style = self.styles.of_paragraph(properties)
        if not in_contents and not style.name.startswith(_LISTS_OF_CONTENTS):
            yield self._line(element, words)
        for box in words.boxes:
            yield from self.block(box)

    def _line(self, element: Any, words: Words) -> Line:
        properties = element.find(w("pPr"))
        style = self.styles.of_paragraph(properties)
        numbered = self.numbers.next(properties, self.styles)
        text, rooms = words.finished()
        nth = self.order.of(element)
        if style.name == "title" and not self.title:
            self.title = " ".join(text.split())
        return Line(
            text.strip(" \n\t"),
            Position(self.path, nth + 1),
            numbered.number.strip() if numbered else "",
            1 if style.name == "title" else heading_level(properties, style),
            numbered.depth if numbered else 0,
            bool(words.bold) and all(bold or style.bold for bold in words.bold),
            rooms,
            " ".join(self.notes.get(each, "") for each in words.notes)[:LONGEST],
            Place("after", nth),
        )

    def _control(self, element: Any) -> Iterator[Line | Table]:
        """A control around paragraphs: a room, or nothing but a frame around what it holds."""
        content = element.find(w("sdtContent"))
        room = None if content is None or _has_more(content) else room_of(element, self.order, words_in(content))
        if content is None or (kind_of(element) == "docPartObj" and _is_contents(element)):
            return
        if room is None:
            yield from self.block(content)
            return
        paragraphs: list[Any] = list(content.iter(w("p")))
        nth = self.order.of(paragraphs[-1]) if paragraphs else None
        position = Position(self.path, self.order.of(paragraphs[0]) + 1 if paragraphs else 1)
        yield Line(ROOM, position, rooms=(room,), after=None if nth is None else Place("after", nth))

    # ── Tables ───────────────────────────────────────────────────────────────

    def _table(self, element: Any) -> Table:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise RefusedError(f"its tables are nested more than {_DEEPEST} deep")
        rows = [row for row in _inside(element, "tr") if not _is_deleted(row)]
        if any(len(row) > _MOST_CELLS_OF_ROW for row in rows):
            raise RefusedError(f"a row of its tables has more than {_MOST_CELLS_OF_ROW} cells")
        header = 0
        for row in rows:
            properties = row.find(w("trPr"))
            if is_on(properties, "tblHeader"):
                header += 1
            else:
                break
        table = Table(_with_spans([list(self._row(row)) for row in rows]), header)
        self.depth -= 1
        return table

    def _row(self, row: Any) -> Iterator[tuple[Cell, str]]:
        """The cells of a row, each with whether it belongs to the one above."""
        properties = row.find(w("trPr"))
        column = _number(properties, "gridBefore", 0)
        for element, control in _cells(row):
            own = element.find(w("tcPr"))
            columns = _number(own, "gridSpan", 1)
            merged = None if own is None else own.find(w("vMerge"))
            joined = "" if merged is None else merged.get(w("val"), "continue")
            beside = None if own is None else own.find(w("hMerge"))
            if beside is None or beside.get(w("val")) == "restart":
                yield self._cell(element, control, column, columns), joined
            column += columns

    def _cell(self, element: Any, control: Any, column: int, columns: int) -> Cell:
        nth = self.order.of(element)
        place = Place("cell", nth)
        first: list[Any] = list(element.iter(w("p")))[:1]
        position = Position(self.path, self.order.of(first[0]) + 1 if first else 1)
        room = None if control is None else room_of(control, self.order, words_in(element))
        if room is not None:
            after = Place("after", self.order.of(first[0])) if first else None
            return Cell((Line(ROOM, position, rooms=(room,), after=after),), position, column, columns, 1, place)
        return Cell(tuple(self.block(element)), position, column, columns, 1, place)


def _notes(main: Part) -> Iterator[tuple[str, str]]:
    """The texts of notes, by the kind of their marks and their ids."""
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        part = main.related(kind)
        for note in () if part is None else part.root.findall(w(tag)):
            yield f"{tag}Reference {note.get(w('id'), '')}", " ".join(words_in(note).split())[:LONGEST]


def _has_more(content: Any) -> bool:
    """Whether a control holds what is no answer: tables, other controls, or fields of an old form."""
    return any(next(content.iter(w(tag)), None) is not None for tag in ("tbl", "sdt", "ffData"))


def _is_contents(element: Any) -> bool:
    gallery = next(element.iter(w("docPartGallery")), None)
    return gallery is not None and "contents" in gallery.get(w("val"), "").lower()


def _is_deleted(row: Any) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and properties.find(w("del")) is not None


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, also those in controls around them."""
    for child in parent:
        if child.tag == w(tag):
            yield child
        elif child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            yield from () if content is None else _inside(content, tag)
        elif local(child) in _THROUGH:
            yield from _inside(child, tag)


def _cells(row: Any, control: Any = None) -> Iterator[tuple[Any, Any]]:
    """The cells of a row, each with the control around it alone, or None."""
    for child in row:
        if child.tag == w("tc"):
            yield child, control
        elif child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            alone = content is not None and len(content.findall(w("tc"))) == 1 and not _has_more(content)
            yield from () if content is None else _cells(content, child if alone else None)
        elif local(child) in _THROUGH:
            yield from _cells(child, control)


def _number(properties: Any, tag: str, otherwise: int) -> int:
    found = None if properties is None else properties.find(w(tag))
    said = "" if found is None else found.get(w("val"), "")
    return int(said) if said.isdecimal() and len(said) < 4 else otherwise  # noqa: PLR2004 (Word has 63 columns)


def _with_spans(rows: Iterable[list[tuple[Cell, str]]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows without the cells that belong to one above, which spans them."""
    made: list[list[Cell]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        made.append([])
        for cell, joined in row:
            above = open_cells.get(cell.column)
            if joined == "continue" and above is not None:
                where, index = above
                made[where][index] = made[where][index]._replace(rows=number - where + 1)
                continue
            open_cells.pop(cell.column, None)
            if joined == "restart":
                open_cells[cell.column] = (number, len(made[-1]))
            made[-1].append(cell)
    return tuple(map(tuple, made))
