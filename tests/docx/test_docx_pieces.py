"""The pieces of the DOCX writer: characters, directions, pictures, columns, and what stays together."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx_samples import document, item, submission, words
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from trees import SVG, jpeg, png

from briefwright.document import Break, Callout, Document, Figure, Heading, Link, List, Paragraph, Part, Table, Text
from briefwright.formats.docx import write_docx
from briefwright.formats.docx.directions import directed
from briefwright.formats.docx.markup import Look, R, W, escape, run
from briefwright.formats.docx.tables import column_widths, kept_rows
from briefwright.pictures import Picture, read_picture

if TYPE_CHECKING:
    from briefwright.document import Element
    from briefwright.formats.docx import HouseStyle

RELATIONS = "word/_rels/document.xml.rels"
BLIPS = (
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "blip"),
    ("http://schemas.microsoft.com/office/drawing/2016/SVG/main", "svgBlip"),
)


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
        ("see العاملات في الجنس, 12", False, [("see ", False), ("العاملات في الجنس", True), ("\u200e, 12", False)]),
        ("قال A/HRC/56 في", True, [("قال ", True), ("A/HRC/56", False), (" في", True)]),
    ],
)
def test_runs_turn_with_their_script(text: str, turned: bool, expected: list[tuple[str, bool]]) -> None:  # noqa: FBT001
    """Words of the other direction are runs of their own, with `w:rtl` where they need it."""
    xml = f'<p xmlns:w="w">{directed(run(text, Look(right_to_left=turned), ""), right_to_left=turned)}</p>'
    found = etree.fromstring(xml).findall("{w}r")
    assert expected == [("".join(map(str, one.itertext())), one.find("{w}rPr/{w}rtl") is not None) for one in found]


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


def _extents(of: Document, house: HouseStyle) -> list[tuple[float, float]]:
    """How large the pictures of a document are shown, in centimetres."""
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    body = etree.fromstring(ZipFile(BytesIO(write_docx(of, house))).read("word/document.xml"))
    return [(int(node.get("cx", "")) / 360_000, int(node.get("cy", "")) / 360_000) for node in body.iter(drawing)]


def test_pictures_are_as_large_as_they_are_meant_to_be(plain: HouseStyle) -> None:
    """Pixels have the density that the picture tells; none is wider than the text, or too tall for a page."""
    width, tallest = plain.text_width / 567, plain.text_height * 0.6 / 567
    dense = png(1200, 600)
    dense = dense[:33] + bytes.fromhex("00000009 70485973 00002e23 00002e23 01 78a53f76") + dense[33:]
    of = {"a.png": png(96, 48), "b.png": dense, "c.png": png(4000, 400), "d.png": png(40, 4000)}
    figures = [Figure(source, "What it shows") for source in of]
    expected = [(2.54, 1.27), (10.16, 5.08), (width, width / 10), (tallest / 100, tallest)]
    found = _extents(replace(document(*figures), images=of), plain)
    assert [pytest.approx(size, rel=0.01) for size in expected] == found


def test_an_svg_stands_behind_its_png(plain: HouseStyle) -> None:
    """The main picture is the PNG, in the size of the SVG; the SVG is named by the extension for it."""
    of = replace(document(Figure("map.svg", "A map")), images={"map.svg": SVG, "map.png": png(40, 20)})
    archive = ZipFile(BytesIO(write_docx(of, plain)))
    targets = {node.get("Id"): node.get("Target") for node in etree.fromstring(archive.read(RELATIONS))}
    body = etree.fromstring(archive.read("word/document.xml"))
    (blip,), (svg,) = (list(body.iter(f"{{{space}}}{name}")) for space, name in BLIPS)
    assert ["media/figure1.png", "media/figure2.svg"] == [targets[node.get(f"{{{R}}}embed")] for node in (blip, svg)]
    assert SVG == archive.read("word/media/figure2.svg")
    assert [pytest.approx((400 / 96 * 2.54, 200 / 96 * 2.54), rel=0.01)] == _extents(of, plain)


@pytest.mark.parametrize("svg", [SVG, SVG.replace(b"<rect", b"<script/><rect")])
def test_an_svg_without_a_png_is_told(svg: bytes, plain: HouseStyle) -> None:
    """Where there is no PNG, or the SVG is more than a drawing, what it shows is said in words."""
    images = {"map.svg": svg} if svg == SVG else {"map.svg": svg, "map.png": png(40, 20)}
    archive = ZipFile(BytesIO(write_docx(replace(document(Figure("map.svg", "A map")), images=images), plain)))
    assert [] == [name for name in archive.namelist() if "media" in name]
    assert b"A map</w:t>" in archive.read("word/document.xml")


def test_a_caption_counts_itself(plain: HouseStyle) -> None:
    """The number, a field with its result, is alone in the bookmark: a reference repeats what stands there.

    The picture stays with its caption.
    """
    link = Paragraph((Link((Text("Figure 1"),), "#figure-1"),))
    of = document(link, Figure("bars.png", "Bars", "Figure 1. The lanes", 1))
    text = ZipFile(BytesIO(write_docx(of, plain))).read("word/document.xml").decode()
    start = text.index('<w:bookmarkStart w:id="0" w:name="_figure_1"/>')
    marked = text[start : text.index("<w:bookmarkEnd", start)]
    assert ["1"] == re.findall("<w:t(?: [^>]*)?>([^<]*)</w:t>", marked)
    assert [r" SEQ Figure \* ARABIC "] == re.findall("<w:instrText [^>]*>([^<]*)<", marked)
    assert ". The lanes</w:t></w:r></w:p>" in text[start:]
    assert '<w:pStyle w:val="Figure"/><w:keepNext/>' in text[:start]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_pictures(data: bytes) -> None:
    """Whatever follows the first bytes of a JPEG, it has a size or none."""
    assert read_picture(b"\xff\xd8" + data) is None or data


@given(st.lists(st.lists(st.text("ab ", max_size=300), min_size=3, max_size=3), min_size=1, max_size=4))
def test_columns_fill_the_width(rows: list[list[str]]) -> None:
    """Columns are as wide as the text together, and none is closed; only those of few words are not stretched."""
    header, *others = [tuple((Text(text),) if text else () for text in row) for row in rows]
    widths = column_widths(Table(header, tuple(others), (None, None, None)), 9000)
    letters = sum(max(*map(len, column), 3) for column in zip(*rows, strict=True))
    assert (sum(widths) == 9000) == (letters > 22)
    assert min(widths) > 300


def _table_of(*rows: tuple[str, ...]) -> Table:
    header, *others = [tuple((Text(text),) for text in row) for row in rows]
    return Table(header, tuple(others), (None,) * len(header))


def test_what_a_table_says_has_the_room() -> None:
    """Numbers and names take as much as their words, and the column of the longest texts is the widest."""
    ask = "Draw up support schemes together with those who face discrimination on several grounds."
    basis = "Amnesty International 2016; A career programme; paragraph 16"
    table = _table_of(
        ("No.", "Recommendation", "To", "By", "Basis"),
        ("1", ask, "France", "the next finance act", basis),
        ("2", "End every form of forced enrolment in rehabilitation programmes.", "France", "–", "Amnesty 2016"),
    )
    number, recommendation, to, by, found = column_widths(table, 8504)
    assert number + recommendation + to + by + found == 8504
    assert recommendation == max(recommendation, to, by, found)
    assert max(number, to, by) < found
    assert number < 8504 / 12


_CELL = st.text("abc ", max_size=80)


@given(st.lists(st.tuples(_CELL, _CELL), min_size=2, max_size=5))
def test_no_word_is_broken(columns: list[tuple[str, str]]) -> None:
    """Where the words of a table fit beside each other, no column is narrower than its longest word."""
    words = [max((len(word) for text in column for word in text.split()), default=0) for column in columns]
    widths = column_widths(_table_of(*zip(*columns, strict=True)), 9000)
    fits = max(words) <= 20 and sum(words) <= 40
    assert [] == [(word, width) for word, width in zip(words, widths, strict=True) if fits and width < word * 125]


def test_a_short_list_stays_with_what_announces_it(plain: HouseStyle) -> None:
    """A line, and all items of a short list; of a long list neither the first nor the last is alone."""
    short = List((item("One"), item("Two"), item("Three")))
    assert _kept(words("We ask:"), short, plain=plain) == ["We ask:+", "One+", "Two+", "Three"]
    long = List(tuple(item(f"{number}") for number in range(7)))
    assert _kept(words("words " * 60), long, plain=plain)[1:] == ["0+", "1", "2", "3", "4", "5+", "6"]


def test_one_rule_parts_a_cover_from_a_question(plain: HouseStyle) -> None:
    """The rule that closes a cover is left out where a question follows, which begins with its own."""
    cover = Part("cover", (Heading(1, (Text("Answers"),)),))
    assert _kept(cover, Part("question", (words("Why?"),)), plain=plain) == ["Answers+", "Why?"]
    assert _kept(cover, words("Text."), plain=plain) == ["Answers+", "", "Text."]


def test_an_annex_begins_one_page(plain: HouseStyle) -> None:
    """A page break before it would leave an empty page."""
    begun = Part("annex", (Break(page=True), words("Annexed.")))
    assert _kept(words("Text."), begun, plain=plain) == ["Text.", "Annexed."]
    annex = Part("annex", (words("Annexed."),))
    assert _kept(words("Text."), Break(page=True), annex, plain=plain) == ["Text.", "Annexed."]


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
    """The header stays with the first two rows and the last row but one with the last, however long the cells are."""
    table = Table(((Text("Head"),),), (((Text("word " * 200),),),) * rows, (None,))
    kept = kept_rows(table)
    assert (kept[0], kept[-2], kept[-1]) == (True, True, False)
    assert sum(kept) == min(rows, 3)


def test_writing_is_quick(plain: HouseStyle) -> None:
    """A submission is written in some milliseconds (the bound is wide, for machines that are busy)."""
    document = submission()
    started = time.perf_counter()
    for _ in range(5):
        write_docx(document, plain)
    assert (time.perf_counter() - started) / 5 < 0.1
