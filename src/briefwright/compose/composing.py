"""A recipe in a language becomes a Document: select, filter, lay out, fill, number, cite."""

from __future__ import annotations

import datetime
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from briefwright.compose import abbreviations, gathering
from briefwright.compose.answering import answers_alone, known_answer, unanswered
from briefwright.compose.citing import cite, cites_in_notes
from briefwright.compose.filling import Values, fill
from briefwright.compose.framing import frame_of, labels_of, names_of
from briefwright.compose.layouts import (
    ABBREVIATIONS,
    CONTENTS,
    MATRIX,
    REFERENCES,
    fill_slots,
)
from briefwright.compose.locales import locale_of
from briefwright.compose.making import Making
from briefwright.compose.numbering import (
    close_gaps,
    identify,
    number_figures,
    number_paragraphs,
    number_recommendations,
    without_empty,
)
from briefwright.compose.referring import refer
from briefwright.compose.selecting import Chosen, Setting, place_block, select
from briefwright.compose.signing import files_of_signing
from briefwright.document import (
    Document,
    Elements,
    Figure,
    Inlines,
    Span,
    Text,
)
from briefwright.problems import NOWHERE, Code, Position, Problem, errors, in_order
from briefwright.walking import rewrite, walk
from briefwright.workspace import CITATION_STYLE, Resolved, Workspace, read_asset, resolve
from briefwright.workspace.names import causes
from briefwright.workspace.profile_files import FOLDER as PROFILES
from briefwright.workspace.workspace import ABBREVIATIONS as ABBREVIATIONS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence


class Composed(NamedTuple):
    """A document with what it was made of; None where its recipe, layout or a block of it has errors.

    ``cited`` is the tree before the citation style came to it: what pandoc's citeproc would be given.
    ``answers`` are the texts of the sections that answer a question, by name; ``language`` is the one asked for.
    """

    document: Document | None
    blocks: tuple[Chosen, ...]
    problems: tuple[Problem, ...]
    recipe: Resolved | None = None
    cited: Elements = ()
    answers: Mapping[str, Elements] = MappingProxyType({})
    language: str = ""


def compose(
    workspace: Workspace,
    name: str,
    language: str,
    *,
    modified: datetime.datetime | None = None,
    draft: bool = False,
    cache: MutableMapping[str, Any] | None = None,
) -> Composed:
    """The document of a recipe in a language. Never raises for content.

    ``modified`` is the moment that file properties carry; ``cache`` keeps formatted citations.
    """
    recipe, problems = resolve(name, workspace.recipes, workspace.problems)
    if not recipe:
        return Composed(None, (), problems)
    composed = compose_resolved(workspace, recipe, language, modified=modified, draft=draft, cache=cache)
    if errors(problems):
        composed = composed._replace(document=None, recipe=None)
    return composed._replace(problems=tuple(in_order((*problems, *composed.problems))))


def compose_resolved(
    workspace: Workspace,
    recipe: Resolved,
    language: str,
    *,
    modified: datetime.datetime | None = None,
    draft: bool = False,
    cache: MutableMapping[str, Any] | None = None,
) -> Composed:
    """The document of a recipe that has been resolved, or of one that nobody has written: an attempt."""
    composed = _composed(Making(workspace, recipe, language, [*_bare(recipe)], [], {}, untranslated), cache)
    if document := composed.document:
        document = replace(document, draft=draft, modified=modified or document.modified)
    return composed._replace(document=document)


def compose_answers(
    workspace: Workspace,
    recipe: Resolved,
    language: str,
    names: Sequence[str],
    *,
    cache: MutableMapping[str, Any] | None = None,
) -> Composed:
    """Some sections of a recipe in this order, each in a part of its own, without a layout: what a form is filled with.

    Notes and all else are numbered through them; `answer_parts` takes them apart.
    """
    making = Making(workspace, recipe, language, [*_bare(recipe)], [], {}, untranslated, names)
    return _composed(making, cache)


def _composed(making: Making, cache: MutableMapping[str, Any] | None) -> Composed:
    workspace, recipe = making.workspace, making.recipe
    if problem := _missing_translation(recipe, making.language, workspace):
        return Composed(None, (), (problem,))
    cited = _tree(making)
    children = _settled(making, cited, cache)
    images = _images(making, children)
    found = [*making.problems, *_inherited_problems(making)]
    problems = tuple(in_order(causes(found, workspace.problems)))
    if errors(problems):
        return Composed(None, tuple(making.chosen), problems)
    document = replace(_document(making, children), images=images)
    return Composed(document, tuple(making.chosen), problems, recipe, cited, _answers(making, cited), making.language)


def _images(making: Making, children: Elements) -> dict[str, bytes]:
    """The bytes of the pictures; most documents have none."""
    if not any(isinstance(node, Figure) for node in walk(children)):
        return {}
    from briefwright.compose.images import read_images  # noqa: PLC0415 (as above)

    images, problems = read_images(children, making.workspace)
    making.problems += problems
    return images


def _document(making: Making, children: Elements) -> Document:
    value = making.recipe.value
    day = value.date or datetime.date(1980, 1, 1)
    return Document(
        title=value.title,
        language=making.locale,
        children=children,
        author=making.organisation.name,
        subject=value.consultation.title,
        date=value.date,
        modified=datetime.datetime.combine(day, datetime.time(), datetime.UTC),
        labels=labels_of(making.translate),
        running_title=value.running_title,
    )


def _answers(making: Making, cited: Elements) -> Mapping[str, Elements]:
    """The answers with their citations as they stand in the document; notes come to them later."""
    if making.citations == "keep":
        return making.answers
    from briefwright.compose.mentioning import Mentions, without_sources  # noqa: PLC0415 (most keep their citations)

    if making.citations == "inline":
        mentions = Mentions.of(cited, making.workspace, making.locale)
        return {name: mentions.placed(answer) for name, answer in making.answers.items()}
    shown = {name: rewrite(answer, inlines=without_sources) for name, answer in making.answers.items()}
    return (
        {name: _spoken(answer, making.locale) for name, answer in shown.items()}
        if making.recipe.value.spoken
        else shown
    )


def _bare(recipe: Resolved) -> Iterator[Problem]:
    """The problems of a recipe that lacks what every document has."""
    for key in ("title", "sections"):
        if not getattr(recipe.value, key):
            hint = f"add a line {key}: …"
            yield Problem(Code.KEY_MISSING, Position(recipe.path), f'the recipe has no "{key}"', hint)


def untranslated(text: str) -> str:
    """A fixed word of a layout as it stands there: not the type `str`, whose methods templates could reach."""
    return text


def _missing_translation(recipe: Resolved, language: str, workspace: Workspace) -> Problem | None:
    """The problem of a language that the content is not in: a text is never passed off as a translation."""
    if language == workspace.settings.language:
        return None
    hint = f"the content is in {workspace.settings.language}"
    message = f'there is no translation into "{language}"'
    return Problem(Code.TRANSLATION_MISSING, recipe.at("languages"), message, hint)


def _inherited_problems(making: Making) -> list[Problem]:
    """What reading found wrong in the files that this document is made of."""
    files = {*making.recipe.files, *(chosen.block.path for chosen in making.chosen)}
    files |= {ABBREVIATIONS_FILE} if making.recipe.value.abbreviations else set()
    files |= set(files_of_signing(making.recipe, making.workspace))
    files |= {f"{PROFILES}/{making.recipe.value.profile}{ending}" for ending in (".yaml", ".yml")}
    return [problem for problem in making.workspace.problems if problem.position.path in files]


# ── The tree, as the author wrote it ─────────────────────────────────────────


def _tree(making: Making) -> Elements:
    """The layout with its slots filled, placeholders and numbers in place; citations still as they were written."""
    if locale_of(making.locale) is None:
        hint = "write a language tag such as en, fr or sr-Latn"
        message = f'nothing is known of the language "{making.language}"'
        making.problems.append(Problem(Code.LANGUAGE_INVALID, making.recipe.at("languages"), message, hint))
    sections = {f"slot-{number}": _section(making, number) for number in range(len(making.recipe.sections))}
    names = names_of(making)
    filled = {slot: _filled(making, children, names) for slot, children in sections.items()}
    for number, section in enumerate(making.recipe.value.sections):
        if section.question:
            making.answers[section.name] = filled[f"slot-{number}"]
    if making.alone is None:
        making.problems += unanswered(making.recipe, making.answers)
        frame = frame_of(making, names, {slot for slot, children in filled.items() if not children})
    else:
        frame = answers_alone(making.alone, making.recipe.value.sections)
    children = without_empty(fill_slots(frame, filled))
    if making.citations == "omit":
        from briefwright.compose.mentioning import without_sources  # noqa: PLC0415 (as above)

        children = rewrite(children, inlines=without_sources)
    children = rewrite(children, inlines=_redacted)
    children = number_recommendations(children, making.translate)
    children = number_figures(children, making.translate)
    children = number_paragraphs(children) if making.recipe.value.numbered_paragraphs else children
    return _gathered(making, children)


def _gathered(making: Making, children: Elements) -> Elements:
    """The tree with abbreviations explained and listed, and the matrix of recommendations, where they are asked for."""
    recipe, workspace = making.recipe.value, making.workspace
    slots: dict[str, Elements] = {MATRIX: (), ABBREVIATIONS: ()}
    if recipe.matrix:
        blocks = {chosen.block.id for chosen in making.chosen}
        references = {} if making.citations == "omit" else workspace.references
        style = _style(making)
        in_notes = making.citations == "keep" and not isinstance(style, Problem) and cites_in_notes(style[0])
        sources = gathering.Sources(references, blocks, in_notes=in_notes)
        slots[MATRIX] = gathering.matrix(children, sources, making.translate)
    if recipe.abbreviations:
        slots[ABBREVIATIONS] = abbreviations.listed(children, workspace.abbreviations, making.translate)
        children = abbreviations.explain(children, workspace.abbreviations)
    return fill_slots(children, slots)


def _section(making: Making, number: int) -> Elements:
    recipe, workspace = making.recipe.value, making.workspace
    section, places = recipe.sections[number], making.recipe.sections[number]
    selected = select(section, places, recipe.audience, workspace)
    making.problems += selected.problems
    making.problems += [problem for problem in workspace.problems if problem.position.path in selected.broken]
    making.chosen += selected.chosen
    whole: list[Any] = []
    setting = Setting(recipe.audience, workspace.audiences, making.locale)
    for chosen in selected.chosen:
        children, problems = place_block(chosen, section, setting)
        making.problems += problems
        whole += children
    if section.field and not whole:
        return known_answer(section.field, making.organisation, recipe, making.date)
    return tuple(whole)


def _filled(making: Making, children: Elements, names: dict[str, Any]) -> Elements:
    filled, problems = fill(children, Values(names, making.locale))
    making.problems += problems
    return filled


BAR = "█" * 8
"""What stands in place of a redacted text, however long it was."""


def _redacted(content: Inlines) -> Inlines:
    """A line in which nothing that must not leave the house is left: no writer ever sees it."""
    return tuple(
        replace(inline, content=(Text(BAR),)) if isinstance(inline, Span) and "redact" in inline.classes else inline
        for inline in content
    )


# ── The tree, as its reader sees it ──────────────────────────────────────────


def _style(making: Making) -> tuple[bytes, str] | Problem:
    """The citation style and its path."""
    name = making.recipe.value.citation_style or making.workspace.settings.citation_style
    return read_asset(
        making.workspace, CITATION_STYLE, name, making.workspace.chosen_at("citation_style", making.recipe)
    )


def _settled(making: Making, children: Elements, cache: MutableMapping[str, Any] | None) -> Elements:
    """Citations in their style, lists where the layout wants them, names for what links lead to, and these links."""
    found = _style(making)
    if isinstance(found, Problem):
        making.problems.append(found)
        return children
    style, path = found
    recipe, workspace = making.recipe.value, making.workspace
    if making.citations == "inline":
        from briefwright.compose.mentioning import mention  # noqa: PLC0415 (as above)

        cited = mention(children, workspace, making.locale, listed=bool(recipe.bibliography))
    else:
        cited = cite(children, workspace.references, style, making.locale, cache, listed=recipe.bibliography)
    making.problems += [
        replace(problem, position=Position(path)) if problem.position == NOWHERE else problem
        for problem in cited.problems
    ]
    children = fill_slots(cited.children, {REFERENCES: cited.bibliography})
    children = identify(close_gaps(without_empty(gathering.without_bare(children))))
    children, problems = refer(children, workspace.blocks, making.translate)
    making.problems += problems
    depth = 2 if recipe.contents is True else int(recipe.contents)
    children = without_empty(
        gathering.without_bare(fill_slots(children, {CONTENTS: gathering.contents(children, depth)}))
    )
    return _spoken(children, making.locale) if recipe.spoken else children


def _spoken(children: Elements, locale: str) -> Elements:
    from briefwright.compose.speaking import speak  # noqa: PLC0415 (a speech alone needs it)

    return speak(children, locale)
