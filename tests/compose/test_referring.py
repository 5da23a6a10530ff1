"""Cross-references: what `[](#block)` becomes in a document, and what is told where it leads nowhere."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefwright.compose import compose
from briefwright.document import Heading, Link, Note, Paragraph
from briefwright.formats import write
from briefwright.markdown.printing import print_markdown
from briefwright.problems import Code
from briefwright.walking import plain, settled, walk
from briefwright.workspace import read_workspace

if TYPE_CHECKING:
    from briefwright.formats.docx import HouseStyle

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"
RECIPE = """
title: T
audience: council
numbered_paragraphs: {numbered}
sections:
  - name: a
    heading: First
    blocks: [refs/one]
  - name: b
    heading: The other section
    blocks: {blocks}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be changed."""
    shutil.copytree(BASE, tmp_path / "w")
    (tmp_path / "w/content/blocks/refs").mkdir()
    return tmp_path / "w"


def block(root: Path, name: str, text: str, front: str = "kind: argument") -> None:
    """Write a block."""
    (root / f"content/blocks/refs/{name}.md").write_text(
        f"---\ntitle: Title of {name}\n{front}\n---\n{text}\n", "utf-8"
    )


def lines(root: Path, blocks: str = "[refs/two]", *, numbered: bool = True) -> list[str]:
    """The paragraphs of a document with a block that refers to another, and the codes of its problems."""
    text = RECIPE.format(numbered=str(numbered).lower(), blocks=blocks)
    (root / "content/recipes/refs.yaml").write_text(text, "utf-8")
    result = compose(read_workspace(root), "refs", "en")
    codes = [problem.code.value for problem in result.problems]
    children = result.document.children if result.document else ()
    return [plain(node.content) for node in walk(settled(children)) if isinstance(node, Paragraph)] + codes


def test_the_number_of_a_paragraph(root: Path) -> None:
    """A block whose paragraphs are numbered is referred to by the first number, forward and backward, in notes too."""
    block(root, "one", "See [](#refs/two).^[And [](#refs/one).]")
    block(root, "two", "> A quotation.\n\nText, see [paras #](#refs/one).\n\nMore.")
    assert ["See paragraph\u00a02.", "And paragraph\u00a01.", "A quotation.", "Text, see paras 1.", "More."] == lines(
        root
    )


def test_the_identifier_that_it_leads_to(root: Path) -> None:
    """The link leads to the numbered paragraph."""
    block(root, "one", "See [](#refs/two).")
    block(root, "two", "Text.")
    lines(root)
    result = compose(read_workspace(root), "refs", "en")
    assert result.document
    targets = [node.target for node in walk(result.document.children) if isinstance(node, Link)]
    assert ["#paragraph-2"] == targets


def test_a_heading_in_other_letters(root: Path, modern: HouseStyle) -> None:
    """A link to a heading with accents, or in another script, leads to it, in Word as on a web page."""
    block(root, "one", "## Été à Łódź\n\nText, see [there](#été-à-łódź) and [here](#здесь).\n\n## Здесь\n\nText.")
    block(root, "two", "Text.")
    assert not [line for line in lines(root) if line.startswith("link")]
    document = compose(read_workspace(root), "refs", "en").document
    assert document
    targets = [node.target for node in walk(document.children) if isinstance(node, Link)]
    assert ["#été-à-łódź", "#здесь"] == targets
    with zipfile.ZipFile(BytesIO(write(document, "docx", modern))) as file:
        text = file.read("word/document.xml").decode()
    anchors = re.findall(r'w:anchor="([^"]*)"', text)
    assert 2 == len(anchors)
    assert set(anchors) <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', text))
    page = write(document, "html").decode()
    assert 2 == len([target for target in targets if f'href="{target}"' in page and f'id="{target[1:]}"' in page])


def test_titles_where_there_are_no_numbers(root: Path) -> None:
    """A box is called by its title, a block without numbers by the heading above it."""
    block(root, "one", "See [](#refs/two).")
    block(root, "two", "Text.")
    assert "See Title of two." in lines(root, "[{block: refs/two, as: callout}]")
    assert "See The other section." in lines(root, numbered=False)
    assert "See Title of two." in lines(root, "[{block: refs/two, heading: true}]", numbered=False)


@pytest.mark.parametrize("text", ["| A | B |\n|---|---|\n| 1 | 2 |", "- One", "> Said", "```\nas it is\n```"])
def test_a_block_without_text_of_its_own(root: Path, text: str) -> None:
    """A block that is a table, a list or a quotation is called by the heading above it, and not taken for absent."""
    block(root, "one", "See [](#refs/two), more in [#](#refs/two) (there, [](#refs/two)).")
    block(root, "two", text)
    where = "The other section"
    assert f"See {where}, more in {where} (there, {where})." in lines(root)


def test_the_number_of_a_recommendation(root: Path) -> None:
    """A recommendation is called by its number."""
    block(root, "one", "See [](#refs/two).")
    block(root, "two", "Why.", "kind: recommendation\nto: The council\naction: Act.")
    assert "See Recommendation\u00a01." in lines(root)


def test_a_heading_is_referred_to_by_its_identifier(root: Path) -> None:
    """Headings have the identifiers that GitHub gives them, none of which can be that of something numbered."""
    block(root, "one", "See [](#section-figure-2).\n\n### Figure 2\n\nText.")
    block(root, "two", "Text.")
    assert "See Figure 2." in lines(root)
    result = compose(read_workspace(root), "refs", "en")
    assert result.document
    identifiers = [node.identifier for node in walk(result.document.children) if isinstance(node, Heading)]
    assert ["t", "first", "section-figure-2", "the-other-section"] == identifiers


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Text (see [](#cases/bridge)), and so on.", "Text, and so on."),
        ("Text (see [](#cases/bridge)).", "Text."),
        ("Text (see [the costs](#cases/bridge)).", "Text."),
        ("Text (see [](#refs/two) above).", "Text (see paragraph\u00a02 above)."),
        ("As [the costs](#cases/bridge) show.", "As the costs show."),
    ],
)
def test_brackets_go_where_there_is_nothing_to_refer_to(root: Path, written: str, read: str) -> None:
    """Blocks are used in many documents: what only refers to an absent one is left out, its words elsewhere stay."""
    block(root, "one", written)
    block(root, "two", "Text.")
    assert [read, "Text."] == lines(root)


def test_a_sentence_that_needs_an_absent_block_is_an_error(root: Path) -> None:
    """Outside of brackets the sentence would have a hole."""
    block(root, "one", "See [](#cases/bridge).")
    block(root, "two", "Text.")
    assert [Code.CROSS_REFERENCE_MISSING.value] == lines(root)


def test_later_citations_lead_to_the_note_that_first_names_the_work(root: Path) -> None:
    """OSCOLA's "(n 1)" is a link to note 1, whose words are its number."""
    block(root, "one", "A [@city-lab-2019].\n\nB.^[No work.]")
    block(root, "two", "C [@city-lab-2019].")
    lines(root)
    result = compose(read_workspace(root), "refs", "en")
    assert result.document
    *_, last = (node for node in walk(result.document.children) if isinstance(node, Note))
    assert [("1", "#note-1")] == [
        (plain(node.content), node.target) for node in walk((last,)) if isinstance(node, Link)
    ]
    assert "(n 1)" in print_markdown(settled(last.children)).replace("[1](#note-1)", "1")
