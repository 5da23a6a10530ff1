"""The house styles that ship: made from readable sources, complete, legible, with fonts for every script."""

from __future__ import annotations

import re
import runpy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from docx_cases import CASES
from lxml import etree
from ruamel.yaml import YAML

from briefwright.formats.docx import HouseStyle, read_house_style, write_docx
from briefwright.formats.docx.markup import W
from briefwright.formats.docx.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Complaints

FOLDER = Path(__file__).parents[2] / "templates" / "house-styles"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
MAKE = runpy.run_path(str(FOLDER / "make.py"))
LEAST_CONTRAST = 4.5
SCRIPTS = {"Latin": 0, "Cyrillic": 2, "Greek": 3, "Hebrew": 5, "Arabic": 6}
"""The bits of a font's code pages, by the script that they stand for (OpenType, OS/2, ulCodePageRange1)."""


def w(name: str) -> str:
    """A name in Word's namespace."""
    return f"{{{W}}}{name}"


def read_part(data: bytes, name: str) -> Any:
    """The XML of a part."""
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def house_file(name: str) -> bytes:
    """A house style as it ships."""
    return (FOLDER / f"{name}.docx").read_bytes()


@pytest.fixture(params=NAMES)
def shipped(request: pytest.FixtureRequest) -> bytes:
    """Each house style in turn."""
    return house_file(request.param)


class Styles:
    """The styles of a Word file by role, each with what it inherits."""

    def __init__(self, data: bytes) -> None:
        styles = list(read_part(data, "word/styles.xml").iter(w("style")))
        self._by_id = {style.get(w("styleId")): style for style in styles}
        self._by_name = {style.find(w("name")).get(w("val")): style for style in styles}

    def own(self, key: str) -> Any:
        """The style of a role."""
        return self._by_name[next(role.name for role in ROLES if role.key == key)]

    def chain(self, key: str) -> Iterator[Any]:
        """The style of a role and those that it is based on."""
        style = self.own(key)
        while style is not None:
            yield style
            parent = style.find(w("basedOn"))
            style = None if parent is None else self._by_id[parent.get(w("val"))]

    def value(self, key: str, path: str, attribute: str) -> str | None:
        """An attribute of the nearest style of the chain that has the element."""
        names = "/".join(map(w, path.split("/")))
        found = (element.get(w(attribute)) for style in self.chain(key) if (element := style.find(names)) is not None)
        return next(found, None)

    def colour(self, key: str) -> str | None:
        """The colour of a style's words, if it says any."""
        return self.value(key, "rPr/color", "val")

    def ground(self, key: str) -> str:
        """What its words stand on: white, a ground of their own, or that of a table's header."""
        if key == "table-header":
            shade = self.own("table").find(f"{w('tblStylePr')}/{w('tcPr')}/{w('shd')}")
            return "FFFFFF" if shade is None else str(shade.get(w("fill")))
        return self.value(key, "pPr/shd", "fill") or "FFFFFF"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PARAGRAPHS = [role.key for role in ROLES if role.kind == "paragraph"]
CHARACTERS = [role.key for role in ROLES if role.kind == "character"]


# ── Made, complete ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_they_are_fresh(name: str) -> None:
    """Each `.docx` is what make.py makes of its `.yaml`, byte for byte."""
    assert house_file(name) == MAKE["made"]((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), name)


def test_each_docx_has_a_source() -> None:
    """Nothing ships that cannot be made anew."""
    assert NAMES == sorted(path.stem for path in FOLDER.glob("*.docx"))
    assert {"plain", "modern"} <= set(NAMES)


def test_they_have_every_style_by_name(shipped: bytes) -> None:
    """No role is without its named style, and Word offers none twice."""
    house_style, problems = read_house_style(shipped, "shipped.docx")
    assert problems == ()
    assert house_style is not None
    names = [style.find(w("name")).get(w("val")) for style in read_part(shipped, "word/styles.xml").iter(w("style"))]
    assert {role.name for role in ROLES} <= set(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_source_is_known(name: str) -> None:
    """A slip of the pen in a YAML file would be passed over: so its words are those that make.py tells of."""
    plan = YAML(typ="safe").load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    told = set(re.findall(r"\w+", MAKE["__doc__"]))
    assert {role.key for role in ROLES} == set(plan["styles"])
    assert {word for look in plan["styles"].values() for word in look} <= told


def test_the_file_shows_each_style_by_its_name(shipped: bytes) -> None:
    """Who opens it in Word sees every style, set in itself or, if it has no words, named."""
    text = "\n".join(map(str, read_part(shipped, "word/document.xml").itertext()))
    assert [role.name for role in ROLES if role.name not in text] == []


def test_the_files_themselves_are_valid(complaints: Complaints) -> None:
    """Designers open them in Word: both validators are silent."""
    assert complaints({name: house_file(name) for name in NAMES}) == {}


# ── Legible ──────────────────────────────────────────────────────────────────


def test_all_text_has_contrast(shipped: bytes) -> None:
    """Each style's words stand out from their ground, 4.5:1 at least; black where no colour is said."""
    styles = Styles(shipped)
    ratios = {key: contrast(styles.colour(key) or "000000", styles.ground(key)) for key in PARAGRAPHS}
    assert {key: ratio for key, ratio in ratios.items() if ratio < LEAST_CONTRAST} == {}


def test_all_words_in_text_have_contrast(shipped: bytes) -> None:
    """Links and the like stand out from every ground but the title's: a title is words of the recipe, without links."""
    styles = Styles(shipped)
    grounds = {key: styles.ground(key) for key in PARAGRAPHS if key not in {"title", "subtitle"}}
    coloured = {key: colour for key in CHARACTERS if (colour := styles.colour(key))}
    low = [
        (word, key)
        for word, colour in coloured.items()
        for key, ground in grounds.items()
        if contrast(colour, ground) < LEAST_CONTRAST
    ]
    assert low == []


def test_contrast_is_reckoned_as_wcag_does() -> None:
    """Black on white is 21, a colour on itself 1, and the grey that just passes is known."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("0B4F63", "0B4F63") == pytest.approx(1)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_links_are_told_by_more_than_colour(shipped: bytes) -> None:
    """They are underlined, for those who do not see the colour."""
    assert Styles(shipped).value("link", "rPr/u", "val") == "single"


def test_modern_has_one_accent_and_a_band() -> None:
    """One colour that is no grey; title and subtitle have border, ground and indents alike, so that they join."""
    styles = Styles(house_file("modern"))
    colours = set(re.findall(r"[0-9A-F]{6}", etree.tostring(styles.own("heading-1"), encoding="unicode")))
    assert colours == {styles.ground("title")} == {styles.colour("link")}
    band = [
        [etree.tostring(styles.own(key).find(f"{w('pPr')}/{w(part)}")) for part in ("pBdr", "shd", "ind")]
        for key in ("title", "subtitle")
    ]
    assert band[0] == band[1]


def test_plain_has_no_colour() -> None:
    """Black, white and greys: red, green and blue are equal."""
    with ZipFile(BytesIO(house_file("plain"))) as archive:
        colours = re.findall(r'(?:color|fill)="([0-9A-F]{6})"', archive.read("word/styles.xml").decode())
    assert [colour for colour in colours if len({colour[:2], colour[2:4], colour[4:]}) > 1] == []


# ── Every script ─────────────────────────────────────────────────────────────


def test_fonts_are_there_for_every_script(shipped: bytes) -> None:
    """Each font is told in the table of fonts, with stand-ins, and has all five scripts; so has the theme's."""
    fonts = {font.get(w("name")): font for font in read_part(shipped, "word/fontTable.xml")}
    used = {face.get(w("cs")) for face in read_part(shipped, "word/styles.xml").iter(w("rFonts"))}
    assert used == set(fonts)
    for font in fonts.values():
        pages = int(font.find(w("sig")).get(w("csb0")), 16)
        assert [script for script, bit in SCRIPTS.items() if not pages >> bit & 1] == []
        assert len(font.find(w("altName")).get(w("val")).split(",")) >= 3
        assert re.fullmatch("[0-9A-F]{20}", font.find(w("panose1")).get(w("val")))
    faces = read_part(shipped, "word/theme/theme1.xml").iter("{*}latin", "{*}cs", "{*}font")
    assert {face.get("typeface") for face in faces} <= set(fonts)


def test_all_scripts_look_alike(shipped: bytes) -> None:
    """What a style says of letters it says of Arabic and Hebrew too: font, size, bold, italic. None is spaced out."""
    for properties in read_part(shipped, "word/styles.xml").iter(w("rPr")):
        assert all(len(set(face.values())) == 1 and len(face.attrib) == 4 for face in properties.iter(w("rFonts")))
        for one, other in (("sz", "szCs"), ("b", "bCs"), ("i", "iCs")):
            values = [[each.get(w("val")) for each in properties.findall(w(tag))] for tag in (one, other)]
            assert values[0] == values[1]
        assert properties.find(w("spacing")) is None


@pytest.mark.parametrize("name", NAMES)
def test_borders_stand_where_lines_begin(name: str) -> None:
    """In a document from right to left, what was left of a box is right of it, as its indents are."""
    house_style, _ = read_house_style(house_file(name), name)
    assert isinstance(house_style, HouseStyle)
    left_to_right, right_to_left = (Styles(write_docx(CASES[case], house_style)) for case in ("boxes", "arabic"))
    for key in ("recommendation", "inner-box", "case-study", "footer"):
        before, after = (_sides(styles, key) for styles in (left_to_right, right_to_left))
        turned = {"left": "right", "right": "left"}
        assert {turned.get(side, side): look for side, look in before.items()} == after
        assert list(after) == [side for side in ("top", "left", "bottom", "right") if side in after]


def _sides(styles: Styles, key: str) -> dict[str, dict[str, str]]:
    borders = styles.own(key).find(f"{w('pPr')}/{w('pBdr')}")
    return {etree.QName(side).localname: dict(side.attrib) for side in (() if borders is None else borders)}
