"""A body's questionnaire: the questions in its file, a recipe that answers them, and its own form, filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefwright.formats.docx.forms import Place
    from briefwright.problems import Position
    from briefwright.workspace.values import Field, Limit


class Question(NamedTuple):
    """A question in its body's own words.

    ``number`` is what the body calls it (`3.`, `2 (a)`), ``group`` the headings that it stands under, outermost
    first; ``place`` is where a Word form has room for the answer, and ``position`` the line of the file (in a Word
    file, the number of the paragraph). ``choices`` are the answers to choose from; ``field`` is what the entry of an
    organisation answers it with.
    """

    text: str
    position: Position
    number: str = ""
    group: tuple[str, ...] = ()
    limit: Limit | None = None
    place: Place | None = None
    choices: tuple[str, ...] = ()
    field: Field | None = None


class LeftOut(NamedTuple):
    """A line that might be taken for a question, and why it is none."""

    text: str
    position: Position
    reason: str


class Questionnaire(NamedTuple):
    """A questionnaire as it was read: its title, its questions in their order, and what was not taken for one."""

    title: str
    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...] = ()
