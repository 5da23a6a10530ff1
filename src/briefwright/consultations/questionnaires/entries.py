"""The lines of a file one after the other, each with the room that belongs to it: what questions are looked for in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefwright.consultations.questionnaires.limits import find_limit
from briefwright.consultations.questionnaires.numbers import clean, split_number
from briefwright.consultations.questionnaires.wording import ANSWER_LABEL, has_question_mark
from briefwright.formats.lines import BOX, ROOM, Line, is_prompt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.formats.docx.forms import Place
    from briefwright.formats.lines import Room
    from briefwright.problems import Position
    from briefwright.workspace.values import Limit

TABLE_LEVEL = 8
"""The level of a heading that stands in a table, and ends with it."""

_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[^\W\d_])")
_FEWEST = 3
"""How many bare numbers make a series."""


class Entry(NamedTuple):
    """A line, or a row of a table.

    ``kind`` is `text`, `room` (for an answer, with no text but "Answer:"), `choices` (nothing but boxes to tick),
    `blank`, `group` (a heading, whatever it says) or `end`, that of a table. ``rooms`` are where an answer to the
    text goes.
    """

    kind: Literal["text", "room", "choices", "blank", "group", "end"]
    position: Position
    text: str = ""
    number: str = ""
    level: int = 0
    depth: int = 0
    strong: bool = False
    rooms: tuple[Room, ...] = ()
    after: Place | None = None
    limit: Limit | None = None
    choices: tuple[str, ...] = ()
    in_table: bool = False
    notes: str = ""


def entries_of_line(line: Line, *, in_table: bool = False) -> Iterator[Entry]:
    """A line as entries: one, or several where it holds several labels, each with its room, or several questions."""
    broken = [part for part in line.text.split("\n") if part.strip()]
    if len(broken) > 1 and _is_answer(broken[-1]):
        line = line._replace(text="\n".join(broken[:-1]) + ROOM * broken[-1].count(ROOM))
    if len(broken) > 1 and sum(bool(split_number(" ".join(part.split()))[0]) for part in broken) > 1:
        yield from _broken(line, broken, in_table=in_table)
        return
    if BOX in line.text and (entry := _with_choices(line, in_table=in_table)):
        yield entry
        return
    yield from _with_rooms(line, in_table=in_table)


def _broken(line: Line, parts: list[str], *, in_table: bool) -> Iterator[Entry]:
    """A paragraph that is several questions, one a line: a line that has no number belongs to the one before."""
    whole: list[str] = []
    for part in parts:
        if whole and not split_number(" ".join(part.split()))[0]:
            whole[-1] += f" {part}"
        else:
            whole.append(part)
    done = 0
    for part in whole:
        count = part.count(ROOM)
        yield from entries_of_line(line._replace(text=part, rooms=line.rooms[done : done + count]), in_table=in_table)
        done += count


def _with_choices(line: Line, *, in_table: bool) -> Entry | None:
    """A line with boxes to tick: the question before them, if there is one, and what stands beside each."""
    text = line.words
    pieces = [piece.strip(" ;,/|") for piece in text.split(BOX)]
    if text.startswith(BOX):
        question, choices = "", pieces[1:]
    elif has_question_mark(pieces[0]) or pieces[0].endswith(":") or len(pieces[0].split()) > 6:  # noqa: PLR2004
        question, choices = pieces[0], pieces[1:]
    else:
        question, choices = _choices_before(pieces)
    base = _entry("choices", line, in_table=in_table)._replace(choices=tuple(filter(None, choices)) or (BOX,))
    if not question:
        return base._replace(text=text, number="")
    return _numbered(base._replace(kind="text", text=question, rooms=line.rooms))


def _choices_before(pieces: list[str]) -> tuple[str, list[str]]:
    """Boxes that stand behind what they say: "Yes ☐ No ☐", perhaps with a question before the first."""
    first = re.match(r"(.*[?？؟:])\s*(.*)", pieces[0])
    if first:
        return first[1], [first[2], *pieces[1:]]
    return "", pieces


def _with_rooms(line: Line, *, in_table: bool) -> Iterator[Entry]:
    pieces = re.split(f"{ROOM}(?:[ \\n.,;]*{ROOM})*", line.text)
    spans = [found[0].count(ROOM) for found in re.finditer(f"{ROOM}(?:[ \\n.,;]*{ROOM})*", line.text)]
    words = [" ".join(piece.split()) for piece in pieces]
    if not any(re.search(r"\w", each) for each in words) or (spans and _is_label(words[0])):
        limit = find_limit(" ".join((*words, *(room.said for room in line.rooms))))
        kind: Literal["room", "blank"] = "room" if line.rooms else "blank"
        yield _entry(kind, line, in_table=in_table)._replace(text=words[0], rooms=line.rooms, limit=limit)
        return
    if ANSWER_LABEL.fullmatch(" ".join(words)) and words[0].endswith((":", "：")):
        yield _entry("room", line, in_table=in_table)._replace(text=line.words, rooms=line.rooms)
        return
    labels = [each for each in words[:-1] if re.search(r"\w", each)]
    if len(labels) < len(spans) or len(spans) < 2:  # noqa: PLR2004 (a sentence with blanks, or one label)
        yield _numbered(_entry("text", line, in_table=in_table)._replace(text=line.words, rooms=line.rooms))
        return
    done = 0
    for number, (label, count) in enumerate(zip(words, spans, strict=False)):
        tail = f" {words[-1]}" if number == len(spans) - 1 and words[-1] else ""
        entry = _entry("text", line, in_table=in_table)._replace(
            text=f"{label}{tail}".strip(" ,;|"), rooms=line.rooms[done : done + count]
        )
        yield _numbered(entry if number == 0 else entry._replace(number=""))
        done += count


def _is_answer(text: str) -> bool:
    """Whether a line says no more than "Answer:", and perhaps has room behind it."""
    words = text.replace(ROOM, "").strip()
    return words.endswith((":", "：")) and bool(ANSWER_LABEL.fullmatch(words))


def _is_label(text: str) -> bool:
    return bool(ANSWER_LABEL.fullmatch(text)) or is_prompt(text.rstrip(" :"))


def _entry(kind: Literal["text", "room", "choices", "blank"], line: Line, *, in_table: bool) -> Entry:
    return Entry(
        kind,
        line.position,
        number=clean(line.number),
        level=line.level,
        depth=line.depth,
        strong=line.strong,
        after=line.after,
        in_table=in_table,
        notes=line.notes,
    )


def with_bare_numbers(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, numbered where numbers without a dot count on from 1: "1 What …", "2 How …", "3 Why …"."""
    found: dict[int, re.Match[str]] = {}
    for place, entry in enumerate(entries):
        number = _BARE_NUMBER.match(entry.text) if entry.kind == "text" and not entry.number else None
        if number and int(number[1]) == len(found) + 1:
            found[place] = number
    if len(found) < _FEWEST:
        return [*entries]
    return [
        entry._replace(number=found[place][1], text=entry.text[found[place].end() :]) if place in found else entry
        for place, entry in enumerate(entries)
    ]


def _numbered(entry: Entry) -> Entry:
    """The entry with the number that is typed into its text, unless the file numbers it by itself."""
    if entry.text.startswith("*"):
        entry = entry._replace(text=entry.text.lstrip("* "))  # the mark of what must be answered
    number, rest = split_number(entry.text)
    said = " ".join((entry.text, *(room.said for room in entry.rooms), entry.notes))
    entry = entry._replace(limit=entry.limit or find_limit(said))
    if not number or (entry.number and number[0].isdecimal()):
        return entry
    return entry._replace(number=number, text=rest)
