"""Every web page is accessible by axe-core in Chromium, and right by the Nu HTML checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from judging import complaints_of_axe, complaints_of_nu
from pages import documents
from trees import documents as random_documents

from briefwright.formats.html import write_html

if TYPE_CHECKING:
    from briefwright.document import Document

ROOT = Path(__file__).parents[2]
BROKEN = b"""\
<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="img-src 'none'">
<title>Broken</title>
<style>p { color: #aaa; background: #fff }</style>
</head>
<body><main><h1>Broken</h1><h4>Too deep</h4><p>Too pale for most.</p>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="></main></body>
</html>
"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The page of every recipe that ships, as the command makes them."""
    folder = tmp_path_factory.mktemp("shipped")
    command = [sys.executable, "-m", "briefwright", "build", "--format", "html", "--output", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.html"))}


def pages() -> dict[str, bytes]:
    """Pages in both directions and with every node of the tree."""
    return {name: write_html(document) for name, document in documents().items()}


def random_pages(number: int) -> dict[str, bytes]:
    """Pages of random trees."""
    files: dict[str, bytes] = {}

    @settings(max_examples=number, deadline=None, database=None, phases=[Phase.generate])
    @given(random_documents(languages=("en-GB", "fr", "ar", "he")))
    def collect(document: Document) -> None:
        files[f"random {len(files)}"] = write_html(document)

    collect()
    return files


def test_axe_has_nothing_to_say(shipped: dict[str, bytes], tmp_path: Path) -> None:
    """The page of every recipe that ships, and of whatever else a document holds, is accessible."""
    assert len(shipped) >= 6
    assert complaints_of_axe({**shipped, **pages(), **random_pages(12)}, tmp_path) == {}


def test_the_checker_has_nothing_to_say(shipped: dict[str, bytes], tmp_path: Path) -> None:
    """The same pages are right, without an error or a warning."""
    assert len(shipped) >= 6
    assert complaints_of_nu({**shipped, **pages(), **random_pages(25)}, tmp_path) == {}


def test_axe_sees_what_is_wrong(tmp_path: Path) -> None:
    """A page without language, description, contrast and order of headings fails by each, and by its own policy."""
    (told,) = complaints_of_axe({"broken": BROKEN}, tmp_path).values()
    rules = {complaint.split(": ")[1] for complaint in told}
    assert rules >= {"html-has-lang", "image-alt", "color-contrast", "heading-order"}
    assert any(complaint.startswith("console: ") and "img-src" in complaint for complaint in told)


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    """The same page is told of its language, its image and its headings, so silence means something."""
    (told,) = complaints_of_nu({"broken": BROKEN}, tmp_path).values()
    assert [any(word in message for message in told) for word in ("“lang”", "“alt”", "skipping 2")] == [True] * 3
