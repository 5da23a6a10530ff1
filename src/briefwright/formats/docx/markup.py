"""Characters and runs: what may stand in XML, and how words become `w:r`.

Only strings made here or by f-strings around ``escape`` enter a part.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefwright.document import direction

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{_WP}"'
"""Those of the root of each part. Pandoc finds no alternative text where `wp` is declared further in."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_TO_ESCAPE = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')

TEXT = '<w:t xml:space="preserve">'

# Word checks spelling by language and country: the country that a bare language stands for.
_COUNTRIES = (
    "ar-SA be-BY bg-BG bs-BA ca-ES cs-CZ cy-GB da-DK de-DE el-GR en-GB es-ES et-EE eu-ES fa-IR fi-FI fr-FR ga-IE "
    "gl-ES he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-IT ja-JP ka-GE ko-KR lt-LT lv-LV mk-MK mt-MT nb-NO nl-NL "
    "nn-NO pl-PL pt-PT ro-RO ru-RU sk-SK sl-SI sq-AL sr-RS sv-SE sw-KE th-TH tr-TR uk-UA ur-PK vi-VN zh-CN"
)
_WITH_COUNTRY = {tag.partition("-")[0]: tag for tag in _COUNTRIES.split()}
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})


class Look(NamedTuple):
    """How a run looks and what it is read as; ``style`` and ``strong`` are roles.

    ``no_bold`` and ``no_italic`` hold for all words of a document whose house style refuses them.
    """

    style: str = ""
    strong: str = ""
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    language: str = ""
    right_to_left: bool = False
    no_bold: bool = False
    no_italic: bool = False


def escape(text: str) -> str:
    """The text as it may stand in XML, also within an attribute."""
    return _TO_ESCAPE.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[0], "")


# ── Runs ─────────────────────────────────────────────────────────────────────


def run(text: str, look: Look, style_id: str) -> str:
    """The words as one run; tabs are tabs, and line feeds are spaces."""
    properties = run_properties(look, style_id)
    words = escape(text.replace("\n", " ").replace("\r", ""))
    if "&#9;" in words:
        words = words.replace("&#9;", f"</w:t><w:tab/>{TEXT}")
    return f"<w:r>{properties}{TEXT}{words}</w:t></w:r>"


@lru_cache(maxsize=1024)
def run_properties(look: Look, style_id: str) -> str:
    """`w:rPr`, its children in the order of the schema."""
    inner = "".join(
        (
            f'<w:rStyle w:val="{escape(style_id)}"/>' if style_id else "",
            "<w:b/><w:bCs/>" if look.bold and not look.no_bold else "",
            "<w:i/><w:iCs/>" if look.italic and not look.no_italic else "",
            "<w:smallCaps/>" if look.small_caps else "",
            "<w:rtl/>" if look.right_to_left else "",
            _language(look) if look.language else "",
        )
    )
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


# ── Languages ────────────────────────────────────────────────────────────────


def language_tag(language: str) -> str:
    """The language with a country, as Word wants it."""
    return escape(_WITH_COUNTRY.get(language.lower(), language))


def _language(look: Look) -> str:
    tag = language_tag(look.language)
    if direction(look.language) == "rtl":
        return f'<w:lang w:bidi="{tag}"/>'
    east = f' w:eastAsia="{tag}"' if _is_east_asian(look.language) else ""
    return f'<w:lang w:val="{tag}"{east}/>'


def default_languages(language: str) -> str:
    """The attributes of the document's `w:lang` and `w:themeFontLang`: a language for each kind of script."""
    tag = language_tag(language)
    right_to_left = direction(language) == "rtl"
    latin = "en-GB" if right_to_left else tag
    east = tag if _is_east_asian(language) else "ja-JP"
    return f'w:val="{latin}" w:eastAsia="{east}" w:bidi="{tag if right_to_left else "ar-SA"}"'


def _is_east_asian(language: str) -> bool:
    return language.lower().partition("-")[0] in _EAST_ASIAN
