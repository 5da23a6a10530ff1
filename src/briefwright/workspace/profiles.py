"""The rules of a consultation body, as values: each says what it asks, and where that is said."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from briefwright.workspace.asked_style import AskedStyle
from briefwright.workspace.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Basis = Literal["confirmed", "unverified", "call"]
"""`confirmed`: seen in the source; `unverified`: from memory or hearsay; `call`: set by each call anew."""

Duration = Annotated[
    str, msgspec.Meta(pattern=r"^P\d{1,3}[DWM]$", description="a number of days, weeks or months: P10D, P2W or P3M")
]
"""A length of time as ISO 8601 writes it."""


class Rule(Value, frozen=True, kw_only=True):
    """What all rules have in common: whom they bind, how hard, and where that is said.

    A rule with a ``variant`` binds only documents of that variant of the profile. One that is ``hard`` stops the
    document that breaks it; of the others one is warned.
    """

    variant: str = ""
    hard: bool = True
    basis: Basis = "unverified"
    source: str = ""
    checked_on: datetime.date | None = None
    note: str = ""


CountedPart = Literal[
    "cover", "contents", "about", "summary", "body", "boxes", "recommendations", "questions", "notes", "references",
    "annex", "matrix", "abbreviations", "signatories", "numbers",
]  # fmt: skip
"""The parts of a document that are counted apart, each by its name."""


class ProfileLimit(Rule, frozen=True, kw_only=True):
    """How long a document may be: a unit, a number, and the parts that count; no parts are all of them.

    Pages are those of the Word document, seconds those of a speech at ``wpm`` words per minute. For characters,
    ``line_breaks`` says as how many each end of a line counts, which boxes on the web do differently.
    """

    unit: Literal["words", "characters", "pages", "seconds"]
    number: Annotated[int, msgspec.Meta(ge=1, description="a number above 0")]
    counts: tuple[CountedPart, ...] = ()
    wpm: Annotated[int, msgspec.Meta(ge=60, le=300, description="words per minute, from 60 to 300")] = 130
    line_breaks: Literal[0, 1, 2] = 0


Feature = Literal[
    # parts of a document
    "cover", "contents", "about", "summary", "recommendations", "matrix", "abbreviations", "references", "annex",
    "signatories",
    # what may stand in it
    "title", "heading", "section", "boxes", "tables", "pictures", "links", "addresses", "emphasis",
    "numbered-paragraphs", "smart-recommendations",
]  # fmt: skip
"""What a body may ask a document to have, or to be without."""


class StructureRule(Rule, frozen=True, kw_only=True):
    """Something that a document must have, should have (a required one that is not hard), or may not have.

    ``place`` asks it to be the first or last of the text, ``bulleted`` to hold a list. ``pattern`` is how a title or
    one of the headings must look: `*` stands for anything, `{organisation}` for the name of who submits. ``name`` is
    that of a section. ``words`` are words of which one must occur in it; of a section without a name, anywhere.
    """

    part: Feature
    wanted: Literal["required", "refused"] = "required"
    place: Literal["", "start", "end"] = ""
    bulleted: bool = False
    pattern: str = ""
    name: str = ""
    words: tuple[str, ...] = ()


class NotesRule(Rule, frozen=True, kw_only=True):
    """Which notes a body allows (none, where the list is empty), and whether for references only."""

    allowed: tuple[Literal["footnotes", "endnotes"], ...] = ()
    references_only: bool = False


class FilesRule(Rule, frozen=True, kw_only=True):
    """The files that a body takes: formats, how their names must look, how large each may be.

    ``formats`` of which one must be made, ``refused`` which are not taken; both by the ending of the file, so that
    ones that are not made here may be named too. ``megabytes`` are 1,000,000 bytes.
    """

    formats: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    name: str = ""
    megabytes: float | None = None


class LanguagesRule(Rule, frozen=True, kw_only=True):
    """The languages (BCP 47) in which a body reads, and those that it prefers."""

    allowed: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()


class MetadataRule(Rule, frozen=True, kw_only=True):
    """Something that a body wants to be told, and where.

    ``field`` is one of an organisation (`contact`, `founded`, `country` …), of a consultation (`reference`), or one
    of the ``details`` of the recipe or the organisation. In the `cover` it is printed; in the `covering-letter`, the
    `form` or the `subject` of the message it is given beside the document, where, ``never_in_body``, it may not stand.
    """

    field: str
    place: Literal["cover", "title", "covering-letter", "form", "subject"] = "cover"
    never_in_body: bool = False
    label: str = ""


class SignatoriesRule(Rule, frozen=True, kw_only=True):
    """Who may sign: the statuses of which each must have one, and the order in which they stand.

    In an ``order`` of statuses, those of one stand together, by name; without one, all stand as they are written.
    ``first`` asks that all are named at the beginning, ``approved`` that each has approved the text as it is.
    ``others``, who have no status of the order, stand behind those who have, or only in a note to the title.
    """

    statuses: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    first: bool = False
    approved: bool = True
    others: Literal["", "title-note"] = ""


def has_status(status: str, wanted: str) -> bool:
    """Whether a status is the one wanted, or says it among other words: `special consultative status` is `special`."""
    words, asked = re.findall(r"\w+", status.casefold()), re.findall(r"\w+", wanted.casefold())
    return bool(asked) and any(words[at : at + len(asked)] == asked for at in range(len(words)))


def rank_of(status: str, order: Sequence[str]) -> int | None:
    """The place of a status in the order of a body; None where it is not among them."""
    return next((rank for rank, wanted in enumerate(order) if has_status(status, wanted)), None)


class PublicationRule(Rule, frozen=True, kw_only=True):
    """What a body does with what it gets, and what it lets its authors do.

    ``default`` is what happens where nothing is asked. ``answer`` says that it wants to be told, ``reasons`` that it
    wants reasons for keeping something closed, ``embargo`` that nobody publishes before it allows that.
    """

    default: Literal["", "public", "confidential"] = ""
    answer: bool = False
    reasons: bool = False
    embargo: bool = False


class DeadlineRule(Rule, frozen=True, kw_only=True):
    """When a document must be there: ``before`` an event (a session), or the time of the day and the zone (IANA).

    A deadline that the recipe says itself goes before one that is counted from the event. ``usual`` and ``minimum``
    are how long bodies give, which is shown and not checked. A document that is late may be `refused`.
    """

    before: Duration | None = None
    time: Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="a time such as 23:59")] = ""
    zone: str = ""
    usual: Duration | None = None
    minimum: Duration | None = None
    late: Literal["", "refused"] = ""


class Advice(Rule, frozen=True, kw_only=True):
    """What a body says that only a person can check."""

    text: str


class ProfileStyle(AskedStyle, frozen=True, kw_only=True):
    """Something that a consultation body asks of how a document looks, and where that is said."""

    variant: str = ""
    basis: Basis = "unverified"
    source: str = ""
    checked_on: datetime.date | None = None
    note: str = ""


def binds(rule: Rule | ProfileStyle, variant: str) -> bool:
    """Whether a rule binds documents of a variant: one that names none binds all."""
    return rule.variant in {"", variant}


class Profile(Value, frozen=True, kw_only=True):
    """The rules of a consultation body. One that ``extends`` another has its groups where it says nothing itself."""

    title: str
    body: str = ""
    about: str = ""
    extends: str = ""
    variants: dict[str, str] = {}
    limits: tuple[ProfileLimit, ...] = ()
    structure: tuple[StructureRule, ...] = ()
    notes: tuple[NotesRule, ...] = ()
    styles: tuple[ProfileStyle, ...] = ()
    files: tuple[FilesRule, ...] = ()
    languages: tuple[LanguagesRule, ...] = ()
    metadata: tuple[MetadataRule, ...] = ()
    signatories: tuple[SignatoriesRule, ...] = ()
    publication: tuple[PublicationRule, ...] = ()
    deadline: tuple[DeadlineRule, ...] = ()
    advice: tuple[Advice, ...] = ()

    @property
    def style(self) -> AskedStyle:
        """All that it asks of how a document looks; what is said later counts."""
        asked = AskedStyle()
        for style in self.styles:
            asked = style.over(asked)
        return asked

    def rules(self) -> Iterator[tuple[str, Rule | ProfileStyle]]:
        """Every rule with the name of its group, in the order in which they are told."""
        for group in GROUPS:
            yield from ((group, rule) for rule in getattr(self, group))

    @property
    def variant_names(self) -> tuple[str, ...]:
        """The variants that a document may be of: those told, and those that a rule binds."""
        return tuple(dict.fromkeys((*self.variants, *(rule.variant for _, rule in self.rules() if rule.variant))))


GROUPS = (
    "limits", "structure", "notes", "styles", "files", "languages", "metadata", "signatories", "publication",
    "deadline", "advice",
)  # fmt: skip
"""The groups of rules that a profile has, each inherited by itself."""
