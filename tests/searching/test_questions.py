from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from ruamel.yaml import YAML

from briefwright.searching import Library
from briefwright.workspace import read_workspace

ROOT = Path(__file__).parents[2]
SHARE = 0.9


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question, the audience of who answers it, and the blocks each of which is a right answer."""

    question: str
    audience: str
    answers: tuple[str, ...]


@pytest.fixture(scope="module")
def library() -> Library:
    """The example content."""
    return Library(read_workspace(ROOT))


def questions(name: str) -> tuple[Question, ...]:
    """The questions of a file."""
    data = YAML(typ="safe").load((Path(__file__).parent / name).read_text("utf-8"))
    return msgspec.convert(data, tuple[Question, ...])


@pytest.mark.parametrize("name", ["questions.yaml", "held-out.yaml"])
def test_the_right_block_is_among_the_first_three(name: str, library: Library) -> None:
    """To nine in ten of the questions that bodies ask, a right block is among the first three suggested."""
    asked = questions(name)
    missed = [
        one.question
        for one in asked
        if not {found.block.id for found in library.suggest(one.question, one.audience, 3)} & set(one.answers)
    ]
    assert len(asked) >= 30
    assert len(missed) <= len(asked) * (1 - SHARE), missed


def test_a_plain_search_finds_nearly_as_much(library: Library) -> None:
    """Without audience and approval, a right block is still among the first three for nearly nine in ten questions."""
    asked = (*questions("questions.yaml"), *questions("held-out.yaml"))
    found = [{one.block.id for one in library.search(question.question, 3)} for question in asked]
    right = sum(bool(ids & set(question.answers)) for ids, question in zip(found, asked, strict=True))
    assert right >= 0.88 * len(asked)


def test_the_answers_are_blocks(library: Library) -> None:
    """Each answer in the questions is a block of the example content, so that no miss is one of spelling."""
    named = {name for file in ("questions.yaml", "held-out.yaml") for one in questions(file) for name in one.answers}
    assert set() == named - library.workspace.blocks.keys()
