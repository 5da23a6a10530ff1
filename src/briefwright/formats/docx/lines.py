"""The lines of a Word file as a word processor lays them out: what stands in each paragraph, and the number before it.

A line is more than the words of its author: the marks of notes, the numbers of lists, tabs, marks of direction, the
results of fields, and on each page its header and footer are in it as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.formats.docx.forms.numbers import Numbers
from briefwright.formats.docx.forms.styles import Styles
from briefwright.formats.docx.inheriting import local, w
from briefwright.formats.docx.parts import open_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


BULLET = "•"
"""What stands for any bullet."""

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "sym": "\ue000"}
_KINDS = {"t": "text", "instrText": "code", "footnoteReference": "mark", "endnoteReference": "mark"}
_NOT_SEEN = frozenset({"delText", "txbxContent", "pPr", "rPr", "Fallback", "sdtPr"})


class Line(NamedTuple):
    """A paragraph: the number or bullet before it, its text, and whether it is one of a header or footer."""

    number: str
    text: str
    running: bool = False


def lines(docx: bytes) -> list[Line]:
    """All lines of a Word file: those of its text, of its notes, of its headers and footers."""
    main = open_package(docx)
    numbering, styles = main.related("numbering"), main.related("styles")
    numbers = Numbers(None if numbering is None else numbering.root)
    reading = _Reading(numbers, Styles(None if styles is None else styles.root), _bookmarks(main.root))
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

    def __init__(self, numbers: Numbers, styles: Styles, bookmarks: dict[str, str]) -> None:
        self._numbers, self._styles = numbers, styles
        self._bookmarks = bookmarks
        self._marks = 0

    def lines(self, paragraphs: Iterable[Any], *, running: bool = False) -> Iterator[Line]:
        for paragraph in paragraphs:
            yield Line(self._number(paragraph), self._text(paragraph), running)

    def _number(self, paragraph: Any) -> str:
        """The number before a paragraph, as it is printed; empty where it has none."""
        numbered = self._numbers.next(paragraph.find(w("pPr")), self._styles)
        if numbered is None:
            return ""
        return numbered.number or (BULLET if numbered.bullet else "")

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
