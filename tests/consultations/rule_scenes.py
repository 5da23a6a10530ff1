"""Documents that keep the rules of a profile, and for each rule the ways in which they can be made to break it.

A scene is the content of a small workspace as data. ``conforming`` makes one that a profile has nothing against;
``breaks`` gives, for a rule, what to change in it, by the kind of the rule alone, so that a new profile needs no test.
"""

from __future__ import annotations

import copy
import datetime
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from trees import png

from briefwright.compose import compose
from briefwright.consultations.counting import WORDS_A_PAGE
from briefwright.consultations.rules import breaches, oversized
from briefwright.consultations.rules.deadlines import _before
from briefwright.formats import find_format
from briefwright.problems import Code, Problem
from briefwright.workspace import Workspace, read_workspace
from briefwright.workspace.profiles import (
    DeadlineRule,
    FilesRule,
    LanguagesRule,
    MetadataRule,
    NotesRule,
    Profile,
    ProfileLimit,
    ProfileStyle,
    PublicationRule,
    Rule,
    SignatoriesRule,
    StructureRule,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime.datetime(2025, 1, 15, 12, tzinfo=datetime.UTC)
DATE = "2025-01-10"


@dataclass
class Scene:
    """A workspace with one recipe, and how it is looked at."""

    recipe: dict[str, Any]
    blocks: dict[str, str]
    organisations: dict[str, dict[str, Any]]
    language: str
    asked: str = ""
    sizes: dict[str, int] = field(default_factory=dict)

    def workspace(self, root: Path) -> Workspace:
        """The scene as files in a folder, read."""
        reference = [{"id": "doe-2019", "type": "report", "title": "Lanes", "author": [{"family": "Doe"}]}]
        files = {
            "workspace.yaml": {"language": self.language},
            "organisations.yaml": self.organisations,
            "references.yaml": reference,
            "recipes/answer.yaml": self.recipe,
        }
        texts = {name: json.dumps(data, ensure_ascii=False) for name, data in files.items()}
        texts |= {f"blocks/{name}.md": f"---\n{text}\n" for name, text in self.blocks.items()}
        for name, text in texts.items():
            (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "content" / name).write_text(text, "utf-8")
        (root / "content/images").mkdir()
        (root / "content/images/map.png").write_bytes(png(40, 20))
        return read_workspace(root)

    def problems(self) -> list[Problem]:
        """What its profile has against it. Nothing else may be wrong."""
        with tempfile.TemporaryDirectory() as folder:
            workspace = self.workspace(Path(folder))
            assert () == workspace.problems
            composed = compose(workspace, "answer", self.language)
            assert composed.document, composed.problems
            found = list(breaches(composed._replace(language=self.asked or self.language), workspace, now=NOW))
            return [*found, *oversized(workspace, "answer", self.sizes)]


# ── A document that conforms ─────────────────────────────────────────────────


def conforming(name: str, profile: Profile, variant: str) -> Scene:
    """A document that breaks no rule of a profile, in one of its variants."""
    rules = [rule for _, rule in profile.rules() if rule.variant in {"", variant}]
    structure = [rule for rule in rules if isinstance(rule, StructureRule)]
    words = [rule.words[0] for rule in structure if rule.words]
    refused: set[str] = {rule.part for rule in structure if rule.wanted == "refused"}
    languages = [rule.allowed for rule in rules if isinstance(rule, LanguagesRule) and rule.allowed]
    language = "en" if all("en" in allowed for allowed in languages) else languages[0][0]
    heading = {} if "heading" in refused else {"heading": " ".join(["Heading", *words])}
    named = [rule.name for rule in structure if rule.name]
    sections = [
        {"name": "summary", "part": "summary", "blocks": ["t/summary"], **heading},
        {"name": "about", "part": "about", "blocks": ["t/about"], **heading},
        *({"name": each, "blocks": ["t/text"], **heading} for each in named),
        {"name": "text", "blocks": ["t/text"], **heading},
        {"name": "asks", "part": "recommendations", "blocks": ["t/ask"], **heading},
    ]
    recipe: dict[str, Any] = {
        "title": _title(profile),
        "profile": name,
        "variant": variant,
        "layout": _layout(rules, refused),
        "organisation": "wheels",
        "signatories": ["wheels"],
        "languages": [language],
        "date": DATE,
        "formats": _formats(rules),
        "file_name": next((_plain(rule.name) for rule in rules if isinstance(rule, FilesRule) and rule.name), "w"),
        "consultation": {"body": "The body", "reference": "TP-7"},
        "publication": {"ask": "public"},
        "details": {rule.field: f"value {n}" for n, rule in enumerate(_metadata(rules))},
        "numbered_paragraphs": True,
        "contents": "heading" not in refused,
        "sections": sections,
    }
    blocks = {
        "t/summary": "title: S\n---\n- One point.\n- Another.",
        "t/about": "title: A\n---\nWho we are.",
        "t/text": f"title: T\n---\nThe text, with {' and '.join(words) or 'words'}.",
        "t/ask": "title: R\nkind: recommendation\nto: The city\naction: Act.\nby: '2028'\n---\nIt pays.",
    }
    statuses = next((rule.statuses or rule.order for rule in rules if isinstance(rule, SignatoriesRule)), ())
    status = f"{statuses[0]} consultative status" if statuses else ""
    wheels = {"name": "Wheels for All", "contact": "the office", "status": status}
    return Scene(recipe, blocks, {"wheels": wheels, "feet": {"name": "Feet First", "status": status}}, language)


def _metadata(rules: list[Any]) -> list[MetadataRule]:
    usual = {"organisation", "contact", "reference"}
    return [rule for rule in rules if isinstance(rule, MetadataRule) and rule.field not in usual]


def _title(profile: Profile) -> str:
    patterns = [rule.pattern for rule in profile.structure if rule.part == "title" and rule.pattern]
    title = _plain(patterns[0]) if patterns else "The title"
    return f"{title} TP-7" if any(rule.place == "title" for rule in profile.metadata) else title


def _plain(pattern: str) -> str:
    return pattern.replace("{organisation}", "Wheels for All").replace("*", "")


def _layout(rules: list[Any], refused: set[str]) -> str:
    if any(isinstance(rule, ProfileLimit) and rule.unit == "seconds" for rule in rules):
        return "oral-statement"
    return "short-form" if "heading" in refused else "submission"


def _formats(rules: list[Any]) -> list[str]:
    """Formats of which each rule takes one, and none is refused."""
    files = [rule for rule in rules if isinstance(rule, FilesRule)]
    wanted = [name for rule in files for name in rule.formats if find_format(name) and name not in rule.refused]
    return list(dict.fromkeys(wanted[:1])) or ["docx"]


# ── What breaks a rule ───────────────────────────────────────────────────────


class Break(NamedTuple):
    """A way to break a rule: what is told, what to change, and what else is told with it."""

    code: Code
    change: Callable[[Scene], object]
    besides: frozenset[Code] = frozenset()


def breaks(rule: Rule | ProfileStyle) -> Iterator[Break]:
    """Every way in which a rule can be broken; none for one that only tells something."""
    ways: dict[type, Callable[[Any], Iterator[Break]]] = {
        ProfileLimit: _limit,
        StructureRule: _structure,
        NotesRule: _notes,
        ProfileStyle: _style,
        FilesRule: _files,
        LanguagesRule: _languages,
        MetadataRule: _told,
        SignatoriesRule: _signatories,
        PublicationRule: _publication,
        DeadlineRule: _deadline,
    }
    if type(rule) in ways:
        yield from ways[type(rule)](rule)


def broken(scene: Scene, way: Break) -> Scene:
    """The scene, changed so."""
    other = copy.deepcopy(scene)
    way.change(other)
    return other


def _limit(rule: ProfileLimit) -> Iterator[Break]:
    many = {
        "words": rule.number + 1,
        "characters": rule.number,
        "seconds": rule.number * rule.wpm // 60 + 1,
        "pages": rule.number * WORDS_A_PAGE + 1,
    }[rule.unit]
    yield Break(Code.LIMIT_EXCEEDED, lambda scene: _add(scene, "t/text", "word " * many))


def _add(scene: Scene, block: str, text: str) -> None:
    scene.blocks[block] += f"\n\n{text}"


def _set(**values: Any) -> Callable[[Scene], object]:
    return lambda scene: scene.recipe.update(values)


def _without(name: str) -> Callable[[Scene], object]:
    """Without the sections of a part or name."""

    def change(scene: Scene) -> None:
        kept = [each for each in scene.recipe["sections"] if name not in {each["name"], each.get("part")}]
        scene.recipe["sections"] = kept

    return change


def _last(part: str) -> Callable[[Scene], object]:
    return lambda scene: scene.recipe["sections"].sort(key=lambda section: section.get("part") == part)


def _headings(text: str) -> Callable[[Scene], object]:
    def change(scene: Scene) -> None:
        for section in scene.recipe["sections"]:
            section["heading"] = text

    return change


def _wordless(words: tuple[str, ...]) -> Callable[[Scene], object]:
    def change(scene: Scene) -> None:
        _headings("Heading")(scene)
        scene.blocks["t/text"] = scene.blocks["t/text"].replace(words[0], "so")

    return change


_REFUSED: dict[str, Callable[[Scene], object]] = {
    "heading": lambda scene: _add(scene, "t/text", "## A heading\n\nText."),
    "emphasis": lambda scene: _add(scene, "t/text", "A word with *stress*."),
    "tables": lambda scene: _add(scene, "t/text", "| a | b |\n|---|---|\n| c | d |"),
    "addresses": lambda scene: _add(scene, "t/text", "See www.example.org for more."),
    "links": lambda scene: _add(scene, "t/text", "See [this](https://example.org)."),
    "boxes": lambda scene: _add(scene, "t/text", '::: example {title="A box"}\nText.\n:::'),
    "pictures": lambda scene: _add(scene, "t/text", "![A map of the lanes](map.png)"),
}
_NO_COVER = frozenset({Code.METADATA_MISSING, Code.SIGNATORIES_UNORDERED})
_REQUIRED: dict[str, Break] = {
    "cover": Break(Code.PART_MISSING, _set(layout="short-form"), _NO_COVER),
    "contents": Break(Code.PART_MISSING, _set(contents=False)),
    "heading": Break(Code.PART_MISSING, _headings("")),
    "numbered-paragraphs": Break(Code.PARAGRAPHS_UNNUMBERED, _set(numbered_paragraphs=False)),
    "smart-recommendations": Break(
        Code.RECOMMENDATION_UNSMART,
        lambda scene: scene.blocks.update({"t/ask": scene.blocks["t/ask"].replace("by: '2028'\n", "")}),
    ),
    "title": Break(Code.TITLE_UNFIT, _set(title="Something else")),
}


def _structure(rule: StructureRule) -> Iterator[Break]:
    if rule.wanted == "refused":
        yield Break(Code.PART_REFUSED, _REFUSED[rule.part])
    elif rule.part == "section":
        if rule.name:
            yield Break(Code.PART_MISSING, _without(rule.name))
        if rule.words:
            yield Break(Code.PART_UNFIT, _wordless(rule.words))
    else:
        yield _REQUIRED.get(rule.part) or Break(Code.PART_MISSING, _without(rule.part))
        yield from _unfit(rule)


def _unfit(rule: StructureRule) -> Iterator[Break]:
    """Ways in which something is there, and not as it is wanted."""
    if rule.bulleted:
        bare = "title: S\n---\nOne point."
        yield Break(Code.PART_UNFIT, lambda scene: scene.blocks.update({"t/summary": bare}))
    if rule.place == "start":
        yield Break(Code.PART_MISPLACED, _last(rule.part))
    if rule.part == "heading" and rule.words:
        yield Break(Code.PART_UNFIT, _headings("Heading"))


def _notes(rule: NotesRule) -> Iterator[Break]:
    def noted(scene: Scene) -> None:
        _add(scene, "t/text", "So it is.^[A note that tells more.]")

    def cited(scene: Scene) -> None:
        other = "footnotes" if rule.allowed == ("endnotes",) else "endnotes"
        scene.recipe["style"] = {"notes": other}
        _add(scene, "t/text", "So it is [@doe-2019].")

    if not rule.allowed:
        yield Break(Code.NOTES_REFUSED, noted)
    if len(rule.allowed) == 1:
        yield Break(Code.NOTES_REFUSED, cited, frozenset({Code.STYLE_UNFIT}))
    if rule.references_only:
        yield Break(Code.NOTES_EXPLANATORY, noted)


def _style(rule: ProfileStyle) -> Iterator[Break]:
    other = {"font": "Georgia", "size": 9, "note_size": 8, "line_spacing": 1, "align": "left", "notes": "footnotes"}
    for key, value in rule.asked().items():
        asked = {key: other.get(key, not value)}
        yield Break(Code.STYLE_UNFIT, _set(style=asked))


def _files(rule: FilesRule) -> Iterator[Break]:
    if rule.formats:
        yield Break(Code.FORMAT_REFUSED, _set(formats=["html"]))
    if made := [name for name in rule.refused if find_format(name)]:
        yield Break(Code.FORMAT_REFUSED, lambda scene: scene.recipe["formats"].append(made[0]))
    if rule.name:
        yield Break(Code.FILE_NAME_UNFIT, _set(file_name="another"))
    if rule.megabytes:
        ending = next((name for name in rule.formats if find_format(name)), "docx")
        size = int(rule.megabytes * 1_000_000) + 1
        yield Break(Code.FILE_SIZE_EXCEEDED, lambda scene: scene.sizes.update({ending: size}))


def _languages(rule: LanguagesRule) -> Iterator[Break]:
    if rule.allowed:
        yield Break(Code.LANGUAGE_REFUSED, lambda scene: setattr(scene, "asked", "ja"))
    if rule.preferred:
        other = next(tag for tag in rule.allowed if tag not in rule.preferred)
        yield Break(Code.LANGUAGE_REFUSED, lambda scene: setattr(scene, "asked", other))


def _told(rule: MetadataRule) -> Iterator[Break]:
    def untold(scene: Scene) -> None:
        scene.recipe["details"].pop(rule.field, None)
        scene.recipe["consultation"].pop(rule.field, None)
        scene.organisations["wheels"].pop(rule.field, None)
        if rule.field == "organisation":
            scene.organisations["wheels"]["name"] = ""

    yield Break(Code.METADATA_MISSING, untold, frozenset({Code.TITLE_UNFIT, Code.SIGNATORY_UNSTATED}))
    if rule.place == "title":
        yield Break(Code.METADATA_MISSING, _set(title="Another title"))
    if rule.never_in_body:
        yield Break(Code.CONTACT_IN_BODY, lambda scene: _add(scene, "t/text", scene.recipe["details"][rule.field]))


def _signatories(rule: SignatoriesRule) -> Iterator[Break]:
    def status(text: str) -> Callable[[Scene], object]:
        return lambda scene: scene.organisations["wheels"].update(status=text)

    def reversed_order(scene: Scene) -> None:
        scene.organisations["wheels"]["status"] = rule.order[-1]
        scene.recipe["signatories"] = ["wheels", "feet"]
        scene.recipe["layout"] = "policy-brief"  # prints who submits, and groups nobody
        scene.blocks["t/text"] += " Feet First signs."

    if rule.statuses:
        yield Break(Code.SIGNATORY_UNSTATED, status(""))
        yield Break(Code.SIGNATORY_REFUSED, status("none"))
    if rule.order:
        yield Break(Code.SIGNATORIES_UNORDERED, reversed_order)
    if rule.first:
        late = _set(layout="questionnaire", signatories=["wheels", "feet"])
        dropped = frozenset({Code.PART_MISSING})
        yield Break(Code.SIGNATORIES_UNORDERED, late, dropped)


def _publication(rule: PublicationRule) -> Iterator[Break]:
    if rule.answer:
        yield Break(Code.PUBLICATION_UNANSWERED, _set(publication={}))
    if rule.reasons:
        yield Break(Code.REASONS_MISSING, _set(publication={"ask": "confidential"}))
    if rule.embargo:
        yield Break(Code.EMBARGO_BROKEN, _set(publication={"ask": "public", "on": "2025-02-01"}))


def _deadline(rule: DeadlineRule) -> Iterator[Break]:
    def due(day: str) -> Callable[[Scene], object]:
        if not rule.before:
            return lambda scene: scene.recipe["consultation"].update(deadline=day)
        wanted = datetime.date.fromisoformat(day)
        days = (datetime.date(2024, 7, 1) - _before(datetime.date(2024, 7, 1), rule.before)).days
        guess = wanted + datetime.timedelta(days=days - 4)
        event = next(
            guess + datetime.timedelta(days=n)
            for n in range(9)
            if _before(guess + datetime.timedelta(days=n), rule.before) == wanted
        )
        return lambda scene: scene.recipe["consultation"].update(event=event.isoformat())

    yield Break(Code.DEADLINE_PASSED, due("2025-01-09"))
    yield Break(Code.DEADLINE_PASSED, due("2025-01-12"))
    yield Break(Code.DEADLINE_NEAR, due("2025-01-20"))
