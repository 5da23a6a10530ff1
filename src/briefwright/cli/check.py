"""Tell everything that is wrong with the content: of all recipes and blocks, or of the recipes named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefwright import __version__
from briefwright.build import Known, judge, keep_pages, known_pages, tasks
from briefwright.checks import check
from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import moment, named, open_workspace, print_json, print_lines
from briefwright.compose import compose
from briefwright.consultations.rules import once
from briefwright.dressing import mapped_house_styles
from briefwright.problems import Problem, errors, in_order

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("recipes", nargs="*", metavar="RECIPE", help="which recipes (all, and every block)")
    parser.add_argument("-l", "--language", action="append", default=[], metavar="LANG", help="which languages")
    parser.add_argument("--format", choices=sorted(REPORTS), default="text", help="how to report (text)")
    parser.add_argument("--json", action="store_const", dest="format", const="json", help="the same as --format json")


def run(options: argparse.Namespace) -> int:
    """Check, and report."""
    workspace = open_workspace(options)
    for name in options.recipes:
        named(name, workspace.recipes, "recipe", workspace)
    wanted, problems = tasks(workspace, options.recipes, options.language)
    if not options.recipes:
        problems += [*workspace.problems, *check(workspace), *mapped_house_styles(workspace)]
    now, known = moment(), Known({}, known_pages(workspace.root))
    found: dict[str, Any] = {}
    for task in wanted:
        composed = compose(workspace, task.recipe, task.language, cache=known.citations)
        judged = judge(workspace, composed, task.formats, known, now=now)
        problems += (*composed.problems, *judged.problems)
        found |= judged.pages
    keep_pages(workspace.root, found)
    problems = once(in_order(problems))
    REPORTS[options.format](problems)
    return WRONG_CONTENT if errors(problems) else DONE


# ── Reports ──────────────────────────────────────────────────────────────────


def _text(problems: list[Problem]) -> None:
    print_lines(map(str, problems))
    wrong = len(errors(problems))
    if problems:
        print_lines([f"{_counted(wrong, 'error')}, {_counted(len(problems) - wrong, 'warning')}"])
    else:
        print_lines(["nothing is wrong"])


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _json(problems: list[Problem]) -> None:
    print_json([problem.as_json() for problem in problems])


def _github(problems: list[Problem]) -> None:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    for problem in problems:
        place = problem.position
        text = problem.message + (f" ({problem.hint})" if problem.hint else "")
        path = _escaped(place.path).replace(":", "%3A").replace(",", "%2C")
        title = f"file={path},line={place.line},col={place.column},title={problem.code}"
        print_lines([f"::{problem.severity} {title}::{_escaped(text)}"])


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sarif(problems: list[Problem]) -> None:
    """SARIF 2.1.0 (OASIS)."""
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": str(code), "shortDescription": {"text": code.meaning}} for code in codes]
    driver = {"name": "briefwright", "version": __version__, "rules": rules}
    results = [_sarif_result(problem) for problem in problems]
    log = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json"}
    print_lines([json.dumps({**log, "runs": [{"tool": {"driver": driver}, "results": results}]}, ensure_ascii=False)])


def _sarif_result(problem: Problem) -> dict[str, Any]:
    place = problem.position
    region = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    where = {"artifactLocation": {"uri": quote(place.path)}, "region": region}
    text = problem.message + (f" ({problem.hint})" if problem.hint else "")
    level = {"level": str(problem.severity), "message": {"text": text}}
    return {"ruleId": str(problem.code), **level, "locations": [{"physicalLocation": where}]}


REPORTS = {"text": _text, "json": _json, "github": _github, "sarif": _sarif}
"""How problems are reported, by the name of the format."""
