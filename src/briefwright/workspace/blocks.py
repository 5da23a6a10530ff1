"""Blocks: Markdown files with YAML front matter, and their variants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefwright.markdown import Parsed, parse_markdown
from briefwright.problems import Code, Position, Problem
from briefwright.workspace.validation import validated
from briefwright.workspace.values import FrontMatter
from briefwright.workspace.yaml import Places, read_yaml

if TYPE_CHECKING:
    from briefwright.markdown.units import Extent, Skeleton

FOLDER = "content/blocks"
TRANSLATABLE = ("title", "summary", "to", "action", "by", "indicator")
"""The keys of the front matter that readers of a document see, so that they are units."""

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One block, or a variant of one; ``front`` holds what it inherits as well.

    ``text`` is the file as it is; the Markdown begins at the offset ``start``, on ``line``.
    """

    id: str
    variant: str
    path: str
    front: FrontMatter
    text: str
    start: int
    line: int
    places: Places

    @property
    def name(self) -> str:
        """The id, with the variant behind a dot."""
        return f"{self.id}.{self.variant}" if self.variant else self.id

    @property
    def topic(self) -> str:
        """The folder that it lies in, which is the collection that is translated together."""
        return self.id.split("/", 1)[0] if "/" in self.id else ""

    @property
    def parsed(self) -> Parsed:
        """The tree of its text, parsed once."""
        return _parsed(self)

    @property
    def units(self) -> Skeleton:
        """Its skeleton and units."""
        from briefwright.markdown.units import read_units  # noqa: PLC0415 (most runs cut no text into units)

        front = [_front_place(self, key) for key in TRANSLATABLE if isinstance(getattr(self.front, key), str)]
        return read_units(self.text, self.name, self.start, [place for place in front if place])


@lru_cache(maxsize=4096)
def _parsed(block: Block) -> Parsed:
    return parse_markdown(block.text[block.start :], block.path, block.line)


def _front_place(block: Block, key: str) -> Extent | None:
    stretch = block.places.stretch(key)
    value = getattr(block.front, key)
    if not stretch or not value or stretch.end <= stretch.start:
        return None
    from briefwright.markdown.units import Extent  # noqa: PLC0415 (as above)

    offset = _front_start(block.text)
    start, end = offset + stretch.start, offset + stretch.end
    end = start + len(block.text[start:end].rstrip())
    return Extent(key, ((start, end),), "", "yaml", value)


def _front_start(text: str) -> int:
    match = _FRONT.match(text)
    return match.start(1) if match else 0


class Name(NamedTuple):
    """What the path of a block says: `typologies/criminalised.short.md`."""

    id: str
    variant: str


def name_of(path: str) -> Name:
    """The id and the variant of a block's path."""
    stem = path.removeprefix(f"{FOLDER}/").removesuffix(".md")
    folder, _, last = stem.rpartition("/")
    name, _, variant = last.partition(".")
    return Name(f"{folder}/{name}" if folder else name, variant)


def read_block(text: str, path: str, main: Block | None = None) -> tuple[Block | None, tuple[Problem, ...]]:
    """A block from its text. A variant takes from its main block all keys but the status and the claims.

    A variant whose main block could not be read is not a block either; of that nothing more is said.
    """
    match = _FRONT.match(text)
    if not match:
        opened = text.startswith("---")
        hint = "end it with a line ---" if opened else "begin the file with a line ---, a line title: …, and a line ---"
        problem = Problem(
            Code.FRONT_MATTER_MISSING,
            Position(path),
            f"the front matter {'is never closed' if opened else 'is missing'}",
            hint,
        )
        return None, (problem,)
    yaml = read_yaml(match[1], path, 2)
    front, problems = validated(FrontMatter, yaml.data if yaml.data is not None else {}, yaml.places)
    if yaml.data is None and yaml.problems:
        return None, yaml.problems
    problems = (*yaml.problems, *problems)
    if front is None:
        return None, problems
    name = name_of(path)
    line = text.count("\n", 0, match.end()) + 1
    if main:
        front = _inherited(front, main.front, yaml.places)
    block = Block(name.id, name.variant, path, front, text, match.end(), line, yaml.places)
    if name.variant and not main:
        return None, problems
    return block, (*problems, *_missing(block))


def _inherited(front: FrontMatter, main: FrontMatter, places: Places) -> FrontMatter:
    own = {name for name in FrontMatter.__struct_fields__ if places.stretch(name)}
    kept = {name: getattr(main, name) for name in FrontMatter.__struct_fields__ if name not in own}
    return msgspec.structs.replace(front, **{**kept, "status": front.status, "claims": front.claims})


def _missing(block: Block) -> list[Problem]:
    problems = []
    if not block.front.title:
        place = block.places.at()
        problems.append(Problem(Code.KEY_MISSING, place, 'the key "title" is missing', "add a line title: …"))
    if block.front.kind == "recommendation" and not block.front.action:
        hint = "add a line action: with what is asked"
        place = block.places.at("kind")
        problems.append(Problem(Code.KEY_MISSING, place, "a recommendation says what is asked", hint))
    if not block.text[block.start :].strip() and block.front.kind != "recommendation":
        hint = "write it below the second ---, or delete the file"
        problems.append(Problem(Code.BLOCK_EMPTY, Position(block.path, block.line), "the block has no text", hint))
    return problems
