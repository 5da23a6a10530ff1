"""Who sends a document: what a body wants to be told of them, who may sign, and in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefwright.compose.signing import tags_of
from briefwright.consultations.rules.case import Breach, lines
from briefwright.problems import Code
from briefwright.walking import plain
from briefwright.workspace.details import CONTACTS, LETTER, label_of, told
from briefwright.workspace.profiles import has_status, rank_of
from briefwright.workspace.signatories import signatures
from briefwright.workspace.value import in_language
from briefwright.workspace.values import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefwright.consultations.rules.case import Case
    from briefwright.problems import Position
    from briefwright.workspace.profiles import MetadataRule, SignatoriesRule

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w")
_KEYS = {"organisation": "organisation", "contact": "contact", "reference": "consultation"}
_REMEDIES = {
    "organisation": "write organisation: …",
    "contact": "write contact: …, or give the organisation one",
    "reference": "write consultation: {reference: …}",
}
_PLACES = {
    "cover": "on the cover",
    "title": "in the title",
    "covering-letter": "in the covering letter",
    "form": "in the form",
    "subject": "in the subject of the message",
}


def untold(rule: MetadataRule, case: Case) -> Iterator[Breach]:
    """Something that the body wants to be told is missing, or stands where it may not."""
    value = told(rule.field, case.value, case.workspace)
    place = case.recipe.at(_KEYS.get(rule.field, "details"))
    name = label_of(rule)
    if not value:
        hint = _REMEDIES.get(rule.field) or _remedy(rule.field)
        yield Breach(Code.METADATA_MISSING, place, f'the body wants to be told "{name}" {_PLACES[rule.place]}', hint)
    elif rule.place == "title" and _flat(value) not in _flat(case.document.title):
        message = f'"{name}", {value}, does not stand in the title'
        yield Breach(Code.METADATA_MISSING, case.recipe.at("title"), message, "write it into title: …")
    elif rule.place == "cover" and _flat(value) not in _flat(case.text):
        message = f'"{name}" does not stand in the document'
        yield Breach(
            Code.METADATA_MISSING, case.recipe.at("layout"), message, "choose a layout with a cover that tells it"
        )
    if rule.never_in_body and case.value.layout != LETTER and (found := _printed(rule, value, case)):
        message = f'"{name}" stands in the document, where the body wants none of it'
        hint = "take it out: it belongs into the covering letter"
        yield Breach(Code.CONTACT_IN_BODY, case.at_text(found, "contact"), message, hint)


def _remedy(field: str) -> str:
    detail = f"details: {{{field}: …}}"
    if field in Organisation.__struct_fields__:
        return f"write {field}: … for the organisation in organisations.yaml, or {detail} in the recipe"
    return f"write {detail}, in the recipe or for the organisation"


def _printed(rule: MetadataRule, value: str, case: Case) -> Position | None:
    """Where a value stands in the document; of what one is reached by, any address of mail."""
    for line in lines(case.document.children):
        text = plain(line.content)
        if (value and _flat(value) in _flat(text)) or (rule.field in CONTACTS and _MAIL.search(text)):
            return line.position
    return None


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


# ── Signatories ──────────────────────────────────────────────────────────────


class Signer(NamedTuple):
    """Who signs: the name as the document has it, the status, and where they are named."""

    name: str
    status: str
    place: Position


def unsigned(rule: SignatoriesRule, case: Case) -> Iterator[Breach]:
    """A signatory without a status or with one that may not sign, out of order, or not named at the beginning."""
    signing = _signing(case)
    for signer in _bound(signing, rule, case) if rule.statuses else ():
        yield from _standing(rule, signer)
    text = _flat(case.text)
    ranked = [(text.find(_flat(signer.name)), rank_of(signer.status, rule.order)) for signer in signing]
    ranks = [rank for _, rank in sorted((place, rank) for place, rank in ranked if place >= 0 and rank is not None)]
    if ranks != sorted(ranks):
        message = f"the signatories are not in the order {', '.join(rule.order)}"
        hint = "let the layout print signatory_groups, which are in that order"
        yield Breach(Code.SIGNATORIES_UNORDERED, case.recipe.at("layout"), message, hint)
    late = [signer.name for signer in signing if _flat(signer.name) not in _flat(case.front)]
    if rule.first and late:
        message = f"{', '.join(late)}: not named at the beginning"
        hint = "choose a layout whose cover names all, such as submission"
        yield Breach(Code.SIGNATORIES_UNORDERED, case.recipe.at("signatories"), message, hint)


def _signing(case: Case) -> list[Signer]:
    """Who signs; who submits, where nobody is named."""
    tags = tags_of(case.document.language)
    named = [
        Signer(in_language(signatory.name, signatory.names, *tags), signatory.status, place)
        for signatory, place in signatures(case.recipe, case.workspace)
    ]
    own = Signer(case.organisation.name, case.organisation.status, case.recipe.at("organisation"))
    return named or [own]


def _bound(signing: list[Signer], rule: SignatoriesRule, case: Case) -> list[Signer]:
    """Those who need a status; where a note to the title may name the others, only who submits."""
    if rule.others != "title-note":
        return signing
    lead = case.organisation
    own = next((signer for signer in signing if signer.name == lead.name), None)
    return [own or Signer(lead.name, lead.status, case.recipe.at("organisation"))]


def _standing(rule: SignatoriesRule, signer: Signer) -> Iterator[Breach]:
    wanted, who = " or ".join(rule.statuses), signer.name or "who submits"
    if not signer.status:
        hint = f"write status: in organisations.yaml, as {wanted}"
        yield Breach(Code.SIGNATORY_UNSTATED, signer.place, f"the status of {who} is not stated", hint)
    elif not any(has_status(signer.status, status) for status in rule.statuses):
        message = f'{who} may not sign: its status is "{signer.status}", and not {wanted}'
        yield Breach(Code.SIGNATORY_REFUSED, signer.place, message, "take it out of the signatories")
