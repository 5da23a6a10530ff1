"""Words and characters of a line, exactly as LibreOffice Writer counts them.

**Words** stand between white space and en or em dashes, the two that LibreOffice is set to break at. A hyphen, a
slash, a full stop, an apostrophe or an ellipsis breaks no word; and what stands alone is one, be it `&` or `…`:

=====================================  =====  =======================================================
``well-known``, ``and/or``, ``a@b.eu``   1    so is an address of the web, and ``1,000.5``
``§ 5``, ``10 €``                        2    whatever space it is: non-breaking or narrow ones as well
``2014–2019``, ``word—word``             2    a dash is no word by itself
``a - b``, ``a … b``                     3    a hyphen or an ellipsis that stands alone is one
``a--b``                                 2    two hyphens break behind them
``m²``, ``1½``, ``CO₂``                  2    a raised number or a fraction is a word of its own
=====================================  =====  =======================================================

Chinese, Japanese and Korean count by letter. So do Thai and Lao where they are quoted; *in* Thai, Lao, Khmer and
Tibetan LibreOffice uses a dictionary, which we have not. A mark of direction or a word joiner with no letter on one
side of it is a word. A zero-width space right behind a letter ends the count of its paragraph: a fault of
LibreOffice's, which we share, so that its numbers and ours are the same.

**Characters** are what a reader would point at as one (grapheme clusters, UAX 29): `é` is one however it is written,
and so is an emoji with its skin. Spaces count, the ends of paragraphs do not.

The rules are those of LibreOffice's `count_word.txt` and `SwScanner`, and of ICU's clusters. Tests ask LibreOffice.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

_PLAIN_RANGES = (
    " ~", "\t\r", "\x1c\x1f", "\x85\x85", "\xa0\xac", "\xae\xb1", "\xb4\xb8", "ºº", "»»", "¿\u02ff", "ΆΆ", "ΈΊ", "ΌΌ",
    "ΎΡ", "Σ\u0482", "\u048a\u052f", "\u05be\u05be", "\u05d0\u05ea", "\u05f3\u05f4", "\u060c\u060c", "\u061b\u061b",
    "\u061f\u061f", "\u0621\u064a", "\u0660\u066d", "\u1680\u1680", "\u1e00\u1eff", "\u2000\u200a", "\u2010\u2029",
    "\u202f\u205f", "\u20a0\u20bf", "\u2190\u22ff", "\u3000\u3000",
)  # fmt: skip
_PLAIN = frozenset(map(chr, chain.from_iterable(range(ord(ends[0]), ord(ends[1]) + 1) for ends in _PLAIN_RANGES)))
"""What nearly all lines are made of: in them a word is what stands between spaces, a character is a code point."""
DASHES = "–—"
_BREAK = re.compile(r"--+(?=[^\s–—-])")
"""Hyphens in a row break a word behind them."""
_SPACES = str.maketrans(DASHES, " " * len(DASHES))


class Length(NamedTuple):
    """Words and characters."""

    words: int = 0
    characters: int = 0


def length(line: str) -> Length:
    """The words and characters of a line."""
    if _PLAIN.issuperset(line):
        words = len(line.translate(_SPACES).split() if _has_dash(line) else line.split())
        return Length(words + (len(_BREAK.findall(line)) if "--" in line else 0), len(line))
    from briefwright.consultations.scanning import scan  # noqa: PLC0415 (5 ms, and few lines need it)

    return scan(line)


def _has_dash(line: str) -> bool:
    return any(dash in line for dash in DASHES)
