"""The parts of a Word file, their types and their relationships: ECMA-376 part 2, the Open Packaging Conventions.

``open_package`` gives the part that is the document; whatever else a file holds is reached from there, or not at all.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from lxml import etree

from briefwright.formats.docx.markup import R
from briefwright.formats.docx.opening import CONTENT_TYPES, RefusedError, unpacked

_MAIN = re.compile(r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)\.main\+xml")
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_REPAIR = "open it in Word or LibreOffice, and save it anew"
_MOST_TAGS = 2_000_000
"""Tags and attributes of all XML beyond which a file is refused: a book has fewer, and each takes memory to read."""
_MACROS = ("macroenabled", "vbaproject")


class Relation(NamedTuple):
    """A relationship of a part: its id, its type, and the part or address that it leads to."""

    key: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rpartition("/")[2]


class Part:
    """A part of a package. Its name is without the first slash, and as it stands in a URI."""

    def __init__(self, package: _Package, name: str) -> None:
        self._package = package
        self.name = name
        self.type = package.type_of(name)
        self.relations = package.relations_of(name)

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._package.files[_key(self.name)]

    @property
    def root(self) -> Any:
        """Its XML. The tree is one for all who ask."""
        return self._package.tree(self.name)

    def target(self, relation: Relation) -> Part:
        """The part that a relationship leads to."""
        return self._package.part(relation.target, self.name)

    def with_id(self, key: str) -> Part:
        """The part that the relationship of that id leads to."""
        return self.target(self.relations[key])

    def related(self, kind: str) -> Part | None:
        """The part that this one has as its styles, settings …."""
        found = (each for each in self.relations.values() if each.type == f"{R}/{kind}" and not each.external)
        first = next(found, None)
        return self.target(first) if first else None


def open_package(data: bytes, main: re.Pattern[str] = _MAIN) -> Part:
    """The document of a Word file (`.docx`, `.dotx`), or a main part of another type; raises RefusedError alone."""
    try:
        return _main_part(_Package(unpacked(data)), main)
    except RefusedError:
        raise
    except Exception as error:
        # Whatever zipfile and lxml raise for a damaged file, it is one finding to the user.
        raise RefusedError(f"it is damaged ({type(error).__name__})") from error


def _main_part(package: _Package, wanted: re.Pattern[str]) -> Part:
    relations = package.relations_of("").values()
    if any(relation.type == _STRICT for relation in relations):
        hint = 'in Word, save it as "Word Document (*.docx)"'
        raise RefusedError("it is saved as Strict Open XML", hint)
    first = next((each for each in relations if each.type == f"{R}/officeDocument" and not each.external), None)
    main = package.part(first.target, "") if first else None
    if main is None or not wanted.fullmatch(main.type):
        what = "a Word document" if wanted is _MAIN else "of this kind"
        raise RefusedError(f"it has no main part that is {what}", "save it anew in Word, Excel or LibreOffice")
    return main


class _Package:
    """The files by comparable name, their types, and the trees of those that are XML."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = {_key(_safe(name)): data for name, data in files.items()}
        self._names = {_key(name): quote(unquote(name), safe="/!$&'()*+,;=:@~") for name in files}
        if len(self.files) < len(files):
            raise RefusedError("it holds a file twice")
        self._trees: dict[str, Any] = {}
        self._tags = 0
        self._defaults, self._overrides = self._types()
        self._refuse_macros()
        self._refuse_entities()

    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        """The types by extension, and by name of part."""
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for element in self.tree(CONTENT_TYPES):
            said = element.get("ContentType", "").strip()
            if "PartName" in element.attrib:
                overrides.setdefault(_key(element.get("PartName").lstrip("/")), said)
            elif "Extension" in element.attrib:
                defaults.setdefault(element.get("Extension").lower(), said)
        return defaults, overrides

    def type_of(self, name: str) -> str:
        return self._overrides.get(_key(name)) or self._defaults.get(name.lower().rpartition(".")[2], "")

    def _refuse_macros(self) -> None:
        said = " ".join((*self._defaults.values(), *self._overrides.values())).lower()
        if any(word in said for word in _MACROS) or any(name.endswith("vbaproject.bin") for name in self.files):
            hint = "in Word, save it as .docx or .dotx, which leaves them behind"
            raise RefusedError("it has macros (.docm, .dotm)", hint)

    def _refuse_entities(self) -> None:
        """Refuses a part with a DTD, whatever its encoding: Word writes none, and entities can blow up."""
        for name in self.files:
            if name.endswith((".xml", ".rels")) or self.type_of(name).endswith("xml"):
                self.tree(name)

    def tree(self, name: str) -> Any:
        key = _key(name)
        if key not in self._trees:
            self._count(key)
            # Without comments and processing instructions, so that none can pass for a mark of ours.
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
            )
            try:
                root = etree.fromstring(self.files[key], parser)
            except etree.XMLSyntaxError:
                raise RefusedError(f"{name} in it is damaged", _REPAIR) from None
            if root.getroottree().docinfo.internalDTD is not None:
                raise RefusedError(f"{name} has a DTD")
            self._trees[key] = root
        return self._trees[key]

    def _count(self, key: str) -> None:
        self._tags += self.files[key].count(b"<") + self.files[key].count(b"=")
        if self._tags > _MOST_TAGS:
            raise RefusedError("it is too large: a house style needs no text", "delete its text in Word, and save it")

    def part(self, name: str, source: str) -> Part:
        if _key(name) not in self.files:
            raise RefusedError(f"{source or 'it'} refers to {name}, which is not in the file")
        return Part(self, self._names[_key(name)])

    def relations_of(self, name: str) -> dict[str, Relation]:
        """The relationships of a part by their id; those of the package itself where there is no name."""
        place = relations_name(name)
        if _key(place) not in self.files:
            return {}
        found = (_relation(element, name) for element in self.tree(place) if "Id" in element.attrib)
        return {relation.key: relation for relation in found}


def _key(name: str) -> str:
    """A name as names are compared: `%41` is `A`, and `a` is too."""
    return unquote(name).lower()


def _safe(name: str) -> str:
    if not all(part.strip(".") and part.isprintable() for part in re.split(r"[/\\]", unquote(name))):
        raise RefusedError(f"a file in it has the name {name!r}")
    return name


def _relation(element: Any, source: str) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    return Relation(
        element.get("Id"), element.get("Type", ""), target if external else _resolved(target, source), external
    )


def _resolved(target: str, source: str) -> str:
    """The name of the part that a relationship of another leads to (RFC 3986 5.2.4, from the folder of the other)."""
    steps = [] if target.startswith("/") else source.split("/")[:-1]
    for step in target.split("/"):
        if step == ".." and not steps:
            raise RefusedError(f"{source or 'it'} refers to {target}, out of the file")
        if step == "..":
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)


def relations_name(name: str) -> str:
    """The name of the part that holds the relationships of another."""
    folder, slash, file = name.rpartition("/")
    return f"{folder}{slash}_rels/{file}.rels"
