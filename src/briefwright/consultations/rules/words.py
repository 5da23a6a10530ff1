"""Rules in words, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefwright.consultations.rules.structure import FEATURES
from briefwright.workspace.details import label_of
from briefwright.workspace.profiles import (
    Advice,
    DeadlineRule,
    FilesRule,
    LanguagesRule,
    MetadataRule,
    NotesRule,
    ProfileLimit,
    ProfileStyle,
    PublicationRule,
    Rule,
    SignatoriesRule,
    StructureRule,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNITS = {"D": "day", "W": "week", "M": "month"}
_WHERE = {
    "cover": "on the cover",
    "title": "in the title",
    "covering-letter": "in the covering letter",
    "form": "in the form",
    "subject": "in the subject of the message",
}


def in_words(rule: Rule | ProfileStyle) -> str:  # noqa: C901, PLR0911 (one case a kind of rule)
    """What a rule asks, as one line."""
    match rule:
        case ProfileLimit():
            return _limit(rule)
        case StructureRule():
            return _structure(rule)
        case NotesRule():
            only = " for references only" if rule.references_only else ""
            return f"notes: {' or '.join(rule.allowed)}{only}" if rule.allowed else "no notes"
        case ProfileStyle():
            return ", ".join(rule.in_words())
        case FilesRule():
            return _files(rule)
        case LanguagesRule():
            rather = f", rather {', '.join(rule.preferred)}" if rule.preferred else ""
            return f"languages: {', '.join(rule.allowed) or 'any'}{rather}"
        case MetadataRule():
            out = ", and nowhere in the document" if rule.never_in_body else ""
            return f"{label_of(rule)} {_WHERE[rule.place]}{out}"
        case SignatoriesRule():
            return _signatories(rule)
        case PublicationRule():
            return _publication(rule)
        case DeadlineRule():
            return _deadline(rule)
        case Advice():
            return rule.text
        case _:
            return rule.note


def attribution(rule: Rule | ProfileStyle) -> str:
    """Where a rule is said, and how sure that is: `upr-info.org, confirmed 2026-11-24`."""
    if rule.basis == "call" and not rule.source:
        return "set by the call"
    checked = f" {rule.checked_on}" if rule.checked_on else ""
    return rule.source if rule.basis == "call" else f"{rule.source or 'no source named'}, {rule.basis}{checked}"


def _limit(rule: ProfileLimit) -> str:
    pace = f" at {rule.wpm} words a minute" if rule.unit == "seconds" else ""
    breaks = f"; each end of a line counts as {rule.line_breaks}" if rule.line_breaks else ""
    counted = f", counting {', '.join(rule.counts)}" if rule.counts else ""
    unit = rule.unit.removesuffix("s") if rule.number == 1 else rule.unit
    return f"at most {rule.number} {unit}{pace}{counted}{breaks}"


def _structure(rule: StructureRule) -> str:
    name = FEATURES[rule.part].name
    if rule.wanted == "refused":
        return f"no {name.removeprefix('a ').removeprefix('an ')}"
    if rule.part == "smart-recommendations":
        return "recommendations that say to whom and by when"
    said = [f'the section "{rule.name}"' if rule.name else name.removeprefix("the ") if rule.place else name]
    said += ["in bullets"] if rule.bulleted else []
    said += [f'like "{rule.pattern}"'] if rule.pattern else []
    said += [f"with one of the words {', '.join(rule.words)}"] if rule.words else []
    said += [{"start": "first", "end": "last"}[rule.place]] if rule.place else []
    if rule.part == "section" and not rule.name:
        said[0] = "a text"
    return " ".join(said)


def _files(rule: FilesRule) -> str:
    said = [f"files: {', '.join(rule.formats)}"] if rule.formats else []
    said += [f"no {', '.join(rule.refused)}"] if rule.refused else []
    said += [f"named {rule.name}"] if rule.name else []
    said += [f"at most {rule.megabytes:g} MB each"] if rule.megabytes else []
    return "; ".join(said)


def _signatories(rule: SignatoriesRule) -> str:
    said = [f"signatories with the status {' or '.join(rule.statuses)}"] if rule.statuses else []
    said += [f"in the order {', '.join(rule.order)}"] if rule.order else []
    said += ["all named at the beginning"] if rule.first else []
    return "; ".join(said) or "signatories"


def _publication(rule: PublicationRule) -> str:
    said = [f"{rule.default} unless asked otherwise"] if rule.default else []
    said += ["the body wants to be told whether it may publish"] if rule.answer else []
    said += ["reasons for keeping something closed"] if rule.reasons else []
    said += ["not published before the body allows it"] if rule.embargo else []
    return "; ".join(said)


def _deadline(rule: DeadlineRule) -> str:
    said = [f"{_duration(rule.before)} before the event"] if rule.before else []
    said += [" ".join(filter(None, ("until", rule.time, f"in {rule.zone}" if rule.zone else "")))] if rule.time else []
    said += [f"usually {_duration(rule.usual)}"] if rule.usual else []
    said += [f"at least {_duration(rule.minimum)}"] if rule.minimum else []
    said += ["what is late is refused"] if rule.late else []
    return "; ".join(said) or "a deadline"


def _duration(text: str) -> str:
    number, unit = int(text[1:-1]), _UNITS[text[-1]]
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def listed(rules: Iterable[Rule | ProfileStyle], most: int = 3) -> str:
    """Some rules in words, and how many there are besides."""
    told = [in_words(rule).rstrip(".") for rule in rules]
    more = f" … and {len(told) - most} more" if len(told) > most else ""
    return "; ".join(told[:most]) + more
