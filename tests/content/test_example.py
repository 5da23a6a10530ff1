"""The example content: that it says what it claims to say, with its sources, within its limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefwright.checks import check
from briefwright.compose import compose
from briefwright.consultations.counting import count
from briefwright.document import Callout, Citation, Document, Note, Paragraph, Recommendation
from briefwright.walking import walk
from briefwright.workspace import Block, read_workspace, resolve

ROOT = Path(__file__).parents[2]
WORKSPACE = read_workspace(ROOT)
RECIPES = [name for name, recipe in WORKSPACE.recipes.items() if not recipe.value.abstract]
BLOCKS = [*WORKSPACE.blocks.values(), *WORKSPACE.variants.values()]
OF_FACT = {"fact", "figure", "case", "attribution", "quotation"}


def document(name: str) -> Document:
    """The document of a recipe."""
    composed = compose(WORKSPACE, name, "en")
    assert () == composed.problems
    assert composed.document
    return composed.document


def test_nothing_is_wrong() -> None:
    """The example has no problem of any kind."""
    assert [] == [str(problem) for problem in (*WORKSPACE.problems, *check(WORKSPACE))]


def test_every_claim_is_made() -> None:
    """All 82 claims of the register are made by some block, and no block makes another."""
    made = {claim for block in BLOCKS for claim in block.front.claims}
    assert set(WORKSPACE.claims) == made
    assert 82 == len(WORKSPACE.claims)


UNCITED = {"closing/oral-asks", "framing/european-union", "framing/oral-opening"}
"""Texts without notes: for a speech and for a box. The blocks that they shorten carry the citations."""


def spoken(block: Block) -> bool:
    """Whether a block is written for a place that takes no notes: a speech, a summary of a document that has them."""
    return block.variant == "speech" or block.topic == "summaries" or block.id in UNCITED


@pytest.mark.parametrize("block", [block for block in BLOCKS if not spoken(block)], ids=lambda block: block.name)
def test_claims_of_fact_carry_a_citation(block: Block) -> None:
    """A block that makes a sourced claim of fact cites one of its references; the rest are listed as unsourced."""
    cited = {cite.key for node in walk(block.parsed.children) if isinstance(node, Citation) for cite in node.cites}
    cited |= set(block.front.basis if block.front.kind == "recommendation" else ())
    for name in block.front.claims:
        claim = WORKSPACE.claims[name]
        if claim.kind in OF_FACT and claim.sourced != "none":
            assert cited & set(claim.references), f"{block.name} makes {name} and cites none of {claim.references}"


def test_what_is_spoken_is_cited_elsewhere() -> None:
    """Each sourced claim of fact in a text without notes is made in a text with its citation too."""
    cited = {name for block in BLOCKS if not spoken(block) for name in block.front.claims}
    for block in BLOCKS:
        for name in block.front.claims if spoken(block) else ():
            claim = WORKSPACE.claims[name]
            assert name in cited or claim.kind not in OF_FACT or claim.sourced == "none", f"{block.name}: {name}"


def test_the_submission_has_what_it_promises() -> None:
    """The example submission: 2,000 to 3,000 words, at least 15 notes, four boxed cases, seven recommendations."""
    whole = document("un-social-inclusion")
    nodes = list(walk(whole.children))
    notes = [node for node in nodes if isinstance(node, Note)]
    boxes = [node for node in nodes if isinstance(node, Callout) and node.kind == "case-study"]
    asks = [node for node in nodes if isinstance(node, Recommendation)]
    words = sum(part.words for part in count(whole, None).parts.values())
    assert len(notes) >= 15
    assert 4 == len(boxes)
    assert list(range(1, 8)) == [ask.number for ask in asks]
    assert 2000 <= words <= 3000


@pytest.mark.parametrize(
    ("recipe", "number", "unit"),
    [
        ("un-upr-joint", 5630, "words"),
        ("uk-parliament-evidence", 3000, "words"),
        ("eu-have-your-say", 4000, "characters"),
        ("hrc-oral-statement", 250, "words"),
    ],
)
def test_documents_keep_to_their_limits(recipe: str, number: int, unit: str) -> None:
    """Each document is within the limit of its body, which its profile carries."""
    value = WORKSPACE.recipes[recipe].value
    resolved, _ = resolve(recipe, WORKSPACE.recipes)
    assert resolved
    counted = count(document(recipe), WORKSPACE.profiles[resolved.value.profile], value.variant)
    assert counted.limit
    assert (number, unit, 0) == (counted.limit.number, counted.limit.unit, counted.over)


def test_six_blocks_have_a_short_variant() -> None:
    """At least six blocks have a short variant, and each is shorter than its main block."""
    short = {name: block for (name, variant), block in WORKSPACE.variants.items() if variant == "short"}
    assert len(short) >= 6
    for name, block in short.items():
        main = WORKSPACE.blocks[name]
        assert len(block.text[block.start :].split()) < len(main.text[main.start :].split()), name


STRAIGHT = re.compile(r"(?<![=\\])[\"'](?![}\]])")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_prose_is_set_well(block: Block) -> None:
    """No straight quotation marks, no double spaces, no spaced hyphens in the text of a block."""
    text = re.sub(r"\{[^}]*\}|`[^`]*`", "", block.text[block.start :])
    text = re.sub(r'\]\(\S+ "([^"]*)"\)', r"] \1", text)  # the caption of a picture stands in straight ones
    assert [] == STRAIGHT.findall(text)
    assert not re.search(r"\S  +\S", text)
    assert not re.search(r"\w - \w", text)


@pytest.mark.parametrize("recipe", RECIPES)
def test_parts_have_text(recipe: str) -> None:
    """No document has an element that says nothing."""
    nodes = list(walk(document(recipe).children))
    assert nodes
    assert [] == [node for node in nodes if isinstance(node, Paragraph) and not node.content]
