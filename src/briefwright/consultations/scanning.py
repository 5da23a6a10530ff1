"""Words and characters of lines that are more than letters and spaces, by the rules of LibreOffice and of ICU.

`words.py` says what comes of them.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from briefwright.consultations.words import DASHES, Length

WIDTHLESS_SPACE = "\u200b"
_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00016fe0-\U00018fff\U0001aff0-\U0001b2ff\U00020000-\U0003ffff]"
)


def scan(line: str) -> Length:
    """The words and characters of any line."""
    return Length(_words(line), _characters(line))


# ── Words ────────────────────────────────────────────────────────────────────

_LETTERS = "[LB](?:[LBEZF]*[LB])?[BEZ]*"
_TOKEN = re.compile(
    rf"-[EZ][BEZ]*|(?:[LB][LBEZ]*)?(?:(?:-{_LETTERS})+-*|-+)"  # with hyphens
    rf"|{_LETTERS}"
    r"|[^FZ-][BEZ]*|."
)
"""What belongs together, in the classes of `_class_of`: letters `L`, marks above and below them `E` (`B` are both),
formatting `F` (`Z`: the zero-width non-joiner, also a mark), the hyphen, spaces, and others `O`."""


def _words(line: str) -> int:
    classes = "".join(map(_class_of, line))
    ends = iter(token.end() for token in _TOKEN.finditer(classes))
    counted = place = end = 0
    while place < len(line):
        if classes[place] == " ":
            place += 1
        elif line[place] == WIDTHLESS_SPACE:
            if place and classes[place - 1] not in " W":
                break
            place += len(classes[place:]) - len(classes[place:].lstrip(" W"))
        else:
            while end <= place:
                end = next(ends)
            counted += 1
            place = _cut(line, place, end)
    return counted


def _cut(line: str, place: int, end: int) -> int:
    """Where a word ends: an Asian letter is one by itself."""
    found = _ASIAN.search(line, place, end)
    if found is None:
        return end
    return place + 1 if found.start() == place else found.start()


@cache
def _class_of(letter: str) -> str:
    fixed = {"-": "-", WIDTHLESS_SPACE: "W", "\u200c": "Z"}.get(letter)
    if fixed or letter.isspace() or letter in DASHES:
        return fixed or " "
    if _UNJOINED.match(letter):
        return "E" if category(letter) == "Mn" and not _VOWELS.match(letter) else "O"
    kind = category(letter)
    if kind in {"Mn", "Me"} or _MORE_MARKS.match(letter):
        return "B" if _VOWELS.match(letter) else "E"
    if kind == "Cf":
        return "F"
    return "L" if kind[0] in "LPS" or kind in {"Nd", "Nl", "Mc"} else "O"


_UNJOINED = re.compile("[\u0e01-\u0e3a\u0e40-\u0edf\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
"""Thai, Lao, Hiragana, Katakana: letters that do not make words in a row."""
_VOWELS = re.compile(
    "[\u0345\u0363-\u036f\u05b0-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0657\u0659-\u065f\u0670"
    "\u06d6-\u06dc\u06e1-\u06e4\u06e7\u06e8\u06ed\u0711\u0730-\u073f\u0900-\u0902\u093a\u0941-\u0948\u0955-\u0957"
    "\u0962\u0963\u0981\u09c1-\u09c4\u0e31\u0e34-\u0e3a\u0e4d\u0eb1\u0eb4-\u0eb9\u0ebb\u0ebc\u0ecd\u102d-\u1030]"
)
"""Marks that are alphabetic besides, which only matters where no letter stands before them."""
_MORE_MARKS = re.compile(
    "[\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u1b35\u302e\u302f\uff9e\uff9f]"
)
"""Marks that take up room, and extend a letter all the same."""

# ── Characters ───────────────────────────────────────────────────────────────

_EXTENDING = "XJv"
_CLUSTER = re.compile(
    r" |C|P*(?:RR|l*(?:V+|AV*|H)T*|l+|T+|E(?:[Xv]*JE)*"
    rf"|I(?:[{_EXTENDING}]*v[{_EXTENDING}]*I)*|[^ CP])[{_EXTENDING}S]*|P+"
)
"""Grapheme clusters in the classes of `_kind_of`; to LibreOffice, nothing joins a space."""
_KINDS = (
    (" ", " "),
    ("J", "\u200d"),
    ("v", "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d"),
    ("I", "\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc\u09dd\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9"),
    ("I", "\u0b15-\u0b39\u0b5c\u0b5d\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a"),
    ("X", "\u200c\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"),
    ("P", "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd"),
    ("S", "\u0e33\u0eb3"),
    ("O", "\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c"),
    ("l", "\u1100-\u115f\ua960-\ua97c"),
    ("V", "\u1160-\u11a7\ud7b0-\ud7c6"),
    ("T", "\u11a8-\u11ff\ud7cb-\ud7fb"),
    ("R", "\U0001f1e6-\U0001f1ff"),
    ("E", "©®‼⁉™ℹ↔-↙↩↪⌚-⏿Ⓜ▪-◾☀-➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙\U0001f000-\U0001f1e5\U0001f200-\U0001faff"),
)
_KIND = tuple((kind, re.compile(f"[{letters}]")) for kind, letters in _KINDS)


def _characters(line: str) -> int:
    return sum(1 for _ in _CLUSTER.finditer("".join(map(_kind_of, line))))


@cache
def _kind_of(letter: str) -> str:
    named = next((kind for kind, letters in _KIND if letters.match(letter)), "")
    if named:
        return named
    if "\uac00" <= letter <= "\ud7a3":
        return "H" if (ord(letter) - 0xAC00) % 28 else "A"
    kind = category(letter)
    if kind in {"Mn", "Me"} or _MORE_MARKS.match(letter):
        return "X"
    return {"Mc": "S", "Cc": "C", "Cf": "C", "Zl": "C", "Zp": "C"}.get(kind, "O")
