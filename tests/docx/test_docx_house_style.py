"""House styles: found by name, completed where they lack something, refused where they do harm."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx_cases import CASES
from docx_samples import document, words

from briefwright.document import Heading, Text
from briefwright.formats.docx import HouseStyle, opening, read_house_style, write_docx
from briefwright.problems import Code

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument

PATH = "templates/house-styles/ours.docx"
DTD = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def saved(change: Callable[[WordDocument], None] = lambda _: None) -> bytes:
    """python-docx's template, changed."""
    word = docx.Document()
    change(word)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None], **more: str) -> bytes:
    """A zip with each entry changed, or left out where the change is None; ``more`` entries by name, with __ for /."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if (text := change(name, source.read(name))) is not None:
                target.writestr(name, text)
        for name, new in more.items():
            target.writestr(name.replace("__", "/"), new)
    return file.getvalue()


def read(data: bytes) -> HouseStyle:
    """The house style in a file that is one."""
    house_style, problems = read_house_style(data, PATH)
    assert house_style is not None, problems
    return house_style


def part(data: bytes, name: str) -> str:
    """The XML of a part."""
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def body(house_style: HouseStyle) -> str:
    """The body of a document with a heading and a paragraph."""
    written = write_docx(document(Heading(2, (Text("Heading"),)), words("Text")), house_style)
    return part(written, "word/document.xml")


# ── Roles ────────────────────────────────────────────────────────────────────


def test_styles_are_found_by_name_whatever_their_id() -> None:
    """Word translates ids, never names."""

    def translate(name: str, data: bytes) -> bytes:
        return data.replace(b'w:styleId="Heading1"', b'w:styleId="berschrift1"') if name == "word/styles.xml" else data

    assert '<w:pStyle w:val="berschrift1"/>' in body(read(rewritten(saved(), translate)))


def test_names_are_found_in_any_case_and_by_alias() -> None:
    """`BODY TEXT` is Body Text, and so is a style with that alias."""

    def rename(name: str, data: bytes) -> bytes:
        renamed = data.replace(
            b'<w:name w:val="Body Text"/>', b'<w:name w:val="Prose"/><w:aliases w:val="Text,BODY text"/>'
        )
        return renamed if name == "word/styles.xml" else data

    assert '<w:pStyle w:val="BodyText"/>' in body(read(rewritten(saved(), rename)))


def test_what_is_missing_is_told_and_added() -> None:
    """Each missing role is a warning that names the style, and the document has a plain one."""
    house_style, problems = read_house_style(saved(), PATH)
    assert house_style is not None
    assert {Code.HOUSE_STYLE_ROLE_MISSING} == {problem.code for problem in problems}
    assert {PATH} == {problem.position.path for problem in problems}
    assert any('"Case Study Title"' in problem.message for problem in problems)
    assert '<w:name w:val="Case Study Title"/>' in part(write_docx(document(), house_style), "word/styles.xml")


def test_an_added_style_takes_no_id_that_is_in_use() -> None:
    """Where an id is taken by a style of another name, the plain style gets another."""

    def take(name: str, data: bytes) -> bytes:
        return data.replace(b'w:styleId="Caption"', b'w:styleId="CoverLine"') if name == "word/styles.xml" else data

    ids = read(rewritten(saved(), take)).styles.ids
    assert (ids["cover-line"], ids["caption"]) == ("CoverLine2", "CoverLine")


def test_a_template_is_a_house_style() -> None:
    """A `.dotx` differs by one content type."""

    def as_template(name: str, data: bytes) -> bytes:
        return data.replace(b"document.main+xml", b"template.main+xml") if name == "[Content_Types].xml" else data

    assert read(saved()) == read(rewritten(saved(), as_template))


# ── Page, headers and footers, lists ─────────────────────────────────────────


def test_page_headers_and_footers_are_kept_and_the_body_is_not() -> None:
    """The last section's page and its own header stay; a draft says so in it, on every page."""

    def furnish(word: WordDocument) -> None:
        word.add_paragraph("SAMPLE")
        word.sections[0].left_margin = 914400
        word.sections[0].header.paragraphs[0].text = "OUR HEADER"
        word.sections[0].different_first_page_header_footer = True

    house_style = read(saved(furnish))
    for draft in (True, False):
        data = write_docx(document(words("Text"), draft=draft), house_style)
        headers = [name for name in ZipFile(BytesIO(data)).namelist() if re.fullmatch(r"word/.*header.*\.xml", name)]
        texts = [part(data, name) for name in headers]
        assert 'w:left="1440"' in part(data, "word/document.xml")
        assert "SAMPLE" not in part(data, "word/document.xml")
        assert [draft] == sorted({"Draft" in text for text in texts})
        assert len([text for text in texts if "OUR HEADER" in text]) == 1
        assert len(texts) == (2 if draft else 1)


def test_a_house_styles_own_lists_come_first() -> None:
    """Its headings may be numbered: its lists stay, and ours have other numbers."""
    house_style = read(saved())
    numbering = part(write_docx(CASES["lists"], house_style), "word/numbering.xml")
    numbers = re.findall(r'<w:num w:numId="(\d+)"', numbering)
    assert len(set(numbers)) == len(numbers)
    assert numbering.rindex("</w:abstractNum>") < numbering.index("<w:num ")


def test_settings_that_act_are_left_behind() -> None:
    """No tracking, protection, merging or updating is passed on."""

    def act(name: str, data: bytes) -> bytes:
        actions = (
            b'<w:trackRevisions/><w:documentProtection w:edit="readOnly"/><w:updateFields w:val="true"/></w:settings>'
        )
        return data.replace(b"</w:settings>", actions) if name == "word/settings.xml" else data

    settings = part(write_docx(document(), read(rewritten(saved(), act))), "word/settings.xml")
    assert re.findall("trackRevisions|documentProtection|updateFields|rsid", settings) == []


def test_fields_that_only_show_are_kept() -> None:
    """Page numbers and links in a header are no harm."""
    assert "example.org" in read(_field(' HYPERLINK "https://example.org/" ')).stories[0].after


# ── Refused ──────────────────────────────────────────────────────────────────


def _same(_name: str, data: bytes) -> bytes:
    return data


def _without(*names: str) -> Callable[[str, bytes], bytes | None]:
    return lambda name, data: None if name in names else data


def _replaced(part_name: str, old: str, new: str) -> bytes:
    def change(name: str, data: bytes) -> bytes:
        return data.replace(old.encode(), new.encode()) if name == part_name else data

    return rewritten(saved(), change)


def _outside_image() -> bytes:
    def furnish(word: WordDocument) -> None:
        header = word.sections[0].header
        header.paragraphs[0].text = "x"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        header.part.rels.get_or_add_ext_rel(kind, "https://example.org/tracker.png")

    return saved(furnish)


def _field(code: str) -> bytes:
    """A header with a field whose code is cut into runs."""

    def furnish(word: WordDocument) -> None:
        runs = word.sections[0].header.paragraphs[0]
        for piece in (code[:5], code[5:]):
            text = OxmlElement("w:instrText")
            text.text = piece
            runs.add_run("x")._r.append(text)  # noqa: SLF001 (python-docx has no fields)

    return saved(furnish)


HOSTILE = {
    "empty": b"",
    "text": b"This is no Word document.",
    "an old .doc": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "cut off": saved()[:5000],
    "a zip of something else": rewritten(saved(), lambda _name, _data: None, readme="hello"),
    "no main part": rewritten(saved(), _without("word/document.xml")),
    "no styles": rewritten(saved(), _without("word/styles.xml")),
    "macros": _replaced("[Content_Types].xml", "document.main+xml", "document.macroEnabled.main+xml"),
    "a macro project": rewritten(saved(), _same, **{"word__vbaProject.bin": "x"}),
    "entities": _replaced("word/styles.xml", "<w:styles", f"{DTD}<w:styles"),
    "broken XML": _replaced("word/styles.xml", "</w:styles>", ""),
    "another main part": _replaced("[Content_Types].xml", "wordprocessingml.document", "spreadsheetml.sheet"),
    "an image from outside": _outside_image(),
    "a field that loads": _field(' INCLUDEPICTURE "https://example.org/tracker.png" '),
    "a field that runs": _field(" DDEAUTO cmd "),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_reason(name: str) -> None:
    """Whatever is wrong with a file, it is one problem at its path, not an exception."""
    house_style, problems = read_house_style(HOSTILE[name], PATH)
    assert house_style is None
    assert [problem.code for problem in problems] == [Code.HOUSE_STYLE_INVALID]
    assert problems[0].position.path == PATH


def test_a_bomb_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to too much, or to too many files, is refused by what the zip declares."""
    bomb = rewritten(saved(), _same, word__big="0" * 2_000_000)
    monkeypatch.setattr(opening, "MOST_BYTES", 1_000_000)
    assert "unpacks" in read_house_style(bomb, PATH)[1][0].message
    monkeypatch.setattr(opening, "MOST_BYTES", 64_000_000)
    monkeypatch.setattr(opening, "MOST_ENTRIES", 10)
    assert "files" in read_house_style(bomb, PATH)[1][0].message
