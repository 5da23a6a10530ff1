"""Spreadsheets (`.xlsx`) that a body sends, as lines and tables: a table a sheet, its name as a heading.

The bounded reading of packages is that of Word files. A reader of ours is small, keeps cells as sparse as the file
does (one in row 1 and one in row 1,048,576 are two cells), and knows no entities.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.formats.docx.opening import RefusedError
from briefwright.formats.docx.parts import open_package
from briefwright.formats.lines import BOX, LONGEST, ROOM, Cell, Line, Read, Room, Table, with_rooms
from briefwright.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.formats.docx.parts import Part

_MAIN = re.compile(r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.(sheet|template)\.main\+xml")
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_CELLS = 200_000
"""Of all sheets together, and of those that are shown: a cell far off makes all between it and the first."""
_MOST_COLUMN = 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_BOXES = str.maketrans(dict.fromkeys("□▢☑☒◻", BOX))


class Span(NamedTuple):
    """Cells that are merged into the first of them."""

    top: int
    left: int
    bottom: int
    right: int


def read_workbook(data: bytes, path: str) -> Read:
    """The sheets of a workbook; raises RefusedError where they cannot be had, and nothing else."""
    main = open_package(data, _MAIN)
    strings = main.related("sharedStrings")
    shared = [] if strings is None else [_words(item) for item in strings.root.iter(f"{_S}si")]
    content: list[Line | Table] = []
    left = _MOST_CELLS
    sheets = [each for each in main.root.iter(f"{_S}sheet") if each.get("state", "visible") == "visible"]
    for sheet in sheets:
        if sheet.get(_ID) in main.relations:
            name = f"{path} [{sheet.get('name', '')}]"
            read = _Sheet(main.with_id(sheet.get(_ID)), shared, name, left)
            table, left = read.table(), read.left
            if table.rows:
                level = 2 if len(sheets) > 1 else 0
                content += [Line(sheet.get("name", ""), Position(name), level=level)] if level else []
                content.append(table)
    return Read("", tuple(content))


class _Sheet:
    """A sheet that is being read."""

    def __init__(self, part: Part, shared: Sequence[str], path: str, left: int) -> None:
        self.root, self.shared, self.path, self.left = part.root, shared, path, left
        self.texts = dict(self._cells())
        self.rows = {row for (row, _), text in self.texts.items() if text.strip()}
        self.first = min((row for row, _ in self.texts), default=0)
        spans = (_span(each.get("ref", "")) for each in self.root.iter(f"{_S}mergeCell"))
        self.spans = {(span.top, span.left): span for span in spans if span}

    def table(self) -> Table:
        """The cells, and those beside texts that are there to be filled: a row reaches as far as any of the sheet."""
        filled = sorted(self.rows)
        columns = self._columns()
        self._take(len(filled) * len(columns))
        covered = self._covered(filled, columns)
        rows = (tuple(self._row(row, columns, covered)) for row in filled)
        return Table(tuple(row for row in rows if row))

    def _covered(self, filled: Sequence[int], columns: Sequence[int]) -> set[tuple[int, int]]:
        """The cells that are merged into others."""
        covered: set[tuple[int, int]] = set()
        for span in self.spans.values():
            if span.top in self.rows and (span.bottom - span.top) < 1000:  # noqa: PLR2004 (a form is no longer)
                rows = filled[bisect_left(filled, span.top) : bisect_right(filled, span.bottom)]
                across = columns[bisect_left(columns, span.left) : bisect_right(columns, span.right)]
                self._take(len(rows) * len(across))
                covered |= {(row, column) for row in rows for column in across}
                covered.discard((span.top, span.left))
        return covered

    def _take(self, cells: int) -> None:
        """Count cells; refuses more than a form has, which would only keep us busy."""
        self.left -= cells
        if self.left < 0:
            raise RefusedError(f"its sheets have more than {_MOST_CELLS} cells", "delete the sheets that ask nothing")

    def _row(self, row: int, columns: Sequence[int], covered: set[tuple[int, int]]) -> Iterator[Cell]:
        for column in columns:
            if (row, column) in covered:
                continue
            span = self.spans.get((row, column))
            width = 1 if span is None else bisect_right(columns, span.right) - bisect_left(columns, column)
            if width == len(columns) or self._is_title(row, column, columns):
                yield self._cell(row, column)._replace(columns=len(columns))
                return
            rows = 1 if span is None else span.bottom - span.top + 1
            yield self._cell(row, column)._replace(columns=width, rows=rows)

    def _is_title(self, row: int, column: int, columns: Sequence[int]) -> bool:
        """Whether a text stands in the first column of a row that no other row's room reaches into: a title."""
        return (
            column == columns[0]
            and row == self.first
            and not any(self.texts.get((row, each), "").strip() for each in columns[1:])
        )

    def _columns(self) -> list[int]:
        """The columns that hold a text, or are drawn as cells to fill, in any row."""
        return sorted({column for _, column in self.texts})[:200]

    def _cell(self, row: int, column: int) -> Cell:
        text = with_rooms(self.texts.get((row, column), "").translate(_BOXES))
        position = Position(self.path, row, column)
        return Cell((Line(text, position, rooms=(Room(),) * text.count(ROOM)),), position, column)

    def _cells(self) -> Iterator[tuple[tuple[int, int], str]]:
        """The texts of cells that are not hidden, by row and column."""
        hidden = set(self._hidden_columns())
        for row in self.root.iter(f"{_S}row"):
            if row.get("hidden") in {"1", "true"}:
                continue
            for cell in row.iter(f"{_S}c"):
                self._take(1)
                found = _CELL.fullmatch(cell.get("r", ""))
                if found and (column := _column(found[1])) not in hidden:
                    yield (int(found[2]), column), self._text(cell)

    def _hidden_columns(self) -> Iterator[int]:
        hidden = (each for each in self.root.iter(f"{_S}col") if each.get("hidden") in {"1", "true"})
        spans = sorted((_figure(each.get("min")), _figure(each.get("max"))) for each in hidden)
        reached = 0
        for first, last in spans:
            yield from range(max(first, reached + 1), min(last, _MOST_COLUMN) + 1)
            reached = max(reached, last)

    def _text(self, cell: Any) -> str:
        if cell.get("t") == "inlineStr":
            return _words(cell)
        value = cell.find(f"{_S}v")
        said = "" if value is None else value.text or ""
        if cell.get("t") == "s":
            return self.shared[_figure(said)] if said.isdecimal() and _figure(said) < len(self.shared) else ""
        return said[:LONGEST]


def _words(element: Any) -> str:
    """The text of a string, without what is only there to be read aloud."""
    runs = (text for text in element.iter(f"{_S}t") if text.getparent().tag != f"{_S}rPh")
    return "".join(run.text or "" for run in runs)[:LONGEST]


def _figure(said: str | None) -> int:
    """A number of a workbook; one that is none, or that no workbook has, is larger than any."""
    return int(said) if said and re.fullmatch(r"\d{1,9}", said) else 10**9


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return min(number, _MOST_COLUMN)


def _span(reference: str) -> Span | None:
    first, _, last = reference.partition(":")
    start, end = _CELL.fullmatch(first), _CELL.fullmatch(last)
    if not start or not end:
        return None
    return Span(int(start[2]), _column(start[1]), int(end[2]), _column(end[1]))
