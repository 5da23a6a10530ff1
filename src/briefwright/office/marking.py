"""The drawing in a page's content that belongs to no text: a screen reader is told to pass over it.

LibreOffice paints the borders of paragraphs without saying what they are. All text and pictures it tags.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    rb"""[\0\t\n\f\r ]+ | %[^\r\n]*
    | (?P<operand> \((?:\\.|[^\\()])*\) | <<|>> | <[0-9A-Fa-f\s]*> | [\[\]] | /[^\0\t\n\f\r ()<>\[\]{}/%]*
      | [-+.0-9]+ )
    | (?P<operator> [A-Za-z'"*][A-Za-z0-9'"*]* )
    """,
    re.VERBOSE | re.DOTALL,
)
_BEGIN, _END = frozenset({b"BMC", b"BDC"}), b"EMC"
_PATH = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"W", b"W*"})
_PAINT = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_WORDS = frozenset({b"true", b"false", b"null"})


class _Drawing(NamedTuple):
    start: int
    end: int


def marked_drawings(content: bytes) -> bytes:
    """The content of a page, every path that is painted outside of marked content marked as an artifact.

    Content that cannot be read through comes back as it is.
    """
    pieces: list[bytes] = []
    done = 0
    for start, end in _unmarked(content):
        pieces += [content[done:start], b"/Artifact BMC\n", content[start:end], b"\nEMC"]
        done = end
    return b"".join([*pieces, content[done:]])


def _unmarked(content: bytes) -> list[_Drawing]:
    """From where to where the paths stand that are painted and not marked."""
    found: list[_Drawing] = []
    depth, place, operands, path = 0, 0, -1, -1
    while place < len(content):
        token = _TOKEN.match(content, place)
        if token is None:
            return []
        if token["operand"] or token["operator"] in _WORDS:
            operands = place if operands < 0 else operands
        elif operator := token["operator"]:
            if operator == b"BI":
                return []
            depth += (operator in _BEGIN) - (operator == _END)
            if operator in _PATH:
                path = path if path >= 0 else place if operands < 0 else operands
            else:
                if operator in _PAINT and path >= 0 and depth == 0:
                    found.append(_Drawing(path, token.end()))
                path = -1
            operands = -1
        place = token.end()
    return found
