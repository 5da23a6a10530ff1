"""Citations as pandoc writes them: `[see @key, p. 3 and passim; -@other, § 4]`."""

from __future__ import annotations

import re

from briefwright.document import Cite

LOCATORS: dict[str, tuple[str, ...]] = {
    # CSL locator term: the ways to write it, the one that is printed first
    "page": ("p.", "pp.", "page", "pages"),
    "paragraph": ("para.", "paras.", "paragraph", "paragraphs", "¶", "¶¶"),
    "section": ("§", "§§", "sec.", "secs.", "section", "sections"),
    "chapter": ("ch.", "chap.", "chaps.", "chapter", "chapters"),
    "article-locator": ("art.", "arts.", "article", "articles"),
    "note": ("n.", "nn.", "note", "notes"),
    "volume": ("vol.", "vols.", "volume", "volumes"),
    "figure": ("fig.", "figs.", "figure", "figures"),
    "table": ("table", "tables"),
    "line": ("l.", "ll.", "line", "lines"),
    "part": ("pt.", "pts.", "part", "parts"),
    "column": ("col.", "cols.", "column", "columns"),
    "folio": ("fol.", "fols.", "folio", "folios"),
    "issue": ("no.", "nos.", "number", "numbers"),
    "verse": ("v.", "vv.", "verse", "verses"),
    "appendix": ("app.", "apps.", "appendix", "appendices", "annex", "annexes"),
    "rule": ("r.", "rule", "rules"),
}
"""What may stand before a number after the key; a number alone is a page."""

_TERMS = {term: label for label, terms in LOCATORS.items() for term in terms}
_KEY = re.compile(r"(?<![\w\\])(-?)@(?:\{([^{}\s]+)\}|(\w(?:[\w:.#$%&+?<>~/-]*\w)?))")
_NUMBER = r"(?:\d[\w.()/]*|[ivxlcdm]+\b|[A-Z]\d[\w.]*)"
_NUMBERS = rf"{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?(?:\s*(?:,|&)\s*\d[\w.()/]*(?:\s*[-–]\s*\d[\w.()/]*)?)*"
_TERM = "|".join(re.escape(term).replace(r"\.", r"\.?") for term in sorted(_TERMS, key=len, reverse=True))
_LOCATOR = re.compile(rf"\s*,?\s*(?:({_TERM})\s*(?=[\dA-Zivxlcdm]))?({_NUMBERS})")


def read_citation(text: str) -> tuple[Cite, ...] | None:
    """The works that the inside of the brackets cites.

    Empty where it is no citation at all (no part has a key), None where some parts have a key and some have not.
    """
    if not _KEY.search(text):
        return ()
    cites = [_cite(part) for part in text.split(";")]
    if any(cite and _KEY.search(cite.suffix) for cite in cites):
        return None  # two keys in one part: a comma where a semicolon belongs
    return None if None in cites else tuple(cite for cite in cites if cite)


def _cite(part: str) -> Cite | None:
    match = _KEY.search(part)
    if not match:
        return None
    prefix, rest = part[: match.start()].strip(), part[match.end() :]
    locator = _LOCATOR.match(rest)
    if locator and (locator[1] or rest.lstrip().startswith(",")):
        term = locator[1] or "p."
        label, number = _TERMS.get(term) or _TERMS[f"{term}."], locator[2].rstrip(".")
        suffix = rest[locator.start(2) + len(number) :]
    else:
        label, number, suffix = "", "", rest
    return Cite(
        key=match[2] or match[3],
        prefix=" ".join(prefix.split()),
        label=label,
        locator=" ".join(number.split()),
        suffix=" ".join(suffix.split()),
        suppress_author=bool(match[1]),
    )


def print_citation(cites: tuple[Cite, ...]) -> str:
    """The citation as it is written, brackets included."""
    return f"[{'; '.join(_print_cite(cite) for cite in cites)}]"


def _print_cite(cite: Cite) -> str:
    plain_key = re.fullmatch(r"\w(?:[\w:.#$%&+?<>~/-]*\w)?", cite.key)
    key = f"{'-' if cite.suppress_author else ''}@{cite.key if plain_key else '{' + cite.key + '}'}"
    locator = f", {LOCATORS[cite.label][0]} {cite.locator}" if cite.locator else ""
    gap = "" if not cite.suffix or cite.suffix[0] in ",.:" else " "
    return f"{cite.prefix} {key}{locator}{gap}{cite.suffix}".strip()
