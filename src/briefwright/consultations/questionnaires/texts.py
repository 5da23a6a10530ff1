"""Plain text and Markdown as lines: paragraphs whose wrapped lines are joined, headings, lists, tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefwright.consultations.questionnaires.numbers import split_number
from briefwright.consultations.questionnaires.wording import ANSWER_LABEL
from briefwright.formats.lines import BOX, LONGEST, ROOM, Cell, Line, Read, Room, Table, with_rooms
from briefwright.problems import Code, Position, Problem
from briefwright.workspace.files import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_UNDERLINE = re.compile(r"(=+|-+|~+|\*{3,})\s*")
_BULLET = re.compile(r"([-*+•·▪‣◦–]|o(?=\s))\s+(?=\S)")
_CHECKBOX = re.compile(r"\[(?: |_|x|X|)\](?!\()|\( ?\)(?= ?\w)|[□▢☐☑☒◻]")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_MARKUP = (
    (re.compile(r"<!--.{0,1000}?-->", re.DOTALL), " "),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), " "),
    (re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()]*\))+(?: \"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(?<![\w\\])(\*\*|__|\*|_|`)(?=\S)(.{1,300}?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"</?(?:b|i|em|strong|u|p|div|span|br ?/?)>", re.IGNORECASE), " "),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_MOST_COLUMNS = 200


def read_text(data: bytes, path: str) -> Read | Problem:
    """The lines of a text; one that is not UTF-8 is a problem."""
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8 in your editor"
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(Code.FILE_ENCODING, Position(path, line), "the file is not UTF-8", hint)
    if found := CONTROL.search(text.replace("\x0c", "\n")):
        line = text.count("\n", 0, found.start()) + 1
        return Problem(Code.FILE_ENCODING, Position(path, line), "the file is not a text file", "check its ending")
    is_markdown = path.lower().endswith((".md", ".markdown"))
    lines = re.split(r"\r\n|[\n\r\x0c]", text)
    start = _after_front_matter(lines) if is_markdown else 0
    return Read("", tuple(_Text(lines, path, is_markdown=is_markdown).content(start)))


def _after_front_matter(lines: list[str]) -> int:
    if lines and lines[0].rstrip() == "---":
        end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
        return 0 if end is None else end + 1
    return 0


class _Text:
    """A text that is being read line by line."""

    def __init__(self, lines: list[str], path: str, *, is_markdown: bool) -> None:
        self.lines, self.path, self.is_markdown = lines, path, is_markdown

    def content(self, start: int) -> Iterator[Line | Table]:
        number = start
        while number < len(self.lines):
            end = self._end(number)
            yield from self._stretch(number, end)
            number = end

    def _end(self, number: int) -> int:
        """Behind the last line of the paragraph, heading or table that begins in a line."""
        first = self.lines[number].strip()
        if not first or (self.is_markdown and _HEADING.fullmatch(first)) or self._is_prompt(first):
            return number + 1
        end = number + 1
        if self._is_table(number):
            while end < len(self.lines) and "|" in self.lines[end]:
                end += 1
            return end
        while end < len(self.lines) and self._continues(end):
            end += 1
        underlined = end < len(self.lines) and end == number + 1 and _UNDERLINE.fullmatch(self.lines[end].strip())
        return end + 1 if underlined and len(self.lines[end].strip()) >= 3 else end  # noqa: PLR2004 (`--` is a dash)

    def _is_table(self, number: int) -> bool:
        below = self.lines[number + 1].strip() if number + 1 < len(self.lines) else ""
        return "|" in self.lines[number] and "-" in below and "|" in below and bool(_TABLE_RULE.fullmatch(below))

    @staticmethod
    def _is_prompt(line: str) -> bool:
        return with_rooms(line) == ROOM or bool(ANSWER_LABEL.fullmatch(line) and line.endswith((":", "：")))

    def _continues(self, number: int) -> bool:
        """Whether a line is one more of the paragraph that began in another: neither blank nor a beginning itself."""
        line, before = self.lines[number].strip(), self.lines[number - 1]
        if (
            not line
            or _UNDERLINE.fullmatch(line)
            or _BULLET.match(line)
            or _CHECKBOX.match(line)
            or self._is_prompt(line)
        ):
            return False
        if split_number(line)[0] or (self.is_markdown and (_HEADING.fullmatch(line) or "|" in line)):
            return False
        if self.is_markdown:
            return not before.endswith(("  ", "\\"))
        short = len(before.rstrip()) < 45  # noqa: PLR2004 (nobody wraps lines that short)
        return not (
            short and (before.rstrip().endswith((":", "?", ".")) or ROOM in with_rooms(before) or ":" in line[:40])
        )

    def _stretch(self, start: int, end: int) -> Iterator[Line | Table]:
        first = self.lines[start].strip()
        position = Position(self.path, start + 1)
        if not first or (self.is_markdown and re.fullmatch(r"([-*_] ?){3,}", first)):
            yield Line("", position)
            return
        if self.is_markdown and self._is_table(start):
            yield self._table(start, end)
            return
        found = _HEADING.fullmatch(first) if self.is_markdown else None
        if found:
            yield self._line(found[2], position)._replace(level=len(found[1]))
            return
        lines = [line.strip() for line in self.lines[start:end]]
        if len(lines) == 2 and _UNDERLINE.fullmatch(lines[1]) and len(lines[1]) >= 3:  # noqa: PLR2004
            yield self._line(lines[0], position)._replace(level=1 if lines[1][0] == "=" else 2)
            return
        if _UNDERLINE.fullmatch(first) and first[0] != "_":
            yield Line("", position)
            return
        yield self._line("\n".join(lines) if self.is_markdown else " ".join(lines), position)

    def _line(self, text: str, position: Position) -> Line:
        text = re.sub(r"^(?:>\s*)+", "", text[:LONGEST])
        depth = 0
        if found := _BULLET.match(text):
            text, depth = text[found.end() :], 1
        text = _CHECKBOX.sub(BOX, text)
        strong = self.is_markdown and bool(re.fullmatch(r"(\*\*|__)[^*_]+\1[:.]?", text.strip()))
        if self.is_markdown:
            text = " ".join(plain_of(text).split())
        text = with_rooms(text)
        return Line(text, position, depth=depth, strong=strong, rooms=(Room(),) * text.count(ROOM))

    def _table(self, start: int, end: int) -> Table:
        rows = [
            tuple(self._cells(self.lines[number], Position(self.path, number + 1)))
            for number in range(start, end)
            if number != start + 1
        ]
        return Table(tuple(rows), 1)

    def _cells(self, row: str, position: Position) -> Iterator[Cell]:
        inside = row.strip().removeprefix("|").removesuffix("|")
        for column, text in enumerate(re.split(r"(?<!\\)\|", inside)[:_MOST_COLUMNS]):
            line = self._line(text.strip(), position)
            yield Cell((line,), position, column)


def plain_of(text: str) -> str:
    """A text without the marks of Markdown."""
    for pattern, plain in _MARKUP:
        text = pattern.sub(plain, text)
    return text
