"""Show a block, a recipe or a profile as text in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import named, open_workspace, print_json, print_lines, print_problems, print_table
from briefwright.compose import compose
from briefwright.consultations.rules.words import in_words
from briefwright.formats import write
from briefwright.searching import recipes_with
from briefwright.workspace.profiles import GROUPS

if TYPE_CHECKING:
    import argparse

    from briefwright.workspace import Block, Workspace
    from briefwright.workspace.profiles import Profile, ProfileStyle, Rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("id", metavar="ID", help="a block, a recipe or a profile")
    parser.add_argument("-l", "--language", metavar="LANG", help="which language (the source language)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Show it."""
    workspace = open_workspace(options)
    blocks = {block.name: block for block in (*workspace.blocks.values(), *workspace.variants.values())}
    names = [*blocks, *workspace.recipes, *workspace.profiles]
    name = named(options.id, names, "block, recipe or profile", workspace)
    if name in blocks:
        return _block(blocks[name], workspace, as_json=options.json)
    if name in workspace.recipes:
        language = options.language or workspace.settings.language
        return _recipe(name, language, workspace, as_json=options.json)
    return _profile(name, workspace.profiles[name], as_json=options.json)


def _block(block: Block, workspace: Workspace, *, as_json: bool) -> int:
    if as_json:
        whole = {"id": block.name, "path": block.path, "front_matter": msgspec.to_builtins(block.front)}
        print_json({**whole, "recipes": recipes_with(workspace, block), "text": block.text[block.start :].strip()})
        return DONE
    front = _told(msgspec.to_builtins(block.front))
    print_table([["file", block.path], *front, ["recipes", ", ".join(recipes_with(workspace, block)) or "none"]])
    print_lines(["", block.text[block.start :].strip()])
    return DONE


def _told(values: dict[str, Any]) -> list[list[str]]:
    return [[key, _line(value)] for key, value in values.items() if value not in ("", None, [], (), 0, {})]


def _line(value: Any) -> str:
    match value:
        case list() | tuple():
            return ", ".join(_line(item) for item in value)
        case dict():
            return ", ".join(f"{key}: {_line(item)}" for key, item in value.items() if item not in ("", None, []))
        case _:
            return str(value)


def _recipe(name: str, language: str, workspace: Workspace, *, as_json: bool) -> int:
    composed = compose(workspace, name, language)
    print_problems(composed.problems)
    if composed.document is None:
        return WRONG_CONTENT
    text = write(composed.document, "text").decode().rstrip("\n")
    if as_json:
        print_json({"id": name, "language": language, "title": composed.document.title, "text": text})
    else:
        print_lines([text])
    return DONE


# ── Profiles ─────────────────────────────────────────────────────────────────


def _profile(name: str, profile: Profile, *, as_json: bool) -> int:
    rules = [_rule(group, rule) for group, rule in profile.rules()]
    if as_json:
        about = {"id": name, "title": profile.title, "body": profile.body, "about": profile.about}
        print_json({**about, "extends": profile.extends, "variants": profile.variants, "rules": rules})
        return DONE
    variants = "; ".join(f"{variant}: {meaning}" for variant, meaning in profile.variants.items())
    about = {"title": profile.title, "body": profile.body, "about": profile.about, "variants": variants}
    print_table([["id", name], *_told(about)])
    for group in GROUPS:
        own = [rule for rule in rules if rule["group"] == group]
        print_lines(["", group.capitalize()] if own else [])
        for rule in own:
            print_lines([f"  {rule['words']}", f"      {_aside(rule)}"])
    return DONE


def _rule(group: str, rule: Rule | ProfileStyle) -> dict[str, Any]:
    """A rule with what it says in words, first what every rule has."""
    said = {"group": group, "words": in_words(rule), "hard": getattr(rule, "hard", False), "variant": rule.variant}
    known = {"basis": rule.basis, "source": rule.source, "checked_on": rule.checked_on, "note": rule.note}
    return {**said, **known, "rule": msgspec.to_builtins(rule)}


def _aside(rule: dict[str, Any]) -> str:
    """How hard a rule is, whom it binds, and where it is said."""
    hard = "" if rule["group"] == "advice" else "must" if rule["hard"] else "should"
    checked = f" {rule['checked_on']}" if rule["checked_on"] else ""
    basis = "set by each call" if rule["basis"] == "call" else rule["basis"]
    source = f": {rule['source']}" if rule["source"] else ""
    said = (hard, f"only {rule['variant']}" if rule["variant"] else "", f"{basis}{checked}{source}", rule["note"])
    return " · ".join(filter(None, said))
