"""YAML 1.2 as data, where every value knows its line and column.

ruamel.yaml gives the events; we build plain data from them ourselves: no tags, no aliases, no dates
(`no` is a language, and a date is text until a field asks for one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefwright.problems import Code, Position, Problem
from briefwright.workspace.files import CONTROL

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a node stands: its position, and the offsets of its value in the text that was read."""

    position: Position
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Places:
    """The place of each value of a file, by its path of keys and indexes; of a key where the value is missing."""

    path: str
    stretches: Mapping[Path, Stretch]

    def at(self, *path: str | int) -> Position:
        """The position of a value, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if found := self.stretches.get(path[:length]):
                return found.position
        return Position(self.path)

    def each(self, *prefix: str | int) -> dict[str | int, Places]:
        """The places of what is inside each member of a collection, by key or index: one pass for all."""
        size, found = len(prefix), {}  # type: tuple[int, dict[str | int, dict[Path, Stretch]]]
        for path, place in self.stretches.items():
            if len(path) > size and path[:size] == prefix:
                found.setdefault(path[size], {})[path[size + 1 :]] = place
        return {step: Places(self.path, inside) for step, inside in found.items()}

    def below(self, *prefix: str | int) -> Places:
        """The places of what is inside one value, by paths from there."""
        size = len(prefix)
        inside = {path[size:]: place for path, place in self.stretches.items() if path[:size] == prefix}
        return Places(self.path, inside)


@dataclass(frozen=True, slots=True)
class Yaml:
    """What a YAML text holds. ``data`` is None where nothing could be read, with the reason in ``problems``."""

    data: Any
    places: Places
    problems: tuple[Problem, ...]


class _RefusedError(Exception):
    """What YAML allows and we do not read."""

    def __init__(self, mark: Any, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem_mark, self.problem, self.hint = mark, message, hint


DEEPEST = 30
"""Levels of nesting beyond which a file is refused."""


def read_yaml(text: str, path: str, line: int = 1) -> Yaml:
    """The data of a YAML text whose first line is ``line`` of the file. Never raises for content.

    The C parser is tried first. It is one for YAML 1.1, which refuses a few texts that 1.2 allows, so that
    the pure one has the last word, and says what is wrong.
    """
    if not re.search("[\x85\u2028\u2029]", text):  # line ends in YAML 1.1, characters in 1.2
        yaml = _read(text, path, line, pure=False)
        if yaml.data is not None:
            return yaml
    return _read(text, path, line, pure=True)


def _read(text: str, path: str, line: int, *, pure: bool) -> Yaml:
    from ruamel.yaml import YAML  # noqa: PLC0415 (25 ms that `--help` need not pay)
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    building = _Building(path, line)
    try:
        for event in YAML(typ="safe", pure=pure).parse(text):
            building.take(event)
    except (YAMLError, _RefusedError, ValueError) as error:
        return Yaml(None, Places(path, {}), (_unreadable(error, building),))
    return Yaml(building.data, Places(path, building.stretches), tuple(building.problems))


def _unreadable(error: Exception, building: _Building) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = building.position(mark) if mark else Position(building.path, building.line)
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    if isinstance(error, _RefusedError):
        return Problem(Code.YAML_INVALID, place, said, error.hint)
    hint = next((hint for pattern, hint in _HINTS.items() if re.search(pattern, said)), f"the reader says: {said}")
    kind = "JSON" if building.path.endswith(".json") else "YAML"
    return Problem(Code.YAML_INVALID, place, f"the {kind} breaks off here", hint)


_HINTS = {
    r"mapping values are not allowed": "put a text that holds a colon in quotation marks",
    r"found character .*cannot start": "use spaces, not tabs, and put texts with special signs in quotation marks",
    r"could not find expected ':'": "is a colon missing, or the line not indented?",
    r"expected ',' or": "is a comma, a bracket or a quotation mark missing?",
    r"expected <block end>|expected <document start>": "check the indentation of this line and the one above",
    r"unexpected end of stream|while scanning a quoted|found unexpected": "is a quotation mark or bracket missing?",
    r"control characters|special characters": "delete the invisible character",
}


class _Building:
    """Plain data from events, noting the place of each value. Not recursive: the depth of a text costs no stack."""

    def __init__(self, path: str, line: int) -> None:
        self.path, self.line = path, line
        self.data: Any = None
        self.stretches: dict[Path, Stretch] = {}
        self.problems: list[Problem] = []
        self.around: list[tuple[Any, Path]] = []  # the collections that are open, each with its path
        self.keys: list[str | None] = []  # for each, the key that waits for its value
        self.documents = 0

    def position(self, mark: Any) -> Position:
        return Position(self.path, self.line + mark.line, mark.column + 1)

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        kind = type(event).__name__
        if getattr(event, "tag", None):
            raise _RefusedError(
                event.start_mark, f"tags ({event.tag}) are not read", "delete the part that begins with !"
            )
        match kind:
            case "ScalarEvent":
                self._scalar(event)
            case "MappingStartEvent" | "SequenceStartEvent":
                self._open(event, {} if kind == "MappingStartEvent" else [])
            case "MappingEndEvent" | "SequenceEndEvent":
                _, path = self.around.pop()
                self.keys.pop()
                start = self.stretches[path]
                self.stretches[path] = Stretch(start.position, start.start, event.end_mark.index)
            case "AliasEvent":
                raise _RefusedError(event.start_mark, "aliases (*name) are not read", "write the value out again")
            case "DocumentStartEvent":
                self.documents += 1
                if self.documents > 1:
                    hint = "delete the line ---, or make two files"
                    raise _RefusedError(event.start_mark, "a second document begins here", hint)

    def _scalar(self, event: Any) -> None:
        collection = self.around[-1][0] if self.around else None
        if isinstance(collection, dict) and self.keys[-1] is None:
            self._key(event)
        else:
            self._put(_value(event.value) if event.style in {None, ""} else _whole(event.value), event)

    def _key(self, event: Any) -> None:
        collection, path = self.around[-1]
        key = _whole(str(event.value))
        place = self.position(event.start_mark)
        if key in collection:
            hint = "keep one of them"
            self.problems.append(Problem(Code.KEY_DUPLICATE, place, f'the key "{key}" stands here twice', hint))
        else:
            self.stretches[*path, key] = Stretch(place, event.end_mark.index, event.end_mark.index)
        self.keys[-1] = key

    def _open(self, event: Any, collection: Any) -> None:
        if len(self.around) >= DEEPEST:
            raise _RefusedError(event.start_mark, "this is nested too deeply", "write it flatter")
        if self.around and isinstance(self.around[-1][0], dict) and self.keys[-1] is None:
            raise _RefusedError(event.start_mark, "a key must be a word", "put the text in quotation marks")
        path = self._put(collection, event)
        self.around.append((collection, path))
        self.keys.append(None)

    def _put(self, value: Any, event: Any) -> Path:
        """Put a value where it belongs: into the collection around it, under the key that waits."""
        place = Stretch(self.position(event.start_mark), event.start_mark.index, event.end_mark.index)
        if not self.around:
            self.data, self.stretches[()] = value, place
            return ()
        collection, around = self.around[-1]
        if isinstance(collection, list):
            path = (*around, len(collection))
            collection.append(value)
            self.stretches[path] = place
            return path
        key, self.keys[-1] = self.keys[-1] or "", None
        path = (*around, key)
        if key not in collection:  # the first of two stays
            collection[key] = value
            self.stretches[path] = Stretch(self.stretches[path].position, place.start, place.end)
        return path


def _whole(text: str) -> str:
    """A text whose characters are whole (JSON may write those beyond U+FFFF as two halves) and can be seen."""
    if re.search("[\ud800-\udfff]", text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return CONTROL.sub("\ufffd", text)


def _value(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema)."""
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text.lower() in {"true", "false"} and text in {text.lower(), text.upper(), text.capitalize()}:
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?\d{1,18}", text):
        return int(text)
    if re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", text) and len(text) < 40:  # noqa: PLR2004 (no figure is longer)
        return float(text)
    return text
