"""PNG and JPEG: size, density, orientation, and whether all of it is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_cases import chunk, density, exif, frame, jfif, jpeg, jpeg_with, png, png_with, segment

from briefwright.pictures import Picture, check_picture, read_picture
from briefwright.problems import Code, Position

HERE = Position("content/blocks/lanes/protected.md", 7)


def told(data: bytes, name: str = "map.png") -> list[tuple[str, str]]:
    """The codes and messages of what is wrong with a picture."""
    return [(str(problem.code), problem.message) for problem in check_picture(data, f"content/images/{name}", HERE)]


@pytest.mark.parametrize(
    ("data", "dpi"),
    [
        (png(7, 5), 96),
        (png_with(density(11811, 11811)), 300),
        (png_with(density(11811, 2000)), 96),
        (png_with(density(3, 4, unit=0)), 96),
        (png_with(density(3, 3)), 96),
        (png_with(density(2**32 - 1, 2**32 - 1)), 96),
        (png_with(chunk(b"pHYs", b"short")), 96),
        (jpeg(400, 300), 96),
        (jpeg_with(jfif(1, 300, 300), frame()), 300),
        (jpeg_with(jfif(2, 118, 118), frame()), 299.7),
        (jpeg_with(jfif(1, 300, 72), frame()), 96),
        (jpeg_with(jfif(1, 0, 0), frame()), 96),
        (jpeg_with(jfif(0, 300, 300), frame()), 96),
    ],
)
def test_density(data: bytes, dpi: float) -> None:
    """What a picture says of its density holds where both axes agree and a person could mean it."""
    picture = read_picture(data)
    assert picture
    assert dpi == picture.dpi


@pytest.mark.parametrize(
    ("data", "picture"),
    [
        (jpeg_with(frame(0xC2)), Picture("jpeg", 400, 300)),
        (jpeg_with(frame(components=4)), Picture("jpeg", 400, 300)),
        (jpeg_with(b"\xff\xff", segment(0xFE, b"a comment"), frame()), Picture("jpeg", 400, 300)),
        (jpeg_with(frame(width=0)), None),
        (png(7, 5).replace(b"\0\0\0\x07", b"\0\0\0\0", 1), None),
    ],
)
def test_every_kind_of_frame_has_a_size(data: bytes, picture: Picture | None) -> None:
    """Baseline, progressive and CMYK JPEG are read, fillings and comments passed over; nothing is of no size."""
    assert picture == read_picture(data)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("orientation", "turned"), [(1, False), (6, True), (3, True), (0, False), (99, False)])
def test_a_photo_that_lies_on_its_side_is_told(order: str, orientation: int, turned: bool) -> None:  # noqa: FBT001
    """Word does not heed the orientation in a photo's metadata: that is a warning, and the photo is shown."""
    data = jpeg_with(exif(orientation, order), frame())
    expected = [("image-turned", "the photo p.jpg lies on its side or head, and Word shows it so")] if turned else []
    assert expected == told(data, "p.jpg")
    assert "warning" == Code.IMAGE_TURNED.severity


@given(st.binary(max_size=60))
def test_no_metadata_break_the_reading(data: bytes) -> None:
    """Whatever stands in the metadata of a photo, its size is read."""
    whole = jpeg_with(segment(0xE1, b"Exif\0\0II*\0" + data), segment(0xE0, b"JFIF\0" + data), frame())
    picture = read_picture(whole)
    assert picture
    assert (400, 300) == picture[1:3]


@pytest.mark.parametrize("data", [png(40, 40)[:-12], png(40, 40)[:50], jpeg_with(exif(1), frame())[:-2]])
def test_what_is_cut_off_is_told(data: bytes) -> None:
    """A download that broke off has a size and no end."""
    assert [("image-invalid", "the picture map.png is cut off")] == told(data)


def test_the_end_of_a_preview_is_not_the_end() -> None:
    """The small picture within a photo's metadata has an end of its own, which does not count."""
    preview = segment(0xE1, b"Exif\0\0" + jpeg(4, 3))
    assert [("image-invalid", "the picture map.png is cut off")] == told(jpeg_with(preview, frame())[:-2])


@pytest.mark.parametrize(
    ("width", "height", "fine"),
    [(8160, 6120, True), (16_000, 4_000, True), (20_000, 10, False), (60_000, 60_000, False)],
)
def test_pictures_of_absurd_size_are_refused(width: int, height: int, fine: bool) -> None:  # noqa: FBT001
    """The photos of telephones pass; what would fill the memory of a reader's machine does not."""
    data = png(1, 1).replace(b"\0\0\0\x01\0\0\0\x01", width.to_bytes(4) + height.to_bytes(4), 1)
    size = f"the picture map.png has {width} × {height} pixels"
    assert ([] if fine else [("image-too-large", size)]) == told(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"GIF89a...", "a GIF"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP"),
        (b"BM......", "a BMP"),
        (b"II*\0....", "a TIFF"),
        (b"MM\0*....", "a TIFF"),
        (b"\0\0\0\x18ftypheic", "a HEIC photo or a video"),
        (b"\0\0\0\x18ftypavif", "an AVIF"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x01\0\0\0" + b"\0" * 36 + b" EMF", "an EMF"),
        (b"\x1f\x8b\x08", "a compressed SVG (SVGZ)"),
        (b"PK\x03\x04", "a Word or other zipped file"),
        (b"\n<!DOCTYPE html><html>", "a web page"),
    ],
)
def test_other_kinds_are_named(data: bytes, kind: str) -> None:
    """What is no PNG, JPEG or SVG is called by its name, with what to do."""
    (problem,) = check_picture(data, "content/images/map.png", HERE)
    expected = (Code.IMAGE_INVALID, HERE, f"the picture map.png is {kind}, which not every program shows")
    assert expected == (problem.code, problem.position, problem.message)
    assert "save it as PNG or JPEG" == problem.hint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\nrest", "the picture map.png is a broken PNG"),
        (b"\xff\xd8\xff\xe0rest", "the picture map.png is a broken JPEG"),
        (b"", "the picture map.png is neither PNG, JPEG nor SVG"),
        (b"<note/>", "the picture map.png is neither PNG, JPEG nor SVG"),
    ],
)
def test_what_is_no_picture_is_told(data: bytes, message: str) -> None:
    """Broken files are told from other files."""
    assert [("image-invalid", message)] == told(data)
