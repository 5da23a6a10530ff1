"""What a recipe's Word documents are dressed in: its house style, with what `workspace.yaml` and the body ask of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefwright.problems import Code, Position, Problem
from briefwright.workspace import HOUSE_STYLE, Resolved, Workspace, read_asset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.formats.docx import HouseStyle
    from briefwright.workspace.asked_style import AskedStyle

Dress = tuple["HouseStyle | None", tuple[Problem, ...]]
"""A house style that was read, and what is wrong with it."""


def house_style_of(workspace: Workspace, recipe: Resolved) -> Dress:
    """The house style that a recipe's Word documents have.

    A mapping for a file that is not there is told where no mapping is for this one: it may be meant for it.
    """
    name = recipe.value.house_style or workspace.settings.house_style
    place = workspace.chosen_at("house_style", recipe)
    house_style, problems = _dress(workspace, name, place, workspace.asked_style(recipe.value))
    if house_style and name not in workspace.settings.house_styles:
        others = (problem for problem in mapped_house_styles(workspace) if problem.code is Code.HOUSE_STYLE_MISSING)
        problems = (*problems, *others)
    return house_style, problems


def mapped_house_styles(workspace: Workspace) -> Iterator[Problem]:
    """What is wrong with the mappings in `workspace.yaml`, whether a recipe uses them or not."""
    for name in workspace.settings.house_styles:
        yield from _dress(workspace, name, workspace.at("house_styles", name))[1]


Wishes = tuple[tuple[str, str, Position], ...]
"""Roles, the names of the styles that are to play them, and where this is said."""


def mapping_of(workspace: Workspace, name: str) -> Wishes:
    """What `workspace.yaml` says of the styles of a house style."""
    mapping = workspace.settings.house_styles.get(name, {})
    return tuple((role, style, workspace.at("house_styles", f"{name}/{role}")) for role, style in mapping.items())


def _dress(workspace: Workspace, name: str, place: Position, style: AskedStyle | None = None) -> Dress:
    found = read_asset(workspace, HOUSE_STYLE, name, place)
    if isinstance(found, Problem):
        return None, (found,)
    return _adapted(*found, mapping_of(workspace, name), style)


@cache
def _adapted(data: bytes, path: str, mapping: Wishes, style: AskedStyle | None) -> Dress:
    """The house style, as a profile or recipe asks for it. Many documents share one."""
    from briefwright.formats.docx import adapted  # noqa: PLC0415 (only Word documents need it)

    house_style, problems = _read_house_style(data, path, mapping)
    return (adapted(house_style, style) if house_style and style else house_style), problems


@cache
def _read_house_style(data: bytes, path: str, mapping: Wishes) -> Dress:
    from briefwright.formats.docx import Wanted, read_house_style  # noqa: PLC0415 (only Word documents need it)

    return read_house_style(data, path, tuple(Wanted(*line) for line in mapping))
