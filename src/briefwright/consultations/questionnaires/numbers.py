"""The number that a body gives to a question: `3.`, `Q1`, `2 (a)`, `Article 6`."""

from __future__ import annotations

import re

_NAMES = (
    r"questions?|quest\.|q|frage|pregunta|вопрос|السؤال|سؤال|questão|domanda|vraag|spørsmål|fråga|pytanie|"
    r"article|art\.|artículo|artikel|статья|المادة|item|point|no\.|n°|nº|nr\.|№|indicator|issue"
)
_LETTER = r"[a-zа-яء-ي]"
_SIGN = r"(?:n[°ºo]\.?|nr\.|no\.|№|num[ée]ro|number|nummer)"
_NAMED = rf"(?:{_NAMES})\s*\.?\s*(?:{_SIGN}\s*)?(?:[a-z]{{1,2}}[.-]?)?\d{{1,3}}(?:\.\d{{1,2}}){{0,4}}{_LETTER}?(?:\s*\({_LETTER}\))?(?!\w)\s*[:.)\-–—]?(?=\s|$)"
_FIGURES = (
    rf"\d{{1,3}}(?:\.\d{{1,2}}){{0,4}}{_LETTER}?(?:\s?\((?:{_LETTER}|[ivx]+|\d)\)){{1,2}}[.:]?(?=\s|$)"  # 2 (a)
    rf"|\d{{1,3}}(?:\.\d{{1,2}}){{1,4}}{_LETTER}?[.):]?(?=\s|$)"  # 2.1
    rf"|\d{{1,3}}{_LETTER}?\s?[.):\]](?=\s|$|[^\W\d_]{{2}})"  # 2. 2) 2a.
    r"|\d{1,3}\s?[-–—](?=\s)"  # 2 -
    r"|\(\d{1,3}\)(?=\s|$)"
)
_LETTERS = (
    rf"\({_LETTER}{{1,2}}\)(?=\s|$)|\([ivx]{{1,5}}\)(?=\s|$)|{_LETTER}\s?\)(?=\s|$)|[ivx]{{1,5}}[).](?=\s|$)"
    rf"|[a-z]\.(?=\s)|{_LETTER}\s?[-–](?=\s)"
)
_CAPITALS = r"[A-ZА-Я]\.\d{1,2}(?:\.\d{1,2})*[.):]?(?=\s|$)|[A-ZА-Я]{1,2}\.?\d{1,3}(?:\.\d{1,2})*[.):](?=\s|$)|[A-ZА-Я][.)](?=\s)|[IVXLІ]{1,6}[.)](?=\s|$)"
_AT_START = re.compile(rf"(?:(?i:{_NAMED})|(?i:{_FIGURES})|{_LETTERS}|{_CAPITALS})")
_SUB = re.compile(rf"\(?(?:{_LETTER}{{1,2}}|[ivx]{{1,5}})\s?[).]|\({_LETTER}\)|{_LETTER}\s?[-–]")
_BARE = re.compile(
    rf"(?i:{_NAMED})|(?i:{_FIGURES})|{_LETTERS}|{_CAPITALS}|[A-ZА-Я]{{1,2}}\.?\d{{1,3}}(?:\.\d{{1,2}})*|\d{{1,3}}(?:\.\d{{1,2}}){{0,4}}{_LETTER}?"
)
_TITLES = re.compile(r"[A-ZА-Я][.)]|[IVXLІ]{1,6}[.)]")


def split_number(text: str) -> tuple[str, str]:
    """The number at the start of a text, and the rest of it."""
    text = text.lstrip("* ")  # the mark of what must be answered
    found = _AT_START.match(text)
    if not found or not (rest := text[found.end() :].strip()):
        return "", text
    return clean(found[0]), rest


def clean(number: str) -> str:
    """A number without the colon or dash that parts it from the question."""
    return " ".join(number.split()).rstrip(" :–—-")


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return bool(_BARE.fullmatch(text.strip()))


def is_sub(number: str) -> bool:
    """Whether a number is that of a part of a question: `(a)`, `ii)`."""
    return bool(_SUB.fullmatch(number))


def is_of_titles(number: str) -> bool:
    """Whether a number is one that sections have more often than questions: `III.`, `B.`."""
    return bool(_TITLES.fullmatch(number))


def joined(parent: str, number: str) -> str:
    """The number of a part of a question, with that of the question: `2.` and `(a)` are `2 (a)`."""
    if not parent:
        return number
    letter = number.strip("().–- ")
    return f"{parent.rstrip(' .):')} ({letter})"
