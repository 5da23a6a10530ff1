"""How many pages a PDF has, and on which of them each bookmark of the Word file stands."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote

from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def pages_of(pdf: bytes, bookmarks: Iterable[str]) -> Mapping[str, int]:
    """The page, counted from 1, of each bookmark that the PDF has as a destination."""
    reader = PdfReader(BytesIO(pdf))
    known = {name.removeprefix("/"): destination for name, destination in reader.named_destinations.items()}
    pages: dict[str, int] = {}
    for bookmark in bookmarks:
        found = next((known[name] for name in _destinations(bookmark) if name in known), None)
        page = reader.get_destination_page_number(found) if found else None
        if page is not None and page >= 0:
            pages[bookmark] = page + 1
    return pages


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(BytesIO(pdf)).pages)


def _destinations(bookmark: str) -> Iterator[str]:
    """What LibreOffice may make of its name: as it is, or read as part of an address."""
    yield _written(bookmark)
    yield _written("".join(letter if letter.isascii() else quote(letter) for letter in bookmark))


def _written(name: str) -> str:
    """A name as LibreOffice writes it: what is no letter or digit of ASCII, by its number."""
    units = name.encode("utf-16-be")
    return "".join(_unit(units[place], units[place + 1]) for place in range(0, len(units), 2))


def _unit(high: int, low: int) -> str:
    letter = chr(low)
    if not high and letter.isascii() and (letter.isalnum() or letter == "-"):
        return letter
    return f"{high:02X}{low:02X}" if high else f"{low:02X}"
