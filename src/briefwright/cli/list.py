"""List what a workspace holds, or what the tool knows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from briefwright.cli import DONE
from briefwright.cli.terminal import open_workspace, print_json, print_table
from briefwright.formats import FORMATS
from briefwright.problems import Code
from briefwright.workspace import Workspace, resolve
from briefwright.workspace.profiles import Basis

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

Row = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("what", choices=sorted(LISTS), metavar="WHAT", help=", ".join(LISTS))
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    listed = LISTS[options.what]
    rows = list(listed(open_workspace(options)) if listed not in _OF_THE_TOOL else listed(Workspace(root=Path())))
    if options.json:
        print_json(rows)
    else:
        titles = [[name.replace("_", " ") for name in rows[0]]] if rows else []
        print_table([*titles, *([_cell(value) for value in row.values()] for row in rows)])
    return DONE


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{number} {key}" for key, number in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value if value is not None else "")


def _blocks(workspace: Workspace) -> Iterator[Row]:
    for block in workspace.blocks.values():
        lengths = sorted(variant for name, variant in workspace.variants if name == block.id)
        front = block.front
        state = {"kind": front.kind, "status": front.status, "audiences": front.audiences, "lengths": lengths}
        yield {"id": block.id, **state, "title": front.title}


def _recipes(workspace: Workspace) -> Iterator[Row]:
    for name in workspace.recipes:
        recipe, _ = resolve(name, workspace.recipes)
        if recipe:
            value = recipe.value
            kind = "abstract" if value.abstract else value.layout
            languages = value.languages or (workspace.settings.language,)
            yield {"id": name, "layout": kind, "audience": value.audience, "languages": languages, "title": value.title}


def _references(workspace: Workspace) -> Iterator[Row]:
    for key, item in workspace.references.items():
        yield {"id": key, "type": item["type"], "title": item.get("title", "")}


def _facts(workspace: Workspace) -> Iterator[Row]:
    for name, fact in workspace.facts.items():
        yield {"id": name, "value": fact.value, "unit": fact.unit, "as_of": fact.as_of, "reference": fact.reference}


def _organisations(workspace: Workspace) -> Iterator[Row]:
    for name, organisation in workspace.organisations.items():
        yield {"id": name, "short": organisation.short, "country": organisation.country, "name": organisation.name}


def _audiences(workspace: Workspace) -> Iterator[Row]:
    for name, label in workspace.audiences.items():
        yield {"id": name, "label": label}


def _claims(workspace: Workspace) -> Iterator[Row]:
    for name, claim in workspace.claims.items():
        yield {"id": name, "kind": claim.kind, "sourced": claim.sourced, "text": claim.text}


def _profiles(workspace: Workspace) -> Iterator[Row]:
    for name, profile in workspace.profiles.items():
        limits = [
            f"{limit.number} {limit.unit}" + (f" ({limit.variant})" if limit.variant else "")
            for limit in profile.limits
        ]
        bases = Counter(rule.basis for _, rule in profile.rules())
        known = {basis: bases[basis] for basis in get_args(Basis) if bases[basis]}
        yield {"id": name, "title": profile.title, "rules": known, "limits": limits}


def _languages(workspace: Workspace) -> Iterator[Row]:
    settings = workspace.settings
    found = {settings.language: "source"}
    for name in workspace.recipes:
        recipe, _ = resolve(name, workspace.recipes)
        for language in recipe.value.languages if recipe else ():
            found.setdefault(language, "asked for, not translated")
    for language, state in found.items():
        yield {"id": language, "locale": settings.locale(language), "state": state}


def _checks(_workspace: Workspace) -> Iterator[Row]:
    for code in Code:
        yield {"id": str(code), "severity": str(code.severity), "meaning": code.meaning}


def _formats(_workspace: Workspace) -> Iterator[Row]:
    for entry in FORMATS:
        yield {"id": entry.name, "suffix": entry.suffix, "aliases": entry.aliases, "about": entry.about}


LISTS: dict[str, Callable[[Workspace], Iterator[Row]]] = {
    "blocks": _blocks,
    "recipes": _recipes,
    "references": _references,
    "facts": _facts,
    "claims": _claims,
    "organisations": _organisations,
    "audiences": _audiences,
    "profiles": _profiles,
    "languages": _languages,
    "checks": _checks,
    "formats": _formats,
}
"""What can be listed."""

_OF_THE_TOOL = (_checks, _formats)
