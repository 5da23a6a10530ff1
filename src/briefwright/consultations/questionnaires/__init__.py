"""A body's questionnaire: the questions in its file, a recipe that answers them, and its own form, filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefwright.formats.docx.forms import Place
    from briefwright.problems import Position
    from briefwright.workspace.values import Limit


class Question(NamedTuple):
    """A question in its body's own words.

    ``number`` is what the body calls it (`3.`, `2 (a)`), ``group`` the headings that it stands under, outermost
    first; ``place`` is where a Word form has room for the answer, and ``position`` the line of the file.
    """

    text: str
    position: Position
    number: str = ""
    group: tuple[str, ...] = ()
    limit: Limit | None = None
    place: Place | None = None


class Questionnaire(NamedTuple):
    """A questionnaire as it was read: its title, and its questions in their order."""

    title: str
    questions: tuple[Question, ...]
