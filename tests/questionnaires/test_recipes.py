"""`questionnaire read` writes a recipe that builds as it stands, and refuses what is meant to harm."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from forms_of_bodies import FORMS
from test_reading import lines_of
from word_forms import PACKAGE, W, cell, docx, p, table, zipped
from workbooks import xlsx

from briefwright.cli import main
from briefwright.compose import compose
from briefwright.consultations.questionnaires.limits import find_limit, is_limit_alone
from briefwright.consultations.questionnaires.numbers import split_number
from briefwright.consultations.questionnaires.reading import read_questionnaire
from briefwright.consultations.questionnaires.recipe import recipe_data, section_names, written
from briefwright.formats.docx.forms.lines import read_form
from briefwright.formats.lines import Line
from briefwright.problems import Code
from briefwright.workspace import read_workspace
from briefwright.workspace.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/workspaces/cycling"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be changed."""
    shutil.copytree(BASE, tmp_path / "w")
    return tmp_path / "w"


def read(root: Path, file: Path, *more: str) -> int:
    """Run `questionnaire read`."""
    return main(["--workspace", str(root), "questionnaire", "read", str(file), *more])


# ── The recipe ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", FORMS)
def test_the_recipe_composes_as_it_stands(root: Path, name: str) -> None:
    """Every form gives a recipe without errors, whose document has each question, and lists what is open."""
    file = root / name
    file.write_bytes(FORMS[name][0]())
    assert 0 == read(root, file)
    workspace = read_workspace(root)
    recipe = name.rpartition(".")[0]
    composed = compose(workspace, recipe, "en")
    assert composed.document is not None, composed.problems
    assert {Code.QUESTION_UNANSWERED} == {problem.code for problem in composed.problems}
    questionnaire, _ = read_questionnaire(file.read_bytes(), name)
    assert questionnaire is not None
    sections = workspace.recipes[recipe].value.sections
    assert [question.text for question in questionnaire.questions] == [section.question for section in sections]
    assert [question.limit for question in questionnaire.questions] == [section.limit for section in sections]
    assert [question.number for question in questionnaire.questions] == [str(section.number) for section in sections]


def test_what_the_organisation_knows_is_answered(root: Path) -> None:
    """A field is answered from the organisation's entry; blocks go before it; the rest is listed as open."""
    (root / "form.docx").write_bytes(FORMS["special-procedure.docx"][0]())
    assert 0 == read(root, root / "form.docx")
    assert 0 == main(["--workspace", str(root), "build", "form", "-f", "text"])
    text = (root / "build/drafts/form.en.txt").read_text("utf-8")
    assert "Name of organisation:\n\nWheels for All\n" in text
    assert "Key questions\n" in text
    assert "1. What laws exist?\n\nNo answer.\n" in text
    _, _, open_ones = text.partition("Questions without an answer\n")
    assert "- 3 (a). What is done? (max. 200 words)" not in open_ones
    assert "- 3 (a) What is done? (max. 200 words)" in open_ones
    assert "Name of organisation" not in open_ones


def test_a_recipe_is_not_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A recipe that is there stays, unless `--force` says otherwise; `-o` names another; `--dry-run` writes none."""
    form = root / "Call for Input (2027).txt"
    form.write_text("1. What would you do?\n", encoding="utf-8")
    made = root / "content/recipes/call-for-input-2027.yaml"
    assert 0 == read(root, form, "--dry-run")
    assert not made.exists()
    assert 0 == read(root, form)
    before = made.read_text("utf-8")
    form.write_text("1. What else would you do?\n", encoding="utf-8")
    assert 1 == read(root, form)
    assert "--force" in capsys.readouterr().err
    assert before == made.read_text("utf-8")
    assert 0 == read(root, form, "--force")
    assert "What else" in made.read_text("utf-8")
    assert 0 == read(root, form, "-o", str(root / "content/recipes/other.yaml"))
    assert (root / "content/recipes/other.yaml").is_file()


def test_json_tells_every_question(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--json`, each question has its name, number, words, group, limit, place and line."""
    form = root / "form.docx"
    form.write_bytes(
        docx(p("Part 1", style="Heading1"), p("Part 2", style="Heading1"), table(("1. Why? (max. 50 words)", "")))
    )
    assert 0 == read(root, form, "--json")
    told = json.loads(capsys.readouterr().out)
    expected = {
        "name": "q1", "number": "1.", "text": "Why? (max. 50 words)", "group": ["Part 2"], "limit": {"words": 50},
        "place": "cell 1", "choices": [], "field": None, "line": 3,
    }  # fmt: skip
    assert [expected] == told["questions"]
    assert "content/recipes/form.yaml" == told["recipe"]


@pytest.mark.parametrize(
    "text",
    [
        "What is {{ facts.x }}? # no: [a] & *b* | 'c' \"d\"",
        "Question: " + "what is the matter with these words " * 9 + "?",
        "no",
        "null",
        "1.50?",
        "? - x",
        "Что \u200f\u00a0это? " * 20,
        "::: question",
        "<b>bold</b>?",
    ],
)
def test_any_words_come_through_yaml_and_layout(root: Path, text: str) -> None:
    """A question reads back from the recipe as it was, and stands in the document in its own words."""
    form = docx(table((text, "")))
    questionnaire, _ = read_questionnaire(form, "form.docx")
    assert questionnaire is not None
    data = recipe_data(questionnaire, "wheels", "council")
    yaml = written(data, "Read.")
    assert data == read_yaml(yaml, "").data
    assert max(map(len, yaml.splitlines())) < 140
    (root / "content/recipes/form.yaml").write_text(yaml, encoding="utf-8")
    assert 0 == main(["--workspace", str(root), "build", "form", "-f", "text"])
    words = " ".join((root / "build/drafts/form.en.txt").read_text("utf-8").split())
    assert " ".join(text.split()) in words


def test_names_are_stable_and_unique() -> None:
    """Sections are named by number; where parts begin anew at 1, by their part as well."""
    form = "# A\n\n1. Why?\n\n2. (a) How?\n\n# B\n\n1. Why?\n\nQ7: What?\n\n# C\n\n1. Who?\n\n1. Who?\n"
    questionnaire, _ = read_questionnaire(form.encode(), "form.md")
    assert questionnaire is not None
    expected = ["q1", "q2", "part2-q1", "q7", "part3-q1", "q1-2"]
    assert expected == section_names(questionnaire.questions)


# ── Its parts ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(max. 300 words)", "300 words"),
        ("(maximum 500 words)", "500 words"),
        ("up to 2 pages", "2 pages"),
        ("in no more than two pages", "2 pages"),
        ("no more than 1,500 characters including spaces", "1500 characters"),
        ("300-word limit", "300 words"),
        ("Word limit: 250", "250 words"),
        ("Maximum length: 2 500 characters", "2500 characters"),
        ("between 200 and 300 words maximum", "300 words"),
        ("Please describe it in 150 words or fewer.", "150 words"),
        ("(250 words)", "250 words"),
        ("limite : 300 mots", "300 words"),
        ("ne pas dépasser 1 000 caractères", "1000 characters"),
        ("máximo 300 palabras", "300 words"),
        ("höchstens 300 Wörter", "300 words"),
        ("maximal 1.000 Zeichen", "1000 characters"),
        ("не более 300 слов", "300 words"),
        ("بحد أقصى 300 كلمة", "300 words"),
        ("up to 2 pages or 800 words", "800 words, 2 pages"),
        ("How many words are in 300 words?", None),
        ("at least 100 words", None),
        ("In 2026, 300 people said words.", None),
        ("Article 6 and 4 pages of annex", None),
    ],
)
def test_limits(text: str, expected: str | None) -> None:
    """A limit is found in the words that bodies use for it, and not where there is none."""
    limit = find_limit(text)
    told = limit and ", ".join(f"{n} {u}" for u in ("words", "characters", "pages") if (n := getattr(limit, u)))
    assert expected == told


def test_a_limit_alone() -> None:
    """A line that says how long an answer may be, and nothing else, is told from a question with a limit."""
    assert is_limit_alone("(Maximum 300 words, including footnotes and spaces)") is False
    assert is_limit_alone("Maximum 300 words")
    assert is_limit_alone("Please keep your answer to no more than 300 words.")
    assert not is_limit_alone("Describe it (300 words)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Why?", "1."), ("2) Why?", "2)"), ("2.1 Why?", "2.1"), ("2 (a) Why?", "2 (a)"), ("Q1 Why?", "Q1"),
        ("Question 3: Why?", "Question 3"), ("Question A.1 Why?", "Question A.1"), ("(b) Why?", "(b)"),
        ("III. Law", "III."), ("Article 6 – Why?", "Article 6"), ("Вопрос 2. Почему?", "Вопрос 2."), ("B.2 Why?", "B.2"),
        ("A1. Why?", "A1."), ("* 1.1 Why?", "1.1"), ("١. لماذا؟", "١."), ("2026 was a year", ""), ("3 people", ""),
        ("I am", ""), ("1.", ""),
    ],
)  # fmt: skip
def test_numbers(text: str, expected: str) -> None:
    """The number that is typed before a question is told from its words."""
    assert expected == split_number(text)[0]


def test_numbers_that_word_gives() -> None:
    """Lists count on over what stands between, begin anew below another number, and where a list is told to."""
    shown = ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (5, 0), (1, 0), (2, 0), (2, 1), (2, 0), (2, 1), (4, 0))
    lines = read_form(docx(*(p("x", number=each) for each in shown), p("y", style="Asked")), "form.docx").content
    expected = ["1.", "(a)", "(b)", "(i)", "2.", "(a)", "1.", "2.", "I.", "1.1", "II.", "2.1", "", "Question 1:"]
    assert expected == [line.number for line in lines if isinstance(line, Line)]


# ── Files from elsewhere ─────────────────────────────────────────────────────


def test_forms_as_libreoffice_saves_them(tmp_path: Path) -> None:
    """A form that LibreOffice made, from its own format, is read like one of Word's."""
    source = tmp_path / "form.fodt"
    source.write_text((Path(__file__).parent / "form.fodt").read_text("utf-8"), encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    expected = [
        "| Organisation | | cell < good one? Organisation | name",
        "| Country | | cell < one? Organisation Country | country",
        "1. | What would you change? (max. 200 words) | 200 words | after < (max. 200 words)",
        "2. | Please describe who would gain. | | cell < who would gain.",
        "-- We want to know what you think. Is the plan a good one?",
    ]
    assert expected == lines_of((tmp_path / "form.docx").read_bytes(), "form.docx")


def _with(name: str, text: str) -> bytes:
    """A form with one part replaced."""
    with zipfile.ZipFile(BytesIO(docx(p("Why?")))) as archive:
        return zipped({**{each: archive.read(each).decode() for each in archive.namelist()}, name: text})


def _bomb() -> bytes:
    return _with("word/media/a.bin", "0" * (65 * 1024 * 1024))


def _entities() -> bytes:
    dtd = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return _with("word/document.xml", f'{dtd}<w:document xmlns:w="{W}"><w:body><w:p>&b;</w:p></w:body></w:document>')


def _deep() -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * 90 + p("Why?") + "</w:tc></w:tr></w:tbl>" * 90)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.docx": _bomb,
    "entities.docx": _entities,
    "deep.docx": _deep,
    "broken.docx": lambda: _with("word/document.xml", "<w:document><w:p>"),
    "bodyless.docx": lambda: _with("word/document.xml", f'<w:document xmlns:w="{W}"/>'),
    "macros.docx": lambda: _with("word/vbaProject.bin", "x"),
    "cells.docx": lambda: docx(table(*((cell(),) * 50 for _ in range(2001)))),
    "old.docx": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000),
    "text.docx": lambda: b"1. Why?",
    "empty.docx": docx,
    "typeless.xlsx": lambda: zipped({"[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>'}),
    "entities.xlsx": lambda: xlsx({"S": {"A1": "Why?"}}).replace(b"PK", b"PX", 1),
    "word.xlsx": lambda: docx(p("Why?")),
    "latin.txt": lambda: "1. Où ?".encode("latin-1"),
    "binary.txt": lambda: b"1. Why?\0\0",
    "silent.txt": lambda: b"Nothing is asked here.",
    "form.odt": lambda: b"PK",
    "large.md": lambda: b"1. Why?\n" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_told(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is broken, too large, meant to harm or of another kind is one problem with its name; nothing is written."""
    file = root / name
    file.write_bytes(HOSTILE[name]())
    before = sorted(root.rglob("*"))
    assert 1 == read(root, file)
    said = capsys.readouterr().err.strip().splitlines()
    assert 1 == len(said), said
    assert said[0].startswith(f"{file.as_posix()}:"), said
    assert ": error: " in said[0]
    assert before == sorted(root.rglob("*"))


def test_a_cell_far_out_takes_no_room() -> None:
    """Two cells at the ends of a sheet are two cells; merged cells over a whole sheet cost nothing."""
    far = xlsx(
        {"S": {"A1": "Question", "B1": "Answer", "A2": "Why?", "XFD1048576": "x"}}, {"S": ["A3:XFD1048576"] * 99}
    )
    questionnaire, _ = read_questionnaire(far, "far.xlsx")
    assert questionnaire is not None
    assert ["Why?"] == [question.text for question in questionnaire.questions]
