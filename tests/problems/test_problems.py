"""What is told of bad content: a file a case, each with what was written and the lines that it must give.

A case is prose, then files (`=== path`) laid over the workspace `cycling`, then `=== expected`: the lines of
`briefwright check`, whole. Where a line is an error, `briefwright build` writes all documents but `answer`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefwright.cli import main
from briefwright.problems import Code

HERE = Path(__file__).parent
BASE = HERE.parent / "workspaces" / "cycling"
CASES = sorted((HERE / "cases").glob("*.case"))


def read_case(path: Path) -> tuple[dict[str, str], list[str]]:
    """The files of a case and the lines it expects."""
    _, *parts = re.split(r"^=== (.*)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    return files, files.pop("expected").strip().split("\n")


def lay(case: dict[str, str], root: Path) -> None:
    """The workspace of a case. A file whose text is `(none)` is taken away."""
    shutil.copytree(BASE, root)
    for name, text in case.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if text.strip() == "(none)":
            target.unlink()
        else:
            target.write_text(text, encoding="utf-8", newline="")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` gives just the expected lines; `build` writes every document that the errors do not touch."""
    files, expected = read_case(path)
    lay(files, tmp_path / "w")
    code = main(["--workspace", str(tmp_path / "w"), "check"])
    *lines, _total = capsys.readouterr().out.strip().split("\n")
    assert "\n".join(expected) == "\n".join(lines)
    wrong = any(": error: " in line for line in lines)
    assert int(wrong) == code
    assert int(wrong) == main(["--workspace", str(tmp_path / "w"), "build", "-j", "1", "-f", "markdown"])
    written = sorted(path.name for path in (tmp_path / "w/build").rglob("*.md"))
    stops = re.search(r"\(stops (all|none)\)", path.read_text("utf-8"))
    documents = {"all": [], "none": ["answer.en.md", "postcard.en.md"]}
    assert (documents[stops[1]] if stops else ["postcard.en.md"]) == written


def test_every_code_has_a_case() -> None:
    """No code is without a case that shows it, here or in the test named beside it."""
    shown = {word for path in HERE.parent.rglob("*") if path.suffix in {".case", ".py"} for word in _codes(path)}
    assert set() == {str(code) for code in Code} - shown


def _codes(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    return re.findall(r"(?:error|warning): ([a-z-]+):", text) + [
        str(Code[name]) for name in re.findall(r"\bCode\.([A-Z_]+)\b", text) if name in Code.__members__
    ]
