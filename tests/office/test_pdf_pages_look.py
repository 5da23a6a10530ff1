"""What a designer looks for first on the pages of the shipped recipes: what stands last on each."""

from __future__ import annotations

import re
import subprocess

import pytest
from printed_samples import RECIPES, STYLES, pdf, sample

from briefwright.document import Callout, Heading
from briefwright.walking import plain, settled, walk

NOTE = re.compile(r"\d+ \S")
FOOTER = re.compile(r"Page \d+ of \d+")
SHORTEST = 6


def _pages(data: bytes) -> list[list[str]]:
    """The lines of each page, without the spaces around them."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return [[" ".join(line.split()) for line in page.split("\n") if line.strip()] for page in text.split("\f")[:-1]]


def _titles(name: str) -> set[str]:
    """The words of headings and of titles of boxes."""
    nodes = list(walk(settled(sample(name).children)))
    headings = {plain(node.content) for node in nodes if isinstance(node, Heading)}
    return headings | {node.title for node in nodes if isinstance(node, Callout) and node.title}


def _torn(page: list[str], titles: set[str]) -> list[str]:
    """The titles on a page below which stands nothing but notes and the foot of the page."""
    following = [*page[1:], "Page 1 of 1"]
    return [
        line
        for line, after in zip(page, following, strict=True)
        if len(line) >= SHORTEST and any(title.endswith(line) for title in titles)
        if NOTE.match(after) or FOOTER.fullmatch(after)
    ]


def test_a_torn_heading_is_found() -> None:
    """The judge sees a heading above the notes, and one above the foot of the page."""
    page = ["Closing", "We thank.", "The heading", "1 A note.", "Last words", "Page 1 of 2"]
    assert _torn(page, {"Closing", "The heading", "The Last words"}) == ["The heading", "Last words"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", RECIPES)
def test_no_title_is_torn_from_its_text(style: str, name: str) -> None:
    """No heading, and no title of a box, is the last line of a page."""
    titles = _titles(name)
    assert [] == [line for page in _pages(pdf(style, name)) for line in _torn(page, titles)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", [*RECIPES, "realistic"])
def test_no_page_is_empty(style: str, name: str) -> None:
    """Each page has more on it than its head, its foot and a line."""
    few = 3
    assert [] == [page for page in _pages(pdf(style, name)) if len(page) <= few]
