"""What a document must have, and what may not stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefwright.consultations.rules.case import Breach, addresses_of, fits, flat, is_part, readable, walk_authored
from briefwright.document import (
    Callout,
    Emphasis,
    Figure,
    Heading,
    List,
    Paragraph,
    Part,
    Recommendation,
    Strong,
    Table,
)
from briefwright.problems import Code
from briefwright.walking import plain, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefwright.consultations.rules.case import Case
    from briefwright.problems import Position
    from briefwright.workspace.profiles import Feature, StructureRule

Found = list["Position"]
"""Where something stands in a document; empty where there is none."""


class Asked(NamedTuple):
    """Something that a body may ask for: how one calls it, how one gets it, where, and how it is found."""

    name: str
    remedy: str
    key: str
    find: Callable[[Case], Found]


def broken(rule: StructureRule, case: Case) -> Iterator[Breach]:
    """Something is missing, stands where it may not, or is not as the body wants it."""
    if rule.part == "smart-recommendations":
        yield from _unsmart(case)
    elif rule.part == "title":
        yield from _title(rule, case)
    elif rule.part == "section":
        yield from _section(rule, case)
    elif rule.wanted == "refused":
        yield from _refused(rule, case)
    else:
        yield from _required(rule, case)


def _refused(rule: StructureRule, case: Case) -> Iterator[Breach]:
    asked = FEATURES[rule.part]
    if found := asked.find(case):
        more = f" ({len(found)} of them)" if len(found) > 1 else ""
        place = case.at_text(found[0], asked.key)
        message = f"the body takes no {asked.name.removeprefix('a ').removeprefix('an ')}{more}"
        yield Breach(Code.PART_REFUSED, place, message, f"take {'them' if more else 'it'} out, or choose other blocks")


def _required(rule: StructureRule, case: Case) -> Iterator[Breach]:
    asked = FEATURES[rule.part]
    if not asked.find(case):
        code = Code.PARAGRAPHS_UNNUMBERED if rule.part == "numbered-paragraphs" else Code.PART_MISSING
        message = "the paragraphs are not numbered" if "numbered" in rule.part else f"{asked.name} is missing"
        yield Breach(code, case.recipe.at(asked.key), message, asked.remedy)
        return
    place = case.at_part(rule.part)
    name = asked.name
    if rule.bulleted and not any(isinstance(node, List) for node in walk(case.part(rule.part))):
        yield Breach(Code.PART_UNFIT, place, f"{name} is not in bullets", "begin each of its points with a hyphen")
    if rule.part == "heading":
        yield from _headings(rule, case)
    elif rule.words and not _says(flat(case.part(rule.part)), rule.words):
        yield Breach(Code.PART_UNFIT, place, f"{name} has none of the words {_listed(rule.words)}", "say which it is")
    if rule.place and not _stands_at(rule, case):
        where = "first" if rule.place == "start" else "last"
        hint = f"move its section to the {rule.place}" + (" with before:" if rule.place == "start" else "")
        yield Breach(Code.PART_MISPLACED, place, f"{name} does not stand {where}", hint)


def _stands_at(rule: StructureRule, case: Case) -> bool:
    """Whether a part stands first or last, apart from what frames the text."""
    frame = ("cover", "contents", "abbreviations", "matrix", "references", "signatories")
    framing = [kind for kind in frame if kind != rule.part]
    text = [child for child in case.document.children if not any(is_part(child, kind) for kind in framing)]
    return bool(text) and is_part(text[0 if rule.place == "start" else -1], rule.part)


def _headings(rule: StructureRule, case: Case) -> Iterator[Breach]:
    texts = [plain(node.content) for node in walk(case.body) if isinstance(node, Heading)]
    if rule.pattern and not any(fits(rule.pattern, text, case) for text in texts):
        wanted = f'no heading is like "{readable(rule.pattern, case)}"'
        yield Breach(Code.PART_UNFIT, case.recipe.at("sections"), wanted, "give a section such a heading")
    if rule.words and not any(_says(text, rule.words) for text in texts):
        message = f"no heading has one of the words {_listed(rule.words)}"
        yield Breach(Code.PART_UNFIT, case.recipe.at("sections"), message, "give the sections such headings")


def _title(rule: StructureRule, case: Case) -> Iterator[Breach]:
    title, place = case.document.title, case.recipe.at("title")
    if rule.pattern and not fits(rule.pattern, title, case):
        message = f'the title is not "{readable(rule.pattern, case)}"'
        yield Breach(Code.TITLE_UNFIT, place, message, "change title: in the recipe")
    if rule.words and not _says(title, rule.words):
        message = f"the title has none of the words {_listed(rule.words)}"
        yield Breach(Code.TITLE_UNFIT, place, message, "change title: in the recipe")


def _section(rule: StructureRule, case: Case) -> Iterator[Breach]:
    place = case.recipe.at("sections")
    if rule.name and rule.name not in {section.name for section in case.value.sections}:
        hint = f"add a section with name: {rule.name}"
        yield Breach(Code.PART_MISSING, place, f'the section "{rule.name}" is missing', hint)
    if rule.words and not _says(case.text, rule.words):
        message = f"none of the words {_listed(rule.words)} occurs"
        yield Breach(Code.PART_UNFIT, place, message, "say in the text which it is")


def _unsmart(case: Case) -> Iterator[Breach]:
    for node in walk(case.document.children):
        if isinstance(node, Recommendation):
            lacks = [words for words, value in (("to whom", node.to), ("by when", node.by)) if not value]
            if lacks:
                message = f"recommendation {node.number or ''} does not say {' and '.join(lacks)}".replace("  ", " ")
                place = case.at_text(node.position, "sections")
                yield Breach(Code.RECOMMENDATION_UNSMART, place, message, "give it to: and by:")


def _says(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words occurs, as a word of its own where its script has such."""
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word), text, re.IGNORECASE)
        for word in words
    )


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


# ── How each is found ────────────────────────────────────────────────────────

ADDRESS = re.compile(r"https?://\S|\bwww\.\w|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w")
"""An address on the web, or of mail."""


def _part(kind: str) -> Callable[[Case], Found]:
    return lambda case: [node.position for node in case.part(kind) if isinstance(node, Part)]


def _elements(kind: type[Callout | Table | Figure | Heading]) -> Callable[[Case], Found]:
    return lambda case: [node.position for node in walk_authored(case.body) if isinstance(node, kind)]


def _recommendations(case: Case) -> Found:
    nodes = walk(case.document.children)
    found = [node for node in nodes if isinstance(node, Recommendation | Part)]
    return [node.position for node in found if isinstance(node, Recommendation) or node.kind == "recommendations"]


def _numbered(case: Case) -> Found:
    return [node.position for node in walk(case.body) if isinstance(node, Paragraph) and node.number is not None]


def _links(case: Case) -> Found:
    return [line.position for line in case.lines if addresses_of(line.content)]


def _addresses(case: Case) -> Found:
    return [line.position for line in case.lines if ADDRESS.search(plain(line.content))]


def _emphasis(case: Case) -> Found:
    strong = (Emphasis, Strong)
    return [
        line.position
        for line in case.lines
        if line.position.path.startswith("content/")
        and any(isinstance(node, strong) for node in walk_authored(line.content))
    ]


def _nothing(_case: Case) -> Found:
    return []


FEATURES: dict[Feature, Asked] = {
    "cover": Asked("a title page", "choose a layout that has one, such as submission", "layout", _part("cover")),
    "contents": Asked("a table of contents", "write contents: true", "contents", _part("contents")),
    "about": Asked("a section about who submits", "add a section with part: about", "sections", _part("about")),
    "summary": Asked("the summary", "add a section with part: summary", "sections", _part("summary")),
    "recommendations": Asked(
        "a section with recommendations", "add one with part: recommendations", "sections", _recommendations
    ),
    "matrix": Asked("the table of recommendations", "write matrix: true", "matrix", _part("matrix")),
    "abbreviations": Asked(
        "the list of abbreviations", "write abbreviations: true", "abbreviations", _part("abbreviations")
    ),
    "references": Asked("the list of references", "write bibliography: true", "bibliography", _part("references")),
    "annex": Asked("an annex", "add a section with part: annex", "sections", _part("annex")),
    "signatories": Asked("the list of signatories", "name them: signatories: […]", "signatories", _part("signatories")),
    "title": Asked("a title", "write title: …", "title", _nothing),
    "heading": Asked("a heading", "give the sections a heading: …", "sections", _elements(Heading)),
    "section": Asked("a section", "add it", "sections", _nothing),
    "boxes": Asked("a box", "write as: callout", "sections", _elements(Callout)),
    "tables": Asked("a table", "add one to a block", "sections", _elements(Table)),
    "pictures": Asked("a picture", "add one to a block", "sections", _elements(Figure)),
    "links": Asked("a link", "add one to a block", "sections", _links),
    "addresses": Asked("an address on the web", "write it into a block", "sections", _addresses),
    "emphasis": Asked("emphasis", "mark words with *…*", "sections", _emphasis),
    "numbered-paragraphs": Asked(
        "numbered paragraphs", "write numbered_paragraphs: true", "numbered_paragraphs", _numbered
    ),
    "smart-recommendations": Asked("recommendations", "give them to: and by:", "sections", _nothing),
}
"""Everything that a structure rule may name."""
