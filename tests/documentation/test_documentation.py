"""The documentation is held to the code: what there is, is told; what is told, runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from briefwright.cli import COMMANDS, main
from briefwright.cli.list import LISTS
from briefwright.compose.filling import FILTERS
from briefwright.document import CALLOUT_KINDS, PART_KINDS
from briefwright.formats import FORMATS
from briefwright.markdown import parse_markdown
from briefwright.markdown.inlines import SPAN_CLASSES
from briefwright.workspace import read_workspace
from briefwright.workspace.asked_style import AskedStyle, Margins
from briefwright.workspace.profiles import (
    GROUPS,
    Advice,
    DeadlineRule,
    Feature,
    FilesRule,
    LanguagesRule,
    MetadataRule,
    NotesRule,
    Profile,
    ProfileLimit,
    ProfileStyle,
    PublicationRule,
    SignatoriesRule,
    StructureRule,
)
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

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PROFILES = (ROOT / "docs/profiles.md").read_text("utf-8")
WRITING = (ROOT / "docs/writing.md").read_text("utf-8")
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
    FrontMatter, Recipe, Section, Selection, Settings, Consultation, Fact, Organisation, Claim, Profile, ProfileLimit,
    AskedStyle, Margins, ProfileStyle, Publication, Signatory,
]  # fmt: skip


@pytest.mark.parametrize("struct", STRUCTS, ids=str)
def test_writing_tells_every_key(struct: type[msgspec.Struct]) -> None:
    """Each key of a block, a recipe, a section, a selection and the workspace is in the guide."""
    keys = [field.encode_name for field in msgspec.structs.fields(struct)]
    assert [] == [key for key in keys if not re.search(rf"\b{key}\b", WRITING)]


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


# ── Profiles ─────────────────────────────────────────────────────────────────

RULES = [
    ProfileLimit, StructureRule, NotesRule, FilesRule, LanguagesRule, MetadataRule, SignatoriesRule, PublicationRule,
    DeadlineRule, Advice, Profile,
]  # fmt: skip


@pytest.mark.parametrize("struct", RULES, ids=str)
def test_profiles_tell_every_key(struct: type[msgspec.Struct]) -> None:
    """Each key of each kind of rule is in the page about profiles."""
    keys = [field.encode_name for field in msgspec.structs.fields(struct)]
    assert [] == [key for key in keys if not re.search(rf"\b{key}\b", PROFILES)]


def test_profiles_tell_every_feature() -> None:
    """So is each part or thing that a body may ask for."""
    assert [] == [name for name in get_args(Feature) if f"`{name}`" not in PROFILES]


def test_the_profiles_shown_can_be_followed(tmp_path: Path) -> None:
    """The profiles that the page shows are real: put into a workspace, they are read without a problem."""
    override, whole = re.findall(r"```yaml\n(.*?)```", PROFILES, re.DOTALL)
    (tmp_path / "content/profiles").mkdir(parents=True)
    (tmp_path / "content/workspace.yaml").write_text("title: W\n", "utf-8")
    (tmp_path / "content/profiles/un-upr-stakeholder.yaml").write_text(override, "utf-8")
    (tmp_path / "content/profiles/council.yaml").write_text(whole, "utf-8")
    workspace = read_workspace(tmp_path)
    assert () == workspace.problems
    assert {*GROUPS} == {group for group, _ in workspace.profiles["council"].rules()}
    assert "confirmed" == workspace.profiles["un-upr-stakeholder"].languages[0].basis
    assert workspace.profiles["un-upr-stakeholder"].limits
