"""A recipe and the values of a workspace become a Document: select, fill, number, cite."""

from briefwright.compose.composing import Composed, compose

__all__ = ["Composed", "compose"]
