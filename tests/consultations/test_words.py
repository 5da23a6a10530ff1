"""Words and characters of a line."""

from __future__ import annotations

from itertools import product

import pytest
from hard_texts import HARD
from hypothesis import given
from hypothesis import strategies as st

from briefwright.consultations.scanning import scan
from briefwright.consultations.words import length


@pytest.mark.parametrize("kind", HARD)
def test_hard_texts(kind: str) -> None:
    """Each has the words and characters that LibreOffice counts in it."""
    expected = {text: (words, characters) for text, words, characters in HARD[kind]}
    assert expected == {text: tuple(length(text)) for text in expected}


@given(st.text(st.sampled_from("ab1é-–—’./  \u00a0²\u2060\u0301中"), max_size=20))
def test_words_of_a_line_add_up(line: str) -> None:
    """A space parts what is before it from what is behind it: both lines have as many words as they have together."""
    before, after = length(line), length(f"b{line}")
    together = length(f"{line} b{line}")
    assert (before.words + after.words, before.characters + 1 + after.characters) == together


def test_a_zero_width_space_ends_the_count() -> None:
    """Right behind a letter; it is no word, and elsewhere does nothing."""
    assert [1, 2, 3] == [length(text).words for text in ("a\u200bb c", "\u200ba b", "a \u200b b c")]


def test_the_quick_way_counts_as_the_scanning_of_each_line() -> None:
    """Of lines of letters, hyphens and dashes, what is counted in one go is what scanning them finds."""
    lines = ("".join(signs) for many in range(1, 7) for signs in product("a-– .", repeat=many))
    assert [] == [line for line in lines if length(line) != scan(line)]
