"""What is asked of the looks of a document, as a value."""

from __future__ import annotations

import pytest

from briefwright.workspace.asked_style import AskedStyle, Margins


def test_what_is_said_here_goes_first() -> None:
    """Each key by itself; a switch that is off is said, too."""
    assert AskedStyle(size=11, bold=False, font="Arial") == AskedStyle(size=11, bold=False).over(
        AskedStyle(size=12, bold=True, font="Arial")
    )


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (AskedStyle(margins=25, page="letter", align="left"), ["aligned left", "letter paper", "margins 25 mm"]),
        (AskedStyle(margins=Margins(left=30, top=20)), ["top margin 20 mm, left margin 30 mm"]),
        (AskedStyle(line_numbers=True, bold=True), ["line numbers", "bold"]),
        (AskedStyle(line_numbers=5, line_spacing=1.5), ["line spacing 1.5", "every 5 lines numbered"]),
    ],
)
def test_a_style_is_told_in_words(style: AskedStyle, words: list[str]) -> None:
    """As an officer would say it."""
    assert words == style.in_words()
