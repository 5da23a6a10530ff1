"""Whole forms of many makes, from end to end: read, answered from the example library, filled, and read again."""

from __future__ import annotations

import io
import json
import re
import shutil
import time
from contextlib import redirect_stdout
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZipFile

import pytest
from docx_forms import W
from lxml import etree
from pypdf import PdfReader
from test_docx_filling import following, is_kept
from test_reading import TAGS, lines_of
from whole_files import box, p, paper, r, sdt, tbl, tc
from whole_forms import WHOLE

from briefwright.cli import main
from briefwright.consultations.questionnaires.reading import read_questionnaire
from briefwright.formats.lines import is_prompt
from briefwright.office.finding import find_office
from briefwright.office.printing import print_files
from briefwright.workspace.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Complaints = Callable[[Mapping[str, bytes]], dict[str, list[str]]]

ROOT = Path(__file__).parents[2]
_W = f"{{{W}}}"
BLOCKS = (
    "health/hiv", "rescue/reasons", "typologies/overview", "compensation/redress", "evaluation/three-tests",
    "cases/netherlands", "economic-empowerment/freely-chosen",
)  # fmt: skip
SHORTEST = "obligations/care"
"""Together they have notes, links, lists, tables, pictures, recommendations; one is short enough for any limit."""
BY_HAND = {
    "department.docx": {"question-4", "q1"},
    "ministry.docx": {"q1-1"},
    "scrutiny.docx": {"q5"},
    "slip.docx": {"q4"},
    "survey-tool.docx": {"q1", "q3"},
}
"""What these forms have answered by ticking or choosing, and a text cannot."""
_ENTRY = """
forms:
  name: Forum of Forms
  short: FoF
  country: France
  email: forum@example.org
  website: https://forum.example.org
  contact: The secretariat
"""


class Done(NamedTuple):
    """A form, filled; what the command said, and its exit code."""

    blank: bytes
    filled: bytes
    told: dict[str, Any]
    code: int


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example library, with an organisation of which all is known."""
    root = tmp_path_factory.mktemp("library")
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    with (root / "content/organisations.yaml").open("a", encoding="utf-8") as file:
        file.write(_ENTRY)
    return root


@pytest.fixture(scope="session")
def filled(library: Path) -> dict[str, Done]:
    """All forms, filled."""
    return {name: _filled(library, name, make()) for name, (make, _) in WHOLE.items()}


def _filled(root: Path, name: str, blank: bytes) -> Done:
    form, out = root / name, root / f"filled-{name}"
    form.write_bytes(blank)
    run(root, "read", str(form))
    recipe = root / "content/recipes" / f"{Path(name).stem}.yaml"
    recipe.write_text(answered(recipe.read_text("utf-8")), "utf-8")
    code, told = run(root, "fill", recipe.stem, str(form), "-o", str(out), "--json")
    return Done(blank, out.read_bytes(), json.loads(told), code)


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """What a command of questionnaires prints."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = main(["--workspace", str(root), "questionnaire", *arguments])
    return code, out.getvalue()


def answered(recipe: str) -> str:
    """The recipe with blocks of the library for each question that the organisation's entry does not answer."""
    sections = re.split(
        r"(?m)^(?=  - name: )", re.sub(r"(?m)^organisation: .*", "organisation: forms\ndate: 2027-02-01", recipe)
    )
    limits = [section.get("limit", {}) for section in read_yaml(recipe, "").data["sections"]]
    made, number = sections[:1], 0
    for section, limit in zip(sections[1:], limits, strict=True):
        blocks = [BLOCKS[number % len(BLOCKS)]]
        if limit.get("words", 999) < 200 or limit.get("characters", 9999) < 1500:
            blocks = [SHORTEST]
        known = "\n    field: " in section
        made.append(section if known else section.replace("blocks: []", f"blocks: [{', '.join(blocks)}]"))
        number += not known
    return "".join(made)


def part(data: bytes, name: str = "word/document.xml") -> Any:
    """A part of a Word file."""
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def words(element: Any) -> str:
    """The text of an element."""
    return "".join(each.text or "" for each in element.iter(f"{_W}t"))


# ── The forms ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", WHOLE)
def test_questions_limits_and_places(name: str) -> None:
    """Each question is found with its number, its own words, its limit and its place, and nothing else is."""
    make, expected = WHOLE[name]
    assert expected.strip().splitlines() == lines_of(make(), name)


@pytest.mark.parametrize("name", WHOLE)
def test_each_question_is_answered(filled: dict[str, Done], name: str) -> None:
    """All answers are placed but those that are ticked by hand, and the exit code says whether all were."""
    done = filled[name]
    unplaced = {each["answer"] for each in done.told["questions"] if each["status"] == "unplaced"}
    assert (BY_HAND.get(name, set()), 1 if name in BY_HAND else 0) == (unplaced, done.code)
    left = {each["answer"] for each in done.told["questions"] if each["status"] == "unanswered"}
    assert left <= {"country"}  # a list without it
    assert [] == done.told["unplaced"]


def test_filled_forms_are_valid(filled: dict[str, Done], complaints: Complaints) -> None:
    """Neither validator has anything against the forms, blank or filled."""
    blank = {f"blank {name}": done.blank for name, done in filled.items()}
    assert {} == complaints({**blank, **{name: done.filled for name, done in filled.items()}})


@pytest.mark.parametrize("name", WHOLE)
def test_the_answers_stand_in_their_places(filled: dict[str, Done], name: str) -> None:
    """Nothing blank is left where an answer went, and all that is asked with a number is read again."""
    done = filled[name]
    read, _ = read_questionnaire(done.filled, name)
    assert read is not None
    texts = [" ".join((*each.group, each.number, each.text)) for each in read.questions]
    all_text = " ".join([*texts, *(each.text for each in read.left_out)])
    placed = [each for each in done.told["questions"] if each["status"] == "filled"]
    assert placed
    for each in placed:
        if each["number"]:
            assert " ".join(each["question"].split()[:3]) in all_text
    elements = {kind: list(part(done.blank).iter(f"{_W}{tag}")) for kind, tag in TAGS.items()}
    after = part(done.filled)
    blanks_before = sum(_is_blank(cell) for cell in part(done.blank).iter(f"{_W}tc"))
    in_cells = {_cell_of(elements[each["place"]["kind"]][each["place"]["nth"]]) for each in placed} - {None}
    blank_cells = sum(1 for cell in in_cells if _is_blank(cell))
    assert blanks_before - blank_cells == sum(_is_blank(cell) for cell in after.iter(f"{_W}tc"))


def _cell_of(element: Any) -> Any:
    if element.tag == f"{_W}tc":
        return element
    return next(element.iterancestors(f"{_W}tc"), next(iter(element.iter(f"{_W}tc")), None))


def _is_blank(cell: Any) -> bool:
    text = words(cell)
    return next(cell.iter(f"{_W}tbl"), None) is None and (not text.strip() or is_prompt(text))


_MAY_CHANGE = {
    "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
    "word/numbering.xml", "word/footnotes.xml", "word/_rels/footnotes.xml.rels", "word/settings.xml",
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_all_other_parts_stay(filled: dict[str, Done], name: str) -> None:
    """Headers, comments, data and the like keep their bytes; to styles, lists and notes something is only added."""
    with ZipFile(BytesIO(filled[name].blank)) as before, ZipFile(BytesIO(filled[name].filled)) as after:
        assert before.namelist() == after.namelist()[: len(before.namelist())]
        for entry in before.namelist():
            if entry not in _MAY_CHANGE:
                assert before.read(entry) == after.read(entry), entry
            elif entry != "word/document.xml":
                is_kept(etree.fromstring(before.read(entry)), etree.fromstring(after.read(entry)))


@pytest.mark.parametrize("name", WHOLE)
def test_all_other_text_stays(filled: dict[str, Done], name: str) -> None:
    """What is no place of an answer is there as it was, in its order: paragraphs, and how cells, rows, pages are set."""
    done = filled[name]
    before, after = part(done.blank), part(done.filled)
    places = [each["place"] for each in done.told["questions"] if each["status"] == "filled"]
    elements = [list(before.iter(f"{_W}{TAGS[place['kind']]}"))[place["nth"]] for place in places]
    touched = {each for place in elements for each in [place, *place.iter(), *place.iterancestors(), *following(place)]}
    for tag in ("p", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "comment"):
        rest = iter([etree.tostring(each, method="c14n", with_tail=False) for each in after.iter(f"{_W}{tag}")])
        for each in before.iter(f"{_W}{tag}"):
            if each not in touched or tag == "tcPr":
                said = etree.tostring(each, method="c14n", with_tail=False)
                assert any(said == other for other in rest), (tag, words(each))


@pytest.mark.parametrize("name", WHOLE)
def test_filling_twice_gives_the_same_bytes(library: Path, filled: dict[str, Done], name: str) -> None:
    """The same recipe and form give the same file."""
    again = library / f"again-{name}"
    run(library, "fill", Path(name).stem, str(library / name), "-o", str(again), "--json")
    assert filled[name].filled == again.read_bytes()


def test_what_answers_hold_is_there(filled: dict[str, Done]) -> None:
    """Notes behind the form's own, links, lists, tables and pictures come along; notes of the form keep their text."""
    done = filled["rapporteur.docx"]
    notes = [words(each).strip() for each in part(done.filled, "word/footnotes.xml")]
    assert "Including migrants: see resolution 1/2." == notes[2]
    assert len(notes) > 8
    body = part(done.filled)
    marks = [each.get(f"{_W}id") for each in body.iter(f"{_W}footnoteReference")]
    assert sorted(set(marks), key=int) == sorted(marks, key=int)
    assert next(body.iter(f"{_W}drawing"), None) is not None
    lists = {each.get(f"{_W}val") for each in body.iter(f"{_W}numId")}
    assert lists > {"1", "2"}


_BEGINNINGS = (
    "inclusion and the right to health are closely tied", "many sex workers and many trafficked people have come",
    "follows one of three approaches", "People harmed by crime in sex work need access", "programmes be judged",
    "it becomes possible to award", "must not undercut", "Provide dedicated care for people",
)  # fmt: skip


@pytest.mark.skipif(find_office() is None, reason="needs LibreOffice")
def test_answers_are_seen_on_the_pages(filled: dict[str, Done]) -> None:
    """LibreOffice opens each form, and shows each answer as often as it stands in the file."""
    office = find_office()
    assert office is not None
    names = [
        name for name in WHOLE if name != "commission.docx"
    ]  # words of a line that turns come out in another order
    for name, pdf in zip(names, print_files(office, [filled[name].filled for name in names]), strict=True):
        assert isinstance(pdf, bytes), name
        shown = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
        held = " ".join(words(part(filled[name].filled)).split())
        counts = {each: held.count(each) for each in _BEGINNINGS}
        assert sum(counts.values()) > 2
        assert counts == {each: shown.count(each) for each in _BEGINNINGS}, name


@pytest.mark.parametrize("heads", [("Reply of the State", "Comments by NGOs"), ("Your answer", "Comments")])
def test_the_column_of_who_answers(heads: tuple[str, str]) -> None:
    """Of several columns for answers it is that of who fills the form in, else the first."""
    form = paper(
        tbl(tc("Question") + "".join(map(tc, heads)), tc("Which laws matter?") + tc() + tc(), widths=(3000,) * 3)
    )
    read, _ = read_questionnaire(form, "one.docx")
    assert read is not None
    assert [5 if "State" in heads[0] else 4] == [each.place.nth for each in read.questions if each.place]


# ── The command ──────────────────────────────────────────────────────────────


def asked(root: Path, form: bytes, recipe: str) -> None:
    """A form and a recipe of sections for it."""
    (root / "one.docx").write_bytes(form)
    head = "title: One\nlayout: questionnaire\naudience: un\norganisation: forms\nsections:\n"
    (root / "content/recipes/one.yaml").write_text(head + recipe, "utf-8")


def fill(root: Path, *more: str, out: str = "out.docx") -> int:
    """Fill it."""
    return main(
        ["--workspace", str(root), "questionnaire", "fill", "one", str(root / "one.docx"), "-o", str(root / out), *more]
    )


def test_an_answer_over_its_limit_stops_the_form(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says by how much, and nothing is written."""
    asked(
        library,
        paper(p("1. What helps? (max. 20 words)"), box()),
        "  - {name: q1, question: What helps?, limit: {words: 20}, blocks: [health/hiv]}\n",
    )
    assert 1 == fill(library, out="over.docx")
    assert "more than the question allows" in capsys.readouterr().err
    assert not (library / "over.docx").exists()


def test_the_same_words_twice_are_told_apart(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sections that reading named go where they came from; one that could go to either is not placed."""
    again = "Please give reasons for your answer."
    form = paper(p("1. Should it change?"), box(), p(again), box(), p("2. Is it fair?"), box(), p(again), box())
    questionnaire, _ = read_questionnaire(form, "one.docx")
    assert questionnaire is not None
    assert [again, again] == [each.text for each in questionnaire.questions if not each.number]
    asked(library, form, f"  - {{name: question-4, question: {again}, blocks: [{SHORTEST}]}}\n")
    assert 0 == fill(library, "--force")
    filled = [words(cell) for cell in part((library / "out.docx").read_bytes()).iter(f"{_W}tc")]
    assert [False, False, False, True] == [bool(text) for text in filled]
    asked(library, form, f"  - {{name: reasons, question: {again}, blocks: [{SHORTEST}]}}\n")
    assert 1 == fill(library, "--force")
    assert "several questions of the form are as near to it" in capsys.readouterr().err


def test_a_folder_that_is_not_there(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file in a folder that is not there is no reason to fail, or a problem that says so; never a traceback."""
    asked(
        library, paper(p("1. What helps?"), box()), f"  - {{name: q1, question: What helps?, blocks: [{SHORTEST}]}}\n"
    )
    code = fill(library, out="new/folder/out.docx")
    assert (code == 0) == (library / "new/folder/out.docx").is_file()
    assert code == 0 or "folder" in capsys.readouterr().err


def test_a_long_form_is_quick(library: Path) -> None:
    """A form of 150 questions is read and filled in less than three seconds."""
    rows = [
        tc(str(n), 900)
        + tc(f"What does measure {n} of the plan change for the people of district {n * 7}?", 4369)
        + tc("", 4369)
        for n in range(1, 76)
    ]
    body = [tbl(tc("No.", 900) + tc("Question", 4369) + tc("Answer", 4369), *rows, widths=(900, 4369, 4369))]
    for n in range(76, 151):
        body += [
            p(f"{n}. Which results did programme {n} have in the year after region {n} joined it?"),
            sdt(p(more=r("Click or tap here to enter text."))),
        ]
    (library / "long.docx").write_bytes(paper(*body))
    begun = time.perf_counter()
    run(library, "read", str(library / "long.docx"))
    recipe = library / "content/recipes/long.yaml"
    recipe.write_text(recipe.read_text("utf-8").replace("blocks: []", f"blocks: [{SHORTEST}]"), "utf-8")
    code, told = run(
        library, "fill", "long", str(library / "long.docx"), "-o", str(library / "long-filled.docx"), "--json"
    )
    took = time.perf_counter() - begun
    assert (0, 150) == (code, sum(each["status"] == "filled" for each in json.loads(told)["questions"]))
    assert took < 3
