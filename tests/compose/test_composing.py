"""Composing: what a recipe makes of blocks, seen in the Markdown that it gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefwright.compose import compose
from briefwright.document import Callout, Heading, Note, Paragraph, Recommendation
from briefwright.markdown.printing import print_markdown
from briefwright.problems import Code
from briefwright.walking import plain, settled, walk
from briefwright.workspace import read_workspace, resolve, shipped

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be changed."""
    shutil.copytree(BASE, tmp_path / "w")
    return tmp_path / "w"


def composed(root: Path, recipe: str = "answer") -> str:
    """The Markdown of a document without problems, but for questions that nobody has answered."""
    result = compose(read_workspace(root), recipe, "en")
    assert [] == [problem for problem in result.problems if problem.code is not Code.QUESTION_UNANSWERED]
    assert result.document
    return print_markdown(settled(result.document.children))


def write(root: Path, name: str, text: str) -> None:
    """Write a file of the workspace."""
    (root / "content" / name).write_text(text, encoding="utf-8")


def test_two_blocks_that_use_one_label_keep_their_notes(root: Path) -> None:
    """Footnote labels belong to their block: both say [^1], and each mark has its own text."""
    text = composed(root)
    assert "Without the price of the land." in text
    assert "Counted on weekdays." in text
    result = compose(read_workspace(root), "answer", "en")
    assert result.document
    numbers = [node.number for node in walk(result.document.children) if isinstance(node, Note)]
    assert list(range(1, len(numbers) + 1)) == numbers


def test_a_changed_block_changes_every_document(root: Path) -> None:
    """An edit of one block shows in each recipe that uses it, and in no other."""
    write(root, "recipes/second.yaml", "title: T\naudience: public\nsections: [{name: a, blocks: [lanes/protected]}]\n")
    before = {name: composed(root, name) for name in ("answer", "second", "postcard")}
    block = root / "content/blocks/lanes/protected.md"
    block.write_text(block.read_text("utf-8").replace("Where a kerb parts", "Wherever a kerb parts"), "utf-8")
    after = {name: composed(root, name) for name in before}
    assert {"answer", "second"} == {name for name in before if before[name] != after[name]}


def test_headings_have_no_gaps(root: Path) -> None:
    """A block that skips a level does not: screen readers would think that something is missing."""
    write(root, "blocks/lanes/deep.md", "---\ntitle: Deep\n---\n## A\n\n##### B\n\n###### C\n\n### D\n\nText.\n")
    write(root, "recipes/deep.yaml", "title: T\nsections: [{name: a, heading: S, blocks: [lanes/deep]}]\n")
    result = compose(read_workspace(root), "deep", "en")
    assert result.document
    headings = [node for node in walk(result.document.children) if isinstance(node, Heading)]
    expected = [("T", 1), ("S", 2), ("A", 3), ("B", 4), ("C", 5), ("D", 4)]
    assert expected == [(plain(node.content), node.level) for node in headings]


def test_only_for_its_audience(root: Path) -> None:
    """What is for the council alone is not in what the public gets, and leaves no gap."""
    assert "without the region" in composed(root)
    write(root, "recipes/b.yaml", "title: T\naudience: public\nsections: [{name: a, blocks: [lanes/protected]}]\n")
    text = composed(root, "b")
    assert "region" not in text
    assert "::: only" not in text


def test_facts_in_the_locale(root: Path) -> None:
    """Amounts, percentages and dates are printed as the locale writes them."""
    text = composed(root)
    assert "by 40%" in text
    assert "costs €150,000" in text
    assert "cars in 2018" in text
    write(root, "workspace.yaml", "language: de\naudiences: [council, public]\n")
    recipe = root / "content/recipes/answer.yaml"
    recipe.write_text(recipe.read_text("utf-8").replace("[en]", "[de]"), "utf-8")
    document = compose(read_workspace(root), "answer", "de").document
    assert document
    german = print_markdown(settled(document.children))
    assert "150.000\xa0€" in german
    assert "24. November 2026" in german


def test_recommendations_are_numbered_and_say_who_and_when(root: Path) -> None:
    """Recommendations come by metadata, in their order, numbered, with to and by; the block's text explains."""
    document = compose(read_workspace(root), "answer", "en").document
    assert document
    found = [node for node in walk(document.children) if isinstance(node, Recommendation)]
    assert [(1, "The city council", "2028"), (2, "The traffic office", "")] == [(r.number, r.to, r.by) for r in found]
    lines = [plain(child.content) for child in found[0].children if isinstance(child, Paragraph)]
    assert [
        "Recommendation 1. Build ten kilometres of protected lanes.",
        "To: The city council · By: 2028",
        "They pay for themselves within nine years.",
    ] == lines


def test_headings_are_shifted_and_have_anchors(root: Path) -> None:
    """A block's headings come below the heading of their section, without a gap."""
    document = compose(read_workspace(root), "answer", "en").document
    assert document
    headings = [(node.level, plain(node.content)) for node in walk(document.children) if isinstance(node, Heading)]
    assert [
        (1, "Safe lanes now"), (2, "Safe lanes"), (3, "What stands in the way"), (2, "What we ask"),
    ] == headings  # fmt: skip
    anchors = [node.identifier for node in walk(document.children) if isinstance(node, Heading)]
    assert len(anchors) == len(set(anchors))
    assert "safe-lanes" in anchors


def test_titles_and_boxes(root: Path) -> None:
    """A section may print titles, an entry may give its own heading, and a case stands in a box under its title."""
    sections = """
title: T
sections:
  - name: a
    heading: A
    titles: true
    blocks:
      - lanes/protected
      - {block: cases/bridge, as: callout}
      - {block: cases/bridge, heading: Another bridge}
"""
    write(root, "recipes/b.yaml", sections)
    text = composed(root, "b")
    assert "### Protected lanes are safe lanes" in text
    assert "#### What stands in the way" in text
    assert "### Another bridge" in text
    document = compose(read_workspace(root), "b", "en").document
    assert document
    (box,) = [node for node in walk(document.children) if isinstance(node, Callout)]
    assert ("case-study", "The bridge at the mill") == (box.kind, box.title)


def test_paragraphs_are_numbered_through(root: Path) -> None:
    """Body paragraphs count from 1 through the document; boxes, lists, recommendations and the cover do not count."""
    document = compose(read_workspace(root), "answer", "en").document
    assert document
    numbers = [node.number for node in walk(document.children) if isinstance(node, Paragraph) and node.number]
    assert [1, 2] == numbers


def test_citations_left_out(root: Path) -> None:
    """A speech has no notes and no citations, and no space where they stood."""
    recipe = root / "content/recipes/answer.yaml"
    recipe.write_text(recipe.read_text("utf-8") + "citations: omit\n", "utf-8")
    text = composed(root)
    assert "[^" not in text
    assert "City Lab" not in text
    assert "in the first year. A kilometre" in text


def test_list_of_references(root: Path) -> None:
    """An author-date style brings the list of works; a note style only where the recipe asks for it."""
    recipe = root / "content/recipes/answer.yaml"
    plain_text = recipe.read_text("utf-8")
    assert "References" not in composed(root)
    recipe.write_text(plain_text + "citation_style: apa\n", "utf-8")
    text = composed(root)
    assert "(City Lab, 2019, p.\u00a04)" in text
    assert "## References" in text
    recipe.write_text(plain_text + "bibliography: true\n", "utf-8")
    assert "## References" in composed(root)


def test_extends(root: Path) -> None:
    """Sections by name are replaced in place, dropped, and added before, after or at the end; keys are inherited."""
    write(
        root,
        "recipes/b.yaml",
        """
title: B
extends: answer
sections:
  - {name: first, before: safety, blocks: [lanes/count]}
  - {name: safety, heading: Safer, blocks: [lanes/protected]}
  - {name: middle, after: safety, blocks: [cases/bridge]}
  - {name: asks, drop: true}
  - {name: last, blocks: [lanes/count]}
""",
    )
    recipe, problems = resolve("b", read_workspace(root).recipes)
    assert () == problems
    assert recipe
    assert ["first", "safety", "middle", "last"] == [section.name for section in recipe.value.sections]
    assert "Safer" == recipe.value.sections[1].heading
    assert ("B", "council", "wheels") == (recipe.value.title, recipe.value.audience, recipe.value.organisation)
    assert "content/recipes/b.yaml" == recipe.sections[0].at("blocks", 0).path
    assert "content/recipes/answer.yaml" == recipe.at("audience").path


def test_layout_values_are_escaped(root: Path) -> None:
    """A title is a title, whatever signs it holds."""
    recipe = root / "content/recipes/answer.yaml"
    title = "*Safe* [lanes](x) & {{ 7 }} # now"
    recipe.write_text(recipe.read_text("utf-8").replace("title: Safe lanes now", f"title: '{title}'"), "utf-8")
    document = compose(read_workspace(root), "answer", "en").document
    assert document
    first = next(node for node in walk(document.children) if isinstance(node, Heading))
    assert title == plain(first.content)


LAYOUTS = sorted(path.name.removesuffix(".md.j2") for path in (shipped("templates") / "layouts").iterdir())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_composes(root: Path, layout: str) -> None:
    """Each layout takes any recipe, with a question or without, and shows its sections."""
    recipe = root / "content/recipes/answer.yaml"
    question = "  - {name: q, question: Who pays?, limit: {words: 9}}\n"
    text = recipe.read_text("utf-8").replace("  - name: asks", f"{question}  - name: asks")
    recipe.write_text(text + f"layout: {layout}\n", "utf-8")
    shown = composed(root)
    assert "Where a kerb parts bicycles from cars" in shown
    assert "**Recommendation 2.**" in shown
    assert ("Who pays?" in shown) == (layout == "questionnaire")
    assert "9 words" not in shown
    assert ("No answer." in shown) == (layout == "questionnaire")


def test_redacted_words_are_in_no_format(root: Path) -> None:
    """What is marked to be redacted is a bar of one length in every format, and stands nowhere else in them."""
    block = root / "content/blocks/lanes/protected.md"
    block.write_text(block.read_text("utf-8") + "\nThe witness is [Jane Doe^[Of Mill Lane.]]{.redact}.\n", "utf-8")
    document = compose(read_workspace(root), "answer", "en").document
    assert document
    assert "Jane" not in repr(document)
    assert "Mill Lane" not in repr(document)
    assert "The witness is ████████." in "".join(
        plain(n.content) for n in walk(document.children) if isinstance(n, Paragraph)
    )


def test_a_recommendation_inside_a_block(root: Path) -> None:
    """What it asks comes first, then its text; it is numbered with the others."""
    block = root / "content/blocks/lanes/protected.md"
    asked = '\n::: recommendation {to="All" action="Do this *now*." by="2030"}\nBecause of that.\n:::\n'
    block.write_text(block.read_text("utf-8") + asked, "utf-8")
    text = composed(root)
    assert "**Recommendation 1.** Do this *now*." in text
    assert "*To:* All · *By:* 2030\n\nBecause of that." in text


def test_a_selection_by_length(root: Path) -> None:
    """A selection may ask for a length, which each of its blocks must have."""
    recipe = root / "content/recipes/answer.yaml"
    text = recipe.read_text("utf-8").replace("kind: recommendation}", "kind: argument, length: short}")
    recipe.write_text(text, "utf-8")
    assert "Protected lanes cut injuries" in composed(root)
    recipe.write_text(text.replace("length: short", "length: shrot"), "utf-8")
    assert ["variant-missing"] == [str(p.code) for p in compose(read_workspace(root), "answer", "en").problems]


def test_what_a_recommendation_asks_is_checked(root: Path) -> None:
    """A mistake in the words of an inline recommendation is told at its line, like any other."""
    block = root / "content/blocks/lanes/protected.md"
    asked = '\n::: recommendation {to="All" action="Do <b>this</b>."}\nBecause.\n:::\n'
    block.write_text(block.read_text("utf-8") + asked, "utf-8")
    (problem,) = compose(read_workspace(root), "answer", "en").problems
    assert ("html-refused", "content/blocks/lanes/protected.md", 22) == (
        str(problem.code), problem.position.path, problem.position.line,
    )  # fmt: skip
