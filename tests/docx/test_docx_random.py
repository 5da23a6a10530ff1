"""Whatever a document holds and however it is dressed: valid, and read back line by line. 1,000 with `--long`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx_lines import lines_by_pandoc, lines_held
from docx_readers import by_mammoth, held
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from trees import documents, tries

from briefwright.formats.docx import HouseStyle, adapted, write_docx
from briefwright.workspace.asked_style import AskedStyle, Margins

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Complaints

    from briefwright.document import Document

ASKED = st.builds(
    AskedStyle,
    font=st.sampled_from([None, "Arial"]),
    size=st.sampled_from([None, 9, 14.5]),
    align=st.sampled_from([None, "left", "justify"]),
    line_spacing=st.sampled_from([None, 2]),
    notes=st.sampled_from([None, "footnotes", "endnotes"]),
    line_numbers=st.sampled_from([None, True, 5]),
    bold=st.sampled_from([None, False]),
    italic=st.sampled_from([None, False]),
    underline=st.sampled_from([None, False]),
    page=st.sampled_from([None, "letter"]),
    margins=st.sampled_from([None, 25, Margins(left=60)]),
)
"""What a body may ask: nothing, or anything at once."""

SHARES = 4
"""The trees are shared out, so that each core gets some."""


@pytest.mark.parametrize("share", range(SHARES))
@settings(
    max_examples=tries(20, 1000) // SHARES,
    phases=[Phase.generate],  # the lines that differ tell more than minutes of shrinking
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # only of what failed, and only for its reader
@given(case=documents(languages=("en-GB", "fr", "ru", "ar", "he")), asked=st.just(AskedStyle()) | ASKED)
def test_random_documents(  # noqa: PLR0913, PLR0917 (fixtures)
    share: int,
    plain: HouseStyle,
    modern: HouseStyle,
    complaints: Complaints,
    tmp_path: Path,
    case: Document,
    asked: AskedStyle,
) -> None:
    """In both house styles, both validators are silent, and pandoc and mammoth read what the tree holds."""
    assert share < SHARES
    houses = {"plain": adapted(plain, asked), "modern": adapted(modern, asked)}
    files = {name: write_docx(case, house) for name, house in houses.items()}
    for name, house in houses.items():
        assert lines_held(case, house) == lines_by_pandoc(files[name], tmp_path)
        unpaged = write_docx(replace(case, pages={}), house)  # the words of the tree hold no page numbers
        assert held(case) == by_mammoth(unpaged)
    assert complaints(files) == {}
