"""YAML 1.2 as data, with places."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.workspace.yaml import Stretch, _read, read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("true", True),
        ("True", True),
        ("~", None),
        ("null", None),
        ("3", 3),
        ("-3", -3),
        ("010", 10),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2018-11-14", "2018-11-14"),
        ("2.50", 2.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        (".nan", ".nan"),
        ("9" * 30, float("9" * 30)),
        ('"3"', "3"),
        ("'yes'", "yes"),
        ("{question: Who pays?, a: 1}", {"question": "Who pays?", "a": 1}),
        ("[a, [b]]", ["a", ["b"]]),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_plain_data(text: str, value: Any) -> None:
    """Scalars follow the core schema of YAML 1.2: a language is no boolean, a date is text."""
    assert value == read_yaml(f"a: {text}", "f.yaml").data["a"]


def test_places() -> None:
    """Each value has the line and column of its key, or of itself in a list; what is missing, of what is around."""
    places = read_yaml("title: x\nlist:\n  - a: 1\n    b: 2\n", "f.yaml", 10).places
    assert ("f.yaml", 10, 1) == _at(places.at("title"))
    assert ("f.yaml", 13, 5) == _at(places.at("list", 0, "b"))
    assert ("f.yaml", 12, 5) == _at(places.at("list", 0, "nothing"))
    assert ("f.yaml", 11, 1) == _at(places.at("list", 7))
    assert ("f.yaml", 13, 5) == _at(places.below("list", 0).at("b"))


def _at(position: Any) -> tuple[str, int, int]:
    return position.path, position.line, position.column


def test_values_stand_where_the_stretches_say() -> None:
    """The offsets of a value cut it out of the text, quotes included, whatever characters stand before it."""
    text = 'a: é漢 🜚\nb: "x y"\nc: [1, 2]\n'
    whole = read_yaml(text, "f.yaml").places.whole
    cut = {key: text[place.start : place.end] for key, place in whole.inside.items()} if whole else {}
    assert {"a": "é漢 🜚", "b": '"x y"', "c": "[1, 2]"} == cut


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c", "a: [1", "\tx: 1", "a: !!python/object:os.system x", "a: &x [1]\nb: *x", "a: 'x", "- a\nb: c",
        "x: {a: *q}", "[" * 100_000, "- " * 100_000, "? [a]\n: b", "a: 1\n---\nb: 2", "a: \x01", "!t x",
    ],
)  # fmt: skip
def test_refused(text: str) -> None:
    """What is not YAML, or is more than data, is one problem with a place and something to do; nothing is half read."""
    yaml = read_yaml(text, "f.yaml")
    (problem,) = yaml.problems
    assert yaml.data is None
    assert problem.position.path == "f.yaml"
    assert problem.position.line >= 1
    assert problem.hint


VISIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=50)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), VISIBLE),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(VISIBLE, inner, max_size=3)),
    )
)
def test_json_is_yaml(value: Any) -> None:
    """JSON, as Zotero writes it, is read as the same data."""
    import json  # noqa: PLC0415

    assert {"a": value} == read_yaml(json.dumps({"a": value}), "f.yaml").data


@given(st.lists(st.sampled_from("a b: : - [ ] { } , \n ' \" # | > & * ! % @ ` ? é 1 true ~".split(" "))).map(" ".join))
def test_both_parsers_agree(text: str) -> None:
    """Where the C parser reads a text, the pure one reads the same."""
    fast, pure = _read(text, "f", 1, pure=False), _read(text, "f", 1, pure=True)
    if fast.data is not None and pure.data is not None:
        assert pure.data == fast.data
        assert _each_place(pure.places.whole) == _each_place(fast.places.whole)


def _each_place(whole: Stretch | None) -> Any:
    """The line and column of a value and of each inside it."""
    assert whole is not None
    return whole.line, whole.column, {step: _each_place(inside) for step, inside in whole.inside.items()}


@pytest.mark.parametrize(
    ("written", "read"), [("\\ud83d\\ude80", "🚀"), ("\\ud800", "\ufffd"), ("a\\u0001b", "a\ufffdb")]
)
def test_characters_are_whole_and_visible(written: str, read: str) -> None:
    """Halves of characters are joined, a lone half and a control character become the sign for what is no character."""
    assert read == read_yaml(f'a: "{written}"', "f.yaml").data["a"]
