from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.searching import Found, Library
from briefwright.searching.texts import Line, excerpt
from briefwright.searching.words import fold, stem, stems_of
from briefwright.workspace import Workspace, read_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example() -> Workspace:
    """The example content."""
    return read_workspace(ROOT)


@pytest.fixture(scope="module")
def library(example: Workspace) -> Library:
    """The example content, to be searched."""
    return Library(example)


def made(root: Path, blocks: dict[str, str], settings: str = "", **files: str) -> Workspace:
    """A workspace of a few blocks."""
    (root / "content/blocks").mkdir(parents=True)
    (root / "content/workspace.yaml").write_text(f"title: Test\naudiences: [un, health]\n{settings}", "utf-8")
    for name, text in blocks.items():
        path = root / f"content/blocks/{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    for name, text in files.items():
        (root / f"content/{name}.yaml").write_text(text, "utf-8")
    workspace = read_workspace(root)
    assert () == workspace.problems
    return workspace


def block(title: str, text: str, *front: str) -> str:
    """The text of a block."""
    return "\n".join(["---", f"title: {title}", *front, "---", text, ""])


def ids(found: list[Found]) -> list[str]:
    """The blocks found."""
    return [one.block.id for one in found]


def test_every_block_is_found_first_by_its_own_title(example: Workspace, library: Library) -> None:
    """Whoever searches for the title of a block finds it first, also where the title is all small words."""
    first = {name: ids(library.search(block.front.title, 1)) for name, block in example.blocks.items()}
    assert {name: [name] for name in example.blocks} == first


def test_the_order_of_files_does_not_matter(example: Workspace, library: Library) -> None:
    """The same blocks in another order give the same answers, scores and reasons."""
    question = "How is stigma lowered, and who designs the programmes?"
    shuffled = sorted(example.blocks.items(), key=lambda item: item[1].text)
    variants = dict(reversed(list(example.variants.items())))
    other = Library(replace(example, blocks=dict(shuffled), variants=variants))
    assert library.suggest(question, "un", 50) == other.suggest(question, "un", 50)


def test_asking_again_gives_the_same(library: Library) -> None:
    """A search changes nothing: the same question has the same answer."""
    assert library.search("health care without fear", 50) == library.search("health care without fear", 50)


def test_what_is_kept_changes_no_answer(example: Workspace, library: Library) -> None:
    """A library made of kept stems answers as one made anew, and what a stranger put there is not believed."""
    kept: dict[str, list[str]] = {}
    Library(example, (), kept)
    spoilt: dict[str, Any] = {**kept, **dict.fromkeys(list(kept)[:9], 7), **{key: ["x"] for key in list(kept)[9:18]}}
    answer = library.search("compensation for lost earnings")
    assert answer == Library(example, (), dict(kept)).search("compensation for lost earnings")
    assert answer == Library(example, (), spoilt).search("compensation for lost earnings")
    assert kept == spoilt


def test_what_has_changed_is_not_taken_from_what_was_kept(tmp_path: Path) -> None:
    """A block whose text, summary or fact has changed is found by its new words, and no more by the old ones."""
    text = block("Lanes", "Lanes cost {{ facts.cost }}.")
    before = made(tmp_path / "a", {"b/lanes": text}, facts="cost: {value: cheap}")
    after = made(tmp_path / "b", {"b/lanes": text}, facts="cost: {value: dear}")
    kept: dict[str, list[str]] = {}
    assert ["b/lanes"] == ids(Library(before, (), kept).search("cheap"))
    library = Library(after, (), kept)
    assert (["b/lanes"], []) == (ids(library.search("dear")), ids(library.search("cheap")))


@given(
    st.text(max_size=60) | st.sampled_from(['"', "a OR", "NEAR(", "title:x", "-a", "^b", "a*", "((", "{a b}:c", "\0"])
)
def test_a_question_is_data(words: str) -> None:
    """Whatever is asked, signs of the search language included, is looked for and runs nothing."""
    library = _SMALL or Library(read_workspace(ROOT / "tests/workspaces/cycling"))
    assert library.search(words) == library.search(words)


_SMALL: Library | None = Library(read_workspace(ROOT / "tests/workspaces/cycling"))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "trafficking", "Trafficked"),
        ("en-GB", "workers", "worker"),
        ("fr", "pénalisées", "pénalisée"),
        ("de", "Häuser", "Hause"),
        ("es", "víctimas", "VÍCTIMA"),
        ("ru", "женщины", "женщинам"),
        ("ar", "حُقُوق", "حقوق"),
        ("mk", "ПРАВА", "права"),
        ("xx", "Café", "cafe"),
    ],
)
def test_words_are_compared_without_endings_case_and_diacritics(language: str, one: str, other: str) -> None:
    """Forms of a word are the same word where its language has a stemmer; capitals and diacritics never count."""
    assert stem(one, language) == stem(other, language)


def test_scripts_without_spaces_are_cut_by_letters() -> None:
    """A word inside a run of Chinese is found; marks inside a word of Hindi do not cut it."""
    assert ("人", "权", "法") == stems_of("人权法", "zh")
    assert 1 == len(stems_of("हिन्दी", "xx"))


def test_folding_keeps_letters_apart_from_marks() -> None:
    """Diacritics go, letters stay."""
    assert "oeuvre senora zizek" == fold("Oeuvre Señora Žižek")


def test_languages_are_searched_apart(tmp_path: Path) -> None:
    """Each text is stemmed by its own language, and a search may be told to look at one alone."""
    texts = {
        "b/en": block("Rights", "Workers organise."),
        "b/fr": block("Droits", "Les travailleuses s’organisent.", "language: fr"),
    }
    workspace = made(tmp_path, texts)
    assert ["b/fr"] == ids(Library(workspace).search("travailleuse"))
    assert (["b/fr"], []) == (
        ids(Library(workspace, ["fr-BE"]).search("organiser")),
        ids(Library(workspace, ["de"]).search("organiser")),
    )


def test_retired_blocks_are_not_found(tmp_path: Path) -> None:
    """A block that is retired is no answer."""
    texts = {"b/old": block("Lanes", "Bicycle lanes.", "status: retired"), "b/new": block("Paths", "Bicycle paths.")}
    assert ["b/new"] == ids(Library(made(tmp_path, texts)).search("bicycle"))


def test_audience_and_approval_come_on_top(tmp_path: Path) -> None:
    """Of blocks that say the same, those for the audience come first, then drafts, then those for others."""
    front = {
        "b/a-others": ("audiences: [health]", "status: approved"),
        "b/b-draft": ("status: draft",),
        "b/c-all": ("status: approved",),
        "b/d-ours": ("audiences: [un]", "status: approved"),
    }
    texts = {name: block(name[2:], "Safe lanes for cyclists.", *keys) for name, keys in front.items()}
    found = Library(made(tmp_path, texts)).suggest("cyclists", "un")
    assert ["b/d-ours", "b/c-all", "b/b-draft", "b/a-others"] == ids(found)
    assert [
        ("approved", "for the audience un"),
        ("approved",),
        ("draft, not approved",),
        ("approved", "meant for health only"),
    ] == [one.boosts for one in found]


def test_reasons_are_in_the_words_of_the_question(tmp_path: Path) -> None:
    """The terms that matched are those that were asked, as they were written, each with what it found."""
    texts = {"b/a": block("Pay", "Employers underpay women."), "b/b": block("Other", "Nothing of the kind.")}
    workspace = made(tmp_path, texts, synonyms="- [girls, women]\n- [wages, pay]\n")
    (found,) = Library(workspace).search("Are GIRLS underpaid by employers?")
    assert {("GIRLS", "women", False), ("underpaid", "underpay", False), ("employers", "Employers", True)} == {
        tuple(match) for match in found.terms
    }


def test_abbreviations_and_what_they_stand_for_are_the_same(tmp_path: Path) -> None:
    """A text that writes an abbreviation out is found by the abbreviation, and the other way round."""
    texts = {
        "b/short": block("Lorries", "An HGV needs side guards."),
        "b/long": block("Mirrors", "A heavy goods vehicle needs mirrors."),
        "b/none": block("Bells", "A bell is enough."),
    }
    library = Library(made(tmp_path, texts, abbreviations="HGV: heavy goods vehicle\n"))
    assert {"b/short", "b/long"} == set(ids(library.search("HGV"))) == set(ids(library.search("heavy goods vehicle")))


def test_claims_lend_their_words(tmp_path: Path) -> None:
    """A block is found by the words of the register for what it claims."""
    texts = {"b/a": block("Lanes", "They save lives.", "claims: [c1]"), "b/b": block("Bells", "Ring.")}
    claims = "- {id: c1, kind: fact, text: Fatalities fall where tracks are segregated.}\n"
    assert ["b/a"] == ids(Library(made(tmp_path, texts, claims=claims)).search("fatalities"))


def test_the_excerpt_stands_on_its_line(example: Workspace, library: Library) -> None:
    """The line that a result names is in the file and begins the paragraph that is shown."""
    for found in library.search("sewing machines and rescue", 5):
        lines = (example.root / found.block.path).read_text("utf-8").splitlines()
        shown = found.excerpt.strip("…").split()[0]
        assert shown in lines[found.line - 1]


@given(st.text("ab cdé", max_size=400), st.integers(0, 400))
def test_an_excerpt_is_short_and_of_the_line(text: str, start: int) -> None:
    """An excerpt is a stretch of its line, of whole words where it can be, and of bounded length."""
    shown = excerpt(Line(1, text), min(start, len(text)))
    assert len(shown) <= 162
    assert shown.strip("…") in " ".join(text.split())


def test_a_question_of_small_words_alone_is_still_asked(tmp_path: Path) -> None:
    """Where nothing but small words is asked for, they are what is looked for."""
    texts = {"b/a": block("About us", "We ride."), "b/b": block("Lanes", "They are wide.")}
    assert "b/a" == ids(Library(made(tmp_path, texts)).search("about us"))[0]


def test_a_python_without_full_text_search_says_so(example: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLite lacks FTS5, the message says what is missing."""

    class Bare(sqlite3.Connection):
        def execute(self, sql: str, *_: Any) -> sqlite3.Cursor:
            raise sqlite3.OperationalError(f"no such module: {sql.split()[5][:4]}")

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: real(path, factory=Bare))
    with pytest.raises(OSError, match=r"has no FTS5.*no such module: fts5"):
        Library(example)


def test_what_is_wrong_with_synonyms_is_told_with_its_line(tmp_path: Path) -> None:
    """A group that is no list is told where it stands, and the rest is still used."""
    texts = {"b/a": block("Pay", "Women earn less."), "b/b": block("Bells", "Ring.")}
    made(tmp_path, texts)
    (tmp_path / "content/synonyms.yaml").write_text("- [girls, women]\n- wages, pay\n", "utf-8")
    workspace = read_workspace(tmp_path)
    assert [("content/synonyms.yaml", 2)] == [(one.position.path, one.position.line) for one in workspace.problems]
    assert ["b/a"] == ids(Library(workspace).search("girls"))
