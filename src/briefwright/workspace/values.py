"""The typed values of a workspace: what may stand in each kind of file.

msgspec validates them and gives their JSON Schema. A field's name is the key in the file; `docs/writing.md`
says what may stand there.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

import msgspec

Text = str | int | float
"""Text in which YAML may see a number (`by: 2027`)."""


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all values have in common: frozen, and no key that is not named here."""


# ── workspace.yaml ───────────────────────────────────────────────────────────


class Settings(Value, frozen=True, kw_only=True):
    """`content/workspace.yaml`."""

    title: str = ""
    language: str = "en"
    locales: dict[str, str] = {}
    audiences: dict[str, str | None] | list[str] = {}
    citation_style: str = "oscola"
    house_style: str = "plain"
    house_styles: dict[str, dict[str, str]] = {}

    def locale(self, language: str) -> str:
        """The regional variety (BCP 47) in which a language is written here: `en-GB` for `en`."""
        return self.locales.get(language, language)


# ── Blocks ───────────────────────────────────────────────────────────────────

Kind = Literal["argument", "case-study", "recommendation", "background", "definition"]


class Consent(Value, frozen=True, kw_only=True):
    """On what a case study rests, and where it may be shown."""

    basis: str = ""
    expires: datetime.date | None = None
    revoked: datetime.date | None = None
    publication: str = ""


class FrontMatter(Value, frozen=True, kw_only=True):
    """What stands between the `---` lines of a block."""

    title: str = ""
    kind: Kind = "argument"
    audiences: tuple[str, ...] = ()
    status: Literal["draft", "approved", "retired"] = "draft"
    owner: str = ""
    review_by: datetime.date | None = None
    language: str | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    order: int = 0
    claims: tuple[str, ...] = ()
    to: str = ""
    action: str = ""
    by: Text = ""
    indicator: str = ""
    basis: tuple[str, ...] = ()
    consent: Consent | None = None


# ── What is asked of the looks of a document ─────────────────────────────────

FontName = Annotated[
    str,
    msgspec.Meta(pattern=r"^[^\s,;\"<>&][^,;\"<>&\x00-\x1f]{0,30}$", description="one font, such as Times New Roman"),
]
"""A name as Word takes it: of at most 31 characters, and no list of fonts."""
TextSize = Annotated[float, msgspec.Meta(ge=8, le=24, description="a number of points from 8 to 24")]
Spacing = Annotated[float, msgspec.Meta(ge=1, le=3, description="a number from 1 to 3; 2 is double spacing")]
Step = Annotated[int, msgspec.Meta(ge=1, le=100, description="true, or every how many lines from 1 to 100")]
Millimetres = Annotated[float, msgspec.Meta(ge=10, le=40, description="a number of millimetres from 10 to 40")]


class Margins(Value, frozen=True, kw_only=True):
    """The margins of a page; one that is not said is the house style's."""

    top: Millimetres | None = None
    right: Millimetres | None = None
    bottom: Millimetres | None = None
    left: Millimetres | None = None


_WORDS = {
    "size": "{:g} points",
    "note_size": "notes in {:g} points",
    "line_spacing": "line spacing {:g}",
    "line_numbers": "every {} lines numbered",
    "page": "{} paper",
    "margins": "margins {:g} mm",
}
_WHOLE = {"left": "aligned left", "justify": "justified"}


def _in_words(key: str, value: Any) -> str:
    """One thing that is asked for, in words."""
    match value:
        case Margins():
            widths = {side: getattr(value, side) for side in Margins.__struct_fields__}
            return ", ".join(f"{side} margin {width:g} mm" for side, width in widths.items() if width is not None)
        case bool():
            return ("" if value else "no ") + key.replace("_", " ")
        case _:
            return _WHOLE.get(value) or _WORDS.get(key, "{}").format(value)


class AskedStyle(Value, frozen=True, kw_only=True):
    """What a body or a recipe asks of how a document looks; what is None is the house style's affair."""

    font: FontName | None = None
    size: TextSize | None = None
    note_size: TextSize | None = None
    align: Literal["left", "justify"] | None = None
    line_spacing: Spacing | None = None
    notes: Literal["footnotes", "endnotes"] | None = None
    line_numbers: bool | Step | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    page: Literal["a4", "letter"] | None = None
    margins: Millimetres | Margins | None = None

    def asked(self) -> dict[str, Any]:
        """What is said, by key."""
        values = ((key, getattr(self, key)) for key in AskedStyle.__struct_fields__)
        return {key: value for key, value in values if value is not None}

    def in_words(self) -> list[str]:
        """What is said, for people: `Times New Roman`, `12 points`, `no bold`."""
        return [_in_words(key, value) for key, value in self.asked().items()]

    def over(self, other: AskedStyle) -> AskedStyle:
        """What is said here, and for the rest what is said there."""
        return AskedStyle(**{**other.asked(), **self.asked()})


# ── Recipes ──────────────────────────────────────────────────────────────────


class Limit(Value, frozen=True, kw_only=True):
    """How long an answer may be."""

    words: int | None = None
    characters: int | None = None


class Entry(Value, frozen=True, kw_only=True):
    """A block in a section: which, in which length, and how it is shown."""

    block: str
    length: str = ""
    heading: str | bool | None = None
    as_: Literal["callout", "text"] = msgspec.field(default="text", name="as")


class Selection(Value, frozen=True, kw_only=True):
    """Blocks chosen by what their front matter says; each condition must hold, one of a list is enough."""

    topic: str | list[str] = []
    kind: Kind | list[Kind] = []
    tags: str | list[str] = []
    audience: str | list[str] = []
    status: str | list[str] = []
    length: str = ""
    heading: bool | None = None
    as_: Literal["callout", "text"] = msgspec.field(default="text", name="as")


class Section(Value, frozen=True, kw_only=True):
    """A section of a recipe. `drop`, `before` and `after` speak of the sections of the recipe it extends."""

    name: str
    heading: str = ""
    part: Literal["summary", "about", "body", "recommendations", "annex", "signatories"] = "body"
    blocks: list[str | Entry] | Selection = []
    titles: bool = False
    question: str = ""
    limit: Limit | None = None
    drop: bool = False
    before: str = ""
    after: str = ""


class Consultation(Value, frozen=True, kw_only=True):
    """What is answered."""

    body: str = ""
    title: str = ""
    reference: Text = ""
    url: str = ""
    deadline: str = ""


class Recipe(Value, frozen=True, kw_only=True):
    """`content/recipes/<name>.yaml`; once resolved, with all that it inherits."""

    title: str = ""
    subtitle: str = ""
    extends: str = ""
    abstract: bool = False
    layout: str = "submission"
    audience: str = ""
    profile: str = "generic"
    variant: str = ""
    consultation: Consultation = Consultation()
    organisation: str = ""
    signatories: tuple[str, ...] = ()
    contact: str = ""
    salutation: str = ""
    date: datetime.date | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("docx", "markdown")
    house_style: str = ""
    style: AskedStyle = AskedStyle()
    citation_style: str = ""
    citations: Literal["keep", "inline", "omit"] = "keep"
    spoken: bool = False
    bibliography: bool | None = None
    numbered_paragraphs: bool = False
    running_title: str = ""
    contents: bool | Literal[1, 2, 3] = False
    matrix: bool = False
    abbreviations: bool = False
    sections: tuple[Section, ...] = ()


# ── The other files ──────────────────────────────────────────────────────────


class Fact(Value, frozen=True, kw_only=True):
    """A figure kept once. ``unit`` is an ISO 4217 code (`EUR`) or a word; ``value`` may be a date in ISO 8601."""

    value: int | float | str
    unit: str = ""
    as_of: Text = ""
    reference: str = ""
    locator: Text = ""
    note: str = ""


class Organisation(Value, frozen=True, kw_only=True):
    """Who submits or signs."""

    name: str
    short: str = ""
    former_names: list[str] = []
    country: str = ""
    website: str = ""
    email: str = ""
    address: str = ""
    contact: str = ""
    status: str = ""
    founded: Text = ""
    about: str = ""


class Claim(Value, frozen=True, kw_only=True):
    """An entry of the register of claims."""

    id: str
    kind: Literal["fact", "figure", "case", "argument", "recommendation", "attribution", "quotation"]
    text: str
    sourced: Literal["full", "partial", "none"] = "none"
    references: tuple[str, ...] = ()
    figures: list[Text] = []
    addressee: str = ""
    stale_after: str = ""
    note: str = ""


class ProfileLimit(Value, frozen=True, kw_only=True):
    """A limit of a consultation body: a unit, a number, the parts that count, and where that is said.

    ``basis`` is `confirmed` (seen in the source), `unverified`, or `call` (set by each call).
    """

    unit: Literal["words", "characters"]
    number: int
    counts: tuple[str, ...]
    variant: str = ""
    hard: bool = True
    basis: Literal["confirmed", "unverified", "call"] = "unverified"
    source: str = ""
    checked_on: datetime.date | None = None


class ProfileStyle(AskedStyle, frozen=True, kw_only=True):
    """Something that a consultation body asks of how a document looks, and where that is said."""

    basis: Literal["confirmed", "unverified", "call"] = "unverified"
    source: str = ""
    checked_on: datetime.date | None = None


class Profile(Value, frozen=True, kw_only=True):
    """The rules of a consultation body."""

    title: str
    body: str = ""
    limits: tuple[ProfileLimit, ...] = ()
    styles: tuple[ProfileStyle, ...] = ()
    notes: str = ""

    @property
    def style(self) -> AskedStyle:
        """All that it asks of how a document looks; what is said later counts."""
        asked = AskedStyle()
        for style in self.styles:
            asked = style.over(asked)
        return asked


Reference = dict[str, Any]
"""An item of CSL-JSON, with its dates as date-parts."""
