"""Tables: the widths of columns, from the words that stand in them, and what holds the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefwright.formats.docx.inlines import inlines
from briefwright.formats.docx.markup import escape
from briefwright.formats.docx.pen import Place, gap, paragraph, turned
from briefwright.walking import plain

if TYPE_CHECKING:
    from briefwright.document import Cell, Table
    from briefwright.formats.docx.pen import Pen

_KEPT_WHOLE = 1600
_PADDING = 2
_NARROWEST = 3
_A_WORD = 24
_TWIPS_A_LETTER = 125
_AIR = 1.25


def column_widths(table: Table, width: int) -> list[int]:
    """How wide each column is: as its text asks, but never too narrow for its words.

    Together they are exactly ``width``, unless the words of a table fill less than half of it: stretched, the cells
    of a row would stand too far apart to be read as one.
    """
    columns = list(zip(*(map(plain, row) for row in (table.header, *table.rows)), strict=True))
    words = [_longest_word(column) for column in columns]
    whole = [max(word, _longest(column)) for word, column in zip(words, columns, strict=True)]
    room = width // _TWIPS_A_LETTER
    if sum(whole) * _AIR <= room / 2:
        return [int(letters * _AIR * _TWIPS_A_LETTER) for letters in whole]
    if sum(whole) <= room:
        return _shared(width, whole)
    if sum(words) > room:
        return _shared(width, words)
    asked = [max(word, _typical(column)) - word for word, column in zip(words, columns, strict=True)]
    least = [word * _TWIPS_A_LETTER for word in words]
    return [low + more for low, more in zip(least, _shared(width - sum(least), asked), strict=True)]


def _longest_word(column: tuple[str, ...]) -> int:
    longest = max((len(word) for text in column for word in text.split()), default=0)
    return min(max(longest, _NARROWEST), _A_WORD) + _PADDING


def _longest(column: tuple[str, ...]) -> int:
    return max(map(len, column)) + _PADDING


def _typical(column: tuple[str, ...]) -> int:
    """Between the mean length of a cell and the greatest one, so that one long cell does not take all the room."""
    lengths = [len(text) + _PADDING for text in column]
    return (sum(lengths) // len(lengths) + max(lengths)) // 2


def _shared(width: int, parts: list[int]) -> list[int]:
    """The width, shared in proportion; what rounding leaves goes to the widest."""
    total = sum(parts)
    shares = [width * part // total for part in parts]
    shares[shares.index(max(shares))] += width - sum(shares)
    return shares


def column_sides(table: Table, *, right_to_left: bool) -> list[str | None]:
    """The side of each column, as Word has it: left is where lines begin, also where that is the right.

    Figures stand below each other by their units, which are on the right in every script.
    """
    columns = list(zip(*(map(plain, row) for row in table.rows), strict=True)) or [()] * len(table.alignments)
    return [
        "left" if right_to_left and side == "right" and _has_figures(column) else side
        for side, column in zip(table.alignments, columns, strict=True)
    ]


def _has_figures(column: tuple[str, ...]) -> bool:
    """Whether the cells hold numbers and no words."""
    words = "".join(column)
    return any(map(str.isdigit, words)) and not any(map(str.isalpha, words))


def cell_side(side: str | None, right_to_left: bool, turned: bool | None) -> str | None:  # noqa: FBT001 (as it is asked)
    """The side of a cell, which keeps to its column even where it runs in the other direction."""
    if turned in {None, right_to_left}:
        return side
    return {"right": "left", "center": "center"}.get(side or "", "right")


def kept_rows(table: Table) -> list[bool]:
    """Which rows, the header first, stay on the page of the next: all of a short table.

    Of others the header, the first row and the last but one: none ends up alone.
    """
    rows = len(table.rows)
    is_short = sum(len(plain(cell)) for row in table.rows for cell in row) <= _KEPT_WHOLE
    return [row < rows and (is_short or row in {0, 1, rows - 1}) for row in range(rows + 1)]


def table_row(cells: list[str], widths: list[int], *, header: bool = False) -> str:
    """A row that does not break across pages; a header comes again on each."""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * header}</w:trPr>{written}</w:tr>"


def description(table: Table, label: str) -> str:
    """What a screen reader says of a table before it reads it: the heads of its columns."""
    heads = "; ".join(filter(None, (" ".join(plain(cell).split()) for cell in table.header)))
    return f"{label}: {heads}" if heads else ""


class Frame(NamedTuple):
    """What holds for a table as a whole: its style, how far in it stands, what a screen reader says of it."""

    style_id: str
    left: int
    caption: str
    description: str


def table(rows: str, widths: list[int], frame: Frame, *, right_to_left: bool) -> str:
    """`w:tbl`, the children of its properties in the order of the schema."""
    said = {"tblCaption": frame.caption, "tblDescription": frame.description}
    properties = (
        f'<w:tblStyle w:val="{escape(frame.style_id)}"/>{"<w:bidiVisual/>" * right_to_left}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{frame.left}" w:type="dxa"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        'w:noVBand="1"/>' + "".join(f'<w:{name} w:val="{escape(text)}"/>' for name, text in said.items() if text)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def written_table(element: Table, left: int, width: int, pen: Pen) -> str:
    """A table that begins at ``left``, at most ``width`` wide (both in twentieths of a point).

    A gap follows it: Word makes one table of two that touch.
    """
    if not element.alignments:
        return ""
    widths = column_widths(element, width)
    kept = kept_rows(element)
    header = table_row(_cells(element, element.header, "table-header", pen, kept=kept[0]), widths, header=True)
    rows = [
        table_row(_cells(element, row, "table-cell", pen, kept=keep), widths)
        for row, keep in zip(element.rows, kept[1:], strict=True)
    ]
    frame = Frame(pen.id_of("table"), left, pen.heading, description(element, pen.document.labels.table))
    return table(header + "".join(rows), widths, frame, right_to_left=pen.look.right_to_left) + gap(pen)


def _cells(element: Table, cells: tuple[Cell, ...], role: str, pen: Pen, *, kept: bool) -> list[str]:
    """The paragraphs of a row; a row that is kept stays on the page of the next."""
    place, look = Place(), pen.look
    return [
        paragraph(
            pen,
            place,
            inlines(cell, look, pen),
            role,
            side=cell_side(side, pen.look.right_to_left, turned(cell)),
            right_to_left=turned(cell),
            keep_next=kept,
        )
        for cell, side in zip(cells, column_sides(element, right_to_left=pen.look.right_to_left), strict=True)
    ]
