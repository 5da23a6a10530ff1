"""A PDF says what its document says. Notes stand at the foot of pages, so that words are compared, not their order."""

from __future__ import annotations

import re
import subprocess
from collections import Counter

import pytest
from printed_samples import RECIPES, STYLES, pdf, sample
from seeing import said

from briefwright.walking import settled


def _words(text: str) -> Counter[str]:
    """Words of Latin letters: addresses break anywhere, and Arabic letters come out of a PDF as they stand there."""
    return Counter(re.findall(r"[a-zß-ɏ]+", re.sub(r"https?://\S+", " ", text).casefold()))


def _said(name: str) -> Counter[str]:
    """The words of the tree and its notes, without alternative texts and the targets of links."""
    seen = said(settled(sample(name).children))
    text = "\n".join([seen.body, *(text for _, text in seen.notes)])
    return _words(re.sub(r"⟨[^⟩]*⟩|⟪[^⟫]*⟫", " ", text))


def _printed(data: bytes) -> str:
    """The text of a PDF. A word in small capitals comes out of it in two pieces."""
    ran = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    return re.sub(r"\b([A-Z]) (?=[A-Z]{2})", r"\1", ran.stdout.decode())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["realistic", *RECIPES])
def test_no_word_is_lost(style: str, name: str) -> None:
    """Every word of the document stands in the PDF, as often as it should; the edges of pages have more."""
    missing = _said(name) - _words(_printed(pdf(style, name)))
    assert Counter() == missing
