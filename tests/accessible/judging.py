"""What two judges hold against web pages: axe-core in Chromium, and the Nu HTML checker, which runs in Java.

Both come by ``npm install`` in tests/validators. They are slow to start, so give them many pages at once.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULES = Path(__file__).parents[1] / "validators" / "node_modules"
AXE = Path(__file__).with_name("axe.mjs")
BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NOT_SO = re.compile(r"Resource violates Content Security Policy \(meta tag\): image “data:image/[\w+]+;")
"""What Nu (26.9.27) says of every `data:` image on a page with a policy, even one that is `img-src * data:`.

Chromium tells on its console what a policy forbids, and each of its messages is held against a page.
"""


def complaints_of_axe(pages: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What axe, and Chromium on its console, say against each page that is not as it should be."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser or not (MODULES / "axe-core").is_dir():
        pytest.fail("Chromium or axe-core is not installed: sh tests/tools.sh")
    files = _written(pages, folder)
    ran = subprocess.run(["node", AXE, browser, *files], capture_output=True, check=False, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    found = {files[path]: told for path, told in json.loads(ran.stdout).items()}
    assert set(found) == set(pages)
    return {name: told for name, told in found.items() if told}


def complaints_of_nu(pages: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The errors and warnings of the Nu checker, by the page that they are about."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file():
        pytest.fail("the Nu HTML checker is not installed: sh tests/tools.sh")
    files = _written(pages, folder)
    quickly = ["-Xss4m", "-XX:TieredStopAtLevel=1"]
    command = ["java", *quickly, "-jar", str(jar), "--format", "json", "--stdout", *files]
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert ran.stderr == ""
    found: dict[str, list[str]] = {}
    for message in json.loads(ran.stdout)["messages"]:
        if not NOT_SO.match(message["message"]):
            name = files[str(folder / Path(message["url"]).name)]
            found.setdefault(name, []).append(f"{message['type']}: {message['message']} {message.get('extract')!r}")
    return found


def _written(pages: Mapping[str, bytes], folder: Path) -> dict[str, str]:
    """The names of pages by the files that they now stand in."""
    files = {str(folder / f"{number}.html"): name for number, name in enumerate(pages)}
    for path, name in files.items():
        Path(path).write_bytes(pages[name])
    return files
