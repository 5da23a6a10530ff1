"""Content files as text: UTF-8, of bounded size, and from inside the workspace only."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright.problems import Code, Position, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 1024 * 1024
"""Bytes beyond which a content file is refused: the longest block of a real library is a hundredth of it."""

LONGEST_PATH = 1000
"""Characters beyond which a path is refused."""

PICTURES = "content/images"
"""The folder of pictures: names in figures are paths below it."""

LARGEST_PICTURE = 8 * LARGEST
"""Bytes beyond which a picture is refused: a whole submission may have 25 MB."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Characters that nobody sees and no text needs; tabs and line ends are none of them."""

_RESERVED = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)


def shipped(folder: str) -> Path:
    """A folder of what ships: inside the installed package, or beside `src/` in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "shipped" / folder
    return installed if installed.is_dir() else package.parents[1] / folder


def list_files(root: Path, folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """The files below a folder that end so, as paths from the root with `/`, in one order on every system."""
    start = root / folder
    if not start.is_dir() or outside(root, folder, Position(folder)):
        return
    for place, folders, names in os.walk(start):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(place).relative_to(root).as_posix()
        for name in sorted(names):
            if name.endswith(suffixes) and not name.startswith("."):
                yield f"{inside}/{name}"


def linked_folders(root: Path, folder: str) -> Iterator[str]:
    """The folders that are symbolic links, which are not walked into."""
    start = root / folder
    if start.is_symlink():
        yield folder
        return
    for place, folders, _ in os.walk(start):
        for name in sorted(folders):
            if (Path(place) / name).is_symlink():
                yield (Path(place) / name).relative_to(root).as_posix()


def read_bytes(root: Path, path: str, largest: int = LARGEST) -> bytes | Problem:
    """The bytes of a file of the workspace, or why they cannot be had."""
    place = Position(path)
    if problem := outside(root, path, place):
        return problem
    whole = root / path
    try:
        if not stat.S_ISREG(whole.stat().st_mode):
            return Problem(Code.FILE_UNREADABLE, place, "this is not a file", "put a file in its place")
        with whole.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError:
        return Problem(Code.FILE_MISSING, place, "there is no such file", "check its name")
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return Problem(Code.FILE_UNREADABLE, place, f"the file cannot be read: {reason}", "check its rights")
    if len(data) > largest:
        size = f"{largest // 1024 // 1024} MiB"
        return Problem(Code.FILE_TOO_LARGE, place, f"the file is larger than {size}", "split it into several files")
    return data


def read_text(root: Path, path: str) -> str | Problem:
    """The text of a file, its byte order mark dropped and its line ends as they are; or why it cannot be had."""
    data = read_bytes(root, path)
    if isinstance(data, Problem):
        return data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        hint = "save the file as UTF-8 in your editor"
        return Problem(Code.FILE_ENCODING, Position(path, line, column), "the file is not UTF-8", hint)
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        binary = found[0] == "\0"
        hint = "is it a Word file with the wrong ending?" if binary else "delete it: it was pasted with the text"
        message = "the file is not a text file" if binary else f"there is an invisible character, {found[0]!r}"
        return Problem(Code.FILE_ENCODING, Position(path, line), message, hint)
    return text


def outside(root: Path, path: str, place: Position) -> Problem | None:
    """The problem of a path that leaves the workspace: by `..`, as an absolute path, or through a symbolic link."""
    if len(path) > LONGEST_PATH or re.search(r"[\x00-\x1f]", path):
        return Problem(Code.NAME_INVALID, place, "this is not the name of a file", "check it")
    parts = re.split(r"[/\\]", path)
    if ".." in parts or path.startswith(("/", "\\", "~")) or re.match(r"[A-Za-z]:", path):
        hint = "name a file inside the workspace"
        return Problem(Code.PATH_OUTSIDE, place, f'"{path}" leaves the workspace', hint)
    try:
        inside = (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link to itself
        inside = False
    if inside:
        return None
    return Problem(Code.PATH_OUTSIDE, place, "this symbolic link leaves the workspace", "put the file itself here")


def check_name(path: str) -> Problem | None:
    """The problem of a name that Windows refuses, which breaks the workspace of a colleague."""
    for part in path.split("/"):
        if _RESERVED.search(part):
            hint = "use letters, digits and hyphens"
            return Problem(Code.NAME_INVALID, Position(path), f'"{part}" is not a file name on every system', hint)
    return None
