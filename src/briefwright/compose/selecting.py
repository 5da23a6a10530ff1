"""Which blocks a section holds, and what of each an audience sees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefwright.compose.locales import format_date
from briefwright.document import Callout, Element, Elements, Heading, Only, Recommendation, Text
from briefwright.markdown import parse_markdown
from briefwright.problems import Code, Position, Problem, did_you_mean
from briefwright.walking import changed, rewrite, walk
from briefwright.workspace.blocks import FOLDER, name_of
from briefwright.workspace.library import as_date
from briefwright.workspace.values import Entry, Section, Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefwright.workspace import Block, Workspace
    from briefwright.workspace.yaml import Places

SECTION_LEVEL = 2
"""The level of a section's heading in layouts; level 1 is the document's title."""


class Chosen(NamedTuple):
    """A block in a section, and the entry that asks for it."""

    block: Block
    entry: Entry


class Selected(NamedTuple):
    """The blocks of a section, what is wrong with the choice, and the broken files that it would have needed."""

    chosen: list[Chosen]
    problems: list[Problem]
    broken: list[str]


def select(section: Section, places: Places, audience: str, workspace: Workspace) -> Selected:
    """The blocks of a section, in order."""
    result = Selected([], [], [])
    if isinstance(section.blocks, Selection):
        _choose_matching(section.blocks, places, audience, workspace, result)
    else:
        for index, entry in enumerate(section.blocks):
            named = entry if isinstance(entry, Entry) else Entry(block=entry)
            _choose(named, places.at("blocks", index), audience, workspace, result)
    if not (result.chosen or result.problems or result.broken or section.question):
        hint = "name blocks that exist, or drop the section"
        message = f'no block is selected for the section "{section.name}"'
        result.problems.append(Problem(Code.SECTION_EMPTY, places.at("blocks"), message, hint))
    return result


def _choose(entry: Entry, place: Position, audience: str, workspace: Workspace, result: Selected) -> None:
    found = _find(entry, place, workspace)
    if isinstance(found, Problem):
        result.problems.append(found)
    elif isinstance(found, str):
        result.broken.append(found)
    else:
        result.chosen.append(Chosen(found, entry))
        result.problems.extend(_unfit(found, place, audience))


def _find(entry: Entry, place: Position, workspace: Workspace) -> Block | Problem | str:
    """The block; or the problem; or the path of the file that is there but broken (which has been told)."""
    name = f"{entry.block}.{entry.length}" if entry.length else entry.block
    main, wanted = (f"content/blocks/{stem}.md" for stem in (entry.block, name))
    if broken := next((path for path in (main, wanted) if path in workspace.broken), None):
        return broken
    block = workspace.variants.get((entry.block, entry.length)) if entry.length else workspace.blocks.get(entry.block)
    if block:
        return block
    if entry.length and entry.block in workspace.blocks:
        lengths = sorted(variant for block, variant in workspace.variants if block == entry.block)
        hint = f"there are {', '.join(lengths)}" if lengths else f"write {wanted}, or leave out the length"
        return Problem(Code.VARIANT_MISSING, place, f'"{entry.block}" has no length "{entry.length}"', hint)
    if ".." in entry.block.split("/") or entry.block.startswith(("/", "\\")):
        hint = "name a block below content/blocks, without .."
        return Problem(Code.PATH_OUTSIDE, place, f'"{entry.block}" leaves content/blocks', hint)
    hint = did_you_mean(entry.block, workspace.blocks) or f"write {main}"
    return Problem(Code.BLOCK_MISSING, place, f'there is no block "{entry.block}"', hint)


def _unfit(block: Block, place: Position, audience: str) -> Iterator[Problem]:
    if block.front.status == "retired":
        hint = "take it out of the recipe"
        yield Problem(Code.BLOCK_RETIRED, place, f'the block "{block.name}" is retired', hint)
    if not _is_for(block, audience):
        meant = ", ".join(block.front.audiences)
        message = f'the block "{block.name}" is meant for {meant}, not for {audience}'
        yield Problem(Code.BLOCK_AUDIENCE, place, message, "choose another, or add the audience to the block")


def _is_for(block: Block, audience: str) -> bool:
    return not block.front.audiences or not audience or audience in block.front.audiences


def _choose_matching(
    selection: Selection, places: Places, audience: str, workspace: Workspace, result: Selected
) -> None:
    """The blocks that meet a selection. One that cannot be read might be among them, so that it stops the document."""
    read = {block.path for block in (*workspace.blocks.values(), *workspace.variants.values())}
    topics = {selection.topic} if isinstance(selection.topic, str) else set(selection.topic)
    for path in sorted(workspace.broken - read):
        name = name_of(path)
        meant = not name.variant or name.variant == selection.length
        if path.startswith(f"{FOLDER}/") and meant and (not topics or name.id.split("/")[0] in topics):
            result.broken.append(path)
    found = [block for block in workspace.blocks.values() if _meets(block, selection) and _is_for(block, audience)]
    for block in sorted(found, key=lambda block: (block.front.order, block.id)):
        entry = Entry(block=block.id, length=selection.length, heading=selection.heading, as_=selection.as_)
        _choose(entry, places.at("blocks", "length"), audience, workspace, result)


def _meets(block: Block, wanted: Selection) -> bool:
    front = block.front
    conditions: list[tuple[str | Iterable[str], tuple[str, ...]]] = [
        (wanted.topic, (block.topic,)),
        (wanted.kind, (front.kind,)),
        (wanted.tags, front.tags),
        (wanted.audience, front.audiences),
        (wanted.status or ["draft", "approved"], (front.status,)),
    ]
    return all(_any_of(condition, have) for condition, have in conditions)


def _any_of(condition: str | Iterable[str], have: tuple[str, ...]) -> bool:
    wanted = {condition} if isinstance(condition, str) else set(condition)
    return not wanted or bool(wanted & set(have))


# ── What a block becomes in its section ──────────────────────────────────────


class Setting(NamedTuple):
    """For whom a document is: its audience, the audiences that there are, and the locale."""

    audience: str
    audiences: Iterable[str]
    locale: str


def place_block(chosen: Chosen, section: Section, setting: Setting) -> tuple[Elements, list[Problem]]:
    """The elements of a block where it stands: for its audience, under its heading, in its box."""
    block, entry = chosen
    parsed = block.parsed
    children, problems = for_audience(parsed.children, setting.audience, setting.audiences)
    children, wrong = _with_actions(children, block.path)
    problems += [*parsed.problems, *wrong]
    title = _heading(block, entry, section)
    if entry.as_ == "callout":
        kind = "case-study" if block.front.kind == "case-study" else "key-message"
        box = Callout(kind, title or block.front.title, shift(children, SECTION_LEVEL + 1), position=_start(block))
        return (box,), problems
    level = SECTION_LEVEL + 1 if section.heading or section.question else SECTION_LEVEL
    if block.front.kind == "recommendation":
        asked, wrong = _recommendation(block, children, setting.locale)
        return (asked,), [*problems, *wrong]
    if not title:
        return shift(children, level), problems
    heading = Heading(level, (Text(title),), position=block.places.at("title"))
    return (heading, *shift(children, level + 1)), problems


def _start(block: Block) -> Position:
    return Position(block.path, block.line)


def _heading(block: Block, entry: Entry, section: Section) -> str:
    if isinstance(entry.heading, str):
        return entry.heading
    shown = section.titles if entry.heading is None else entry.heading
    return block.front.title if shown else ""


def _with_actions(children: Elements, path: str) -> tuple[Elements, list[Problem]]:
    """The tree in which a recommendation inside a block begins with what it asks; the text behind it explains."""
    problems: list[Problem] = []

    def asking(element: Element) -> Element:
        if not isinstance(element, Recommendation):
            return element
        asked = parse_markdown(element.action, path, element.position.line)
        problems.extend(asked.problems)
        return replace(element, children=(*asked.children, *element.children))

    return changed(children, asking), problems


def _recommendation(block: Block, children: Elements, locale: str) -> tuple[Element, list[Problem]]:
    """The recommendation that a block is: what is asked comes first, the block's text explains it."""
    front = block.front
    asked = parse_markdown(front.action, block.path, block.places.at("action").line)
    day = as_date(str(front.by))
    by = format_date(day, locale) if day else str(front.by)
    asks = (*asked.children, *children)
    node = Recommendation(front.to, front.action, by, asks, basis=front.basis, position=_start(block))
    return node, list(asked.problems)


def for_audience(children: Elements, audience: str, known: Iterable[str]) -> tuple[Elements, list[Problem]]:
    """The tree with every `only` gone: its children where the audience is among them, nothing elsewhere."""
    problems = []
    for node in walk(children):
        for name in node.audiences if isinstance(node, Only) else ():
            if name and name not in known:
                hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
                message = f'there is no audience "{name}"'
                problems.append(Problem(Code.AUDIENCE_UNKNOWN, node.position, message, hint))  # type: ignore[union-attr]

    def chosen(run: Elements) -> Elements:
        kept: list[Element] = []
        for element in run:
            if not isinstance(element, Only):
                kept.append(element)
            elif audience in element.audiences:
                kept.extend(element.children)
        return tuple(kept)

    return rewrite(children, elements=chosen), problems


def shift(children: Elements, level: int) -> Elements:
    """The tree with its headings moved so that the highest has the given level (and none is deeper than 6)."""
    levels = [node.level for node in walk(children) if isinstance(node, Heading)]
    if not levels:
        return children
    by = level - min(levels)

    def moved(run: Elements) -> Elements:
        return tuple(
            replace(element, level=min(element.level + by, 6)) if isinstance(element, Heading) else element
            for element in run
        )

    return rewrite(children, elements=moved)
