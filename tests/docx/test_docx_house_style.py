"""House styles: found by name, completed where they lack something, refused where they do harm."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx_cases import CASES
from docx_samples import document, words
from word_files import packed, part, read, replaced, rewritten, unpacked, word_german

from briefwright.document import Heading, Text
from briefwright.formats.docx import HouseStyle, opening, read_house_style, write_docx
from briefwright.problems import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document as WordDocument

    Complaints = Callable[[Mapping[str, bytes]], dict[str, list[str]]]

PATH = "templates/house-styles/ours.docx"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
EXTERNAL = ' TargetMode="External"'
DTD = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def saved(change: Callable[[WordDocument], None] = lambda _: None) -> bytes:
    """python-docx's template, changed."""
    word = docx.Document()
    change(word)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


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
    """All missing roles are one warning, which names the first of them; the document has plain styles for all."""
    house_style, problems = read_house_style(saved(), PATH)
    assert house_style is not None
    assert [(Code.HOUSE_STYLE_ROLE_MISSING, PATH)] == [(problem.code, problem.position.path) for problem in problems]
    count, of = len(house_style.styles.missing), len(house_style.styles.matches)
    first = ", ".join(house_style.styles.missing[:6])
    assert f"it lacks {count} of {of} styles, and plain ones are used: {first}, …" == problems[0].message
    assert "Case Study Title" in house_style.styles.missing
    assert '<w:name w:val="Case Study Title"/>' in part(write_docx(document(), house_style), "word/styles.xml")


def test_a_name_as_it_is_written_comes_before_one_in_other_letters() -> None:
    """LibreOffice has a "Caption" of its own, before the "caption" that a house style brought in."""
    before = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Caption"/></w:style>'
    styles = re.sub("(?=<w:style )", before, part(saved(), "word/styles.xml"), count=1)
    assert "Caption" == read(packed({**unpacked(saved()), "word/styles.xml": styles})).styles.ids["caption"]


def test_an_added_style_takes_no_name_that_is_in_use() -> None:
    """A style of characters that is called as a style of paragraphs should be stays what it is."""
    own = '<w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/></w:style></w:styles>'
    house_style = read(replaced(saved(), "word/styles.xml", "</w:styles>", own))
    assert "Code2" == house_style.styles.ids["code"]
    assert ["Code", "Code 2"] == re.findall(r'<w:name w:val="(Code.*?)"', house_style.styles.after)


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
    return replaced(saved(), part_name, old, new)


def _related(kind: str, target: str, mode: str = "") -> bytes:
    """The German template, with another relationship of its first header."""
    relation = f'<Relationship Id="rId9" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/></Relationships>'
    return replaced(word_german(), "word/_rels/header2.xml.rels", "</Relationships>", relation)


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


def _fields(*codes: str) -> bytes:
    """A header with fields right behind one another."""

    def furnish(word: WordDocument) -> None:
        for code in codes:
            begin, text, end = (OxmlElement(f"w:{tag}") for tag in ("fldChar", "instrText", "fldChar"))
            begin.set(qn("w:fldCharType"), "begin")
            text.text = code
            end.set(qn("w:fldCharType"), "end")
            for element in (begin, text, end):
                word.sections[0].header.paragraphs[0].add_run("x")._r.append(element)  # noqa: SLF001 (as above)

    return saved(furnish)


def _drawn(attributes: str) -> bytes:
    """The German template, with a drawing of old Words in its first header."""
    drawing = f'<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" {attributes}/></w:pict></w:r></w:p>'
    parts = unpacked(word_german())
    head, _, tail = parts["word/header2.xml"].decode().partition("</w:p>")
    return packed({**parts, "word/header2.xml": head + drawing + tail})


def _svg(inner: str) -> bytes:
    """The German template, its logo an SVG."""
    parts = unpacked(word_german())
    types = parts["[Content_Types].xml"].decode().replace("image/png", "image/svg+xml")
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>'
    return packed({**parts, "[Content_Types].xml": types, "word/media/logo.PNG": logo})


def _in_utf_16(part_name: str, old: str, new: str) -> bytes:
    parts = unpacked(saved())
    text = parts[part_name].decode().replace(old, new)
    return packed({**parts, part_name: re.sub(r"^<\?xml.*?\?>", "", text).encode("utf-16")})


HOSTILE = {
    "empty": (b"", "not a zip"),
    "text": (b"This is no Word document.", "not a zip"),
    "an old .doc": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "an old .doc, or protected by a password"),
    "cut off": (saved()[:5000], "not a zip"),
    "a zip of something else": (rewritten(saved(), lambda _name, _data: None, readme="hello"), "no Word document"),
    "OpenDocument": (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "no main part": (rewritten(saved(), _without("word/document.xml")), "word/document.xml, which is not in the file"),
    "no styles": (rewritten(saved(), _without("word/styles.xml")), "word/styles.xml, which is not in the file"),
    "macros": (_replaced("[Content_Types].xml", "document.main+xml", "document.macroEnabled.main+xml"), "macros"),
    "macros in UTF-16": (
        _in_utf_16(
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "macros",
    ),
    "a macro project": (rewritten(saved(), _same, **{"word__vbaProject.bin": "x"}), "macros"),
    "entities": (_replaced("word/styles.xml", "<w:styles", f"{DTD}<w:styles"), "word/styles.xml has a DTD"),
    "entities in UTF-16": (_in_utf_16("word/styles.xml", "<w:styles", f"{DTD}<w:styles"), "word/styles.xml has a DTD"),
    "entities where nobody looks": (
        replaced(word_german(), "customXml/item1.xml", "<aktenzeichen", f"{DTD}<aktenzeichen"),
        "customxml/item1.xml has a DTD",
    ),
    "broken XML": (_replaced("word/styles.xml", "</w:styles>", ""), "word/styles.xml in it is damaged"),
    "another main part": (
        _replaced("[Content_Types].xml", "wordprocessingml.document", "spreadsheetml.sheet"),
        "no main part that is a Word document",
    ),
    "Strict Open XML": (
        _replaced("_rels/.rels", f"{RELATIONS}/officeDocument", f"{STRICT}/officeDocument"),
        "Strict Open XML",
    ),
    "a file twice": (packed({**unpacked(saved()), "word/Styles.xml": "<x/>"}), "a file twice"),
    "a file twice, encoded": (packed({**unpacked(saved()), "word/%73tyles.xml": "<x/>"}), "a file twice"),
    "a name that leads out": (packed({**unpacked(saved()), "word/%2e%2e/%2e%2e/x.xml": "<x/>"}), "has the name"),
    "a target that leads out": (_related("image", "../../x.png"), "out of the file"),
    "a target that is not there": (_related("image", "media/x.png"), "word/media/x.png, which is not in the file"),
    "a target in the place of ours": (_related("image", "document.xml"), "neither a picture nor a font"),
    "a header in the place of ours": (
        replaced(
            replaced(word_german(), "word/_rels/document.xml.rels", '"header1.xml"', '"footnotes.xml"'),
            "word/footnotes.xml",
            "<w:separator/>",
            "<w:t>x</w:t>",
        ),
        "is not what its name says",
    ),
    "an image from outside": (_outside_image(), "a file outside of it, https://example.org/tracker.png"),
    "an image on a server": (_related("image", "file:///x.png", EXTERNAL), "a file outside of it, file:///x.png"),
    "a link that runs": (_related("hyperlink", "javascript:x", EXTERNAL), "a file outside of it, javascript:x"),
    "another program": (_related("oleObject", "media/logo.PNG"), "embeds an object of another program"),
    "a whole document": (_related("aFChunk", "media/logo.PNG"), "embeds a whole other document"),
    "a field that loads": (_field(' INCLUDEPICTURE "https://example.org/tracker.png" '), "a field that loads or runs"),
    "a field that runs": (_field(" DDEAUTO cmd "), "a field that loads or runs"),
    "a field right behind another": (_fields("PAGE", "DDEAUTO cmd"), "a field that loads or runs"),
    "a field by its old name": (_fields("INCLUDE x.docx"), "a field that loads or runs"),
    "a field that links to a server": (_fields('HYPERLINK \\o "x" "file://x/y"'), "a field that loads or runs"),
    "a drawing from elsewhere": (_drawn('src="https://example.org/x.png"'), "a drawing that refers to a file outside"),
    "a drawing that links to a server": (_drawn('href="file://x/y"'), "a drawing that refers to a file outside"),
    "a picture that acts": (_svg("<script>x</script>"), "the SVG has a <script>"),
    "too many tags": (packed({**unpacked(saved()), "x.xml": f"<a>{'<b/>' * 2_000_000}</a>"}), "it is too large"),
    "styles that are something else": (
        packed({**unpacked(saved()), "word/styles.xml": "<x/>"}),
        "its styles are damaged",
    ),
    "too many styles": (
        _replaced("word/styles.xml", "</w:styles>", "<w:style/>" * 10_001 + "</w:styles>"),
        "10000 styles",
    ),
}


@pytest.mark.parametrize(
    "data",
    [
        _fields('HYPERLINK \\l "here"', "PAGE"),
        _fields("PAGE", "NUMPAGES"),
        _drawn('href="https://example.org"'),
        _svg(""),
    ],
)
def test_what_only_resembles_harm_is_kept(data: bytes) -> None:
    """Fields beside one another, links within the file or to the web, and an SVG that is a drawing, are no harm."""
    assert read(data).stories


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_reason(name: str) -> None:
    """Whatever is wrong with a file, it is one problem at its path, not an exception."""
    data, reason = HOSTILE[name]
    house_style, problems = read_house_style(data, PATH)
    assert house_style is None
    assert [(Code.HOUSE_STYLE_INVALID, PATH)] == [(problem.code, problem.position.path) for problem in problems]
    assert reason in problems[0].message


@pytest.mark.parametrize(
    "target",
    ["media/logo.PNG", "/word/media/logo.PNG", "./x/../media/Logo.png", "media/l%6Fgo.PNG", "../word/media/logo.PNG"],
)
def test_targets_are_found_however_they_are_written(target: str) -> None:
    """Absolute, relative, with dots, encoded, in other letters: they lead to one part, and the house style is one."""
    data = replaced(word_german(), "word/_rels/header2.xml.rels", "media/logo.PNG", target)
    assert read(word_german()) == read(data)


@pytest.mark.parametrize("name", ["word/media/Verbände 1.PNG", "word/media/Verb%C3%A4nde%201.PNG"])
def test_names_of_parts_are_written_as_the_standard_has_them(name: str, complaints: Complaints) -> None:
    """A picture whose name has letters beyond ASCII and a space is taken over under an encoded name."""
    parts = unpacked(replaced(word_german(), "word/_rels/header2.xml.rels", "logo.PNG", "Verb%C3%A4nde%201.PNG"))
    parts[name] = parts.pop("word/media/logo.PNG")
    written = write_docx(document(words("Text")), read(packed(parts)))
    assert "word/media/Verb%C3%A4nde%201.PNG" in unpacked(written)
    assert {} == complaints({"written": written})


def test_a_bomb_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to too much, or to too many files, is refused by what the zip declares."""
    bomb = rewritten(saved(), _same, word__big="0" * 2_000_000)
    monkeypatch.setattr(opening, "MOST_BYTES", 1_000_000)
    assert "unpacks" in read_house_style(bomb, PATH)[1][0].message
    monkeypatch.setattr(opening, "MOST_BYTES", 64_000_000)
    monkeypatch.setattr(opening, "MOST_ENTRIES", 10)
    assert "files" in read_house_style(bomb, PATH)[1][0].message
