"""Where LibreOffice is on this machine, and which one it is: without starting it."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("soffice", "libreoffice")
_BUILDS = ("versionrc", "version.ini", "../Resources/versionrc")
"""What says beside the program which build it is: on Linux, on Windows, on macOS."""
_LARGEST = 64 * 1024


class Office(NamedTuple):
    """A LibreOffice: the program, and a text that differs from that of another version."""

    program: Path
    version: str


class Failed(NamedTuple):
    """Why LibreOffice has made no PDF of a file, in words that end a sentence."""

    reason: str


@cache
def find_office() -> Office | None:
    """The LibreOffice of this machine, or None."""
    program = next((path for path in _places() if path.is_file()), None)
    return Office(program, _version(program)) if program else None


def _places() -> Iterator[Path]:
    """Where it may be: on the PATH, else where its installer puts it."""
    for name in _NAMES:
        if found := shutil.which(name):
            yield _in_console(Path(found))
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield _in_console(Path(folder) / "LibreOffice" / "program" / "soffice.exe")


def _in_console(program: Path) -> Path:
    """On Windows the program's brother, which waits until the work is done."""
    console = program.with_suffix(".com")
    return console if program.suffix.lower() == ".exe" and console.is_file() else program


def _version(program: Path) -> str:
    real = program.resolve()
    texts = [file.read_bytes()[:_LARGEST] for name in _BUILDS if (file := real.parent / name).is_file()]
    state = real.stat()
    return hashlib.sha256(b"\n".join([*texts, f"{state.st_size} {state.st_mtime_ns}".encode()])).hexdigest()[:16]
