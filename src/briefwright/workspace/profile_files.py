"""Profiles on disk: those that ship, read when one is asked for, and the workspace's own, which come first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefwright.document import is_language
from briefwright.problems import Code, Problem, did_you_mean
from briefwright.workspace.files import shipped
from briefwright.workspace.profiles import GROUPS, Profile, ProfileStyle, Rule
from briefwright.workspace.validation import validated
from briefwright.workspace.yaml import Places, Yaml, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "content/profiles"
_LONGEST_CHAIN = 50
"""Profiles that extend each other behind which no more is inherited."""
SHIPPED = "profiles"
"""The folder of `templates/` with those that ship."""


class ProfileFile(NamedTuple):
    """A profile as one file says it, with nothing inherited; None where it has errors. What it extends is kept."""

    value: Profile | None
    places: Places
    extends: str = ""


class Profiles(Mapping[str, Profile]):
    """All profiles by name. The files of those that ship are read when they are looked up, and once."""

    def __init__(self, own: Mapping[str, ProfileFile]) -> None:
        self._own = own
        self._found: dict[str, Profile] = {}
        self._shipped: dict[str, Path] | None = None

    @property
    def _files(self) -> dict[str, Path]:
        if self._shipped is None:
            folder = shipped("templates") / SHIPPED
            self._shipped = {file.stem: file for file in sorted(folder.glob("*.yaml"))}
        return self._shipped

    def __getitem__(self, name: str) -> Profile:
        if name not in self:
            raise KeyError(name)
        if name not in self._found:
            self._found[name] = self._inherited(name, frozenset())
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return self._own[name].value is not None if isinstance(name, str) and name in self._own else name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(name for name in {*self._own, *self._files} if name in self))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def problems(self) -> Iterator[Problem]:
        """What the workspace's own profiles say wrongly of those that they extend."""
        for name, file in self._own.items():
            if file.extends:
                yield from self._chain_problems(name, file.extends, file.places)

    def _chain_problems(self, name: str, parent: str, places: Places) -> Iterator[Problem]:
        place = places.at("extends")
        if parent == name and name in self._files:
            return
        if parent != name and parent not in self:
            hint = did_you_mean(parent, self) or "see: briefwright list profiles"
            message = f'there is no profile "{parent}"'
            if parent in self._own:
                message, hint = f'the profile "{parent}", which this one extends, has errors', "mend it first"
            yield Problem(Code.PROFILE_MISSING, place, message, hint)
            return
        names = [name]
        while (
            len(names) <= _LONGEST_CHAIN
            and parent not in names
            and (file := self._own.get(parent))
            and file.value
            and file.value.extends
        ):
            names.append(parent)
            parent = file.value.extends
        if len(names) > _LONGEST_CHAIN:
            message = f"more than {_LONGEST_CHAIN} profiles extend each other"
            yield Problem(Code.EXTENDS_CYCLE, place, message, "write what they say into one of them")
        elif parent == name == min(names):
            circle = " → ".join([*names, name])
            hint = "let one of them extend nothing"
            yield Problem(Code.EXTENDS_CYCLE, place, f"the profiles extend each other: {circle}", hint)

    def _inherited(self, name: str, below: frozenset[str]) -> Profile:
        """A profile with the groups that it has from another. One of the same name is the one that ships."""
        own = self._own.get(name) if name not in below else None
        if len(below) > _LONGEST_CHAIN:
            return own.value if own and own.value else self._read(name)
        value = own.value if own and own.value else self._read(name)
        parent = value.extends
        itself = parent == name and own is not None and name in self._files
        if not parent or not (itself or (parent in self and parent not in {*below, name})):
            return value
        return _merged(value, self._inherited(parent, below | {name}))

    def _read(self, name: str) -> Profile:
        file = self._files[name]
        yaml = read_yaml(file.read_text("utf-8"), f"templates/{SHIPPED}/{file.name}")
        return msgspec.convert(yaml.data, Profile)


def _merged(value: Profile, parent: Profile) -> Profile:
    """A profile with the groups of another where it says nothing itself."""
    said = {key: getattr(value, key) or getattr(parent, key) for key in ("body", "about", "variants", *GROUPS)}
    return msgspec.structs.replace(value, **said)


# ── Reading one ──────────────────────────────────────────────────────────────


def read_profile(yaml: Yaml) -> tuple[ProfileFile, tuple[Problem, ...]]:
    """A profile of the workspace from its file, and everything that is wrong with it."""
    value, problems = validated(Profile, {} if yaml.data is None else yaml.data, yaml.places)
    if yaml.data is None:
        problems = (
            ()
            if yaml.problems
            else (Problem(Code.KEY_MISSING, yaml.places.at(), "the profile is empty", "begin with a line title: …"),)
        )
    problems = (*yaml.problems, *problems, *(_unknown(value, yaml.places) if value else ()))
    extends = yaml.data.get("extends") if isinstance(yaml.data, dict) else None
    return ProfileFile(None if problems else value, yaml.places, extends if isinstance(extends, str) else ""), problems


def _unknown(profile: Profile, places: Places) -> Iterator[Problem]:
    """Languages, time zones and variants that nothing knows."""
    hint = "write a language tag such as en, fr or sr-Latn"
    for index, rule in enumerate(profile.languages):
        for key in ("allowed", "preferred"):
            for number, tag in enumerate(getattr(rule, key)):
                if not is_language(tag):
                    place = places.at("languages", index, key, number)
                    yield Problem(Code.LANGUAGE_INVALID, place, f'"{tag}" is not a language tag', hint)
    for index, deadline in enumerate(profile.deadline):
        if deadline.zone and (problem := _unknown_zone(deadline.zone)):
            yield Problem(Code.VALUE_INVALID, places.at("deadline", index, "zone"), *problem)
    for group in GROUPS:
        for index, rule in enumerate(getattr(profile, group)):
            yield from _unknown_variant(rule, profile, places.below(group, index))


def _unknown_zone(zone: str) -> tuple[str, str] | None:
    """What is wrong with the name of a time zone, and what to write."""
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 (only where a profile names one)

    try:
        ZoneInfo(zone)
    except (LookupError, ValueError, OSError):
        near = did_you_mean(zone, available_timezones()) or "write a name such as Europe/Brussels"
        return f'there is no time zone "{zone}"', near
    return None


def _unknown_variant(rule: Rule | ProfileStyle, profile: Profile, places: Places) -> Iterator[Problem]:
    known = profile.variants
    if rule.variant and known and rule.variant not in known:
        hint = did_you_mean(rule.variant, known) or f"there are {', '.join(known)}"
        message = f'"{rule.variant}" is not among the variants of this profile'
        yield Problem(Code.VALUE_INVALID, places.at("variant"), message, hint)
