"""The same document gives the same bytes, whatever process writes it."""

from __future__ import annotations

import datetime
import hashlib
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx_samples import submission

from briefwright.formats.docx import write_docx

if TYPE_CHECKING:
    from briefwright.formats.docx import HouseStyle

HERE = Path(__file__).parent

_PROGRAM = """
import hashlib
import sys
from pathlib import Path
from docx_samples import submission
from briefwright.formats.docx import read_house_style, write_docx
house_style, _ = read_house_style(Path(sys.argv[1]).read_bytes(), "plain.docx")
print(hashlib.sha256(write_docx(submission(), house_style)).hexdigest())
"""


@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("1", "Asia/Kathmandu"), ("424242", "America/St_Johns")])
def test_processes_agree(seed: str, zone: str, plain: HouseStyle) -> None:
    """Neither the hash seed nor the time zone changes a byte."""
    search = os.pathsep.join([str(HERE), str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": search}
    house = HERE.parents[1] / "templates" / "house-styles" / "plain.docx"
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, house], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert hashlib.sha256(write_docx(submission(), plain)).hexdigest() == ran.stdout.strip()


def test_a_pickled_house_style_is_as_good(plain: HouseStyle) -> None:
    """A house style can be sent to another process."""
    assert write_docx(submission(), plain) == write_docx(submission(), pickle.loads(pickle.dumps(plain)))  # noqa: S301


def test_entries_are_sorted_and_dated(plain: HouseStyle) -> None:
    """The content types come first, the rest by name, all with the moment of the document in UTC."""
    east = datetime.timezone(datetime.timedelta(hours=9))
    moment = datetime.datetime(2025, 1, 1, 3, 0, 1, tzinfo=east)
    with ZipFile(BytesIO(write_docx(replace(submission(), modified=moment), plain))) as archive:
        entries = archive.infolist()
    first, *others = [entry.filename for entry in entries]
    assert first == "[Content_Types].xml"
    assert others == sorted(others)
    assert {entry.date_time for entry in entries} == {(2024, 12, 31, 18, 0, 0)}


@pytest.mark.parametrize(("year", "dated"), [(1970, 1980), (2200, 2107)])
def test_dates_that_no_zip_can_hold_are_the_nearest(year: int, dated: int, plain: HouseStyle) -> None:
    """A zip knows the years 1980 to 2107."""
    moment = datetime.datetime(year, 6, 1, tzinfo=datetime.UTC)
    with ZipFile(BytesIO(write_docx(replace(submission(), modified=moment), plain))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {dated}
