"""The pieces of the DOCX writer: characters, directions, pictures, columns; and that the house style is fresh."""

from __future__ import annotations

import runpy
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx_samples import document, submission, words
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from trees import jpeg, png

from briefwright.document import Callout, Part, Table, Text
from briefwright.formats.docx import write_docx
from briefwright.formats.docx.markup import Look, W, escape, runs
from briefwright.pictures import Picture, read_picture
from briefwright.formats.docx.tables import column_widths, kept_rows

if TYPE_CHECKING:
    from briefwright.document import Element
    from briefwright.formats.docx import HouseStyle

HOUSE_STYLES = Path(__file__).parents[2] / "templates" / "house-styles"


@given(st.text())
def test_any_text_can_be_escaped(text: str) -> None:
    """What is escaped can stand in an element and in an attribute, and is read as it was but for illegal characters."""
    escaped = escape(text)
    element = etree.fromstring(f'<a b="{escaped}">{escaped}</a>')
    assert element.get("b") == (element.text or "")


@pytest.mark.parametrize(
    ("text", "turned", "expected"),
    [
        ("plain", False, [("plain", False)]),
        ("see العاملات في الجنس, 12", False, [("see ", False), ("العاملات في الجنس", True), (", 12", False)]),
        ("قال A/HRC/56 في", True, [("قال ", True), ("A/HRC/56", False), (" في", True)]),
    ],
)
def test_runs_turn_with_their_script(text: str, turned: bool, expected: list[tuple[str, bool]]) -> None:  # noqa: FBT001
    """Words of the other direction are runs of their own, with `w:rtl` where they need it."""
    xml = f'<p xmlns:w="w">{runs(text, Look(right_to_left=turned), "")}</p>'
    found = etree.fromstring(xml).findall("{w}r")
    assert expected == [("".join(map(str, run.itertext())), run.find("{w}rPr/{w}rtl") is not None) for run in found]


@pytest.mark.parametrize(
    ("data", "picture"),
    [
        (png(7, 5), Picture("png", 7, 5)),
        (jpeg(400, 300), Picture("jpeg", 400, 300)),
        (png(7, 5)[:20], None),
        (jpeg(400, 300)[:25], None),
        (b"\xff\xd8" + b"\xff\xe0\x00\x02" * 5, None),
        (b"<svg/>", None),
        (b"", None),
    ],
)
def test_pictures_are_known_by_their_bytes(data: bytes, picture: Picture | None) -> None:
    """PNG and JPEG have a size; what is cut off or something else has none."""
    assert picture == read_picture(data)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_pictures(data: bytes) -> None:
    """Whatever follows the first bytes of a JPEG, it has a size or none."""
    assert read_picture(b"\xff\xd8" + data) is None or data


@given(st.lists(st.lists(st.text("ab ", max_size=300), min_size=3, max_size=3), min_size=1, max_size=4))
def test_columns_fill_the_width(rows: list[list[str]]) -> None:
    """Columns are as wide as the text together, and none is closed."""
    header, *others = [tuple((Text(text),) if text else () for text in row) for row in rows]
    widths = column_widths(Table(header, tuple(others), (None, None, None)), 9000)
    assert sum(widths) == 9000
    assert min(widths) > 300


def test_the_house_style_is_fresh() -> None:
    """`plain.docx` is what make.py makes of `plain.yaml`, byte for byte."""
    made = runpy.run_path(str(HOUSE_STYLES / "make.py"))["made"]
    text = (HOUSE_STYLES / "plain.yaml").read_text(encoding="utf-8")
    assert (HOUSE_STYLES / "plain.docx").read_bytes() == made(text, "plain")


def _kept(*children: Element, plain: HouseStyle) -> list[str]:
    """The text of each paragraph, with + where it stays on the page of the next and = where it is not cut."""
    with ZipFile(BytesIO(write_docx(document(*children), plain))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    marks = {"keepNext": "+", "keepLines": "="}
    return [
        "".join(
            [*map(str, found.itertext()), *(marks[tag] for tag in marks if found.find(f".//{{{W}}}{tag}") is not None)]
        )
        for found in root.iter(f"{{{W}}}p")
    ]


def test_a_short_box_stays_on_one_page(plain: HouseStyle) -> None:
    """All its paragraphs are kept with the next, but for the last, and none is cut."""
    box = Callout("example", "Title", (words("One."), words("Two.")))
    assert _kept(box, words("after"), plain=plain) == ["Title+=", "One.+=", "Two.=", "after"]


def test_a_long_box_leaves_no_line_alone(plain: HouseStyle) -> None:
    """Only a first paragraph of one line is kept with the next, and the last but one where the last is one line."""
    long = "words " * 100
    box = Callout("example", "Title", tuple(words(text) for text in ("One.", long, long, "Last.")))
    assert _kept(box, plain=plain) == ["Title+", "One.+", long, f"{long}+", "Last."]


def test_who_signs_stays_with_the_end_of_the_text(plain: HouseStyle) -> None:
    """The last paragraph before the signatories, and all of them but the last, are kept with the next."""
    text = Part("recommendations", (words("We ask."), words("We thank.")))
    signed = Part("signatories", (words("Yours,"), words("A"), words("B")))
    assert _kept(text, signed, plain=plain) == ["We ask.", "We thank.+", "Yours,+=", "A+=", "B="]


@pytest.mark.parametrize("rows", [1, 2, 3, 12])
def test_no_row_of_a_table_stands_alone(rows: int) -> None:
    """The header stays with the first row and the last row but one with the last, however long the cells are."""
    table = Table(((Text("Head"),),), (((Text("word " * 200),),),) * rows, (None,))
    kept = kept_rows(table)
    assert (kept[0], kept[-2], kept[-1]) == (True, True, False)
    assert sum(kept) == min(rows, 2)


def test_writing_is_quick(plain: HouseStyle) -> None:
    """A submission is written in some milliseconds (the bound is wide, for machines that are busy)."""
    document = submission()
    started = time.perf_counter()
    for _ in range(5):
        write_docx(document, plain)
    assert (time.perf_counter() - started) / 5 < 0.1
