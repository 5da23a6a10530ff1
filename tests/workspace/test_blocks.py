"""Blocks and their variants."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.workspace import read_workspace
from briefwright.workspace.blocks import name_of, read_block

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"


@pytest.mark.parametrize(
    ("path", "name", "variant"),
    [
        ("content/blocks/lanes/protected.md", "lanes/protected", ""),
        ("content/blocks/lanes/protected.short.md", "lanes/protected", "short"),
        ("content/blocks/a/b/c.speech.md", "a/b/c", "speech"),
        ("content/blocks/loose.md", "loose", ""),
    ],
)
def test_names(path: str, name: str, variant: str) -> None:
    """A block's id is its path, and what stands behind a dot is its variant."""
    assert (name, variant) == name_of(path)


def test_a_variant_inherits() -> None:
    """A variant takes title, kind and audiences from its main block, but neither its status nor its claims."""
    workspace = read_workspace(BASE)
    main, short = workspace.blocks["lanes/protected"], workspace.variants["lanes/protected", "short"]
    assert (main.front.title, main.front.kind) == (short.front.title, short.front.kind)
    assert (("fewer-injuries",), ()) == (main.front.claims, short.front.claims)
    assert "lanes/protected.short" == short.name


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks(tmp_path: Path, ending: str, mark: str) -> None:
    """A byte order mark and CRLF change neither the text nor the lines of a block."""
    shutil.copytree(BASE, tmp_path / "w")
    path = tmp_path / "w/content/blocks/lanes/protected.md"
    text = path.read_text("utf-8")
    path.write_bytes((mark + text.replace("\n", ending)).encode())
    before, after = (read_workspace(root).blocks["lanes/protected"] for root in (BASE, tmp_path / "w"))
    assert before.parsed.children == after.parsed.children
    assert before.line == after.line
    assert [(unit.kind, unit.line) for unit in before.units.units] == [(u.kind, u.line) for u in after.units.units]


@given(st.text())
def test_any_file_is_read(text: str) -> None:
    """No text makes reading a block raise, with front matter or without."""
    for file in (text, f"---\n{text}\n---\n{text}", f"---\ntitle: T\n---\n{text}"):
        block, problems = read_block(file, "content/blocks/a/b.md")
        assert block or problems
        if block:
            skeleton = block.units
            assert file == skeleton.fill([unit.text for unit in skeleton.units])
