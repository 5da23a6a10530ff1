"""Who signs a document, and what they have approved: `content/signatories/<name>.yaml`, a list of entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from briefwright.document import is_language
from briefwright.problems import Code, Position, Problem
from briefwright.workspace.validation import validated
from briefwright.workspace.values import Signatory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefwright.workspace.recipes import Resolved
    from briefwright.workspace.values import Organisation
    from briefwright.workspace.workspace import Workspace
    from briefwright.workspace.yaml import Places, Stretch, Yaml

FOLDER = "content/signatories"


@dataclass(frozen=True, slots=True)
class SignatoriesFile:
    """The entries of one file, as they stand there, and the place of each."""

    path: str
    entries: tuple[Signatory, ...] = ()
    places: tuple[Places, ...] = ()


class Signature(NamedTuple):
    """A signatory of a document, with what its organisation says of it, and where it is named."""

    signatory: Signatory
    place: Position


def read_signatories(yaml: Yaml, path: str) -> tuple[SignatoriesFile, tuple[Problem, ...]]:
    """The entries that are right, and what is wrong with the others."""
    problems = list(yaml.problems)
    if not isinstance(yaml.data, list | None):
        hint = "write a list whose entries begin with - organisation: …"
        problems.append(Problem(Code.VALUE_INVALID, yaml.places.at(), "this is not a list of signatories", hint))
    entries: list[Signatory] = []
    places: list[Places] = []
    each = yaml.places.each()
    known: set[str] = set()
    for index, data in enumerate(yaml.data if isinstance(yaml.data, list) else ()):
        entry, wrong = validated(Signatory, data, each[index])
        problems += wrong
        if entry and (wrong := tuple(_wrong(entry, each[index], known))):
            problems += wrong
        elif entry:
            entries.append(entry)
            known.add(entry.id)
            places.append(each[index])
    return SignatoriesFile(path, tuple(entries), tuple(places)), tuple(problems)


def _wrong(entry: Signatory, places: Places, before: set[str]) -> Iterator[Problem]:
    """An entry that names nobody, one who is named already, or a language that is none."""
    if not entry.id:
        hint = "add a line organisation: … or name: …"
        yield Problem(Code.KEY_MISSING, places.at(), "it is not said who signs", hint)
    elif entry.id in before:
        hint = "delete one of the entries"
        yield Problem(Code.ID_DUPLICATE, places.at(), f'"{entry.id}" signs twice', hint)
    for key in ("names", "reservations"):
        for tag in getattr(entry, key):
            yield from _no_language(tag, places.at(key, tag))
    yield from _no_language(entry.language or "en", places.at("language"))


def _no_language(tag: str, place: Position) -> Iterator[Problem]:
    if not is_language(tag):
        hint = "write a language tag such as en, fr or sr-Latn"
        yield Problem(Code.LANGUAGE_INVALID, place, f'"{tag}" is not a language tag', hint)


def signatures(recipe: Resolved, workspace: Workspace) -> tuple[Signature, ...]:
    """Who signs the document of a recipe, in the order in which they are written."""
    named, known = recipe.value.signatories, workspace.organisations
    if isinstance(named, str):
        file = workspace.signatories.get(named, SignatoriesFile(FOLDER))
        found = [(entry, places.at()) for entry, places in zip(file.entries, file.places, strict=True)]
    else:
        entries = [(Signatory(organisation=name), index) for index, name in enumerate(named) if name in known]
        found = [(entry, recipe.at("signatories", index)) for entry, index in entries]
    return tuple(Signature(_filled(entry, known), place) for entry, place in found)


def _filled(entry: Signatory, organisations: Mapping[str, Organisation]) -> Signatory:
    """An entry with what its organisation says, where it says nothing itself; a name of its own has its own others."""
    known = organisations.get(entry.organisation)
    if known is None:
        return entry
    said: dict[str, Any] = {key: getattr(entry, key) or getattr(known, key) for key in ("name", "country", "status")}
    names = entry.names if entry.name else {**known.names, **entry.names}
    return msgspec.structs.replace(entry, **said, names=names)


def with_approval(text: str, places: Places, approval: Mapping[str, str]) -> str:
    """The text of a file whose entry at these places has other values; nothing else in it is touched."""
    if places.whole is None:
        return text
    edits = [_replaced(text, stretch, value) for key, value in approval.items() if (stretch := places.stretch(key))]
    new = [f"{key}: {value}" for key, value in approval.items() if not places.stretch(key)]
    from_the_end = sorted([*_added(text, places.whole, new), *edits], key=lambda edit: edit.start, reverse=True)
    for start, end, value in from_the_end:
        text = text[:start] + value + text[end:]
    return text


class _Edit(NamedTuple):
    """What stands in a text from ``start`` to ``end`` hereafter."""

    start: int
    end: int
    value: str


def _replaced(text: str, stretch: Stretch, value: str) -> _Edit:
    end = _end(text, stretch)
    return _Edit(stretch.start, end, value if end > stretch.start else f" {value}")


def _end(text: str, stretch: Stretch) -> int:
    """Where a value ends, without the white space and line ends that the parser counts to it."""
    return stretch.start + len(text[stretch.start : stretch.end].rstrip())


def _added(text: str, entry: Stretch, new: list[str]) -> Iterator[_Edit]:
    """New keys behind the last of an entry: in its braces, or on lines of their own, before what follows it."""
    if not new:
        return
    last = max(_end(text, inside) for inside in entry.inside.values())
    if text[entry.start] == "{":
        yield _Edit(last, last, "".join(f", {line}" for line in new))
        return
    line_end = text.find("\n", last)
    at = line_end if line_end >= 0 else len(text)
    ending = "\r\n" if text[at - 1] == "\r" else "\n"
    at -= ending == "\r\n"
    indent = " " * (min(inside.column for inside in entry.inside.values()) - 1)
    yield _Edit(at, at, "".join(f"{ending}{indent}{line}" for line in new))
