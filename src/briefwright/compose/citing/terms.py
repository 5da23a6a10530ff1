"""The words of a language by which works are cited (CSL locales): "et al.", "and", "p.", "n.d."."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citeproc import LOCALES_PATH
from lxml import etree

from briefwright.compose.citing.styles import CSL, locale_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefwright.document import Cite

_ENGLISH = "en-US"
_SEVERAL = re.compile(r"\d\s*(?:[-–,&]|and)\s*\d")


class Term(NamedTuple):
    """A word, for one and for several."""

    single: str
    multiple: str


@lru_cache(maxsize=16)
def terms(language: str) -> Mapping[tuple[str, str], Term]:
    """The terms of a language (BCP 47) by name and form; what its locale lacks is English."""
    return {**_terms_of(_ENGLISH), **_terms_of(locale_of(language))}


def short(name: str, language: str) -> Term:
    """A term in its short form, or in the long one where it has no other."""
    known = terms(language)
    return known.get((name, "short")) or known.get((name, "long")) or Term(name, name)


def place(cite: Cite, language: str) -> str:
    """Where in its work a cite points to: `p. 4`, `paras 4–5`; empty where it points to no place."""
    if not cite.locator:
        return ""
    term = short(cite.label or "page", language)
    number = re.sub(r"(?<=\d)\s*-\s*(?=\d)", "–", cite.locator)
    return f"{term.multiple if _SEVERAL.search(number) else term.single}\u00a0{number}"


def _terms_of(locale: str) -> dict[tuple[str, str], Term]:
    root = etree.parse(f"{LOCALES_PATH}/locales-{locale}.xml").getroot()
    return {(term.get("name", ""), term.get("form", "long")): _term(term) for term in root.iter(f"{CSL}term")}


def _term(term: etree._Element) -> Term:
    single, multiple = (term.findtext(f"{CSL}{number}") for number in ("single", "multiple"))
    text = (term.text or "").strip()
    return Term((single or text).strip(), (multiple or single or text).strip())
