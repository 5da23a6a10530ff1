"""One hash: whatever process builds the example, wherever, in whatever surroundings, in every format."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORMATS = ("docx", "pdf", "markdown", "html", "text")
MOMENT = "1763112600"

Hashes = dict[str, str]


def _built(
    root: Path, variables: dict[str, str], *options: str, python: tuple[str, ...] = (), umask: int = -1
) -> Hashes:
    """The hashes of all documents of a workspace, as built in a process of its own that stands beside it."""
    folder = root / "build/drafts"
    shutil.rmtree(folder, ignore_errors=True)
    formats = [word for name in FORMATS for word in ("-f", name)]
    command = [sys.executable, *python, "-m", "briefwright", "--workspace", root.name, "build", *formats, *options]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": MOMENT, **variables}
    ran = subprocess.run(
        command, cwd=root.parent, env=environment, umask=umask, capture_output=True, check=False, encoding="utf-8"
    )
    told = [
        line for line in ran.stderr.splitlines() if ": rule-unverified: " not in line and ": limit-unset: " not in line
    ]
    assert (0, []) == (ran.returncode, told)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def _copied(target: Path, *, backwards: bool) -> Path:
    """The example's workspace, its files made in one order or the other."""
    sources = [path for name in ("content", "templates") for path in (ROOT / name).rglob("*") if path.is_file()]
    for path in sorted(sources, reverse=backwards):
        copy = target / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return target


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, in files that were made in the order of the alphabet."""
    return _copied(tmp_path_factory.mktemp("same") / "one", backwards=False)


@pytest.fixture(scope="module")
def hashes(workspace: Path) -> Hashes:
    """What all is compared with: one process, no cache, an English machine at Greenwich."""
    variables = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "en_GB.UTF-8", "LC_ALL": "C.UTF-8"}
    return _built(workspace, variables, "-j", "1", umask=0o022)


def test_each_recipe_is_there_in_each_format(hashes: Hashes) -> None:
    """Nothing below holds for want of files."""
    assert 6 * len(FORMATS) == sum(".en." in name for name in hashes)


def test_surroundings_change_nothing(hashes: Hashes, tmp_path: Path) -> None:
    """Not another folder, order on disk, time zone, locale, hash seed, umask, number of processes, nor `python -O`."""
    other = _copied(tmp_path / "far/away, wörkspace" / "two", backwards=True)
    variables = {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kathmandu", "LANG": "de_DE.UTF-8", "LC_ALL": "C"}
    assert hashes == _built(other, variables, "-j", "2", python=("-O",), umask=0o077)


def test_what_is_cached_changes_nothing(hashes: Hashes, workspace: Path) -> None:
    """Citations and pages from the cache are those that were worked out."""
    assert (workspace / "build/.cache/citations.json").is_file()
    assert (workspace / "build/.cache/pages.json").is_file()
    assert hashes == _built(workspace, {"PYTHONHASHSEED": "7", "TZ": "America/St_Johns"}, "-j", "2")
