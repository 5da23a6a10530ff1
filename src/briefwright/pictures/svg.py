"""SVG: what may stand in one, and how large it is.

An SVG is a program as much as a picture. What a document may carry is a drawing: shapes, words, pictures within
it, and styles. Whatever acts, asks elsewhere or hides something is refused, told with its line. The reader is
expat, which loads nothing. A document type that only names SVG, as most programs write one, is taken out before
anything is read or shown; any other ends the reading, so that no entity is ever expanded.
"""

from __future__ import annotations

import binascii
import math
import re
from base64 import b64decode
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from briefwright.pictures.raster import CSS_DPI, Picture, is_too_large, read_raster

_SMALLEST_SIDE = 0.01
"""Pixels of a side below which there is nothing to see, and proportions are past reckoning with."""
LARGEST_SVG = 2 * 1024 * 1024
"""Bytes beyond which an SVG is refused: what is more detailed is better a PNG."""

_SVG = "http://www.w3.org/2000/svg"
_W3C = "http://www.w3.org/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DEEPEST = 100
_MOST_ELEMENTS = 50_000
_MOST_FLAWS = 10

_ELEMENTS = frozenset(
    """svg g defs symbol use switch title desc metadata style view path rect circle ellipse line polyline polygon text
    tspan textPath image linearGradient radialGradient stop pattern clipPath mask marker filter""".split()
)
"""What an SVG may hold, besides the steps of filters (`fe…`)."""

_PIXELS = {"": 1, "px": 1, "pt": CSS_DPI / 72, "pc": 16, "mm": CSS_DPI / 25.4, "cm": CSS_DPI / 2.54, "in": CSS_DPI}
_NUMBER = r"\+?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in)?\s*")
_BOX = re.compile(rf"\s*[^\s,]+[\s,]+[^\s,]+[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_DATA = re.compile(r"data:image/(?:png|jpe?g);base64,")
_URL = re.compile(r"url\(\s*+[\"']?+\s*+(?!#|data:image/(?:png|jpe?g);base64,)", re.IGNORECASE)
_FETCHING = re.compile(r"@import|image-set\(|\bsrc\(|expression\(|-moz-binding", re.IGNORECASE)
_ENCODINGS = {"utf-8", "us-ascii", "ascii"}

_TYPE = re.compile(
    rb"""((?:\xef\xbb\xbf)?\s*+(?:<\?xml\s[^>]*+>)?+(?:\s++|<!--(?:[^-]|-(?!->))*+-->)*+)
    (<!DOCTYPE\s++svg\s*+(?:PUBLIC\s++["']-//W3C//DTD[ ]SVG[ ][\w. ]*+//EN["']\s++["']http://www\.w3\.org/[\w./-]*+["']\s*+)?+>)
    """,
    re.VERBOSE,
)
"""What stands before a document type that defines nothing of its own, and that type."""

AGAIN = "save it anew as plain SVG without it, or as PNG"


class Flaw(NamedTuple):
    """What is wrong with an SVG, what to do, and where; ``unsafe`` if it is more than a drawing."""

    message: str
    hint: str
    line: int
    column: int
    unsafe: bool = True


class Svg(NamedTuple):
    """An SVG that was read: its size where it has no flaw."""

    picture: Picture | None
    flaws: tuple[Flaw, ...]


class _StopError(Exception):
    """There is no point in reading on."""


def without_type(data: bytes) -> bytes:
    """An SVG without the document type that names it one; its lines and columns stay where they are."""
    found = _TYPE.match(data)
    return data[: found.start(2)] + re.sub(rb"[^\n]", b" ", found[2]) + data[found.end() :] if found else data


@lru_cache(maxsize=8)
def read_svg(data: bytes) -> Svg | None:
    """The size of an SVG, or its flaws; None for what is no SVG."""
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return None
    if len(data) > LARGEST_SVG:
        mib = LARGEST_SVG // 1024 // 1024
        return Svg(None, (Flaw(f"the SVG is larger than {mib} MiB", "save it as PNG", 1, 1, unsafe=False),))
    reading = _Reading()
    if reading.read(without_type(data)) is None:
        return None
    flaws = tuple(reading.flaws)
    picture = None if flaws else _picture(reading.root)
    if not flaws and picture is None:
        hint = 'give its first element a width and a height, or a viewBox: viewBox="0 0 640 400"'
        flaws = (Flaw("the SVG does not say how large it is", hint, *reading.start, unsafe=False),)
    return Svg(picture, flaws)


# ── Size ─────────────────────────────────────────────────────────────────────


def _picture(root: dict[str, str]) -> Picture | None:
    """The natural size, from width and height, or else from the box that the drawing is seen through."""
    width, height = (_pixels(root.get(name, "")) for name in ("width", "height"))
    box = _BOX.fullmatch(root.get("viewBox", ""))
    across, down = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    if across and down:
        width = width or (height * across / down if height else across)
        height = height or width * down / across
    sizes = (width, height)
    return Picture("svg", *sizes) if all(_SMALLEST_SIDE <= size < math.inf for size in sizes) else None


def _pixels(text: str) -> float:
    """A length in pixels; nothing where it is relative, or none."""
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PIXELS[found[2] or ""] if found else 0.0


# ── What may stand in it ─────────────────────────────────────────────────────


@dataclass(slots=True)
class _Reading:
    """An SVG being read: where the reader is, and what it has met."""

    flaws: list[Flaw] = field(default_factory=list)
    root: dict[str, str] = field(default_factory=dict)
    start: tuple[int, int] = (1, 1)
    depth: int = 0
    elements: int = 0
    styles: list[str] | None = None
    is_svg: bool | None = None
    parser: expat.XMLParserType = field(init=False)

    def __post_init__(self) -> None:
        """Make the reader, which takes the bytes as UTF-8 whatever they say."""
        self.parser = parser = expat.ParserCreate("UTF-8", " ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._document_type
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._text

    def read(self, data: bytes) -> bool | None:
        """Read it all, or up to where that has no point; None for what is no SVG."""
        try:
            self.parser.Parse(data, True)  # noqa: FBT003 (it is the last piece)
        except expat.ExpatError as error:
            if self.is_svg is not None or b"<svg" in data:
                self.is_svg = True
                said, hint = expat.ErrorString(error.code), "open it in a browser, which shows the place"
                flaw = Flaw(f"the SVG cannot be read: {said}", hint, error.lineno, error.offset + 1, unsafe=False)
                self.flaws.append(flaw)
        except _StopError:
            self.is_svg = True if self.is_svg is None else self.is_svg
        return self.is_svg or None

    def _tell(self, message: str, hint: str = AGAIN, *, stop: bool = False, unsafe: bool = True) -> None:
        place = (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.flaws.append(Flaw(message, hint, *place, unsafe=unsafe))
        if stop or len(self.flaws) >= _MOST_FLAWS:
            raise _StopError

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            self._tell(f"the SVG is in {encoding}", "save it as UTF-8", stop=True, unsafe=False)

    def _document_type(self, name: str, *_rest: object) -> None:
        self.is_svg = name == "svg"
        hint = "save it anew as plain SVG (in Illustrator, without its editing capabilities), or as PNG"
        self._tell("the SVG has a document type that may define things of its own", hint, stop=True)

    def _instruction(self, target: str, _data: str) -> None:
        self._tell(f"the SVG has an instruction to programs, <?{target} …?>")

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self.depth += 1
        self.elements += 1
        if self.elements == 1:
            self._begin(space, local, attributes)
        if self.depth > _DEEPEST or self.elements > _MOST_ELEMENTS:
            self._tell("the SVG is nested too deeply, or has too many parts", "save it as PNG", stop=True)
        if space == _SVG and local not in _ELEMENTS and not local.startswith("fe"):
            self._tell(f"the SVG has a <{local}>, which a picture in a document may not have")
        if space not in {_SVG, _RDF} and space.startswith(_W3C):
            self._tell(f"the SVG has a <{local}> of another language of the web")
        if local == "style":
            self.styles = []
        for key, value in attributes.items():
            whose, _, called = key.rpartition(" ")
            self._attribute(called, value, drawn=not whose or whose.startswith(_W3C))

    def _begin(self, space: str, local: str, attributes: dict[str, str]) -> None:
        self.is_svg, self.root = (space, local) == (_SVG, "svg"), attributes
        self.start = (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        if local == "svg" and not self.is_svg:
            self.is_svg = True
            hint = f'begin with <svg xmlns="{_SVG}" …>'
            self._tell("the SVG does not say that it is one, so no program shows it", hint, stop=True, unsafe=False)
        if not self.is_svg:
            raise _StopError

    def _attribute(self, name: str, value: str, *, drawn: bool) -> None:
        """What an attribute asks for; the notes of drawing programs (``drawn`` is false) are no styles."""
        if name.lower().startswith("on"):
            self._tell(f"the SVG has a script, {name}")
        elif name in {"href", "src", "base"}:
            self._reference(value.strip())
        elif "javascript:" in re.sub(r"[\x00-\x20]", "", value).lower():
            self._tell("the SVG has a script in an address")
        elif drawn and name not in {"d", "points"}:
            self._style(value)

    def _reference(self, target: str) -> None:
        """What is shown from elsewhere: only parts of the picture itself, and pictures that stand in it."""
        if target.startswith("#"):
            return
        found = _DATA.match(target)
        if not found:
            self._tell(f'the SVG refers to "{target[:60]}", which is not in it')
            return
        try:
            picture = read_raster(b64decode(target[found.end() :]))
        except binascii.Error:
            picture = None
        if picture is None or is_too_large(picture):
            self._tell("the SVG has a picture in it that is broken or much too large", unsafe=False)

    def _style(self, text: str) -> None:
        if _URL.search(text) or _FETCHING.search(text) or ("\\" in text and "(" in text):
            self._tell("the SVG has a style that fetches something from elsewhere")

    def _close(self, name: str) -> None:
        self.depth -= 1
        if name.rpartition(" ")[2] == "style" and self.styles is not None:
            self._style("".join(self.styles))
            self.styles = None

    def _text(self, text: str) -> None:
        if self.styles is not None:
            self.styles.append(text)
