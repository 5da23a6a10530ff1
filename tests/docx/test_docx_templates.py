"""Templates from designers, a German Word's and LibreOffice's: mapped, taken over validly, nothing else with them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx_cases import CASES
from docx_samples import document, submission, words
from word_files import TEMPLATES, packed, part, read, replaced, unpacked, word_german

from briefwright.formats.docx import HouseStyle, Wanted, read_house_style, write_docx
from briefwright.formats.docx.roles import ROLES
from briefwright.problems import Code, Position

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Complaints = Callable[[Mapping[str, bytes]], dict[str, list[str]]]

PLAIN = Path(__file__).parents[2] / "templates/house-styles/plain.docx"
PATH = "templates/house-styles/sekretariat.dotx"
PLACE = Position("content/workspace.yaml", 12, 5)


def mapped(role: str, name: str) -> tuple[HouseStyle, list[str]]:
    """The German template with one line of a mapping, and what is said of that line."""
    house_style, problems = read_house_style(word_german(), PATH, (Wanted(role, name, PLACE),))
    assert house_style
    return house_style, [str(problem) for problem in problems if problem.position == PLACE]


# ── Word ─────────────────────────────────────────────────────────────────────


def test_word_translates_ids_not_names() -> None:
    """In the template of a German Word the roles are found by their English names."""
    house_style = read(word_german())
    expected = {
        "normal": "Standard", "title": "Titel", "heading-1": "berschrift1", "body": "Textkrper", "quote": "Zitat",
        "list": "Listenabsatz", "caption": "Beschriftung", "note": "Funotentext", "note-reference": "Funotenzeichen",
        "header": "Kopfzeile", "footer": "Fuzeile", "toc-1": "Verzeichnis1", "link": "Hyperlink",
    }  # fmt: skip
    assert expected == {key: house_style.styles.ids[key] for key in expected}
    assert dict.fromkeys(expected, "name") == {
        match.role.key: match.how for match in house_style.styles.matches if match.role.key in expected
    }


def test_documents_in_it_are_valid(complaints: Complaints) -> None:
    """Theme fonts, a logo, content controls, extensions, numbered headings: all come along validly."""
    house_style = read(word_german())
    names = ("boxes", "cover", "notes", "arabic", "lists", "figures", "tables")
    files = {name: write_docx(CASES[name], house_style) for name in names}
    assert {} == complaints(files)


def test_nothing_else_comes_along() -> None:
    """No sample text, comment, change, author, custom data, building block, or path of the office's server."""
    written = unpacked(write_docx(submission(), read(word_german())))
    told = b"".join(written.values())
    for word in (
        b"MUSTERTEXT",
        b"Erika",
        b"Bonn",
        b"aktenzeichen",
        b"2374E6070D",
        b"vorlagen",
        b"trackRev",
        b"rsidRoot",
    ):
        assert word not in told, word
    parts = [name for name in written if name.startswith(("custom", "word/gloss", "word/comm")) or "app.xml" in name]
    assert [] == parts


def test_the_page_and_its_headers_stay() -> None:
    """The last section's page, not the landscape before it nor one that was tracked; the logo, the title, the links."""
    written = unpacked(write_docx(document(words("Text")), read(word_german())))
    body = written["word/document.xml"].decode()
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in body
    assert 'w:top="1701"' in body
    assert "<w:titlePg/>" in body
    header = written["word/header2.xml"].decode()
    assert "coreProperties[1]/ns0:title[1]" in header
    assert "mc:AlternateContent" in header
    assert written["word/media/logo.PNG"] == unpacked(word_german())["word/media/logo.PNG"]
    relations = written["word/_rels/header2.xml.rels"].decode()
    assert 'Id="rId1"' in relations
    assert 'Target="/word/media/logo.PNG"' in relations
    assert 'Target="https://example.org/" TargetMode="External"' in relations
    assert "Sekretariat" in written["word/header1.xml"].decode()
    assert " Berlin" in written["word/header1.xml"].decode()


def test_the_language_stands_where_the_schema_has_it() -> None:
    """Word writes properties of its own behind the language in the defaults; the document's goes before them."""
    styles = part(write_docx(document(words("Text")), read(word_german())), "word/styles.xml")
    assert re.search(
        r'<w:szCs w:val="22"/><w:lang [^>]*/><w14:ligatures w14:val="standardContextual"/></w:rPr>', styles
    )
    assert 1 == styles.count("<w:lang ")


def test_extensions_stay_in_their_parts() -> None:
    """What of a section is put into our part has no prefix that only the other part declares."""
    data = replaced(word_german(), "word/document.xml", 'w:linePitch="360"', 'w:linePitch="360" w14:x="1" r:id="rId9"')
    assert '<w:docGrid w:linePitch="360"/>' == read(data).section["docGrid"]


def test_the_style_of_what_names_none_is_normal_whatever_its_name() -> None:
    """A program may call it otherwise; it is the default that counts."""
    house_style = read(replaced(word_german(), "word/styles.xml", '"Normal"', '"Grundtext"'))
    match = house_style.styles.matches[0]
    assert ("normal", "Grundtext", "default") == (match.role.key, match.name, match.how)


def test_what_stays_behind_is_told() -> None:
    """A house style says what its file has that no document gets."""
    expected = {"the text in it", "the path of the template that it was made from"}
    expected |= {"comments", "custom data", "building blocks"}
    assert expected == set(read(word_german()).left_behind)


def test_the_order_in_the_zip_is_no_matter() -> None:
    """Whatever the order of the entries, the same bytes come of it."""
    parts = unpacked(word_german())
    names = list(parts)
    written = write_docx(submission(), read(word_german()))
    for order in (names[::-1], names[7:] + names[:7], names[::2] + names[1::2]):
        assert written == write_docx(submission(), read(packed({name: parts[name] for name in order})))


# ── Mappings ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["Fließtext", "fliesstext", "FLIESSTEXT"])
def test_a_mapping_goes_by_name(name: str) -> None:
    """A style of the user's own plays the role that the mapping says, in whatever letters."""
    house_style, said = mapped("body", name)
    assert [] == said
    assert "Flietext" == house_style.styles.ids["body"]
    assert '<w:pStyle w:val="Flietext"/>' in part(write_docx(document(words("Text")), house_style), "word/document.xml")


def test_a_mapping_goes_before_a_name() -> None:
    """Where the file has a style of the role's name, the one that was mapped comes first; an alias will do."""
    house_style, said = mapped("list", "Wörtlich")
    assert [] == said
    assert "Zitat" == house_style.styles.ids["list"]


def test_the_styles_of_a_mapped_box_follow() -> None:
    """The title and the lists of a box are based on what was mapped, so that they are one box."""
    house_style, said = mapped("case-study", "Kasten")
    assert [] == said
    assert {"case-study", "case-study-title", "case-study-list"} <= house_style.styles.framed
    assert 3 == house_style.styles.after.count('<w:basedOn w:val="Kasten"/>') + 1


WRONG = {
    ("bodi", "Kasten"): f'{Code.ROLE_UNKNOWN}: there is no role "bodi" for a style to play (did you mean "body"?)',
    (
        "quote",
        "Kastn",
    ): f'{Code.STYLE_MISSING}: the house style has no style "Kastn", which is to play the role "quote" '
    '(did you mean "Kasten"?)',
    ("title", "Überschrift 1"): f'{Code.STYLE_MISSING}: the house style has no style "Überschrift 1", which is to play '
    'the role "title" (the file calls it "heading 1")',
    ("body", "Hervorgehoben"): f'{Code.STYLE_KIND}: "Hervorgehoben" is a character style, and the role "body" needs a '
    "paragraph style (name another, or make one in Word)",
    (
        "link",
        "Kasten",
    ): f'{Code.STYLE_KIND}: "Kasten" is a paragraph style, and the role "link" needs a character style '
    "(name another, or make one in Word)",
    ("body", "Table Grid"): f'{Code.STYLE_KIND}: "Table Grid" is a table style, and the role "body" needs a '
    "paragraph style (name another, or make one in Word)",
}


@pytest.mark.parametrize("line", WRONG, ids=str)
def test_a_wrong_mapping_is_told_where_it_stands(line: tuple[str, str]) -> None:
    """A role that there is not, a style that there is not, or one of another kind, is an error with advice."""
    house_style, said = mapped(*line)
    assert [f"content/workspace.yaml:12:5: error: {WRONG[line]}"] == said
    assert {role.key for role in ROLES} == set(house_style.styles.ids)


def test_page_numbers_of_contents_line_up() -> None:
    """Where a template has no styles for contents, page numbers stand at the end of the line that it has."""
    house_style = read(word_german())
    added = [
        match.role.name for match in house_style.styles.matches if match.how == "added" and "toc" in match.role.key
    ]
    tab = f'<w:tab w:val="right" w:leader="dot" w:pos="{house_style.text_width}"/>'
    assert len(added) == house_style.styles.after.count(tab)
    assert added


# ── LibreOffice ──────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """`plain` and a letterhead made in Writer, both saved as .docx by LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(PLAIN), str(TEMPLATES / "letterhead.fodt")]
    command = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.docx"))}


def test_libreoffice_keeps_a_house_style(saved_by_libreoffice: dict[str, bytes], complaints: Complaints) -> None:
    """A house style that was opened and saved there lacks no role, leaves room for our header, and is valid."""
    data = saved_by_libreoffice["plain"]
    house_style, problems = read_house_style(data, PATH)
    assert house_style
    assert () == problems
    assert "Caption1" == house_style.styles.ids["caption"]
    assert 'w:header="720"' in house_style.section["pgMar"]
    files = {name: write_docx(CASES[name], house_style) for name in ("boxes", "notes", "arabic", "lists")}
    assert {} == complaints(files)


def test_libreoffices_own_styles_play_roles(saved_by_libreoffice: dict[str, bytes], complaints: Complaints) -> None:
    """A letterhead from Writer: its styles by their names, its numbered headings, its page and headers, all valid."""
    house_style = read(saved_by_libreoffice["letterhead"])
    expected = {
        "body": "TextBody", "quote": "Quotations", "link": "InternetLink", "note": "Footnote", "caption": "Caption",
        "code": "PreformattedText", "table-cell": "TableContents", "toc-1": "Contents1", "heading-1": "Heading1",
    }  # fmt: skip
    assert expected == {key: house_style.styles.ids[key] for key in expected}
    assert [("footer", "default"), ("header", "default"), ("header", "first")] == sorted(
        {(story.kind, story.pages) for story in house_style.stories} - {("footer", "first")}
    )
    files = {name: write_docx(CASES[name], house_style) for name in ("boxes", "notes", "arabic", "lists")}
    assert {} == complaints(files)
    assert re.search('<w:style [^>]*w:styleId="Normal"[^>]* w:default="1"', house_style.styles.after)
    assert "Räder für alle e.V." in "".join(story.after for story in house_style.stories)
