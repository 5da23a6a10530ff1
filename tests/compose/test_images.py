"""The pictures of a document: what is read for it, what is told, and how captions are numbered."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from trees import SVG, jpeg, png

from briefwright.cli import main
from briefwright.compose import compose
from briefwright.compose.numbering import number_figures
from briefwright.document import Callout, Figure, Part
from briefwright.formats import write
from briefwright.walking import walk
from briefwright.workspace import read_workspace

if TYPE_CHECKING:
    from briefwright.problems import Problem

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"
BLOCK = "content/blocks/lanes/protected.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that may be changed."""
    shutil.copytree(BASE, tmp_path / "w")
    return tmp_path / "w"


def show(root: Path, *figures: str, **files: bytes) -> None:
    """Let a block show pictures, and put files into the folder of pictures: `map_svg` is `map.svg`."""
    folder = root / "content/images"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    with (root / BLOCK).open("a", encoding="utf-8") as file:
        file.write("".join(f"\n{figure}\n" for figure in figures))


def told(root: Path) -> list[tuple[str, str, int]]:
    """The codes, messages and lines of what is wrong with a document."""
    return [_said(problem) for problem in compose(read_workspace(root), "answer", "en").problems]


def _said(problem: Problem) -> tuple[str, str, int]:
    return str(problem.code), problem.message, problem.position.line


def images(root: Path) -> dict[str, bytes]:
    """The pictures of a document without problems."""
    result = compose(read_workspace(root), "answer", "en")
    assert () == result.problems
    assert result.document
    return dict(result.document.images)


def noise(size: int) -> bytes:
    """A PNG of about so many bytes."""
    whole = png(7, 5)
    body = b"\0" * size
    padding = struct.pack(">I", size) + b"teXt" + body + struct.pack(">I", zlib.crc32(b"teXt" + body))
    return whole[:33] + padding + whole[33:]


def test_figures_with_captions_are_numbered_in_reading_order() -> None:
    """Each caption says its number in the document's language; one without a caption has none."""
    plain, first, second = Figure("a.png", "A"), Figure("b.png", "B", "Bars"), Figure("c.png", "C", "Curves")
    tree = (Part("body", (plain, Callout("example", "", (first,)))), second)
    numbered = [
        node for node in walk(number_figures(tree, {"Figure": "Abbildung"}.__getitem__)) if isinstance(node, Figure)
    ]
    assert [
        plain,
        *(Figure(f"{name}.png", name.upper(), f"Abbildung {n}. {words}", n) for name, n, words in CAPTIONS),
    ] == numbered


CAPTIONS = (("b", 1, "Bars"), ("c", 2, "Curves"))


def test_every_format_says_the_number(root: Path) -> None:
    """The caption reads alike in text, in Markdown and on the page, where a link can lead to it."""
    show(root, '![A map](map.png "The lanes")', map_png=png(96, 48))
    document = compose(read_workspace(root), "answer", "en").document
    assert document
    assert "[A map]\nFigure 1. The lanes\n" in write(document, "text").decode()
    assert '![A map](map.png "Figure 1. The lanes")' in write(document, "markdown").decode()
    assert "<figcaption>Figure 1. The lanes</figcaption>" in write(document, "html").decode()


def test_an_svg_has_the_png_beside_it(root: Path) -> None:
    """A PNG of the same name goes along; without one, the SVG is alone until a Word document needs more."""
    show(root, "![A map](map.svg)", map_svg=SVG)
    assert {"map.svg": SVG} == images(root)
    show(root, map_png=png(40, 20))
    assert {"map.svg": SVG, "map.png": png(40, 20)} == images(root)


def test_an_svg_is_in_every_format(root: Path) -> None:
    """The page has it within, Markdown beside it, and Word behind a PNG that was drawn for it."""
    show(root, "![A map](map.svg)", map_svg=SVG)
    assert 0 == main(["--workspace", str(root), "build", "answer", "-f", "docx", "-f", "html", "-f", "markdown"])
    folder = root / "build/drafts"
    assert ["answer.en.docx", "answer.en.html", "answer.en.md", "map.svg"] == sorted(
        path.name for path in folder.iterdir()
    )
    assert 'src="data:image/svg+xml;base64,' in (folder / "answer.en.html").read_text("utf-8")
    shutil.unpack_archive(folder / "answer.en.docx", root / "docx", "zip")
    assert ["figure1.png", "figure2.svg"] == sorted(path.name for path in (root / "docx/word/media").iterdir())


def test_an_svg_that_cannot_be_drawn_stops_word_documents(root: Path) -> None:
    """What resvg cannot draw needs a PNG beside it; other formats do not."""
    circle = SVG.replace(b"<rect", b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><rect')
    show(root, "![A map](map.svg)", map_svg=circle)
    assert 1 == main(["--workspace", str(root), "build", "answer", "-f", "docx"])
    assert 0 == main(["--workspace", str(root), "build", "answer", "-f", "html"])
    show(root, map_png=png(40, 20))
    assert 0 == main(["--workspace", str(root), "build", "answer", "-f", "docx"])


@pytest.mark.parametrize(
    ("beside", "message"),
    [
        (png(40, 40), "map.png has another shape than the SVG that it stands in for"),
        (jpeg(40, 20), "map.png, beside an SVG, is no PNG"),
        (png(40, 20)[:-12], "the picture map.png is cut off"),
        (b"GIF89a", "the picture map.png is a GIF, which not every program shows"),
    ],
)
def test_the_png_beside_an_svg_must_stand_in_for_it(beside: bytes, message: str, root: Path) -> None:
    """It is whole, a PNG, and of the same shape: an old one of another drawing would be shown stretched."""
    show(root, "![A map](map.svg)", map_svg=SVG, map_png=beside)
    assert [("image-invalid", message, 22)] == told(root)


def test_an_unsafe_svg_is_told_in_the_svg(root: Path) -> None:
    """The problem names the line of the SVG, and what to do."""
    show(root, "![A map](map.svg)", map_svg=SVG.replace(b"<rect", b"\n\n<script/><rect"))
    (problem,) = compose(read_workspace(root), "answer", "en").problems
    line = (
        "content/images/map.svg:3:1: error: image-unsafe: the SVG has a <script>, which a picture in a document may not"
    )
    assert str(problem).startswith(line)


@pytest.mark.parametrize(
    "alt", ["map", "map.png", "MAP.PNG", "IMG_2041", "image", "an image", "Screenshot 12", "x.jpeg"]
)
def test_a_file_name_describes_nothing(alt: str, root: Path) -> None:
    """What a camera or a program calls a file is no description."""
    show(root, f"![{alt}](map.png)", map_png=png(7, 5))
    assert [("image-undescribed", f'the picture map.png is described as "{alt}", which tells nothing', 22)] == told(
        root
    )


@pytest.mark.parametrize("alt", ["A map", "Map of the lanes", "Image of a bicycle", "Figure skating"])
def test_words_describe(alt: str, root: Path) -> None:
    """A description may use the words that alone tell nothing."""
    show(root, f"![{alt}](map.png)", map_png=png(7, 5))
    assert [] == told(root)


def test_a_photo_on_its_side_is_told_and_shown(root: Path) -> None:
    """A warning stops nothing."""
    tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
    whole = jpeg(40, 30)
    photo = whole[:2] + b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff + whole[2:]
    show(root, "![A street](photo.jpg)", photo_jpg=photo)
    assert [("image-turned", "the photo photo.jpg lies on its side or head, and Word shows it so", 22)] == told(root)
    assert 0 == main(["--workspace", str(root), "build", "answer", "-f", "docx"])


def test_pictures_have_bounds(root: Path) -> None:
    """One may have 8 MiB, all of a document together 20; the largest of them is named."""
    mib = 1024 * 1024
    show(root, "![Too much](large.png)", large_png=noise(8 * mib))
    assert [("image-too-large", "the picture large.png has more than 8 MiB", 22)] == told(root)
    show(root, *(f"![Number {name}]({name}.png)" for name in "abc"), large_png=noise(7 * mib))
    show(root, a_png=noise(6 * mib), b_png=noise(6 * mib), c_png=noise(6 * mib))
    assert [("image-too-large", "the pictures have 25 MiB together, which is more than 20", 22)] == told(root)


def test_a_picture_that_is_a_link_to_elsewhere_is_not_read(root: Path) -> None:
    """Neither the SVG nor the PNG beside it may lead out of the workspace."""
    (root.parent / "secret.png").write_bytes(png(40, 20))
    show(root, "![A map](map.svg)", map_svg=SVG)
    (root / "content/images/map.png").symlink_to(root.parent / "secret.png")
    assert ["path-outside"] == [code for code, _, _ in told(root)]
