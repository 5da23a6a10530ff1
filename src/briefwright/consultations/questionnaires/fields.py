"""What forms ask of who answers, and what of it the organisation's entry knows: its name, its country, its status …."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefwright.consultations.questionnaires.wording import asks_plainly

if TYPE_CHECKING:
    from briefwright.workspace.values import Field

_MOST_WORDS = 12

_FIELDS: dict[Field, str] = {
    "email": r"e-?mail|courriel|correo|эл(?:\.|ектронн\w+) ?(?:почт\w+|адрес)|البريد الإلكتروني|mail",
    "website": r"web ?(?:site|page)?|internet|url|site (?:internet|web)|sitio|página web|homepage|веб-?сайт|сайт|الموقع",
    "phone": r"tele?(?:phone|fono|fon|fax)?\b|t[ée]l[ée]phone|teléfono|phone|mobile|телефон|الهاتف|tel\.",
    "status": r"ecosoc|consultative status|statut consultatif|estatus consultivo|консультативн\w+ статус|المركز الاستشاري",
    "contact": (
        r"contact|focal point|name of (?:the )?(?:author|respondent|representative|person)|full name(?! or organi)|your name|"
        r"personne (?:de contact|à contacter)|persona de contacto|ansprechp\w+|kontakt\w*|контактн\w+|ф\.?и\.?о|"
        r"جهة الاتصال|respondent|submitted by|completed by|first name|surname|last name"
    ),
    "short": r"acronym|abbreviation|sigle|acronyme|siglas|abkürzung|kürzel|аббревиатура|сокращ\w+|المختصر",
    "date": r"date|fecha|datum|дата|التاريخ",
    "address": r"(?:postal |mailing )?address|adresse|dirección|anschrift|адрес|العنوان",
    "country": r"country|pays|país|land|staat|страна|государство|الدولة|البلد",
    "founded": r"(?:year|date) (?:founded|established|of (?:establishment|foundation|registration))|année de création|gegründet",
    "name": (
        r"(?:name of (?:the |your )?)?(?:organi[sz]ations?|ngo|institution|entity|stakeholder|association|group|body)"
        r"(?:\(s\))?(?:'s)? ?(?:name)?|nom de (?:l['’])?(?:organisation|association|institution)|organisme|"
        r"nombre de (?:la )?(?:organización|entidad|institución)|organización|"
        r"name (?:der|ihrer) organisation|organisation|название организации|наименование организации|организация|"
        r"اسم المنظمة|المنظمة|name|nom|nombre|название|الاسم"
    ),
    "about": r"(?:description|mission|about|brief presentation) (?:of )?(?:the |your )?organi[sz]ation|présentation de l",
}
_KNOWN: dict[Field, re.Pattern[str]] = {
    name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in _FIELDS.items()
}
_BARE_NAME = re.compile(r"name|nom|nombre|имя|фамилия|الاسم|nome|naam|navn", re.IGNORECASE)
_KINDS = re.compile(
    r"\b(?:type|kind|category|size|sector|role|position|capacity|behalf|function|title of|number of|job|"
    r"catégorie|tipo|тип|вид|art der|rolle|funktion)\b|نوع",
    re.IGNORECASE,
)


def field_of(text: str) -> Field | None:
    """What the entry of an organisation knows that a form asks for with these words; None where it is a question."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or _KINDS.search(text):
        return None
    bare = re.sub(r"\([^)]*\)", " ", text)  # "(if applicable)", "(DD/MM/YYYY)"
    if len(bare.split()) > 8:  # noqa: PLR2004 (labels are short)
        return None
    asked = re.match(r"(?:what is|what's|please (?:give|provide|enter|state|indicate|write))\b", bare, re.IGNORECASE)
    if asks_plainly(text) and not asked:
        return None
    if not asked and len(bare.split()) > 6:  # noqa: PLR2004 (as above)
        return None
    return next((name for name, pattern in _KNOWN.items() if pattern.search(bare)), None)


def is_bare_name(text: str) -> bool:
    """Whether a label asks for a name and does not say whose."""
    return bool(_BARE_NAME.fullmatch(text.strip(" :*")))
