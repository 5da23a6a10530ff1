"""Which way the words of a paragraph run: each run is told, since Word goes by that and not by the letters alone.

LibreOffice goes by the letters, as the Unicode bidirectional algorithm (UAX 9) does. So runs are cut where that
algorithm turns, and both show the same; where the author says more than letters do (words in another language), or a
field hides them from LibreOffice, an invisible mark of direction stands beside the words.

A paragraph is resolved as a whole: a full stop or a bracket may belong to letters of another run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from briefwright.formats.docx.markup import TEXT, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u02af\u0370-\u052f\u1e00-\u1fff]")
_RUN = re.compile(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|)(.*?)</w:r>", re.DOTALL)
_TAB = f"</w:t><w:tab/>{TEXT}"
_WORDS = re.compile(r"<w:t(?: [^>]*)?>((?:(?!</w:t>).|</w:t><w:tab/><w:t [^>]*>)*)</w:t>", re.DOTALL)
_RTL = "<w:rtl/>"
_BEFORE_RTL = re.compile("(?=<w:lang |</w:rPr>)")
_ITALIC = "<w:i/><w:iCs/>"
_MARKS = {"L": "\u200e", "R": "\u200f"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_OBJECT = "\ufffc"
_DIGIT = "0"


def has_only_latin(runs: str) -> bool:
    """Whether runs have letters, none of them written from right to left."""
    words = "".join(found[1] for found in _WORDS.finditer(runs))
    return not _RIGHT_TO_LEFT.search(words) and _LEFT_TO_RIGHT.search(words) is not None


def directed(runs: str, *, right_to_left: bool, bold_for_italic: bool = True) -> str:
    """The runs of a paragraph of that direction, each of one direction, and told which.

    Letters of these scripts have no italics: what is italic is bold there.
    """
    if not right_to_left and (runs.isascii() or not _RIGHT_TO_LEFT.search(runs)) and _RTL not in runs:
        return runs
    base = "R" if right_to_left else "L"
    pieces = list(_pieces(runs, base))
    _resolve(pieces, base)
    return "".join(_written(piece, bold_for_italic=bold_for_italic) for piece in pieces)


@dataclass(slots=True)
class _Piece:
    """A run, or what stands between runs; ``markup`` is what is in it, ``shown`` its words or what a thing counts as.

    ``said`` is a direction that the author says, other than that of the paragraph; ``directions`` are those that
    its characters turn out to have, ``marks`` and ``after`` the marks of direction between and behind them.
    """

    markup: str
    is_run: bool = False
    properties: str = ""
    text: str = ""
    shown: str = ""
    said: str = ""
    directions: list[str] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)
    after: str = ""


# ── Runs as pieces ───────────────────────────────────────────────────────────


def _pieces(runs: str, base: str) -> Iterator[_Piece]:
    end = 0
    for found in _RUN.finditer(runs):
        if found.start() > end:
            yield _Piece(runs[end : found.start()])
        yield _piece(found[1], found[2], base)
        end = found.end()
    if end < len(runs):
        yield _Piece(runs[end:])


def _piece(properties: str, inner: str, base: str) -> _Piece:
    words = _WORDS.fullmatch(inner)
    if not words:
        return _Piece(inner, is_run=True, properties=properties, shown=_thing(inner))
    said = ("R" if _RTL in properties else "L") if "<w:lang " in properties else base
    text = unescape(words[1].replace(_TAB, "\t"))
    said = said if said != base else ""
    return _Piece(inner, is_run=True, properties=properties, text=text, shown=text, said=said)


def _thing(inner: str) -> str:
    if "noteRef" in inner:
        return _DIGIT
    if "<w:tab/>" in inner or "<w:br" in inner:
        return "\t"
    return "" if "w:fldChar" in inner or "w:instrText" in inner else _OBJECT


# ── Directions of characters ─────────────────────────────────────────────────


def _resolve(pieces: list[_Piece], base: str) -> None:
    """Says of each character where it runs: what the author says of a stretch first, then the whole line."""
    classes: list[str] = []
    for said, group in groupby((piece for piece in pieces if piece.shown), key=lambda piece: piece.said):
        stretch = list(group)
        text = "".join(piece.shown for piece in stretch)
        if said:
            _hand_out(_directions([_class(sign) for sign in text], text, said), stretch)
            _mark(stretch, said)
            classes += said * len(text)
        else:
            classes += [_class(sign) for sign in text]
    shown = [piece for piece in pieces if piece.shown]
    whole = _directions(classes, "".join(piece.shown for piece in shown), base)
    _hand_out(whole, shown, only_unsaid=True)
    _mark_numbers(shown, classes, whole)
    _mark_fields(pieces, base)
    _mark_tabs(shown, base)


def _hand_out(directions: list[str], pieces: list[_Piece], *, only_unsaid: bool = False) -> None:
    start = 0
    for piece in pieces:
        end = start + len(piece.shown)
        if not (only_unsaid and piece.said):
            piece.directions = directions[start:end]
        start = end


def _mark(stretch: list[_Piece], said: str) -> None:
    """Marks at the ends of a stretch in another direction, where a sign would be taken for the text around it."""
    if _class(stretch[0].shown[0]) != said:
        stretch[0].marks[0] = _MARKS[said]
    if _class(stretch[-1].shown[-1]) != said:
        stretch[-1].after = _MARKS[said]


def _mark_numbers(pieces: list[_Piece], classes: list[str], directions: list[str]) -> None:
    """A number behind words from the right that runs with the text after all is parted from them."""
    start = 0
    for piece in pieces:
        for place in range(start, start + len(piece.text)):
            turns = place and directions[place - 1] == "R" and directions[place] == "L"
            if turns and next((kind for kind in classes[place:] if kind in {"L", "R", "N"}), "") == "N":
                piece.marks[place - start] = _MARKS["L"]
        start += len(piece.shown)


def _mark_fields(pieces: list[_Piece], base: str) -> None:
    """All of a field runs as its number does.

    LibreOffice sees no digits in it, and is told if they run with the letters before them.
    """
    begin = 0
    for place, piece in enumerate(pieces):
        if 'w:fldCharType="begin"' in piece.markup:
            begin = place + 1
        elif 'w:fldCharType="end"' in piece.markup and begin:
            stretch, begin = pieces[begin - 1 : place + 1], 0
            direction = next((one.directions[0] for one in stretch if one.text), base)
            for one in stretch:
                one.directions = one.directions or [direction]
            piece.after = _MARKS[direction] if direction != base else ""


def _mark_tabs(pieces: list[_Piece], base: str) -> None:
    """What stands between letters and a tab runs as the line does in Word, where a tab parts it; elsewhere if told."""
    for before, piece in pairwise(pieces):
        if base == "R" and piece.shown[0] == "\t" and before.text and not _class(before.text[-1]):
            before.after = before.after or _MARKS[base]


def _class(sign: str) -> str:
    """L, R, N for digits, S for what parts a line, M for a mark on a letter, T for signs at a number, or neutral."""
    found = bidirectional(sign)
    return {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N", "S": "S", "B": "S", "NSM": "M", "ET": "T"}.get(
        found, ""
    )


def _directions(classes: list[str], text: str, base: str) -> list[str]:
    """The direction of each character, as the algorithm has it, of numbers that of the letters around."""
    found = _numbers(classes, base)
    _brackets(found, text, base)
    start = 0
    for kind, group in groupby(list(found), key=lambda one: one in {"L", "R"}):
        length = len(list(group))
        if not kind:
            before = found[start - 1] if start else base
            after = found[start + length] if start + length < len(found) else base
            found[start : start + length] = [before if before == after else base] * length
        start += length
    return found


def _numbers(classes: list[str], base: str) -> list[str]:
    """Digits, with what stands at them, run as the letters before them; marks on letters as these (W1 to W7).

    In a line from the left, letters from the right take no number along at their end: it is a year or a page.
    """
    found: list[str] = []
    strong = base
    for place, kind in enumerate(classes):
        match kind:
            case "L" | "R":
                strong = kind
                found.append(kind)
            case "S":
                strong = base
                found.append(base)
            case "M":
                found.append(found[-1] if found else "")
            case "N" | "T" if kind == "N" or "N" in classes[max(0, place - 1) : place + 2]:
                ends = base == "L" and next((one for one in classes[place:] if one in {"L", "R"}), base) == "L"
                found.append("L" if ends else strong)
            case _:
                found.append("")
    return found


def _brackets(found: list[str], text: str, base: str) -> None:
    """A pair of brackets runs as the letters in it, if so does the text, or as the text (N0)."""
    open_ones: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if found[place]:
            continue
        if sign in _PAIRS:
            open_ones.append((_PAIRS[sign], place))
        elif any(closing == sign for closing, _ in open_ones):
            while open_ones[-1][0] != sign:
                open_ones.pop()
            start = open_ones.pop()[1]
            within = set(found[start + 1 : place]) & {"L", "R"}
            if within:
                before = next((one for one in reversed(found[:start]) if one), base)
                found[start] = found[place] = base if base in within else _other(base) if before != base else base


def _other(base: str) -> str:
    return "L" if base == "R" else "R"


# ── Pieces as runs ───────────────────────────────────────────────────────────


def _written(piece: _Piece, *, bold_for_italic: bool) -> str:
    if not piece.text:
        return _thing_written(piece)
    text = piece.text
    written, start = "", 0
    for direction, group in groupby(piece.directions):
        end = start + len(list(group))
        words = piece.marks.get(start, "") + text[start:end] + (piece.after if end == len(text) else "")
        properties = _turned(piece.properties, direction, bold_for_italic=bold_for_italic)
        written += f"<w:r>{properties}{TEXT}{escape(words).replace('&#9;', _TAB)}</w:t></w:r>"
        start = end
    return written


def _thing_written(piece: _Piece) -> str:
    if not piece.is_run:
        return piece.markup
    direction = piece.directions[0] if piece.directions else "L"
    mark = f"<w:r>{TEXT}{piece.after}</w:t></w:r>" if piece.after else ""
    return f"<w:r>{_turned(piece.properties, direction, bold_for_italic=True)}{piece.markup}</w:r>{mark}"


def _turned(properties: str, direction: str, *, bold_for_italic: bool) -> str:
    """The properties of a run of a direction."""
    plain = properties.replace(_RTL, "")
    if direction == "L":
        return "" if plain == "<w:rPr></w:rPr>" else plain
    if bold_for_italic and _ITALIC in plain:
        plain = plain.replace(_ITALIC, "<w:i/>" if "<w:bCs/>" in plain else "<w:bCs/><w:i/>")
    return _BEFORE_RTL.sub(_RTL, plain or "<w:rPr></w:rPr>", count=1)
