"""Joint documents: who signs, in which order and language, and whether they have approved the text as it is."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefwright.cli import main
from briefwright.compose import Composed, compose
from briefwright.compose.signing import by_name
from briefwright.consultations.signatures import text_hash, unsigned
from briefwright.formats import write
from briefwright.problems import Code, Severity
from briefwright.workspace import read_workspace
from briefwright.workspace.profiles import has_status
from briefwright.workspace.signatories import with_approval
from briefwright.workspace.yaml import read_yaml

if TYPE_CHECKING:
    from conftest import Complaints

BASE = Path(__file__).parents[1] / "workspaces/cycling"
FILES = {
    "organisations.yaml": """\
wheels: {name: Wheels for All, names: {fr: Des roues pour tous}, country: GB, status: special consultative status}
aelia: {name: Ælia Riders, status: ECOSOC general}
evelo: {name: Évélo, country: DE, status: special consultative status}
zeta: {name: "Zeta [west]", names: {en: Zeta of the *West*}}
""",
    "signatories/all.yaml": """\
# everybody
- organisation: zeta

- organisation: wheels   # we ourselves
- {organisation: evelo, reservation: does not support paragraph 2}
- organisation: aelia
- name: The club
  country: Ruritania
""",
    "profiles/council.yaml": """\
title: T
signatories:
  - {order: [general, special], others: title-note, variant: grouped, basis: call}
  - {order: [general, special], variant: behind, hard: false, basis: call}
""",
}


def laid(root: Path, files: dict[str, str], **keys: str) -> Path:
    """The test workspace with other files, and with other keys in its recipe."""
    shutil.copytree(BASE, root)
    for name, text in {**FILES, **files}.items():
        (root / "content" / name).parent.mkdir(exist_ok=True)
        (root / "content" / name).write_text(text, encoding="utf-8", newline="")
    recipe = root / "content/recipes/answer.yaml"
    text = recipe.read_text("utf-8")
    for key, value in {"signatories": "all", "profile": "council", **keys}.items():
        text = re.sub(rf"^{key}: .*\n", "", text, flags=re.MULTILINE)
        text = f"{key}: {value}\n{text}"
    recipe.write_text(text, "utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a joint document."""
    return laid(tmp_path / "w", {})


def composed(root: Path) -> Composed:
    """The document of the recipe."""
    return compose(read_workspace(root), "answer", "en")


def text_of(root: Path) -> str:
    """The document as plain text."""
    document = composed(root).document
    assert document
    return write(document, "text").decode()


def current(root: Path) -> str:
    """The hash of the text."""
    document = composed(root).document
    assert document
    return text_hash(document)


def edited(root: Path, path: str, old: str, new: str) -> None:
    """Replace something in a file of the content."""
    text = (root / "content" / path).read_text("utf-8")
    assert old in text
    (root / "content" / path).write_text(text.replace(old, new), "utf-8")


def called(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    """The exit code of a call, and what it prints."""
    code = main(["--workspace", str(root), *arguments])
    return code, *capsys.readouterr()


# ── Who signs ────────────────────────────────────────────────────────────────


def test_the_order_of_the_file(root: Path) -> None:
    """Without a rule all stand as they are written, with country and reservation; who submits comes first."""
    text = text_of(root)
    assert "Submitted by: Wheels for All\nZeta of the *West*\nÉvélo\nÆlia Riders\nThe club\n" in text
    signed = """\
Signed by:
Zeta of the *West*
Wheels for All, United Kingdom
Évélo, Germany (does not support paragraph 2)
Ælia Riders
The club, Ruritania
"""
    assert signed in text


def test_groups_by_status(tmp_path: Path) -> None:
    """In the order of a body those of one status stand together, who submits first; behind them the rest."""
    text = text_of(laid(tmp_path / "w", {}, variant="behind"))
    submitted = """\
Submitted by: Ælia Riders (general)
Wheels for All (special)
Évélo (special)
The club
Zeta of the *West*
"""
    assert submitted in text
    assert re.findall(r"^Signed by.*$", text, re.MULTILINE) == [
        "Signed by (general):", "Signed by (special):", "Signed by (others):",
    ]  # fmt: skip
    assert "Évélo, Germany (does not support paragraph 2)\nWheels for All, United Kingdom\n" in text


def test_others_in_a_note_to_the_title(tmp_path: Path, complaints: Complaints) -> None:
    """Those without a status of the order are named in a note to the title alone, and the Word file is valid."""
    rule = "{order: [general, special], others: title-note, approved: false, basis: call}"
    root = laid(tmp_path / "w", {"profiles/council.yaml": f"title: T\nsignatories:\n  - {rule}\n"})
    assert 0 == main(["--workspace", str(root), "build", "answer", "-f", "docx", "-f", "markdown", "-f", "html"])
    folder = root / "build/drafts"
    markdown = (folder / "answer.en.md").read_text("utf-8")
    assert markdown.startswith("# Safe lanes now[^1]\n")
    assert "\n[^1]: Also supported by: The club, Ruritania; Zeta of the \\*West\\*.\n" in markdown
    assert 1 == markdown.count("The club")
    assert 1 == (folder / "answer.en.html").read_text("utf-8").count("Zeta of the *West*")
    assert {} == complaints({"answer": (folder / "answer.en.docx").read_bytes()})


def test_names_in_the_language_of_the_document(tmp_path: Path) -> None:
    """A name is that of the document's language, on the cover, in the text and in the list."""
    settings = "title: T\nlanguage: fr\nlocales: {fr: fr-CA}\naudiences: {council: C, public: P}\n"
    root = laid(tmp_path / "w", {"workspace.yaml": settings}, languages="[fr]")
    edited(root, "blocks/lanes/protected.md", "The council can", "{{ organisation.name }} can")
    document = compose(read_workspace(root), "answer", "fr").document
    assert document
    text = write(document, "text").decode()
    assert "Wheels for All" not in text
    assert 4 == text.count("Des roues pour tous") + (document.author == "Des roues pour tous")
    assert "Évélo, Allemagne" in text


def test_a_list_of_ids_stays_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Organisations listed in a recipe sign as before; nothing is said of approvals, which need a file."""
    root = laid(tmp_path / "w", {}, signatories="[wheels, evelo]")
    assert "Signed by:\nWheels for All, United Kingdom\nÉvélo, Germany\n" in text_of(root)
    assert [] == list(unsigned(composed(root), read_workspace(root)))
    code, out, error = called(capsys, root, "signatories", "answer")
    assert (0, 3) == (code, len(out.strip().split("\n")))
    assert "write content/signatories/answer.yaml" in error
    with pytest.raises(SystemExit):
        main(["--workspace", str(root), "signatories", "answer", "--approve", "wheels"])


def test_names_are_sorted_without_marks() -> None:
    """Letters with marks stand among those without, capitals among small ones."""
    assert ["Eau", "Écho", "école", "Zoo"] == sorted(["Zoo", "école", "Écho", "Eau"], key=by_name)


@pytest.mark.parametrize(
    ("status", "wanted", "expected"),
    [
        ("special", "special", True),
        ("ECOSOC, Special consultative status", "special", True),
        ("specialised", "special", False),
        ("", "special", False),
        ("special", "", False),
        ("consultative special", "special consultative", False),
    ],
)
def test_a_status_among_words(status: str, wanted: str, *, expected: bool) -> None:
    """A status is found as whole words in their order, and never in another word."""
    assert expected == has_status(status, wanted)


def test_a_broken_file_stops_the_document(tmp_path: Path) -> None:
    """Nobody is left out of a document because an entry, or the organisations, cannot be read."""
    for number, broken in enumerate(
        [{"signatories/all.yaml": "- organisation: wheels\n- 7\n"}, {"organisations.yaml": "wheels: {name: [}\n"}]
    ):
        assert composed(laid(tmp_path / str(number), broken)).document is None


# ── What is approved ─────────────────────────────────────────────────────────

UNCHANGED = {
    "who joins": ("signatories/all.yaml", "# everybody", "- {name: New, status: none}"),
    "the date": ("recipes/answer.yaml", "date: 2026-11-24", "date: 2026-11-25"),
    "looks": ("recipes/answer.yaml", "formats:", "style: {size: 11}\nhouse_style: modern\nformats:"),
    "contents": ("recipes/answer.yaml", "formats:", "contents: true\nformats:"),
    "contact": ("recipes/answer.yaml", "formats:", "contact: x@example.org\nformats:"),
    "line ends": ("blocks/lanes/protected.md", "from cars, injuries", "from\ncars, injuries"),
    "another's name": ("organisations.yaml", "Évélo", "Vélo"),
}
CHANGED = {
    "a word": ("blocks/lanes/protected.md", "the first", "the second"),
    "a figure": ("facts.yaml", "40", "41"),
    "a note": ("blocks/lanes/protected.md", "inner districts", "outer districts"),
    "a citation": ("blocks/lanes/protected.md", "@city-lab-2019, p. 4", "@city-lab-2019, p. 5"),
    "the place of a note": ("blocks/lanes/protected.md", "costs {{ facts.cost }}.[^1]", "costs[^1] {{ facts.cost }}."),
    "a work": ("references.yaml", "Ten streets", "Ten roads"),
    "the title": ("recipes/answer.yaml", "title: Safe lanes now", "title: Safe lanes soon"),
    "a heading": ("recipes/answer.yaml", "heading: Safe lanes", "heading: Lanes"),
    "a box": ("blocks/cases/bridge.md", "title: The bridge", "title: A bridge"),
    "the order": ("recipes/answer.yaml", "blocks: [lanes/protected, {block: cases/bridge, as: callout}]",
                  "blocks: [{block: cases/bridge, as: callout}, lanes/protected]"),
}  # fmt: skip


@pytest.mark.parametrize("name", [*UNCHANGED, *CHANGED])
def test_what_changes_the_hash(root: Path, name: str) -> None:
    """A change of what is said changes the hash; one of looks, dates, contents or signatories does not."""
    before = current(root)
    edited(root, *(UNCHANGED | CHANGED)[name])
    assert (name in CHANGED) == (before != current(root))


def test_a_note_to_the_title_moves_no_hash(tmp_path: Path) -> None:
    """Others who join in a note to the title move the numbers of all notes, and not what was approved."""
    files = {"signatories/all.yaml": "- organisation: wheels\n"}
    alone = laid(tmp_path / "alone", files, variant="grouped")
    joined = laid(tmp_path / "joined", {}, variant="grouped")
    assert "(n 1)" in text_of(alone)
    assert "(n 2)" in text_of(joined)
    assert current(alone) == current(joined)


def test_who_has_not_approved(root: Path) -> None:
    """Missing and outdated approvals are told at their entries; a short hash is enough, and the language counts."""
    right = current(root)
    entries = f"""\
- {{organisation: wheels, approved: "{right}"}}
- {{organisation: evelo, approved: "{right[:12]}"}}
- organisation: aelia
  approved: "{"0" * 64}"
  date: 2026-10-01
- organisation: zeta
- {{name: The club, approved: "{right}", language: fr}}
"""
    (root / "content/signatories/all.yaml").write_text(entries, "utf-8")
    problems = list(unsigned(composed(root), read_workspace(root)))
    assert [
        (Code.SIGNATURE_OUTDATED, 3, '"Ælia Riders" has approved an earlier text, on 2026-10-01'),
        (Code.SIGNATURE_MISSING, 6, '"Zeta [west]" has not approved this text'),
        (Code.SIGNATURE_MISSING, 7, '"The club" signs in "fr", in which this document is not made'),
    ] == [(problem.code, problem.position.line, problem.message) for problem in problems]
    assert {"content/signatories/all.yaml"} == {problem.position.path for problem in problems}
    assert 'when they have: briefwright signatories answer --approve "The club"' == problems[-1].hint


@pytest.mark.parametrize(
    ("variant", "draft", "expected"),
    [("grouped", False, Severity.ERROR), ("grouped", True, Severity.WARNING), ("behind", False, Severity.WARNING)],
)
def test_a_hard_rule_asks_for_approvals(tmp_path: Path, variant: str, *, draft: bool, expected: Severity) -> None:
    """An approval that a body insists on stops a document that is no draft; else one is warned."""
    root = laid(tmp_path / "w", {}, variant=variant)
    problems = list(unsigned(composed(root), read_workspace(root), draft=draft))
    assert [expected] * 5 == [problem.severity for problem in problems]


# ── The command ──────────────────────────────────────────────────────────────


def listed(capsys: pytest.CaptureFixture[str], root: Path) -> dict[str, Any]:
    """What `signatories --json` tells."""
    value: dict[str, Any] = json.loads(called(capsys, root, "signatories", "answer", "--json")[1])
    return value


def test_an_approval_is_noted_down(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--approve` writes hash, date and reservation; comments, order and all else stay; an edit makes it outdated."""
    before = (root / "content/signatories/all.yaml").read_text("utf-8")
    call = ("signatories", "answer", "--approve")
    assert 0 == called(capsys, root, *call, "WHEELS", "--date", "2026-11-01", "--reservation", 'no: "x" # é')[0]
    assert 0 == called(capsys, root, *call, "the club", "--date", "2026-11-02")[0]
    assert 0 == called(capsys, root, *call, "evelo")[0]
    hash_ = current(root)
    today = listed(capsys, root)["signatories"][2]["date"]
    expected = before.replace(
        "# we ourselves\n",
        f'# we ourselves\n  approved: "{hash_}"\n  date: 2026-11-01\n  reservation: "no: \\"x\\" # é"\n',
    )
    expected = expected.replace("paragraph 2}", f'paragraph 2, approved: "{hash_}", date: {today}}}')
    expected += f'  approved: "{hash_}"\n  date: 2026-11-02\n'
    assert expected == (root / "content/signatories/all.yaml").read_text("utf-8")
    told = listed(capsys, root)
    assert hash_ == told["hash"]
    assert ["missing", "approved", "approved", "missing", "approved"] == [
        entry["approval"] for entry in told["signatories"]
    ]
    edited(root, "blocks/lanes/protected.md", "the first", "the second")
    assert ["missing", "outdated", "outdated", "missing", "outdated"] == [
        entry["approval"] for entry in listed(capsys, root)["signatories"]
    ]
    assert 0 == called(capsys, root, *call, "wheels", "--date", "2026-11-03")[0]
    text = (root / "content/signatories/all.yaml").read_text("utf-8")
    assert expected.replace(hash_, current(root), 1).replace("2026-11-01", "2026-11-03") == text


def test_line_ends_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file from Windows stays one; an entry without a line end behind it is completed all the same."""
    root = laid(tmp_path / "w", {"signatories/all.yaml": "- organisation: wheels\r\n- organisation: evelo"})
    for name in ("wheels", "evelo"):
        assert 0 == called(capsys, root, "signatories", "answer", "--approve", name, "--date", "2026-11-01")[0]
    data = (root / "content/signatories/all.yaml").read_bytes()
    assert data.startswith(b"- organisation: wheels\r\n  approved: ")
    assert ["approved", "approved"] == [entry["approval"] for entry in listed(capsys, root)["signatories"]]


SHAPES = [
    ("- name: A\n", '- name: A\n  approved: "x"\n  date: 2026-11-01\n'),
    ("-   name: A # a\n\n# b\n-   name: B\n",
     '-   name: A # a\n    approved: "x"\n    date: 2026-11-01\n\n# b\n-   name: B\n'),
    ("  - name: A", '  - name: A\n    approved: "x"\n    date: 2026-11-01'),
    ("[{name: A,}, {name: B}]\n", '[{name: A, approved: "x", date: 2026-11-01,}, {name: B}]\n'),
    ('- {"name": "A",\n   names: {fr: B}  # b\n  }\n',
     '- {"name": "A",\n   names: {fr: B}, approved: "x", date: 2026-11-01  # b\n  }\n'),
    ("- approved: abc  # old\n  date:\n  name: A\n", '- approved: "x"  # old\n  date: 2026-11-01\n  name: A\n'),
    ("- name: A\n  date:\n", '- name: A\n  date: 2026-11-01\n  approved: "x"\n'),
    ("- name: A\n  names:\n    fr: B\n\n", '- name: A\n  names:\n    fr: B\n  approved: "x"\n  date: 2026-11-01\n\n'),
    ("- approved: >-\n    ab\n    c\n  name: A\n", '- approved: "x"\n  name: A\n  date: 2026-11-01\n'),
    ("- name: |\n    A\n- name: B\n", '- name: |\n    A\n  approved: "x"\n  date: 2026-11-01\n- name: B\n'),
    ("- name: Ä𝄞\r\n", '- name: Ä𝄞\r\n  approved: "x"\r\n  date: 2026-11-01\r\n'),
    ("---\n- name: A\n...\n", '---\n- name: A\n  approved: "x"\n  date: 2026-11-01\n...\n'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_however_an_entry_is_written(text: str, expected: str) -> None:
    """An approval goes where YAML wants it, whatever the layout of the entry, and can be read again."""
    places = read_yaml(text, "s").places.each()[0]
    changed = with_approval(text, places, {"approved": '"x"', "date": "2026-11-01"})
    assert expected == changed
    data = read_yaml(changed, "s").data
    assert ("x", "2026-11-01") == (data[0]["approved"], data[0]["date"])
    assert read_yaml(text, "s").data[1:] == data[1:]


@pytest.mark.parametrize(
    "arguments",
    [["--approve", "nobody"], ["--date", "2026-11-01"], ["--approve", "zeta", "--date", "soon"], ["-l", "../x"]],
)
def test_wrong_calls(root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """Who is not in the file cannot approve; a date needs an approval, and is one. Nothing is written."""
    before = (root / "content/signatories/all.yaml").read_bytes()
    with pytest.raises(SystemExit) as ended:
        called(capsys, root, "signatories", "answer", *arguments)
    assert 2 == ended.value.code
    assert before == (root / "content/signatories/all.yaml").read_bytes()


def test_a_document_that_cannot_be_made_is_not_approved(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the text has errors nothing is approved, and the errors are told."""
    edited(root, "blocks/lanes/protected.md", "@city-lab-2019", "@city-lab-2018")
    code, _, error = called(capsys, root, "signatories", "answer", "--approve", "zeta")
    assert 1 == code
    assert "citation-unknown" in error
    assert "approved" not in (root / "content/signatories/all.yaml").read_text("utf-8")


def test_what_the_body_wants_approved_stops_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a hard rule asks for approval, a document without it is not built, unless as a draft."""
    root = laid(tmp_path / "w", {}, variant="grouped")
    assert 1 == main(["--workspace", str(root), "build", "answer", "-f", "markdown"])
    assert ": error: signature-missing: " in capsys.readouterr().err
    assert not (root / "build/drafts/answer.en.md").exists()
    assert 0 == main(["--workspace", str(root), "build", "answer", "-f", "markdown", "--draft"])
    assert ": warning: signature-missing: " in capsys.readouterr().err
