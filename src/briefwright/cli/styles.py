"""Check a Word file (.docx, .dotx) as a house style: which of its styles plays which role, and what is used of it.

Where the file lies in templates/house-styles/ of a workspace, the mapping in its workspace.yaml holds.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefwright.cli import DONE, WRONG_CONTENT
from briefwright.cli.terminal import print_json, print_lines, print_problems, print_table, refuse
from briefwright.dressing import mapping_of
from briefwright.formats.docx import Wanted, read_house_style
from briefwright.problems import Code, Position, Problem, errors, in_order
from briefwright.workspace import HOUSE_STYLE, MARKER, find_workspace, read_workspace, shipped
from briefwright.workspace.workspace import LARGEST_ASSET

if TYPE_CHECKING:
    import argparse

    from briefwright.formats.docx import HouseStyle, Match

FOLDER = f"templates/{HOUSE_STYLE.folder}"

Row = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("action", choices=["check"], metavar="check", help="tell what becomes of the file")
    parser.add_argument("file", metavar="FILE", help="a Word file, anywhere")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Read the file as a build would, and tell."""
    file = _found(options)
    wanted, problems = _wanted(file.absolute(), options.workspace)
    house_style, met = _read(file, wanted)
    problems = in_order((*problems, *met))
    if options.json:
        print_json(_as_json(options.file, house_style, problems))
        return WRONG_CONTENT if errors(problems) else DONE
    if house_style:
        _print(file.name, house_style)
    print_problems(problem for problem in problems if problem.code is not Code.HOUSE_STYLE_ROLE_MISSING)
    return WRONG_CONTENT if errors(problems) else DONE


def _found(options: argparse.Namespace) -> Path:
    """The file, where it is named, in the workspace, or among what ships."""
    root = Path(options.workspace) if options.workspace else find_workspace(Path.cwd())
    places = [Path(), *([root] if root else []), shipped("templates").parent]
    files = (place / str(options.file) for place in places)
    found = next((file for file in files if file.is_file()), None)
    return found or refuse(f"there is no file {options.file}")


def _read(file: Path, wanted: tuple[Wanted, ...]) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
    with file.open("rb") as opened:
        data = opened.read(LARGEST_ASSET + 1)
    if len(data) > LARGEST_ASSET:
        message = f"the file is larger than {LARGEST_ASSET // 1024 // 1024} MiB"
        hint = "does it need all its pictures and fonts?"
        return None, (Problem(Code.FILE_TOO_LARGE, Position(file.as_posix()), message, hint),)
    return read_house_style(data, file.as_posix(), wanted)


def _wanted(file: Path, workspace: str | None) -> tuple[tuple[Wanted, ...], list[Problem]]:
    """The mapping that holds for the file, if it is a house style of a workspace; and what is wrong with that file."""
    root = Path(workspace).resolve() if workspace else find_workspace(file.parent)
    if root is None or not (root / MARKER).is_file() or file.parent.resolve() != root / FOLDER:
        return (), []
    known = read_workspace(root)
    broken = [problem for problem in errors(known.problems) if problem.position.path == MARKER]
    return tuple(Wanted(*line) for line in mapping_of(known, file.stem)), broken


# ── As text ──────────────────────────────────────────────────────────────────


def _print(name: str, house_style: HouseStyle) -> None:
    page = _page(house_style)
    margins = ", ".join(f"{side} {page[side]}" for side in _SIDES if side in page)
    lines = [
        f"{name}",
        f"page: {page.get('width', '?')} × {page.get('height', '?')} mm; margins in mm: {margins or 'none given'}",
        *(f"{kind}s: {_where(pages)}" for kind, pages in _stories(house_style).items()),
        f"stays in the file: {', '.join(house_style.left_behind) or 'nothing'}",
        "",
    ]
    print_lines(lines)
    matches = house_style.styles.matches
    names = {match.role.key: match.name for match in matches}
    print_table([["role", "style", "how"], *([match.role.key, match.name, _how(match, names)] for match in matches)])
    print_lines(["", _summary(matches)])
    if house_style.styles.idle:
        print_lines([f"styles of the file's own that play no role: {', '.join(house_style.styles.idle)}"])


def _where(pages: list[str]) -> str:
    names = {
        "first": "first page",
        "even": "even pages",
        "default": "all other pages" if len(pages) > 1 else "all pages",
    }
    return ", ".join(names[each] for each in names if each in pages) or "none in the file, so ours"


_HOW = {
    "mapping": "as workspace.yaml says",
    "name": "by its name",
    "alias": "by an alias: Word has it beside other names",
    "other name": "does what the role asks for, under another name",
    "default": "the style of paragraphs that name none",
}


def _how(match: Match, names: dict[str, str]) -> str:
    if match.how != "added":
        return _HOW[match.how]
    based_on = f", based on {names[match.role.based_on]}" if match.role.based_on else ""
    return f"missing: a plain one is added{based_on}"


def _summary(matches: tuple[Match, ...]) -> str:
    missing = sum(match.how == "added" for match in matches)
    if not missing:
        return f"all {len(matches)} roles have a style"
    return (
        f"{len(matches) - missing} of {len(matches)} roles have a style. For the others, add styles of these names "
        f"in Word, or name styles of yours in {MARKER}: house_styles"
    )


# ── As values ────────────────────────────────────────────────────────────────

_SIDES = ("top", "right", "bottom", "left", "header", "footer")


def _page(house_style: HouseStyle) -> dict[str, float]:
    """The page and its margins in millimetres."""
    names = {"w": "width", "h": "height"}
    said = house_style.section.get("pgSz", "") + house_style.section.get("pgMar", "")
    found = re.findall(r'w:(w|h|top|right|bottom|left|header|footer)="(-?\d+)"', said)
    return {names.get(name, name): round(int(number) * 25.4 / 1440, 1) for name, number in found}


def _stories(house_style: HouseStyle) -> dict[str, list[str]]:
    return {kind: [story.pages for story in house_style.stories if story.kind == kind] for kind in ("header", "footer")}


def _as_json(path: str, house_style: HouseStyle | None, problems: list[Problem]) -> Row:
    told: Row = {"path": path, "usable": house_style is not None and not errors(problems)}
    if house_style:
        told |= {
            "page": _page(house_style),
            **{f"{kind}s": pages for kind, pages in _stories(house_style).items()},
            "left_behind": house_style.left_behind,
            "roles": [_role(match) for match in house_style.styles.matches],
            "idle": house_style.styles.idle,
        }
    return {**told, "problems": [problem.as_json() for problem in problems]}


def _role(match: Match) -> Row:
    role = match.role
    return {
        "role": role.key,
        "kind": role.kind,
        "name": role.name,
        "style": None if match.how == "added" else match.name,
        "how": match.how,
        "based_on": role.based_on if match.how == "added" else None,
    }
