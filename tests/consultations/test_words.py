"""Words and characters of a line."""

from __future__ import annotations

import pytest
from hard_texts import HARD
from hypothesis import given
from hypothesis import strategies as st

from briefwright.consultations import hard_lines
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


@given(st.text(st.sampled_from("ab1--–—.,’/€§ \u00a0"), max_size=14))
def test_easy_lines_are_counted_alike_both_ways(line: str) -> None:
    """Lines that are counted without a look at each letter have the words and characters that the long way finds."""
    assert (hard_lines.words(line), hard_lines.characters(line)) == length(line)
