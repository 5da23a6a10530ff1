"""Files as they are written: whole or not at all, and within the workspace; and what is kept in `build/.cache/`."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefwright.problems import Code, Position, Problem
from briefwright.workspace.files import outside

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST_CACHE = 32 * 1024 * 1024
"""Bytes beyond which a cache is not ours."""


def write_all(files: Sequence[tuple[Path, bytes]], root: Path) -> Problem | None:
    """Write files all or none: each beside its place first, then all into place. The problem, if there is one.

    A file that holds the same bytes is left alone.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            if path.is_dir():
                raise IsADirectoryError(21, "a folder stands in its place")
            if not path.is_file() or path.read_bytes() != data:
                staged.append((_staged(path, data), path))
        for temporary, path in staged:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        return _unwritable(path, error, root)
    return None


def leaves(folder: Path, root: Path) -> Problem | None:
    """The problem of a folder of the workspace that is a link to elsewhere; one named with `-o` may be anywhere."""
    if not folder.is_relative_to(root):
        return None
    return outside(root, folder.relative_to(root).as_posix(), Position(folder.relative_to(root).as_posix()))


def _staged(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _unwritable(path: Path, error: OSError, root: Path) -> Problem:
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    reason = (error.strerror or "it failed").lower()
    hint = "is it open in Word, or the folder read-only?"
    return Problem(Code.FILE_UNREADABLE, Position(shown.as_posix()), f"the file cannot be written: {reason}", hint)


def read_cache(root: Path, name: str) -> dict[str, Any]:
    """What was found before; an unreadable cache, or one that lies elsewhere, is an empty one."""
    path = root / name
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_CACHE or leaves(path, root):
            return {}
        text = path.read_text("utf-8")
        known = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return {}
    # Ours has no escapes of characters: one that has may hold half of one, which could not be written.
    return known if isinstance(known, dict) and "\\ud" not in text.lower() else {}


def write_cache(root: Path, name: str, found: dict[str, Any]) -> None:
    """Keep what was found. A cache that cannot be written costs time, not documents."""
    path = root / name
    if leaves(path, root):
        return
    with contextlib.suppress(UnicodeEncodeError):
        write_all([(path, json.dumps(found, ensure_ascii=False, sort_keys=True).encode())], root)
