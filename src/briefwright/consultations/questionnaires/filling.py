"""A body's Word form with the answers of a recipe in it, and what became of each of its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from briefwright.compose import answer_parts, compose_answers, known_answer
from briefwright.compose.locales import format_date
from briefwright.consultations.counting import answers as limited_answers
from briefwright.consultations.questionnaires.matching import match_sections
from briefwright.consultations.questionnaires.reading import read_questionnaire
from briefwright.document import Note, Part
from briefwright.problems import Code, Position, Problem, Severity, errors, in_order
from briefwright.walking import walk
from briefwright.workspace import resolve
from briefwright.workspace.values import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

    from briefwright.compose import Composed
    from briefwright.consultations.questionnaires import Question
    from briefwright.consultations.questionnaires.matching import Matched
    from briefwright.document import Elements
    from briefwright.formats.docx.forms import Place
    from briefwright.formats.docx.forms.filling import Answer
    from briefwright.formats.docx.forms.rooms import Room
    from briefwright.workspace import Resolved, Workspace
    from briefwright.workspace.values import Section

_TICKED = "it is answered by ticking or choosing in the form itself: do so in Word"
Status = Literal["filled", "unanswered", "unplaced"]


class Outcome(NamedTuple):
    """What became of a question: the section or the field that answers it, and what is to be told."""

    question: Question
    status: Status
    answer: str = ""
    told: str = ""


class FilledForm(NamedTuple):
    """The form, filled, unless there are errors; a record of each question; texts of the recipe without a question.

    ``unasked`` are the sections whose questions the form does not have, with the reason.
    """

    data: bytes | None
    outcomes: tuple[Outcome, ...] = ()
    unasked: tuple[tuple[Section, str], ...] = ()
    works: int = 0
    problems: tuple[Problem, ...] = ()


class Request(NamedTuple):
    """What is asked for: a recipe in a language, and the form as it was read from a path.

    In a ``draft``, answers may be longer than their questions allow.
    """

    recipe: str
    language: str
    form: bytes
    path: str
    draft: bool = False


def fill_form(
    workspace: Workspace,
    request: Request,
    draw: Callable[[Mapping[str, bytes]], tuple[dict[str, bytes], Sequence[Problem]]],
    cache: MutableMapping[str, Any] | None = None,
) -> FilledForm:
    """Fill a form with the answers of a recipe; ``draw`` gives pictures that are drawn the PNG that Word needs."""
    from briefwright.formats.docx.opening import RefusedError  # noqa: PLC0415 (lxml)

    recipe, problems = resolve(request.recipe, workspace.recipes, workspace.problems)
    if not recipe or errors(problems):
        return FilledForm(None, problems=problems)
    questionnaire, wrong = read_questionnaire(request.form, request.path)
    if questionnaire is None:
        return FilledForm(None, problems=(*problems, *wrong))
    filling = _Filling(workspace, recipe, request, questionnaire.questions, cache)
    filling.problems += problems
    try:
        return filling.filled(draw)
    except RefusedError as error:
        refused = Problem(
            Code.FILE_UNREADABLE, Position(request.path), f"the form cannot be filled: {error}", error.hint
        )
        return FilledForm(None, problems=(refused,))


class _Filling:
    """A form that is being filled."""

    def __init__(
        self,
        workspace: Workspace,
        recipe: Resolved,
        request: Request,
        questions: Sequence[Question],
        cache: MutableMapping[str, Any] | None,
    ) -> None:
        self.workspace, self.recipe, self.request, self.questions = workspace, recipe, request, questions
        self.cache: MutableMapping[str, Any] = {} if cache is None else cache
        self.problems: list[Problem] = []
        self.images: dict[str, bytes] = {}
        self.works = 0
        self.matched: Matched = match_sections(recipe.value.sections, questions)
        self.locale = workspace.settings.locale(request.language)

    def filled(self, draw: Callable[[Mapping[str, bytes]], tuple[dict[str, bytes], Sequence[Problem]]]) -> FilledForm:
        """The form, and what became of its questions."""
        from briefwright.formats.docx.forms.filling import fill, rooms  # noqa: PLC0415 (lxml)

        places = [question.place for question in self.questions if question.place]
        room = rooms(self.request.form, places)
        texts = self._texts(room)
        if errors(self.problems):
            return FilledForm(None, problems=tuple(in_order(self.problems)))
        if self.images:
            self.images, undrawn = draw(self.images)
            self.problems += undrawn
        answers = self._answers(texts, room)
        filled = fill(self.request.form, answers, self.locale, self.images)
        outcomes = tuple(
            self._outcome(place, texts, room, {**filled.unplaced}, filled.told) for place in range(len(self.questions))
        )
        return FilledForm(filled.data, outcomes, self._unasked(), self.works, tuple(in_order(self.problems)))

    # ── Texts ────────────────────────────────────────────────────────────────

    def _texts(self, room: Mapping[Place, Room]) -> dict[int, Elements]:
        """The answer to each question that has one and a place, by the place of the question in the list.

        Notes are numbered through the form. Where there is no room for notes they stand in brackets, and an answer
        with some is composed by itself, so that none of them refers to one that has no number.
        """
        wanted = [place for place in sorted(self.matched.sections) if self._has_room(place, room)]
        whole = self._composed(wanted)
        alone = [place for place in wanted if not self._takes_notes(place, room) and _has_notes(whole.get(place, ()))]
        if alone:
            whole |= self._composed([place for place in wanted if place not in alone])
            for place in alone:
                whole |= self._composed([place])
        for place, question in enumerate(self.questions):
            if not whole.get(place) and (known := self._known(place, question)):
                whole[place] = known
        return {place: children for place, children in whole.items() if children}

    def _composed(self, places: Sequence[int]) -> dict[int, Elements]:
        names = {self.matched.sections[place].name: place for place in places}
        composed = compose_answers(self.workspace, self.recipe, self.request.language, tuple(names), cache=self.cache)
        self._tell(composed)
        if composed.document is None:
            return {}
        self.images |= composed.document.images
        listed = [part for part in composed.document.children if isinstance(part, Part) and part.kind == "references"]
        self.works += sum(len(part.children) for part in listed)
        return {names[name]: children for name, children in answer_parts(composed.document).items()}

    def _tell(self, composed: Composed) -> None:
        """The problems of composing, and answers longer than their questions allow; each once."""
        found = list(composed.problems)
        for answer in limited_answers(composed):
            if answer.over:
                hint = "choose shorter variants, or fewer blocks; --draft fills it all the same"
                level = Severity.WARNING if self.request.draft else None
                found.append(Problem(Code.LIMIT_EXCEEDED, answer.position, answer.told, hint, level))
        self.problems += [problem for problem in found if problem not in self.problems]

    def _has_room(self, place: int, room: Mapping[Place, Room]) -> bool:
        there = self.questions[place].place
        return there is not None and room[there].kind != "none"

    def _takes_notes(self, place: int, room: Mapping[Place, Room]) -> bool:
        there = self.questions[place].place
        return there is not None and room[there].notes

    def _known(self, place: int, question: Question) -> Elements:
        """What the entry of the organisation says to a question: for a field of the form, or of the recipe."""
        section = self.matched.sections.get(place)
        wanted = (section.field if section else None) or question.field
        recipe = self.recipe.value
        organisation = self.workspace.organisations.get(recipe.organisation, Organisation(name=""))
        date = format_date(recipe.date, self.locale) if recipe.date else ""
        return known_answer(wanted, organisation, recipe, date) if wanted else ()

    # ── Outcomes ─────────────────────────────────────────────────────────────

    def _answers(self, texts: Mapping[int, Elements], room: Mapping[Place, Room]) -> dict[Place, Answer]:
        from briefwright.formats.docx.forms.filling import Answer  # noqa: PLC0415 (lxml)

        found: dict[Place, Answer] = {}
        for number, question in enumerate(self.questions):
            if question.place and number in texts and room[question.place].kind != "none":
                found.setdefault(question.place, Answer(texts[number], short=self._is_field(number)))
        return found

    def _is_field(self, number: int) -> bool:
        return self.questions[number].field is not None

    def _outcome(
        self,
        number: int,
        texts: Mapping[int, Elements],
        room: Mapping[Place, Room],
        unplaced: Mapping[Place, str],
        told: Mapping[Place, str],
    ) -> Outcome:
        question, section = self.questions[number], self.matched.sections.get(number)
        answer = section.name if section else str(question.field or "")
        if question.place is None:
            why = _TICKED if question.choices else "the form shows no place for an answer"
        elif room[question.place].kind == "none":
            why = room[question.place].why
        else:
            why = unplaced.get(question.place, "")
        if why and (section or number in texts):
            return Outcome(question, "unplaced", answer, why)
        if number not in texts:
            return Outcome(question, "unanswered", answer, self._unclear(number))
        return Outcome(question, "filled", answer, told.get(question.place, "") if question.place else "")

    def _unclear(self, number: int) -> str:
        names = [section.name for section, places in self.matched.unclear if number in places]
        return f"it may be what this section answers: {', '.join(names)}" if names else ""

    def _unasked(self) -> tuple[tuple[Section, str], ...]:
        unclear = [
            (section, "several questions of the form are as near to it") for section, _places in self.matched.unclear
        ]
        missing = [(section, "the form has no such question") for section in self.matched.missing]
        return tuple((section, why) for section, why in (*missing, *unclear) if section.blocks)


def _has_notes(children: Elements) -> bool:
    return any(isinstance(node, Note) for node in walk(children))
