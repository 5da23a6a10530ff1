"""JSON Schemas: true to the types, right for all content that there is, and as strict as the reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from briefwright.cli import main
from briefwright.workspace import read_workspace
from briefwright.workspace.library import read_entries, read_references
from briefwright.workspace.profiles import Profile
from briefwright.workspace.schemas import FOLDER, SUFFIX, schema_line, schemas
from briefwright.workspace.signatories import read_signatories
from briefwright.workspace.validation import validated
from briefwright.workspace.values import Claim, Fact, FrontMatter, Organisation, Recipe, Settings
from briefwright.workspace.yaml import Yaml, read_yaml

if TYPE_CHECKING:
    import msgspec

ROOT = Path(__file__).parents[2]
GUIDES = [(ROOT / "docs" / name).read_text("utf-8") for name in ("writing.md", "profiles.md")]
SCHEMAS = {name.removesuffix(SUFFIX): schema for name, schema in schemas(*GUIDES).items()}


def complaints(name: str, data: Any) -> list[str]:
    """What a schema finds wrong with data, dates included."""
    validator = Draft202012Validator(SCHEMAS[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def refused(name: str, yaml: Yaml) -> bool:
    """Whether our reader refuses what is in a file of a kind."""
    structs: dict[str, type[msgspec.Struct]] = {
        "recipe": Recipe,
        "block": FrontMatter,
        "workspace": Settings,
        "profile": Profile,
    }
    entries: dict[str, type[msgspec.Struct | str]] = {
        "facts": Fact, "organisations": Organisation, "claims": Claim, "abbreviations": str,
    }  # fmt: skip
    if name in structs:
        return bool(yaml.problems or validated(structs[name], yaml.data, yaml.places)[1])
    if name in entries:
        return bool(read_entries(entries[name], yaml)[2])
    if name == "signatories":
        return bool(read_signatories(yaml, "s")[1])
    return any(problem.severity == "error" for problem in read_references(yaml)[2])


def named(path: str) -> str:
    """The name of the schema of a file, as its line says it."""
    found = re.search(r"/([a-z]+)\.schema\.json$", schema_line(path))
    return found[1] if found else ""


# ── Kept ─────────────────────────────────────────────────────────────────────


def test_the_files_are_those_of_the_types() -> None:
    """What lies in templates/schemas/ is what the types and the guides give: else run `make schemas`."""
    kept = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / FOLDER).glob("*.json")}
    assert json.loads(json.dumps(schemas(*GUIDES))) == kept


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas(name: str) -> None:
    """Each is a schema of the dialect that it names; its patterns are those of JavaScript too, which editors run."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    patterns = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(SCHEMAS[name]))
    loose = [pattern for pattern in map(json.loads, patterns) if re.search(r'\\["\'#&,;:<>=!@%~`-]|\(\?', pattern)]
    assert [] == loose


def test_editors_have_something_to_say() -> None:
    """Keys are explained in the words of the guide, types in those of their docstrings."""
    properties = SCHEMAS["block"]["$defs"]["FrontMatter"]["properties"]
    assert "a list; absent means all" == properties["audiences"]["description"]
    recipe = SCHEMAS["recipe"]["$defs"]["Recipe"]
    assert "from organisations.yaml" == recipe["properties"]["organisation"]["description"]
    rules = SCHEMAS["profile"]["$defs"]
    assert "holds a list" == rules["StructureRule"]["properties"]["bulleted"]["description"]
    assert "where it is said" == rules["FilesRule"]["properties"]["source"]["description"]
    undescribed = [
        name
        for schema in SCHEMAS.values()
        for name, kind in schema.get("$defs", {}).items()
        if "description" not in kind
    ]
    assert [] == undescribed


# ── Right ────────────────────────────────────────────────────────────────────

WORKSPACES = [ROOT, *sorted((ROOT / "tests/workspaces").iterdir())]


def files_of(root: Path) -> dict[str, Any]:
    """The data of all YAML files and front matters of a workspace, by path."""
    found = {}
    for path in sorted((root / "content").rglob("*")):
        inside = path.relative_to(root).as_posix()
        if path.suffix in {".yaml", ".yml"}:
            found[inside] = read_yaml(path.read_text("utf-8"), inside).data
        elif path.suffix == ".md" and inside.startswith("content/blocks/"):
            found[inside] = read_yaml(path.read_text("utf-8").split("---\n")[1], inside).data
    return found


@pytest.mark.parametrize("root", WORKSPACES, ids=lambda root: root.name)
def test_all_content_is_right(root: Path) -> None:
    """Every file of the example and of the test workspaces has a schema, and is right by it."""
    found = files_of(root)
    assert found
    assert [] == [path for path in found if not named(path)]
    wrong = {path: complaints(named(path), data) for path, data in found.items()}
    assert {} == {path: said for path, said in wrong.items() if said}


def test_all_shipped_profiles_are_right() -> None:
    """Every profile that ships is right by the schema that a workspace's own profiles have."""
    for path in (ROOT / "templates/profiles").glob("*.yaml"):
        assert [] == complaints("profile", read_yaml(path.read_text("utf-8"), path.name).data), path.name


GOOD = {
    "facts": ["{a: {value: 1, as_of: 2019}}", "[{id: a, value: x}]", ""],
    "claims": ["[{id: a, kind: fact, text: T}]", "{a: {kind: fact, text: T}}"],
    "abbreviations": ["{HGV: heavy goods vehicle}", ""],
    "references": [
        "[{id: a, type: book, issued: 2019}]",
        "{references: [{id: 7, type: book, title: null}]}",
        "[{id: a, type: report, issued: {date-parts: [[2019, 3]]}, author: [{literal: L}], x-own: 1, DOI: 10.1/x}]",
        '[{id: a, type: report, issued: "2019-03~", accessed: 2019-01-01/2019-02-01}]',
        "",
    ],
    "signatories": ["[{organisation: a, names: {fr: b}, date: 2026-11-24}]", '[{name: N, approved: "0123456789ab"}]'],
    "block": ["{title: T, by: 2027, review_by: 2027-11-01, consent: {basis: b}}"],
    "recipe": [
        "{sections: [{name: a, blocks: [b/c, {block: d/e, as: callout, heading: false}]}], contents: 3}",
        "{sections: [{name: a, blocks: {topic: [x, y], kind: case-study}}], style: {margins: 25, line_numbers: true}}",
        "{signatories: joint}",
        "{signatories: [a, b], limits: [{unit: words, number: 5}], details: {register: 12}}",
    ],
    "profile": ["{title: T, deadline: [{before: P2W, time: '23:59'}], signatories: [{others: title-note}]}"],
    "workspace": ["{audiences: [a, b]}", "{audiences: {a: null}, house_styles: {x: {body: B}}}"],
    "organisations": ["{a: {name: N, founded: 1990}}"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_what_is_right(name: str, text: str) -> None:
    """What our reader takes, the schema takes: all the forms that a file may have."""
    yaml = read_yaml(text, "f")
    assert not refused(name, yaml)
    assert [] == complaints(name, yaml.data)


# ── Wrong ────────────────────────────────────────────────────────────────────

BAD = {
    "block": [
        "{titel: T}", "{title: [T]}", "{kind: argumnt}", "{audiences: un}", "{review_by: soon}",
        "{review_by: 2027-13-01}", "{order: first}", "{title: null}", "{title: 7}", "{consent: yes please}",
        "{tags: [1]}", "[title]",
    ],
    "recipe": [
        "{extend: base}", "{date: 24.11.2026}", "{sections: [{heading: H}]}", "{sections: [{name: a, part: intro}]}",
        "{sections: [{name: a, blocks: b/c}]}", "{sections: [{name: a, blocks: [{block: b, as: box}]}]}",
        "{sections: [{name: a, blocks: [{block: b, as_: text}]}]}", "{style: {size: 7}}", "{style: {font: 'A, B'}}",
        "{style: {margins: 5}}", "{contents: 4}", "{languages: en}", "{signatories: {a: b}}", "{matrix: 'yes'}",
        "{sections: [{name: a, limit: {words: many}}]}", "{limits: [{unit: words}]}",
        "{limits: [{unit: word, number: 5}]}",
    ],
    "profile": [
        "{}", "{title: T, limit: []}", "{title: T, limits: [{unit: words, number: 0}]}",
        "{title: T, deadline: [{time: 9am}]}",
        "{title: T, deadline: [{before: two weeks}]}", "{title: T, notes: [{allowed: [sidenotes]}]}",
        "{title: T, signatories: [{others: footnote}]}",
        "{title: T, limits: [{unit: words, number: 5, checked_on: 2026}]}",
    ],
    "workspace": ["{language: [en]}", "{audience: {a: b}}", "{audiences: a}", "{house_styles: {x: y}}"],
    "organisations": ["{a: {short: N}}", "{a: N}", "[{name: N}]", "{a: {name: N, names: [x]}}", "a"],
    "facts": ["{a: {unit: EUR}}", "{a: {value: [1]}}", "{a: {value: 1, units: EUR}}", "[{value: 1}]"],
    "claims": ["{a: {kind: fact}}", "[{id: a, kind: opinion, text: T}]", "[{id: a, kind: fact, text: T, source: x}]"],
    "abbreviations": ["{HGV: [heavy]}", "{HGV: 7}", "[HGV]"],
    "references": [
        "[{type: book}]", "[{id: a}]", "[{id: a, type: pamflet}]", "[{id: a, type: book, issued: last year}]",
        "[{id: a, type: book, author: Smith}]", "[{id: a, type: book, title: [T]}]", "{a: {type: book}}", "[a]",
        "[{id: '', type: book}]",
    ],
    "signatories": [
        "[{country: FR}]", "[{organisation: a, approved: 12ab}]", "[{organisation: a, date: today}]", "{a: {name: N}}",
        "[{organisation: a, reservations: none}]", "[a]", "[{organisation: a, approval: x}]",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_what_is_wrong(name: str, text: str) -> None:
    """What our reader refuses, the schema refuses: misspelt and missing keys, wrong values, wrong shapes."""
    yaml = read_yaml(text, "f")
    assert () == yaml.problems
    assert refused(name, yaml)
    assert complaints(name, yaml.data)


# ── In a new workspace ───────────────────────────────────────────────────────


@pytest.mark.parametrize("options", [[], ["--bare"]])
def test_a_new_workspace_names_its_schemas(tmp_path: Path, options: list[str]) -> None:
    """The first line of each YAML file and front matter leads to a schema that is there; all else is as it was."""
    root = tmp_path / "w"
    assert 0 == main(["new", str(root), *options])
    files = [*(root / "content").rglob("*.yaml"), *(root / "content/blocks").rglob("*.md")]
    assert len(files) > 5
    for file in files:
        lines = file.read_text("utf-8").split("\n")
        line = lines[1] if file.suffix == ".md" else lines[0]
        target = line.removeprefix("# yaml-language-server: $schema=")
        assert target != line
        assert (file.parent / target).resolve().relative_to(root.resolve()).as_posix().startswith(FOLDER)
        assert (file.parent / target).is_file()
    workspace = read_workspace(root)
    assert () == workspace.problems
    for path, data in files_of(root).items():
        assert [] == complaints(named(path), data), path


def test_the_line_changes_no_block(tmp_path: Path) -> None:
    """Blocks with the line have the front matter, the units and the tree that they had."""
    assert 0 == main(["new", str(tmp_path / "w")])
    before, after = read_workspace(ROOT), read_workspace(tmp_path / "w")
    assert before.blocks.keys() == after.blocks.keys()
    for name, block in before.blocks.items():
        new = after.blocks[name]
        assert (block.front, block.parsed.children) == (new.front, new.parsed.children)
        assert [(unit.id, unit.hash, unit.line + 1) for unit in block.units.units] == [
            (unit.id, unit.hash, unit.line) for unit in new.units.units
        ]
        assert new.text == new.units.fill([unit.text for unit in new.units.units])
