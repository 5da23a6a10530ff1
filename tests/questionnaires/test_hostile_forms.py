"""Files from bodies that are meant to harm: to keep the machine busy, to crash it, to steer a terminal."""

from __future__ import annotations

import shutil
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import word_forms as forms
from docx_forms import packed
from workbooks import xlsx

from briefwright.cli import main
from briefwright.consultations.questionnaires.reading import read_questionnaire
from briefwright.consultations.questionnaires.recipe import section_names
from briefwright.document import Paragraph, Text
from briefwright.formats.docx.forms import Place
from briefwright.formats.docx.forms.filling import Answer, fill

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"
NESTED = "<w:p><w:r><w:pict><w:txbxContent>"
NESTED_END = "</w:txbxContent></w:pict></w:r></w:p>"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'


def _wide_and_tall() -> bytes:
    wide = {f"{chr(65 + n // 26)}{chr(65 + n % 26)}1": "Why?" for n in range(180)}
    return xlsx({"S": {**wide, **{f"A{row}": "Why?" for row in range(2, 20_000)}}})


def _merged() -> bytes:
    cells = {f"{letter}{row}": "Why?" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for row in range(1, 100)}
    return xlsx({"S": cells}, {"S": [f"{name}:ZZ{900 + number % 90}" for number, name in enumerate(cells)]})


def _with(data: bytes, name: str, old: str, new: str) -> bytes:
    """A zip with other words in one of its files."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {each: archive.read(each).decode() for each in archive.namelist()}
    assert old in files[name]
    return forms.zipped({**files, name: files[name].replace(old, new)})


def _one_sheet_often() -> bytes:
    data = xlsx({"S": {f"A{row}": "Why?" for row in range(1, 2000)}})
    sheet = '<sheet name="S" sheetId="1" r:id="r1"/>'
    return _with(data, "xl/workbook.xml", sheet, sheet * 3000)


def _linked_lists() -> bytes:
    """Lists that each take their levels from a style that none has."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:numStyleLink w:val="s{n}"/></w:abstractNum>' for n in range(5000)
    )
    lists = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(5000))
    body = "".join(forms.p("Why?", number=(n + 1, 0)) for n in range(5000))
    return forms.docx(body, numbering=f'<w:numbering xmlns:w="{forms.W}">{kinds}{lists}</w:numbering>')


LARGE: dict[str, Callable[[], bytes]] = {
    "wide and tall.xlsx": _wide_and_tall,
    "merged.xlsx": _merged,
    "one sheet often.xlsx": _one_sheet_often,
    "linked lists.docx": _linked_lists,
    "boxes in boxes.docx": lambda: forms.docx(NESTED * 40 + forms.p("Why?") + NESTED_END * 40),
    "open fields.docx": lambda: forms.docx(f"<w:p>{FIELD * 20_000}</w:p>", forms.p("Why?") * 3000),
    "a wide table.docx": lambda: forms.docx(forms.table(("Why?",) * 10_000, ("",) * 10_000)),
    "a note often.docx": lambda: forms.docx(
        *[forms.p("Why?", more=forms.note(1)) for _ in range(5000)], notes=("word " * 500_000,)
    ),
    "letters without an @.txt": lambda: b"a" * 1_000_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_forms_that_would_not_end(name: str) -> None:
    """No file of a body keeps its reader busy: it is read in a time that grows with it, or refused.

    Each of these took minutes or longer; the bound leaves room for slow machines.
    """
    data = LARGE[name]()
    begin = time.process_time()
    read_questionnaire(data, name)
    assert time.process_time() - begin < 10


def test_names_of_many_equal_questions() -> None:
    """Sections of equal numbers are named in a time that grows with them, and no name is given twice."""
    questionnaire, _ = read_questionnaire(b"1. Why?\n" + b"(a) who?\n" * 20_000, "a.txt")
    assert questionnaire is not None
    begin = time.process_time()
    names = section_names(questionnaire.questions)
    assert time.process_time() - begin < 5
    assert 20_001 == len(set(names))


def test_numbers_that_are_none_in_a_workbook() -> None:
    """A string or a column with a number of thousands of digits is none, and no crash."""
    data = xlsx({"S": {"A1": "What is the plan?", "B1": ""}})
    name, digits = "xl/worksheets/sheet1.xml", "9" * 5000
    hidden = f'<cols><col hidden="1" min="{digits}" max="{digits}"/></cols><sheetData>'
    spoilt = _with(_with(data, name, "<v>1</v>", f"<v>{digits}</v>"), name, "<sheetData>", hidden)
    questionnaire, problems = read_questionnaire(spoilt, "a.xlsx")
    assert not problems
    assert questionnaire is not None
    assert ["What is the plan?"] == [question.text for question in questionnaire.questions]


def test_marks_of_ours_in_a_form() -> None:
    """The signs by which rooms for answers are marked here make none where a form itself has them."""
    questionnaire, _ = read_questionnaire(forms.docx(forms.p("1. Why \ue000\ufffc this?")), "a.docx")
    assert questionnaire is not None
    assert ["Why this?"] == [question.text for question in questionnaire.questions]


# ── Filling ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-", "", "99999999999"])
def test_numbers_that_are_none_in_a_form(number: str) -> None:
    """A form whose ids and widths are no numbers for Word is filled all the same."""
    mark = f'<w:bookmarkStart w:id="{number}" w:name="a"/><w:bookmarkEnd w:id="{number}"/>'
    width = f'<w:tcPr><w:tcW w:w="{number}" w:type="dxa"/></w:tcPr>'
    body = f'{mark}<w:tbl><w:tr><w:tc>{width}<w:p><w:pPr><w:ind w:left="{number}"/></w:pPr></w:p></w:tc></w:tr></w:tbl>'
    done = fill(packed(body), {Place("cell", 0): Answer((Paragraph((Text("An answer."),)),))}, "en-GB", {})
    assert b"An answer." in zipfile.ZipFile(BytesIO(done.data)).read("word/document.xml")


def test_a_zip_with_two_names_for_a_part() -> None:
    """A part that its own header calls otherwise than the directory of the zip is filled, as it was read."""
    data = bytearray(packed(forms.p("Why?") + forms.p()))
    at = data.find(b"word/document.xml")
    data[at : at + 4] = b"Word"
    done = fill(bytes(data), {Place("after", 0): Answer((Paragraph((Text("So."),)),))}, "en-GB", {})
    with zipfile.ZipFile(BytesIO(done.data)) as archive:
        assert archive.testzip() is None
        assert b"So." in archive.read("word/document.xml")


@pytest.mark.parametrize("ending", ["_" * 200_000 + "x", " " * 200_000 + "x", "._" * 100_000 + "x"])
def test_lines_to_write_on_that_do_not_end_a_question(ending: str) -> None:
    """A question of a hundred thousand dots or lines is answered at once."""
    form = packed(forms.p(f"Why? {ending}") + forms.p())
    begin = time.process_time()
    fill(form, {Place("after", 0): Answer((Paragraph((Text("So."),)),), short=True)}, "en-GB", {})
    assert time.process_time() - begin < 10


# ── The commands ─────────────────────────────────────────────────────────────


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be spoilt."""
    shutil.copytree(BASE, tmp_path / "w")
    return tmp_path / "w"


def read(root: Path, file: Path, *options: str) -> int:
    """The exit code of `questionnaire read`."""
    return main(["--workspace", str(root), "questionnaire", "read", str(file), *options])


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_questions_do_not_steer_a_terminal(
    root: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    """Control characters of a form, and those that turn a line round, are shown as escapes."""
    file = root / "form.docx"
    file.write_bytes(forms.docx(forms.p("1. Why \x9b31m \u202eevil?"), forms.p("Is \x9bthis \u202e one?")))
    assert 0 == read(root, file, *options)
    said = "".join(capsys.readouterr())
    assert not {"\x9b", "\u202e"} & set(said)
    assert "\\u202e" in said


def test_a_linked_folder_of_recipes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the folder of recipes is a link to elsewhere, no recipe is written there."""
    outside = root.parent / "outside"
    outside.mkdir()
    shutil.rmtree(root / "content/recipes")
    (root / "content/recipes").symlink_to(outside, target_is_directory=True)
    file = root / "form.txt"
    file.write_text("1. Why?\n")
    assert 1 == read(root, file)
    assert "path-outside" in capsys.readouterr().err
    assert [] == list(outside.iterdir())


def test_more_questions_than_a_recipe_holds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of thousands of questions is told, and no recipe is written that could not be read."""
    file = root / "form.txt"
    file.write_text("- what is it?\n" * 5000)
    assert 1 == read(root, file)
    assert "5000 questions were found" in capsys.readouterr().err
    assert not (root / "content/recipes/form.yaml").exists()


VERBATIM = (
    "What is {{ title }}, {{ fact.injuries }} and {% for x in y %}?",
    "::: recommendation {to=x} why?",
    "Why <b>bold</b> &amp; <script>alert(1)</script>?",
    "--- why: not # a comment?",
    "- why: \"quoted' [@cite] [link](http://a.b)?",
    "Why *bold*, **strong**, `code`, [^1] and | table?",
    "# Heading why?",
    "!!python/object:os.system why?",
    "*why: &anchor ? [?",
    "Why \\ backslash \\n at the end\\?",
)


def test_questions_are_shown_as_they_are_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is markup or a placeholder elsewhere is words in a question: the recipe that is written builds, and says it."""
    file = root / "form.docx"
    file.write_bytes(forms.docx(*[forms.p(f"{number}. {text}") for number, text in enumerate(VERBATIM, 1)]))
    assert 0 == read(root, file)
    assert 0 == main(["--workspace", str(root), "build", "form", "-f", "txt"]), capsys.readouterr().err
    built = " ".join((root / "build/drafts/form.en.txt").read_text("utf-8").split())
    assert [] == [text for text in VERBATIM if text not in built]
