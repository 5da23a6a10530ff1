"""Tables of a form as entries: which cell asks, and which has room for the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefwright.consultations.questionnaires.columns import ANSWER_BESIDE, MOST_HEAD_WORDS, Role, own_column, role_of
from briefwright.consultations.questionnaires.entries import TABLE_LEVEL, Entry, entries_of_line
from briefwright.consultations.questionnaires.limits import find_limit, limit_of_column
from briefwright.consultations.questionnaires.numbers import clean, is_number, split_number
from briefwright.consultations.questionnaires.wording import ANSWER_LABEL, asks, asks_plainly, has_question_mark
from briefwright.formats.lines import BOX, Cell, Line, Room, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.formats.lines import Content
    from briefwright.workspace.values import Limit


def entries_of(content: Content, *, in_table: bool = False) -> Iterator[Entry]:
    """All of a file, or of a cell, as entries."""
    asked = False
    for each in content:
        if isinstance(each, Line):
            asked = asks(each.words) if each.words else asked
            yield from entries_of_line(each, in_table=in_table)
        else:
            yield from _Table(each, asked).entries()


@dataclass(slots=True)
class _Table:
    """A table that is being read row by row."""

    table: Table
    asked: bool = False  # whether the line before it asks
    roles: dict[int, Role] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)  # rows that have given their rooms to the row above

    def entries(self) -> Iterator[Entry]:
        rows = self.table.rows
        for number, row in enumerate(rows):
            if number not in self.used and row:
                below = rows[number + 1 :] if number == 0 else rows[number + 1 : number + 3]
                yield from self._row(row, below, number)
        if rows and rows[0]:
            yield Entry("end", rows[0][0].position)

    def _row(self, row: Sequence[Cell], below: Sequence[Sequence[Cell]], number: int) -> Iterator[Entry]:
        blanks = [cell for cell in row if is_blank(cell)]
        if number == 0 and _is_scale(row, below):
            self.used |= set(range(1, len(self.table.rows)))
            heads = tuple(words_of(cell) for cell in row[1:])
            yield Entry("choices", row[0].position, " ".join(heads), choices=heads, in_table=True)
        elif number == 0 and _has_corner(row, below):
            yield from self._under_corner(row, below)
        elif len(row) == 1:
            yield from _alone(row[0])
        elif len(blanks) == len(row):
            yield Entry("room", row[0].position, rooms=_rooms(row[0]), in_table=True)
        elif self._is_head(row, number):
            self._take_head(row)
        elif self.roles and "answer" in self.roles.values():
            yield from self._by_roles(row)
        elif blanks:
            yield from self._beside(row)
        else:
            yield from self._without_blanks(row, below, number)

    # ── Rows under heads ─────────────────────────────────────────────────────

    def _is_head(self, row: Sequence[Cell], number: int) -> bool:
        roles = [role_of(words_of(cell)) for cell in row]
        texts = [words_of(cell) for cell in row]
        if any(has_question_mark(text) or len(text.split()) > MOST_HEAD_WORDS for text in texts):
            return False
        known = sum(role is not None for role in roles)
        return ("answer" in roles and known > 1) or (number < max(self.table.header, 1) and known > 1)

    def _take_head(self, row: Sequence[Cell]) -> None:
        self.roles = {cell.column: role for cell in row if (role := role_of(words_of(cell)))}
        answers = [column for column, role in self.roles.items() if role == "answer"]
        self.heads = {cell.column: words_of(cell) for cell in row}
        for column in answers:
            if column != own_column({column: self.heads[column] for column in answers}):
                self.roles[column] = "note"

    def _by_roles(self, row: Sequence[Cell]) -> Iterator[Entry]:
        by_role: dict[Role | None, list[Cell]] = {}
        for cell in row:
            by_role.setdefault(self.roles.get(cell.column), []).append(cell)
        answers = by_role.get("answer", [])
        asked = [cell for cell in (by_role.get("question") or by_role.get(None, [])) if not is_blank(cell)]
        if not asked:
            asked = [cell for cell in by_role.get("note", []) if not is_blank(cell)][:1]
        if not asked:
            if answers and is_blank(answers[0]):
                yield Entry("room", answers[0].position, rooms=_rooms(answers[0]), in_table=True)
            return
        limit = self._limit(by_role.get("limit", []), answers)
        number = next((words_of(cell) for cell in by_role.get("number", [])), "")
        for entry in _asked(asked, answers[0] if answers else None, limit, number):
            asking = entry.kind == "text" and not entry.limit
            yield entry._replace(limit=self._limit_of_heads()) if asking else entry

    def _limit(self, cells: Sequence[Cell], answers: Sequence[Cell]) -> Limit | None:
        limits = (limit_of_column(self.heads.get(cell.column, ""), words_of(cell)) for cell in cells)
        said = find_limit(" ".join(words_of(cell) for cell in answers)) if answers else None
        return next(filter(None, (*limits, said)), None)

    def _limit_of_heads(self) -> Limit | None:
        heads = (
            find_limit(head) for column, head in self.heads.items() if self.roles.get(column) in {"answer", "question"}
        )
        return next(filter(None, heads), None)

    def _under_corner(self, row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> Iterator[Entry]:
        """A table whose first cell is blank since it heads the labels: of figures, or of rows with a room each."""
        if blank := _is_matrix(row, below):
            self.used |= set(range(1, len(self.table.rows)))
            yield from _of_matrix(row, below, blank)

    # ── Other rows ───────────────────────────────────────────────────────────

    def _beside(self, row: Sequence[Cell]) -> Iterator[Entry]:
        """Each blank cell answers what stands before it in its row."""
        asked: list[Cell] = []
        number, limit, given = "", None, False
        for cell in row:
            text = words_of(cell)
            if is_blank(cell):
                if len(asked) == 1 and ANSWER_BESIDE.fullmatch(words_of(asked[0])):
                    yield Entry("room", cell.position, rooms=_rooms(cell), limit=limit, in_table=True)
                    asked, number, limit, given = [], "", None, True
                elif asked:
                    yield from _asked(asked, cell, limit or self._behind(row, cell), number)
                    asked, number, limit, given = [], "", None, True
            elif asked and text.startswith(BOX):
                yield from _asked(asked, cell, limit, number)
                asked, number, limit = [], "", None
            elif is_number(text) and not asked:
                number = text
            elif asked and _is_limit(text):
                limit = find_limit(text)
            elif not (given and _is_limit(text)):
                asked.append(cell)
        if asked and not given:  # the blank cell came first
            yield from _asked(asked, next(cell for cell in row if is_blank(cell)), limit, number)

    def _behind(self, row: Sequence[Cell], blank: Cell) -> Limit | None:
        """The limit in a cell behind the room for an answer."""
        behind = [words_of(cell) for cell in row if cell.column > blank.column and not is_blank(cell)][:1]
        return find_limit(behind[0]) if behind and _is_limit(behind[0]) else None

    def _without_blanks(self, row: Sequence[Cell], below: Sequence[Sequence[Cell]], number: int) -> Iterator[Entry]:
        under = below[0] if below else ()
        if under and all(map(is_blank, under)):
            more = len(below) > 1 and below[1] and all(map(is_blank, below[1]))
            if (more or (self.asked and number == 0)) and not any(_is_asked(cell) for cell in row):
                self.used |= set(range(number + 1, len(self.table.rows)))
                yield Entry("room", row[0].position, in_table=True)  # a table of figures, for the question above
                return
            self.used.add(number + 1)
            if len(under) < len(row) and is_number(words_of(row[0])):
                yield from _asked(row[1:], under[0], None, words_of(row[0]))
                return
            for cell in row:
                yield _asking(cell, next((each for each in under if each.column == cell.column), None), None, "")
            return
        if number == 0 and (blank := _is_matrix(row, below)):
            self.used |= set(range(1, len(self.table.rows)))
            yield from _of_matrix(row, below, blank)
            return
        if is_number(words_of(row[0])) or _is_answered(row):
            cells = row[1:] if is_number(words_of(row[0])) else row
            own = words_of(row[0]) if len(cells) < len(row) else ""
            ticking = next((cell for cell in cells[1:] if BOX in words_of(cell)), None)
            limit = next((find_limit(words_of(cell)) for cell in cells[1:] if _is_limit(words_of(cell))), None)
            yield from _inside(cells[0], own, limit) if ticking is None else _asked(cells[:1], ticking, limit, own)
            return
        for cell in row:
            yield from _inside(cell, "", None)


def _is_asked(cell: Cell) -> bool:
    """Whether a cell asks, or has the number of a question."""
    return asks(words_of(cell)) or bool(split_number(words_of(cell))[0])


def _has_corner(heads: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first cell of a table is blank since the others are heads, and below it stand labels."""
    rows = [row for row in below if len(row) > 1]
    if len(heads) < 2 or not rows or not is_blank(heads[0]) or any(is_blank(cell) for cell in heads[1:]):  # noqa: PLR2004
        return False
    asking = any(_is_asked(cell) for cell in heads[1:])
    return not asking and all(not is_blank(row[0]) and any(map(is_blank, row[1:])) for row in rows)


def _is_scale(heads: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table has a statement in each row, and behind it boxes to tick under what they say."""
    rows = [row for row in below if row]
    if len(heads) < 3 or not rows or any(len(row) != len(heads) for row in rows):  # noqa: PLR2004 (one, and two boxes)
        return False
    return all(words_of(cell).strip(f"{BOX} ") == "" and BOX in words_of(cell) for row in rows for cell in row[1:])


def _is_matrix(heads: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> list[int]:
    """The columns to fill in a table of several of them, each with its head; empty where it is no such table."""
    rows = [row for row in below if len(row) == len(heads)]
    if len(heads) < 3 or len(rows) < len(below) or not rows:  # noqa: PLR2004 (a label, and two columns to fill)
        return []
    blank = [index for index in range(len(heads)) if all(is_blank(row[index]) for row in rows)]
    labelled = all(not is_blank(row[0]) for row in rows)
    return blank if labelled and len(blank) > 1 and blank[-1] - blank[0] < len(blank) else []


def _of_matrix(heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], blank: Sequence[int]) -> Iterator[Entry]:
    """Such a table as questions, one a cell, where its rows are what is asked about; else it is one of figures."""
    labels = [row[: blank[0]] for row in rows]
    asked = [label[-1] for label in labels]
    if sum(len(words_of(cell).split()) for cell in asked) < 4 * len(asked):
        yield Entry("room", heads[0].position, in_table=True)
        return
    for row, label in zip(rows, labels, strict=True):
        number = words_of(label[0]) if len(label) > 1 and is_number(words_of(label[0])) else ""
        for index in blank:
            entry = _asking(label[-1], row[index], find_limit(words_of(heads[index])), number)
            yield entry._replace(text=f"{entry.text} {words_of(heads[index])}")


def _is_answered(row: Sequence[Cell]) -> bool:
    """Whether a row holds a question and, in place of room, boxes to tick or a limit."""
    return any(BOX in words_of(cell) or _is_limit(words_of(cell)) for cell in row[1:])


def _is_limit(text: str) -> bool:
    return find_limit(text) is not None and not asks_plainly(text) and len(text.split()) < 8  # noqa: PLR2004


def _alone(cell: Cell) -> Iterator[Entry]:
    """A row of one cell: a box for an answer, or what stands in it."""
    if is_blank(cell):
        limit = find_limit(words_of(cell) or " ".join(room.said for room in _rooms(cell)))
        yield Entry("room", cell.position, rooms=_rooms(cell), limit=limit, in_table=True)
    else:
        yield from _inside(cell, "", None)


def _inside(cell: Cell, number: str, limit: Limit | None) -> Iterator[Entry]:
    """What stands in a cell that has no other room than its own. Blank lines at its end are room."""
    entries = list(entries_of(cell.content, in_table=True))
    last = max((index for index, each in enumerate(entries) if each.kind != "blank"), default=-1)
    for index, entry in enumerate(entries[: last + 1]):
        first = index == 0 and entry.kind == "text"
        yield entry._replace(number=entry.number or clean(number), limit=entry.limit or limit) if first else entry
    texts = [each for each in entries[: last + 1] if each.kind == "text"]
    if last + 1 < len(entries) and texts and not any(each.rooms for each in entries):
        yield Entry("room", entries[-1].position, after=texts[-1].after, in_table=True)


def _asked(cells: Sequence[Cell], answer: Cell | None, limit: Limit | None, number: str) -> Iterator[Entry]:
    """The question that several cells of a row are; those before it, and those that span rows, are its heads."""
    least = min(cell.rows for cell in cells)
    own = [cell for cell in cells if cell.rows == least]
    asking = next((cell for cell in reversed(own) if asks(words_of(cell))), own[-1])
    place = own.index(asking)
    for cell in cells:
        if cell in own[:place] or cell not in own:
            yield Entry("group", cell.position, words_of(cell), level=TABLE_LEVEL + (cell in own), in_table=True)
    entry = _asking(asking, answer, limit, number)
    notes = [text for cell in own[place + 1 :] if (text := words_of(cell))]
    yield entry._replace(text=" ".join((entry.text, *notes)), limit=entry.limit or find_limit(" ".join(notes)))
    if answer is not None and entry.choices and (rest := _besides_boxes(answer)):
        yield from _inside(answer._replace(content=rest), "", None)


def _besides_boxes(cell: Cell) -> Content:
    """What stands in a cell below its boxes to tick, if that asks for more."""
    last = max((n for n, each in enumerate(cell.content) if isinstance(each, Line) and BOX in each.text), default=-1)
    rest = cell.content[last + 1 :]
    return rest if any(not isinstance(each, Line) or each.words for each in rest) else ()


def _asking(cell: Cell, answer: Cell | None, limit: Limit | None, number: str) -> Entry:
    """What a cell asks, as one text, and the room in another for the answer."""
    lines = list(_lines(cell))
    texts = [" ".join(filter(None, (line.number if index else "", line.words))) for index, line in enumerate(lines)]
    text = " ".join(filter(None, texts))
    told = clean(next((line.number for line in lines[:1]), "")) or clean(number)
    typed, rest = split_number(text)
    if typed and not (told and told.strip(".)") != typed.strip(".)") and typed[0].isdecimal()):
        told, text = typed, rest
    said = " ".join((text, *(line.notes for line in lines), *(room.said for room in _rooms_inside(answer))))
    ticked = _ticked(answer) if answer is not None else ""
    return Entry(
        "text",
        cell.position,
        text.split(BOX)[0].strip() or text,
        told,
        strong=bool(lines) and all(line.strong for line in lines if line.words),
        rooms=_rooms(answer) if answer is not None and BOX not in ticked else (),
        after=next((line.after for line in reversed(lines) if line.after), None),
        limit=limit or find_limit(said),
        choices=tuple(filter(None, (piece.strip(" ;,/") for piece in ticked.split(BOX)))) if BOX in ticked else (),
        in_table=True,
    )


def _ticked(cell: Cell) -> str:
    """The words of a cell up to those of its last box to tick."""
    rest = " ".join(words for each in _besides_boxes(cell) if isinstance(each, Line) and (words := each.words))
    return words_of(cell).removesuffix(rest).rstrip()


# ── Cells ────────────────────────────────────────────────────────────────────


def _lines(cell: Cell) -> Iterator[Line]:
    for each in cell.content:
        if isinstance(each, Line):
            yield each
        else:
            for row in each.rows:
                for inner in row:
                    yield from _lines(inner)


def words_of(cell: Cell) -> str:
    """All words of a cell."""
    return " ".join(filter(None, (line.words for line in _lines(cell))))


def is_blank(cell: Cell) -> bool:
    """Whether a cell is there to be written into: nothing in it, or no more than "Answer:", or the limit of one."""
    words = words_of(cell)
    if not re.search(r"[^\W_]", words) and BOX not in words:
        return True
    has_room = any(line.rooms for line in _lines(cell))
    return (bool(ANSWER_LABEL.fullmatch(words)) and words.endswith((":", "："))) or (has_room and _is_limit(words))


def _rooms_inside(cell: Cell | None) -> tuple[Room, ...]:
    return tuple(room for line in _lines(cell) for room in line.rooms) if cell else ()


def _rooms(cell: Cell) -> tuple[Room, ...]:
    """The rooms in a cell, those that the file marks before the cell itself, or the box that is drawn in it."""
    boxes = [inner for each in cell.content if isinstance(each, Table) for row in each.rows for inner in row]
    alone = boxes[0] if len(boxes) == 1 and not words_of(cell) else cell
    return (*_rooms_inside(cell), Room(alone.place))
