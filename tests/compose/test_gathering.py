"""What a document gathers from itself: contents, the matrix of recommendations, abbreviations."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefwright.compose import compose
from briefwright.compose.abbreviations import explain, listed
from briefwright.compose.gathering import Sources, contents, matrix
from briefwright.compose.numbering import identify, number_recommendations
from briefwright.document import Elements, Heading, Part, Recommendation, Table, Text
from briefwright.markdown import parse_markdown
from briefwright.markdown.printing import print_markdown
from briefwright.walking import plain, walk
from briefwright.workspace import read_workspace

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"
MEANINGS = {"HGV": "heavy goods vehicle", "HGVs": "heavy goods vehicles", "EU": "European Union", "NO": "Norway"}


def as_it_is(text: str) -> str:
    """The words of the source language."""
    return text


def parsed(text: str) -> Elements:
    """The tree of a text."""
    return identify(parse_markdown(text, "t.md", layout=True).children)


# ── Contents ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (1, "- [One](#one)\n- [Two](#two)\n"),
        (2, "- [One](#one)\n  - [Below](#below)\n- [Two](#two)\n"),
        (3, "- [One](#one)\n  - [Below](#below)\n    - [Deepest](#deepest)\n- [Two](#two)\n"),
    ],
)
def test_headings_become_links_to_them(depth: int, expected: str) -> None:
    """Contents are a list of the headings, so deep; neither the title nor a heading in a box is among them."""
    text = "# Title\n\n## One^[A note.]\n\n### Below\n\n#### Deepest\n\n::: annex\n## Two\n:::\n\n> ## Quoted\n"
    assert expected == print_markdown(contents(parsed(text), depth))


def test_a_document_that_begins_deeper() -> None:
    """A first heading that is deeper than the next is an entry of its own."""
    assert "- [A](#a)\n- [B](#b)\n" == print_markdown(contents(parsed("### A\n\n## B\n"), 2))
    assert () == contents(parsed("# Title\n\nText.\n"), 3)


# ── Matrix ───────────────────────────────────────────────────────────────────


def rows(table: Elements) -> list[list[str]]:
    """The cells of a table in words."""
    (found,) = table
    assert isinstance(found, Table)
    return [[plain(cell) for cell in row] for row in (found.header, *found.rows)]


def test_what_to_whom_by_when() -> None:
    """Each recommendation has a row; what is unknown of it is a dash, and a column that nobody fills is not there."""
    asks = parse_markdown("Build *lanes*^[Now.]", "t.md").children
    first = Recommendation("The city", "Build *lanes*", "2027", asks)
    second = Recommendation("The region", "Pay.", "", (parse_markdown("Pay.", "t.md").children))
    tree = number_recommendations((first, Part("recommendations", (second,))), as_it_is)
    sources = Sources({}, (), in_notes=True)
    expected = [
        ["No.", "Recommendation", "To", "By"],
        ["1", "Build lanes", "The city", "2027"],
        ["2", "Pay.", "The region", "–"],
    ]
    assert expected == rows(matrix(tree, sources, as_it_is))
    assert () == matrix((), sources, as_it_is)


def test_on_what_it_rests() -> None:
    """References are named by author and year, blocks of the document are referred to, those of others are not."""
    reference = {"id": "doe-2019", "author": [{"family": "Doe"}], "issued": {"date-parts": [[2019, 5]]}}
    ask = Recommendation("", "Act.", "", parse_markdown("Act.", "t.md").children, basis=("doe-2019", "a/b", "c/d"))
    tree = number_recommendations((ask,), as_it_is)
    table = matrix(tree, Sources({"doe-2019": reference}, {"a/b"}, in_notes=True), as_it_is)
    assert "Doe 2019[@doe-2019]; [](#a/b)" in print_markdown(table)
    cited = (*tree, *parse_markdown("Text [@doe-2019].", "t.md").children)
    assert "| Doe 2019 |" in print_markdown(
        matrix(cited, Sources({"doe-2019": reference}, (), in_notes=True), as_it_is)
    )
    in_text = matrix(tree, Sources({"doe-2019": reference}, (), in_notes=False), as_it_is)
    assert "| [@doe-2019] |" in print_markdown(in_text)


# ── Abbreviations ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("An HGV, another HGV.", "An HGV (heavy goods vehicle), another HGV."),
        ("HGVs and an HGV.", "HGVs (heavy goods vehicles) and an HGV (heavy goods vehicle)."),
        ("Heavy goods vehicles (HGV) are HGV.", "Heavy goods vehicles (HGV) are HGV."),
        ("An HGV (a lorry). An HGV.", "An HGV (a lorry). An HGV."),
        (
            "HGV-free, the HGV’s, an anti-HGV rule; HGV.",
            "HGV-free, the HGV’s, an anti-HGV rule; HGV (heavy goods vehicle).",
        ),
        ("EUR, REU. `EU` *EU* [EU](https://a.org)", "EUR, REU. `EU` *EU* [EU](https://a.org)"),
        ("# EU\n\n> EU\n\n- EU\n- EU", "# EU\n\n> EU\n\n- EU (European Union)\n- EU"),
        ("::: cover\nEU\n:::\n\nEU", "::: cover\nEU\n:::\n\nEU (European Union)"),
        ("::: summary\nEU, EU\n:::\n\nEU", "::: summary\nEU (European Union), EU\n:::\n\nEU (European Union)"),
    ],
)
def test_an_abbreviation_is_explained_at_first_use(written: str, read: str) -> None:
    """In the running text, once in the summary and once behind it, unless the author does it."""
    tree = parse_markdown(written, "t.md", layout=True).children
    assert f"{read}\n" == print_markdown(explain(tree, MEANINGS))


def test_those_used_are_listed() -> None:
    """Wherever they are used, in the order of the alphabet; the others are not."""
    tree = parse_markdown("## The NO\n\nText.^[In the EU.]\n\n::: example {title=HGV}\nT\n:::\n", "t.md").children
    expected = [
        ["Abbreviation", "Meaning"],
        ["EU", "European Union"],
        ["HGV", "heavy goods vehicle"],
        ["NO", "Norway"],
    ]
    assert expected == rows(listed(tree, MEANINGS, as_it_is))
    assert () == listed((), MEANINGS, as_it_is)
    assert () == listed(tree, {}, as_it_is)


# ── In a document ────────────────────────────────────────────────────────────


def test_a_recipe_asks_for_them(tmp_path: Path) -> None:
    """Each stands in its part, where the layout has it, and in the contents; one that would be empty is not there."""
    root = tmp_path / "w"
    shutil.copytree(BASE, root)
    (root / "content/abbreviations.yaml").write_text("EU: European Union\nNO: Norway\n", "utf-8")
    text = (root / "content/recipes/answer.yaml").read_text("utf-8")
    asked = f"contents: 1\nmatrix: true\nabbreviations: true\nlayout: submission\n{text}"
    (root / "content/recipes/asked.yaml").write_text(asked, "utf-8")
    result = compose(read_workspace(root), "asked", "en")
    assert () == result.problems
    assert result.document
    parts = [node.kind for node in walk(result.document.children) if isinstance(node, Part)]
    assert "contents" in parts
    assert "matrix" in parts
    assert "abbreviations" not in parts
    headings = [plain(node.content) for node in walk(result.document.children) if isinstance(node, Heading)]
    (listed_contents,) = [n for n in walk(result.document.children) if isinstance(n, Part) and n.kind == "contents"]
    listed_words = [node.text for node in walk(listed_contents.children) if isinstance(node, Text)]
    assert [heading for heading in headings if heading in listed_words] == listed_words
