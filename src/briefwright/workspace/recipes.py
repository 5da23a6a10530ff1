"""Recipes, and what they take from the recipes that they extend."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from briefwright.document import is_language
from briefwright.problems import Code, Position, Problem, did_you_mean
from briefwright.workspace.validation import validated
from briefwright.workspace.values import Recipe
from briefwright.workspace.yaml import Places, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = "content/recipes"


@dataclass(frozen=True, slots=True)
class RecipeFile:
    """A recipe as one file says it: ``data`` holds the keys that stand there, and nothing inherited."""

    name: str
    path: str
    value: Recipe
    data: dict[str, Any]
    places: Places


@dataclass(frozen=True, slots=True)
class Resolved:
    """A recipe with all that it inherits. Each key and section knows the file that it comes from."""

    name: str
    path: str
    value: Recipe
    keys: Mapping[str, Places]
    sections: tuple[Places, ...]
    files: tuple[str, ...]

    def at(self, key: str, *rest: str | int) -> Position:
        """The place of a key, in whichever recipe it stands."""
        return self.keys[key].at(key, *rest) if key in self.keys else Position(self.path)


def read_recipe(text: str, path: str) -> tuple[RecipeFile | None, tuple[Problem, ...]]:
    """A recipe from its text."""
    name = path.removeprefix(f"{FOLDER}/").rpartition(".")[0]
    yaml = read_yaml(text, path)
    if yaml.data is None:
        hint = "begin with a line title: …"
        empty = Problem(Code.KEY_MISSING, Position(path), "the recipe is empty", hint)
        return None, yaml.problems or (empty,)
    value, problems = validated(Recipe, yaml.data, yaml.places)
    problems = (*yaml.problems, *problems)
    problems = (*problems, *_deadline(value, yaml.places), *_languages(value, yaml.places))
    if value is None or problems or (problems := _doubled(value, yaml.places)):
        return None, problems
    return RecipeFile(name, path, value, yaml.data, yaml.places), ()


def _languages(recipe: Recipe | None, places: Places) -> tuple[Problem, ...]:
    hint = "write a language tag such as en, fr or sr-Latn"
    return tuple(
        Problem(Code.LANGUAGE_INVALID, places.at("languages", index), f'"{tag}" is not a language tag', hint)
        for index, tag in enumerate(recipe.languages if recipe else ())
        if not is_language(tag)
    )


def _deadline(recipe: Recipe | None, places: Places) -> tuple[Problem, ...]:
    text = recipe.consultation.deadline if recipe else ""
    try:
        datetime.datetime.fromisoformat(text or "2026-12-01")
    except ValueError:
        place, hint = places.at("consultation", "deadline"), "write it as 2026-12-01, or 2026-12-01T23:59+01:00"
        return (Problem(Code.VALUE_INVALID, place, f'"{text}" is not a day', hint),)
    return ()


def _doubled(recipe: Recipe, places: Places) -> tuple[Problem, ...]:
    names = [section.name for section in recipe.sections]
    return tuple(
        Problem(
            Code.ID_DUPLICATE, places.at("sections", index, "name"), f'there are two sections "{name}"', "rename one"
        )
        for index, name in enumerate(names)
        if names.index(name) < index
    )


def resolve(
    name: str, recipes: Mapping[str, RecipeFile], told: Sequence[Problem] = ()
) -> tuple[Resolved | None, tuple[Problem, ...]]:
    """A recipe with what it inherits. None where what it extends cannot be had.

    Where that is because its file could not be read, the problems are those that reading ``told`` of it.
    """
    chain, missing = _chain(name, recipes, told)
    if missing:
        return None, missing
    data: dict[str, Any] = {}
    keys: dict[str, Places] = {}
    sections: list[tuple[dict[str, Any], Places]] = []
    problems: list[Problem] = []
    for file in reversed(chain):
        own = {key: value for key, value in file.data.items() if key != "sections"}
        data |= {**own, **_merged_style(data, own)}
        keys |= dict.fromkeys(file.data, file.places)
        problems += _merge_sections(sections, file)
    data |= {"sections": [section for section, _ in sections], "abstract": chain[0].value.abstract}
    value = msgspec.convert(data, Recipe)
    files = tuple(file.path for file in chain)
    places = tuple(place for _, place in sections)
    return Resolved(name, chain[0].path, value, keys, places, files), tuple(problems)


def _merged_style(inherited: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The style, each key of which is inherited by itself."""
    return {"style": {**inherited.get("style", {}), **own["style"]}} if "style" in own else {}


def _chain(
    name: str, recipes: Mapping[str, RecipeFile], told: Sequence[Problem]
) -> tuple[list[RecipeFile], tuple[Problem, ...]]:
    """The recipe and all that it extends, nearest first."""
    chain = [recipes[name]]
    while parent := chain[-1].value.extends:
        place = chain[-1].places.at("extends")
        names = [file.name for file in chain]
        if parent in names:
            return chain, (_circle(chain[names.index(parent) :]),)
        unread = tuple(problem for problem in told if problem.position.path.rpartition(".")[0] == f"{FOLDER}/{parent}")
        if parent not in recipes and unread:
            return chain, unread
        if parent not in recipes:
            hint = did_you_mean(parent, recipes) or f"write {FOLDER}/{parent}.yaml"
            return chain, (Problem(Code.RECIPE_MISSING, place, f'there is no recipe "{parent}"', hint),)
        chain.append(recipes[parent])
    return chain, ()


def _circle(files: list[RecipeFile]) -> Problem:
    """The problem of recipes that extend each other, the same from whichever of them one comes."""
    first = files.index(min(files, key=lambda file: file.name))
    files = [*files[first:], *files[:first]]
    circle = " → ".join([*(file.name for file in files), files[0].name])
    hint = "let one of them extend nothing"
    return Problem(Code.EXTENDS_CYCLE, files[0].places.at("extends"), f"the recipes extend each other: {circle}", hint)


def _merge_sections(sections: list[tuple[dict[str, Any], Places]], file: RecipeFile) -> list[Problem]:
    """Sections by name are replaced in their place, dropped, or added (before or after another, else at the end)."""
    problems = []
    each = file.places.each("sections")
    for index, section in enumerate(file.data.get("sections") or []):
        names = [known["name"] for known, _ in sections]
        entry = (section, each[index])
        wanted = section["name"] if section.get("drop") else section.get("before") or section.get("after")
        itself = wanted == section["name"] and not section.get("drop")
        if wanted and (wanted not in names or itself):
            key = next(key for key in ("drop", "before", "after") if section.get(key))
            itself_hint = "a section cannot stand beside itself" if itself else None
            hint = itself_hint or did_you_mean(wanted, names) or f"there are {', '.join(names) or 'none'}"
            place = file.places.at("sections", index, key)
            problems.append(Problem(Code.SECTION_MISSING, place, f'there is no section "{wanted}" to go by', hint))
        elif section.get("drop"):
            del sections[names.index(wanted)]
        elif wanted:
            sections[:] = [known for known in sections if known[0]["name"] != section["name"]]
            at = [known["name"] for known, _ in sections].index(wanted)
            sections.insert(at if section.get("before") else at + 1, entry)
        elif section["name"] in names:
            sections[names.index(section["name"])] = entry
        else:
            sections.append(entry)
    return problems
