"""SVG: what a drawing may hold, what is refused, and how large it is."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_cases import png, svg

from briefwright.pictures import check_picture, read_picture
from briefwright.pictures.svg import without_type
from briefwright.problems import Code, Position

HERE = Position("content/blocks/lanes/protected.md", 7)
PATH = "content/images/map.svg"


def told(data: bytes) -> list[tuple[str, int]]:
    """The codes and lines of what is wrong with an SVG."""
    return [(str(problem.code), problem.position.line) for problem in check_picture(data, PATH, HERE)]


def _within(data: bytes, kind: str = "png") -> str:
    return f'<image xlink:href="data:image/{kind};base64,{b64encode(data).decode()}"/>'


FINE = (
    '<title>A map</title><path d="M0 0L9 9" stroke="#123"/>',
    '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)"/>',
    '<style>.a { fill: red; mask: url("#m") }</style><g class="a" style="fill:url(\'#a\')"><use xlink:href="#a"/></g>',
    '<text font-family="Arial, sans-serif">Lanes <tspan>&amp; more</tspan></text>',
    '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter>',
    _within(png(7, 5)),
    '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
    '<n:view xmlns:n="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>',
)


@pytest.mark.parametrize("inside", FINE)
def test_drawings_pass(inside: str) -> None:
    """Shapes, words, styles, parts of itself, pictures within, and what drawing programs note down."""
    assert [] == told(svg(inside))


UNSAFE = {
    "a script": "<script>alert(1)</script>",
    "a script of another name": '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    "an event": '<rect ONLOAD="alert(1)"/>',
    "an address that is a script": '<use xlink:href=" java&#10;script:alert(1)"/>',
    "an attribute that is a script": '<rect fill="java&#x09;script:alert(1)"/>',
    "a page": '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "a page without a frame": '<div xmlns="http://www.w3.org/1999/xhtml"/>',
    "an animation": '<animate attributeName="href" values="javascript:alert(1)"/>',
    "a link": '<a href="https://example.org/"><rect/></a>',
    "a picture from the web": '<image href="https://example.org/tracker.png"/>',
    "a picture from the disk": '<image xlink:href="file:///etc/passwd"/>',
    "a picture beside it": '<image href="other.png"/>',
    "an SVG within": '<image href="data:image/svg+xml;base64,AAAA"/>',
    "a part of another file": '<use href="other.svg#a"/>',
    "another base": '<g xml:base="https://example.org/"/>',
    "a fill from the web": '<rect fill="url(https://example.org/a.svg#b)"/>',
    "a style from the web": "<style>@import 'https://example.org/a.css';</style>",
    "a style in pieces": "<style>a{fill:red}<![CDATA[ @imp]]><![CDATA[ort 'x'; ]]></style>",
    "a style in disguise": r"<style>a { fill: u\72l(https://example.org/) }</style>",
    "a font": "<style>@font-face { src: url(data:font/woff2;base64,AAAA) }</style>",
    "an instruction": '<?xml-stylesheet href="https://example.org/a.css"?>',
}


@pytest.mark.parametrize("inside", UNSAFE.values(), ids=UNSAFE)
def test_what_is_more_than_a_drawing_is_refused(inside: str) -> None:
    """Scripts, and whatever fetches something, are told with the line of the SVG; no writer shows it."""
    data = svg(inside)
    assert {(str(Code.IMAGE_UNSAFE), 3)} == set(told(data))
    assert read_picture(data) is None


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DOCUMENT_TYPES = {
    "billion laughs": f'<!DOCTYPE svg [<!ENTITY a0 "ha">{BOMB}]>\n',
    "a file": '<!DOCTYPE svg [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>\n',
    "elsewhere": '<!DOCTYPE svg SYSTEM "https://example.org/evil.dtd">\n',
    "one like SVG": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org.example.org/a.dtd">\n',
    "of the web": "<!DOCTYPE html>\n",
    "a second one": '<!DOCTYPE svg><!DOCTYPE svg [<!ENTITY a11 "x">]>\n',
    "after a comment": '<!-- a -- b --><!DOCTYPE svg [<!ENTITY a11 "x">]>\n',
    "of Illustrator": """<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY a11 "http://ns.adobe.com/Extensibility/1.0/">
]>\n""",
}


@pytest.mark.parametrize("before", DOCUMENT_TYPES.values(), ids=DOCUMENT_TYPES)
def test_a_document_type_that_defines_is_refused(before: str) -> None:
    """No entity is expanded and nothing loaded: reading ends at the document type, at once."""
    start = time.perf_counter()
    problems = list(check_picture(svg("<text>&a11;</text>", before=before), PATH, HERE))
    assert {Code.IMAGE_UNSAFE, Code.IMAGE_INVALID} >= {problem.code for problem in problems} != set()
    assert time.perf_counter() - start < 1


DTD = "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"
PLAIN_TYPES = {
    "matplotlib": f"""<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "{DTD}">\n""",
    "Illustrator": f"""<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 24.0.1, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "{DTD}">\n""",
    "a short one": "<!DOCTYPE svg>\n",
    "Graphviz": f"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' '{DTD}'>\n",
    "SVG 1.0": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN" "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">\n',
}


@pytest.mark.parametrize("before", PLAIN_TYPES.values(), ids=PLAIN_TYPES)
def test_a_document_type_that_names_svg_is_taken_out(before: str) -> None:
    """Drawing programs write one; nothing of it is read or shown, entities are unknown, and lines stay as they are."""
    assert [] == told(svg("<rect/>", before=before))
    assert b"DOCTYPE" not in without_type(svg(before=before))
    assert [("image-invalid", before.count("\n") + 3)] == told(svg("<text>&nbsp;</text>", before=before))


def test_what_a_program_notes_down_is_no_style() -> None:
    """Inkscape keeps the path of a file in an attribute of its own, which nothing draws."""
    noted = r'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export-filename="C:\Map (copy).png"'
    assert [] == told(svg(attributes=f'{noted} width="4" height="2"'))


def test_a_long_prolog_takes_no_time() -> None:
    """Comments and blanks without end before a document type that never comes are read once."""
    start = time.perf_counter()
    for before in ("<!-- -" * 100_000, "<!---->" * 100_000, " " * 1_000_000, "<!DOCTYPE svg PUBLIC " + " " * 1_000_000):
        without_type(before.encode())
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "inside",
    [
        "<g>" * 10_000 + "</g>" * 10_000,
        "<g/>" * 100_000,
        _within(png(1, 1).replace(b"\0\0\0\x01\0\0\0\x01", (60_000).to_bytes(4) * 2, 1)),
        _within(b"nothing"),
        '<image href="data:image/png;base64,A"/>',
        "<g",
        "&unknown;",
        "<g></h>",
        "\x00",
        " " * 3 * 1024 * 1024,
    ],
)
def test_what_is_broken_or_without_bounds_is_refused(inside: str) -> None:
    """Depth, number, size and what lies within are bounded; what cannot be read is told."""
    problems = list(check_picture(svg(inside), PATH, HERE))
    assert problems
    assert {PATH} == {problem.position.path for problem in problems}
    assert read_picture(svg(inside)) is None


def test_many_flaws_are_told_up_to_a_point() -> None:
    """All that is wrong is told in one run, but not without end."""
    assert 10 == len(told(svg("<script/>" * 1000)))


@pytest.mark.parametrize("data", [b"\xff\xfe<\0s\0v\0g\0>\0", b'<?xml version="1.0" encoding="UTF-7"?>' + svg()])
def test_other_encodings_are_refused(data: bytes) -> None:
    """An SVG is read as what every program reads it as: UTF-8."""
    assert [str(Code.IMAGE_INVALID)] == [code for code, _ in told(data)]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="400" height="200"', (400, 200)),
        ('width="400px" height="100mm"', (400, 378)),
        ('width="2in" height="72pt"', (192, 96)),
        ('width="2.54cm" height="6pc"', (96, 96)),
        ('viewBox="0 0 640 400"', (640, 400)),
        ('viewBox="-5,-5, 64e1 400.0"', (640, 400)),
        ('width="100%" height="100%" viewBox="0 0 640 400"', (640, 400)),
        ('width="320" viewBox="0 0 640 400"', (320, 200)),
        ('height="200" viewBox="0 0 640 400"', (320, 200)),
        ("", None),
        ('width="100%" height="100%"', None),
        ('width="400"', None),
        ('width="0" height="200"', None),
        ('width="-4" height="200"', None),
        ('width="1e999" height="200"', None),
        ('viewBox="0 0 0 400"', None),
        ('viewBox="0 0 nan inf"', None),
    ],
)
def test_natural_size(attributes: str, size: tuple[int, int] | None) -> None:
    """The size is that of width and height, in any unit of length, or else of the box; one of them there must be."""
    picture = read_picture(svg(attributes=attributes))
    assert size == (picture and (round(picture.width), round(picture.height)))
    assert ([] if size else [(str(Code.IMAGE_INVALID), 1)]) == told(svg(attributes=attributes))


def test_absurd_sizes_are_refused() -> None:
    """A drawing may not be larger than a page could ever be."""
    assert [(str(Code.IMAGE_TOO_LARGE), 7)] == told(svg(attributes='width="60000" height="60000"'))


def test_the_name_tells_the_kind() -> None:
    """An SVG that is called something else would not be shown beside a Markdown file."""
    (problem,) = check_picture(svg(), "content/images/map.png", HERE)
    assert (HERE, "the picture map.png is an SVG, whatever its name says") == (problem.position, problem.message)


def test_an_svg_without_its_name_space_is_told() -> None:
    """What browsers and Word take for unknown XML is no picture."""
    (problem,) = check_picture(b'<svg width="4" height="2"/>', PATH, HERE)
    assert "the SVG does not say that it is one, so no program shows it" == problem.message


@given(st.binary(max_size=100) | st.text('<>/"= svgxmln:&;!-[]?', max_size=100).map(str.encode))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    """Whatever stands in an SVG, it has a size or a problem."""
    for whole in (b"<" + data, svg().replace(b"\n\n", b"\n" + data, 1)):
        assert bool(read_picture(whole)) != bool(told(whole))
