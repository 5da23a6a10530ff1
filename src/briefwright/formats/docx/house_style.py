"""A house style: a Word file of which the styles, the page, headers and footers are used.

It is read once into a value that many documents are written with: strings and bytes alone, so that it can
be pickled. Its body is left behind, and so is whatever writing makes anew or should not pass on: most
settings, notes, comments, embedded files, custom data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefwright.formats.docx import inheriting
from briefwright.formats.docx.cleaning import clean
from briefwright.formats.docx.opening import RefusedError
from briefwright.formats.docx.parts import open_package
from briefwright.formats.docx.styles import Styles, read_styles
from briefwright.formats.docx.theme import THEME_TYPE, theme
from briefwright.problems import Code, Position, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefwright.formats.docx.matching import Wanted
    from briefwright.formats.docx.parts import Part

_THEME = "word/theme/plain.xml"
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What a document takes from a house style.

    ``section`` and ``settings`` hold children of `w:sectPr` and `w:settings` by name; ``stories`` are its
    headers and footers; ``parts`` and ``types`` what goes into the package as it is, and ``relations`` those
    of them that belong to the document. ``text_width`` and ``text_height`` are twentieths of a point.
    ``endnotes`` puts notes at the end of the document; without ``bold`` or ``italic`` no words stand out by it.
    ``left_behind`` says in words what stayed in the file.
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
    left_behind: tuple[str, ...] = ()


def read_house_style(
    data: bytes, path: str, wanted: tuple[Wanted, ...] = ()
) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
    """The house style in a Word file, and what is wrong with it.

    ``path`` is only what problems say; ``wanted`` the mapping of roles that is given for it.
    """
    position = Position(path)
    try:
        house_style, problems = _taken_from(open_package(data), wanted)
    except RefusedError as error:
        message = f"this file is no house style: {error}"
        return None, (Problem(Code.HOUSE_STYLE_INVALID, position, message, error.hint),)
    return house_style, (*problems, *_roles_missing(house_style.styles, position))


def _roles_missing(styles: Styles, position: Position) -> Iterator[Problem]:
    """One warning, however much is missing: a template that was made for letters has none of our boxes."""
    if missing := styles.missing:
        first = ", ".join(missing[:_MOST_NAMED]) + ", …" * (len(missing) > _MOST_NAMED)
        message = f"it lacks {len(missing)} of {len(styles.matches)} styles, and plain ones are used: {first}"
        hint = f"see: briefwright styles check {position.path}"
        yield Problem(Code.HOUSE_STYLE_ROLE_MISSING, position, message, hint)


def _taken_from(main: Part, wanted: tuple[Wanted, ...]) -> tuple[HouseStyle, tuple[Problem, ...]]:
    try:
        return _house_style(main, wanted)
    except RefusedError:
        raise
    except Exception as error:
        # A part may be anything that XML can be; a file that breaks reading is one finding to the user.
        raise RefusedError(f"a part of it is damaged ({type(error).__name__})") from error


def _house_style(main: Part, wanted: tuple[Wanted, ...]) -> tuple[HouseStyle, tuple[Problem, ...]]:
    belongings, found = inheriting.Belongings(), main.related("styles")
    if found is None:
        raise RefusedError("it has no styles")
    clean(main.root)
    relations = tuple(_taken(main, belongings))
    width, height = inheriting.text_area(main.root)
    stories = inheriting.stories(main, belongings)
    numbers = inheriting.numbers(main, belongings)
    styles, problems = read_styles(found.root, numbers.ids, wanted, width)
    house_style = HouseStyle(
        styles=styles,
        section=inheriting.section_properties(main.root, stories),
        settings=inheriting.settings(main),
        text_width=width,
        text_height=height,
        stories=stories,
        numbers=numbers,
        parts=belongings.parts,
        types=belongings.types,
        relations=relations,
        left_behind=inheriting.left_behind(main),
    )
    return house_style, problems


def _taken(main: Part, belongings: inheriting.Belongings) -> Iterator[tuple[str, str]]:
    """The theme and the table of fonts, by kind and name of part; a theme of ours where there is none."""
    for kind in ("theme", "fontTable"):
        part = main.related(kind)
        if part is not None:
            yield kind, belongings.keep(part)
        elif kind == "theme":
            belongings.parts[_THEME] = theme("Times New Roman").encode()
            belongings.types[_THEME] = THEME_TYPE
            yield kind, _THEME
