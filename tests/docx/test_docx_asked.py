"""What a body asks of a document's looks: each wish changes what it says, and nothing else."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZipFile

import pytest
from docx_cases import CASES
from docx_samples import document, submission
from lxml import etree

from briefwright.cli import main
from briefwright.document import Emphasis, Paragraph, Part, Strong, Text
from briefwright.formats.docx import HouseStyle, adapted, write_docx
from briefwright.formats.docx.adapting import FLOWING
from briefwright.formats.docx.roles import ROLES
from briefwright.workspace.asked_style import AskedStyle, Margins

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Complaints

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CYCLING = Path(__file__).parents[1] / "workspaces" / "cycling"
NAMES = {role.key: role.name for role in ROLES}

WISHES = {
    "font": AskedStyle(font="Arial"),
    "size": AskedStyle(size=10),
    "larger": AskedStyle(size=14.5),
    "note size": AskedStyle(note_size=9),
    "left": AskedStyle(align="left"),
    "justified": AskedStyle(align="justify"),
    "double": AskedStyle(line_spacing=2),
    "endnotes": AskedStyle(notes="endnotes"),
    "lines": AskedStyle(line_numbers=True),
    "fifth lines": AskedStyle(line_numbers=5),
    "no bold": AskedStyle(bold=False),
    "no italic": AskedStyle(italic=False),
    "no underline": AskedStyle(underline=False),
    "letter": AskedStyle(page="letter"),
    "margins": AskedStyle(margins=25),
    "one margin": AskedStyle(margins=Margins(left=35.5)),
    "all": AskedStyle(
        font="Times New Roman",
        size=10,
        note_size=10,
        align="justify",
        line_spacing=1.5,
        notes="endnotes",
        line_numbers=True,
        bold=False,
        italic=False,
        underline=False,
        page="letter",
        margins=Margins(top=20, right=20, bottom=20, left=40),
    ),
}


class Look(NamedTuple):
    """How a style looks, with all that it inherits. Two sizes and fonts: those of Latin, and of complex scripts."""

    fonts: tuple[str, ...]
    sizes: tuple[str, ...]
    bold: bool
    italic: bool
    underline: bool
    align: str
    line: tuple[str, str]
    uncounted: bool
    rest: tuple[str, ...]


def _parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if not name.startswith("word/media")}


def _looks(styles: str) -> dict[str, Look]:
    """The look of each style, by its name."""
    root = etree.fromstring(styles.encode())
    by_id = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    defaults = [root.find(f"{W}docDefaults/{W}{name}Default") for name in ("rPr", "pPr")]
    return {_value(style, "name"): _look([*_chain(style, by_id), *defaults], style) for style in by_id.values()}


def _value(parent: Any, path: str, attribute: str = "val", default: str = "") -> str:
    found = parent.find("/".join(f"{W}{step}" for step in path.split("/"))) if parent is not None else None
    return default if found is None else str(found.get(f"{W}{attribute}", default or "on"))


def _chain(style: Any, by_id: Mapping[Any, Any]) -> list[Any]:
    parent = by_id.get(_value(style, "basedOn"))
    return [style, *(_chain(parent, by_id) if parent is not None else [])]


def _look(chain: list[Any], style: Any) -> Look:
    def said(path: str, attribute: str = "val", default: str = "") -> str:
        values = (_value(each, path, attribute) for each in chain)
        return next((value for value in values if value not in {"", "on"} or (value and attribute == "val")), default)

    return Look(
        fonts=tuple(said("rPr/rFonts", face) for face in ("ascii", "hAnsi", "cs", "asciiTheme", "cstheme")),
        sizes=(said("rPr/sz", default="20"), said("rPr/szCs", default="20")),
        bold=said("rPr/b") == "on",
        italic=said("rPr/i") == "on",
        underline=said("rPr/u") == "single",
        align=said("pPr/jc", default="left"),
        line=(said("pPr/spacing", "line", "240"), said("pPr/spacing", "lineRule", "auto")),
        uncounted=said("pPr/suppressLineNumbers") == "on",
        rest=_rest(style),
    )


def _rest(style: Any) -> tuple[str, ...]:
    """What else the style says itself: spaces before and after, borders, indents, what it is based on …."""
    told = (
        "rFonts",
        "sz",
        "szCs",
        "b",
        "bCs",
        "i",
        "iCs",
        "u",
        "jc",
        "suppressLineNumbers",
        "pPr",
        "rPr",
        "tabs",
        "tab",
    )
    kept = (each for each in style.iter(etree.Element) if etree.QName(each).localname not in told)
    lines = ("line", "lineRule")
    said = (
        (etree.QName(each).localname, [(k, v) for k, v in each.items() if k[len(W) :] not in lines]) for each in kept
    )
    return tuple(f"{name} {attributes}" for name, attributes in said if attributes or name != "spacing")


def _changed(wish: AskedStyle, house: HouseStyle) -> dict[str, dict[str, tuple[Any, Any]]]:
    """What a wish changes of the looks of the styles: property by name of style, before and after."""
    before, after = (
        _looks(_parts(write_docx(document(), each))["word/styles.xml"]) for each in (house, adapted(house, wish))
    )
    assert before.keys() == after.keys()
    differing = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    return {
        name: {key: (a, b) for key, a, b in zip(Look._fields, old, new, strict=True) if a != b}
        for name, (old, new) in differing.items()
    }


def _other_parts(wish: AskedStyle, house: HouseStyle) -> list[str]:
    """The parts of a submission in which a wish changes something, besides the styles."""
    old, new = (_parts(write_docx(submission(), each)) for each in (house, adapted(house, wish)))
    return [name for name in sorted({*old, *new} - {"word/styles.xml"}) if old.get(name) != new.get(name)]


def _section(wish: AskedStyle, house: HouseStyle) -> dict[str, dict[str, str]]:
    """The children of the section, with their attributes."""
    section = etree.fromstring(_parts(write_docx(document(), adapted(house, wish)))["word/document.xml"].encode())
    found = next(section.iter(f"{W}sectPr"))
    return {
        etree.QName(child).localname: {etree.QName(key).localname: str(value) for key, value in child.items()}
        for child in found
    }


# ── Laws ─────────────────────────────────────────────────────────────────────


def test_who_asks_for_nothing_gets_the_house_style(plain: HouseStyle) -> None:
    """An empty style is the identity."""
    assert adapted(plain, AskedStyle()) is plain


@pytest.mark.parametrize("wish", WISHES)
def test_twice_is_once(wish: str, plain: HouseStyle, foreign: HouseStyle) -> None:
    """What is adapted already stays as it is."""
    for house in (plain, foreign):
        once = adapted(house, WISHES[wish])
        assert once == adapted(once, WISHES[wish])


def test_all_are_valid(plain: HouseStyle, foreign: HouseStyle, complaints: Complaints) -> None:
    """Both validators are silent on each wish, in a house style that has every role and in one that lacks most."""
    files = {wish: write_docx(CASES["notes"], adapted(plain, style)) for wish, style in WISHES.items()}
    files["all, long"] = write_docx(submission(), adapted(plain, WISHES["all"]))
    files["all, arabic, foreign"] = write_docx(CASES["arabic"], adapted(foreign, WISHES["all"]))
    files["all, empty, foreign"] = write_docx(CASES["empty"], adapted(foreign, WISHES["all"]))
    assert complaints(files) == {}


# ── Styles ───────────────────────────────────────────────────────────────────


def test_a_font_is_that_of_all_text_but_code(plain: HouseStyle, foreign: HouseStyle) -> None:
    """All scripts and all styles have it, whatever a theme says; code keeps its own."""
    for house in (plain, foreign):
        looks = _looks(_parts(write_docx(document(), adapted(house, WISHES["font"])))["word/styles.xml"])
        others = {name: look.fonts for name, look in looks.items() if look.fonts != ("Arial",) * 3 + ("", "")}
        assert {"Code", "Inline Code"} == others.keys()
        assert {("Courier New", "Courier New", "Courier New", "", "")} == set(others.values())
        assert {"fonts"} == {key for changes in _changed(WISHES["font"], house).values() for key in changes}
    assert [] == _other_parts(WISHES["font"], plain)


@pytest.mark.parametrize(("wish", "half_points"), [("size", 20), ("larger", 29)])
def test_a_size_is_that_of_running_text(wish: str, half_points: int, plain: HouseStyle, foreign: HouseStyle) -> None:
    """Text has it to the point; headings are no smaller, and notes, tables and captions in proportion, but readable."""
    for house in (plain, foreign):
        looks = _looks(_parts(write_docx(document(), adapted(house, WISHES[wish])))["word/styles.xml"])
        sizes = {key: int(looks[name].sizes[0]) for key, name in NAMES.items() if name in looks}
        assert {half_points} == {sizes[role] for role in (*FLOWING, "closing", "signature")}
        assert half_points <= min(sizes[f"heading-{level}"] for level in range(1, 6))
        assert sizes["heading-1"] > sizes["heading-2"]
        assert {"sizes"} == {key for changes in _changed(WISHES[wish], house).values() for key in changes}
    assert [] == _other_parts(WISHES[wish], plain)
    assert {"size": (17, 16, 28), "larger": (24, 22, 41)}[wish] == tuple(
        int(_looks(_parts(write_docx(document(), adapted(plain, WISHES[wish])))["word/styles.xml"])[name].sizes[0])
        for name in ("footnote text", "header", "heading 1")
    )


def test_a_size_of_notes_is_that_of_notes(plain: HouseStyle) -> None:
    """Footnotes and endnotes, and nothing else."""
    change = {"sizes": (("20", "20"), ("18", "18"))}
    assert {"footnote text": change, "endnote text": change} == _changed(WISHES["note size"], plain)
    assert [] == _other_parts(WISHES["note size"], plain)


def test_text_and_notes_are_justified(plain: HouseStyle) -> None:
    """Headings, covers, tables and lists of works are not; a line that is broken by hand is not stretched."""
    roles = {*FLOWING, "note", "endnote"} - {"reference"}
    change = {"align": ("left", "both")}
    assert dict.fromkeys((NAMES[role] for role in roles), change) == _changed(WISHES["justified"], plain)
    assert ["word/settings.xml"] == _other_parts(WISHES["justified"], plain)
    settings = _parts(write_docx(document(), adapted(plain, WISHES["justified"])))["word/settings.xml"]
    assert "<w:compat><w:doNotExpandShiftReturn/>" in settings
    assert {} == _changed(WISHES["left"], plain)


def test_text_that_was_justified_is_aligned_left(plain: HouseStyle) -> None:
    """What a house style justifies is set back."""
    justified = adapted(plain, WISHES["justified"])
    assert {} == {
        name: look.align
        for name, look in _looks(
            _parts(write_docx(document(), adapted(justified, WISHES["left"])))["word/styles.xml"]
        ).items()
        if look.align == "both"
    }


def test_only_running_text_is_spaced(plain: HouseStyle, foreign: HouseStyle) -> None:
    """Notes, headings, tables, captions and pictures keep their lines, though they are based on the text's style."""
    for house in (plain, foreign):
        changes = _changed(WISHES["double"], house)
        assert {NAMES[role] for role in FLOWING} == {*changes} & {*NAMES.values()}
        assert {("480", "auto")} == {change["line"][1] for change in changes.values()}
        assert {"line"} == {key for change in changes.values() for key in change}
    assert [] == _other_parts(WISHES["double"], plain)


def test_no_bold_is_left_and_headings_are_told_apart_by_size(plain: HouseStyle) -> None:
    """Neither in styles nor in words; the words themselves stay."""
    looks = _looks(_parts(write_docx(document(), adapted(plain, WISHES["no bold"])))["word/styles.xml"])
    assert [] == [name for name, look in looks.items() if look.bold]
    sizes = [int(looks[name].sizes[0]) for name in ("Title", "heading 1", "heading 2", "heading 3", "Body Text")]
    assert sorted(set(sizes), reverse=True) == sizes
    assert int(looks["Case Study Title"].sizes[0]) > int(looks["Case Study"].sizes[0])
    assert {"bold", "sizes"} == {key for changes in _changed(WISHES["no bold"], plain).values() for key in changes}


@pytest.mark.parametrize(("wish", "tags"), [("no bold", "b|bCs"), ("no italic", "i|iCs"), ("no underline", "u")])
def test_what_is_refused_is_in_no_part(wish: str, tags: str, plain: HouseStyle) -> None:
    """Not in the body, boxes, notes, headers or styles: without it, each part is what it was."""
    case = document(
        Part("cover", (Paragraph((Strong((Text("Label:"),)), Emphasis((Text("value"),)))),)),
        *submission().children,
        draft=True,
    )
    old, new = (_parts(write_docx(case, house)) for house in (plain, adapted(plain, WISHES[wish])))
    pattern = re.compile(rf"<w:(?:{tags})(?: [^>]*)?/>")
    assert [] == [name for name, text in new.items() if pattern.search(text)]
    told = ("word/document.xml", "word/footnotes.xml", "word/page-header-default.xml")
    bare = {name: pattern.sub("", old[name]).replace("<w:rPr></w:rPr>", "") for name in told}
    assert bare == {name: new[name] for name in told}


def test_an_underline_is_taken_from_links(plain: HouseStyle) -> None:
    """It is the style of links that has it."""
    assert {"Hyperlink": {"underline": (True, False)}} == _changed(WISHES["no underline"], plain)
    assert [] == _other_parts(WISHES["no underline"], plain)


# ── Page ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("wish", "step"), [("lines", "1"), ("fifth lines", "5")])
def test_lines_are_numbered_through_the_document(wish: str, step: str, plain: HouseStyle) -> None:
    """Each or each fifth; not those that are empty, and not those of notes."""
    assert {"countBy": step, "restart": "continuous"} == _section(WISHES[wish], plain)["lnNumType"]
    uncounted = {
        name for name, changes in _changed(WISHES[wish], plain).items() if changes == {"uncounted": (False, True)}
    }
    assert {"Cover End", "Separator", "Gap", "Figure", "footnote text", "endnote text"} == uncounted
    assert ["word/document.xml"] == _other_parts(WISHES[wish], plain)
    numbered = adapted(plain, WISHES[wish])
    assert "lnNumType" not in _section(AskedStyle(line_numbers=False), numbered)


def test_paper_and_margins_give_the_width_of_the_text(plain: HouseStyle) -> None:
    """Tables, pictures and tab stops go by it; what is not asked for stays."""
    before = _section(AskedStyle(), plain)
    letter, margins, one = (_section(WISHES[wish], plain) for wish in ("letter", "margins", "one margin"))
    assert {**before, "pgSz": {"w": "12240", "h": "15840"}} == letter
    assert {
        **before,
        "pgMar": {**before["pgMar"], **dict.fromkeys(("top", "right", "bottom", "left"), "1417")},
    } == margins
    assert {**before, "pgMar": {**before["pgMar"], "left": "2013"}} == one
    house = adapted(plain, AskedStyle(page="letter", margins=25))
    assert (12240 - 2 * 1417, 15840 - 2 * 1417) == (house.text_width, house.text_height)
    body = _parts(write_docx(CASES["tables"], house))["word/document.xml"]
    assert f'<w:tblW w:w="{house.text_width}" w:type="dxa"/>' in body
    assert f'w:leader="dot" w:pos="{house.text_width}"' in house.styles.before + house.styles.after


def test_a_wide_page_stays_wide(plain: HouseStyle) -> None:
    """Paper is held as before."""
    wide = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape" w:code="9"/>'
    house = replace(plain, section={**plain.section, "pgSz": wide})
    assert {"w": "15840", "h": "12240", "orient": "landscape"} == _section(WISHES["letter"], house)["pgSz"]


# ── Who asks ─────────────────────────────────────────────────────────────────


def test_a_recipe_goes_before_its_profile_key_by_key(tmp_path: Path) -> None:
    """A recipe says size, the one that it extends spacing and size, the profile font and size: each key by itself."""
    root = tmp_path / "w"
    shutil.copytree(CYCLING, root)
    styles = "styles:\n  - {font: Georgia, size: 14, notes: endnotes}\n  - {size: 13, basis: confirmed}\n"
    (root / "content/profiles").mkdir()
    (root / "content/profiles/ours.yaml").write_text(f"title: Ours\n{styles}", "utf-8")
    recipe = (root / "content/recipes/answer.yaml").read_text("utf-8")
    (root / "content/recipes/answer.yaml").write_text(
        f"{recipe}\nprofile: ours\nstyle: {{line_spacing: 2, size: 11}}\n", "utf-8"
    )
    (root / "content/recipes/second.yaml").write_text("extends: answer\nstyle: {size: 9.5}\n", "utf-8")
    assert 0 == main(["--workspace", str(root), "build", "-f", "docx", "-j", "1", "answer", "second"])
    looks = {}
    for name in ("answer", "second"):
        parts = _parts((root / f"build/drafts/{name}.en.docx").read_bytes())
        assert "word/endnotes.xml" in parts
        looks[name] = _looks(parts["word/styles.xml"])["Body Text"]
    assert [("22", "22"), ("19", "19")] == [look.sizes for look in looks.values()]
    assert {("480", "auto")} == {look.line for look in looks.values()}
    assert {("Georgia", "Georgia", "Georgia", "", "")} == {look.fonts for look in looks.values()}


def test_what_a_profile_asks_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """`show` tells it with its source and whether it was confirmed, `list` how much is."""
    assert 0 == main(["--workspace", str(CYCLING), "show", "un-hrc-written-statement"])
    shown = capsys.readouterr().out
    looks = "  Times New Roman, 10 points, no bold, no italic, no underline\n"
    assert f"{looks}      should · confirmed 2026-11-24: the official form" in shown
    assert "  notes in 10 points, justified\n      should · unverified 2026-11-24: an older page" in shown
    assert 0 == main(["--workspace", str(CYCLING), "list", "profiles"])
    (line,) = (line for line in capsys.readouterr().out.split("\n") if line.startswith("un-hrc-written-statement "))
    assert line.endswith("  2000 words (general), 1500 words (special_or_roster)")
    assert "  11 confirmed, 1 unverified  " in line
