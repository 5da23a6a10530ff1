"""A recipe and the values of a workspace become a Document: select, fill, number, cite."""

from briefwright.compose.answering import answer_parts, known_answer
from briefwright.compose.composing import Composed, compose, compose_answers, compose_resolved

__all__ = ["Composed", "answer_parts", "compose", "compose_answers", "compose_resolved", "known_answer"]
