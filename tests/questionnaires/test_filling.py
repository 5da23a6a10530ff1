"""`questionnaire fill` finds the question of each section, fills the form, and tells what it could not do."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from word_forms import cell, control, docx, p, table

from briefwright.cli import main
from briefwright.consultations.questionnaires import Question
from briefwright.consultations.questionnaires.matching import match_sections
from briefwright.problems import NOWHERE
from briefwright.workspace.values import Section

BASE = Path(__file__).parents[1] / "workspaces" / "cycling"
ONE = """---
title: {0}
kind: argument
status: approved
---

{1}
"""
RECIPE = """title: Answers
layout: questionnaire
organisation: riders
citation_style: oscola
sections:
  - name: first
    question: Which laws matter?
    number: "1"
    blocks: [laws]
  - name: second
    question: What should change, and when?
    number: "2."
    blocks: [change]
  - name: gone
    question: Who was asked?
    blocks: [laws]
"""


def form() -> bytes:
    """A form that asks the second question first, in slightly other words, and one that the recipe does not have."""
    return docx(
        table(("Name of organisation", ""), ("E-mail", cell(control(p("Click or tap here to enter text."))))),
        p("2. What should change and by when?", bold=True),
        table(("",)),
        p("1. Which laws matter?", bold=True),
        p(),
        p("3. Is there anything else that you wish to add?", bold=True),
        p(),
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a recipe that answers the form, and the form beside it."""
    shutil.copytree(BASE, tmp_path / "work")
    content = tmp_path / "work" / "content"
    (content / "blocks" / "laws.md").write_text(ONE.format("Laws", "The law of roads."), "utf-8")
    (content / "blocks" / "change.md").write_text(ONE.format("Change", "**All** of it."), "utf-8")
    (content / "recipes" / "answers.yaml").write_text(RECIPE, "utf-8")
    (content / "organisations.yaml").write_text("riders: {name: Riders, email: riders@example.org}\n", "utf-8")
    (tmp_path / "form.docx").write_bytes(form())
    return tmp_path


def run(root: Path, *more: str) -> int:
    """Fill the form of a folder."""
    arguments = ["answers", str(root / "form.docx"), "-o", str(root / "out.docx"), *more]
    return main(["--workspace", str(root / "work"), "questionnaire", "fill", *arguments])


def test_the_form_is_filled(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each answer stands at its question, fields come from the organisation's entry, and what is left is told."""
    assert run(root, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [
        ("Name of organisation", "filled", "name"),
        ("E-mail", "filled", "email"),
        ("What should change and by when?", "filled", "second"),
        ("Which laws matter?", "filled", "first"),
        ("Is there anything else that you wish to add?", "unanswered", ""),
    ] == [(each["question"], each["status"], each["answer"]) for each in told["questions"]]
    assert ["gone"] == [each["section"] for each in told["unplaced"]]
    read = python_docx.Document(BytesIO((root / "out.docx").read_bytes()))
    assert ["Name of organisation", "Riders"] == [each.text for each in read.tables[0].rows[0].cells]
    assert "All of it." == read.tables[1].rows[0].cells[0].text
    texts = [each.text for each in read.paragraphs]
    assert "The law of roads." == texts[texts.index("1. Which laws matter?") + 1]


def test_no_file_is_written_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the form itself nor a file that is there, unless that is asked for."""
    (root / "out.docx").write_bytes(b"mine")
    blank = (root / "form.docx").read_bytes()
    with pytest.raises(SystemExit) as refused:
        run(root)
    assert (2, b"mine") == (refused.value.code, (root / "out.docx").read_bytes())
    assert "write over it with --force" in capsys.readouterr().err
    assert run(root, "--force") == 1
    assert (root / "out.docx").read_bytes().startswith(b"PK")
    same = ["answers", str(root / "form.docx"), "-o", str(root / "form.docx"), "--force"]
    with pytest.raises(SystemExit):
        main(["--workspace", str(root / "work"), "questionnaire", "fill", *same])
    assert blank == (root / "form.docx").read_bytes()


def test_nothing_is_written_where_an_answer_has_errors(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A block that is missing stops the form, as it stops a document."""
    recipe = root / "work/content/recipes/answers.yaml"
    recipe.write_text(RECIPE.replace("[laws]", "[nowhere]"), "utf-8")
    assert run(root) == 1
    assert not (root / "out.docx").exists()
    assert 'there is no block "nowhere"' in capsys.readouterr().err


def test_an_answer_that_is_too_long_fills_drafts_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the question's limit forbids stops the form, as it stops a document; a draft is filled with a warning."""
    recipe = root / "work/content/recipes/answers.yaml"
    recipe.write_text(RECIPE.replace('number: "1"', 'number: "1"\n    limit: {words: 1}'), "utf-8")
    assert run(root) == 1
    assert not (root / "out.docx").exists()
    assert ": error: limit-exceeded: " in capsys.readouterr().err
    run(root, "--draft")
    assert (root / "out.docx").exists()
    assert ": warning: limit-exceeded: " in capsys.readouterr().err


def test_a_damaged_form_is_a_problem(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no Word file is refused with a reason, and nothing is written."""
    (root / "form.docx").write_bytes(b"no zip")
    assert run(root) == 1
    assert "it is not a zip" in capsys.readouterr().err
    assert not (root / "out.docx").exists()


def _matched(
    asked: list[tuple[str, str]], sections: list[tuple[str, str]]
) -> tuple[dict[int, str], list[str], list[str]]:
    questions = [Question(text, NOWHERE, number) for number, text in asked]
    ours = [Section(name=f"s{n}", question=text, number=number) for n, (number, text) in enumerate(sections)]
    found = match_sections(ours, questions)
    unclear = [section.name for section, _ in found.unclear]
    return {n: section.name for n, section in found.sections.items()}, unclear, [each.name for each in found.missing]


def test_sections_find_their_questions() -> None:
    """The same words match, whatever their case and punctuation; else the number, with most of the words."""
    asked = [("1.", "Which laws matter?"), ("2", "Please describe the measures taken since 2020."), ("3", "Other?")]
    ours = [("", "which laws matter"), ("2.", "Please describe all measures taken since 2020"), ("4", "Who pays?")]
    assert ({0: "s0", 1: "s1"}, [], ["s2"]) == _matched(asked, ours)


def test_the_same_question_twice_goes_by_number_and_order() -> None:
    """Where a form asks twice with the same words, each section takes one."""
    asked = [("1", "Please explain."), ("2", "Please explain.")]
    assert ({0: "s1", 1: "s0"}, [], []) == _matched(asked, [("2", "Please explain."), ("1", "Please explain.")])


def test_what_fits_two_questions_is_told() -> None:
    """A section that is as near to two questions takes neither."""
    asked = [("", "Which steps did States take in 2020?"), ("", "Which steps did States take in 2021?")]
    assert ({}, ["s0"], []) == _matched(asked, [("", "Which steps did States take in 2022?")])
