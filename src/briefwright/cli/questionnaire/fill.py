"""Put the answers of a recipe into a body's own Word form, and tell what went where.

A section answers the question of the form that has its words, or its number and most of its words. Nothing else in
the form is touched. Where an answer could not be placed, the form is written without it, and the command fails.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import (
    named,
    open_workspace,
    print_json,
    print_note,
    print_problems,
    print_table,
    refuse,
)
from briefwright.consultations.questionnaires.filling import FilledForm, Outcome, Request, fill_form
from briefwright.document import is_language
from briefwright.problems import errors
from briefwright.storing import write_all

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from briefwright.problems import Problem

_LARGEST = 64 * 1024 * 1024
_LONGEST = 70


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("recipe", metavar="RECIPE", help="the recipe that answers the questions")
    parser.add_argument("form", metavar="FORM.docx", help="the body's form")
    parser.add_argument("-o", "--output", metavar="OUT.docx", required=True, help="where the filled form goes")
    parser.add_argument("-l", "--language", metavar="LANG", help="the language (that of the recipe)")
    parser.add_argument("--json", action="store_true", help="tell what went where as JSON")
    parser.add_argument("--force", action="store_true", help="write over OUT.docx")
    parser.add_argument("--draft", action="store_true", help="fill it though answers are too long, to be agreed on")


def run(options: argparse.Namespace) -> int:
    """Fill, write, tell."""
    workspace = open_workspace(options)
    name = named(options.recipe, workspace.recipes, "recipe", workspace)
    form, output = Path(options.form), Path(options.output)
    _refuse_paths(form, output, force=options.force)
    spoken = workspace.recipes[name].value.languages
    language = options.language or (spoken[0] if spoken else workspace.settings.language)
    if not is_language(language):
        refuse(f'"{language}" is not a language tag: write one such as en, fr or sr-Latn')
    filled = fill_form(workspace, Request(name, language, form.read_bytes(), options.form, options.draft), _drawn)
    print_problems(filled.problems)
    if filled.data is None or errors(filled.problems):
        print_note(f"not written: {options.output}")
        return WRONG_CONTENT
    if problem := write_all([(output.absolute(), filled.data)], Path.cwd()):
        print_problems([problem])
        return WRONG_CONTENT
    if options.json:
        print_json(_record(filled, options.output))
    else:
        print_table([_row(outcome) for outcome in filled.outcomes if outcome.status == "filled"])
    _tell(filled, options.output)
    return WRONG_CONTENT if _is_lacking(filled) else DONE


def _refuse_paths(form: Path, output: Path, *, force: bool) -> None:
    if not form.is_file():
        refuse(f"there is no file {form}")
    if form.suffix.lower() not in {".docx", ".dotx"}:
        refuse(f"{form} is no Word form: only .docx is filled (save it as .docx in Word or LibreOffice)")
    if form.stat().st_size > _LARGEST:
        refuse(f"{form} is larger than {_LARGEST // 1024 // 1024} MiB")
    if output.exists() and output.samefile(form):
        refuse("the form itself is not written over: name another file with -o")
    if output.is_dir():
        refuse(f"{output} is a folder: name a file with -o")
    if output.exists() and not force:
        refuse(f"{output} exists: name another file with -o, or write over it with --force")


def _drawn(images: Mapping[str, bytes]) -> tuple[dict[str, bytes], Sequence[Problem]]:
    from briefwright.pictures.rendering import drawn  # noqa: PLC0415 (few answers have a picture)
    from briefwright.workspace.files import PICTURES  # noqa: PLC0415

    shown, problems = drawn(dict(images), PICTURES)
    return dict(shown), problems


def _is_lacking(filled: FilledForm) -> bool:
    return bool(filled.unasked) or any(outcome.status == "unplaced" for outcome in filled.outcomes)


def _row(outcome: Outcome) -> list[str]:
    place = outcome.question.place
    where = f"{place.kind} {place.nth + 1}" if place else ""
    return [outcome.question.number or "-", where, outcome.answer, _short(outcome.question.text)]


def _tell(filled: FilledForm, output: str) -> None:
    """What an officer has to look at."""
    for outcome in filled.outcomes:
        asked = f"{outcome.question.number} {_short(outcome.question.text)}".strip()
        if outcome.status == "unplaced":
            print_note(f"could not be placed ({outcome.answer}): {asked}: {outcome.told}")
        elif outcome.status == "unanswered":
            print_note(f"unanswered: {asked}{f' ({outcome.told})' if outcome.told else ''}")
        elif outcome.told:
            print_note(f"{outcome.answer}: {outcome.told}")
    for section, why in filled.unasked:
        print_note(f"could not be placed ({section.name}): {_short(section.question)}: {why}")
    if filled.works:
        print_note(
            f"{filled.works} works are cited in the text, and the form has no list of them: "
            "choose a citation style that cites in notes"
        )
    print_note(f"written: {output}: look it through in Word before it is sent")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _record(filled: FilledForm, output: str) -> dict[str, Any]:
    return {
        "output": output,
        "questions": [
            {
                "number": outcome.question.number,
                "question": outcome.question.text,
                "status": outcome.status,
                "answer": outcome.answer,
                "place": outcome.question.place._asdict() if outcome.question.place else None,
                "told": outcome.told,
            }
            for outcome in filled.outcomes
        ],
        "unplaced": [
            {"section": section.name, "question": section.question, "told": why} for section, why in filled.unasked
        ],
        "works": filled.works,
    }
