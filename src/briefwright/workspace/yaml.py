"""YAML 1.2 as data, where every value knows its line and column.

ruamel.yaml composes the nodes; we build plain data from them ourselves: no tags, no aliases, no dates
(`no` is a language, and a date is text until a field asks for one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefwright.problems import Code, Position, Problem

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
    def __init__(self, node: Any, message: str, hint: str) -> None:
        super().__init__(message)
        self.node, self.message, self.hint = node, message, hint


def read_yaml(text: str, path: str, line: int = 1) -> Yaml:
    """The data of a YAML text whose first line is ``line`` of the file. Never raises for content."""
    from ruamel.yaml import YAML  # noqa: PLC0415 (25 ms that `--help` need not pay)
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    building = _Building(path, line)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        data = building.value(node, ()) if node else None
    except _RefusedError as refused:
        place = building.position(refused.node.start_mark)
        problem = Problem(Code.YAML_INVALID, place, refused.message, refused.hint)
        return Yaml(None, Places(path, {}), (problem,))
    except RecursionError:
        problem = Problem(Code.YAML_INVALID, Position(path, line), "this is nested too deeply", "write it flatter")
        return Yaml(None, Places(path, {}), (problem,))
    except (YAMLError, ValueError) as error:
        return Yaml(None, Places(path, {}), (_unreadable(error, building),))
    return Yaml(data, Places(path, building.stretches), tuple(building.problems))


def _unreadable(error: Exception, building: _Building) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = building.position(mark) if mark else Position(building.path, building.line)
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    hint = next((hint for pattern, hint in _HINTS.items() if re.search(pattern, said)), "check the signs around here")
    return Problem(Code.YAML_INVALID, place, f"this is not YAML: {said}", hint)


_HINTS = {
    r"mapping values are not allowed": "put a text that holds a colon in quotation marks",
    r"found character .*cannot start": "use spaces, not tabs, and put texts with special signs in quotation marks",
    r"could not find expected ':'": "is a colon missing, or the line not indented?",
    r"expected ',' or": "is a bracket or a quotation mark missing?",
    r"expected <block end>": "check the indentation of this line and the one above",
    r"unexpected end of stream|while scanning a quoted|found unexpected": "is a quotation mark or bracket missing?",
}


class _Building:
    """Plain data from nodes, noting the place of each value."""

    def __init__(self, path: str, line: int) -> None:
        self.path, self.line = path, line
        self.stretches: dict[Path, Stretch] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def position(self, mark: Any) -> Position:
        return Position(self.path, self.line + mark.line, mark.column + 1)

    def value(self, node: Any, path: Path) -> Any:
        place = self.position(node.start_mark)
        self.stretches.setdefault(path, Stretch(place, node.start_mark.index, node.end_mark.index))
        if id(node) in self.seen:
            raise _RefusedError(node, "aliases (*name) are not read", "write the value out again")
        self.seen.add(id(node))
        match node.id:
            case "mapping":
                return self._mapping(node, path)
            case "sequence":
                return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
            case _:
                return _scalar(node)

    def _mapping(self, node: Any, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.id != "scalar":
                raise _RefusedError(key_node, "a key must be a word", "put the text in quotation marks")
            key = key_node.value
            if key in data:
                place, hint = self.position(key_node.start_mark), "keep one of them"
                self.problems.append(Problem(Code.KEY_DUPLICATE, place, f'the key "{key}" stands here twice', hint))
                continue
            start, end = value_node.start_mark.index, value_node.end_mark.index
            self.stretches[*path, key] = Stretch(self.position(key_node.start_mark), start, end)
            data[key] = self.value(value_node, (*path, key))
        return data


_CORE = "tag:yaml.org,2002:"


def _scalar(node: Any) -> Any:
    kind, text = str(node.tag).removeprefix(_CORE), node.value
    if node.style is not None:
        return text
    match kind:
        case "null":
            return None
        case "bool":
            return text.lower() == "true" if text.lower() in {"true", "false"} else text
        case "int":
            return _number(text, int)
        case "float":
            return _number(text, float)
        case "str" | "timestamp" | "merge" | "value":
            return text
        case _:
            raise _RefusedError(node, f"tags ({node.tag}) are not read", "delete the part that begins with !")


def _number(text: str, kind: type[int | float]) -> Any:
    """A number as YAML 1.2 writes it; what only YAML 1.1 took for one (1_000, 12:30) stays text."""
    if re.fullmatch(r"[-+]?\d{1,18}", text):
        return int(text)
    if kind is float and re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", text):
        return float(text)
    return text
