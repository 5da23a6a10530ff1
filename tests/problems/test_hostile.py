"""Bad input that a text file cannot hold: bytes, sizes, links, rights."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from briefwright.cli import main
from briefwright.problems import Code

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"
BLOCK = "content/blocks/lanes/protected.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be spoilt."""
    shutil.copytree(BASE, tmp_path / "w")
    return tmp_path / "w"


def told(root: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What `check` tells, as records."""
    main(["--workspace", str(root), "check", "--format", "json"])
    records: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return records


def only(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str, int]:
    """The code, path and line of the one problem there is."""
    (record,) = told(root, capsys)
    return str(record["code"]), str(record["path"]), int(str(record["line"]))


def built(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str], str]:
    """The exit code of a build, the documents that are there, and what it said on standard error."""
    code = main(["--workspace", str(root), "build", *options])
    files = [path.name for path in sorted((root / "build/drafts").glob("*"))] if (root / "build").is_dir() else []
    return code, files, capsys.readouterr().err


def test_invalid_utf8(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text in another encoding is told with the line of the first wrong byte."""
    (root / BLOCK).write_bytes((root / BLOCK).read_bytes() + "\nÜber\n".encode("latin-1"))
    assert (str(Code.FILE_ENCODING), BLOCK, 22) == only(root, capsys)
    assert (1, []) == built(root, capsys)[:2]


def test_binary_in_a_text_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A Word file with the ending of a block is told as what it is not."""
    (root / BLOCK).write_bytes(b"PK\x03\x04\x00\x00")
    assert (str(Code.FILE_ENCODING), BLOCK, 1) == only(root, capsys)


def test_five_megabytes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A block of five megabytes is refused, not read."""
    (root / BLOCK).write_bytes(b"word " * 1024 * 1024)
    assert (str(Code.FILE_TOO_LARGE), BLOCK, 1) == only(root, capsys)


@pytest.mark.parametrize("target", ["/etc/hostname", "../outside.md"])
def test_links_out(root: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    """A symbolic link that leaves the workspace is not followed, and what it points to is not printed."""
    (root.parent / "outside.md").write_text("---\ntitle: Secret\n---\nSecret.\n")
    link = root / "content/blocks/lanes/link.md"
    link.symlink_to(target if target.startswith("/") else root.parent / "outside.md")
    assert (str(Code.PATH_OUTSIDE), "content/blocks/lanes/link.md", 1) == only(root, capsys)


def test_folder_link_out(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A linked folder is told, and not walked into."""
    outside = root.parent / "elsewhere"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntitle: Secret\n---\nSecret.\n")
    (root / "content/blocks/linked").symlink_to(outside)
    assert (str(Code.PATH_OUTSIDE), "content/blocks/linked", 1) == only(root, capsys)
    main(["--workspace", str(root), "list", "blocks"])
    assert "secret" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["a:b.md", "con.md", "what?.md"])
def test_names_that_windows_refuses(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A file name that a colleague's system cannot take is told."""
    (root / "content/blocks/lanes" / name).write_text("---\ntitle: T\n---\nText.\n")
    assert (str(Code.NAME_INVALID), f"content/blocks/lanes/{name}", 1) == only(root, capsys)


def test_names_that_differ_in_capitals(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two blocks that Windows and macOS take for one are told."""
    shutil.copy(root / BLOCK, root / "content/blocks/lanes/Protected.md")
    assert str(Code.ID_DUPLICATE) in {record["code"] for record in told(root, capsys)}


def test_house_style_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A house style that is nowhere stops the document where the recipe names it."""
    recipe = root / "content/recipes/answer.yaml"
    recipe.write_text(recipe.read_text() + "house_style: plane\n")
    code, files, said = built(root, capsys)
    assert (1, ["postcard.en.md", "postcard.en.txt"]) == (code, files)
    assert said.startswith('content/recipes/answer.yaml:18:1: error: house-style-missing: there is no "plane"')
    assert str(Code.HOUSE_STYLE_MISSING) in said


def test_house_style_corrupt(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A house style that is no Word document stops the documents that use it, and only those."""
    (root / "templates/house-styles").mkdir(parents=True)
    (root / "templates/house-styles/plain.docx").write_bytes(b"not a zip")
    code, files, said = built(root, capsys)
    assert (1, ["postcard.en.md", "postcard.en.txt"]) == (code, files)
    assert f"templates/house-styles/plain.docx:1:1: error: {Code.HOUSE_STYLE_INVALID}" in said


def test_unwritable_build(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where `build/` cannot be written, that is said once for each document, and nothing is left half written."""
    (root / "build").write_text("a file where the folder should be")
    code, _, said = built(root, capsys)
    assert 1 == code
    assert said.count(f"error: {Code.FILE_UNREADABLE}: the file cannot be written") == 2
    assert "a file where the folder should be" == (root / "build").read_text()


def test_workspace_file_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Outside a workspace a command says so and ends with exit code 2."""
    (root / "content/workspace.yaml").unlink()
    with pytest.raises(SystemExit) as stopped:
        main(["--workspace", str(root), "check"])
    assert 2 == stopped.value.code
    assert "is not a workspace" in capsys.readouterr().err


def test_deep_yaml_and_large_numbers(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """YAML that would exhaust the stack or the memory is told like any other mistake."""
    (root / "content/facts.yaml").write_text("[" * 5000)
    (root / "content/claims.yaml").write_text("a: &a [x]\nb: [*a, *a]\n")
    spoilt = {"content/facts.yaml", "content/claims.yaml"}
    codes = [record["code"] for record in told(root, capsys) if record["path"] in spoilt]
    assert [str(Code.YAML_INVALID)] * 2 == codes


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /dev/zero")
def test_endless_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to a device without an end is refused before it is read."""
    (root / "content/facts.yaml").unlink()
    (root / "content/facts.yaml").symlink_to("/dev/zero")
    assert str(Code.PATH_OUTSIDE) in {record["code"] for record in told(root, capsys)}


SPOILT = {
    "broken YAML": b"---\ntitle: [x\n---\nText.\n",
    "another encoding": "---\ntitle: T\n---\nÜber\n".encode("latin-1"),
    "nothing": b"",
    "no front matter": b"Text.\n",
    "five megabytes": b"word " * 1024 * 1024,
}


@pytest.mark.parametrize("data", SPOILT.values(), ids=SPOILT)
def test_a_block_that_cannot_be_read_is_not_left_out(
    root: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    """A document that selects by metadata does not appear without a block that it may have needed."""
    (root / "content/blocks/lanes/count.md").write_bytes(data)
    code, files, said = built(root, capsys, "answer")
    assert (1, []) == (code, files)
    assert said.startswith("content/blocks/lanes/count.md:")
    assert 1 == main(["--workspace", str(root), "check", "answer"])


def test_a_broken_file_is_not_denied(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A recipe or block that is there but broken is told with its problem, by every command that is given its name."""
    (root / "content/recipes/answer.yaml").write_text("title: [x")
    (root / BLOCK).write_text("---\ntitle: [x\n---\n")
    commands = [["build", "answer"], ["check", "answer"], ["count", "answer"], ["show", "answer"]]
    for command in [*commands, ["units", "lanes/protected"], ["show", "lanes/protected"]]:
        try:
            code = main(["--workspace", str(root), *command])
        except SystemExit as stopped:
            code = int(str(stopped.code))
        assert 1 == code
        assert str(Code.YAML_INVALID) in capsys.readouterr().err
