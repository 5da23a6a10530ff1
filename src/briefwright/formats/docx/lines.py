"""The lines of a Word file as a word processor lays them out: what stands in each paragraph, and the number before it.

A line is more than the words of its author: the marks of notes, the numbers of lists, tabs, marks of direction, the
results of fields, and on each page its header and footer are in it as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.formats.docx.inheriting import local, w
from briefwright.formats.docx.parts import open_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefwright.formats.docx.parts import Part

BULLET = "•"
"""What stands for any bullet."""

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "sym": "\ue000"}
_KINDS = {"t": "text", "instrText": "code", "footnoteReference": "mark", "endnoteReference": "mark"}
_NOT_SEEN = frozenset({"delText", "txbxContent", "pPr", "rPr", "Fallback", "sdtPr"})
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_ALPHABET = 26
_DEEPEST = 9


class Line(NamedTuple):
    """A paragraph: the number or bullet before it, its text, and whether it is one of a header or footer."""

    number: str
    text: str
    running: bool = False


def lines(docx: bytes) -> list[Line]:
    """All lines of a Word file: those of its text, of its notes, of its headers and footers."""
    main = open_package(docx)
    reading = _Reading(_Lists(main), _bookmarks(main.root))
    found = list(reading.lines(main.root.iter(w("p"))))
    for notes, note in _NOTES.items():
        if (part := main.related(notes)) is not None:
            real = (each for each in part.root.iter(w(note)) if each.get(w("type")) is None)
            found += reading.lines(p for each in real for p in each.iter(w("p")))
    shown = {reference.get(_ID) for reference in main.root.iter(w("headerReference"), w("footerReference"))}
    stories = [main.target(relation) for relation in main.relations.values() if relation.key in shown]
    return [*found, *(line for story in stories for line in reading.lines(story.root.iter(w("p")), running=True))]


_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


# ── Text ─────────────────────────────────────────────────────────────────────


class _Piece(NamedTuple):
    """What follows in a paragraph: `text`, the `mark` of a note, what a field is made of, or the ends of a bookmark."""

    kind: str
    text: str = ""


class _Reading:
    """Reading one file, in which notes and lists are counted as they come."""

    def __init__(self, lists: _Lists, bookmarks: dict[str, str]) -> None:
        self._lists = lists
        self._bookmarks = bookmarks
        self._marks = 0

    def lines(self, paragraphs: Iterable[Any], *, running: bool = False) -> Iterator[Line]:
        for paragraph in paragraphs:
            yield Line(self._lists.number(paragraph), self._text(paragraph), running)

    def _text(self, paragraph: Any) -> str:
        """The words of a paragraph. A reference to a bookmark says what stands there, as LibreOffice has it."""
        fields: list[tuple[str, str]] = [("", "")]
        for kind, text in _pieces(paragraph):
            code, words = fields[-1]
            match kind:
                case "begin":
                    fields.append(("", ""))
                case "code":
                    fields[-1] = (code + text, words)
                case "end" if len(fields) > 1:
                    fields.pop()
                    fields[-1] = (fields[-1][0], fields[-1][1] + self._result(code, words))
                case "text":
                    fields[-1] = (code, words + text)
                case "mark":
                    self._marks += 1
                    fields[-1] = (code, f"{words}{self._marks}")
        return "".join(words for _, words in fields)

    def _result(self, code: str, words: str) -> str:
        match code.split():
            case ["REF", name, *switches] if not set(switches) & _NUMBER_SWITCHES:
                return self._bookmarks.get(name, words)
            case _:
                return words


_NUMBER_SWITCHES = frozenset(("\\n", "\\r", "\\w", "\\p"))
"""What makes a reference say the number of a paragraph, or where it is."""


def _bookmarks(root: Any) -> dict[str, str]:
    """What stands in each bookmark that begins and ends in one paragraph."""
    found: dict[str, str] = {}
    for paragraph in {start.getparent(): None for start in root.iter(w("bookmarkStart"))}:
        open_ones: dict[str, str] = {}
        for kind, text in _pieces(paragraph):
            if kind == "text":
                open_ones = {name: words + text for name, words in open_ones.items()}
            elif kind == "open":
                open_ones[text] = ""
            elif kind == "close":
                name = next((name for name in open_ones if name.partition(" ")[0] == text), None)
                if name is not None:
                    found[name.partition(" ")[2]] = open_ones.pop(name)
    return found


def _pieces(element: Any) -> Iterator[_Piece]:
    """What stands in an element, in reading order. Pictures are no letters."""
    for child in element:
        match local(child):
            case name if name in _KINDS:
                yield _Piece(_KINDS[name], child.text or "")
            case "br" if child.get(w("type")) in {"page", "column"}:
                pass
            case name if name in _LETTERS:
                yield _Piece("text", _LETTERS[name])
            case "fldChar":
                yield _Piece(child.get(w("fldCharType"), ""))
            case "bookmarkStart":
                yield _Piece("open", f"{child.get(w('id'))} {child.get(w('name'))}")
            case "bookmarkEnd":
                yield _Piece("close", child.get(w("id"), ""))
            case name if name not in _NOT_SEEN:
                yield from _pieces(child)


# ── Numbers ──────────────────────────────────────────────────────────────────


class _Level(NamedTuple):
    """A level of a list: the format of its number, the text around it, the first number."""

    format: str
    text: str
    start: int


class _Lists:
    """The lists of a file: which number comes next in each."""

    def __init__(self, main: Part) -> None:
        part, styles = main.related("numbering"), main.related("styles")
        root = part.root if part is not None else ()
        self._levels = {each.get(w("abstractNumId")): _levels(each) for each in root if local(each) == "abstractNum"}
        self._nums = {each.get(w("numId")): each for each in root if local(each) == "num"}
        self._of_styles = _numbers_of_styles(styles.root) if styles is not None else {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, paragraph: Any) -> str:
        """The number before a paragraph, as it is printed; empty where it has none."""
        num, level = self._place(paragraph)
        element = self._nums.get(num)
        if element is None:
            return ""
        abstract = element.find(w("abstractNumId")).get(w("val"))
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, [None] * _DEEPEST)
        self._count(counters, element, num, level, levels)
        if levels[level].format == "bullet":
            return BULLET if levels[level].text else ""
        return re.sub(r"%(\d)", lambda found: _shown(counters, levels, int(found[1]) - 1), levels[level].text)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list that a paragraph counts in, and its level: what it says itself, or its style."""
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if own is not None:
            return _place(own)
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self._of_styles.get(style.get(w("val")), ("", 0)) if style is not None else ("", 0)

    def _count(self, counters: list[int | None], element: Any, num: str, level: int, levels: dict[int, _Level]) -> None:
        override = element.find(f"{w('lvlOverride')}[@{w('ilvl')}='{level}']/{w('startOverride')}")
        if override is not None and (num, level) not in self._begun:
            counters[level] = int(override.get(w("val"))) - 1
        self._begun.add((num, level))
        before = counters[level]
        counters[level] = levels[level].start if before is None else before + 1
        counters[level + 1 :] = [None] * (_DEEPEST - level - 1)


def _shown(counters: list[int | None], levels: dict[int, _Level], level: int) -> str:
    """The number of a level, in its format."""
    if level not in levels:
        return ""
    here = counters[level]
    number = levels[level].start if here is None else here
    match levels[level].format:
        case "none":
            return ""
        case "lowerRoman" | "upperRoman":
            return _roman(number)
        case "lowerLetter" | "upperLetter":
            return "x" * ((number - 1) // _ALPHABET + 1)
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _levels(abstract: Any) -> dict[int, _Level]:
    found = {}
    for level in abstract.iter(w("lvl")):
        said = {local(child): child.get(w("val"), "") for child in level}
        start = said.get("start", "1")
        numbered = _Level(said.get("numFmt", "decimal"), said.get("lvlText", ""), int(start) if start.isdigit() else 1)
        found[int(level.get(w("ilvl")))] = numbered
    return found


def _place(properties: Any) -> tuple[str, int]:
    said = {local(child): child.get(w("val"), "") for child in properties}
    level = said.get("ilvl", "0")
    return said.get("numId", ""), min(int(level), _DEEPEST - 1) if level.isdigit() else 0


def _numbers_of_styles(root: Any) -> dict[str, tuple[str, int]]:
    """The list of each style of paragraphs that has one, itself or from what it is based on."""
    styles = {style.get(w("styleId")): style for style in root.iter(w("style"))}

    def place(name: str | None, depth: int) -> tuple[str, int] | None:
        style = styles.get(name)
        if style is None or not depth:
            return None
        own, base = style.find(f"{w('pPr')}/{w('numPr')}"), style.find(w("basedOn"))
        return _place(own) if own is not None else place(base.get(w("val")) if base is not None else None, depth - 1)

    return {name: found for name in styles if (found := place(name, _DEEPEST))}
