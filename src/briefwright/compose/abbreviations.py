"""Abbreviations: what one stands for is said where it is first used, and in a list of those used.

The abbreviation comes first, "HIV (human immunodeficiency virus)": in the brackets stands the meaning as the
list has it, whatever article, case or number the sentence asks for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefwright.document import Callout, Element, List, Only, Paragraph, Part, Recommendation, Table, Text
from briefwright.walking import plain, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefwright.document import Elements, Inline, Inlines

_NOT_TEXT = frozenset({"cover", "contents", "references", "matrix", "abbreviations", "signatories", "question"})
"""Parts in which nothing is explained: they are no running text, or not ours."""


def explain(children: Elements, meanings: Mapping[str, str]) -> Elements:
    """The tree with each abbreviation explained where the running text first uses it; once more behind a summary.

    Not in headings, titles, quotations, notes or the words of links; nor where it is part of a word, or where
    the author explains it: "sexually transmitted infections (STIs)".
    """
    return _Explaining(meanings).elements(children) if meanings else children


def used(children: Elements, meanings: Mapping[str, str]) -> list[tuple[str, str]]:
    """The abbreviations that the tree uses, in the order of the alphabet, and what they stand for."""
    texts = [plain((node,)) for node in walk(children) if isinstance(node, Text)]
    titles = [node.title for node in walk(children) if isinstance(node, Callout)]
    found = set(_pattern(meanings).findall("\n".join(texts + titles))) if meanings else set()
    return [(short, meanings[short]) for short in sorted(found, key=lambda short: (short.casefold(), short))]


def listed(children: Elements, meanings: Mapping[str, str], translate: Callable[[str], str]) -> Elements:
    """The list of the abbreviations that the tree uses, as a table; nothing where it uses none."""
    rows = [((Text(short),), (Text(meaning),)) for short, meaning in used(children, meanings)]
    header = (Text(translate("Abbreviation")),), (Text(translate("Meaning")),)
    return (Table(header, tuple(rows), (None, None)),) if rows else ()


def _pattern(meanings: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, meanings), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


class _Explaining:
    """One reading of the text, with the abbreviations that have been explained so far."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = meanings
        self.pattern = _pattern(meanings)
        self.known: set[str] = set()

    def elements(self, children: Elements) -> Elements:
        return tuple(map(self._element, children))

    def _element(self, element: Element) -> Element:
        match element:
            case Paragraph():
                return replace(element, content=self._line(element.content))
            case List():
                return replace(element, items=tuple(map(self.elements, element.items)))
            case Part(kind="summary"):
                summary = replace(element, children=self.elements(element.children))
                self.known.clear()
                return summary
            case Part(kind=kind) if kind in _NOT_TEXT:
                return element
            case Callout() | Only() | Recommendation() | Part():
                return replace(element, children=self.elements(element.children))
            case _:
                return element

    def _line(self, content: Inlines) -> Inlines:
        return tuple(map(self._inline, content))

    def _inline(self, inline: Inline) -> Inline:
        return Text(self.pattern.sub(self._explained, inline.text)) if isinstance(inline, Text) else inline

    def _explained(self, found: re.Match[str]) -> str:
        text, (start, end) = found.string, found.span()
        short, before, after = found[0], text[max(0, start - 1) : start], text[end : end + 2]
        if (before == "(" and after[:1] == ")") or after.startswith(" ("):
            self.known.add(short)
        elif short not in self.known and before not in {"(", "-"} and not re.match(r"-|[’']s", after):
            self.known.add(short)
            return f"{short} ({self.meanings[short]})"
        return short
