"""The commands of this room: `search`, `where-used`, `questionnaire suggest`."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefwright.cli import main
from briefwright.cli.questionnaire import suggest
from briefwright.compose import compose
from briefwright.consultations.counting import answers
from briefwright.workspace import read_workspace

ROOT = Path(__file__).parents[2]

RECIPE = """
title: Answers
audience: un
sections:
  - name: damages
    question: How have courts calculated damages for trafficked persons? (max. 70 words)
    limit: {words: 70}
    blocks: [{block: cases/netherlands, length: short}]
  - name: bees
    question: Wie werden Bienen gezüchtet?
  - name: needs
    question: What do people need who wish to leave sex work?
    limit: {words: 20}
    blocks: [closing/statement]
  - name: closing
    blocks: [{block: closing/statement, length: short}]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example content, with a recipe that answers questions."""
    root = tmp_path_factory.mktemp("w")
    shutil.copytree(ROOT / "content", root / "content")
    (root / "content/recipes/answers.yaml").write_text(RECIPE, "utf-8")
    return root


def run(root: Path, *arguments: str) -> int:
    """Run a command."""
    return main(["--workspace", str(root), *arguments])


def suggested(root: Path, *arguments: str) -> int:
    """Run `questionnaire suggest`."""
    parser = argparse.ArgumentParser()
    suggest.add_arguments(parser)
    return suggest.run(parser.parse_args(arguments, argparse.Namespace(workspace=str(root))))


def test_search_tells_blocks_with_reasons(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A result has the block, its file and line, and the words that matched; `-n` bounds how many there are."""
    assert 0 == run(root, "search", "compensation", "for", "lost", "earnings", "-n", "1")
    title, place, why = capsys.readouterr().out.splitlines()
    assert "recommendations/government-compensation" in title
    assert "content/blocks/recommendations/government-compensation.md:" in place
    assert "matched: lost, compensation, earnings" == why.strip()


def test_search_as_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, each block is a record with what a program needs."""
    assert 0 == run(root, "search", "sewing", "--json")
    first = json.loads(capsys.readouterr().out)[0]
    assert "rescue/narrative" == first["id"]
    assert {"id", "variant", "title", "score", "terms", "found", "boosts", "path", "line", "excerpt"} == first.keys()
    assert ["sewing"] == first["terms"]


@pytest.mark.parametrize("arguments", [("zebra",), ("work", "-l", "fr"), ("work", "-n", "0"), ('"',)])
def test_nothing_found_is_said_and_no_error(
    arguments: tuple[str, ...], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no block says anything, that is said, and as JSON the list is empty."""
    assert 0 == run(root, "search", *arguments)
    printed = capsys.readouterr()
    assert ("", True) == (printed.out, printed.err.startswith("briefwright: no block"))
    assert 0 == run(root, "search", *arguments, "--json")
    assert [] == json.loads(capsys.readouterr().out)


def test_stems_are_kept_and_do_no_harm(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a search keeps makes the next one no different, also where the file was spoilt."""
    kept = root / "build/.cache/stems.json"
    printed = []
    for text in (None, "", '{"a": [1]}', "[]"):
        if text is not None:
            kept.write_text(text, "utf-8")
        assert 0 == run(root, "search", "stigma", "--json")
        printed.append(capsys.readouterr().out)
        assert len(json.loads(kept.read_text("utf-8"))) > 50
    assert 1 == len(set(printed))


def test_where_used_tells_recipes_and_sections(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A thing is told with its kind, and each use with recipe, section, block and line; JSON is a list of records."""
    assert 0 == run(root, "where-used", "criminalised.short")
    assert "variant typologies/criminalised.short: in 2 recipes" in capsys.readouterr().out
    assert 0 == run(root, "where-used", "@ilo-2009-indicators", "--json")
    uses = json.loads(capsys.readouterr().out)
    keys = {"of", "kind", "id", "section", "block", "through", "shown", "path", "line"}
    assert {frozenset(keys)} == {frozenset(use) for use in uses}
    assert ("reference", "criminalised", "typologies/criminalised") in {
        (use["of"], use["section"], use["block"]) for use in uses if use["id"] == "un-social-inclusion"
    }


def test_an_unused_thing_is_said_to_be_unused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What nothing uses is no error."""
    assert 0 == run(root, "where-used", "AIDS")
    assert "abbreviation AIDS: in no recipe, nor anywhere else\n" == capsys.readouterr().out


def test_an_unknown_name_is_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that nothing has is told with the nearest of any kind, and the exit code is 2."""
    for wrong, hint in (
        ("nl-award", 'did you mean "nl_award"?'),
        ("ilo-2009-indicator", 'mean "ilo-2009-indicators"?'),
    ):
        with pytest.raises(SystemExit) as ended:
            run(root, "where-used", wrong)
        assert 2 == ended.value.code
        assert hint in capsys.readouterr().err


def test_a_name_of_several_things_tells_all(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a fact, a claim and an organisation have one name, the uses of each are told."""
    shutil.copytree(root / "content", tmp_path / "content")
    for name, entry in (("facts", "\neswa: {value: 7}\n"), ("claims", "\n- {id: eswa, kind: fact, text: It is.}\n")):
        with (tmp_path / f"content/{name}.yaml").open("a", encoding="utf-8") as file:
            file.write(entry)
    assert 0 == run(tmp_path, "where-used", "eswa")
    told = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert ["fact eswa:", "claim eswa:", "organisation eswa:"] == [" ".join(line.split()[:2]) for line in told]


def test_suggestions_come_with_lengths(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each question gets blocks; those there already are marked, and each length is what `count` would say."""
    assert 0 == suggested(root, "answers", "-n", "50", "--json")
    damages, bees, needs = json.loads(capsys.readouterr().out)
    best: dict[str, Any] = damages["suggestions"][0]
    assert ("cases/netherlands", True, ["", "short", "speech"]) == (
        best["id"],
        best["chosen"],
        [length["variant"] for length in best["lengths"]],
    )
    assert [False, True, True] == [length["fits"] for length in best["lengths"]]
    assert ("bees", []) == (bees["section"], bees["suggestions"])
    (statement,) = [one for one in needs["suggestions"] if one["id"] == "closing/statement"]
    answer = next(one for one in answers(compose(read_workspace(root), "answers", "en")) if one.name == "needs")
    assert [(answer.counted, False), (15, True)] == [(one["words"], one["fits"]) for one in statement["lengths"]]


def test_suggestions_as_lines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The officer reads the question, the blocks with their reasons, and which lengths fit."""
    assert 0 == suggested(root, "answers", "-n", "1")
    told = capsys.readouterr().out
    assert "damages: How have courts calculated damages" in told
    assert "(already here)" in told
    assert "too long, short" in told
    assert "no block says anything about this" in told


def test_a_recipe_without_questions_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A recipe that asks nothing has nothing to suggest for."""
    assert 0 == suggested(root, "un-social-inclusion")
    assert "no section of un-social-inclusion has a question" in capsys.readouterr().err
