from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefwright.compose import compose
from briefwright.document import Citation, Figure, Placeholder
from briefwright.problems import Position
from briefwright.searching import Use, names, recipes_with, where_used
from briefwright.walking import walk
from briefwright.workspace import Workspace, read_workspace, resolve

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example() -> Workspace:
    """The example content."""
    return read_workspace(ROOT)


@pytest.fixture(scope="module")
def documents(example: Workspace) -> dict[str, tuple[set[str], set[str], set[str], set[str]]]:
    """What each recipe's document is really made of: blocks, references that it cites, facts and pictures."""
    made = {}
    for name in example.recipes:
        recipe, _ = resolve(name, example.recipes)
        if recipe and not recipe.value.abstract:
            composed = compose(example, name, "en")
            nodes = list(walk(composed.cited))
            cites = {cite.key for node in nodes if isinstance(node, Citation) for cite in node.cites}
            facts = {node.expression.split(".")[1].split(" ")[0] for node in nodes if isinstance(node, Placeholder)}
            figures = {node.source for node in nodes if isinstance(node, Figure)}
            made[name] = {chosen.block.name for chosen in composed.blocks}, cites, facts & set(example.facts), figures
    return made


def in_recipes(workspace: Workspace, kind: str, name: str) -> set[str]:
    """The recipes that show a thing in their own text."""
    uses = where_used(workspace, name, [kind])
    return {use.id for use in uses if use.kind == "recipe" and use.shown and not use.through}


@pytest.mark.parametrize(("kind", "place"), [("reference", 1), ("fact", 2), ("image", 3)])
def test_uses_are_those_of_the_composed_documents(
    kind: str, place: int, example: Workspace, documents: dict[str, tuple[set[str], ...]]
) -> None:
    """For every reference, fact and picture: the recipes told are those in whose composed document it stands."""
    for name in names(example)[kind]:
        really = {recipe for recipe, parts in documents.items() if name in parts[place]}
        assert (name, really) == (name, in_recipes(example, kind, name))


def test_uses_of_blocks_are_those_of_the_composed_documents(
    example: Workspace, documents: dict[str, tuple[set[str], ...]]
) -> None:
    """For every block and variant: the recipes told are those that hold it; of a block, in any length."""
    for block in (*example.blocks.values(), *example.variants.values()):
        exactly = {recipe for recipe, parts in documents.items() if block.name in parts[0]}
        assert (block.name, exactly) == (block.name, set(recipes_with(example, block)))
        anyhow = {recipe for recipe, parts in documents.items() if {b.partition(".")[0] for b in parts[0]} & {block.id}}
        told = in_recipes(example, "variant" if block.variant else "block", block.name)
        assert (block.name, exactly if block.variant else anyhow) == (block.name, told)


def test_a_use_stands_where_it_is_said(example: Workspace) -> None:
    """The line of each use has the name of what is used, or begins the list or entry that has it."""
    for kind, listed in names(example).items():
        for name in listed if kind in {"reference", "fact", "claim", "block"} else ():
            for use in where_used(example, name, [kind]):
                line = (ROOT / use.position.path).read_text("utf-8").splitlines()[use.position.line - 1]
                written = use.through.removeprefix("fact ") if use.through.startswith("fact ") else name
                assert any(word in line for word in (written, use.id, "topic:", "claims:", "basis:")), use


def test_what_is_for_other_audiences_falls_out() -> None:
    """A reference inside `::: only` is used by the recipes of those audiences alone, and by the block."""
    example = read_workspace(ROOT)
    uses = where_used(example, "echr-2024-ma-france", ["reference"])
    assert {"uk-parliament-evidence", "un-upr-joint"} == {use.id for use in uses if use.kind == "recipe"}
    assert ["cases/france"] == [use.id for use in uses if use.kind == "block" and not use.through.startswith("fact")]


def test_a_reference_is_used_through_facts_basis_and_claims(example: Workspace) -> None:
    """Facts, claims and recommendations that rest on a reference are told, and the recipes that print such a fact."""
    uses = where_used(example, "bnrm-2012-case-law", ["reference"])
    assert ("fact", "nl_award", "") in {(use.kind, use.id, use.through) for use in uses}
    assert ("claim", "nld-06", "") in {(use.kind, use.id, use.through) for use in uses}
    assert ("recipe", "un-social-inclusion", "fact nl_award") in {(use.kind, use.id, use.through) for use in uses}
    uses = where_used(example, "who-2012-hiv-sti-sex-workers", ["reference"])
    assert {"health-ministry-brief", "recommendations/health-law", "recommendations/health-peer-led"} == {
        use.id for use in uses if use.through == "basis"
    }


def test_citations_that_a_recipe_omits_are_told_as_not_shown(example: Workspace) -> None:
    """A document that omits its citations still rests on them: the use is told, and that it is not shown."""
    uses = where_used(example, "schaffauser-2017-parcours-de-sortie", ["reference"])
    assert {(use.id, use.shown) for use in uses if use.kind == "recipe" and not use.through} >= {
        ("hrc-oral-statement", False),
        ("un-social-inclusion", True),
    }


def test_a_claim_is_used_by_the_blocks_that_name_it(example: Workspace) -> None:
    """A claim leads to blocks and variants that name it, and by them to sections."""
    uses = where_used(example, "fra-06", ["claim"])
    assert {"cases/france", "cases/france.short", "cases/france.speech", "summaries/universal-periodic-review"} == {
        use.id for use in uses if use.kind == "block"
    }
    assert ("hrc-oral-statement", "cases", "cases/france.speech") in {(use.id, use.section, use.block) for use in uses}


def test_a_png_is_used_through_the_svg_that_it_stands_in_for(example: Workspace) -> None:
    """The PNG beside an SVG is in no text, and yet in use."""
    uses = where_used(example, "three-approaches.png", ["image"])
    assert {"image three-approaches.svg"} == {use.through for use in uses}
    assert {"health-ministry-brief"} == {use.id for use in uses if use.kind == "recipe"}


def test_organisations_and_abbreviations(example: Workspace) -> None:
    """Who submits or signs, and what is abbreviated, is followed as well."""
    assert {"un-upr-joint"} == {use.id for use in where_used(example, "partner-one", ["organisation"])}
    assert {"health/hiv", "health/hiv.short"} & {use.id for use in where_used(example, "HIV", ["abbreviation"])}


def test_a_fact_is_used_by_the_layout_that_prints_it(tmp_path: Path) -> None:
    """A figure in the frame of a document is a use of it, and of its source."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    frame = tmp_path / "templates/layouts/speech.md.j2"
    frame.parent.mkdir(parents=True)
    frame.write_text("# {{ title }}\n\nSince {{ facts.fr_since }}\n", "utf-8")
    recipe = "title: Speech\nlayout: speech\nsections: [{name: end, blocks: [closing/statement]}]\n"
    (tmp_path / "content/recipes/speech.yaml").write_text(recipe, "utf-8")
    workspace = read_workspace(tmp_path)
    place = Position("templates/layouts/speech.md.j2", 3)
    assert [Use("fact", "recipe", "speech", place)] == [
        use for use in where_used(workspace, "fr_since", ["fact"]) if use.id == "speech"
    ]
    assert [Use("reference", "recipe", "speech", place, through="fact fr_since")] == [
        use for use in where_used(workspace, "fr-law-2016-444", ["reference"]) if use.id == "speech"
    ]
