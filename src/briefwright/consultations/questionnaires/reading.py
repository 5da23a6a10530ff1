"""A file that a body sent, as a questionnaire: Word, Excel, Markdown or plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.consultations.questionnaires.questions import find_questions
from briefwright.problems import Code, Position, Problem

if TYPE_CHECKING:
    from briefwright.consultations.questionnaires import Questionnaire
    from briefwright.formats.lines import Read

SUFFIXES = (".docx", ".dotx", ".xlsx", ".md", ".markdown", ".txt")
"""The endings of the files that can be read."""


def read_questionnaire(data: bytes, path: str) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """The questions of a file, whose name says what it is; or the problem for which it cannot be read."""
    read = _read(data, path)
    if isinstance(read, Problem):
        return None, (read,)
    stem = path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return find_questions(read, " ".join(stem.replace("_", " ").replace("-", " ").split())), ()


def _read(data: bytes, path: str) -> Read | Problem:
    from briefwright.formats.docx.opening import RefusedError  # noqa: PLC0415 (only who reads a file pays for it)

    suffix = path.lower().rpartition(".")[2]
    try:
        if suffix in {"docx", "dotx"}:
            from briefwright.formats.docx.forms.lines import read_form  # noqa: PLC0415 (lxml)

            return read_form(data, path)
        if suffix == "xlsx":
            from briefwright.formats.xlsx import read_workbook  # noqa: PLC0415 (lxml)

            return read_workbook(data, path)
    except RefusedError as error:
        return Problem(Code.FILE_UNREADABLE, Position(path), f"the file cannot be used: {error}", error.hint)
    if suffix in {"md", "markdown", "txt"}:
        from briefwright.consultations.questionnaires.texts import read_text  # noqa: PLC0415 (as above)

        return read_text(data, path)
    hint = f"save it as one of these: {', '.join(SUFFIXES)}"
    return Problem(
        Code.FILE_UNREADABLE, Position(path), f"questions are not read from files of this kind (.{suffix})", hint
    )
