"""The typed values of a workspace: what may stand in each kind of file.

msgspec validates them and gives their JSON Schema. A field's name is the key in the file; `docs/writing.md`
says what may stand there.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

import msgspec

from briefwright.workspace.asked_style import AskedStyle
from briefwright.workspace.profiles import ProfileLimit
from briefwright.workspace.value import Text, Value

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


# ── Recipes ──────────────────────────────────────────────────────────────────


class Limit(Value, frozen=True, kw_only=True):
    """How long an answer may be. Pages are the body's, and for its reader to judge: they are not counted."""

    words: int | None = None
    characters: int | None = None
    pages: int | None = None


class Entry(Value, frozen=True, kw_only=True):
    """A block in a section: which, in which length, and how it is shown."""

    block: str
    length: str = ""
    heading: str | bool | None = None
    optional: bool = False
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


Field = Literal[
    "name", "short", "country", "website", "email", "phone", "address", "contact", "status", "founded", "about", "date"
]
"""What a form asks about who answers, and the entry of the organisation (or the recipe) knows."""


class Section(Value, frozen=True, kw_only=True):
    """A section of a recipe. `drop`, `before` and `after` speak of the sections of the recipe it extends.

    `field` answers a question without blocks: with what is known of the organisation, or with the recipe's date.
    """

    name: str
    heading: str = ""
    part: Literal["summary", "about", "body", "recommendations", "annex", "signatories"] = "body"
    blocks: list[str | Entry] | Selection = []
    titles: bool = False
    optional: bool = False
    question: str = ""
    number: Text = ""
    limit: Limit | None = None
    field: Field | None = None
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
    event: datetime.date | None = None


class Publication(Value, frozen=True, kw_only=True):
    """What a recipe asks and plans of the publishing of its document.

    ``ask`` is what the body is asked for, with ``reasons`` where it is not to be public; ``on`` is the day from which
    the organisation itself publishes, ``released`` the day on which the body allowed that.
    """

    ask: Literal["", "public", "anonymous", "confidential"] = ""
    reasons: str = ""
    on: datetime.date | None = None
    released: datetime.date | None = None


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
    limits: tuple[ProfileLimit, ...] = ()
    consultation: Consultation = Consultation()
    publication: Publication = Publication()
    details: dict[str, Text] = {}
    file_name: str = ""
    organisation: str = ""
    signatories: tuple[str, ...] | str = ()
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

    @property
    def citations_shown(self) -> Literal["keep", "omit", "inline"]:
        """What becomes of citations in the document; nobody reads them aloud."""
        return "omit" if self.spoken else self.citations


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
    """Who submits or signs. ``names`` are its names in other languages, by their tags."""

    name: str
    names: dict[str, str] = {}
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
    details: dict[str, Text] = {}


ApprovedText = Annotated[
    str, msgspec.Meta(pattern="^([0-9a-f]{12,64})?$", description="the hash that `briefwright signatories` tells")
]
"""The hash of a text, or its beginning; empty where nothing is approved."""


class Signatory(Value, frozen=True, kw_only=True):
    """Who signs, an entry of `content/signatories/<name>.yaml`: an organisation by its id, or one by its name.

    What is not said here is as in `organisations.yaml`. ``approved`` is the hash of the text that was approved, in
    ``language``, on the ``date``; a ``reservation`` is printed behind the name, ``reservations`` in other languages.
    """

    organisation: str = ""
    name: str = ""
    names: dict[str, str] = {}
    country: str = ""
    status: str = ""
    approved: ApprovedText = ""
    language: str = ""
    date: datetime.date | None = None
    reservation: str = ""
    reservations: dict[str, str] = {}

    @property
    def id(self) -> str:
        """By what one calls it: its organisation, else its name."""
        return self.organisation or self.name


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


Synonyms = tuple[
    Annotated[tuple[str, ...], msgspec.Meta(max_length=100, description="a list of at most 100 words")], ...
]
"""`content/synonyms.yaml`: groups of words and expressions that mean the same to whoever searches."""

Reference = dict[str, Any]
"""An item of CSL-JSON, with its dates as date-parts."""
