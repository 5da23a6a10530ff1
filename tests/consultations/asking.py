"""LibreOffice's own count of Word files: what it writes into the statistics of a document that it saves."""

from __future__ import annotations

import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

from briefwright.office.finding import find_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def asked(files: Sequence[bytes], folder: Path) -> list[tuple[int, int]]:
    """The words and characters of each Word file, as one LibreOffice counts them (it takes 247 files at most)."""
    office = find_office()
    assert office, "LibreOffice must be installed"
    names = [f"{number}.docx" for number in range(len(files))]
    for name, data in zip(names, files, strict=True):
        (folder / name).write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [str(office.program), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "odt", *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return [_statistics(folder / name.replace(".docx", ".odt")) for name in names]


def _statistics(path: Path) -> tuple[int, int]:
    with zipfile.ZipFile(path) as package:
        meta = package.read("meta.xml").decode()
    found = (re.search(f'meta:{unit}-count="([0-9]+)"', meta) for unit in ("word", "character"))
    words, characters = (int(each[1]) if each else 0 for each in found)
    return words, characters
