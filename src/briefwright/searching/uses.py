"""Where something is used: in which blocks, facts and claims, and in which sections of which recipes.

Recipes are resolved and their blocks selected, each as its audience sees it; nothing is laid out, cited or written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.compose.abbreviations import used
from briefwright.compose.mentioning import without_sources
from briefwright.compose.selecting import Chosen, Setting, place_block, select
from briefwright.document import Citation, Figure, Link, Placeholder, Recommendation
from briefwright.markdown import parse_markdown
from briefwright.pictures import png_beside
from briefwright.problems import Position, Problem
from briefwright.searching.texts import facts_in
from briefwright.walking import rewrite, walk
from briefwright.workspace import LAYOUT, read_asset, resolve
from briefwright.workspace.files import PICTURES, list_files
from briefwright.workspace.values import Entry, Section, Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefwright.document import Elements, Node
    from briefwright.workspace import Block, Resolved, Workspace
    from briefwright.workspace.yaml import Places


class Use(NamedTuple):
    """One use of a thing: by a recipe in a section (through a block), or by a block, a fact or a claim.

    ``of`` is what kind of thing is used. ``through`` names what stands between: a fact whose source it is, say.
    ``shown`` is false where a document rests on it without showing it, as in one that omits citations.
    """

    of: str
    kind: str
    id: str
    position: Position
    section: str = ""
    block: str = ""
    through: str = ""
    shown: bool = True

    def as_json(self) -> dict[str, Any]:
        """The record that `--json` prints."""
        record = self._asdict()
        place = record.pop("position")
        return {**record, "path": place.path, "line": place.line}


class Trace(NamedTuple):
    """What a text uses: a thing of some kind, where in the text, and through what."""

    kind: str
    name: str
    position: Position
    through: str = ""


def names(workspace: Workspace) -> dict[str, list[str]]:
    """Everything whose uses can be asked for, by kind."""
    return {
        "block": list(workspace.blocks),
        "variant": [block.name for block in workspace.variants.values()],
        "reference": list(workspace.references),
        "fact": list(workspace.facts),
        "claim": list(workspace.claims),
        "image": _images(workspace),
        "organisation": list(workspace.organisations),
        "abbreviation": list(workspace.abbreviations),
    }


def where_used(workspace: Workspace, name: str, kinds: Iterable[str]) -> list[Use]:
    """The uses of a thing, of each of the kinds that it is: in the library first, then in recipes."""
    uses = [use for kind in kinds for use in (*_in_library(workspace, kind, name), *_in_recipes(workspace, kind, name))]
    return list(dict.fromkeys(uses))


def recipes_with(workspace: Workspace, block: Block) -> list[str]:
    """The recipes that have a block in just this length."""
    held = (
        (recipe.name, chosen.block)
        for recipe in _documents(workspace)
        for section, places in zip(recipe.value.sections, recipe.sections, strict=True)
        for chosen in select(section, places, recipe.value.audience, workspace).chosen
    )
    return list(dict.fromkeys(name for name, chosen in held if chosen is block))


def _documents(workspace: Workspace) -> Iterator[Resolved]:
    """The recipes of which documents are made."""
    for name in workspace.recipes:
        recipe, _ = resolve(name, workspace.recipes)
        if recipe and not recipe.value.abstract:
            yield recipe


def _images(workspace: Workspace) -> list[str]:
    return [path.removeprefix(f"{PICTURES}/") for path in list_files(workspace.root, PICTURES, ("",))]


# ── In the library ───────────────────────────────────────────────────────────


def _in_library(workspace: Workspace, kind: str, name: str) -> Iterator[Use]:
    """The blocks, facts and claims that use a thing, whether or not a document shows them."""
    for block in (*workspace.blocks.values(), *workspace.variants.values()):
        for trace in traces(_whole(block), block, workspace):
            if (trace.kind, trace.name) == (kind, name):
                yield Use(kind, "block", block.name, trace.position, through=trace.through)
    for fact, value in workspace.facts.items() if kind == "reference" else ():
        if value.reference == name:
            yield Use(kind, "fact", fact, workspace.at("facts", fact))
    for claim, entry in workspace.claims.items() if kind == "reference" else ():
        if name in entry.references:
            yield Use(kind, "claim", claim, workspace.at("claims", claim))


# ── In recipes ───────────────────────────────────────────────────────────────


def _in_recipes(workspace: Workspace, kind: str, name: str) -> Iterator[Use]:
    texts = _Texts(workspace)
    for recipe in _documents(workspace):
        yield from _named_by(recipe, kind, name)
        yield from _in_layout(recipe, kind, name, workspace)
        for section, places in zip(recipe.value.sections, recipe.sections, strict=True):
            for chosen in select(section, places, recipe.value.audience, workspace).chosen:
                use = Use(kind, "recipe", recipe.name, Position(""), section.name, chosen.block.name)
                if kind in {"block", "variant"}:
                    if name == (chosen.block.id if kind == "block" else chosen.block.name):
                        yield use._replace(position=_place(section, places, chosen))
                else:
                    yield from _in_block(use, name, texts.of(chosen.block, recipe))


def _in_block(use: Use, name: str, found: Mapping[Trace, bool]) -> Iterator[Use]:
    for trace, shown in found.items():
        if (trace.kind, trace.name) == (use.of, name):
            yield use._replace(position=trace.position, through=trace.through, shown=shown)


def _named_by(recipe: Resolved, kind: str, name: str) -> Iterator[Use]:
    """The uses of an organisation that a recipe itself names."""
    if kind == "organisation" and recipe.value.organisation == name:
        yield Use(kind, "recipe", recipe.name, recipe.at("organisation"))
    for index, signatory in enumerate(recipe.value.signatories if kind == "organisation" else ()):
        if signatory == name:
            yield Use(kind, "recipe", recipe.name, recipe.at("signatories", index), through="signatories")


def _in_layout(recipe: Resolved, kind: str, name: str, workspace: Workspace) -> Iterator[Use]:
    """The facts that the frame of a document prints, and where these come from."""
    facts = {name} if kind == "fact" else set()
    if kind == "reference":
        facts = {fact for fact, value in workspace.facts.items() if value.reference == name}
    found = read_asset(workspace, LAYOUT, recipe.value.layout, recipe.at("layout")) if facts else None
    data, path = (b"", "") if found is None or isinstance(found, Problem) else found
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        for fact in facts_in(line):
            if fact in facts:
                through = "" if kind == "fact" else f"fact {fact}"
                yield Use(kind, "recipe", recipe.name, Position(path, number), through=through)


def _place(section: Section, places: Places, chosen: Chosen) -> Position:
    """Where a section asks for a block: its line, or that of the selection it meets."""
    if isinstance(section.blocks, Selection):
        return places.at("blocks")
    asked = [entry if isinstance(entry, Entry) else Entry(block=entry) for entry in section.blocks]
    return places.at("blocks", asked.index(chosen.entry))


class _Texts:
    """What the blocks use, as each audience sees them; each is looked through once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.known: dict[tuple[str, str, bool], dict[Trace, bool]] = {}

    def of(self, block: Block, recipe: Resolved) -> dict[Trace, bool]:
        """What a block uses in a document, and whether the document shows it."""
        omits = recipe.value.citations_shown == "omit"
        key = block.name, recipe.value.audience, omits
        if key not in self.known:
            self.known[key] = self._of(block, recipe.value.audience, omits=omits)
        return self.known[key]

    def _of(self, block: Block, audience: str, *, omits: bool) -> dict[Trace, bool]:
        settings = self.workspace.settings
        setting = Setting(audience, self.workspace.audiences, settings.locale(settings.language))
        whole, _ = place_block(Chosen(block, Entry(block=block.id)), Section(name=""), setting)
        shown = rewrite(whole, inlines=without_sources) if omits else whole
        seen = set(traces(shown, block, self.workspace))
        return {trace: trace in seen for trace in traces(whole, block, self.workspace)}


# ── In a text ────────────────────────────────────────────────────────────────


def _whole(block: Block) -> Elements:
    """The tree of a block for all its audiences, with what its recommendations ask."""
    children, front = block.parsed.children, block.front
    asked = [(node.action, node.position.line) for node in walk(children) if isinstance(node, Recommendation)]
    if front.kind == "recommendation":
        asked.append((front.action, block.places.at("action").line))
    more = (element for action, line in asked for element in parse_markdown(action, block.path, line).children)
    return (*children, *more)


def traces(children: Elements, block: Block, workspace: Workspace) -> Iterator[Trace]:
    """Everything that a block uses, in the tree given (all of it, or what an audience sees)."""
    for node in walk(children):
        yield from _by_node(node, block, workspace)
    for index, name in enumerate(block.front.claims):
        yield Trace("claim", name, block.places.at("claims", index))
    yield from _rests_on(block, workspace)
    for element in children:
        place = getattr(element, "position", Position(block.path, block.line))
        for short, _ in used((element,), workspace.abbreviations):
            yield Trace("abbreviation", short, place)


def _rests_on(block: Block, workspace: Workspace) -> Iterator[Trace]:
    """What the recommendation that a block is rests on; a variant has it from its main block."""
    own = block if block.places.stretch("basis") else workspace.blocks.get(block.id, block)
    for index, name in enumerate(block.front.basis if block.front.kind == "recommendation" else ()):
        yield _basis(name, own.places.at("basis", index), workspace)


def _by_node(node: Node, block: Block, workspace: Workspace) -> Iterator[Trace]:
    match node:
        case Citation(cites=cites):
            for cite in cites:
                yield Trace("reference", cite.key, cite.position)
        case Placeholder():
            yield from _facts(node, workspace)
        case Figure(source=source, position=place):
            yield Trace("image", source, place)
            if source.endswith(".svg"):
                yield Trace("image", png_beside(source), place, f"image {source}")
        case Recommendation(basis=basis, position=place) if basis != block.front.basis:
            for name in basis:
                yield _basis(name, place, workspace)
        case Link(target=target, position=place) if target[1:] in workspace.blocks:
            yield Trace("block", target[1:], place, "link")
        case _:
            pass


def _facts(placeholder: Placeholder, workspace: Workspace) -> Iterator[Trace]:
    """The facts that a placeholder prints, and where these come from."""
    for name in facts_in(placeholder.expression):
        yield Trace("fact", name, placeholder.position)
        fact = workspace.facts.get(name)
        if fact and fact.reference:
            yield Trace("reference", fact.reference, placeholder.position, f"fact {name}")


def _basis(name: str, place: Position, workspace: Workspace) -> Trace:
    return Trace("block" if name in workspace.blocks else "reference", name, place, "basis")
