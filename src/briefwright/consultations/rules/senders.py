"""Who sends a document: what a body wants to be told of them, who may sign, and in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefwright.consultations.rules.case import Breach, lines
from briefwright.problems import Code
from briefwright.walking import plain
from briefwright.workspace.details import CONTACTS, LETTER, label_of, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.consultations.rules.case import Case
    from briefwright.problems import Position
    from briefwright.workspace.profiles import MetadataRule, SignatoriesRule
    from briefwright.workspace.values import Organisation

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
        hint = _REMEDIES.get(rule.field, f"write details: {{{rule.field}: …}}, in the recipe or for the organisation")
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


def unsigned(rule: SignatoriesRule, case: Case) -> Iterator[Breach]:
    """A signatory without a status or with one that may not sign, out of order, or not named at the beginning."""
    signing = _signing(case)
    states = [_status(organisation, rule) for organisation, _ in signing]
    if rule.statuses:
        for (organisation, place), status in zip(signing, states, strict=True):
            yield from _standing(rule, organisation, place, status)
    ranks = [rule.order.index(status) for status in states if status in rule.order]
    if ranks != sorted(ranks):
        message = f"the signatories are not in the order {', '.join(rule.order)}"
        yield Breach(Code.SIGNATORIES_UNORDERED, case.recipe.at("signatories"), message, "group them by their status")
    late = [organisation for organisation, _ in signing if _flat(organisation.name) not in _flat(case.front)]
    if rule.first and late:
        message = f"{', '.join(organisation.name for organisation in late)}: not named at the beginning"
        hint = "choose a layout whose cover names all, such as submission"
        yield Breach(Code.SIGNATORIES_UNORDERED, case.recipe.at("signatories"), message, hint)


def _signing(case: Case) -> list[tuple[Organisation, Position]]:
    """Who signs, and where the recipe says so; who submits, where it names nobody."""
    known = case.workspace.organisations
    named = [
        (known[name], case.recipe.at("signatories", n))
        for n, name in enumerate(case.value.signatories)
        if name in known
    ]
    return named or [(case.organisation, case.recipe.at("organisation"))]


def _standing(rule: SignatoriesRule, organisation: Organisation, place: Position, status: str) -> Iterator[Breach]:
    wanted = " or ".join(rule.statuses)
    who = organisation.name or "who submits"
    if not organisation.status:
        hint = f"write status: in organisations.yaml, as {wanted}"
        yield Breach(Code.SIGNATORY_UNSTATED, place, f"the status of {who} is not stated", hint)
    elif not status:
        message = f'{who} may not sign: its status is "{organisation.status}", and not {wanted}'
        yield Breach(Code.SIGNATORY_REFUSED, place, message, "take it out of the signatories")


def _status(organisation: Organisation, rule: SignatoriesRule) -> str:
    """Which of the statuses an organisation has, by the words in which its own is told."""
    words: Sequence[str] = re.findall(r"\w+", organisation.status.casefold())
    known = dict.fromkeys((*rule.statuses, *rule.order))
    return next((status for status in known if set(re.findall(r"\w+", status.casefold())) <= set(words)), "")
