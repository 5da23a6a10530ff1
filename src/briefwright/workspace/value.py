"""What all values of a workspace have in common."""

from __future__ import annotations

import msgspec

Text = str | int | float
"""Text in which YAML may see a number (`by: 2027`)."""


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all values have in common: frozen, and no key that is not named here."""
