"""What an officer may change in a recipe so that its document gets shorter, and how she writes it.

A block is swapped for another length of itself, or what the recipe marks as optional is left out. Nothing is changed
here: a change makes another recipe in memory, which can be composed and counted.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from briefwright.compose.selecting import select
from briefwright.problems import Position
from briefwright.workspace import resolve
from briefwright.workspace.values import Entry, Section, Selection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from briefwright.workspace import Block, Resolved, Workspace

SHORT = "short"
"""How the names of those lengths begin that suit every document. Others, for a speech or a State, suit those that use
them already."""


class Change(NamedTuple):
    """A change of one entry of a section, or of the whole section where ``entry`` is None.

    It is given another length (none: the main text); or, where ``length`` is None, it is left out.
    """

    section: int
    entry: int | None
    length: str | None


class Edit(NamedTuple):
    """A line to write in a recipe, and the changes that it makes.

    ``now`` is what stands there: nothing, where a line is added. Where nothing is to be written, it is taken out.
    """

    changes: tuple[Change, ...]
    position: Position
    now: str
    write: str


# ── Which changes there are ──────────────────────────────────────────────────


def changes(recipe: Resolved, workspace: Workspace, section: str = "") -> Iterator[Change]:
    """The changes that might make a document shorter, or the answer in a section; whether they do is to be measured."""
    known, blocks = _lengths(recipe, workspace), Counter(entry.block for entry in _entries(recipe))
    for number, each in enumerate(recipe.value.sections):
        if section and each.name != section:
            continue
        if each.optional and not section and not _gone_by(recipe, number, workspace):
            yield Change(number, None, None)
        if isinstance(each.blocks, Selection):
            yield from _of_selection(recipe, number, known, workspace)
        else:
            for index, entry in enumerate(each.blocks):
                once = blocks[_entry(entry).block] == 1  # of a block that stands there twice, both would be the same
                yield from _of_entry(_entry(entry), known if once else (), workspace, (number, index))


def _entries(recipe: Resolved) -> Iterator[Entry]:
    for section in recipe.value.sections:
        yield from map(_entry, section.blocks) if not isinstance(section.blocks, Selection) else ()


def _of_entry(entry: Entry, known: Collection[str], workspace: Workspace, at: tuple[int, int]) -> Iterator[Change]:
    if entry.optional:
        yield Change(*at, None)
    used = _block(entry.block, entry.length, workspace)
    for length in known:
        block = _block(entry.block, length, workspace)
        if used and block and length != entry.length and _same_ask(used, block):
            yield Change(*at, length)


def _of_selection(recipe: Resolved, number: int, known: Collection[str], workspace: Workspace) -> Iterator[Change]:
    """The lengths that all blocks of a selection have; one by one they cannot be swapped."""
    section = recipe.value.sections[number]
    used = [each.block for each in select(section, recipe.sections[number], recipe.value.audience, workspace).chosen]
    for length in known:
        others = [_block(block.id, length, workspace) for block in used]
        if used != others and all(other and _same_ask(block, other) for block, other in zip(used, others, strict=True)):
            yield Change(number, None, length)


def _block(name: str, length: str, workspace: Workspace) -> Block | None:
    return workspace.variants.get((name, length)) if length else workspace.blocks.get(name)


def _same_ask(block: Block, other: Block) -> bool:
    """Whether two lengths of a block ask the same of the same: a variant for one State is none for another."""
    return (block.front.to, block.front.action) == (other.front.to, other.front.action)


def _lengths(recipe: Resolved, workspace: Workspace) -> list[str]:
    """The lengths that suit a recipe: the main text, short ones, and those that it uses already."""
    used = {length for section in recipe.value.sections for length in _used(section)}
    written = {length for _, length in workspace.variants if length.startswith(SHORT)}
    return sorted({"", *used, *written})


def _used(section: Section) -> Iterable[str]:
    if isinstance(section.blocks, Selection):
        return [section.blocks.length]
    return [entry.length for entry in section.blocks if isinstance(entry, Entry)]


def _gone_by(recipe: Resolved, number: int, workspace: Workspace) -> bool:
    """Whether another section stands before or after this one, in the recipe or one that extends it: then it stays."""
    name, own = recipe.value.sections[number].name, recipe.sections[number].path == recipe.path
    for file in workspace.recipes.values():
        above, _ = resolve(file.name, workspace.recipes, workspace.problems)
        told = above and recipe.path in above.files and (own or file.path != recipe.path)
        if told and any(name in (each.before, each.after) for each in file.value.sections):
            return True
    return False


def likely(recipe: Resolved, change: Change, workspace: Workspace) -> int:
    """How much a change would save, at a glance: by the length of files. A whole section goes before its entries."""
    section = recipe.value.sections[change.section]
    if change.entry is None or isinstance(section.blocks, Selection):
        return sys.maxsize
    entry = _entry(section.blocks[change.entry])
    used = _block(entry.block, entry.length, workspace)
    other = None if change.length is None else _block(entry.block, change.length, workspace)
    return sum(sign * len(block.text[block.start :]) for sign, block in ((1, used), (-1, other)) if block)


# ── The recipe with them ─────────────────────────────────────────────────────


def with_changes(recipe: Resolved, wanted: Iterable[Change]) -> Resolved:
    """The recipe as it is once changes are made."""
    wanted = list(wanted)
    left = [Change(number, None, None) in wanted for number in range(len(recipe.sections))]
    sections = tuple(
        _changed(section, [change for change in wanted if change.section == number])
        for number, section in enumerate(recipe.value.sections)
        if not left[number]
    )
    places = tuple(place for place, out in zip(recipe.sections, left, strict=True) if not out)
    value = msgspec.structs.replace(recipe.value, sections=sections)
    return replace(recipe, value=value, sections=places)


def _changed(section: Section, wanted: Sequence[Change]) -> Section:
    if not wanted:
        return section
    if isinstance(section.blocks, Selection):
        blocks = msgspec.structs.replace(section.blocks, length=wanted[0].length or "")
        return msgspec.structs.replace(section, blocks=blocks)
    lengths = {change.entry: change.length for change in wanted}
    entries = [
        entry if index not in lengths else msgspec.structs.replace(_entry(entry), length=lengths[index] or "")
        for index, entry in enumerate(section.blocks)
        if lengths.get(index, "") is not None
    ]
    return msgspec.structs.replace(section, blocks=entries)


def _entry(entry: str | Entry) -> Entry:
    return entry if isinstance(entry, Entry) else Entry(block=entry)


# ── In words ─────────────────────────────────────────────────────────────────


def in_words(recipe: Resolved, change: Change) -> str:
    """What a change does: `use cases/norway short`."""
    section = recipe.value.sections[change.section]
    if change.entry is None or isinstance(section.blocks, Selection):
        what = f'the section "{section.name}"'
        whole = f"use the blocks of {what} {change.length or 'in full'}"
        return whole if change.length is not None else f"leave out {what}"
    entry = _entry(section.blocks[change.entry])
    if change.length is None:
        return f"leave out {_named(entry)}"
    return f"use {entry.block} {change.length or 'without a length'}"


def _named(entry: Entry) -> str:
    return f"{entry.block}.{entry.length}" if entry.length else entry.block


# ── In the recipe ────────────────────────────────────────────────────────────


def edits(recipe: Resolved, wanted: Sequence[Change], workspace: Workspace) -> tuple[Edit, ...]:
    """The lines by which changes are made. A section of another recipe, which others use too, is written anew here."""
    numbers = dict.fromkeys(change.section for change in sorted(wanted, key=_in_reading_order))
    found: list[Edit] = []
    for number in numbers:
        here = [change for change in sorted(wanted, key=_in_reading_order) if change.section == number]
        if recipe.sections[number].path == recipe.path:
            found += [_edit(recipe, change, workspace) for change in here]
        else:
            found.append(_edit_of_inherited(recipe, here))
    return tuple(found)


def _in_reading_order(change: Change) -> tuple[int, int]:
    return change.section, -1 if change.entry is None else change.entry


def _edit(recipe: Resolved, change: Change, workspace: Workspace) -> Edit:
    section, places = recipe.value.sections[change.section], recipe.sections[change.section]
    if change.entry is not None and not isinstance(section.blocks, Selection):
        now = section.blocks[change.entry]
        write = "" if change.length is None else _flow(msgspec.structs.replace(_entry(now), length=change.length))
        return Edit((change,), places.at("blocks", change.entry), _flow(now), write)
    if change.length is not None and isinstance(section.blocks, Selection):
        blocks = msgspec.structs.replace(section.blocks, length=change.length)
        return Edit((change,), places.at("blocks"), f"blocks: {_flow(section.blocks)}", f"blocks: {_flow(blocks)}")
    inherited = _is_inherited(recipe, section.name, workspace)
    return Edit((change,), places.at(), _title(section), _dropped(section) if inherited else "")


def _is_inherited(recipe: Resolved, name: str, workspace: Workspace) -> bool:
    """Whether a section that is taken out of a recipe would come back from the one that it extends."""
    parent = recipe.value.extends
    above = resolve(parent, workspace.recipes, workspace.problems)[0] if parent in workspace.recipes else None
    return any(section.name == name for section in (above.value.sections if above else ()))


def _edit_of_inherited(recipe: Resolved, wanted: Sequence[Change]) -> Edit:
    section = recipe.value.sections[wanted[0].section]
    keys = recipe.at("sections")
    place = keys if keys.path == recipe.path else Position(recipe.path)
    if wanted[0] == Change(wanted[0].section, None, None):
        return Edit(tuple(wanted), place, "", f"- {_dropped(section)}")
    plain = msgspec.structs.replace(_changed(section, wanted), before="", after="")
    return Edit(tuple(wanted), place, "", f"- {_flow(plain)}")


def _dropped(section: Section) -> str:
    return _flow(Section(name=section.name, drop=True))


def _title(section: Section) -> str:
    return f"the section {_flow(section.name)}"


_PLAIN = re.compile(r"[A-Za-z][\w./-]*(?: [\w./-]+)*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def _flow(value: Any) -> str:
    """A value as YAML in one line, without what need not be said."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            bare = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
            return value if bare else json.dumps(value, ensure_ascii=False)
        case list() | tuple():
            return f"[{', '.join(map(_flow, value))}]"
        case msgspec.Struct():
            fields = ((field, getattr(value, field.name)) for field in msgspec.structs.fields(value))
            said = {field.encode_name: each for field, each in fields if each is not None and each != _default(field)}
            return _flow(said)
        case dict():
            return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in value.items())}}}"
        case _:
            return str(value)


def _default(field: msgspec.structs.FieldInfo) -> Any:
    made = field.default_factory
    return field.default if made is msgspec.NODEFAULT else made()
