"""Word files for tests: packed from parts that stand as text in `templates/`, or changed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from trees import png

from briefwright.formats.docx import HouseStyle, read_house_style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TEMPLATES = Path(__file__).parent / "templates"


def word_german() -> bytes:
    """A template as a German Word saves it, with a logo in the header of its first page."""
    parts = {path.name.replace("~", "/"): path.read_bytes() for path in sorted((TEMPLATES / "word-german").iterdir())}
    return packed({**parts, "word/media/logo.PNG": png(120, 60)})


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of these parts, in this order."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None], **more: str) -> bytes:
    """A zip with each entry changed, or left out where the change is None; ``more`` entries by name, with __ for /."""
    changed = {name: change(name, text) for name, text in unpacked(data).items()}
    kept = {name: text for name, text in changed.items() if text is not None}
    return packed({**kept, **{name.replace("__", "/"): new for name, new in more.items()}})


def replaced(data: bytes, part_name: str, old: str, new: str) -> bytes:
    """A Word file with a text in one part replaced, which must be there."""
    parts = unpacked(data)
    assert old.encode() in parts[part_name], old
    return packed({**parts, part_name: parts[part_name].replace(old.encode(), new.encode())})


def read(data: bytes) -> HouseStyle:
    """The house style in a file that is one."""
    house_style, problems = read_house_style(data, "templates/house-styles/ours.docx")
    assert house_style is not None, problems
    return house_style


def part(data: bytes, name: str) -> str:
    """The XML of a part."""
    return unpacked(data)[name].decode()
