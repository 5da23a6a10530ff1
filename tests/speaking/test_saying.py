"""What a speaker says for what is written, in several languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from briefwright.compose.speaking import say

_, *PARTS = re.split(r"^== (.*)\n", (Path(__file__).parent / "spoken.cases").read_text("utf-8"), flags=re.MULTILINE)
CASES = [
    (language, *(line.split(" → ") if " → " in line else (line, line)))
    for language, lines in zip(PARTS[::2], PARTS[1::2], strict=True)
    for line in lines.splitlines()
    if line
]
LANGUAGES = ("en-GB", "en-US", "fr", "de", "es", "it", "pt", "nl", "sv", "pl", "ru", "ar", "he", "tr", "zh-Hant")


@pytest.mark.parametrize(("language", "written", "said"), CASES)
def test_what_is_said(language: str, written: str, said: str) -> None:
    """Figures, amounts, ranges, days, abbreviations and signs are said as the language says them."""
    assert said == say(written, language)


def digits(text: str) -> list[str]:
    """The digits of a text, in their order."""
    return [char for char in text if char.isdecimal()]


MIXED = (
    "€12,000; 45%; 2–3; EUR 300–700; 12.000 €; 1,5 M€; 25 km; § 12; 5\u00a0000 US$; 3–4 % & 12 %; ≥ 18; £5bn; No. 7."
)


@pytest.mark.parametrize("first", sorted({tag.split("_")[0] for tag in locale_identifiers()}))
def test_every_language_that_cldr_knows(first: str) -> None:
    """In no language a digit is lost, and what is said is said the same way again."""
    for tag in (tag.replace("_", "-") for tag in locale_identifiers() if tag.split("_")[0] == first):
        said = say(MIXED, tag)
        assert digits(MIXED) == digits(said), tag
        assert said == say(said, tag)


languages = st.sampled_from(LANGUAGES)
numbers = st.from_regex(r"[1-9][0-9]{0,3}([.,][0-9]{1,3}){0,2}", fullmatch=True)
SIGNS = (
    "€|$|US$|£|EUR |NOK |%| %|\u00a0€|–|-| – |&| & |§ |No. |p. |bn|m|k| Mio. |~|<|≥ | × |/|.|, |; |(|)| km|e.g. |etc.|"
    "z. B. |№ |млн| million|٪|\u200e|г.|зл|kr|руб.| Md€|²"
)
signs = st.sampled_from(SIGNS.split("|"))
words = st.text("abcdefgäéñçжя אبت’", min_size=1, max_size=6)


texts = st.lists(numbers | signs | words | st.just(" "), max_size=12).map("".join)


@given(texts.filter(lambda text: not re.search(r"\d[./-]\d+[./-]\d", text)), languages)
def test_no_digit_is_lost(written: str, language: str) -> None:
    """The digits stay, in their order, whatever stands around them; but a month has a name."""
    assert digits(written) == digits(say(written, language))


@given(texts, languages)
def test_said_twice_is_said_once(written: str, language: str) -> None:
    """What is said holds nothing that would be said otherwise."""
    said = say(written, language)
    assert said == say(said, language)


@given(st.text(st.characters(categories=("L", "Zs"), include_characters=",;:!?’“”()")), languages)
def test_words_stay(written: str, language: str) -> None:
    """A text without figures, abbreviations and signs is said as it is written."""
    assert written == say(written, language)


def test_a_long_line_takes_no_time() -> None:
    """No text, however made, takes time with the square of its length."""
    line = "1" * 50_000 + "–" + "1" * 50_000 + " 1.1" * 20_000 + "1-1" * 20_000 + " 1 1" * 20_000 + "€" * 10_000
    assert digits(line) == digits(say(line, "fr"))
