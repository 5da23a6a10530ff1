"""The PNG that is drawn of an SVG: the same each time, and nothing that an SVG asks for brings the program down."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import resvg_py
from picture_cases import png, svg

from briefwright.pictures import read_picture
from briefwright.pictures.drawing import draw
from briefwright.pictures.rendering import drawn
from briefwright.problems import Code

MAP = svg('<rect width="400" height="200" fill="#eef"/><text x="9" y="40" font-family="sans-serif">Lanes</text>')
DRAWING = Path(__file__).parents[2] / "src/briefwright/pictures/drawing.py"


def test_an_svg_gets_a_png() -> None:
    """It is twice the natural size, for print; what is no SVG, or has a PNG beside it, stays as it is."""
    beside = {"a.png": png(7, 5), "b.svg": svg(), "b.png": png(40, 20)}
    images, problems = drawn({"map.svg": MAP, **beside}, "content/images")
    assert [] == problems
    assert {"map.svg": MAP, "map.png": images["map.png"], **beside} == images
    picture = read_picture(images["map.png"])
    assert picture
    assert ("png", 800, 400) == picture[:3]


@pytest.mark.parametrize(
    ("attributes", "size"), [('viewBox="0 0 9000 900"', (1600, 160)), ('viewBox="0 0 8 4"', (16, 8))]
)
def test_no_png_is_larger_than_a_page(attributes: str, size: tuple[int, int]) -> None:
    """A large drawing gives a PNG as wide as a page can show."""
    images, _ = drawn({"map.svg": svg("<g/>", attributes)}, "content/images")
    picture = read_picture(images["map.png"])
    assert picture
    assert size == picture[1:3]


def test_the_same_bytes_each_time() -> None:
    """Neither the process nor its environment shows in the PNG."""
    environments = ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"})
    command = [sys.executable, "-P", str(DRAWING), "2.0"]
    made = [
        subprocess.run(command, input=MAP, capture_output=True, check=True, env={**os.environ, **environment}).stdout
        for environment in environments
    ]
    assert made[0]
    assert made[0] == made[1]


GREEDY = {
    "memory": '<pattern id="p" width="100000" height="100000" patternUnits="userSpaceOnUse"><rect width="9"'
    ' height="9"/></pattern><rect width="400" height="200" fill="url(#p)"/>',
    "depth": "".join(
        f'<pattern id="p{n}" width="1" height="1" patternUnits="userSpaceOnUse">'
        f'<rect width="400" height="200" fill="url(#p{n + 1})"/></pattern>'
        for n in range(3000)
    )
    + '<rect width="400" height="200" fill="url(#p0)"/>',
    "uses": "".join(f'<g id="a{n}">{f"""<use href="#a{n + 1}"/>""" * 10}</g>' for n in range(9)),
    "time": '<filter id="f"><feTurbulence numOctaves="100000" baseFrequency="0.05"/></filter>'
    '<rect width="400" height="200" filter="url(#f)"/>',
}


@pytest.mark.parametrize("inside", GREEDY.values(), ids=GREEDY)
def test_a_greedy_drawing_is_told(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What uses up memory, depth or time ends in a problem that says what to do."""
    monkeypatch.setattr("briefwright.pictures.rendering._SECONDS", 2)
    images, (problem,) = drawn({"maps/a.svg": svg(inside)}, "content/images")
    assert ["maps/a.svg"] == list(images)
    assert (Code.IMAGE_UNDRAWN, "content/images/maps/a.svg") == (problem.code, problem.position.path)
    assert problem.hint == "save it as maps/a.png too, beside it: that is then what older programs show"


def test_a_machine_without_fonts_draws_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are never dropped in silence; a drawing without words needs no fonts."""
    without = partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    assert draw(MAP.decode(), 1)
    monkeypatch.setattr("resvg_py.svg_to_bytes", without)
    assert b"" == draw(MAP.decode(), 1)
    assert draw(svg("<rect/>").decode(), 1)
