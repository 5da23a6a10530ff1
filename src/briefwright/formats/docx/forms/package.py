"""A body's form as a package that is added to: each part that nothing is added to keeps its bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lxml import etree

from briefwright.formats.docx.inheriting import local
from briefwright.formats.docx.markup import NAMESPACES, R
from briefwright.formats.docx.opening import CONTENT_TYPES, MOST_BYTES, RefusedError, unpacked
from briefwright.formats.docx.package import RELATIONSHIPS, TYPES, WORD
from briefwright.formats.docx.parts import Part, open_package, relations_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERED = re.compile(r"rId(\d{1,8})")


class Package:
    """The parts of a form. The trees that are asked for are written anew, and all else stays as it is."""

    def __init__(self, data: bytes) -> None:
        self.main: Part = open_package(data)
        self.data = data
        self._data = unpacked(data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self._entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        self._names = {_key(name): name for name in self._data}
        self._trees: dict[str, Any] = {}
        self._made: dict[str, str] = {}

    @property
    def folder(self) -> str:
        """Where the main part lies, with a slash at its end."""
        return self.main.name.rpartition("/")[0] + "/" if "/" in self.main.name else ""

    def tree(self, name: str) -> Any:
        """The XML of a part, to be changed."""
        name = self._names[_key(name)]
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self._trees[name] = etree.fromstring(self._data[name], parser)
        return self._trees[name]

    def related(self, kind: str) -> str:
        """The name of the part that the main part has as its styles, settings …; empty where there is none."""
        part = self.main.related(kind)
        return part.name if part else ""

    def supplied(self, kind: str) -> Any:
        """The XML of the part of that kind, an empty one made where there is none."""
        name = self.related(kind) or self._made.get(kind, "")
        if not name:
            name = self.free_name(f"{self.folder}{kind}.xml")
            self._made[kind] = name
            self._add(name, f"<w:{kind} {NAMESPACES}/>".encode(), f"{WORD}.{kind}+xml")
            self.relate(self.main.name, [(self._free_relation(f"rId{kind.title()}"), kind, f"/{name}", False)])
        return self.tree(name)

    def name_of(self, kind: str) -> str:
        """The name of the part of that kind, which there is by now."""
        return self.related(kind) or self._made[kind]

    def free_name(self, wanted: str) -> str:
        """The name, or one with a number that no part has."""
        stem, dot, extension = wanted.rpartition(".")
        name, number = wanted, 1
        while _key(name) in self._names:
            number += 1
            name = f"{stem}{number}{dot}{extension}"
        return name

    def _add(self, name: str, data: bytes, content_type: str) -> None:
        self._put(name, data)
        types = self.tree(CONTENT_TYPES)
        etree.SubElement(types, f"{{{TYPES}}}Override", {"PartName": f"/{name}", "ContentType": content_type})

    def _put(self, name: str, data: bytes) -> None:
        self._data[name] = data
        self._names[_key(name)] = name

    def add_media(self, name: str, data: bytes, content_type: str) -> None:
        """A picture, with the type of its extension where the package does not have it."""
        self._put(name, data)
        types, extension = self.tree(CONTENT_TYPES), name.rpartition(".")[2]
        known = {each.get("Extension", "").lower(): each.get("ContentType", "") for each in types if local(each)}
        if known.get(extension, content_type) != content_type:
            etree.SubElement(types, f"{{{TYPES}}}Override", {"PartName": f"/{name}", "ContentType": content_type})
        elif extension not in known:
            default = etree.Element(f"{{{TYPES}}}Default", {"Extension": extension, "ContentType": content_type})
            types.insert(0, default)

    # ── Relationships ────────────────────────────────────────────────────────

    def _relations(self, name: str) -> str:
        return self._names.get(_key(relations_name(name)), "")

    def last_relation(self, name: str) -> int:
        """The highest number among the ids of a part's relationships."""
        file = self._relations(name)
        if not file:
            return 0
        root = self._trees[file] if file in self._trees else etree.fromstring(self._data[file])
        found = (_NUMBERED.fullmatch(each.get("Id", "")) for each in root if local(each))
        return max((int(match[1]) for match in found if match), default=0)

    def _free_relation(self, wanted: str) -> str:
        """An id of a relationship of the main part that none has; ours for links and pictures are numbers."""
        file = self._relations(self.main.name)
        taken = {each.get("Id") for each in self.tree(file)} if file else set()
        while wanted in taken:
            wanted += "A"
        return wanted

    def relate(self, name: str, relations: Iterable[tuple[str, str, str, bool]]) -> None:
        """Give a part further relationships."""
        added = list(relations)
        if not added:
            return
        if not self._relations(name):
            self._put(relations_name(name), f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        root = self.tree(self._relations(name))
        for key, kind, target, external in added:
            said = {"Id": key, "Type": kind if ":" in kind else f"{R}/{kind}", "Target": target}
            mode = {"TargetMode": "External"} if external else {}
            etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", {**said, **mode})

    # ── The file ─────────────────────────────────────────────────────────────

    def zipped(self) -> bytes:
        """The file: entries in their order and with their dates, those that were added behind them."""
        file = BytesIO()
        first = self._entries[0]
        old = {entry.filename: entry for entry in self._entries}
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self._data.items():
                entry = _entry(name, old.get(name, first), new=name not in old)
                archive.writestr(entry, _written(self._trees[name]) if name in self._trees else data)
        made = file.getvalue()
        if len(made) > MOST_BYTES:
            raise RefusedError(f"with the answers it is larger than {MOST_BYTES // 1024 // 1024} MiB")
        return made


def _key(name: str) -> str:
    return unquote(name).lower()


def _entry(name: str, like: zipfile.ZipInfo, *, new: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, like.date_time)
    entry.compress_type = zipfile.ZIP_DEFLATED if new else like.compress_type
    entry.create_system, entry.external_attr = 0, 0
    return entry


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
