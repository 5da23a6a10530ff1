"""Citations as a text box takes them: short, in brackets, in the sentence, "(NSWP 2017; ESWA 2020, p. 4)".

A note gives way to the works that it cites; what else it says is left out, as is a note that cites nothing,
since a box has no room for asides. There is no list of works unless a recipe asks for one.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.compose.citing import Cited, unknown_works
from briefwright.document import Citation, Cite, Inline, Link, Note, Paragraph, Text
from briefwright.walking import joined, plain, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefwright.document import Elements, Inlines, Node
    from briefwright.workspace import Workspace


class Mentioned(NamedTuple):
    """How a work is mentioned: who made it, or its title; and when, unless the former says it."""

    name: str
    year: str

    def __str__(self) -> str:
        """`NSWP 2017`."""
        return " ".join(filter(None, self))


def without_sources(content: Inlines) -> Inlines:
    """A line without citations and notes, and without the spaces before them."""
    kept: list[Inline] = []
    for inline in content:
        if isinstance(inline, Citation | Note):
            if kept and isinstance(kept[-1], Text):
                kept[-1] = Text(kept[-1].text.rstrip(" "))
        else:
            kept.append(inline)
    return joined(kept)


def mention(children: Elements, library: Workspace, language: str, *, listed: bool = False) -> Cited:
    """The tree with each citation and note as a short mention, in a language (BCP 47).

    ``listed`` is whether a list of the works is wanted, which says what each mention stands for.
    """
    mentions = Mentions.of(children, library, language)
    problems = tuple(unknown_works(children, library.references))
    bibliography = _listed(mentions.works, library.references) if listed else ()
    return Cited(mentions.placed(children), bibliography, problems)


def short_names(library: Workspace) -> dict[str, str]:
    """The short names of organisations, and the abbreviations of what has one, by what they stand for."""
    organisations = library.organisations.values()
    shorts = {meaning: short for short, meaning in library.abbreviations.items()}
    return shorts | {one.name: one.short for one in organisations if one.short}


def _cites(nodes: Iterable[Node]) -> list[Cite]:
    return [cite for node in walk(nodes) if isinstance(node, Citation) for cite in node.cites]


# ── A work ───────────────────────────────────────────────────────────────────

_LONGEST_TITLE = 60
_TAGS = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]{0,80})?>", re.IGNORECASE)


def mentioned(item: Mapping[str, Any], shorts: Mapping[str, str], language: str) -> Mentioned:
    """How a CSL item is mentioned: by its own short form, its authors, its editors, or its title."""
    from briefwright.compose.citing.terms import short  # noqa: PLC0415 (loads the processor: only when needed)

    custom = item.get("custom")
    own = str(custom.get("short") or "") if isinstance(custom, dict) else ""
    makers = next(filter(None, (_names(item.get(role), shorts) for role in ("author", "editor"))), [])
    match makers:
        case _ if own:
            name = own
        case []:
            name = _title(item)
        case [one]:
            name = one
        case [one, two]:
            name = f"{one} {short('and', language).single} {two}"
        case [one, *_]:
            name = f"{one} {short('et-al', language).single}"
    year = _year(item.get("issued"))
    if year and re.search(rf"(?<!\d){re.escape(year)}(?!\d)", name):
        return Mentioned(name, "")
    return Mentioned(name, year or ("" if own or not makers else short("no date", language).single))


def _names(people: Any, shorts: Mapping[str, str]) -> list[str]:
    """The family names of people, the short names of organisations."""
    names = (_name(one, shorts) for one in people if isinstance(one, dict)) if isinstance(people, list) else ()
    return [name for name in names if name]


def _name(one: Mapping[str, Any], shorts: Mapping[str, str]) -> str:
    literal = str(one.get("literal") or "")
    family = " ".join(str(one[part]) for part in ("non-dropping-particle", "family") if one.get(part))
    return shorts.get(literal) or _own_short(literal) or literal or family or str(one.get("given") or "")


def _own_short(name: str) -> str:
    """The abbreviation that a name brings along: `City Lab for Streets (CLS)`."""
    found = re.search(r"\(([^()]{2,12})\)$", name)
    return found[1] if found and sum(char.isupper() for char in found[1]) > 1 else ""


def _title(item: Mapping[str, Any]) -> str:
    """The title of a work, up to its colon, and not longer than a few words."""
    short = item.get("title-short") or item.get("shortTitle")
    title = _untagged(short or item.get("title") or item.get("id") or "")
    head = title if short else re.split(r"\s?:\s|\. |\? ", title)[0]
    if len(head) <= _LONGEST_TITLE:
        return head
    return head[: _LONGEST_TITLE + 1].rpartition(" ")[0].rstrip(",;–- ") + "…"


def _untagged(text: Any) -> str:
    return " ".join(_TAGS.sub("", str(text)).split())


def _year(date: Any) -> str:
    """The year of a date; of a range the first and the last."""
    parts = date.get("date-parts") if isinstance(date, dict) else None
    years = [
        str(one[0]) for one in parts or () if isinstance(one, list) and one and re.fullmatch(r"\d{1,4}", str(one[0]))
    ]
    if years:
        return "–".join(dict.fromkeys(years))
    found = re.search(r"\d{4}", str(date.get("literal") or date.get("raw") or "")) if isinstance(date, dict) else None
    return found[0] if found else ""


def told_apart(works: Mapping[str, Mentioned]) -> dict[str, Mentioned]:
    """The mentions with letters where two works would have the same: `Doe 2017a`, in the order of first citation."""
    alike: dict[Mentioned, list[str]] = {}
    for key, one in works.items():
        alike.setdefault(one, []).append(key)
    return {
        key: one._replace(year=one.year + _letter(alike[one].index(key), one.year)) if len(alike[one]) > 1 else one
        for key, one in works.items()
    }


def _letter(number: int, year: str) -> str:
    """`a` for the first; behind words a space goes before it. Beyond z there are two."""
    more, last = divmod(number, len(ascii_lowercase))
    letters = (ascii_lowercase[more - 1] if more else "") + ascii_lowercase[last]
    return letters if not year or year[-1].isdigit() else f" {letters}"


def _listed(works: Mapping[str, Mentioned], references: Mapping[str, Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    """The works by their mentions: `NSWP (2017) Policy Brief: Sex Work as Work, https://…`."""
    from briefwright.compose.citing.text import collated  # noqa: PLC0415 (loads the processor: only when needed)

    order = sorted(works, key=lambda key: (collated(str(works[key])), key))
    return tuple(Paragraph(_entry(works[key], references[key])) for key in order)


def _entry(one: Mentioned, item: Mapping[str, Any]) -> Inlines:
    custom = item.get("custom")
    whole = str(custom.get("citation") or "") if isinstance(custom, dict) else ""
    title = _untagged(item.get("title") or "")
    known = [one.name, f"({one.year})" if one.year else "", title if title != one.name else ""]
    text = whole or " ".join(filter(None, known))
    address = str(item.get("URL") or "")
    link = (Text(", "), Link((Text(address),), address)) if re.match(r"https?://", address, re.IGNORECASE) else ()
    return joined((Text(text), *link))


# ── A line ───────────────────────────────────────────────────────────────────

_STOPS = ".,;:!?…،؛؟。、，；：！？"
_BETWEEN = re.compile(r"\s*|[.,;:!?…،؛؟。]+")


class Mentions(NamedTuple):
    """The mentions of a document's works, which take the place of citations and notes."""

    works: Mapping[str, Mentioned]
    language: str

    @classmethod
    def of(cls, children: Elements, library: Workspace, language: str) -> Mentions:
        """The mentions of all works that a tree cites; they depend on each other."""
        references, shorts = library.references, short_names(library)
        keys = dict.fromkeys(cite.key for cite in _cites(children) if cite.key in references)
        return cls(told_apart({key: mentioned(references[key], shorts, language) for key in keys}), language)

    def placed(self, children: Elements) -> Elements:
        """A tree of which citations are among those that the mentions were made of."""
        return rewrite(rewrite(children, inlines=_noted_as_cited), inlines=self._line)

    def _line(self, content: Inlines) -> Inlines:
        """A line in which each run of citations is one pair of brackets, before the full stop."""
        result: list[Inline] = []
        waiting: list[Cite] = []
        close = False
        for index, inline in enumerate(content):
            match inline, result:
                case Citation(cites), _:
                    waiting += cites
                    before, after = plain(content[max(0, index - 1) : index]), plain(content[index + 1 : index + 2])
                    close = not before[-1].isspace() if before.strip() else close
                    _strip(result)
                    if not _goes_on(content[index + 1 : index + 3]):
                        self._place(result, waiting, after if close else None)
                        waiting = []
                case Text(text), [*_, Text(before)]:
                    result[-1] = Text(before + text)
                case _:
                    result.append(inline)
        return joined(result)

    def _place(self, result: list[Inline], cites: Sequence[Cite], after: str | None) -> None:
        """Put mentions at the end of a line so far, or before the punctuation there if they stood close to it.

        Such is the place of a note's mark; ``after`` is then the text that follows.
        """
        words = "; ".join(dict.fromkeys(self._said(cite) for cite in cites if cite.key in self.works))
        last = _popped_text(result)
        end = _before_stop(last) if after is not None else len(last)
        if last[end:] == "." and _is_within_sentence(after or ""):
            end = len(last)
        before = plain(result) + last[:end]
        result.append(Text(last[:end] + _in_brackets(words, before) + last[end:]))

    def _said(self, cite: Cite) -> str:
        """`see NSWP 2017, p. 4`: the author's own words around it stay."""
        from briefwright.compose.citing.terms import place  # noqa: PLC0415 (loads the processor: only when needed)

        one = self.works[cite.key]
        work = one.year if cite.suppress_author and one.year else str(one)
        text = ", ".join(filter(None, (f"{cite.prefix} {work}".strip(), place(cite, self.language))))
        gap = "" if not cite.suffix or cite.suffix[0] in ",.:" else " "
        return f"{text}{gap}{cite.suffix}"


def _noted_as_cited(content: Inlines) -> Inlines:
    """A line with each note as a citation of all that it cites, perhaps of nothing."""
    return tuple(Citation(tuple(_cites((inline,)))) if isinstance(inline, Note) else inline for inline in content)


def _popped_text(result: list[Inline]) -> str:
    """The text at the end of a line so far, taken off it."""
    match result:
        case [*_, Text(text)]:
            result.pop()
            return text
        case _:
            return ""


def _strip(result: list[Inline]) -> None:
    """Take away the spaces at the end of a line so far."""
    if text := _popped_text(result):
        result.append(Text(text.rstrip(" \u00a0")))


def _is_within_sentence(after: str) -> bool:
    """Whether a text goes on with a small letter, so that the stop before it ends an abbreviation."""
    return after[:1].isspace() and after.lstrip()[:1].islower()


def _before_stop(text: str) -> int:
    """Where the punctuation at the end of a text begins, with the space before it."""
    words = text.rstrip(_STOPS)
    return len(words.rstrip()) if len(words) < len(text) else len(text)


def _goes_on(following: Inlines) -> bool:
    """Whether another citation follows, with nothing but punctuation between."""
    match following:
        case [Citation(), *_]:
            return True
        case [Text(text), Citation()]:
            return _BETWEEN.fullmatch(text) is not None
        case _:
            return False


def _in_brackets(words: str, before: str) -> str:
    """Words in round brackets; in square ones where round ones are open, in none where they open just here."""
    if not words:
        return ""
    gap = " " if before and not before[-1].isspace() else ""
    if before.count("(") > before.count(")"):
        return words if before.endswith("(") else f"{gap}[{words}]"
    return f"{gap}({words})"
