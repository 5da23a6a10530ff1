"""The PNG that stands in for an SVG, for programs that show none: drawn by resvg, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright.pictures.drawing import NO_FONTS
from briefwright.pictures.reading import png_beside, read_picture
from briefwright.problems import Code, Position, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_ZOOM = 2.0
_WIDEST, _TALLEST = 1600, 2000
"""Pixels that fill a page at more than 200 an inch."""
_SECONDS = 30


def drawn(images: Mapping[str, bytes], folder: str) -> tuple[dict[str, bytes], list[Problem]]:
    """Pictures with a PNG for each SVG that has none beside it, and the problems of those that cannot be drawn."""
    whole, problems = dict(images), []
    for source, data in sorted(images.items()):
        picture = read_picture(data)
        if picture and picture.extension == "svg" and png_beside(source) not in images:
            png = _draw(data, min(_ZOOM, _WIDEST / picture.width, _TALLEST / picture.height))
            if isinstance(png, bytes):
                whole[png_beside(source)] = png
            else:
                hint = f"save it as {png_beside(source)} too, beside it: that is then what older programs show"
                problems.append(Problem(Code.IMAGE_UNDRAWN, Position(f"{folder}/{source}"), png, hint))
    return whole, problems


@lru_cache(maxsize=32)
def _draw(data: bytes, zoom: float) -> bytes | str:
    """The PNG, or why there is none."""
    command = [sys.executable, "-P", str(Path(__file__).with_name("drawing.py")), repr(zoom)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired:
        return "drawing the SVG takes too long"
    except OSError as error:
        return f"the SVG cannot be drawn: {error.strerror}"
    if done.returncode == NO_FONTS:
        return "the SVG has words, and this machine has no fonts"
    picture = read_picture(done.stdout)
    return done.stdout if done.returncode == 0 and picture else "the SVG cannot be drawn"
