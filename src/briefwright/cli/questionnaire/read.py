"""Find the questions of a file (.docx, .dotx, .xlsx, .md, .txt), and write a recipe to fill.

Each question becomes a section with its own words, number and limit; choose blocks for it, or write some. What the
form asks about who answers (name, country, website …) is taken from the organisation's entry: field: name.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import print_json, print_lines, print_note, print_problems, refuse, workspace_root
from briefwright.consultations.questionnaires.reading import SUFFIXES, read_questionnaire
from briefwright.consultations.questionnaires.recipe import (
    limit_data,
    recipe_data,
    recipe_name,
    section_names,
    written,
)
from briefwright.problems import Code, Position, Problem
from briefwright.storing import write_all
from briefwright.workspace import read_workspace
from briefwright.workspace.files import LARGEST, outside
from briefwright.workspace.recipes import FOLDER
from briefwright.workspace.workspace import LARGEST_ASSET

if TYPE_CHECKING:
    import argparse

    from briefwright.consultations.questionnaires import Question, Questionnaire
    from briefwright.workspace import Workspace

_MOST_QUESTIONS = 2000
"""Of the longest questionnaire a tenth; a recipe of more is larger than a content file may be."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help=f"what the body sent, anywhere: {', '.join(SUFFIXES)}")
    parser.add_argument("-o", "--output", metavar="RECIPE.yaml", help=f"where to ({FOLDER}/, named as the file)")
    parser.add_argument("--force", action="store_true", help="replace a recipe that is there already")
    parser.add_argument("--dry-run", action="store_true", help="write nothing, only tell what was found")
    parser.add_argument("--json", action="store_true", help="as JSON, with every question")


def run(options: argparse.Namespace) -> int:
    """Read, write, and tell."""
    root = workspace_root(options)
    file = _found(options.file, root)
    questionnaire, problems = _read(file, options.file)
    target = _target(options, root)
    if questionnaire is None or problems:
        return _ended(options, problems)
    if not options.dry_run and (problem := _write(questionnaire, target, root, options)):
        return _ended(options, (problem,))
    where = None if options.dry_run else _shown(target, root)
    if options.json:
        print_json(_as_json(options.file, questionnaire, where))
    else:
        _print(questionnaire, where)
    return DONE


def _ended(options: argparse.Namespace, problems: tuple[Problem, ...]) -> int:
    if options.json:
        print_json({"file": options.file, "problems": [problem.as_json() for problem in problems]})
    else:
        print_problems(problems)
    return WRONG_CONTENT


def _found(name: str, root: Path) -> Path:
    """The file, from where one stands or in the workspace."""
    found = next((file for file in (Path(name), root / name) if file.is_file()), None)
    return found or refuse(f"there is no file {name}")


def _read(file: Path, name: str) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    largest = LARGEST_ASSET if file.suffix.lower() in {".docx", ".dotx", ".xlsx"} else LARGEST
    with file.open("rb") as opened:
        data = opened.read(largest + 1)
    path = Path(name).as_posix()
    if len(data) > largest:
        message = f"the file is larger than {largest // 1024 // 1024} MiB"
        return None, (Problem(Code.FILE_TOO_LARGE, Position(path), message, "take its pictures out, and try again"),)
    questionnaire, problems = read_questionnaire(data, path)
    if questionnaire is not None and not questionnaire.questions:
        hint = "a question ends with a question mark, has a number, or room for an answer behind it"
        problems = (Problem(Code.FILE_UNREADABLE, Position(path), "no question was found in this file", hint),)
    elif questionnaire is not None and len(questionnaire.questions) > _MOST_QUESTIONS:
        message = f"{len(questionnaire.questions)} questions were found in this file, and {_MOST_QUESTIONS} are allowed"
        problems = (Problem(Code.FILE_TOO_LARGE, Position(path), message, "take out of it what asks nothing"),)
    return questionnaire, problems


def _target(options: argparse.Namespace, root: Path) -> Path:
    if options.output is None:
        return root / FOLDER / f"{recipe_name(options.file)}.yaml"
    target = Path(options.output)
    if target.suffix not in {".yaml", ".yml"}:
        refuse("name a file that ends in .yaml with -o")
    return target.absolute()


def _write(questionnaire: Questionnaire, target: Path, root: Path, options: argparse.Namespace) -> Problem | None:
    """Write the recipe, whole or not at all, and not over one that is there."""
    place = Position(_shown(target, root))
    if target.exists() and not options.force:
        hint = "name another with -o, or replace it with --force: what was filled in is lost then"
        return Problem(Code.FILE_UNREADABLE, place, "there is a recipe of this name already", hint)
    if target.is_symlink() or not target.parent.resolve().is_dir():
        return Problem(Code.PATH_OUTSIDE, place, "there is no folder for this file", "name one that is there")
    if options.output is None and (problem := outside(root, f"{FOLDER}/{target.name}", place)):
        return problem
    workspace = read_workspace(root)
    data = recipe_data(questionnaire, _usual(workspace, "organisation"), _usual(workspace, "audience"))
    asked = len(questionnaire.questions)
    said = f"{asked} question{'s' * (asked != 1)} read from {Path(options.file).name}. Name blocks that answer each."
    return write_all([(target, written(data, " ".join(said.split())).encode())], root)


def _usual(workspace: Workspace, key: str) -> str:
    """What most recipes of the workspace say of a key, else the only one that there is."""
    told: Counter[str] = Counter(
        value for recipe in workspace.recipes.values() if (value := getattr(recipe.value, key))
    )
    if told:
        return max(sorted(told), key=lambda name: told[name])
    names = list(workspace.organisations if key == "organisation" else workspace.audiences)
    return names[0] if names else ""


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


# ── Telling ──────────────────────────────────────────────────────────────────


def _print(questionnaire: Questionnaire, where: str | None) -> None:
    questions = questionnaire.questions
    limits = sum(question.limit is not None for question in questions)
    places = sum(question.place is not None for question in questions)
    fields = sum(question.field is not None for question in questions)
    parts = [f"{len(questions)} question{'s' * (len(questions) != 1)}", f"{limits} with a limit"]
    parts += [f"{places} with a place in the form"] if places else []
    parts += [f"{fields} answered by the organisation's entry"] if fields else []
    print_lines([f"{questionnaire.title}: {', '.join(parts)}"])
    print_lines(_line(question, name) for question, name in zip(questions, section_names(questions), strict=True))
    for left in questionnaire.left_out:
        print_note(f"left out: {left.position.path}:{left.position.line}: {_short(left.text)} ({left.reason})")
    if where:
        print_lines([f"written: {where}"])


def _line(question: Question, name: str) -> str:
    limit = (
        ", ".join(f"{number} {unit}" for unit, number in limit_data(question.limit).items()) if question.limit else ""
    )
    return f"  {name}: {_short(question.text)}{f' [{limit}]' if limit else ''}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 (a line of a terminal)


def _as_json(file: str, questionnaire: Questionnaire, where: str | None) -> dict[str, Any]:
    names = section_names(questionnaire.questions)
    questions = [_record(question, name) for question, name in zip(questionnaire.questions, names, strict=True)]
    left = [{"text": each.text, "line": each.position.line, "reason": each.reason} for each in questionnaire.left_out]
    return {
        "file": file, "title": questionnaire.title, "recipe": where, "questions": questions, "left_out": left,
        "problems": [],
    }  # fmt: skip


def _record(question: Question, name: str) -> dict[str, Any]:
    place = question.place
    return {
        "name": name,
        "number": question.number,
        "text": question.text,
        "group": list(question.group),
        "limit": limit_data(question.limit) if question.limit else None,
        "place": f"{place.kind} {place.nth}" if place else None,
        "choices": list(question.choices),
        "field": question.field,
        "line": question.position.line,
    }
