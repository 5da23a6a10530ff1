"""What signatories have approved: the hash of the text as they see it; whose approval is missing, or of an earlier one.

The text is all that is visible but the cover, the contents and the signatories: its looks, the pages, the date and
those who join do not change it; a word, a number, a note, a citation or a picture does.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, assert_never

from briefwright.document import (
    Break,
    Callout,
    Citation,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    List,
    Note,
    Only,
    Paragraph,
    Part,
    Placeholder,
    Quote,
    Recommendation,
    Span,
    Strong,
    Table,
    Text,
    numbered_identifier,
)
from briefwright.problems import Code as ProblemCode
from briefwright.problems import Problem, Severity
from briefwright.walking import walk
from briefwright.workspace.profiles import binds
from briefwright.workspace.signatories import signatures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefwright.compose import Composed
    from briefwright.document import Document, Element, Inline
    from briefwright.workspace import Resolved, Workspace
    from briefwright.workspace.signatories import Signature
    from briefwright.workspace.values import Signatory

SHORTEST = 12
"""How many signs of a hash are enough to tell a text."""

_APART = frozenset({"cover", "contents", "signatories"})
"""The parts of a document that nobody approves."""

Standing = Literal["approved", "outdated", "missing", "other-language"]
"""What an approval is worth; `other-language` is one of the text in another language than that which is looked at."""


def text_hash(document: Document) -> str:
    """The hash of what signatories approve (SHA-256, in hexadecimal)."""
    apart = [element for element in document.children if isinstance(element, Part) and element.kind in _APART]
    notes = sum(isinstance(node, Note) for element in apart[:1] if element.kind == "cover" for node in walk((element,)))
    seen = _Seen(document, notes)
    lines = [document.title, *seen.elements(document.children)]
    text = "\n".join(" ".join(unicodedata.normalize("NFC", line).split()) for line in lines)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one sees of a document, as lines. ``notes`` stand on its cover, and count in the numbers of the others."""

    document: Document
    notes: int

    def elements(self, children: Iterable[Element]) -> Iterator[str]:
        for element in children:
            yield from self._element(element)

    def _element(self, element: Element) -> Iterator[str]:  # noqa: C901 (one case an element)
        match element:
            case Paragraph() | Heading():
                yield from self._line(element.content)
            case Part():
                yield from () if element.kind in _APART else self.elements(element.children)
            case Callout():
                yield element.title
                yield from self.elements(element.children)
            case Recommendation() | Quote() | Only():
                yield from self.elements(element.children)
            case List():
                for item in element.items:
                    yield from self.elements(item)
            case Table():
                for cell in (cell for row in (element.header, *element.rows) for cell in row):
                    yield from self._line(cell)
            case CodeBlock():
                yield element.text
            case Figure():
                yield from (element.alt, element.caption)
                yield hashlib.sha256(self.document.images.get(element.source, b"")).hexdigest()
            case Break():
                pass
            case _:
                assert_never(element)

    def _line(self, content: tuple[Inline, ...]) -> Iterator[str]:
        """A line with a sign where a note stands, and then its notes."""
        yield "".join(map(self._inline, content))
        for node in walk(content):
            if isinstance(node, Note):
                yield from self.elements(node.children)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text() | Code():
                return inline.text
            case LineBreak():
                return " "
            case Note():
                return "*"
            case Link(content=(Text(number),)) if inline.target == _note_target(number):
                return str(int(number) - self.notes)
            case Emphasis() | Strong() | Link() | Span() | Citation() | Placeholder():
                return "".join(map(self._inline, inline.content))
            case _:
                assert_never(inline)


def _note_target(number: str) -> str:
    return f"#{numbered_identifier('note', int(number))}" if number.isdecimal() else ""


# ── Approvals ────────────────────────────────────────────────────────────────


def language_of(signatory: Signatory, recipe: Resolved, workspace: Workspace) -> str:
    """The language in which somebody has read a document: as they say, else the first in which it is made."""
    return signatory.language or next(iter(recipe.value.languages), workspace.settings.language)


def standings(recipe: Resolved, workspace: Workspace, document: Document) -> Iterator[tuple[Signature, Standing]]:
    """Who signs a document, each with what their approval is worth for it."""
    current = text_hash(document)
    for signature in signatures(recipe, workspace):
        language = language_of(signature.signatory, recipe, workspace)
        if workspace.settings.locale(language) != document.language:
            yield signature, "other-language"
        elif not signature.signatory.approved:
            yield signature, "missing"
        else:
            yield signature, "approved" if current.startswith(signature.signatory.approved) else "outdated"


def unsigned(composed: Composed, workspace: Workspace, *, draft: bool = False) -> Iterator[Problem]:
    """Who has not approved a document as it is, where its recipe names a file of signatories.

    An error where the body asks for their approval, and the document is no draft; else a warning.
    """
    recipe, document = composed.recipe, composed.document
    if recipe is None or document is None or not isinstance(recipe.value.signatories, str):
        return
    level = Severity.ERROR if not draft and _is_asked(recipe, workspace) else Severity.WARNING
    for signature, found in standings(recipe, workspace, document):
        language = language_of(signature.signatory, recipe, workspace)
        elsewhere = found == "other-language" and language not in (recipe.value.languages or (language,))
        if found == "outdated":
            yield _outdated(signature, recipe.name, level)
        elif found == "missing" or elsewhere:
            yield _missing(signature, recipe.name, level, language if elsewhere else "")


def _is_asked(recipe: Resolved, workspace: Workspace) -> bool:
    """Whether the body asks that each has approved the text."""
    profile = workspace.profiles.get(recipe.value.profile)
    rules = profile.signatories if profile else ()
    return any(rule.approved and rule.hard for rule in rules if binds(rule, recipe.value.variant))


def _outdated(signature: Signature, recipe: str, level: Severity) -> Problem:
    signatory, place = signature
    on = f", on {signatory.date}" if signatory.date else ""
    message = f'"{signatory.name}" has approved an earlier text{on}'
    hint = f"show them what has changed, then: {_command(recipe, signatory)}"
    return Problem(ProblemCode.SIGNATURE_OUTDATED, place, message, hint, level)


def _missing(signature: Signature, recipe: str, level: Severity, language: str) -> Problem:
    signatory, place = signature
    message = f'"{signatory.name}" has not approved this text'
    if language:
        message = f'"{signatory.name}" signs in "{language}", in which this document is not made'
    hint = f"when they have: {_command(recipe, signatory)}"
    return Problem(ProblemCode.SIGNATURE_MISSING, place, message, hint, level)


def _command(recipe: str, signatory: Signatory) -> str:
    name = f'"{signatory.id}"' if " " in signatory.id else signatory.id
    return f"briefwright signatories {recipe} --approve {name}"
