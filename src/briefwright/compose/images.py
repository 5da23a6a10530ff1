"""The pictures of a document: their bytes, by the names that its figures give."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefwright.document import Elements, Figure
from briefwright.pictures import check_picture, png_beside, read_picture
from briefwright.pictures.svg import without_type
from briefwright.problems import Code, Problem, did_you_mean, errors
from briefwright.walking import walk
from briefwright.workspace.files import LARGEST, LARGEST_PICTURE, PICTURES, list_files, outside, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefwright.problems import Position
    from briefwright.workspace import Workspace

LARGEST_SUM = 20 * LARGEST
"""Bytes of all pictures beyond which a document is too large to be sent: the UK Parliament takes 25 MB, encoded."""

_ALIKE = 0.02
_EMPTY_WORDS = re.compile(
    r"(?:the |a |an )?(?:image|picture|photo|photograph|figure|graphic|img|dsc|dscn|pxl|screenshot|"
    r"untitled|scan)[\W_\d]*|\S+\.(?:png|jpe?g|svg|gif|webp|tiff?|bmp)",
    re.IGNORECASE,
)
"""Descriptions that describe nothing: what a camera or a program calls a file."""


def read_images(children: Elements, workspace: Workspace) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of every picture in a tree, with the PNG beside an SVG, and what is wrong with any of them."""
    images: dict[str, bytes] = {}
    problems: list[Problem] = []
    figures = [node for node in walk(children) if isinstance(node, Figure)]
    for figure in figures:
        problems += _undescribed(figure)
        if figure.source not in images:
            found, wrong = _read(figure, workspace)
            images |= found
            problems += wrong
    problems += _too_much(images, figures)
    return images, problems


def _undescribed(figure: Figure) -> Iterator[Problem]:
    alt, path = figure.alt.strip(), PurePosixPath(figure.source)
    hint = "say in the square brackets what it shows: ![A map of the lanes](map.png)"
    if not alt:
        message = f"the picture {figure.source} has no description"
        yield Problem(Code.IMAGE_UNDESCRIBED, figure.position, message, hint)
    elif _EMPTY_WORDS.fullmatch(alt) or alt.casefold() in {path.name.casefold(), path.stem.casefold()}:
        message = f'the picture {figure.source} is described as "{alt}", which tells nothing'
        yield Problem(Code.IMAGE_UNDESCRIBED, figure.position, message, hint)


def _read(figure: Figure, workspace: Workspace) -> tuple[dict[str, bytes], list[Problem]]:
    """The picture of a figure, if nothing is wrong with it, and the PNG that lies beside an SVG."""
    path, place = f"{PICTURES}/{figure.source}", figure.position
    if outside(workspace.root, path, place) or figure.source.startswith("/") or "://" in figure.source:
        hint = f"put the picture into {PICTURES} and name it"
        return {}, [Problem(Code.PATH_OUTSIDE, place, f'"{figure.source}" is not in {PICTURES}', hint)]
    data = read_bytes(workspace.root, path, LARGEST_PICTURE)
    if isinstance(data, Problem):
        return {}, [_unread(data, figure, workspace.root)]
    problems = list(check_picture(data, path, place))
    picture = read_picture(data)
    if errors(problems) or picture is None:
        return {}, problems
    found = {figure.source: data}
    if picture.extension == "svg":
        found = {figure.source: without_type(data)}
        beside = _read_beside(png_beside(figure.source), picture.width / picture.height, place, workspace.root)
        if isinstance(beside, Problem):
            return found, [*problems, beside]
        found |= beside
    return found, problems


def _unread(problem: Problem, figure: Figure, root: Path) -> Problem:
    """Why a picture cannot be had, told where it is shown."""
    if problem.code == Code.FILE_TOO_LARGE:
        message = f"the picture {figure.source} has more than {LARGEST_PICTURE // 1024 // 1024} MiB"
        hint = "make it smaller: 2,000 pixels across fill a page; save a photo as JPEG"
        return Problem(Code.IMAGE_TOO_LARGE, figure.position, message, hint)
    names = [name.removeprefix(f"{PICTURES}/") for name in list_files(root, PICTURES, ("",))]
    hint = _alike(figure.source, names) or did_you_mean(figure.source, names) or f"put it into {PICTURES}"
    message = f"the picture {figure.source} cannot be had: {problem.message}"
    return Problem(problem.code, figure.position, message, hint)


def _alike(source: str, names: list[str]) -> str | None:
    """The hint that names the file that is the same but for capitals, or for the folders before it."""
    bare = source.replace("\\", "/").rpartition("/")[2].casefold()
    return next((f'did you mean "{name}"?' for name in names if PurePosixPath(name).name.casefold() == bare), None)


def _read_beside(source: str, shape: float, place: Position, root: Path) -> dict[str, bytes] | Problem:
    """The PNG that somebody put beside an SVG, which must show the same; nothing where there is none."""
    path = f"{PICTURES}/{source}"
    data = read_bytes(root, path, LARGEST_PICTURE)
    if isinstance(data, Problem):
        return {} if data.code == Code.FILE_MISSING else Problem(data.code, place, f"{source}: {data.message}")
    problem = next(check_picture(data, path, place), None)
    if problem:
        return problem
    picture = read_picture(data)
    if picture is None or picture.extension != "png":
        message = f"{source}, beside an SVG, is no PNG"
        return Problem(Code.IMAGE_INVALID, place, message, "save the same picture as PNG, or delete the file")
    if abs(picture.width / picture.height / shape - 1) > _ALIKE:
        message = f"{source} has another shape than the SVG that it stands in for"
        return Problem(Code.IMAGE_INVALID, place, message, "save the SVG as PNG anew, or delete the PNG")
    return {source: data}


def _too_much(images: dict[str, bytes], figures: list[Figure]) -> Iterator[Problem]:
    """The problem of pictures that are too large together, told at the largest of them."""
    whole = sum(map(len, images.values()))
    if whole > LARGEST_SUM:
        largest = max((figure for figure in figures if figure.source in images), key=lambda f: len(images[f.source]))
        message = f"the pictures have {whole / LARGEST:.0f} MiB together, which is more than {LARGEST_SUM // LARGEST}"
        hint = f"make the largest smaller: {largest.source} has {len(images[largest.source]) / LARGEST:.1f} MiB"
        yield Problem(Code.IMAGE_TOO_LARGE, largest.position, message, hint)
