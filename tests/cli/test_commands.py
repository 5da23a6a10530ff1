"""The door: exit codes, what goes to which stream, JSON, and how little `--help` costs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from briefwright import __version__
from briefwright.cli import COMMANDS, main
from briefwright.cli.list import LISTS
from briefwright.problems import Code

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/workspaces/cycling"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be changed."""
    shutil.copytree(BASE, tmp_path / "w")
    return tmp_path / "w"


def run(*arguments: str, root: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    where = ["--workspace", str(root)] if root else []
    return subprocess.run(
        [sys.executable, "-m", "briefwright", *where, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        check=False,
    )


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What a command prints as JSON."""
    main(list(arguments))
    return json.loads(capsys.readouterr().out)


def test_version_and_help_import_no_library() -> None:
    """`--version` and `--help` load none of the libraries that commands need."""
    heavy = {"docx", "lxml", "jinja2", "markdown_it", "msgspec", "ruamel", "babel", "citeproc"}
    code = (
        "import sys\nfrom briefwright.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"sys.exit(len({heavy} & set(sys.modules)))"
    )
    assert 0 == subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode
    assert f"briefwright {__version__}\n" == run("--version").stdout


def test_help_names_every_command() -> None:
    """Each command is in the help, and has help of its own."""
    told = run("--help").stdout
    for name in COMMANDS:
        assert f"\n  {name}" in told
        assert 0 == run(name, "--help").returncode


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        [],
        ["build", "--nonsense"],
        ["build", "nobody"],
        ["build", "-f", "wordperfect"],
        ["build", "-j", "0"],
        ["list", "nonsense"],
        ["units", "lanes/nothing"],
        ["count", "nobody"],
        ["count", "answer", "--target", "0"],
        ["show", "nobody"],
        ["new", "."],
        ["styles"],
        ["styles", "check"],
        ["styles", "make", "content/workspace.yaml"],
        ["styles", "check", "nothing.docx"],
    ],
)
def test_wrong_usage(root: Path, arguments: list[str]) -> None:
    """Wrong usage ends with exit code 2, says what is wrong on standard error, and writes nothing."""
    before = sorted(root.rglob("*"))
    result = subprocess.run(
        [sys.executable, "-m", "briefwright", *arguments], capture_output=True, encoding="utf-8", cwd=root, check=False
    )
    assert 2 == result.returncode
    assert result.stderr or not arguments
    assert before == sorted(root.rglob("*"))


def test_build_writes_what_the_recipe_says(root: Path) -> None:
    """Files go to build/drafts by recipe, language and format; their paths to standard output, nothing to the other."""
    result = run("build", root=root)
    assert 0 == result.returncode
    assert "" == result.stderr
    files = sorted(path.name for path in (root / "build/drafts").iterdir())
    assert [
        "answer.en.docx", "answer.en.html", "answer.en.md", "answer.en.txt", "postcard.en.md", "postcard.en.txt",
    ] == files  # fmt: skip
    assert sorted(files) == sorted(Path(line).name for line in result.stdout.split("\n") if line)


def test_build_some(root: Path, tmp_path: Path) -> None:
    """A recipe, a format and a folder may be named; aliases of formats too."""
    assert 0 == run("build", "answer", "-f", "md", "-l", "en", "-o", str(tmp_path / "out"), root=root).returncode
    assert ["answer.en.md"] == [path.name for path in (tmp_path / "out").iterdir()]
    assert not (root / "build/drafts").exists()


def test_same_bytes(root: Path, tmp_path: Path) -> None:
    """The same content gives the same bytes whatever the hash seed, time zone, locale, processes or order on disk."""
    other = tmp_path / "other"
    shutil.copytree(root, other)
    for path in sorted((other / "content").rglob("*.md"), reverse=True):
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
    one = {"SOURCE_DATE_EPOCH": "1750000000", "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "C"}
    two = {"SOURCE_DATE_EPOCH": "1750000000", "PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}
    assert 0 == run("build", "-j", "1", root=root, **one).returncode
    assert 0 == run("build", "-j", "2", root=other, **two).returncode
    for path in sorted((root / "build/drafts").iterdir()):
        assert path.read_bytes() == (other / "build/drafts" / path.name).read_bytes(), path.name


def test_source_date_epoch(root: Path) -> None:
    """The moment that a Word file carries is SOURCE_DATE_EPOCH; a wrong one is wrong usage."""
    assert 0 == run("build", "answer", root=root, SOURCE_DATE_EPOCH="1750000000").returncode
    with zipfile.ZipFile(root / "build/drafts/answer.en.docx") as file:
        assert b"2025-06-15T15:06:40Z" in file.read("docProps/core.xml")
        assert {(2025, 6, 15, 15, 6, 40)} == {entry.date_time for entry in file.infolist()}
    assert 2 == run("build", root=root, SOURCE_DATE_EPOCH="yesterday").returncode


def test_a_second_build_touches_nothing(root: Path) -> None:
    """Files that hold the same bytes are left alone, so that their time says when they changed."""
    run("build", root=root)
    before = {path: path.stat().st_mtime_ns for path in (root / "build/drafts").iterdir()}
    run("build", root=root)
    assert before == {path: path.stat().st_mtime_ns for path in (root / "build/drafts").iterdir()}


def test_a_spoilt_cache_is_no_cache(root: Path) -> None:
    """A cache that cannot be read, or that holds nonsense, costs time and nothing else."""
    run("build", "answer", "-f", "md", root=root)
    expected = (root / "build/drafts/answer.en.md").read_bytes()
    cache = root / "build/.cache/citations.json"
    known = json.loads(cache.read_text("utf-8"))
    for spoilt in (
        "{",
        "[]",
        json.dumps(dict.fromkeys(known, "nonsense")),
        json.dumps({key: {"a": 1} for key in known}),
    ):
        cache.write_text(spoilt, "utf-8")
        assert 0 == run("build", "answer", "-f", "md", root=root).returncode
        assert expected == (root / "build/drafts/answer.en.md").read_bytes()


def test_draft(root: Path) -> None:
    """`--draft` marks the document as a draft."""
    run("build", "answer", "-f", "html", "--draft", root=root)
    assert "Draft" in (root / "build/drafts/answer.en.html").read_text("utf-8")
    run("build", "answer", "-f", "html", root=root)
    assert "Draft" not in (root / "build/drafts/answer.en.html").read_text("utf-8")


def test_new_builds(tmp_path: Path) -> None:
    """A new workspace builds as it is, and is made only where nothing is lost."""
    assert 0 == run("new", str(tmp_path / "demo")).returncode
    assert 0 == run("build", root=tmp_path / "demo").returncode
    assert (tmp_path / "demo/build/drafts/un-social-inclusion.en.docx").is_file()
    assert 2 == run("new", str(tmp_path / "demo")).returncode
    assert ["demo"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("what", sorted(LISTS))
def test_lists(capsys: pytest.CaptureFixture[str], what: str) -> None:
    """Everything can be listed, as a table and as JSON, and each row has an id."""
    rows = as_json(capsys, "--workspace", str(BASE), "list", what, "--json")
    assert rows
    assert all(row["id"] for row in rows)
    main(["--workspace", str(BASE), "list", what])
    assert rows[0]["id"] in capsys.readouterr().out


def test_list_checks_has_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    """Each code is listed with its meaning."""
    rows = as_json(capsys, "list", "checks", "--json")
    assert {str(code): code.meaning for code in Code} == {row["id"]: row["meaning"] for row in rows}


def test_units_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The units of a block and of a variant, with just the keys of the contract."""
    units = as_json(capsys, "--workspace", str(BASE), "units", "lanes/protected", "--json")
    assert ["id", "kind", "line", "end_line", "hash", "text", "tokens"] == list(units[0])
    assert "lanes/protected#1" == units[0]["id"]
    assert ["{{ facts.injuries }}", "[@city-lab-2019, p. 4]", "{{ facts.cost }}", "[^1]"] == units[1]["tokens"]
    short = as_json(capsys, "--workspace", str(BASE), "units", "lanes/protected.short", "--json")
    assert ["paragraph"] == [unit["kind"] for unit in short]


def test_count_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The count has every part, what counts, and by how much it is over."""
    recipe = root / "content/recipes/answer.yaml"
    recipe.write_text(recipe.read_text("utf-8") + "profile: tiny\n", "utf-8")
    (root / "content/profiles").mkdir()
    limit = "{unit: words, number: 20, counts: [body, notes], basis: confirmed, source: a postcard}"
    (root / "content/profiles/tiny.yaml").write_text(f"title: Tiny\nlimits:\n  - {limit}\n", "utf-8")
    counted = as_json(capsys, "--workspace", str(root), "count", "answer", "--json")
    assert {"parts", "counted", "limit", "unit", "over", "basis", "total", "where", "fitting"} <= set(counted)
    parts = counted["parts"]
    assert counted["total"]["words"] == sum(part["words"] for part in parts.values())
    assert parts["body"]["words"] + parts["notes"]["words"] == counted["counted"]
    assert (20, "words", counted["counted"] - 20, "confirmed") == (
        counted["limit"], counted["unit"], counted["over"], counted["basis"],
    )  # fmt: skip
    main(["--workspace", str(root), "count", "answer"])
    assert "over (limit 20 words, confirmed: a postcard)" in capsys.readouterr().out


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    """A block shows its front matter and the recipes it is in; a recipe its text; a profile its limits."""
    main(["--workspace", str(BASE), "show", "lanes/protected"])
    shown = capsys.readouterr().out
    assert "Protected lanes are safe lanes" in shown
    assert "answer" in shown
    main(["--workspace", str(BASE), "show", "postcard"])
    assert "Protected lanes cut injuries by 40%" in capsys.readouterr().out
    main(["--workspace", str(BASE), "show", "un-upr-stakeholder"])
    assert "5630" in capsys.readouterr().out


def test_reports(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same problem as text, JSON, a GitHub annotation and SARIF."""
    recipe = root / "content/recipes/answer.yaml"
    recipe.write_text(recipe.read_text("utf-8").replace("audience: council", "audience: counsil"), "utf-8")
    where = ["--workspace", str(root), "check", "--format"]
    (record,) = as_json(capsys, *where, "json")
    assert {
        "code": "audience-unknown", "severity": "error", "message": 'there is no audience "counsil"',
        "hint": 'did you mean "council"?', "path": "content/recipes/answer.yaml", "line": 2, "column": 1,
    } == record  # fmt: skip
    assert 1 == main([*where, "github"])
    assert "::error file=content/recipes/answer.yaml,line=2,col=1,title=audience-unknown::" in capsys.readouterr().out
    log = as_json(capsys, *where, "sarif")
    (result,) = log["runs"][0]["results"]
    assert "audience-unknown" == result["ruleId"]
    assert ["audience-unknown"] == [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]


def test_nearest_workspace_upward(root: Path) -> None:
    """A command works from any folder inside a workspace."""
    inside = root / "content/blocks"
    command = [sys.executable, "-m", "briefwright", "list", "recipes"]
    result = subprocess.run(command, cwd=inside, capture_output=True, encoding="utf-8", check=False)
    assert 0 == result.returncode
    assert "answer" in result.stdout
