"""The documentation is held to the code: what there is, is told; what is told, runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args, get_origin

import msgspec
import pytest

from briefwright.cli import COMMANDS, main
from briefwright.cli.list import LISTS
from briefwright.compose.filling import FILTERS
from briefwright.document import CALLOUT_KINDS, PART_KINDS
from briefwright.formats import FORMATS
from briefwright.markdown import parse_markdown
from briefwright.markdown.inlines import SPAN_CLASSES
from briefwright.workspace.asked_style import AskedStyle, Margins
from briefwright.workspace.profile_files import Profiles, read_profile
from briefwright.workspace.profiles import GROUPS, Profile
from briefwright.workspace.values import (
    Claim,
    Consultation,
    Fact,
    FrontMatter,
    Organisation,
    Publication,
    Recipe,
    Section,
    Selection,
    Settings,
    Signatory,
)
from briefwright.workspace.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
WRITING = (ROOT / "docs/writing.md").read_text("utf-8")
RULES = (ROOT / "docs/profiles.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_tells_every_command(command: str) -> None:
    """Each command stands in the README's table."""
    assert f"| `briefwright {command}" in README


def test_readme_begins_with_the_two_commands() -> None:
    """The first thing to run is `make brief`, then `make test`, and the Makefile has both."""
    first = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert first
    assert ["make brief", "make test"] == [line.split("#")[0].strip() for line in first[1].strip().split("\n")]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^brief:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci/run").read_text("utf-8")


@pytest.mark.parametrize("what", LISTS)
def test_readme_tells_every_list(what: str) -> None:
    """What can be listed is told."""
    assert what in README


STRUCTS = [
    FrontMatter, Recipe, Section, Selection, Settings, Consultation, Fact, Organisation, Claim, AskedStyle, Margins,
    Publication, Signatory,
]  # fmt: skip


@pytest.mark.parametrize("struct", STRUCTS, ids=str)
def test_writing_tells_every_key(struct: type[msgspec.Struct]) -> None:
    """Each key of a block, a recipe, a section, a selection and the workspace is in the guide."""
    keys = [field.encode_name for field in msgspec.structs.fields(struct)]
    assert [] == [key for key in keys if not re.search(rf"\b{key}\b", WRITING)]


RULE_TYPES = [
    Profile,
    *(get_args(field.type)[0] for field in msgspec.structs.fields(Profile) if field.name in GROUPS),
]


@pytest.mark.parametrize("struct", RULE_TYPES, ids=str)
def test_the_page_on_profiles_tells_every_key(struct: type[msgspec.Struct]) -> None:
    """Each key of a profile and of its rules is told, and so is each word that a key may have."""
    fields = msgspec.structs.fields(struct)
    words = [word for field in fields for word in _words_of(field.type)]
    keys = [field.encode_name for field in fields]
    assert [] == [word for word in (*keys, *words) if not re.search(rf"(?<![\w-]){word}(?![\w-])", RULES)]


def _words_of(kind: object) -> Iterator[str]:
    """The words that a key may have, by its type."""
    if get_origin(kind) is Literal:
        yield from (word for word in get_args(kind) if isinstance(word, str) and word)
    else:
        for inside in get_args(kind):
            yield from _words_of(inside)


def test_the_profiles_shown_are_right() -> None:
    """Each example on the page on profiles is read without a problem; together they have every group."""
    shown = re.findall(r"```yaml\n(.*?)```", RULES, re.DOTALL)
    seen: set[str] = set()
    for text in shown:
        yaml = read_yaml(text if text.startswith("title:") else f"title: T\n{text}", "f")
        assert () == read_profile(yaml)[1], text
        seen |= yaml.data.keys()
    assert {*GROUPS} <= seen


def test_the_profiles_that_ship_are_listed() -> None:
    """The table has each profile with its title and its limits."""
    rows = []
    for name, profile in Profiles({}).items():
        bounds = [f"{each.number:,} {each.unit}" + f" ({each.variant})" * bool(each.variant) for each in profile.limits]
        rows.append(f"| `{name}` | {profile.title} | {', '.join(bounds)}".rstrip() + " |")
    assert rows == re.findall(r"^\| `.*", RULES, re.MULTILINE)


@pytest.mark.parametrize("path", ["README.md", "ARCHITECTURE.md", "docs/writing.md", "docs/profiles.md"])
def test_links_lead_somewhere(path: str) -> None:
    """Each link to a file of the repository leads to one, and to a heading that it has."""
    folder = (ROOT / path).parent
    for target in re.findall(
        r"\]\(([^)\s]*)\)", re.sub(r"```.*?```|`[^`]*`", "", (ROOT / path).read_text("utf-8"), flags=re.DOTALL)
    ):
        file, _, anchor = target.partition("#")
        if "://" not in target:
            assert (folder / file).exists(), target
            text = (folder / file).read_text("utf-8") if file else (ROOT / path).read_text("utf-8")
            headings = re.findall(r"^#+ (.*)", text, re.MULTILINE)
            assert not anchor or anchor in {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}


def test_writing_tells_every_sign() -> None:
    """Containers, parts, spans, filters, formats and layouts that there are, are in the guide."""
    layouts = [path.name.removesuffix(".md.j2") for path in (ROOT / "templates/layouts").iterdir()]
    styles = [path.stem for path in (ROOT / "templates/csl").glob("*.csl")]
    names = [
        *CALLOUT_KINDS,
        *(kind for kind in PART_KINDS if kind != "body"),
        *SPAN_CLASSES,
        *FILTERS,
        *layouts,
        *styles,
    ]
    assert [] == [name for name in [*names, *(entry.name for entry in FORMATS)] if name not in WRITING]


def test_architecture_names_every_room() -> None:
    """The code map has every folder and module at the top of the package."""
    package = ROOT / "src/briefwright"
    rooms = [path.name for path in package.iterdir() if not path.name.startswith(("_", "."))]
    assert [] == [room for room in rooms if f"`{room}`" not in ARCHITECTURE and f"`{room}/`" not in ARCHITECTURE]


def test_the_guide_can_be_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The workspace, block and recipe that the guide shows are real: put into files, they build without a problem."""
    shown = re.findall(r"```(yaml|markdown)\n(.*?)```", WRITING, re.DOTALL)
    yaml = [text for kind, text in shown if kind == "yaml"]
    settings, recipe = (next(text for text in yaml if mark in text) for mark in ("audiences:", "sections:"))
    block = next(text for kind, text in shown if kind == "markdown" and text.startswith("---"))
    facts, organisations = (column for column in _columns(next(text for text in yaml if "# facts.yaml" in text)))
    files = {
        "workspace.yaml": settings,
        "facts.yaml": facts,
        "organisations.yaml": organisations,
        "references.yaml": "- {id: doe-2019, type: report, title: T, issued: 2019}\n",
        "recipes/answer.yaml": recipe,
        "blocks/lanes/protected.md": block,
        "blocks/lanes/costs.md": block,
        "blocks/lanes/costs.short.md": block,
        "blocks/lanes/law.md": block,
        "blocks/cases/bridge.md": block,
        "blocks/lanes/ask.md": block.replace("kind: argument", "kind: recommendation\naction: Act."),
    }
    for name, text in files.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    assert 0 == main(["--workspace", str(tmp_path), "check"]), capsys.readouterr().out
    assert 0 == main(["--workspace", str(tmp_path), "build"])
    assert (tmp_path / "build/drafts/answer.en.docx").is_file()


def _columns(text: str) -> tuple[str, str]:
    """The two files that the guide shows side by side, the second behind a `#`."""
    left, right = [], []
    for line in text.split("\n")[1:]:
        first, _, second = line.partition("#")
        left.append(first.rstrip())
        right.append(second.removeprefix(" "))
    return "\n".join(left), "\n".join(right)


def test_the_containers_of_the_guide_are_read() -> None:
    """The Markdown that the guide shows has no problem but the audience, which is a matter of the workspace."""
    for text in re.findall(r"```markdown\n(:::.*?)```", WRITING, re.DOTALL):
        assert () == parse_markdown(text).problems


def test_configuration_is_read_as_yaml() -> None:
    """The pre-commit configuration is YAML, and names only what is here."""
    data = read_yaml((ROOT / ".pre-commit-config.yaml").read_text("utf-8"), "f").data
    entries = [hook["entry"] for repo in data["repos"] for hook in repo["hooks"]]
    assert all(entry.startswith(".venv/bin/") for entry in entries)


OUTSIDE = {"time", "random", "secrets", "socket", "urllib3", "http", "requests"}


def test_the_core_has_no_clock_and_no_network() -> None:
    """No room below the rim imports what tells the time, draws lots, or reaches out; none prints."""
    package = ROOT / "src/briefwright"
    rim = {package / "build.py", package / "__main__.py", *(package / "cli").glob("*.py")}
    for path in set(package.rglob("*.py")) - rim:
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            outside = {name.split(".")[0] for name in names} & {
                "time",
                "random",
                "secrets",
                "socket",
                "urllib3",
                "http",
                "requests",
            }
            assert not outside, f"{path.name}:{getattr(node, 'lineno', 0)}"
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id in {"print", "input", "exit"}), path.name
            assert not (isinstance(called, ast.Attribute) and called.attr in {"now", "today", "utcnow"}), path.name
