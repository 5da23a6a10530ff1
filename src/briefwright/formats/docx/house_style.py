"""A house style: a Word file of which the styles, the page, headers and footers are used.

It is read once into a value that many documents are written with: strings and bytes alone, so that it can
be pickled. Its body is left behind, and so is whatever writing makes anew or should not pass on: most
settings, notes, comments, embedded files, custom data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefwright.formats.docx import inheriting
from briefwright.formats.docx.opening import RefusedError, open_package
from briefwright.formats.docx.styles import Styles, read_styles
from briefwright.formats.docx.theme import THEME_TYPE, theme
from briefwright.problems import Code, Position, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from docx.document import Document as WordDocument

_THEME = "word/theme/plain.xml"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What a document takes from a house style.

    ``section`` and ``settings`` hold children of `w:sectPr` and `w:settings` by name; ``stories`` are its
    headers and footers; ``parts`` and ``types`` what goes into the package as it is, and ``relations`` those
    of them that belong to the document. ``text_width`` and ``text_height`` are twentieths of a point.
    ``endnotes`` puts notes at the end of the document; without ``bold`` or ``italic`` no words stand out by it.
    """

    styles: Styles
    section: Mapping[str, str]
    settings: Mapping[str, str]
    text_width: int
    text_height: int
    stories: tuple[inheriting.Story, ...]
    numbers: inheriting.Numbers
    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    relations: tuple[tuple[str, str], ...]
    endnotes: bool = False
    bold: bool = True
    italic: bool = True


def read_house_style(data: bytes, path: str) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
    """The house style in a Word file, and what is wrong with it; ``path`` is only what problems say."""
    position = Position(path)
    try:
        house_style = _taken_from(open_package(data))
    except RefusedError as error:
        return None, (Problem(Code.HOUSE_STYLE_INVALID, position, f"this file is no house style: {error}"),)
    return house_style, tuple(_role_missing(name, position) for name in house_style.styles.missing)


def _role_missing(name: str, position: Position) -> Problem:
    message = f'no style is named "{name}"; a plain one is used'
    return Problem(Code.HOUSE_STYLE_ROLE_MISSING, position, message, "add a style of that name in Word to set its look")


def _taken_from(word: WordDocument) -> HouseStyle:
    try:
        return _house_style(word)
    except RefusedError:
        raise
    except Exception as error:
        # A part may be anything that XML can be; a file that breaks reading is one finding to the user.
        raise RefusedError(f"a part of it is damaged ({type(error).__name__})") from error


def _house_style(word: WordDocument) -> HouseStyle:
    main, belongings = word.part, inheriting.Belongings()
    styles = inheriting.related(main, "styles")
    if styles is None:
        raise RefusedError("it has no styles")
    relations = tuple(_taken(main, belongings))
    width, height = inheriting.text_area(word.element)
    return HouseStyle(
        styles=read_styles(inheriting.parsed(styles)),
        section=inheriting.section_properties(word.element),
        settings=inheriting.settings(main),
        text_width=width,
        text_height=height,
        stories=inheriting.stories(main, belongings),
        numbers=inheriting.numbers(main, belongings),
        parts=belongings.parts,
        types=belongings.types,
        relations=relations,
    )


def _taken(main: Any, belongings: inheriting.Belongings) -> Iterator[tuple[str, str]]:
    """The theme and the table of fonts, by kind and name of part; a theme of ours where there is none."""
    for kind in ("theme", "fontTable"):
        part = inheriting.related(main, kind)
        if part is not None:
            yield kind, belongings.keep(part)
        elif kind == "theme":
            belongings.parts[_THEME] = theme("Times New Roman").encode()
            belongings.types[_THEME] = THEME_TYPE
            yield kind, _THEME
