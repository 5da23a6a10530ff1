"""Findings about the content, as values: a code, a place, what is wrong, and what to do.

The core never raises for content, prints or exits: it returns problems, and only
the rim (``build.py``, ``cli/``) decides to stop. Every code stands in ``Code``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How bad: an error stops the document that has it, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """All codes: noun + state, with the severity and what it means to a writer of content."""

    severity: Severity
    meaning: str

    def __new__(cls, value: str, severity: str, meaning: str) -> Self:
        """Attach the severity and the meaning to the member."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.severity = Severity(severity)
        member.meaning = meaning
        return member

    # fmt: off
    # Files
    FILE_MISSING = "file-missing", "error", "A file that the workspace needs is not there."
    FILE_UNREADABLE = (
        "file-unreadable",
        "error",
        "A file cannot be read or written (rights, disk, folder in its place).",
    )
    FILE_ENCODING = "file-encoding", "error", "A text file is not UTF-8."
    FILE_TOO_LARGE = "file-too-large", "error", "A content file is larger than 1 MiB, which no text block needs."
    PATH_OUTSIDE = "path-outside", "error", "A path leaves the workspace (`..`, absolute, or a symbolic link)."
    NAME_INVALID = (
        "name-invalid",
        "error",
        "A file name has characters that some systems refuse, or capitals that some mix up.",
    )
    # YAML
    YAML_INVALID = "yaml-invalid", "error", "The YAML cannot be read."
    KEY_UNKNOWN = "key-unknown", "error", "A key that this file format does not have."
    KEY_DUPLICATE = "key-duplicate", "error", "The same key twice in one mapping."
    KEY_MISSING = "key-missing", "error", "A required key is not there."
    VALUE_INVALID = "value-invalid", "error", "A value has the wrong type or is not one of those allowed."
    ID_DUPLICATE = "id-duplicate", "error", "Two things have the same id."
    # Blocks
    FRONT_MATTER_MISSING = (
        "front-matter-missing",
        "error",
        "A block does not begin with `---`, its front matter, and `---`.",
    )
    FILE_IGNORED = "file-ignored", "warning", "A file in a folder of content that is not read, because of its name."
    BLOCK_EMPTY = "block-empty", "error", "A block has no text below its front matter."
    BLOCK_MISSING = "block-missing", "error", "A recipe names a block that does not exist."
    VARIANT_MISSING = "variant-missing", "error", "A recipe asks for a length of a block that nobody has written."
    VARIANT_ORPHANED = "variant-orphaned", "error", "A variant file has no main block beside it."
    BLOCK_RETIRED = "block-retired", "error", "A recipe names a block whose status is `retired`."
    BLOCK_AUDIENCE = "block-audience", "warning", "A recipe names a block that is not meant for its audience."
    # Markdown
    HTML_REFUSED = "html-refused", "error", "Raw HTML, which Word and the other formats cannot show."
    CONTAINER_UNCLOSED = "container-unclosed", "error", "A `:::` container is opened and never closed."
    CONTAINER_UNOPENED = "container-unopened", "error", "A closing `:::` that closes nothing."
    CONTAINER_UNKNOWN = "container-unknown", "error", "A `:::` container of a kind that does not exist."
    ATTRIBUTE_UNKNOWN = "attribute-unknown", "error", "An attribute in braces that this element does not have."
    ATTRIBUTE_INVALID = "attribute-invalid", "error", "Braces that do not hold attributes, or a wrong value in them."
    NOTE_MISSING = "note-missing", "error", "A footnote mark `[^a]` without a definition `[^a]: …` in the same block."
    NOTE_UNUSED = "note-unused", "warning", "A footnote is defined and never used in the text."
    NOTE_DUPLICATE = "note-duplicate", "error", "The same footnote label is defined twice in one block."
    NOTE_NESTED = "note-nested", "error", "A footnote inside a footnote, which no format can show."
    LINK_INVALID = "link-invalid", "error", "A link whose address is neither on the web, nor for mail, nor in the document."
    CROSS_REFERENCE_MISSING = (
        "cross-reference-missing",
        "error",
        "A link without words, `[](#…)`, to something that the document does not have.",
    )
    LINK_TARGET_MISSING = (
        "link-target-missing",
        "warning",
        "A link to a heading or block that does not exist; its words are printed.",
    )
    LINK_WORDLESS = "link-wordless", "warning", "A link in the text whose words are an address, which is heard letter by letter."
    IMAGE_INLINE = "image-inline", "error", "An image inside a sentence; it must be a paragraph of its own."
    IMAGE_INVALID = "image-invalid", "error", "A picture that is neither PNG, JPEG nor SVG, or broken."
    IMAGE_UNSAFE = "image-unsafe", "error", "An SVG that is more than a drawing: scripts, things from elsewhere, a document type."
    IMAGE_TOO_LARGE = "image-too-large", "error", "A picture with too many bytes or pixels, or too many bytes of pictures together."
    IMAGE_TURNED = "image-turned", "warning", "A photo that only its metadata turn upright, which Word does not heed."
    IMAGE_UNDRAWN = "image-undrawn", "error", "An SVG of which no PNG can be made for Word; put one of the same name beside it."
    IMAGE_UNDESCRIBED = (
        "image-undescribed",
        "error",
        "A picture without a description, or with a file name for one: nobody who listens would know of it.",
    )
    NESTING_TOO_DEEP = "nesting-too-deep", "error", "Lists, quotations or containers nested too deeply to be shown."
    CONTAINER_INVALID = "container-invalid", "error", "A line of colons that neither opens a container nor closes one."
    CITATION_INVALID = "citation-invalid", "error", "A citation in square brackets that cannot be read."
    MARKUP_SUSPICIOUS = "markup-suspicious", "warning", "Signs that look like markup gone wrong, and would be printed as they stand."
    # Placeholders
    PLACEHOLDER_UNCLOSED = "placeholder-unclosed", "error", "A `{{` without its `}}`."
    PLACEHOLDER_INVALID = "placeholder-invalid", "error", "A placeholder whose expression cannot be read or evaluated."
    PLACEHOLDER_REFUSED = "placeholder-refused", "error", "A placeholder that does more than name a value."
    PLACEHOLDER_UNKNOWN = "placeholder-unknown", "error", "A placeholder names something that does not exist."
    FACT_UNKNOWN = "fact-unknown", "error", "A placeholder names a fact that is not in `facts.yaml`."
    # References
    REFERENCE_FIELD_UNKNOWN = "reference-field-unknown", "warning", "A reference has a field that CSL does not know."
    CITATION_UNKNOWN = "citation-unknown", "error", "A citation names a reference that is not in the library."
    REFERENCE_UNKNOWN = (
        "reference-unknown",
        "error",
        "A fact, claim or recommendation names a reference that does not exist.",
    )
    REFERENCE_INVALID = "reference-invalid", "error", "A reference has a field that is not valid CSL."
    CITATION_STYLE_MISSING = (
        "citation-style-missing",
        "error",
        "A citation style that is neither shipped nor in `templates/csl/`.",
    )
    CITATION_STYLE_INVALID = "citation-style-invalid", "error", "A `.csl` file that cannot be read as a citation style."
    CLAIM_UNKNOWN = "claim-unknown", "error", "A block says it makes a claim that is not in the register."
    CLAIM_UNMADE = "claim-unmade", "warning", "A claim of the register that no block makes."
    # Recipes
    RECIPE_MISSING = "recipe-missing", "error", "A recipe that does not exist."
    EXTENDS_CYCLE = "extends-cycle", "error", "Recipes that extend each other in a circle."
    SECTION_MISSING = (
        "section-missing",
        "error",
        "A section is dropped or placed by a name that the extended recipe does not have.",
    )
    SECTION_EMPTY = "section-empty", "error", "A section for which no block is selected."
    AUDIENCE_UNKNOWN = "audience-unknown", "error", "An audience that `workspace.yaml` does not list."
    PROFILE_MISSING = "profile-missing", "error", "A consultation profile that does not exist."
    ORGANISATION_UNKNOWN = "organisation-unknown", "error", "An organisation that is not in `organisations.yaml`."
    SIGNATORIES_MISSING = "signatories-missing", "error", "A recipe names a file of signatories that does not exist."
    SIGNATURE_MISSING = "signature-missing", "warning", "Somebody is to sign a text, and has not approved it."
    SIGNATURE_OUTDATED = "signature-outdated", "warning", "Somebody who signs a text has approved an earlier one."
    LANGUAGE_INVALID = "language-invalid", "error", "A language tag that is not BCP 47 or that nothing is known of."
    TRANSLATION_MISSING = "translation-missing", "error", "A recipe asks for a language that the content is not in."
    # Layouts, house styles, formats
    LAYOUT_MISSING = "layout-missing", "error", "A layout that is neither shipped nor in `templates/layouts/`."
    LAYOUT_INVALID = "layout-invalid", "error", "A layout that cannot be rendered."
    HOUSE_STYLE_MISSING = (
        "house-style-missing",
        "error",
        "A house style that is neither shipped nor in `templates/house-styles/`.",
    )
    HOUSE_STYLE_INVALID = (
        "house-style-invalid",
        "error",
        "A house style that is not a Word document that can be opened.",
    )
    HOUSE_STYLE_ROLE_MISSING = (
        "house-style-role-missing",
        "warning",
        "A house style lacks named styles; plain ones are used instead.",
    )
    ROLE_UNKNOWN = "role-unknown", "error", "A mapping of a house style names a role that does not exist."
    STYLE_MISSING = "style-missing", "error", "A mapping names a style that the house style's file does not have."
    STYLE_KIND = (
        "style-kind",
        "error",
        "A mapping names a style of another kind: one of characters for the role of a paragraph, say.",
    )
    FORMAT_UNKNOWN = "format-unknown", "error", "An output format that does not exist."
    OFFICE_MISSING = "office-missing", "error", "A PDF is asked for, and LibreOffice, which makes it, is not installed."
    OFFICE_FAILED = "office-failed", "error", "LibreOffice is installed, and makes no PDF of a document."
    PAGES_UNKNOWN = "pages-unknown", "warning", "LibreOffice could not tell the page numbers for a table of contents, so it has none."
    # Documents
    TOOL_FAILED = "tool-failed", "error", "Briefwright itself failed at a file or document: please report it."
    QUESTION_UNANSWERED = "question-unanswered", "warning", "Questions of a questionnaire that nothing answers yet."
    # Rules of bodies: how bad a breach is, the rule says; what stands here is what it is of most rules
    LIMIT_EXCEEDED = "limit-exceeded", "error", "A document or an answer is longer than the body allows."
    LIMIT_UNSET = "limit-unset", "warning", "Each call of the body sets how long documents may be, and the recipe does not say it."
    VARIANT_UNKNOWN = "variant-unknown", "error", "A recipe names a variant that its profile does not have, or none where there are several."
    RULE_UNVERIFIED = "rule-unverified", "warning", "Rules of a profile that nobody has seen in a source; told once for each profile."
    PART_MISSING = "part-missing", "error", "A part that the body asks for is not in the document."
    PART_REFUSED = "part-refused", "error", "Something stands in the document that the body does not take."
    PART_MISPLACED = "part-misplaced", "error", "A part does not stand where the body wants it, first or last."
    PART_UNFIT = "part-unfit", "error", "A part or heading is there, and not as the body wants it: in bullets, with certain words."
    PARAGRAPHS_UNNUMBERED = "paragraphs-unnumbered", "error", "The body wants numbered paragraphs."
    TITLE_UNFIT = "title-unfit", "error", "The title is not as the body wants it."
    RECOMMENDATION_UNSMART = "recommendation-unsmart", "warning", "A recommendation does not say to whom it is, or by when."
    NOTES_REFUSED = "notes-refused", "error", "Notes where the body takes none, or of another kind."
    NOTES_EXPLANATORY = "notes-explanatory", "error", "A note explains something, where the body allows references only."
    STYLE_UNFIT = "style-unfit", "warning", "A recipe asks for other looks than the body."
    LANGUAGE_REFUSED = "language-refused", "error", "A language that the body does not read, or would rather not."
    FORMAT_REFUSED = "format-refused", "error", "No file is made that the body takes, or one that it does not."
    FILE_NAME_UNFIT = "file-name-unfit", "error", "The name of the file is not as the body wants it."
    FILE_SIZE_EXCEEDED = "file-size-exceeded", "error", "A file is larger than the body takes."
    METADATA_MISSING = "metadata-missing", "error", "Something that the body wants to be told is not said."
    CONTACT_IN_BODY = "contact-in-body", "error", "Something stands in the document that belongs into the covering letter."
    SIGNATORY_UNSTATED = "signatory-unstated", "error", "The status of a signatory is not stated."
    SIGNATORY_REFUSED = "signatory-refused", "error", "A signatory has a status with which the body lets nobody sign."
    SIGNATORIES_UNORDERED = "signatories-unordered", "error", "The signatories are not in the body’s order, or not named at the beginning."
    PUBLICATION_UNANSWERED = "publication-unanswered", "error", "The body wants to be told whether a document may be public."
    REASONS_MISSING = "reasons-missing", "error", "A document is to be kept closed, and the body wants reasons."
    EMBARGO_BROKEN = "embargo-broken", "error", "A document is to be published before the body allows it."
    DEADLINE_PASSED = "deadline-passed", "error", "A document is dated after the deadline, or the deadline has passed."
    DEADLINE_NEAR = "deadline-near", "warning", "The deadline is 14 days away or less."
    # fmt: on


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a content file: its path from the workspace, with `/`; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that would break the line of a problem, or turn it round: content must not forge lines."""


def visible(text: str, kept: str = "") -> str:
    """The text with an escape for each character that would steer a terminal; those that are ``kept`` stay."""
    return _CONTROL.sub(lambda found: found[0] if found[0] in kept else repr(found[0])[1:-1], text)


NOWHERE = Position("", 0, 0)
"""The position of what no file holds (a value made in code)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. Equal findings are one finding: the rim shows each once.

    ``document`` is the recipe that breaks a rule of its body, where the place is in another file and does not tell it.
    """

    code: Code
    position: Position
    message: str
    hint: str | None = None
    level: Severity | None = None
    document: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is: what the broken rule of a body says, where it is one, and else what its code says."""
        return self.level or self.code.severity

    def __str__(self) -> str:
        """``path:line:column: severity: code: message (hint)``, as compilers print it."""
        place = self.position
        hint = f" ({self.hint})" if self.hint else ""
        said = f"{place.path}:{place.line}:{place.column}: {self.severity}: {self.code}: {self.message}{hint}"
        return visible(said)

    def as_json(self) -> dict[str, str | int | None]:
        """The record that `--json` prints."""
        return {
            "code": str(self.code),
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
            "path": self.position.path,
            "line": self.position.line,
            "column": self.position.column,
        }


def did_you_mean(wrong: str, known: Iterable[str]) -> str | None:
    """The hint that names the nearest known word, or none where nothing is near."""
    import difflib  # noqa: PLC0415 (only where something is wrong)

    near = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else None


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop a document."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.position, problem.code, problem.message))
