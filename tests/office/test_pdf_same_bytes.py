"""A PDF has the same bytes whatever process makes it, wherever and whenever."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from printed_samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def _built(folder: Path, **variables: str) -> dict[str, str]:
    """The hashes of two documents, as built in a process of its own."""
    command = [sys.executable, "-m", "briefwright", "--workspace", str(ROOT), "build", "-f", "pdf", "-o", str(folder)]
    recipes = ["un-social-inclusion", "health-ministry-brief"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1763112600", **variables}
    subprocess.run([*command, *recipes], check=True, capture_output=True, env=environment)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_processes_agree(tmp_path: Path) -> None:
    """Neither the time nor its zone, the locale, the hash seed or the number of processes changes a byte."""
    here = _built(tmp_path / "one", TZ="UTC", PYTHONHASHSEED="0")
    there = _built(tmp_path / "two", TZ="Asia/Kathmandu", PYTHONHASHSEED="7", LC_ALL="C.UTF-8", LANG="de_DE.UTF-8")
    assert 2 == len(here)
    assert here == there


def test_the_moment_is_that_of_the_document(tmp_path: Path) -> None:
    """The file says when its document is from, not when it was printed."""
    _built(tmp_path)
    ran = subprocess.run(
        ["pdfinfo", "-isodates", tmp_path / "health-ministry-brief.en.pdf"],
        capture_output=True, check=True, encoding="utf-8", env={**os.environ, "TZ": "UTC"},
    )  # fmt: skip
    dates = [line.split()[1] for line in ran.stdout.splitlines() if "Date:" in line]
    assert ["2025-11-14T09:30:00Z"] * 2 == dates
