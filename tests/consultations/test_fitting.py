"""Fitting: where the words are, and advice that makes a document fit when it is followed to the letter."""

from __future__ import annotations

import json
import shutil
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_scenes import NOW

from briefwright.cli import main
from briefwright.compose import Composed, compose
from briefwright.consultations.changes import Change, Edit, edits, in_words
from briefwright.consultations.choosing import Option, cheapest, largest
from briefwright.consultations.counting import count
from briefwright.consultations.fitting import MOST, Fitting, fittings, hint, limits_to_fit
from briefwright.consultations.locating import Place, where
from briefwright.consultations.rules import breaches
from briefwright.problems import errors
from briefwright.workspace import Workspace, read_workspace

ROOT = Path(__file__).parents[2]
CYCLING = ROOT / "tests/workspaces/cycling"
ROOTS = [ROOT, *sorted(path for path in (ROOT / "tests/workspaces").iterdir() if path.is_dir())]
READ = {root: read_workspace(root) for root in ROOTS}
EXAMPLE = READ[ROOT]
RECIPES = [(root, name) for root in ROOTS for name, file in READ[root].recipes.items() if not file.value.abstract]


def composed(workspace: Workspace, name: str) -> Composed:
    """The document of a recipe, which has no errors."""
    made = compose(workspace, name, workspace.settings.language)
    assert [] == errors(made.problems)
    assert made.recipe
    return made


def counted(workspace: Workspace, made: Composed) -> int:
    """What counts in a document."""
    assert made.document
    assert made.recipe
    value = made.recipe.value
    return count(made.document, workspace.profiles.get(value.profile), value.variant).counted


def located(workspace: Workspace, made: Composed) -> tuple[Place, ...]:
    """Where the words are that count for the limit of a document."""
    assert made.recipe
    return where(made, workspace, limits_to_fit(made.recipe.value, workspace)[0])


def said(made: Composed, changes: tuple[Change, ...]) -> list[str]:
    """Changes in words."""
    assert made.recipe
    return [in_words(made.recipe, change) for change in changes]


# ── A library to shorten ─────────────────────────────────────────────────────


def words(number: int) -> str:
    """A text of so many words."""
    return " ".join(f"word{index}" for index in range(number))


def library(root: Path, recipe: str, blocks: dict[str, str], **files: str) -> Workspace:
    """A workspace of one recipe and its profile; a block is its front matter and the number of its words, or text."""
    shutil.copytree(CYCLING, root)
    for path in (root / "content/recipes").iterdir():
        path.unlink()
    for name, text in {**blocks, **files}.items():
        front, _, body = text.rpartition("|")
        written = f"---\ntitle: T\n{front}\n---\n{words(int(body)) if body.isdigit() else body}\n"
        target = root / "content/blocks" / f"{name}.md"
        target.parent.mkdir(exist_ok=True)
        target.write_text(written, "utf-8")
    (root / "content/recipes/answer.yaml").write_text(f"title: T\nprofile: tiny\n{recipe}", "utf-8")
    limit(root, 10)
    return read_workspace(root)


def limit(root: Path, number: int, **keys: str) -> None:
    """The profile with another limit."""
    (root / "content/profiles").mkdir(exist_ok=True)
    more = "".join(f", {key}: {value}" for key, value in {"unit": "words", "counts": "[body]", **keys}.items())
    text = f"title: Tiny\nlimits:\n  - {{number: {number}, basis: confirmed, source: a postcard{more}}}\n"
    (root / "content/profiles/tiny.yaml").write_text(text, "utf-8")


ONE_SECTION = "sections:\n  - name: one\n    blocks:\n"


# ── Where the words are ──────────────────────────────────────────────────────


@pytest.mark.parametrize(("root", "name"), RECIPES, ids=lambda value: getattr(value, "name", value))
def test_every_word_has_its_place(root: Path, name: str) -> None:
    """Sections, blocks and the layout hold in sum what counts; each block is there (of one, no word counts)."""
    workspace = READ[root]
    made = composed(workspace, name)
    places = located(workspace, made)
    assert counted(workspace, made) == sum(place.counted for place in places)
    blocks = dict.fromkeys(chosen.block.name for chosen in made.blocks if chosen.block.name != "closing/signature")
    assert list(blocks) == list(dict.fromkeys(place.block for place in places if place.block))
    assert all(place.section for place in places if place.block)


def test_words_are_told_by_section_block_and_layout(tmp_path: Path) -> None:
    """Headings and questions are their section's, notes their block's, and what the layout adds is told by its part."""
    recipe = (
        "layout: questionnaire\nsections:\n"
        "  - {name: one, heading: The first, question: What do you want?, blocks: [lanes/x, lanes/y]}\n"
        "  - {name: two, heading: The second, blocks: [{block: lanes/x, length: short}]}\n"
        "  - {name: three, question: And then?}\n"
    )
    blocks = {
        "lanes/x": "|a b c^[A note of five words.]",
        "lanes/x.short": "|a",
        "lanes/y": "|::: example {title=B}\nc\n:::",
    }
    workspace = library(tmp_path / "w", recipe, blocks)
    limit(tmp_path / "w", 1000, counts="[cover, body, boxes, notes, questions]")
    workspace = read_workspace(tmp_path / "w")
    assert (
        Place("one", "", "", 6), Place("one", "lanes/x", "", 8), Place("one", "lanes/y", "", 2),
        Place("two", "", "", 2), Place("two", "lanes/x.short", "", 1), Place("three", "", "", 2),
        Place("", "", "cover", 1), Place("", "", "", 8),
    ) == located(workspace, composed(workspace, "answer"))  # fmt: skip


def test_a_block_in_two_sections(tmp_path: Path) -> None:
    """A block that two sections have is told in each."""
    recipe = (
        "sections:\n  - {name: one, heading: A, blocks: [lanes/x]}\n  - {name: two, heading: B, blocks: [lanes/x]}\n"
    )
    workspace = library(tmp_path / "w", recipe, {"lanes/x": "|4"})
    places = located(workspace, composed(workspace, "answer"))
    assert [("one", "", 1), ("one", "lanes/x", 4), ("two", "", 1), ("two", "lanes/x", 4)] == [
        (place.section, place.block, place.counted) for place in places
    ]


# ── Choosing ─────────────────────────────────────────────────────────────────


def all_ways(options: list[Option], entries: list[int]) -> list[tuple[Option, ...]]:
    """Every choice that may be made, by trying all."""
    found = []
    for taken in product((False, True), repeat=len(options)):
        way = tuple(option for option, take in zip(options, taken, strict=True) if take)
        for section in {option.change.section for option in way}:
            inside = [option.change for option in way if option.change.section == section]
            whole = [change for change in inside if change.entry is None]
            out = [change for change in inside if change.entry is not None and change.length is None]
            if len({change.entry for change in inside}) < len(inside) or (whole and len(inside) > 1):
                break
            if not whole and len(out) == entries[section]:
                break
        else:
            found.append(way)
    return found


def cost(way: tuple[Option, ...]) -> tuple[int, int, int]:
    """What is lost, what is left out, how much is changed."""
    return sum(option.saves for option in way), sum(option.change.length is None for option in way), len(way)


changes = st.builds(
    Change, st.integers(0, 2), st.one_of(st.none(), st.integers(0, 2)), st.sampled_from([None, "short", "shorter"])
)


@given(
    st.lists(st.builds(Option, changes, st.integers(1, 9)), max_size=8, unique_by=lambda option: option.change),
    st.integers(1, 40),
)
def test_no_choice_is_cheaper(options: list[Option], need: int) -> None:
    """What is chosen saves enough and costs no more than any other choice; nothing is chosen where none is enough."""
    entries = [1, 2, 3]
    options = [option for option in options if (option.change.entry or 0) < entries[option.change.section]]
    ways = all_ways(options, entries)
    enough = [way for way in ways if cost(way)[0] >= need]
    chosen = cheapest(options, need, entries)
    if enough:
        assert min(map(cost, enough)) == cost(chosen)
        assert set(chosen) in [set(way) for way in enough]
    else:
        assert () == chosen
    assert max(cost(way)[0] for way in ways) == cost(largest(options, entries))[0]


def test_many_characters_are_chosen_in_steps() -> None:
    """A document that is very much too long is helped too, in larger steps, and so with enough."""
    options = [Option(Change(0, index, "short"), 9_990 + index) for index in range(40)]
    chosen = cheapest(options, 200_000, [40])
    assert 200_000 <= sum(option.saves for option in chosen) < 220_000


# ── Advice that is followed ──────────────────────────────────────────────────


def follow(root: Path, lines: tuple[Edit, ...]) -> None:
    """Change the recipe as an officer would who does just what she is told, from below."""
    for edit in sorted(lines, key=lambda edit: edit.position, reverse=True):
        path = root / edit.position.path
        text = path.read_text("utf-8").split("\n")
        line, column = edit.position.line - 1, edit.position.column - 1
        if not edit.now:
            text.append(f"  {edit.write}")
        elif edit.now.startswith("the section"):
            end = next((at for at in range(line + 1, len(text)) if text[at].startswith("  - ")), len(text))
            text[line:end] = [f"  - {edit.write}"] if edit.write else []
        else:
            assert text[line][column:].startswith(edit.now)
            text[line] = text[line][:column] + edit.write + text[line][column + len(edit.now) :]
            text[line : line + 1] = [text[line]] if text[line].strip() != "-" else []
        path.write_text("\n".join(text), "utf-8")


def example(root: Path) -> Path:
    """A copy of the example that may be changed."""
    shutil.copytree(ROOT / "content", root / "content")
    return root


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("un-social-inclusion", 2190), ("un-social-inclusion", 2100), ("un-social-inclusion", 1700),
        ("un-upr-joint", 2100), ("un-upr-joint", 1800), ("uk-parliament-evidence", 1960),
        ("health-ministry-brief", 940),
    ],
)  # fmt: skip
def test_followed_advice_makes_the_document_fit(name: str, target: int, tmp_path: Path) -> None:
    """Each plan, written into the recipe, gives a document of just the length that was told, and no new problem."""
    made = composed(EXAMPLE, name)
    (fitting,) = fittings(made, EXAMPLE, target=target)
    assert (0, counted(EXAMPLE, made) - target) == (fitting.missing, fitting.subject.over)
    plans = [*fitting.alone, *([fitting.together] if fitting.together else [])]
    assert plans
    assert made.recipe
    for number, plan in enumerate(plans[:3] + plans[-1:]):
        root = example(tmp_path / str(number))
        follow(root, edits(made.recipe, plan.changes, EXAMPLE))
        workspace = read_workspace(root)
        shorter = composed(workspace, name)
        assert () == shorter.problems
        assert plan.length == counted(workspace, shorter) <= target
        assert plan.saves == counted(EXAMPLE, made) - plan.length


@pytest.mark.parametrize("target", [2195, 2150, 2100, 2000, 1800, 1600])
def test_no_other_change_is_cheaper(target: int) -> None:
    """A single change that is named first is the smallest that is enough; several are named where they lose less."""
    made = composed(EXAMPLE, "un-social-inclusion")
    (fitting,) = fittings(made, EXAMPLE, target=target)
    enough = sorted(option.saves for option in fitting.options if option.saves >= fitting.subject.over)
    assert enough == [plan.saves for plan in fitting.alone]
    if fitting.together:
        assert len(fitting.together.changes) > 1
        assert not enough or fitting.together.saves < enough[0]
    assert fittings(made, EXAMPLE, target=target) == (fitting,)


def test_what_is_not_enough_is_said() -> None:
    """Where nothing that may go is enough, the most that can be done is told, and what is still too much then."""
    made = composed(EXAMPLE, "health-ministry-brief")
    (fitting,) = fittings(made, EXAMPLE, target=900)
    assert fitting.together
    assert (967 - 900 - fitting.together.saves, 967 - fitting.together.saves) == (
        fitting.missing, fitting.together.length,
    )  # fmt: skip
    (nothing,) = fittings(composed(EXAMPLE, "eu-have-your-say"), EXAMPLE, target=3500)
    assert ((), None, 401) == (nothing.options, nothing.together, nothing.missing)


def test_what_fits_is_not_composed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is too long, nothing is tried; and a document is never tried more often than is bounded."""
    tries = []

    def trying(*arguments: object, **keys: object) -> Composed:
        tries.append(arguments)
        return compose_resolved(*arguments, **keys)  # type: ignore[arg-type]

    from briefwright.compose import compose_resolved  # noqa: PLC0415

    monkeypatch.setattr("briefwright.consultations.fitting.compose_resolved", trying)
    made = composed(EXAMPLE, "un-social-inclusion")
    assert () == fittings(made, EXAMPLE)
    assert [] == tries
    fittings(made, EXAMPLE, target=1700)
    assert 0 < len(tries) <= MOST + 6


# ── What may be proposed ─────────────────────────────────────────────────────


def fitting_of(workspace: Workspace) -> tuple[Composed, Fitting]:
    """What would make the document of a library fit."""
    made = composed(workspace, "answer")
    (fitting,) = fittings(made, workspace)
    return made, fitting


@pytest.mark.parametrize(
    ("entry", "blocks", "expected"),
    [
        ("lanes/x", {"lanes/x": "|20", "lanes/x.short": "|9"}, ["use lanes/x short"]),
        ("lanes/x", {"lanes/x": "|20", "lanes/x.short": "|9", "lanes/x.shorter": "|8"},
         ["use lanes/x short", "use lanes/x shorter"]),
        ("{block: lanes/x, length: short}", {"lanes/x": "|9", "lanes/x.short": "|20"},
         ["use lanes/x without a length"]),
        ("lanes/x", {"lanes/x": "|20", "lanes/x.short": "|30"}, []),
        ("lanes/x", {"lanes/x": "|20", "lanes/x.short": "status: retired|9"}, []),
        ("lanes/x", {"lanes/x": "|20", "lanes/x.short": "audiences: [public]|9"}, []),
        ("lanes/x", {"lanes/x": "|20", "lanes/x.short": "|[](#lanes/nowhere)"}, []),
        ("lanes/x", {"lanes/x": "|20", "lanes/x.short": "|{{ facts.nothing }}"}, []),
        ("lanes/x", {"lanes/x": "|20", "lanes/x.speech": "|9"}, []),
        ("lanes/x", {"lanes/x": "kind: recommendation\nto: A\naction: Go.|20", "lanes/x.short": "to: B|9"}, []),
        ("lanes/x\n      - lanes/x", {"lanes/x": "|20", "lanes/x.short": "|9"}, []),
        ("lanes/x", {"lanes/x": "|20"}, []),
    ],
    ids=[
        "short", "shorter", "main", "longer", "retired", "audience", "broken", "fact", "speech", "ask", "twice", "none",
    ],
)  # fmt: skip
def test_which_lengths_are_proposed(entry: str, blocks: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    """Only a length that is shorter, fit to print, and of the same ask; a speech is none for a submission."""
    workspace = library(tmp_path / "w", f"audience: council\n{ONE_SECTION}      - {entry}\n", blocks)
    limit(tmp_path / "w", 10, counts="[body, recommendations]")
    made, fitting = fitting_of(read_workspace(tmp_path / "w"))
    assert expected == said(made, tuple(option.change for option in fitting.options))
    assert workspace.recipes


OPTIONAL = "optional: true"
X_AND_Y = {"lanes/x": "|20", "lanes/y": "|5", "lanes/z": "|4"}


@pytest.mark.parametrize(
    ("recipe", "advice"),
    [
        (f"{ONE_SECTION}      - {{block: lanes/x, {OPTIONAL}}}\n      - lanes/y\n", ["leave out lanes/x"]),
        (f"{ONE_SECTION}      - {{block: lanes/x, {OPTIONAL}}}\n", None),
        (f"{ONE_SECTION}      - {{block: lanes/x, {OPTIONAL}}}\n      - {{block: lanes/y, {OPTIONAL}}}\n",
         ["leave out lanes/x"]),
        (f"sections:\n  - name: one\n    {OPTIONAL}\n    blocks: [lanes/x]\n  - name: two\n    blocks: [lanes/y]\n",
         ['leave out the section "one"']),
        ((f"sections:\n  - name: one\n    {OPTIONAL}\n    blocks: [lanes/x]\n"
         "  - {name: two, blocks: [lanes/y], after: one}\n"),
         None),
    ],
    ids=["entry", "the only entry", "one of two", "section", "gone by"],
)  # fmt: skip
def test_what_is_optional_may_go(recipe: str, advice: list[str] | None, tmp_path: Path) -> None:
    """What a recipe marks as optional is proposed, and nothing else; and a section that loses it still has a block."""
    workspace = library(tmp_path / "w", recipe, X_AND_Y)
    made, fitting = fitting_of(workspace)
    assert advice == (said(made, fitting.advice.changes) if fitting.advice else None)
    if fitting.advice and made.recipe:
        follow(tmp_path / "w", edits(made.recipe, fitting.advice.changes, workspace))
        workspace = read_workspace(tmp_path / "w")
        assert fitting.advice.length == counted(workspace, composed(workspace, "answer")) <= 10


def test_swapping_goes_before_leaving_out(tmp_path: Path) -> None:
    """Where both lose the same, a shorter text is used before a block is left out."""
    recipe = f"{ONE_SECTION}      - {{block: lanes/x, {OPTIONAL}}}\n      - lanes/y\n"
    blocks = {"lanes/x": "|5", "lanes/y": "|9", "lanes/y.short": "|4"}
    made, fitting = fitting_of(library(tmp_path / "w", recipe, blocks))
    assert ["use lanes/y short", "leave out lanes/x"] == [said(made, plan.changes)[0] for plan in fitting.alone]


def test_sections_of_another_recipe_stay_as_they_are(tmp_path: Path) -> None:
    """A section that is inherited is written anew, or dropped, in the recipe itself: others use the one above."""
    recipe = "extends: base\nsections:\n  - name: two\n    blocks: [lanes/y]\n"
    workspace = library(tmp_path / "w", recipe, {**X_AND_Y, "lanes/x.short": "|6", "lanes/z.short": "|1"})
    base = (
        "title: Base\nabstract: true\nsections:\n"
        "  - {name: one, heading: 'What: is it?', titles: true, blocks: [lanes/x, {block: lanes/z, heading: true}]}\n"
        "  - {name: three, optional: true, blocks: [lanes/build]}\n"
    )
    (tmp_path / "w/content/recipes/base.yaml").write_text(base, "utf-8")
    limit(tmp_path / "w", 17, counts="[body, recommendations]")
    workspace = read_workspace(tmp_path / "w")
    made, fitting = fitting_of(workspace)
    assert fitting.together
    assert made.recipe
    lines = edits(made.recipe, fitting.together.changes, workspace)
    x, z = "{block: lanes/x, length: short}", "{block: lanes/z, length: short, heading: true}"
    assert [
        f'- {{name: one, heading: "What: is it?", blocks: [{x}, {z}], titles: true}}',
        "- {name: three, drop: true}",
    ] == [edit.write for edit in lines]
    follow(tmp_path / "w", lines)
    workspace = read_workspace(tmp_path / "w")
    assert fitting.together.length == counted(workspace, composed(workspace, "answer")) <= 17
    assert base == (tmp_path / "w/content/recipes/base.yaml").read_text("utf-8")


def test_a_section_that_replaces_another_is_dropped(tmp_path: Path) -> None:
    """A section that stands in place of an inherited one is dropped by name: taken out, the other would come back."""
    recipe = f"extends: base\nsections:\n  - name: one\n    {OPTIONAL}\n    blocks: [lanes/x]\n"
    recipe += "  - {name: two, blocks: [lanes/y]}\n"
    library(tmp_path / "w", recipe, X_AND_Y)
    base = "title: Base\nabstract: true\nsections:\n  - {name: one, blocks: [lanes/z]}\n"
    (tmp_path / "w/content/recipes/base.yaml").write_text(base, "utf-8")
    workspace = read_workspace(tmp_path / "w")
    made, fitting = fitting_of(workspace)
    assert made.recipe
    assert fitting.advice
    lines = edits(made.recipe, fitting.advice.changes, workspace)
    assert [("the section one", "{name: one, drop: true}")] == [(edit.now, edit.write) for edit in lines]
    follow(tmp_path / "w", lines)
    workspace = read_workspace(tmp_path / "w")
    assert 5 == counted(workspace, composed(workspace, "answer"))


@pytest.mark.parametrize(("shorts", "expected"), [(("x", "y"), 8), (("x",), None)], ids=["all", "one"])
def test_selections_are_swapped_as_a_whole(shorts: tuple[str, ...], expected: int | None, tmp_path: Path) -> None:
    """Blocks chosen by topic can be shortened together where all have that length, and else not at all."""
    recipe = "sections:\n  - name: one\n    blocks: {topic: paths}\n"
    blocks = {"paths/x": "|20", "paths/y": "|10", **{f"paths/{name}.short": "|4" for name in shorts}}
    workspace = library(tmp_path / "w", recipe, blocks)
    made, fitting = fitting_of(workspace)
    assert expected == (fitting.alone[0].length if fitting.alone else None)
    if fitting.advice and made.recipe:
        (edit,) = edits(made.recipe, fitting.advice.changes, workspace)
        assert ("blocks: {topic: paths}", "blocks: {topic: paths, length: short}") == (edit.now, edit.write)


def test_an_answer_has_its_own_advice(tmp_path: Path) -> None:
    """An answer that is too long for its question is shortened within its section, whatever the document's limit."""
    recipe = (
        "layout: questionnaire\nsections:\n"
        "  - {name: one, question: Why?, limit: {words: 12}, blocks: [lanes/x, lanes/y]}\n"
        "  - {name: two, question: How?, limit: {characters: 9}, blocks: [lanes/z]}\n"
    )
    workspace = library(tmp_path / "w", recipe, {**X_AND_Y, "lanes/x.short": "|6", "lanes/z.short": "|1"})
    limit(tmp_path / "w", 1000)
    workspace = read_workspace(tmp_path / "w")
    made = composed(workspace, "answer")
    first, second = fittings(made, workspace)
    assert ["use lanes/x short"] == said(made, first.alone[0].changes)
    assert ("one", 11, None) == (first.subject.answer, first.alone[0].length, first.together)
    assert ["use lanes/z short"] == said(made, second.alone[0].changes)
    assert ("two", 5, "characters") == (second.subject.answer, second.alone[0].length, second.measure)
    hints = [problem.hint or "" for problem in breaches(made, workspace, now=NOW)]
    assert "use lanes/x short (−14 words); see: briefwright count answer" == hints[0]
    assert [Place("one", "lanes/x", "", 20), Place("one", "lanes/y", "", 5)] == list(
        where(made, workspace, first.subject.limit, "one")
    )


def test_what_depends_on_each_other_is_measured_together(tmp_path: Path) -> None:
    """A work is cited in full where it is named first: two changes save something else together than each alone."""
    note = "[@city-lab-2019, p. 4]"
    entries = "".join(f"      - {{block: lanes/{name}, {OPTIONAL}}}\n" for name in "xy")
    blocks = {"lanes/x": f"|One two three{note}.", "lanes/y": f"|One two three{note}.", "lanes/z": "|9"}
    library(tmp_path / "w", f"{ONE_SECTION}{entries}      - lanes/z\n", blocks)
    limit(tmp_path / "w", 9, counts="[body, notes]")
    workspace = read_workspace(tmp_path / "w")
    made, fitting = fitting_of(workspace)
    assert fitting.together
    assert made.recipe
    assert sum(option.saves for option in fitting.options) != fitting.together.saves
    follow(tmp_path / "w", edits(made.recipe, fitting.together.changes, workspace))
    workspace = read_workspace(tmp_path / "w")
    assert fitting.together.length == counted(workspace, composed(workspace, "answer")) == 9


def test_the_limits_to_fit_a_call_go_before_those_of_the_profile(tmp_path: Path) -> None:
    """What a call allows is what must fit, each limit by itself: advice is for the one that is asked about."""
    call = "limits: [{unit: words, number: 30, counts: [body]}, {unit: characters, number: 99, counts: [body]}]\n"
    workspace = library(
        tmp_path / "w", f"{call}{ONE_SECTION}      - lanes/x\n", {"lanes/x": "|20", "lanes/x.short": "|6"}
    )
    made = composed(workspace, "answer")
    (fitting,) = fittings(made, workspace)
    assert ("characters", 99, "characters") == (
        fitting.subject.limit.unit,
        fitting.subject.limit.number,
        fitting.measure,
    )
    assert made.recipe
    words, characters = limits_to_fit(made.recipe.value, workspace)
    assert "see: briefwright count answer" == hint(made, workspace, words)
    assert f"use lanes/x short (−{fitting.alone[0].saves} characters); see: briefwright count answer" == hint(
        made, workspace, characters
    )


def test_many_blocks_are_bounded(tmp_path: Path) -> None:
    """Of very many changes those of the longest texts are tried."""
    blocks = {f"lanes/b{index}": f"|{20 + index}" for index in range(60)}
    entries = "".join(f"      - {{block: {name}, {OPTIONAL}}}\n" for name in blocks)
    _, fitting = fitting_of(library(tmp_path / "w", ONE_SECTION + entries, blocks))
    assert MOST == len(fitting.options)
    assert min(option.saves for option in fitting.options) == 20 + 60 - MOST


# ── At the door ──────────────────────────────────────────────────────────────


def test_count_tells_what_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An officer whose body lowers its limit: `check` says what to do, `count` what to write, and then it fits."""
    root = example(tmp_path / "w")
    limit(root, 2100, counts="[summary, body, boxes, recommendations]")
    path = root / "content/recipes/un-social-inclusion.yaml"
    path.write_text(path.read_text("utf-8").replace("profile: un-special-procedures-call", "profile: tiny"), "utf-8")
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    assert 1 == main(["--workspace", str(root), "check", "un-social-inclusion"])
    assert "use typologies/criminalised short (−103 words)" in capsys.readouterr().out
    assert 0 == main(["--workspace", str(root), "count", "un-social-inclusion"])
    told = capsys.readouterr().out
    assert "the document is 103 words over; nothing is cut unless you change the recipe\n\nany one of these" in told
    write = "content/recipes/un-social-inclusion.yaml:28  write: {block: typologies/criminalised, length: short}"
    assert write in told
    assert before == {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    main(["--workspace", str(root), "count", "un-social-inclusion", "--json"])
    record = json.loads(capsys.readouterr().out)
    assert record["counted"] == sum(place["words"] for place in record["where"])
    (edit,) = record["fitting"][0]["alone"][0]["edits"]
    text = path.read_text("utf-8").split("\n")
    text[edit["line"] - 1] = text[edit["line"] - 1].replace(edit["now"], edit["write"])
    path.write_text("\n".join(text), "utf-8")
    assert 0 == main(["--workspace", str(root), "check", "un-social-inclusion"])
    assert "nothing is wrong\n" == capsys.readouterr().out


def test_count_tells_it_anyhow(capsys: pytest.CaptureFixture[str]) -> None:
    """With `--fit` it is told of a document that fits, too; with `--target` what a lower limit would take."""
    main(["--workspace", str(CYCLING), "count", "answer", "--fit"])
    told = capsys.readouterr().out
    assert ["safety", "93", "54%"] in [line.split() for line in told.split("\n")]
    assert "the document fits" in told
    assert "use lanes/protected short" in told
    main(["--workspace", str(CYCLING), "count", "answer", "--target", "100"])
    assert "all that can go leaves" in capsys.readouterr().out
    main(["--workspace", str(CYCLING), "count", "postcard", "--target", "5"])
    assert "no block has a shorter variant that would help" in capsys.readouterr().out
    main(["--workspace", str(CYCLING), "count", "answer"])
    assert "where" not in capsys.readouterr().out
