"""The pictures of a document: their bytes, by the names that its figures give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.document import Elements, Figure, media_type
from briefwright.problems import Code, Problem, did_you_mean
from briefwright.walking import walk
from briefwright.workspace.files import LARGEST_PICTURE, list_files, outside, read_bytes

if TYPE_CHECKING:
    from briefwright.workspace import Workspace

FOLDER = "content/images"


def read_images(children: Elements, workspace: Workspace) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of every picture in a tree, and what is wrong with those that cannot be shown."""
    images: dict[str, bytes] = {}
    problems: list[Problem] = []
    for figure in (node for node in walk(children) if isinstance(node, Figure)):
        found = _read(figure, workspace)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            images[figure.source] = found
        if not figure.alt.strip():
            hint = "say in the square brackets what it shows: ![A map of the lanes](map.png)"
            message = f"the picture {figure.source} has no description"
            problems.append(Problem(Code.IMAGE_UNDESCRIBED, figure.position, message, hint))
    return images, problems


def _read(figure: Figure, workspace: Workspace) -> bytes | Problem:
    path, place = f"{FOLDER}/{figure.source}", figure.position
    if outside(workspace.root, path, place) or figure.source.startswith("/") or "://" in figure.source:
        hint = f"put the picture into {FOLDER} and name it"
        return Problem(Code.PATH_OUTSIDE, place, f'"{figure.source}" is not in {FOLDER}', hint)
    data = read_bytes(workspace.root, path, LARGEST_PICTURE)
    if isinstance(data, Problem):
        names = [name.removeprefix(f"{FOLDER}/") for name in list_files(workspace.root, FOLDER, ("",))]
        hint = did_you_mean(figure.source, names) or f"put it into {FOLDER}"
        return Problem(data.code, place, f"the picture {figure.source} cannot be had: {data.message}", hint)
    if media_type(data) is None:
        hint = "save it as one of these"
        return Problem(Code.IMAGE_INVALID, place, f"the picture {figure.source} is neither PNG nor JPEG", hint)
    return data
