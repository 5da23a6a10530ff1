"""Questionnaires of many makes are read as a careful reader would."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from forms_of_bodies import FORMS
from lxml import etree
from word_forms import W

from briefwright.consultations.questionnaires.reading import read_questionnaire

if TYPE_CHECKING:
    from briefwright.consultations.questionnaires import Question

UNITS = ("words", "characters", "pages")
TAGS = {"control": "sdt", "bookmark": "bookmarkStart", "cell": "tc", "after": "p"}


@pytest.mark.parametrize("name", FORMS)
def test_questions_limits_and_places(name: str) -> None:
    """Each question is found with its number, its own words, its limit and its place, and nothing else is."""
    make, expected = FORMS[name]
    data = make()
    assert expected.strip().splitlines() == lines_of(data, name)


def lines_of(data: bytes, name: str) -> list[str]:
    """The questions of a file, a line each, and what is left out."""
    questionnaire, problems = read_questionnaire(data, name)
    assert questionnaire is not None, problems
    body = _body(data) if name.endswith(("docx", "dotx")) else None
    lines = [_line(question, body) for question in questionnaire.questions]
    return [*lines, *(f"-- {left.text}" for left in questionnaire.left_out)]


def _line(question: Question, body: Any) -> str:
    limit = ", ".join(f"{n} {unit}" for unit in UNITS if (n := getattr(question.limit, unit, None)))
    cells = [question.number, question.text, limit, _place(question, body), question.field or ""]
    while not cells[-1]:
        cells.pop()
    return " | ".join(cells).replace("|  |", "| |").strip()


def _place(question: Question, body: Any) -> str:
    """The kind of a place, and the three last words before it."""
    if question.place is None:
        return "none"
    element = list(body.iter(f"{{{W}}}{TAGS[question.place.kind]}"))[question.place.nth]
    ends = element if question.place.kind == "after" else None
    text = ""
    for each in body.iter():
        if each is element and ends is None:
            break
        if each.tag.endswith("}p"):
            if ends is not None and "over" in ends.attrib:
                break
            text += "\n"
        if each is element and ends is not None:
            ends.set("over", "")
        if each.tag.endswith("}t"):
            text += each.text or ""
        if each.tag.endswith("}br"):
            text += " "
    return f"{question.place.kind} < {' '.join(text.split()[-3:])}"


def _body(data: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))
