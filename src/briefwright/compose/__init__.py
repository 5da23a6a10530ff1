"""A recipe and the values of a workspace become a Document: select, fill, number, cite."""

from briefwright.compose.composing import Composed, compose, compose_resolved

__all__ = ["Composed", "compose", "compose_resolved"]
