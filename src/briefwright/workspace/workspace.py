"""A workspace as a value: everything in its folders, and the files that documents are dressed in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefwright.problems import Code, Position, Problem, did_you_mean, errors
from briefwright.workspace.files import list_files, outside, read_bytes, shipped
from briefwright.workspace.values import Claim, Fact, Organisation, Profile, Reference, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefwright.workspace.blocks import Block
    from briefwright.workspace.recipes import RecipeFile

MARKER = "content/workspace.yaml"
"""The file that makes a folder a workspace."""

ABBREVIATIONS = "content/abbreviations.yaml"
"""What each abbreviation stands for."""

LARGEST_ASSET = 16 * 1024 * 1024
"""Bytes beyond which a house style, layout or citation style is refused."""


@dataclass(frozen=True, slots=True, eq=False)
class Workspace:
    """All values of a workspace. ``broken`` are the paths of files that could not be read whole."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    blocks: Mapping[str, Block] = field(default_factory=dict)
    variants: Mapping[tuple[str, str], Block] = field(default_factory=dict)
    recipes: Mapping[str, RecipeFile] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    positions: Mapping[tuple[str, str], Position] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def audiences(self) -> dict[str, str]:
        """The audiences, each with what it stands for."""
        known = self.settings.audiences
        return (
            {name: label or name for name, label in known.items()}
            if isinstance(known, dict)
            else dict.fromkeys(known, "")
        )

    @property
    def broken(self) -> frozenset[str]:
        """The files that have errors."""
        return frozenset(problem.position.path for problem in errors(self.problems))

    def at(self, kind: str, name: str) -> Position:
        """Where a fact, claim, reference or organisation stands."""
        return self.positions.get((kind, name), Position(f"content/{kind}.yaml"))


def find_workspace(start: Path) -> Path | None:
    """The nearest folder upward that is a workspace."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / MARKER).is_file()), None)


class Asset(NamedTuple):
    """A kind of file that documents are dressed in: where it lies, how it ends, and the code of one that is missing."""

    folder: str
    suffix: str
    missing: Code


LAYOUT = Asset("layouts", ".md.j2", Code.LAYOUT_MISSING)
CITATION_STYLE = Asset("csl", ".csl", Code.CITATION_STYLE_MISSING)
HOUSE_STYLE = Asset("house-styles", ".docx", Code.HOUSE_STYLE_MISSING)


def read_asset(workspace: Workspace, asset: Asset, name: str, place: Position) -> tuple[bytes, str] | Problem:
    """The bytes of a layout, house style or citation style, and its path: the workspace's own, else the shipped one.

    ``place`` is where the name stands, which is where a problem with it is told; one with the file is told there.
    """
    folder, suffix, missing = asset
    own = f"templates/{folder}/{name}{suffix}"
    if problem := outside(workspace.root, own, place):
        return replace(problem, message=f'"{name}" leaves the workspace')
    if (workspace.root / own).exists():
        data = read_bytes(workspace.root, own, LARGEST_ASSET)
        return data if isinstance(data, Problem) else (data, own)
    home = shipped("templates")
    if not (home / folder / f"{name}{suffix}").is_file():
        known = [path.name.removesuffix(suffix) for path in (home / folder).glob(f"*{suffix}")]
        known += [
            Path(path).name.removesuffix(suffix)
            for path in list_files(workspace.root, f"templates/{folder}", (suffix,))
        ]
        hint = did_you_mean(name, known) or f"there are {', '.join(sorted(known))}"
        return Problem(missing, place, f'there is no "{name}" in templates/{folder}', hint)
    return (home / folder / f"{name}{suffix}").read_bytes(), own
