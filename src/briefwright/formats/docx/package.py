"""The package: relationships, content types, and a zip that is the same for the same parts."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from briefwright.formats.docx.markup import DECLARATION, R, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


class Relations:
    """The relationships of one part, numbered behind those that it has. What is added twice has one id."""

    def __init__(self, behind: int = 0) -> None:
        self._behind = behind
        self._ids: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship of that kind (a last word, or a whole address) to the target."""
        return self._ids.setdefault((kind, target, external), f"rId{self._behind + len(self._ids) + 1}")

    def __iter__(self) -> Iterator[tuple[str, str, str, bool]]:
        """Each as its id, its kind, its target, and whether that is outside."""
        return ((key, *relation) for relation, key in self._ids.items())

    def xml(self) -> str:
        """The `.rels` part."""
        return relationships(self)

    def __bool__(self) -> bool:
        return bool(self._ids)


_MODES = {True: ' TargetMode="External"', False: ""}


def relationships(relations: Iterable[tuple[str, str, str, bool]]) -> str:
    """A `.rels` part, of ids, kinds (a last word, or a whole address), targets, and whether these are outside."""
    written = "".join(
        f'<Relationship Id="{escape(key)}" Type="{escape(kind) if ":" in kind else f"{R}/{kind}"}" '
        f'Target="{escape(target)}"{_MODES[external]}/>'
        for key, kind, target, external in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{written}</Relationships>'


def content_types(defaults: Mapping[str, str], overrides: Mapping[str, str]) -> str:
    """`[Content_Types].xml`: types by extension, and by name of part."""
    by_extension = "".join(
        f'<Default Extension="{escape(extension)}" ContentType="{escape(kind)}"/>'
        for extension, kind in sorted(defaults.items())
    )
    by_name = "".join(
        f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>'
        for name, kind in sorted(overrides.items())
    )
    return f'{DECLARATION}<Types xmlns="{TYPES}">{by_extension}{by_name}</Types>'


def zipped(parts: Mapping[str, str | bytes], moment: datetime.datetime) -> bytes:
    """The parts as a zip: `[Content_Types].xml` first, the others sorted, all with the same date.

    Whatever a ZipInfo takes from the system it runs on is set, so that the bytes are the same everywhere.
    """
    file = BytesIO()
    date = _date(moment)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, parts[name])
    return file.getvalue()


def _date(moment: datetime.datetime) -> tuple[int, int, int, int, int, int]:
    utc = in_utc(moment)
    date = (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second)
    return min(max(date, _EARLIEST), _LATEST)


def in_utc(moment: datetime.datetime) -> datetime.datetime:
    """The moment in UTC; one without a time zone is meant so, whatever zone the machine is in."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone(datetime.UTC)
