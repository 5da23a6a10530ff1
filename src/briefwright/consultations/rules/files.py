"""The files that a body takes, the languages that it reads, and the looks that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.consultations.rules.case import Breach, fits, readable
from briefwright.formats import FORMATS, find_format
from briefwright.problems import Code, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefwright.consultations.rules.case import Case
    from briefwright.problems import Position
    from briefwright.workspace import Resolved
    from briefwright.workspace.profiles import FilesRule, LanguagesRule, ProfileStyle

MEGABYTE = 1_000_000


def broken(rule: FilesRule, case: Case) -> Iterator[Breach]:
    """No file is made that the body takes, one that it does not take, or one with another name."""
    made = [entry.suffix[1:] for name in case.value.formats if (entry := find_format(name))]
    taken = [ending for ending in made if takes(rule, ending)]
    place = case.recipe.at("formats")
    if not taken and made and (rule.formats or rule.refused):
        yield _untaken(rule, place)
    elif refused := [ending for ending in made if ending in rule.refused]:
        message = f"the body does not take {', '.join(refused)}"
        yield Breach(Code.FORMAT_REFUSED, place, message, f"send the {taken[0]}", Severity.WARNING)
    name = case.value.file_name or case.recipe.name
    if rule.name and not fits(rule.name, name, case):
        wanted = readable(rule.name, case).replace(" ", "_")
        message = f'the file "{name}" is not named as the body wants it: "{wanted}"'
        yield Breach(
            Code.FILE_NAME_UNFIT, case.recipe.at("file_name"), message, f"write file_name: {wanted.removesuffix('_…')}"
        )


def _untaken(rule: FilesRule, place: Position) -> Breach:
    """Nothing that is made is taken. What cannot be made here stops nothing: people save the Word file as it."""
    wanted = ", ".join(rule.formats) or f"anything but {', '.join(rule.refused)}"
    message = f"the body takes {wanted}, and none of these is made"
    able = [entry.name for entry in FORMATS if takes(rule, entry.suffix[1:])]
    hint = f"add {' or '.join(able)} to formats"
    if able:
        return Breach(Code.FORMAT_REFUSED, place, message, hint)
    hint = "none is made here: save the Word file as one of them, and send that"
    return Breach(Code.FORMAT_REFUSED, place, message, hint, Severity.WARNING)


def takes(rule: FilesRule, ending: str) -> bool:
    """Whether a body takes files with that ending."""
    return ending not in rule.refused and (not rule.formats or ending in rule.formats)


def too_large(rule: FilesRule, recipe: Resolved, sizes: Mapping[str, int]) -> Iterator[Breach]:
    """A file has more bytes than the body takes; ``sizes`` are those of the files, by their endings."""
    for ending, size in sizes.items():
        if rule.megabytes and takes(rule, ending) and size > rule.megabytes * MEGABYTE:
            message = f"the {ending} has {size / MEGABYTE:.1f} MB, where the body takes {rule.megabytes:g} MB"
            hint = "make the pictures smaller, or leave some out"
            yield Breach(Code.FILE_SIZE_EXCEEDED, recipe.at("formats"), message, hint)


def unread(rule: LanguagesRule, case: Case) -> Iterator[Breach]:
    """The body does not read the language of the document, or would rather have another."""
    place = case.recipe.at("languages")
    if rule.allowed and not _among(case.language, rule.allowed):
        wanted = ", ".join(rule.allowed)
        message = f'the body does not read the language "{case.language}": it reads {wanted}'
        yield Breach(Code.LANGUAGE_REFUSED, place, message, "leave the language out, or send a translation")
    elif rule.preferred and not _among(case.language, rule.preferred):
        message = f'the body would rather read {", ".join(rule.preferred)} than "{case.language}"'
        yield Breach(Code.LANGUAGE_REFUSED, place, message, "send a translation too, if you can", Severity.WARNING)


def _among(language: str, known: tuple[str, ...]) -> bool:
    """Whether a language, or the one that it is a variety of, is among those."""
    return any(f"{language.lower()}-".startswith(f"{tag.lower()}-") for tag in known)


def unlike(rule: ProfileStyle, case: Case) -> Iterator[Breach]:
    """The recipe asks for other looks than the body."""
    own, wanted = case.value.style.asked(), case.profile.style.asked()
    for key, value in rule.asked().items():
        if wanted[key] == value and own.get(key, value) != value:
            message = f"the recipe asks for {key} {_said(own[key])}, the body for {_said(value)}"
            yield Breach(Code.STYLE_UNFIT, case.recipe.at("style", key), message, "leave it to the profile")


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
