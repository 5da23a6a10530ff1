"""A tree as it is read aloud: what goes, what stays, and what a recipe makes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from seeing import patient
from trees import documents

from briefwright.compose import compose
from briefwright.compose.speaking import speak
from briefwright.document import Citation, Document, Element, Heading, Link, List, Note, Paragraph, Part, Text
from briefwright.markdown import parse_markdown
from briefwright.markdown.printing import print_markdown
from briefwright.walking import plain, settled, walk
from briefwright.workspace import read_workspace

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"


def spoken(text: str, language: str = "en-GB") -> str:
    """Markdown as it is read aloud, as Markdown."""
    return print_markdown(speak(parse_markdown(text, "block.md").children, language)).strip()


def test_notes_go_and_links_keep_their_words() -> None:
    """No mark of a note is left, nor a space before it; a link is its words, an address its host."""
    assert "It fell. Then it rose." == spoken("It fell.^[In 2019.] Then it rose [@doe-2019, p. 4].")
    assert "Read our report at example.org." == spoken(
        "Read [our report](https://example.org/x) at <https://example.org/>."
    )
    assert "Write to a@example.org." == spoken("Write to <a@example.org>.")
    assert "Our report says so." == spoken("Our report (<https://example.org/x>) says so.")


def test_everywhere_but_on_the_cover() -> None:
    """Headings, lists, tables and titles of boxes are said; the cover is for the eye."""
    text = '## A & B\n\n- 45%\n\n::: example {title="€5"}\n*12%* of **2–3**\n:::\n\n| a | b |\n|---|---|\n| 5% | x |\n'
    said = spoken(text)
    for part in ("## A and B", "- 45 per cent", 'title="5 euros"', "*12 per cent* of **2 to 3**", "| 5 per cent |"):
        assert part in said
    cover: tuple[Element, ...] = (Part("cover", (Heading(1, (Text("45%"),)),)),)
    assert cover == speak(cover, "en-GB")


def test_words_in_another_language_are_said_in_it() -> None:
    """A quotation in French has its figures in French."""
    assert '5 per cent and [45 pour cent]{lang="fr"}' == spoken("5% and [45 %]{lang=fr}")


@patient
@given(documents())
def test_a_spoken_document(document: Document) -> None:
    """No note, citation or link is left off the cover, and what is spoken is spoken the same way again."""
    said = speak(document.children, document.language)
    body = tuple(one for one in said if not (isinstance(one, Part) and one.kind == "cover"))
    assert [] == [node for node in walk(body) if isinstance(node, Note | Citation | Link)]
    assert said == speak(said, document.language)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be changed."""
    shutil.copytree(BASE, tmp_path / "w")
    return tmp_path / "w"


def composed(root: Path, more: str) -> str:
    """The Markdown of the recipe `postcard` with more keys, or with others."""
    recipe = root / "content/recipes/postcard.yaml"
    recipe.write_text(recipe.read_text("utf-8").replace("short}", "''}") + more, "utf-8")
    result = compose(read_workspace(root), "postcard", "en")
    assert () == result.problems
    assert result.document
    return print_markdown(settled(result.document.children))


def test_a_spoken_recipe(root: Path) -> None:
    """`spoken` says facts in words and leaves citations and notes out, though the recipe says nothing of them."""
    text = composed(root, "spoken: true\n")
    assert "injuries fell by 40 per cent in the first year. A kilometre costs 150,000 euros." in text
    assert "[^" not in text
    assert "City Lab" not in text


def test_a_spoken_answer(root: Path) -> None:
    """The answer to a question is what is said, since that is what its limit counts."""
    recipe = root / "content/recipes/postcard.yaml"
    recipe.write_text(recipe.read_text("utf-8").replace("{block: lanes/protected, length: short}], ", ""), "utf-8")
    composed(root, "spoken: true\n")
    recipe.write_text(
        recipe.read_text("utf-8").replace("- name: safety", "- name: safety\n    question: Why?"), "utf-8"
    )
    answers = compose(read_workspace(root), "postcard", "en").answers["safety"]
    paragraphs = [plain(node.content) for node in walk(answers) if isinstance(node, Paragraph)]
    assert "injuries fell by 40 per cent in the first year. A kilometre costs 150,000 euros." in paragraphs[0]
    assert any(isinstance(node, List) for node in answers)
