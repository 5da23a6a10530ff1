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
from typing import NamedTuple

DASHES = "–—"
_HARD = re.compile(
    r"[^\s!-~\xa1-\xac\xae-\xb1\xb4-\xb8\xba\xbb\xbf-\u02ff\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u0482"
    r"\u048a-\u052f\u05be\u05d0-\u05ea\u05f3\u05f4\u060c\u061b\u061f\u0621-\u064a\u0660-\u066d\u1e00-\u1eff"
    r"\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff]"
)
"""What nearly no line has: in others a word is what stands between spaces, and a character is a code point."""
_BROKEN = re.compile(r"--+(?=[^\s-])")
"""Two hyphens or more, behind which a word ends."""
_SPACES = str.maketrans(DASHES, " " * len(DASHES))


class Length(NamedTuple):
    """Words and characters."""

    words: int = 0
    characters: int = 0


def length(line: str) -> Length:
    """The words and characters of a line."""
    if not _HARD.search(line):
        return Length(_easy_words(line), len(line))
    from briefwright.consultations import hard_lines  # noqa: PLC0415 (few texts have one; its patterns take time)

    return Length(hard_lines.words(line), hard_lines.characters(line))


def _easy_words(line: str) -> int:
    spaced = line.translate(_SPACES) if _has_dash(line) else line
    return len(spaced.split()) + (len(_BROKEN.findall(spaced)) if "--" in spaced else 0)


def _has_dash(line: str) -> bool:
    return any(dash in line for dash in DASHES)
