"""What a hostile workspace tried once: out of the sandbox, out of the workspace, or to use up the machine."""

from __future__ import annotations

import bz2
import os
import re
import shutil
import struct
import time
import zipfile
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from docx_samples import document
from trees import png

from briefwright.cli import main
from briefwright.compose import compose
from briefwright.compose.abbreviations import explain
from briefwright.compose.referring import refer
from briefwright.consultations.rules.case import fits
from briefwright.document import Emphasis, Heading, Link, Paragraph, Text
from briefwright.formats.docx import adapted, bookmarks, read_house_style
from briefwright.markdown import parse_markdown
from briefwright.markdown.units import read_units
from briefwright.pictures import read_picture
from briefwright.problems import Code
from briefwright.workspace.asked_style import AskedStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefwright.consultations.rules.case import Case

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/workspaces/cycling"
PLAIN = ROOT / "templates/house-styles/plain.docx"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be spoilt."""
    shutil.copytree(BASE, tmp_path / "w")
    return tmp_path / "w"


@pytest.mark.parametrize("link", ["build", "build/drafts", "build/.cache"])
def test_linked_output_folders(root: Path, link: str) -> None:
    """Where `build` or a folder in it is a link to elsewhere, nothing is written there."""
    outside = root.parent / "outside"
    outside.mkdir()
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(outside, target_is_directory=True)
    main(["--workspace", str(root), "build", "-f", "md"])
    assert [] == list(outside.iterdir())


def test_a_language_is_no_path(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A source language that would lead out of the workspace is told, and makes no file."""
    tag = "/../../../../ESCAPED"
    settings = f"language: {tag}\nlocales: {{{tag}: en-GB}}\naudiences: [council, public]\n"
    (root / "content/workspace.yaml").write_text(settings)
    before = sorted(path.name for path in root.parent.iterdir())
    assert 1 == main(["--workspace", str(root), "build", "-f", "md"])
    assert str(Code.LANGUAGE_INVALID) in capsys.readouterr().err
    assert before == sorted(path.name for path in root.parent.iterdir())


def test_all_formats_or_none(root: Path) -> None:
    """Where one file of a document cannot be written, none of it is."""
    (root / "build/drafts/answer.en.txt").mkdir(parents=True)
    assert 1 == main(["--workspace", str(root), "build", "answer"])
    assert ["answer.en.txt"] == [path.name for path in (root / "build/drafts").iterdir()]


def test_a_house_style_that_lies_about_its_size(tmp_path: Path) -> None:
    """A part packed in another way, or longer than it says, is refused before it is unpacked."""
    for method, name in ((zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_DEFLATED, "deflate")):
        path = tmp_path / f"{name}.docx"
        shutil.copy(PLAIN, path)
        with zipfile.ZipFile(path, "a", method) as file:
            file.writestr("word/bomb.bin", bytes(4 * 1024 * 1024))
        data = bytearray(path.read_bytes())
        at = data.rfind(b"word/bomb.bin") - 46  # its record in the central directory
        data[at + 24 : at + 28] = struct.pack("<I", 10)
        style, problems = read_house_style(bytes(data), "x.docx")
        assert style is None
        assert [Code.HOUSE_STYLE_INVALID] == [problem.code for problem in problems]
    assert len(bz2.compress(bytes(1024))) < 100


def test_a_citation_style_that_would_not_end(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Macros that call each other twice, thirty deep, are refused."""
    macros = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(30))
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
        "<info><title>E</title><id>e</id></info>"
        f'{macros}<macro name="m30"><text value="x"/></macro>'
        '<citation><layout><text macro="m0"/></layout></citation></style>'
    )
    (root / "templates/csl").mkdir(parents=True)
    (root / "templates/csl/evil.csl").write_text(style)
    recipe = root / "content/recipes/answer.yaml"
    recipe.write_text(recipe.read_text() + "citation_style: evil\n")
    assert 1 == main(["--workspace", str(root), "check"])
    assert "calls its macros too often" in capsys.readouterr().out


HOSTILE = {
    "backticks in a citation": "[@" + "`a " * 5000,
    "spaces behind colons": "::: a" + " " * 100_000 + "b",
    "placeholders that do not end": "{{" * 20_000,
    "placeholders in units": "x {{" * 20_000,
    "emphasis in emphasis": "*a " * 2000 + " b*" * 2000,
    "equal headings": "## a\n\n" * 2000,
    "comments that do not end": "<!-- " * 20_000,
    "quotations in quotations": "> " * 20_000 + "x",
    "tables": "|a" * 2000 + "\n" + "|-" * 2000 + "\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_end(text: str) -> None:
    """No text of a hundred kilobytes keeps the reader for longer than a slow machine takes for honest ones.

    The bound is there to catch what grows with the square of a text, or worse; it is a hundred times what is needed.
    """
    begin = time.process_time()
    parse_markdown(text)
    read_units(text, "a/b")
    assert time.process_time() - begin < 60


def svg(size: str) -> bytes:
    """An empty SVG of that size."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode()


def _headings(count: int) -> tuple[Heading, ...]:
    return tuple(Heading(2, (Text("a"),), f"{'a' * 60}-{number}") for number in range(count))


def _line(count: int) -> tuple[Paragraph, ...]:
    """A line of many pieces, and a link behind many spaces to what the document has not."""
    pieces = (Text("a"), Emphasis((Text("b"),))) * count
    return (Paragraph((*pieces, Text(" " * count), Link((), "#q"), Text(")"))),)


LARGE: Mapping[str, Callable[[], object]] = {
    "a width of digits": lambda: read_picture(svg(f'width="{"1" * 200_000}x"')),
    "a box of digits": lambda: read_picture(svg(f'viewBox="0 0 {"1" * 200_000}x 1"')),
    "abbreviations": lambda: explain((Paragraph((Text("AB " * 500_000),)),), {"AB": "x"}),
    "cross-references": lambda: refer(_line(300_000), ["q"], str),
    "bookmarks": lambda: bookmarks(document(*_headings(20_000))),
}


@pytest.mark.parametrize("work", LARGE.values(), ids=LARGE)
def test_large_inputs_end(work: Callable[[], object]) -> None:
    """What a file of the largest size can hold is worked through in a time that grows with it, not with its square."""
    begin = time.process_time()
    work()
    assert time.process_time() - begin < 20


def test_a_picture_with_no_height_to_speak_of(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A size that vanishes is none: the PNG beside cannot be compared with it."""
    images = root / "content/images"
    images.mkdir()
    (images / "a.svg").write_bytes(svg('width="1e-320" height="16000"'))
    (images / "a.png").write_bytes(png(9, 9))
    block = root / "content/blocks/lanes/protected.md"
    block.write_text(f"{block.read_text('utf-8')}\n![A lane](a.svg)\n", "utf-8")
    assert 1 == main(["--workspace", str(root), "check"])
    assert "the SVG does not say how large it is" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["answer.en.docx", "postcard.en.md"])
def test_a_picture_takes_the_place_of_no_document(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture with the name of a document is told: it would be written over that one, beside the Markdown."""
    (root / "content/images").mkdir()
    (root / "content/images" / name).write_bytes(png(9, 9))
    block = root / "content/blocks/lanes/protected.md"
    block.write_text(f"{block.read_text('utf-8')}\n![A lane]({name})\n", "utf-8")
    assert 1 == main(["--workspace", str(root), "build"])
    assert "is a PNG, whatever its name says (let its name end in .png)" in capsys.readouterr().err
    assert ["postcard.en.md", "postcard.en.txt"] == sorted(path.name for path in (root / "build/drafts").iterdir())
    assert b"PNG" not in (root / "build/drafts/postcard.en.md").read_bytes()


@pytest.mark.parametrize("size", ["0", "9" * 5000, "-3", "\u0661"])
def test_sizes_that_are_none(size: str) -> None:
    """A house style whose sizes and tab stops are no numbers for Word is adapted to what is asked all the same."""
    styles = zipfile.ZipFile(PLAIN).read("word/styles.xml").decode()
    spoilt = re.sub(r'<w:sz w:val="\d+"', f'<w:sz w:val="{size}"', styles)
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{size}"/></w:tabs></w:pPr>'
    data = rewritten(PLAIN.read_bytes(), {"word/styles.xml": spoilt.replace("</w:pPr>", tab, 1)})
    style, _ = read_house_style(data, "x.docx")
    assert style
    assert 'w:sz w:val="24"' in adapted(style, AskedStyle(size=12, margins=20)).styles.after


def rewritten(data: bytes, changes: Mapping[str, str]) -> bytes:
    """A zip with other texts in some entries."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name) or old.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "a *{{ subtitle }}* b",
        "**{{ subtitle }}**",
        "[{{ subtitle }}](https://a.org)",
        "[{{ subtitle }}]{.term}",
        "{{ subtitle }}",
    ],
)
def test_values_that_are_empty(root: Path, text: str) -> None:
    """Emphasis, a link or a paragraph of which nothing is left once it is filled is no matter for any format."""
    block = root / "content/blocks/lanes/protected.md"
    block.write_text(f"---\ntitle: T\nstatus: approved\nclaims: [fewer-injuries]\n---\nText.\n\n{text}\n")
    assert 0 == main(["--workspace", str(root), "build", "answer"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_pipes_are_not_waited_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A named pipe in the place of a file is told, not read."""
    os.mkfifo(root / "content/blocks/lanes/pipe.md")
    (root / "content/facts.yaml").unlink()
    os.mkfifo(root / "content/facts.yaml")
    assert 1 == main(["--workspace", str(root), "check"])
    assert 2 == capsys.readouterr().out.count("this is not a file")


def test_links_in_circles(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that points to itself is told."""
    (root / "content/blocks/lanes/x.md").symlink_to("x.md")
    assert 1 == main(["--workspace", str(root), "check"])
    assert str(Code.PATH_OUTSIDE) in capsys.readouterr().out


def test_line_feeds_forge_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A value with a line feed neither breaks a title nor forges a line of the report."""
    recipe = root / "content/recipes/answer.yaml"
    text = recipe.read_text("utf-8")
    recipe.write_text(text.replace("title: Safe lanes now", 'title: "T\\r\\r# evil\\nnow"'), "utf-8")
    assert 0 == main(["--workspace", str(root), "build", "answer", "-f", "md"])
    assert "# T # evil now\n" in (root / "build/drafts/answer.en.md").read_text("utf-8")
    recipe.write_text(text + '"x\\n::error file=evil::forged": 1\n', "utf-8")
    capsys.readouterr()
    main(["--workspace", str(root), "check"])
    assert not [line for line in capsys.readouterr().out.split("\n") if line.startswith("::")]
    main(["--workspace", str(root), "check", "--format", "github"])
    assert not [line for line in capsys.readouterr().out.split("\n") if "file=evil" in line and "%0A" not in line]


def test_one_failure_stops_one_document(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where Briefwright itself fails at a document, that is its problem, and the others are made."""

    def failing(workspace: object, name: str, *rest: object, **options: object) -> object:
        if name == "answer":
            raise KeyError(name)
        return compose(workspace, name, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("briefwright.build.compose", failing)
    assert 1 == main(["--workspace", str(root), "build", "-f", "md"])
    assert str(Code.TOOL_FAILED) in capsys.readouterr().err
    assert (root / "build/drafts/postcard.en.md").is_file()


def test_rules_that_would_not_end(root: Path) -> None:
    """A pattern of a hundred stars, profiles that extend each other, and thousands who sign are checked."""
    profiles = root / "content/profiles"
    profiles.mkdir()
    pattern = "*a" * 100 + "b"
    rules = f'structure: [{{part: title, pattern: "{pattern}"}}]\nfiles: [{{name: "{pattern}"}}]\n'
    (profiles / "p.yaml").write_text(f"title: P\nextends: e0\n{rules}")
    for number in range(1000):
        (profiles / f"e{number}.yaml").write_text(f"title: E\nextends: e{number + 1}\n")
    (root / "content/signatories").mkdir()
    (root / "content/signatories/s.yaml").write_text("".join(f"- name: N{number}\n" for number in range(10_000)))
    recipe = root / "content/recipes/answer.yaml"
    text = recipe.read_text("utf-8").replace("signatories: [wheels]", "signatories: s\nprofile: p")
    recipe.write_text(text.replace("title: Safe", f"title: {'a' * 200} Safe"), "utf-8")
    begin = time.process_time()
    assert 1 == main(["--workspace", str(root), "check"])
    assert time.process_time() - begin < 30


def test_synonyms_without_end(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A group of thousands of synonyms is told: each would be looked for with each other."""
    (root / "content/synonyms.yaml").write_text(f"- [{', '.join(f'w{number}' for number in range(5000))}]\n")
    assert 1 == main(["--workspace", str(root), "check"])
    assert "content/synonyms.yaml:1:3: error: value-invalid" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("pattern", "title", "same"),
    [
        ("A*", "Abc", True), ("*c", "Abc", True), ("A*c", "Abc", True), ("ab*bc", "abc", False), ("*", "", True),
        ("*b*b*", "abab", True), ("*b*b*b*", "abab", False), ("a**b", "A-B", True), ("ab", "A b", True),
        ("{organisation}: *", "Wheels: x", True), ("*a*a", "ba", False),
    ],
)  # fmt: skip
def test_stars_of_patterns(pattern: str, title: str, *, same: bool) -> None:
    """A star of a pattern is anything, also nothing; what stands between stars follows in its order."""
    case = SimpleNamespace(organisation=SimpleNamespace(name="Wheels", short=""))
    assert same == fits(pattern, title, cast("Case", case))
