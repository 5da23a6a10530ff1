"""The text of a formatted citation, between the processor's marked string and the tree's inlines.

The processor joins plain strings, so structure travels in them as noncharacters: an opening
mark, the text, `CLOSE`. Content is escaped first and cannot forge a mark. From the marked
string come characters, each with the marks that it stands in; quotes and punctuation are settled
on these, as pandoc settles them; what results is `Rich`, plain JSON that can be stored.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from types import SimpleNamespace
from typing import NamedTuple

Rich = list["str | Rich"]
"""Texts, and lists of which the first text is a role (a value of `ROLES`) and the others what it holds."""

_ESCAPE, CLOSE = "\ufdd0", "\ufdd1"
ITALIC, BOLD, SMALL_CAPS, UNDERLINE, SUPERSCRIPT, SUBSCRIPT = "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6", "\ufdd7"
QUOTED, NAMES, PERSON, CONTENT, ADDRESS, NOTE = "\ufdd8", "\ufdd9", "\ufdda", "\ufddb", "\ufddc", "\ufddd"
ROLES = {
    ITALIC: "italic",
    BOLD: "bold",
    SMALL_CAPS: "small-caps",
    UNDERLINE: "underline",
    SUPERSCRIPT: "superscript",
    SUBSCRIPT: "subscript",
    ADDRESS: "link",
    NOTE: "note",
}
MARKS = frozenset((_ESCAPE, CLOSE, QUOTED, NAMES, PERSON, CONTENT, *ROLES))
_RESERVED = re.compile("[\ufdd0-\ufdef]")
_MARK = re.compile(f"{_ESCAPE}(.)|[{CLOSE}-{ADDRESS}]")
_ESCAPED = 0x4E00
"""Escaped noncharacters become ideographs, which no change of case touches."""
_QUOTATIONS = (
    re.compile(r'(?<![^\s(\[])"(\S(?:[^"]*[^"\s])?)"(?!\w)'),
    re.compile("“([^“”]+)”"),
    re.compile(r"‘([^‘’]+)’(?!\w)"),
)
_TIED = re.compile(r"(?:\b(?:pp?\.|paras?\.?|arts?\.|nos?\.)|§) (?=\d)")
_DOI = "https://doi.org/"


class Quotes(NamedTuple):
    """How a locale quotes: outer and inner marks, and whether full stops and commas go inside."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False


class Char(NamedTuple):
    """A character (or the begin or end of a quotation) and the marks around it, outermost first, each numbered."""

    text: str
    path: tuple[tuple[str, int], ...]
    edge: int = 0

    @property
    def content(self) -> tuple[str, int] | None:
        """The piece of content that it is part of; None for what the style sets."""
        return next((mark for mark in self.path if mark[0] == CONTENT), None)


def escaped(text: str) -> str:
    """Content in which no character can be taken for a mark."""
    return _RESERVED.sub(lambda match: _ESCAPE + chr(_ESCAPED + ord(match[0]) - 0xFDD0), text)


def marked(mark: str, text: str) -> str:
    """Text within a mark; nothing where there is no text."""
    return f"{mark}{text}{CLOSE}" if text else ""


FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=lambda text: marked(ITALIC, str(text)),
    Oblique=lambda text: marked(ITALIC, str(text)),
    Bold=lambda text: marked(BOLD, str(text)),
    Light=str,
    Underline=lambda text: marked(UNDERLINE, str(text)),
    Superscript=lambda text: marked(SUPERSCRIPT, str(text)),
    Subscript=lambda text: marked(SUBSCRIPT, str(text)),
    SmallCaps=lambda text: marked(SMALL_CAPS, str(text)),
)
"""What citeproc-py asks of an output format."""


def apostrophes(text: str) -> str:
    """Typewriter apostrophes within and behind words as the printer sets them."""
    return re.sub(r"(?<=\w)'", "’", text)


def content(text: str) -> str:
    """A value of a reference: its quotations are set in the locale's marks, all else stays as it is."""
    result = apostrophes(escaped(text))
    for quotation in _QUOTATIONS:
        result = quotation.sub(rf"{QUOTED}\1{CLOSE}", result)
    return marked(CONTENT, result)


def unmarked(text: str) -> str:
    """The characters alone."""
    return _MARK.sub(lambda found: chr(0xFDD0 + ord(found[1]) - _ESCAPED) if found[1] else "", text)


def rich(text: str, quotes: Quotes, *, capital: bool = False) -> Rich:
    """The marked string as structure: quoted, punctuated, with a capital at its start where a note begins."""
    chars = _joined(_punctuated(_moved_inside(_quoted(_chars(text), quotes), quotes)))
    return _linked(_tree(_capitalised(chars) if capital else chars, 0))


def first_of(text: str, mark: str) -> str:
    """The characters within the first mark of a kind: the names of a citation, or one of them."""
    chars = _chars(text)
    first = next((one for char in chars for one in char.path if one[0] == mark), None)
    return "".join(char.text for char in chars if first and first in char.path)


def with_first(text: str, mark: str, new: str) -> str:
    """A marked string with what stands within the first mark of a kind replaced."""
    start = end = text.find(mark)
    depth = 0
    while 0 <= end < len(text):
        depth += (text[end] in MARKS - {CLOSE, _ESCAPE}) - (text[end] == CLOSE)
        end += 1
        if not depth:
            break
    return text if start < 0 else text[:start] + new + text[end:]


# ── Marked string to characters, characters to structure ─────────────────────


def _chars(text: str) -> list[Char]:
    """Each character with its marks. Marks that do not close, close at the end; stray ones are dropped."""
    chars: list[Char] = []
    path: tuple[tuple[str, int], ...] = ()
    following = enumerate(text)
    for index, char in following:
        if char not in MARKS:
            chars.append(Char(char, path))
        elif char == _ESCAPE:
            original = next(following, (0, chr(_ESCAPED)))[1]
            chars.append(Char(chr(0xFDD0 + ord(original) - _ESCAPED), path))
        elif char == CLOSE:
            if path and path[-1][0] == QUOTED:
                chars.append(Char("", path, -1))
            path = path[:-1]
        else:
            path = (*path, (char, index))
            if char == QUOTED:
                chars.append(Char("", path, 1))
    return chars


def _tree(chars: list[Char], depth: int) -> Rich:
    """Characters grouped by their marks, those that the reader does not see left out."""
    result: Rich = []

    def add(part: str | Rich) -> None:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part:
            result.append(part)

    for mark, group in groupby(chars, lambda char: char.path[depth] if len(char.path) > depth else None):
        if mark is None:
            add("".join(char.text for char in group))
            continue
        inner = _tree(list(group), depth + 1)
        for part in [[ROLES[mark[0]], *inner]] if mark[0] in ROLES and any(inner) else inner:
            add(part)
    return result


def _linked(parts: Rich) -> Rich:
    """A resolver's address that the style sets before a DOI becomes part of the link."""
    result: Rich = []
    for part in parts:
        match part, result:
            case ["link", str(text)], [*_, str(before)] if before.endswith(_DOI):
                result[-1:] = [before.removesuffix(_DOI), ["link", _DOI + text]]
            case str(), _:
                result.append(part)
            case _:
                result.append([part[0], *_linked(part[1:])])
    return result


# ── Quotes, punctuation, capitals ────────────────────────────────────────────


def _quoted(chars: list[Char], quotes: Quotes) -> list[Char]:
    depth = 0
    result = []
    for char in chars:
        depth -= char.edge < 0
        pair = quotes.inner if depth % 2 else quotes.outer
        result.append(char._replace(text=pair[char.edge < 0]) if char.edge else char)
        depth += char.edge > 0
    return result


def _moved_inside(chars: list[Char], quotes: Quotes) -> list[Char]:
    """Full stops and commas behind closing quotes moved before them, where the locale has it so."""
    if not quotes.punctuation_inside:
        return chars
    result: list[Char] = []
    for char in chars:
        place = len(result)
        if char.text in {".", ","} and not char.content:
            while place and result[place - 1].edge < 0:
                place -= 1
            if place < len(result) and char.text == "," and result[place - 1].text in {"?", "!"}:
                continue
        moved = char._replace(path=result[place].path) if place < len(result) else char
        result.insert(place, moved)
    return result


_KEEP_FIRST = frozenset(("!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,"))
_KEEP_SECOND = frozenset((":!", ":?", ";!", ";?", "  ", " ,", " ."))
_MAY_GO = frozenset(pair[1] for pair in _KEEP_FIRST | _KEEP_SECOND)
"""The marks before which something can change: most characters are none of them."""


def _punctuated(chars: list[Char]) -> list[Char]:
    """No two marks where one will do; within a piece of content nothing changes."""
    result: list[Char] = []
    for char in chars:
        if char.text not in _MAY_GO:
            result.append(char)
            continue
        while result and _meet(result[-1], char) and result[-1].text + char.text in _KEEP_SECOND:
            result.pop()
        inside = next((one for one in reversed(result) if one.edge >= 0), None)
        doubled = char.text == "." and inside and inside.text in {".", "?", "!"}
        if not (result and _meet(result[-1], char) and (doubled or result[-1].text + char.text in _KEEP_FIRST)):
            result.append(char)
    return result


def _meet(before: Char, char: Char) -> bool:
    """Whether two characters come together only now: neither has been beside the other in one piece of content."""
    return not char.content or before.content != char.content


def _joined(chars: list[Char]) -> list[Char]:
    """No line ends between "p." and its number."""
    text = "".join(char.text if len(char.text) == 1 else "\ufffc" for char in chars)
    tied = {found.end() - 1 for found in _TIED.finditer(text)}
    return [char._replace(text="\u00a0") if index in tied else char for index, char in enumerate(chars)]


def _capitalised(chars: list[Char]) -> list[Char]:
    first = next((index for index, char in enumerate(chars) if char.text.isalnum()), None)
    if first is None:
        return chars
    return [*chars[:first], chars[first]._replace(text=chars[first].text.upper()), *chars[first + 1 :]]


# ── Words ────────────────────────────────────────────────────────────────────

_WORD = re.compile(r"[^\W_][^\W_’'.]*(?:[’'.][^\W_]+)*")
_SMALL = (
    "about an and as at but by de down for from in into la le nor of on onto or over so the till to up van via von vs"
    " with yet"
)
"""What English title case leaves small inside a title, like single letters."""
_STOP_WORDS = frozenset(_SMALL.split())


def capital(text: str, count: int = 0) -> str:
    """Words (so many, or all) with a capital."""
    return _WORD.sub(lambda word: word[0][0].upper() + word[0][1:], text, count=count)


def title_case(text: str) -> str:
    """English title case: words in small letters get a capital, but for short ones inside."""
    last = max((word.start() for word in _WORD.finditer(text)), default=0)

    def cased(word: re.Match[str]) -> str:
        before = text[max(0, word.start() - 20) : word.start()]
        before = "".join(char for char in before if char not in MARKS).rstrip(" “‘\"'(")
        inside = before and before[-1] not in ":.?!—" and word.start() != last
        small = inside and (len(word[0]) == 1 or word[0] in _STOP_WORDS)
        return word[0] if small or not word[0].islower() else capital(word[0])

    return _WORD.sub(cased, text)


def initials(given: str, mark: str, *, initialize: bool) -> str:
    """Initials of given names, or, where they are not wanted, what is an initial already set as the style has it."""
    result = ""
    for word, gap in re.findall(r"([^\s.-]+\.?)([\s-]*)", given):
        name = word.rstrip(".")
        short = name[0].isupper() and (initialize or len(name) == 1)
        space = mark[len(mark.rstrip()) :] if short else " "
        result += (name[0] + mark.rstrip() if short else word) + ("-" if "-" in gap else space)
    return result.strip(" -")


def collated(text: str) -> str:
    """A sort key in which accents, case and punctuation do not count, and numbers stand by value."""
    letters = unicodedata.normalize("NFKD", unmarked(text)).casefold()
    letters = "".join(char for char in letters if not unicodedata.combining(char) and (char.isalnum() or char == " "))
    return re.sub(r"\d+", lambda number: number[0].zfill(12), " ".join(letters.split()))
