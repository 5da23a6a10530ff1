"""What all values of a workspace have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

Text = str | int | float
"""Text in which YAML may see a number (`by: 2027`)."""


def in_language(text: str, others: Mapping[str, str], *tags: str) -> str:
    """What is said in a language, by the first of its tags that is there (`fr-CA`, `fr`); else the text itself."""
    return next((others[tag] for tag in tags if others.get(tag)), text)


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all values have in common: frozen, and no key that is not named here."""
