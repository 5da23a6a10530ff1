"""Who signs a document, and whether they have approved its text as it is now.

--approve notes down that somebody has: the hash of the text, and the day, go to the file of signatories.
"""

from __future__ import annotations

import argparse
import datetime
import json
from typing import TYPE_CHECKING

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import (
    named,
    open_workspace,
    print_json,
    print_lines,
    print_note,
    print_problems,
    print_table,
    refuse,
)
from briefwright.compose import compose
from briefwright.consultations.signatures import SHORTEST, language_of, standings, text_hash
from briefwright.document import is_language
from briefwright.problems import Problem, did_you_mean, errors
from briefwright.storing import write_all
from briefwright.workspace import resolve
from briefwright.workspace.files import read_text
from briefwright.workspace.signatories import FOLDER, read_signatories, with_approval
from briefwright.workspace.yaml import read_yaml

if TYPE_CHECKING:
    from briefwright.consultations.signatures import Standing
    from briefwright.document import Document
    from briefwright.workspace import Resolved, Workspace
    from briefwright.workspace.signatories import SignatoriesFile
    from briefwright.workspace.values import Signatory


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("recipe", metavar="RECIPE")
    parser.add_argument("-l", "--language", metavar="LANG", help="the text in which language (the recipe's first)")
    parser.add_argument("--approve", metavar="ORG", help="note down that this one has approved the text as it is")
    parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="on which day (today)")
    parser.add_argument(
        "--reservation", metavar="TEXT", help='what they do not support, printed behind their name; "" takes it back'
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a day as 2026-12-01") from None


def run(options: argparse.Namespace) -> int:
    """List who signs, after noting down an approval."""
    workspace = open_workspace(options)
    name = named(options.recipe, workspace.recipes, "recipe", workspace)
    if not options.approve and (options.date or options.reservation):
        refuse("--date and --reservation belong to --approve")
    if options.language and not is_language(options.language):
        refuse(f'"{options.language}" is not a language tag: write one such as en, fr or sr-Latn')
    recipe, problems = resolve(name, workspace.recipes, workspace.problems)
    if recipe is None:
        print_problems(problems)
        return WRONG_CONTENT
    language = options.language or next(iter(recipe.value.languages), workspace.settings.language)
    composed = compose(workspace, name, language)
    if composed.document is None or composed.recipe is None:
        print_problems(composed.problems)
        return WRONG_CONTENT
    if options.approve:
        return _approve(options, language, composed.recipe, workspace, composed.document)
    _list(options, composed.recipe, workspace, composed.document, language)
    return DONE


# ── Listing ──────────────────────────────────────────────────────────────────


def _list(
    options: argparse.Namespace, recipe: Resolved, workspace: Workspace, document: Document, language: str
) -> None:
    current = text_hash(document)
    found = standings(recipe, workspace, document)
    rows = [_record(signature.signatory, standing, recipe, workspace) for signature, standing in found]
    if options.json:
        print_json({"recipe": recipe.name, "language": language, "hash": current, "signatories": rows})
        return
    if not isinstance(recipe.value.signatories, str) and rows:
        print_note(f"{recipe.name} lists its signatories itself; their approvals need a file: {_how(recipe)}")
    print_table([_row(record) for record in rows])
    print_lines([f"the text in {language} is now {current[:SHORTEST]}"])


def _record(signatory: Signatory, standing: Standing, recipe: Resolved, workspace: Workspace) -> dict[str, str | None]:
    return {
        "organisation": signatory.organisation or None,
        "name": signatory.name,
        "country": signatory.country,
        "status": signatory.status,
        "approval": standing,
        "approved": signatory.approved or None,
        "language": language_of(signatory, recipe, workspace),
        "date": signatory.date.isoformat() if signatory.date else None,
        "reservation": signatory.reservation or None,
    }


def _row(record: dict[str, str | None]) -> list[str]:
    approved = (record["approved"] or "")[:SHORTEST]
    keys = ("name", "country", "status", "approval", "language")
    return [*(record[key] or "" for key in keys), approved, record["date"] or "", record["reservation"] or ""]


# ── Approving ────────────────────────────────────────────────────────────────


def _how(recipe: Resolved) -> str:
    return f"write {FOLDER}/{recipe.name}.yaml, and signatories: {recipe.name} into the recipe"


def _approve(
    options: argparse.Namespace, language: str, recipe: Resolved, workspace: Workspace, document: Document
) -> int:
    if not isinstance(recipe.value.signatories, str):
        refuse(f"{recipe.name} has no file of signatories: {_how(recipe)}")
    file = workspace.signatories[recipe.value.signatories]
    index = _index(options.approve, file)
    day = options.date or datetime.datetime.now(datetime.UTC).astimezone().date()
    approval = {"approved": f'"{text_hash(document)}"', "date": day.isoformat()}
    if language != language_of(file.entries[index], recipe, workspace):
        approval["language"] = language
    if options.reservation is not None:
        approval["reservation"] = json.dumps(options.reservation, ensure_ascii=False)
    if problem := _write(file, index, approval, workspace):
        print_problems([problem])
        return WRONG_CONTENT
    print_lines([f"{file.entries[index].id} has approved {recipe.name} in {language}: noted down in {file.path}"])
    return DONE


def _index(wanted: str, file: SignatoriesFile) -> int:
    """Which entry is meant: by the id of its organisation or by its name, capitals or not."""
    names = [entry.id for entry in file.entries]
    meant = next((name for name in names if name.casefold() == wanted.casefold()), wanted)
    if meant not in names:
        hint = did_you_mean(wanted, names) or f"there are {', '.join(names) or 'none'}"
        refuse(f'"{wanted}" is not in {file.path} ({hint})')
    return names.index(meant)


def _write(file: SignatoriesFile, index: int, approval: dict[str, str], workspace: Workspace) -> Problem | None:
    """Write the approval into the file, if it can then be read as before; the problem, if there is one."""
    text = read_text(workspace.root, file.path)
    if isinstance(text, Problem):
        return text
    changed = with_approval(text, file.places[index], approval)
    again, problems = read_signatories(read_yaml(changed, file.path), file.path)
    others = [entry for number, entry in enumerate(again.entries) if number != index]
    if errors(problems) or others != [entry for number, entry in enumerate(file.entries) if number != index]:
        refuse(f"{file.path} cannot be changed: write approved: {approval['approved']} there yourself")
    return write_all([(workspace.root / file.path, changed.encode())], workspace.root)
