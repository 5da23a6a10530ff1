"""The example content: that it says what it claims to say, with its sources, within its limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefwright.checks import check
from briefwright.compose import compose
from briefwright.consultations.counting import count
from briefwright.document import Callout, Citation, Document, Elements, Note, Only, Paragraph, Recommendation
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


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_claims_of_fact_carry_a_citation(block: Block) -> None:
    """A block that makes a sourced claim of fact cites one of its references; the rest are listed as unsourced."""
    cited = {cite.key for node in walk(block.parsed.children) if isinstance(node, Citation) for cite in node.cites}
    if "speech" in block.variant or block.front.kind == "recommendation":
        cited |= set(block.front.basis)
    spoken = any(part in block.name for part in ("oral", "speech", "european-union", "summaries/"))
    for name in block.front.claims:
        claim = WORKSPACE.claims[name]
        if claim.kind in OF_FACT and claim.sourced != "none" and not spoken:
            assert cited & set(claim.references), f"{block.name} makes {name} and cites none of {claim.references}"


def test_paragraphs_with_sourced_facts_cite() -> None:
    """In a block all of whose claims are sourced facts, no paragraph of the main text is without a citation or note."""
    bare: list[str] = []
    for block in WORKSPACE.blocks.values():
        claims = [WORKSPACE.claims[name] for name in block.front.claims]
        if claims and all(claim.kind in OF_FACT and claim.sourced == "full" for claim in claims):
            bare += [
                f"{block.path}:{node.position.line}"
                for node in _paragraphs(block.parsed.children)
                if not any(isinstance(below, Citation | Note) for below in walk((node,)))
            ]
    assert [] == bare


def _paragraphs(children: Elements) -> list[Paragraph]:
    found: list[Paragraph] = []
    for element in children:
        if isinstance(element, Paragraph):
            found.append(element)
        elif isinstance(element, Callout | Only):
            found += _paragraphs(element.children)
    return found


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
    assert [] == STRAIGHT.findall(text)
    assert not re.search(r"\S  +\S", text)
    assert not re.search(r"\w - \w", text)


@pytest.mark.parametrize("recipe", RECIPES)
def test_parts_have_text(recipe: str) -> None:
    """No document has an element that says nothing."""
    nodes = list(walk(document(recipe).children))
    assert nodes
    assert [] == [node for node in nodes if isinstance(node, Paragraph) and not node.content]
