"""A questionnaire as a recipe to fill: a section a question, in the body's own words."""

from __future__ import annotations

import re
import unicodedata
from io import StringIO
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from briefwright.consultations.questionnaires.sifting import groups_of
from briefwright.workspace.files import CONTROL
from briefwright.workspace.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefwright.consultations.questionnaires import Question, Questionnaire
    from briefwright.workspace.values import Limit

_WIDTH = 100
_LONGEST_NAME = 60


def recipe_name(file_name: str) -> str:
    """The name of a recipe that a file gives it: small letters, digits and hyphens."""
    return _slug(file_name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]) or "questionnaire"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:_LONGEST_NAME].strip("-")


def recipe_data(questionnaire: Questionnaire, organisation: str, audience: str) -> dict[str, Any]:
    """The recipe as data. Who answers, and for whom, are those of the other recipes."""
    title = _said(questionnaire.title)
    begins = [" – ".join(map(_said, group)) for group in groups_of(questionnaire.questions)]
    names = section_names(questionnaire.questions)
    sections = [
        _section(*each) for each in zip(questionnaire.questions, names, begins, strict=True)
    ]  # fmt: skip
    data = {"title": title, "layout": "questionnaire", "audience": audience, "organisation": organisation}
    return {**{k: v for k, v in data.items() if v}, "consultation": {"title": title}, "sections": sections}


def _section(question: Question, name: str, heading: str) -> dict[str, Any]:
    data: dict[str, Any] = {"name": name}
    if heading:
        data["heading"] = heading
    if question.number:
        data["number"] = _said(question.number)
    data["question"] = _said(question.text)
    if question.limit:
        data["limit"] = limit_data(question.limit)
    if question.field:
        data["field"] = question.field
    return {**data, "blocks": []}


def limit_data(limit: Limit) -> dict[str, int]:
    """What a limit says, by unit."""
    told = {"words": limit.words, "characters": limit.characters, "pages": limit.pages}
    return {unit: number for unit, number in told.items() if number}


def _said(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).split())


# ── Names of sections ────────────────────────────────────────────────────────


def section_names(questions: Sequence[Question]) -> list[str]:
    """A name for each question, by its number: `q1`, `q2-a`; the same whenever the file is read."""
    names: dict[str, None] = {}
    groups: dict[str, None] = {}
    further: dict[str, Iterator[int]] = {}
    for number, question in enumerate(questions, 1):
        base = _name(question, number)
        groups |= dict.fromkeys(question.group[:1])
        numbers = further.setdefault(base, count(2))
        tries = chain((base, f"part{len(groups)}-{base}"), (f"{base}-{again}" for again in numbers))
        names[next(each for each in tries if each not in names)] = None
    return list(names)


def _name(question: Question, place: int) -> str:
    if question.field:
        return question.field
    number = _slug(re.sub(r"[IVX]+\b", lambda found: found[0].lower(), question.number))
    digits = re.sub(r"^(?:(?:questions?|q|frage|pregunta|item|point|no|nr|n)-?)+(?=\d)", "", number)
    return f"q{digits}" if digits else f"question-{place}"


# ── YAML ─────────────────────────────────────────────────────────────────────


def written(data: dict[str, Any], said: str) -> str:
    """The recipe as YAML under a comment: long texts folded, short ones as they are; it reads back as it was."""
    for fold in (True, False):
        text = "".join(f"# {line}\n" for line in said.splitlines()) + _dumped(data, fold=fold)
        if read_yaml(text, "").data == data:
            break
    return text


def _dumped(data: dict[str, Any], *, fold: bool) -> str:
    from ruamel.yaml import YAML  # noqa: PLC0415 (25 ms)

    yaml = YAML()
    yaml.width = 4 * _WIDTH if fold else 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_styled(data, fold=fold), out)
    return out.getvalue()


def _styled(value: Any, *, fold: bool, key: str = "") -> Any:
    """The data as ruamel.yaml is to write it."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq  # noqa: PLC0415 (as above)
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString  # noqa: PLC0415 (as above)

    if isinstance(value, dict):
        mapping = CommentedMap((name, _styled(each, fold=fold, key=name)) for name, each in value.items())
        if key in {"limit", "consultation"}:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        listed = CommentedSeq(_styled(each, fold=fold) for each in value)
        if not value:
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, str) and not fold:
        return DoubleQuotedScalarString(value)
    if isinstance(value, str) and len(value) > _WIDTH and key != "title":
        folded = FoldedScalarString(value)
        folded.fold_pos = list(_folds(value))
        return folded
    return value


def _folds(text: str) -> Iterator[int]:
    """The spaces at which a text is folded."""
    begin, last = 0, 0
    for place, sign in enumerate(text):
        if sign == " ":
            if place - begin > _WIDTH - 10 and last > begin:
                yield last
                begin = last + 1
            last = place
