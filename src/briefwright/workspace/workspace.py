"""A workspace as a value: everything in its folders, and the files that documents are dressed in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefwright.problems import Code, Position, Problem, did_you_mean, errors
from briefwright.workspace.asked_style import AskedStyle
from briefwright.workspace.files import list_files, outside, read_bytes, shipped
from briefwright.workspace.values import Claim, Fact, Organisation, Reference, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefwright.workspace.blocks import Block
    from briefwright.workspace.profiles import Profile
    from briefwright.workspace.recipes import RecipeFile, Resolved
    from briefwright.workspace.signatories import SignatoriesFile
    from briefwright.workspace.values import Recipe

MARKER = "content/workspace.yaml"
"""The file that makes a folder a workspace."""

ABBREVIATIONS = "content/abbreviations.yaml"
"""What each abbreviation stands for."""

_OPEN = ("~$", ".~lock.")
"""How the names begin of files that Word and LibreOffice keep beside one that is open."""

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
    synonyms: tuple[tuple[str, ...], ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    signatories: Mapping[str, SignatoriesFile] = field(default_factory=dict)
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

    def asked_style(self, recipe: Recipe) -> AskedStyle:
        """What a recipe asks of how its document looks, and for the rest what its profile does."""
        profile = self.profiles.get(recipe.profile)
        return recipe.style.over(profile.style if profile else AskedStyle())

    @property
    def broken(self) -> frozenset[str]:
        """The files that have errors."""
        return frozenset(problem.position.path for problem in errors(self.problems))

    def chosen_at(self, key: str, recipe: Resolved) -> Position:
        """Where a house style or citation style is named: in the recipe, or else in the settings."""
        named = getattr(recipe.value, key)
        return recipe.at(key) if named else self.positions.get(("workspace", key), recipe.at(key))

    def at(self, kind: str, name: str) -> Position:
        """Where a fact, claim, reference or organisation stands."""
        return self.positions.get((kind, name), Position(f"content/{kind}.yaml"))


def find_workspace(start: Path) -> Path | None:
    """The nearest folder upward that is a workspace."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / MARKER).is_file()), None)


class Asset(NamedTuple):
    """A kind of file that documents are dressed in: where it lies, its endings, and the code of one that is missing."""

    folder: str
    suffixes: tuple[str, ...]
    missing: Code


LAYOUT = Asset("layouts", (".md.j2",), Code.LAYOUT_MISSING)
CITATION_STYLE = Asset("csl", (".csl",), Code.CITATION_STYLE_MISSING)
HOUSE_STYLE = Asset("house-styles", (".docx", ".dotx"), Code.HOUSE_STYLE_MISSING)


def read_asset(workspace: Workspace, asset: Asset, name: str, place: Position) -> tuple[bytes, str] | Problem:
    """The bytes of a layout, house style or citation style, and its path: the workspace's own, else the shipped one.

    ``place`` is where the name stands, which is where a problem with it is told; one with the file is told there.
    """
    paths = [f"templates/{asset.folder}/{name}{suffix}" for suffix in asset.suffixes]
    if problem := outside(workspace.root, paths[0], place):
        return replace(problem, message=f'"{name}" leaves the workspace')
    own = next((path for path in paths if (workspace.root / path).exists()), None)
    if own is not None:
        data = read_bytes(workspace.root, own, LARGEST_ASSET)
        return data if isinstance(data, Problem) else (data, own)
    home = shipped("templates").parent
    path = next((path for path in paths if (home / path).is_file()), None)
    if path is None:
        hint = _of_another_kind(workspace, asset, name) or _known(workspace, asset, name)
        return Problem(asset.missing, place, f'there is no "{name}" in templates/{asset.folder}', hint)
    return (home / path).read_bytes(), path


def _known(workspace: Workspace, asset: Asset, name: str) -> str:
    """The hint that names the nearest of those that there are, or all of them."""
    folders = (shipped("templates").parent, workspace.root)
    paths = [path for root in folders for path in list_files(root, f"templates/{asset.folder}", asset.suffixes)]
    files = (file for path in paths if not (file := Path(path).name).startswith(_OPEN))
    known = {file.removesuffix(suffix) for file in files for suffix in asset.suffixes if file.endswith(suffix)}
    bare = name.replace("\\", "/").rpartition("/")[2]
    bare = next((bare.removesuffix(suffix) for suffix in asset.suffixes if bare.endswith(suffix)), bare)
    if bare != name and bare in known:
        return f"write the name alone: {bare}"
    return did_you_mean(name, sorted(known)) or f"there are {', '.join(sorted(known))}"


def _of_another_kind(workspace: Workspace, asset: Asset, name: str) -> str | None:
    """The hint where a file of that name is there, with an ending that is not read."""
    files = (Path(path).name for path in list_files(workspace.root, f"templates/{asset.folder}", ("",)))
    other = next((file for file in files if file.rpartition(".")[0] == name), None)
    return f"there is {other}: save it as {' or '.join(asset.suffixes)}" if other else None
