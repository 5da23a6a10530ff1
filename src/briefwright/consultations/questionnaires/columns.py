"""What the columns of a form's table are for, as their heads say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from briefwright.consultations.questionnaires.wording import ANSWER_LABEL

if TYPE_CHECKING:
    from collections.abc import Mapping

Role = Literal["number", "question", "answer", "limit", "note"]

_ROLES: dict[Role, str] = {
    "limit": (
        r"(?:max\w*|limit\w*|word|character)\b.*|(?:words|mots|palabras|wörter|слов[ао]?)|.*(?:الحد الأقصى).*|"
        r".*\b(?:word (?:limit|count)|max\w* (?:words|length|characters)|limite?|límite|máx\w*|maximum|höchst\w*|"
        r"umfang|объ[её]м|лимит|макс\w*)\b.*"
    ),
    "number": (
        r"(?:no|nr|n°|nº|№|#|item|ref|reference|q|number|numéro|número|nummer|номер|п/п|№ ?п/п|الرقم|رقم)"
        r"[.:]?(?: no\.?)?"
    ),
    "answer": (
        r".*\b(?:answers?|responses?|repl(?:y|ies)|your (?:views?|comments?|input)|comments?|contribution|réponses?|"
        r"commentaires?|respuestas?|comentarios?|antwort(?:en)?|stellungnahme|kommentare?|ответы?|комментари\w+|"
        r"risposta|resposta|information provided)\b.*|.*(?:الإجابة|الرد|إجابة|ملاحظات).*"
    ),
    "question": (
        r".*\b(?:questions?|issues?|topics?|asked|requested|indicators?|pregunta|frage(?:n)?|вопросы?|domanda|pergunta|"
        r"thème|tema|thema|subject)\b.*|.*(?:السؤال|الأسئلة).*"
    ),
    "note": r".*\b(?:guidance|notes?|instructions?|explanation|hints?|help|examples?|remarks?|sources?)\b.*",
}
MOST_HEAD_WORDS = 10
_OURS = re.compile(
    r"\b(?:your|ngos?|civil society|stakeholders?|respondents?|organi[sz]ations?|société civile|votre|vos|ong|"
    r"sociedad civil|su|zivilgesellschaft|ihre)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:states?|governments?|part(?:y|ies)|committee|commission|secretariat|department|office|state’s|"
    r"état|gouvernement|estado|gobierno|regierung)\b",
    re.IGNORECASE,
)
"""Whose column of answers it is: that of who fills the form in, or of another."""
ANSWER_BESIDE = re.compile(rf"(?!(?:your )?comments?|[ar]\b)(?:{ANSWER_LABEL.pattern})", re.IGNORECASE)
"""What a cell says that stands before the one for an answer."""


def role_of(head: str) -> Role | None:
    """What a column is for; None where its head does not say it."""
    if len(head.split()) > MOST_HEAD_WORDS:
        return None
    text = re.sub(r"\([^)]*\)", "", head).strip(" :*")
    return next((role for role, words in _ROLES.items() if re.fullmatch(words, text, re.IGNORECASE)), None)


def own_column(heads: Mapping[int, str]) -> int | None:
    """Which of several columns for answers is that of who fills the form in; else the first: "Answer | Comments"."""
    ours = [column for column, head in heads.items() if _OURS.search(head)]
    rest = [column for column, head in heads.items() if not _THEIRS.search(head)]
    return next(iter(ours or rest or heads), None)
