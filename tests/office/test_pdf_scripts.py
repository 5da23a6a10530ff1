"""Workspaces in every script are built as a user builds them, to Word, PDF and the web; both judges accept the PDFs."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pdf_judges import objections
from printed_samples import ROOT, STYLES
from pypdf import PdfReader

from briefwright.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("name", "language"), [("arabic", "ar"), ("hebrew", "he"), ("mixed", "ru")])
def test_a_workspace_is_built_whole(
    name: str, language: str, style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each house style, without a word of complaint, and the language is told."""
    root = tmp_path / name
    shutil.copytree(ROOT / "tests/workspaces" / name, root)
    settings = root / "content/workspace.yaml"
    settings.write_text(re.sub("house_style: .*", f"house_style: {style}", settings.read_text("utf-8")), "utf-8")
    monkeypatch.chdir(root)
    assert main(["build", "-f", "docx", "-f", "pdf", "-f", "html"]) == 0
    recipes = sorted(path.stem for path in (root / "content/recipes").iterdir())
    drafts = root / "build/drafts"
    expected = sorted(f"{recipe}.{language}.{suffix}" for recipe in recipes for suffix in ("docx", "pdf", "html"))
    assert expected == sorted(path.name for path in drafts.iterdir())
    for recipe in recipes:
        pdf = (drafts / f"{recipe}.{language}.pdf").read_bytes()
        assert [] == objections(pdf)
        assert str(PdfReader(BytesIO(pdf)).root_object["/Lang"]).startswith(language)
