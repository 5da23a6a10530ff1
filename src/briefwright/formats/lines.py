"""A body's file as it was read, whatever kind of file it is: lines, and tables of them, with the room for answers.

Where a line has room for an answer, `ROOM` stands in its text: once for each of its ``rooms``, in their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from briefwright.formats.docx.forms import Place
    from briefwright.problems import Position

ROOM = "\ufffc"
"""Stands in a text where an answer goes: a character that Unicode keeps for objects among words."""
BOX = "☐"
"""Stands in a text where a box is to be ticked."""


LONGEST = 10_000
"""Characters of a line behind which it is cut: no question is as long, and patterns are tried on all of it."""


class Room(NamedTuple):
    """Where an answer goes; ``place`` is None where the answer cannot be put there by a program.

    ``name`` is what the file calls it (the title or tag of a content control, the name of a bookmark), ``said`` what
    it says while nobody has answered, ``options`` are the answers of which one is chosen.
    """

    place: Place | None = None
    kind: Literal["text", "choice", "date"] = "text"
    name: str = ""
    said: str = ""
    options: tuple[str, ...] = ()


class Line(NamedTuple):
    """A paragraph. Its ``number`` is one that the file gives by itself (`2.1`, `(a)`) and is not in the text.

    ``level`` is that of a heading, 0 for other text; ``depth`` that of a list, from 1; ``strong`` is a line all of
    which is bold; ``notes`` are the texts of its footnotes; ``after`` is the place behind it.
    """

    text: str
    position: Position
    number: str = ""
    level: int = 0
    depth: int = 0
    strong: bool = False
    rooms: tuple[Room, ...] = ()
    notes: str = ""
    after: Place | None = None

    @property
    def words(self) -> str:
        """Its text without the rooms in it."""
        return " ".join(self.text.replace(ROOM, " ").split())


class Cell(NamedTuple):
    """A cell: the ``column`` in which it begins, how many columns and rows it spans, and what stands in it."""

    content: tuple[Line | Table, ...]
    position: Position
    column: int
    columns: int = 1
    rows: int = 1
    place: Place | None = None


class Table(NamedTuple):
    """A table by its rows. ``header`` is how many of them the file itself says are heads of columns."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0


Content = tuple[Line | Table, ...]


class Read(NamedTuple):
    """What a file holds: its title, if it says one, and its lines and tables."""

    title: str
    content: Content


# ── What stands where an answer will be ──────────────────────────────────────

_RULE = r"_{3,}|\.{5,}|…{2,}|(?:\. ){4,}\.?|(?:_ ){3,}_?|-{8,}|[\u2002\u2003]{4,}"
"""What is drawn for a pen to write on."""
_VERBS = (
    r"click|tap|type|enter|insert|write|"
    r"cliquez|appuyez|tapez|entrez|saisissez|saisir|inscrire|écrire|écrivez|insérez|insérer|"
    r"haga clic|haz clic|pulse|escriba|introduzca|inserte|"
    r"klicken|tippen|bitte hier|"
    r"щелкните|щёлкните|нажмите|введите|место для|вставьте|впишите|"
    r"انقر|اضغط|اكتب|أدخل|"
    r"fare clic|clicca|inserire|clique|insira|klik|kliknij"
)
_HERE = r"here|ici|aquí|hier|здесь|сюда|هنا|qui|aqui|tutaj|enter text|enter a date|saisir du texte|text eingeben"
_CHOICES = (
    r"choose an item|select an item|choose an option|please select|choisissez un élément|elija un elemento|"
    r"wählen sie ein element aus|выберите элемент|اختر عنصرًا|اختيار عنصر"
)
_PROMPT = re.compile(
    rf"(?:please |veuillez |por favor,? |bitte |пожалуйста,? |يرجى )?(?:{_VERBS})\b.{{0,50}}\b(?:{_HERE})\b.{{0,30}}"
    rf"|(?:{_CHOICES})|bitte hier \w+",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"(?:your |the )?(?:answer|response|reply|comments?|text|input|votre réponse|réponse|respuesta|su respuesta|"
    r"antwort|ihre antwort|ответ|ваш ответ|الإجابة|إجابة|الرد|risposta|resposta|n/?a|tbc|x{3,})"
    r"(?: (?:here|ici|aquí|hier|здесь|هنا))?"
    rf"|(?:please |veuillez |por favor,? |bitte |пожалуйста,? |يرجى )?(?:{_VERBS}|add|fill in|indicate|choose)\b.*",
    re.IGNORECASE,
)
_EDGES = " \t\n\xa0\u2002\u2003[]<>{}()«»‹›*:.…-–—_/"
_LONGEST_PROMPT = 100


def with_rooms(text: str) -> str:
    """The text with `ROOM` for each stretch that is there to be written over."""
    text = text[:LONGEST]
    if is_prompt(text):
        return ROOM
    text = re.sub(rf"(?:{_RULE})+(?:\s*(?:{_RULE}))*", ROOM, text)
    return re.sub(
        r"[\[<{«‹][^\[\]<>{}«»‹›]{0,100}[\]>}»›]", lambda found: ROOM if is_prompt(found[0]) else found[0], text
    )


def is_prompt(text: str) -> bool:
    """Whether a text only says that an answer goes here: "[Answer]", "…", "Click or tap here to enter text."."""
    words = " ".join(text.split())
    bare = words.strip(_EDGES)
    if not words or len(words) > _LONGEST_PROMPT:
        return False
    if not bare:
        return words == "…" or (len(words) > 1 and words[0] in "[<{…._")
    if words[0] in "[<{«‹…":
        return bool(_IN_BRACKETS.fullmatch(bare) or _PROMPT.fullmatch(bare))
    return bool(_PROMPT.fullmatch(bare)) and not words.endswith("?")
