"""Abbreviations and signs as they are said: "No. 28" is "number 28", "e.g." is "for example"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefwright.compose.locales import locale_of
from briefwright.compose.speaking import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SPACE = "[ \u00a0\u202f\u2009]"
_FIGURE = rf"{_SPACE}?(?=\d)"
_STARTS = re.compile(r"[.!?…]\s+$")


class _Table(NamedTuple):
    """Abbreviations with what is said for them, and the pattern that finds them."""

    pattern: re.Pattern[str] | None
    said: Mapping[str, str]


def say_signs(text: str, tag: str) -> str:
    """A text without signs and abbreviations that a speaker would have to think about."""
    for kind in ("anywhere", "before", "after", "signs"):
        table = _table(kind, tag)
        if table.pattern and table.pattern.search(text):
            text = _said(text, table)
    if times := words.TIMES.get(tag.split("-", maxsplit=1)[0]):
        text = re.sub(rf"(?<=\d){_SPACE}?×{_SPACE}?(?=\d)", f" {times} ", text)
    return _with_and(text, tag) if "&" in text else text


def _with_and(text: str, tag: str) -> str:
    """A text with the language's "and" for the sign between two words (not in "R&D")."""
    locale = locale_of(tag)
    pattern = locale.list_patterns["standard"]["2"] if locale else ""
    between = re.fullmatch(r"\{0\}([^{}]*\w[^{}]*)\{1\}", pattern)
    return re.sub(rf"(?<=\S){_SPACE}&{_SPACE}(?=\S)", between[1], text) if between else text


@lru_cache(maxsize=64)
def _table(kind: str, tag: str) -> _Table:
    match kind:
        case "anywhere":
            found, after = words.of(words.ANYWHERE, tag), r"(?!\w)"
        case "before":
            found, after = words.of(words.BEFORE_FIGURES, tag), _FIGURE
        case "after":
            return _after(words.of(words.AFTER_FIGURES, tag))
        case _:
            found, after = words.of(words.SIGNS, tag), _FIGURE
    said = {_key(short): long for short, long in found.items()}
    return _Table(_pattern(found, after), said)


def _after(found: dict[str, str]) -> _Table:
    """The table of what stands behind figures."""
    either = "|".join(map(re.escape, found))
    pattern = re.compile(rf"(?<=\d)(?P<gap>{_SPACE}?)(?P<short>{either})(?!\w)") if found else None
    return _Table(pattern, found)


def _pattern(shorts: Iterable[str], after: str) -> re.Pattern[str] | None:
    longest_first = sorted(shorts, key=len, reverse=True)
    found = "|".join(map(_loose, longest_first))
    return re.compile(rf"(?<![\w.])(?P<short>{found}){after}") if found else None


def _loose(short: str) -> str:
    """The pattern of an abbreviation: with any space or none between its letters, its first one small or not."""
    pieces = re.split(r"(?<=\.) |(?<=\.)(?=\w\.)", short)
    pattern = f"{_SPACE}?".join(re.escape(piece).replace(r"\ ", _SPACE) for piece in pieces)
    first = short[0]
    return f"[{first}{first.upper()}]{pattern[1:]}" if first.islower() and first.upper() != first else pattern


def _key(short: str) -> str:
    """What the ways to write an abbreviation have in common."""
    bare = re.sub(r"\s", "", short)
    return bare[0].lower() + bare[1:]


def _said(text: str, table: _Table) -> str:
    def said(found: re.Match[str]) -> str:
        short = found["short"]
        long = table.said[_key(short)]
        if _begins(text, found.start()) and short[0].isupper():
            long = long[0].upper() + long[1:]
        if text[found.end() : found.end() + 1].isdigit():
            return f"{long} "
        gap = " " if "gap" in found.groupdict() else ""
        return gap + long + ("." if _ends_sentence(short, text[found.end() : found.end() + _NEAR]) else "")

    return table.pattern.sub(said, text) if table.pattern else text


_NEAR = 8
"""How many characters around an abbreviation tell whether a sentence begins or ends there."""
_ENDS = frozenset(map(_key, words.ENDING))


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins at a place."""
    return not place or bool(_STARTS.search(text[max(0, place - _NEAR) : place]))


def _ends_sentence(short: str, after: str) -> bool:
    """Whether the full stop of an abbreviation is that of a sentence as well."""
    return _key(short) in _ENDS and (
        not after.strip() or bool(re.match(r"[”’»\"]?\s+[^\W\d_]", after) and _capital(after))
    )


def _capital(after: str) -> bool:
    return next((char.isupper() for char in after if char.isalpha()), False)
