"""House styles of a workspace: `styles check`, mappings in `workspace.yaml`, `.docx` and `.dotx`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefwright.cli import main
from briefwright.formats.docx.roles import ROLES
from briefwright.problems import Code

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/workspaces/cycling"
PLAIN = ROOT / "templates/house-styles/plain.docx"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace whose recipe uses a house style of its own, in which a quotation is called a Citation."""
    root = tmp_path / "w"
    shutil.copytree(BASE, root)
    (root / "templates/house-styles").mkdir(parents=True)
    lay(root / "templates/house-styles/office.dotx")
    recipe = root / "content/recipes/answer.yaml"
    recipe.write_text(recipe.read_text("utf-8") + "house_style: office\n", "utf-8")
    return root


def lay(path: Path) -> None:
    """Put `plain` there as a template, without its style for quotations, and with another."""
    with ZipFile(PLAIN) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            text = source.read(name).replace(b"document.main+xml", b"template.main+xml")
            target.writestr(name, text.replace(b'w:val="Quote"/>', b'w:val="Citation"/>'))


def map_styles(root: Path, *lines: str) -> None:
    """Let `workspace.yaml` map styles of the house style."""
    path = root / "content/workspace.yaml"
    path.write_text(
        path.read_text("utf-8") + "house_styles:\n  office:\n" + "".join(f"    {line}\n" for line in lines), "utf-8"
    )


def styles(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """What `styles check` says, and how it ends."""
    capsys.readouterr()
    code = main(["styles", "check", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_every_role_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """The house style that ships has all roles, each by its name; the page and its margins are told."""
    code, out, err = styles(capsys, str(PLAIN))
    assert (0, "") == (code, err)
    rows = [line.split()[0] for line in out.split("\n\n")[1].split("\n")[1:]]
    assert [role.key for role in ROLES] == rows
    assert "page: 210.0 × 297.0 mm; margins in mm: top 27.0, right 30.0, bottom 27.0, left 30.0" in out
    assert f"all {len(ROLES)} roles have a style" in out
    assert "missing" not in out


def test_a_missing_role_is_told_with_what_is_done(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What lacks is no error: a plain style is added, based on another."""
    code, out, _ = styles(capsys, str(root / "templates/house-styles/office.dotx"))
    assert 0 == code
    assert ["missing: a plain one is added, based on Body Text"] == [
        line.split("Quote", 1)[1].strip() for line in out.split("\n") if line.startswith("quote ")
    ]
    assert f"{len(ROLES) - 1} of {len(ROLES)} roles have a style" in out


def test_the_mapping_of_its_workspace_holds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the folder of house styles of a workspace, its mapping applies; elsewhere, none does."""
    map_styles(root, "quote: citation")
    file = root / "templates/house-styles/office.dotx"
    shutil.copy(file, root / "office.dotx")
    row = next(line for line in styles(capsys, str(file))[1].split("\n") if line.startswith("quote "))
    assert ["quote", "Citation", "as workspace.yaml says"] == [*row.split(maxsplit=2)]
    assert "as workspace.yaml says" not in styles(capsys, str(root / "office.dotx"))[1]


def test_the_file_is_found_as_problems_name_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path from the workspace will do in a folder below it, and that of a house style that ships anywhere."""
    monkeypatch.chdir(root / "content")
    assert 0 == styles(capsys, "templates/house-styles/office.dotx")[0]
    assert 0 == styles(capsys, "templates/house-styles/plain.docx")[0]


def test_as_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same as values, problems among them."""
    map_styles(root, "quote: Citatoin")
    code, out, err = styles(capsys, str(root / "templates/house-styles/office.dotx"), "--json")
    told = json.loads(out)
    assert (1, "", False) == (code, err, told["usable"])
    assert {"width": 210.0, "height": 297.0} == {side: told["page"][side] for side in ("width", "height")}
    assert ([], []) == (told["headers"], told["footers"])
    expected = {
        "role": "quote",
        "kind": "paragraph",
        "name": "Quote",
        "style": None,
        "how": "added",
        "based_on": "body",
    }
    assert [expected] == [role for role in told["roles"] if role["role"] == "quote"]
    codes = [str(Code.STYLE_MISSING), str(Code.HOUSE_STYLE_ROLE_MISSING)]
    assert sorted(codes) == sorted(problem["code"] for problem in told["problems"])


def test_a_file_that_cannot_be_used(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told why, and what to do; the exit code is 1."""
    (root / "notes.docx").write_text("no zip", "utf-8")
    code, out, err = styles(capsys, str(root / "notes.docx"))
    assert (1, "") == (code, out)
    assert "this file is no house style: it is not a zip" in err
    assert "save it as .docx or .dotx" in err


def test_templates_dress_documents(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A `.dotx` is found by its name; what it lacks is one warning of `build` and of `check`, and stops nothing."""
    assert 0 == main(["--workspace", str(root), "build", "answer"])
    line = (
        f"templates/house-styles/office.dotx:1:1: warning: {Code.HOUSE_STYLE_ROLE_MISSING}: it lacks 1 of {len(ROLES)} "
        "styles, and plain ones are used: Quote (see: briefwright styles check templates/house-styles/office.dotx)\n"
    )
    assert line == capsys.readouterr().err
    assert 0 == main(["--workspace", str(root), "check"])
    assert f"{line}0 errors, 1 warning\n" == capsys.readouterr().out


def test_a_wrong_mapping_stops_the_documents_that_use_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` tells it at its line, and `build` makes the documents of other recipes alone."""
    map_styles(root, "quote: Citation", "body: Boddy Text", "bodi: Normal")
    last = len((root / "content/workspace.yaml").read_text("utf-8").splitlines())
    lines = (
        f"content/workspace.yaml:{last - 1}:5: error: {Code.STYLE_MISSING}: the house style has no style "
        '"Boddy Text", which is to play the role "body" (did you mean "Body Text"?)\n'
        f"content/workspace.yaml:{last}:5: error: {Code.ROLE_UNKNOWN}: "
        'there is no role "bodi" for a style to play (did you mean "body"?)\n'
    )
    assert 1 == main(["--workspace", str(root), "check"])
    assert f"{lines}2 errors, 0 warnings\n" == capsys.readouterr().out
    assert 1 == main(["--workspace", str(root), "build"])
    assert lines in capsys.readouterr().err
    assert {"postcard"} == {path.name.split(".")[0] for path in (root / "build/drafts").iterdir()}


def test_a_mapping_for_a_house_style_that_there_is_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told even where no recipe uses it."""
    path = root / "content/workspace.yaml"
    path.write_text(path.read_text("utf-8") + "house_styles:\n  offise: {body: Normal}\n", "utf-8")
    assert 1 == main(["--workspace", str(root), "check"])
    assert 'house-style-missing: there is no "offise" in templates/house-styles (did you mean "office"?)' in (
        capsys.readouterr().out
    )


def test_a_mapping_that_misses_its_file_is_told_by_build(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document is not dressed plainly because the mapping for its template was given another name."""
    path = root / "content/workspace.yaml"
    path.write_text(path.read_text("utf-8") + "house_styles:\n  office.dotx: {quote: Citation}\n", "utf-8")
    assert 1 == main(["--workspace", str(root), "build", "answer"])
    assert (
        'house-style-missing: there is no "office.dotx" in templates/house-styles (write the name alone: office)'
        in (capsys.readouterr().err)
    )


def test_a_house_style_of_the_settings_is_told_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file and line are those of the settings, where the recipe names none."""
    recipe, settings = root / "content/recipes/answer.yaml", root / "content/workspace.yaml"
    recipe.write_text(recipe.read_text("utf-8").replace("house_style: office\n", ""), "utf-8")
    path = "templates/house-styles/office.dotx"
    settings.write_text(settings.read_text("utf-8").replace("house_style: plain", f"house_style: {path}"), "utf-8")
    assert 1 == main(["--workspace", str(root), "build", "answer"])
    place = f"content/workspace.yaml:8:1: error: {Code.HOUSE_STYLE_MISSING}"
    said = f'{place}: there is no "{path}" in templates/house-styles (write the name alone: office)'
    assert said in capsys.readouterr().err


def test_a_file_that_is_open_is_no_house_style(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What Word keeps beside an open file is not offered."""
    (root / "templates/house-styles/~$fice.dotx").write_text("who has it open", "utf-8")
    path = root / "content/recipes/answer.yaml"
    path.write_text(path.read_text("utf-8").replace("house_style: office", "house_style: zzz"), "utf-8")
    assert 1 == main(["--workspace", str(root), "check"])
    assert "(there are modern, office, plain)" in capsys.readouterr().out


def test_idle_styles_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a mapping may name: the styles of the file's own that play no role."""
    _, out, _ = styles(capsys, str(root / "templates/house-styles/office.dotx"))
    assert "styles of the file's own that play no role: Citation" == out.strip().split("\n")[-1]
    map_styles(root, "quote: Citation")
    _, out, _ = styles(capsys, str(root / "templates/house-styles/office.dotx"))
    assert "play no role" not in out


def test_files_of_another_kind_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the house style is there, but with macros or as OpenDocument, the hint says how to save it."""
    folder = root / "templates/house-styles"
    (folder / "office.dotx").rename(folder / "office.dotm")
    assert 1 == main(["--workspace", str(root), "check"])
    assert "(there is office.dotm: save it as .docx or .dotx)" in capsys.readouterr().out


def test_a_template_that_leads_out(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to a template elsewhere is refused, whichever ending it has."""
    folder = root / "templates/house-styles"
    (folder / "office.dotx").rename(root.parent / "office.dotx")
    (folder / "office.dotx").symlink_to(root.parent / "office.dotx")
    assert 1 == main(["--workspace", str(root), "build", "answer"])
    assert str(Code.PATH_OUTSIDE) in capsys.readouterr().err
