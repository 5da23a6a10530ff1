"""Forms are filled: answers stand where they belong, in the form's own looks, and all else is as it was."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import mammoth
import pytest
from docx_forms import FORMS, IMAGES, Extra, bookmark, formtext, full_answer, line, p, packed, r, sdt, tbl, tc
from lxml import etree
from pypdf import PdfReader

from briefwright.document import Emphasis, Link, List, Note, Text
from briefwright.formats.docx.forms import Place
from briefwright.formats.docx.forms.filling import Answer, Filled, fill, rooms
from briefwright.formats.docx.opening import RefusedError
from briefwright.office.finding import find_office
from briefwright.office.printing import print_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefwright.document import Elements

    Complaints = Callable[[Mapping[str, bytes]], dict[str, list[str]]]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROMPT = r("Click or tap here to enter text.")


def filled(name: str) -> Filled:
    """A form with the same full answer in all of its places."""
    form = FORMS[name]
    firsts = range(1, 2 * len(form.places), 2)
    answers = {place: Answer(full_answer(first)) for place, first in zip(form.places, firsts, strict=True)}
    return fill(form.data, answers, "en-GB", IMAGES)


def one(body: str, place: Place, *children: Any, extras: Iterable[Extra] = ()) -> tuple[Any, Filled]:
    """The body of a form with one answer, and what was told."""
    done = fill(packed(body, *extras), {place: Answer(children)}, "en-GB", IMAGES)
    return part(done.data, "word/document.xml"), done


def part(data: bytes, name: str) -> Any:
    """A part of a Word file."""
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def words(element: Any) -> str:
    """The text of an element; a break is a line."""
    pieces = element.iter(f"{_W}t", f"{_W}br")
    return "".join(each.text or "" if each.tag.endswith("}t") else "\n" for each in pieces)


def as_html(data: bytes) -> str:
    """What mammoth reads in a Word file."""
    return str(mammoth.convert_to_html(BytesIO(data)).value)


@pytest.mark.parametrize("name", FORMS)
def test_without_answers_nothing_changes(name: str) -> None:
    """A form that is filled with nothing is the same file, byte for byte."""
    data = FORMS[name].data
    assert Filled(data, {}, {}) == fill(data, {}, "en", {})


@pytest.mark.parametrize("name", FORMS)
def test_the_same_answers_give_the_same_bytes(name: str) -> None:
    """Filling twice gives the same file."""
    assert filled(name).data == filled(name).data


def test_filled_forms_are_valid(complaints: Complaints) -> None:
    """Neither validator has anything against the forms, blank or filled, and each answer found its place."""
    forms = {name: filled(name) for name in FORMS}
    blank = {f"{name}, blank": form.data for name, form in FORMS.items()}
    assert complaints({**blank, **{name: form.data for name, form in forms.items()}}) == {}
    assert {name: {} for name in FORMS} == {name: form.unplaced for name, form in forms.items()}


_ADDED_TO = {
    "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
    "word/numbering.xml", "word/footnotes.xml", "word/_rels/footnotes.xml.rels", "word/settings.xml",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_all_other_parts_keep_their_bytes(name: str) -> None:
    """Only the parts that answers need are written, and what stood in them is still there, in its order."""
    with ZipFile(BytesIO(FORMS[name].data)) as before, ZipFile(BytesIO(filled(name).data)) as after:
        assert before.namelist() == after.namelist()[: len(before.namelist())]
        for entry in before.namelist():
            if entry not in _ADDED_TO:
                assert before.read(entry) == after.read(entry), entry
            elif entry != "word/document.xml":
                is_kept(etree.fromstring(before.read(entry)), etree.fromstring(after.read(entry)))


def is_kept(before: Any, after: Any) -> None:
    """Fails unless the children of an element are among those of another, in the same order."""
    rest = iter([etree.tostring(child, method="c14n") for child in after])
    for child in before:
        assert any(etree.tostring(child, method="c14n") == other for other in rest), etree.tostring(child)


@pytest.mark.parametrize("name", FORMS)
def test_all_other_text_stays(name: str) -> None:
    """The paragraphs and cells of a form that are no places of answers are there unchanged, in their order."""
    before = part(FORMS[name].data, "word/document.xml")
    after = part(filled(name).data, "word/document.xml")
    kinds = {"control": "sdt", "bookmark": "bookmarkStart", "cell": "tc", "after": "p"}
    places = [list(before.iter(f"{_W}{kinds[place.kind]}"))[place.nth] for place in FORMS[name].places]
    touched = {each for place in places for each in [place, *place.iter(), *place.iterancestors(), *following(place)]}
    rest = iter([etree.tostring(each, method="c14n", with_tail=False) for each in after.iter(f"{_W}p")])
    for each in before.iter(f"{_W}p"):
        if each not in touched:
            assert any(etree.tostring(each, method="c14n", with_tail=False) == other for other in rest), words(each)


def following(place: Any) -> list[Any]:
    """What an answer at a place may be written over behind it: blank lines, and what a bookmark is around."""
    if place.tag != f"{_W}bookmarkStart":
        return [each for each in place.itersiblings() if not words(each).strip("_. ")]
    end = next(e for e in place.getroottree().iter(f"{_W}bookmarkEnd") if e.get(f"{_W}id") == place.get(f"{_W}id"))
    paragraphs = list(place.getroottree().iter(f"{_W}p"))
    first, last = (paragraphs.index(each.getparent()) for each in (place, end))
    return paragraphs[first : last + 1]


@pytest.mark.parametrize("name", ["cells", "bookmarks", "after"])
def test_answers_read_back(name: str) -> None:
    """Another program finds all of an answer: emphasis, lists in lists, links, notes, the table, the picture."""
    html = as_html(filled(name).data)
    count = len(FORMS[name].places)
    looked_for = {
        "<strong>yes</strong>": count,
        "<em>care</em>": count,
        'href="https://example.org/a?b=1&amp;c=2"': count,
        'href="https://example.org/source"': count,
        "<li>Inner</li>": count,
        "<strong>1,204</strong>": 0,
        "1,204": count,
        "<img ": count,
        "What they said.": count,
        "[insert]": 0,
        "over this": 0,
        "_____": 0,
    }
    assert looked_for == {text: html.count(text) for text in looked_for}


def test_an_answer_wears_the_looks_of_its_cell() -> None:
    """The font and size of the blank line are those of every run of the answer, headings and lists too."""
    cell = list(part(filled("cells").data, "word/document.xml").iter(f"{_W}tc"))[1]
    assert {"18"} == {each.get(f"{_W}val") for each in cell.iter(f"{_W}sz")}
    assert all(run.find(f"{_W}rPr/{_W}rFonts") is not None for run in cell.iter(f"{_W}r"))


def test_styles_are_the_forms_own() -> None:
    """Notes and links take the form's styles by name, whatever their ids; those that it lacks are added once."""
    own = part(filled("after").data, "word/document.xml")
    assert {"Funotenzeichen", "Hyperlink1"} == {each.get(f"{_W}val") for each in own.iter(f"{_W}rStyle")}
    styles = part(filled("cells").data, "word/styles.xml")
    added = [each.find(f"{_W}name").get(f"{_W}val") for each in styles.iter(f"{_W}style")][4:]
    assert ["Table Grid", "footnote reference", "Hyperlink", "footnote text"] == sorted(
        added, key=["Table Grid", "footnote reference", "Hyperlink", "footnote text"].index
    )


def test_notes_are_numbered_as_the_form_shows_them() -> None:
    """Where the form has a note of its own before, references between our notes say the numbers that readers see."""
    data = filled("after").data
    notes = part(data, "word/footnotes.xml")
    shown = [words(note).strip() for note in notes][3:]
    assert [f"See above, n {number}." for number in range(2, 14, 2)] == shown[1::2]
    marks = [each.get(f"{_W}id") for each in part(data, "word/document.xml").iter(f"{_W}footnoteReference")]
    assert ["2", *map(str, range(3, 15))] == marks


def test_a_protected_form_stays_so() -> None:
    """Protection is kept, and words go between the marks of the old fields."""
    data = filled("fields").data
    assert part(data, "word/settings.xml").find(f"{_W}documentProtection") is not None
    assert "We say yes" in words(list(part(data, "word/document.xml").iter(f"{_W}tc"))[1])


def test_libreoffice_shows_the_answers() -> None:
    """LibreOffice opens each form, and the words of each answer are on its pages, whole, with the marks of notes."""
    office = find_office()
    assert office is not None
    for name, pdf in zip(FORMS, print_files(office, [filled(name).data for name in FORMS]), strict=True):
        assert isinstance(pdf, bytes), name
        shown = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
        found = re.findall(r"We say yes, with care\S* and more", " ".join(shown.split()))
        assert len(FORMS[name].places) == len(found), name


# ── One thing at a time ──────────────────────────────────────────────────────

_YES_NO = (
    '<w:dropDownList><w:listItem w:displayText="Choose an item." w:value=""/>'
    '<w:listItem w:displayText="Yes, in part" w:value="p"/><w:listItem w:displayText="Yes" w:value="y"/>'
    '<w:listItem w:displayText="No" w:value="n"/></w:dropDownList>'
)
_BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_FIRST = Place("control", 0)


@pytest.mark.parametrize(
    ("said", "chosen"),
    [("No", "No"), ("no.", "No"), ("Yes, in part: since 2020.", "Yes, in part"), ("Yes. We do.", "Yes")],
)
def test_a_list_takes_the_choice_that_an_answer_begins_with(said: str, chosen: str) -> None:
    """The longest choice that the answer names is shown."""
    body, done = one(f"<w:p>{sdt(_PROMPT, _YES_NO)}</w:p>", _FIRST, line(said))
    assert (chosen, {}) == (words(body), done.unplaced)


def test_a_list_takes_nothing_else() -> None:
    """An answer that names no choice is not placed, and the choices are told."""
    body, done = one(f"<w:p>{sdt(_PROMPT, _YES_NO)}</w:p>", _FIRST, line("Perhaps"))
    assert "Click or tap here to enter text." == words(body)
    assert {_FIRST: "the answer must be or begin with one of: Yes, in part, Yes, No"} == done.unplaced


@pytest.mark.parametrize(("said", "shown"), [("Yes", "☒"), ("no", "☐")])
def test_a_box_is_ticked(said: str, shown: str) -> None:
    """A box shows whether the answer begins with yes."""
    body, done = one(f"<w:p>{sdt(r('☐'), _BOX, shows=False)}{r(' I agree')}</w:p>", _FIRST, line(said))
    assert (f"{shown} I agree", {}) == (words(body), done.unplaced)


def test_the_box_of_an_answer_is_ticked() -> None:
    """Of several boxes in a cell that is ticked whose words the answer says."""
    boxes = "".join(sdt(r("☐"), _BOX, shows=False) + r(f" {label}  ") for label in ("Yes", "No", "Do not know"))
    body, done = one(tbl(tc(p("Agreed?")) + tc(f"<w:p>{boxes}</w:p>")), Place("cell", 1), line("No."))
    assert ("Agreed?☐ Yes  ☒ No  ☐ Do not know  ", {}) == (words(body), done.unplaced)


@pytest.mark.parametrize(
    ("kind", "why"),
    [("<w:picture/>", "this control takes no text"), ("<w:group/>", "this control takes no text")],
)
def test_a_control_for_other_things_takes_nothing(kind: str, why: str) -> None:
    """Pictures and groups are left alone."""
    data = packed(sdt(f"<w:p>{_PROMPT}</w:p>", kind))
    done = fill(data, {_FIRST: Answer((line("Words"),))}, "en-GB", {})
    assert data == done.data
    assert done.unplaced[_FIRST].startswith(why)


def test_a_bound_control_is_freed() -> None:
    """Data of the form, which would overwrite the answer, are let go of; that is told, as is a lock."""
    bound = '<w:lock w:val="contentLocked"/><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'
    body, done = one(sdt(f"<w:p>{_PROMPT}</w:p>", more=bound), _FIRST, line("Words"))
    assert "Words" == words(body)
    assert ["lock"] == [each.tag.removeprefix(_W) for each in body.iter(f"{_W}lock", f"{_W}dataBinding")]
    assert done.told[_FIRST].startswith("the body has locked this control against changes; it was bound to data")


def test_a_date_knows_its_day() -> None:
    """A date that is written as 2026-12-01 is one for Word too."""
    body, _ = one(f"<w:p>{sdt(_PROMPT, '<w:date/>')}</w:p>", _FIRST, line("2026-12-01"))
    assert ["2026-12-01T00:00:00Z"] == [each.get(f"{_W}fullDate") for each in body.iter(f"{_W}date")]


def test_words_alone_have_notes_in_brackets() -> None:
    """A plain control has breaks for paragraphs, and each note where its mark was."""
    answer: Elements = (line("One", Note((line("a note"),), 1), "."), line(Emphasis((Text("Two"),))))
    body, done = one(f"<w:p>{sdt(_PROMPT, '<w:text/>')}</w:p>", _FIRST, *answer)
    assert "One (a note). \n\nTwo" == words(body)
    assert done.told[_FIRST].startswith("this place takes words alone")


def test_words_alone_keep_the_numbers_that_notes_refer_to() -> None:
    """Where one note names another by its number, they are listed with their numbers."""
    back = Note((line("n ", Link((Text("1"),), "#note-1")),), 2)
    answer = line("One", Note((line("a note"),), 1), " and two", back, ".")
    body, _ = one(f"<w:p>{sdt(_PROMPT, '<w:text/>')}</w:p>", _FIRST, answer)
    assert re.fullmatch(r"One\[1\] and two\[2\]\..*\[1\] a note.*\[2\] n 1", words(body), re.DOTALL)


def test_a_field_that_is_too_short() -> None:
    """A field that takes fewer characters than the answer has is left as it was."""
    limited = '<w:textInput><w:maxLength w:val="5"/></w:textInput>'
    body, done = one(f"<w:p>{formtext('Text1', limited, 'abc')}</w:p>", Place("bookmark", 0), line("Too long"))
    assert "abc" == words(body)
    assert {Place("bookmark", 0): "the field takes 5 characters, and the answer has 8"} == done.unplaced


def test_an_old_list_and_an_old_box() -> None:
    """Fields of old forms show the choice, and are ticked."""
    offered = '<w:ddList><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>'
    body, _ = one(f"<w:p>{formtext('List', offered, '')}</w:p>", Place("bookmark", 0), line("No"))
    assert ["1"] == [each.get(f"{_W}val") for each in body.iter(f"{_W}result")]
    box = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>'
    body, _ = one(f"<w:p>{formtext('Box', box, '')}</w:p>", Place("bookmark", 0), line("Yes"))
    assert ["1"] == [each.get(f"{_W}val") for each in body.iter(f"{_W}checked")]


def test_a_place_that_is_not_there() -> None:
    """A place beyond the last is told, as is one that two answers want."""
    data = packed(tbl(tc(sdt(f"<w:p>{_PROMPT}</w:p>") + p()), columns=1))
    far, cell = Place("cell", 9), Place("cell", 0)
    found = rooms(data, [far, _FIRST, cell])
    assert ("none", "rich", "none") == tuple(found[place].kind for place in (far, _FIRST, cell))
    done = fill(data, {place: Answer((line(place.kind),)) for place in (far, _FIRST, cell)}, "en", {})
    assert {far: "the form has no such place", cell: "another answer went to the same place"} == done.unplaced


def test_a_bookmark_keeps_what_is_around_it() -> None:
    """One paragraph stands within its line, and the bookmark is around it."""
    body, _ = one(
        f"<w:p>{r('Before ')}{bookmark('A', r('[here]'))}{r(' behind')}</w:p>", Place("bookmark", 0), line("x")
    )
    assert ["bookmarkStart", "r", "bookmarkEnd"] == [e.tag.removeprefix(_W) for e in body.find(f".//{_W}p")][1:4]
    assert "Before x behind" == words(body)


def test_lists_of_an_answer_count_for_themselves() -> None:
    """Lists are added behind those of the form, all kinds of lists before all lists."""
    numbers = (Extra("numbering", '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"/></w:abstractNum>'
                     '<w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>'),)  # fmt: skip
    listed = List(((line("One"),),), ordered=True, start=3)
    body, done = one(p("Q") + p(), Place("after", 0), listed, extras=numbers)
    assert ["10"] == [each.get(f"{_W}val") for each in body.iter(f"{_W}numId")]
    root = part(done.data, "word/numbering.xml")
    assert ["abstractNum", "abstractNum", "num", "num"] == [each.tag.removeprefix(_W) for each in root]


def test_an_answer_in_another_script() -> None:
    """An Arabic answer in an English form runs from right to left, in its language."""
    done = fill(packed(p("Q") + p()), {Place("after", 0): Answer((line("نعم"),))}, "ar", {})
    paragraph = list(part(done.data, "word/document.xml").iter(f"{_W}p"))[1]
    assert paragraph.find(f"{_W}pPr/{_W}bidi") is not None
    assert "ar-SA" == paragraph.find(f".//{_W}lang").get(f"{_W}bidi")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip"])
def test_what_is_no_form_is_refused(data: bytes) -> None:
    """A damaged file is refused with a reason."""
    with pytest.raises(RefusedError):
        fill(data, {_FIRST: Answer((line("x"),))}, "en", {})
