"""A text being read: its lines, the place that the reading has come to, its notes and its problems.

markdown-it gives block tokens their lines and inline tokens nothing, so the place of a citation or a
placeholder is found by looking for its markup from where the reading stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.problems import Code, Position, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from briefwright.document import Elements

LINE_ENDS = re.compile(r"\r\n?|\n")
"""What CommonMark takes for the end of a line, and nothing else (not U+2028, not a form feed)."""


class Group(NamedTuple):
    """A token that opens with all that stands inside it, or a token on its own."""

    token: Token
    inside: tuple[Group, ...]


def grouped(tokens: Iterable[Token]) -> tuple[Group, ...]:
    """The flat run of tokens as the tree that it stands for."""
    return tuple(_groups(iter(tokens)))


def _groups(tokens: Iterator[Token]) -> Iterator[Group]:
    for token in tokens:
        if token.nesting < 0:
            return
        yield Group(token, tuple(_groups(tokens)) if token.nesting > 0 else ())


@dataclass(slots=True)
class Source:
    """The reading of one text. ``line`` and ``column`` count from 0 within the text."""

    lines: list[str]
    path: str
    first_line: int
    inline_notes: dict[int, dict[str, Any]]
    layout: bool = False
    notes: dict[str, Elements] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    in_note: bool = False
    problems: list[Problem] = field(default_factory=list)
    line: int = 0
    column: int = 0

    def start(self, token: Token) -> Position:
        """Go to where a block token begins."""
        if token.map:
            self.line = min(token.map[0], len(self.lines) - 1)
            line = self.lines[self.line]
            self.column = len(line) - len(line.lstrip(" \t>"))
        return self.here()

    def here(self) -> Position:
        """Where the reading stands."""
        return Position(self.path, self.first_line + self.line, self.column + 1)

    def find(self, markup: str) -> Position:
        """Go behind the next occurrence of ``markup``; its place is the answer (here, where there is none)."""
        needle = LINE_ENDS.split(markup, maxsplit=1)[0]
        for line in range(self.line, len(self.lines)):
            column = self.lines[line].find(needle, self.column if line == self.line else 0)
            if column >= 0:
                self.line, self.column = line, column + len(needle)
                return Position(self.path, self.first_line + line, column + 1)
        return self.here()

    def unescaped(self, markup: str) -> Position | None:
        """The place of ``markup`` in this paragraph, if no backslash stands before it; the reading stays here."""
        for line in range(self.line, min(self.line + 40, len(self.lines))):
            if not self.lines[line].strip():
                return None
            column = self.lines[line].find(markup, self.column if line == self.line else 0)
            if column >= 0:
                escaped = column > 0 and self.lines[line][column - 1] == "\\"
                return None if escaped else Position(self.path, self.first_line + line, column + 1)
        return None

    def begins_line(self, place: Position) -> bool:
        """Whether nothing but white space stands before a place in its line."""
        return not self.lines[place.line - self.first_line][: place.column - 1].strip()

    def report(self, code: Code, place: Position, message: str, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, place, message, hint))
