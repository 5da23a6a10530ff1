"""References as Zotero, Better BibTeX and people write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefwright.problems import Code
from briefwright.workspace.library import read_references
from briefwright.workspace.yaml import read_yaml

ZOTERO = [
    {
        "id": "http://zotero.org/users/1/items/ABC",
        "type": "article-newspaper",
        "abstract": "…",
        "container-title": "Le Monde",
        "title": "L’eau des écoles",
        "URL": "https://example.org/a?b=1&c=2",
        "author": [
            {"family": "Müller", "given": "Zoë"},
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        ],
        "accessed": {"date-parts": [["2026", 11, 3]]},
        "issued": {"date-parts": [["2025", 6]]},
    },
    {
        "id": "case-2020",
        "type": "legal_case",
        "title": "A v. B",
        "authority": "European Court of Human Rights",
        "number": "12345/67",
        "issued": {"date-parts": [["2020", 2, 29]]},
        "citation-key": "case-2020",
    },
]
"""As "Export library … CSL JSON" writes them: years as texts, ids as addresses."""

BETTER_CSL_YAML = """
references:
  - id: who2012
    title: Guidance
    type: report
    author:
      - literal: World Health Organization
    issued:
      - year: 2012
        month: 12
    accessed: 2026-11-03
"""


def test_zotero_csl_json() -> None:
    """A library exported as CSL JSON is read with its dates as numbers and its names whole."""
    references, _, problems = read_references(read_yaml(json.dumps(ZOTERO, indent=2), "content/references.json"))
    assert () == problems
    assert {"http://zotero.org/users/1/items/ABC", "case-2020"} == set(references)
    first = references["http://zotero.org/users/1/items/ABC"]
    assert {"date-parts": [[2025, 6]]} == first["issued"]
    assert "Müller" == first["author"][0]["family"]


def test_better_csl_yaml() -> None:
    """A library exported as Better CSL YAML, and as pandoc writes it, has its references under a key."""
    references, places, problems = read_references(read_yaml(BETTER_CSL_YAML, "content/references.yaml"))
    assert () == problems
    assert {"date-parts": [[2012, 12]]} == references["who2012"]["issued"]
    assert {"date-parts": [[2026, 11, 3]]} == references["who2012"]["accessed"]
    assert 3 == places["who2012"].line


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2017-11-19", {"date-parts": [[2017, 11, 19]]}),
        ("2017-11", {"date-parts": [[2017, 11]]}),
        ("2017", {"date-parts": [[2017]]}),
        ('"2017"', {"date-parts": [[2017]]}),
        ("2017-01/2017-03", {"date-parts": [[2017, 1], [2017, 3]]}),
        ("2017~", {"date-parts": [[2017]]}),
        ("{year: 2017, month: 3}", {"date-parts": [[2017, 3]]}),
        ("{raw: 2017-03-04}", {"date-parts": [[2017, 3, 4]]}),
        ("{raw: spring 2017}", {"literal": "spring 2017"}),
        ("{literal: no date}", {"literal": "no date"}),
        ("{date-parts: [[2017, 3], [2018]]}", {"date-parts": [[2017, 3], [2018]]}),
        ("{date-parts: [[2017, 3, 4]], circa: true}", {"date-parts": [[2017, 3, 4]], "circa": True}),
    ],
)
def test_dates(written: str, read: Any) -> None:
    """Every way to write a date that reference managers have."""
    yaml = read_yaml(f"- {{id: a, type: book, issued: {written}}}", "r.yaml")
    assert read == read_references(yaml)[0]["a"]["issued"]


@pytest.mark.parametrize(
    "written", ["yesterday", "[]", "{}", "{date-parts: 2017}", "{date-parts: [[]]}", "[[x]]", "true"]
)
def test_wrong_dates(written: str) -> None:
    """What is no date is told at its line."""
    yaml = read_yaml(f"- id: a\n  type: book\n  issued: {written}", "r.yaml")
    references, _, (problem,) = read_references(yaml)
    assert {} == references
    assert (Code.REFERENCE_INVALID, 3) == (problem.code, problem.position.line)
