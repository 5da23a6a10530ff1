"""What in a form is only there to be written over: blank lines, rows of dots, "Click here to enter text"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefwright.formats.docx.inheriting import local, w

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILLER = re.compile(r"[\s_.…·‥\u200b\u200e\u200f\ufeff\u2002-\u200a–—-]*")
_PROMPT = re.compile(
    r"""[\[<({«"“]?\s*(?:please\s+)?(?:
        (?:click|tap)(?:\s+or\s+(?:click|tap))?\s+(?:here|to)\b.*
      | (?:enter|type|write|insert|add|provide|give)\s+(?:in\s+)?(?:your|the|an?|here|text)\b.*
      | (?:your\s+)?(?:answer|response|reply|text|comments?|input)\s+(?:goes\s+)?here
      | (?:cliquez|tapez|saisissez|entrez)\b.* | (?:votre\s+)?réponse\s+ici
      | (?:klicken|geben|tippen)\s+sie\b.* | (?:ihre\s+)?antwort\s+hier
      | (?:haga\s+clic|escriba|introduzca)\b.* | (?:su\s+)?respuesta\s+aquí
      | (?:fare|fai)\s+clic\b.* | klik(?:nij)?\b.* | clique\b.*
      | (?:щелкните|место\s+для|введите)\b.*
    )\s*[.:…]*\s*[\])>}»"”]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|«[^«»]*»")
"""Words in brackets of their own, where an answer is to go."""
_LONGEST_PROMPT = 120
_HOLDING = ("commentReference", "drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym", "ptab")
_MARKERS = frozenset(
    f"{kind}{end}"
    for kind in ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange")
    for end in ("Start", "End")
)


def text_of(element: Any) -> str:
    """The text of an element; a tab or a break is a space."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for node in element.iter(w("t"), w("tab"), w("br"), w("cr"), w("p")):
        match local(node):
            case "t":
                yield node.text or ""
            case "tab" if local(node.getparent()) == "tabs":
                pass
            case _:
                yield " "


def is_filler(text: str) -> bool:
    """Whether a text is none: spaces, dots, lines."""
    return _FILLER.fullmatch(text) is not None


def is_prompt(text: str) -> bool:
    """Whether a text only asks to be written over."""
    text = text.strip()
    if is_filler(text):
        return True
    return len(text) <= _LONGEST_PROMPT and bool(_PROMPT.fullmatch(text) or _BRACKETED.fullmatch(text))


def is_blank(paragraph: Any) -> bool:
    """Whether a paragraph holds nothing that would be missed."""
    if any(next(paragraph.iter(w(name)), None) is not None for name in _HOLDING):
        return False
    if paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None or _breaks_page(paragraph):
        return False
    return is_prompt(text_of(paragraph))


def _breaks_page(paragraph: Any) -> bool:
    return any(each.get(w("type")) in {"page", "column"} for each in paragraph.iter(w("br")))


def markers(element: Any) -> list[Any]:
    """The ends of bookmarks, comments and permissions in an element: others elsewhere belong to them."""
    return [each for each in element.iter() if local(each) in _MARKERS]
