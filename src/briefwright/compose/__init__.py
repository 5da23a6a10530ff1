"""A recipe and the values of a workspace become a Document: select, fill, number, cite."""

from briefwright.compose.composing import Composed, answer_parts, compose, compose_answers, compose_resolved

__all__ = ["Composed", "answer_parts", "compose", "compose_answers", "compose_resolved"]
