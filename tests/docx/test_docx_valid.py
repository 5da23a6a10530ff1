"""Every DOCX that is made here passes two validators, which catch different things."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx_cases import CASES
from docx_samples import submission

from briefwright.formats.docx import HouseStyle, write_docx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Complaints = Callable[[Mapping[str, bytes]], dict[str, list[str]]]


def test_cases_are_valid(plain: HouseStyle, modern: HouseStyle, foreign: HouseStyle, complaints: Complaints) -> None:
    """Each case is valid in plain and, if it needs many styles, in modern and in a house style that lacks most."""
    files = {name: write_docx(case, plain) for name, case in CASES.items()}
    files["submission"] = write_docx(submission(), plain)
    for name in ("boxes", "cover", "notes", "arabic"):
        files[f"{name} in modern"] = write_docx(CASES[name], modern)
        files[f"{name} in a foreign house style"] = write_docx(CASES[name], foreign)
    assert complaints(files) == {}


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("word/document.xml", '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="99"/>'),
        ("word/document.xml", '<w:pStyle w:val="BodyText"/>', '<w:jc w:val="left"/><w:pStyle w:val="BodyText"/>'),
        ("word/_rels/footnotes.xml.rels", "rId1", "rId99"),
    ],
)
def test_the_validators_see_what_is_wrong(
    part: str, right: str, wrong: str, plain: HouseStyle, complaints: Complaints
) -> None:
    """A dangling note, a wrong order and a missing relationship are found, so silence means something."""
    broken = BytesIO()
    with ZipFile(BytesIO(write_docx(CASES["notes"], plain))) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text.replace(right.encode(), wrong.encode()) if name == part else text)
    assert list(complaints({"broken": broken.getvalue()})) == ["broken"]
