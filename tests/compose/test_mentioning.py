"""Citations inline, as a text box takes them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from seeing import patient
from trees import documents

from briefwright.compose import compose
from briefwright.compose.mentioning import mention
from briefwright.document import Citation, Document, Note
from briefwright.formats import write
from briefwright.markdown import parse_markdown
from briefwright.markdown.printing import print_markdown
from briefwright.problems import Code
from briefwright.walking import plain, settled, walk
from briefwright.workspace import Workspace, read_workspace
from briefwright.workspace.values import Organisation

BASE = Path(__file__).parent.parent / "workspaces" / "cycling"
_, *PARTS = re.split(r"^== (.*)\n", (Path(__file__).parent / "inline.cases").read_text("utf-8"), flags=re.MULTILINE)
CASES = [
    (language, *line.split(" → "))
    for language, lines in zip(PARTS[::2], PARTS[1::2], strict=True)
    for line in lines.splitlines()
    if line
]


def work(year: int | None, *authors: str, **more: Any) -> dict[str, Any]:
    """A CSL item with authors by their family names."""
    issued = {"issued": {"date-parts": [[year]]}} if year else {}
    people = {"author": [{"family": name} for name in authors]} if authors else {}
    return {"type": "book", "title": "A title: and more", **issued, **people, **more}


LONG = "A long title of a work that nobody has put a name to, and that goes on"
REFERENCES = {
    "doe-2017": work(2017, "Doe"),
    "wheels-2020": work(2020, author=[{"literal": "Wheels for All"}], URL="https://example.org/w"),
    "two-2019": work(2019, "Doe", "Roe"),
    "three-2019": work(2019, "Doe", "Roe", "Mill"),
    "particle-2018": work(2018, author=[{"family": "Berg", "non-dropping-particle": "van der"}]),
    "undated": work(None, author=[{"literal": "City Lab"}]),
    "abbreviated": work(2016, author=[{"literal": "City Lab for Streets (CLS)"}]),
    "anonymous": work(2020, title=LONG),
    "law": work(2011, title="Cycling Act 2011", type="legislation"),
    "case": work(None, custom={"short": "Doe v City", "citation": "Doe v City, no 3, High Court, 2019"}),
    "edited": work(2011, editor=[{"family": "Roe"}]),
    "years": work(None, "Mill", issued={"date-parts": [[2015, 3], [2016]]}),
    "twin-a": work(2017, "Twin"),
    "twin-b": work(2017, "Twin"),
}
LIBRARY = Workspace(
    root=BASE, references=REFERENCES, organisations={"wheels": Organisation(name="Wheels for All", short="WfA")}
)


def inline(text: str, language: str = "en-GB") -> str:
    """Markdown with its citations inline, as Markdown with plain spaces."""
    cited = mention(parse_markdown(text, "block.md").children, LIBRARY, language)
    assert () == cited.problems
    return re.sub(r"\s", " ", print_markdown(cited.children).strip()).replace("\\", "")


@pytest.mark.parametrize(("language", "written", "shown"), CASES)
def test_what_a_box_gets(language: str, written: str, shown: str) -> None:
    """Citations and notes become short mentions in one pair of brackets, before the full stop, in each language."""
    assert shown == inline(written, language)


def test_the_list_says_what_mentions_stand_for() -> None:
    """Where a list is asked for, each work stands in it once, by its mention, with title and address."""
    text = "A [@wheels-2020; @twin-b], b [@twin-a; @wheels-2020], c [@case], d [@law]."
    listed = mention(parse_markdown(text, "block.md").children, LIBRARY, "en-GB", listed=True).bibliography
    assert [
        "Cycling Act 2011",
        "Doe v City, no 3, High Court, 2019",
        "Twin (2017a) A title: and more",
        "Twin (2017b) A title: and more",
        "WfA (2020) A title: and more, https://example.org/w",
    ] == [plain(paragraph.content) for paragraph in listed]


@patient
@given(documents())
def test_no_note_is_left(document: Document) -> None:
    """Whatever the document, it has no notes and no citations afterwards."""
    shown = mention(document.children, LIBRARY, document.language).children
    assert [] == [node for node in walk(shown) if isinstance(node, Note | Citation)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace whose postcard has its citations inline."""
    shutil.copytree(BASE, tmp_path / "w")
    recipe = tmp_path / "w/content/recipes/postcard.yaml"
    recipe.write_text(recipe.read_text("utf-8") + "citations: inline\n", "utf-8")
    return tmp_path / "w"


def test_a_recipe_with_citations_inline(root: Path) -> None:
    """The text of a box has its sources in it and nothing that is markup; a list only where it is asked for."""
    result = compose(read_workspace(root), "postcard", "en")
    assert () == result.problems
    assert result.document
    assert "Protected lanes cut injuries by 40% (City Lab 2019, p. 4).\n" == write(result.document, "text").decode()
    recipe = root / "content/recipes/postcard.yaml"
    recipe.write_text(recipe.read_text("utf-8") + "bibliography: true\n", "utf-8")
    listed = compose(read_workspace(root), "postcard", "en").document
    assert listed
    assert "\nReferences\n\nCity Lab (2019) Ten streets, ten lanes\n" in write(listed, "text").decode()


def test_an_answer_holds_its_mentions(root: Path) -> None:
    """The answer to a question has its mentions, since they count."""
    recipe = root / "content/recipes/postcard.yaml"
    recipe.write_text(
        recipe.read_text("utf-8").replace("- name: safety", "- name: safety\n    question: Why?"), "utf-8"
    )
    answer = compose(read_workspace(root), "postcard", "en").answers["safety"]
    assert "(City Lab 2019, p.\u00a04)." in print_markdown(settled(answer))


def test_an_unknown_work_is_told(root: Path) -> None:
    """A citation of a work that is not in the references is the error that it is elsewhere."""
    block = root / "content/blocks/lanes/protected.short.md"
    block.write_text(block.read_text("utf-8").replace("@city-lab-2019", "@city-lab-1999"), "utf-8")
    result = compose(read_workspace(root), "postcard", "en")
    assert [Code.CITATION_UNKNOWN] == [problem.code for problem in result.problems]
