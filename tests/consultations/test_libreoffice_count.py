"""Our count of a document, all its parts together, is LibreOffice's count of its Word file, whatever stands in it."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from asking import asked
from docx_cases import CASES
from hard_texts import HARD
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from realistic import realistic
from trees import documents, tries

from briefwright.cli import main
from briefwright.compose import compose
from briefwright.consultations.layout import sum_of, with_layout
from briefwright.consultations.parts import count_document
from briefwright.document import Document, Heading, Link, List, Paragraph, Part, Text
from briefwright.dressing import house_style_of
from briefwright.finishing import Sheet, page_count
from briefwright.formats.docx import HouseStyle, write_docx
from briefwright.problems import Position
from briefwright.workspace import read_workspace

ROOT = Path(__file__).parents[2]
WORKSPACES = (ROOT, *sorted((ROOT / "tests/workspaces").iterdir()))
MANY_LINES = 40

ATOMS = st.sampled_from(
    [*"aIб€%§@«»…()1/.,’'\"-–—²½№é", " ", " ", " ", "word", "права", "حقوق", "לא", "--", "10", "1,000", "  ", "\u00a0",
     "\u202f", "\u2060", "\u00ad", "\u2011", "https://example.org/a-b", "e\u0301", "\u0301", "\u200e", "\u200b",
     "中文", "ひ", "한", "ภา", "😀", "👍🏽"]
)  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")).filter(
    lambda letter: unicodedata.ucd_3_2_0.category(letter) != "Cn"
)
"""Any character that every Python and every LibreOffice knows."""
LINES = st.lists(ATOMS | LETTERS, max_size=12).map("".join)


class Sample(NamedTuple):
    """A document, and its Word file."""

    name: str
    document: Document
    docx: bytes


def lines(name: str, texts: list[str], house_style: HouseStyle) -> Sample:
    """A document of a paragraph a text."""
    made = Document("Texts", "en", tuple(Paragraph((Text(text),)) for text in texts if text))
    return Sample(name, made, write_docx(made, house_style))


def recipes() -> list[Sample]:
    """All recipes that ship and those of the tests, in all their languages."""
    samples = []
    for root in WORKSPACES:
        workspace = read_workspace(root)
        for name, recipe in workspace.recipes.items():
            for language in () if recipe.value.abstract else recipe.value.languages or (workspace.settings.language,):
                composed = compose(workspace, name, language)
                assert composed.document
                assert composed.recipe
                house_style, _ = house_style_of(workspace, composed.recipe)
                assert house_style
                docx = write_docx(composed.document, house_style)
                samples.append(Sample(f"{root.name} {name} {language}", composed.document, docx))
    return samples


def leads_everywhere(docx: bytes) -> bool:
    """Whether references have what they refer to. LibreOffice has an error at a recommendation without a number."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        body = package.read("word/document.xml").decode()
        notes = package.read("word/footnotes.xml").decode()
    return set(re.findall(r" REF (\S+) ", body + notes)) <= set(re.findall(r'w:name="([^"]*)"', body + notes))


def assert_counted(samples: list[Sample], folder: Path) -> None:
    """All parts of each sample together are what LibreOffice counts."""
    sums = {}
    for sample in samples:
        total = sum_of(with_layout(count_document(sample.document), sample.docx))
        sums[sample.name] = (total.words, total.characters)
    told = asked([sample.docx for sample in samples], folder)
    assert dict(zip(sums, told, strict=True)) == sums


def test_recipes_and_hard_cases(plain: HouseStyle, modern: HouseStyle, tmp_path: Path) -> None:
    """Every recipe, the cases of the Word writer, and texts that are hard to count: together, and some alone."""
    texts = {name: [text for text, _, _ in group] for name, group in HARD.items()}
    hard = [lines(name, group, plain) for name, group in texts.items()]
    hard += [lines(ascii(text), [text], plain) for group in texts.values() for text in group[:: tries(12, 1)]]
    cases = [Sample(name, case, write_docx(case, modern)) for name, case in {**CASES, "realistic": realistic()}.items()]
    assert_counted([*recipes(), *hard, *cases], tmp_path)


@settings(
    max_examples=1,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(data=st.data())
def test_whatever_is_written(
    plain: HouseStyle, modern: HouseStyle, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Lines of any characters, and documents of any tree, are counted as LibreOffice counts them."""
    many = st.lists(LINES, min_size=MANY_LINES // 2, max_size=MANY_LINES)
    samples = [lines(f"lines {n}", data.draw(many), plain) for n in range(tries(8, 100))]
    trees = [data.draw(documents(languages=("en-GB", "fr", "ru"))) for _ in range(tries(8, 100))]
    written = [Sample(f"tree {n}", tree, write_docx(tree, modern)) for n, tree in enumerate(trees)]
    samples += [sample for sample in written if leads_everywhere(sample.docx)]
    assert_counted(samples, tmp_path_factory.mktemp("asked"))


def test_pages(plain: HouseStyle) -> None:
    """The pages of documents, whether the numbers in their contents are known or not."""
    heading = Heading(2, (Text("Asks"),), "asks")
    contents = Part("contents", (List(((Paragraph((Link((Text("Asks"),), "#asks"),)),),)),))
    long = Document("T", "en", (contents, heading, *[Paragraph((Text("words " * 100),))] * 12))
    short = Document("T", "en", (heading,))
    sheets = [Sheet(document, plain, Position("r.yaml"), unpaged=True) for document in (long, short)]
    assert [3, 1] == [page_count(sheet, {})[0] for sheet in sheets]


def test_a_limit_in_pages_stops_what_is_longer_on_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """LibreOffice's pages are held against a hard limit, in `check` and in `build`, which keeps what it was told."""
    root = tmp_path / "w"
    shutil.copytree(ROOT / "tests/workspaces/cycling", root)
    (root / "content/profiles").mkdir(exist_ok=True)
    limit = "{unit: pages, number: 1, basis: confirmed, source: the notice}"
    (root / "content/profiles/tiny.yaml").write_text(f"title: Tiny\nlimits:\n  - {limit}\n", "utf-8")
    recipe = root / "content/recipes/answer.yaml"
    long = "\nstyle: {size: 24, line_spacing: 3}\nprofile: tiny\n"
    recipe.write_text(recipe.read_text("utf-8") + long, "utf-8")
    assert 1 == main(["--workspace", str(root), "build", "answer", "-f", "docx"])
    told = capsys.readouterr().err
    said = r"error: limit-exceeded: \d+ pages, \d+ more than the 1 that the profile allows \(rule: the notice"
    assert re.search(said, told)
    assert not (root / "build/drafts/answer.en.docx").exists()
    assert "estimate" not in told
    assert any(key.endswith(":all") for key in json.loads((root / "build/.cache/pages.json").read_text("utf-8")))
    assert 1 == main(["--workspace", str(root), "check", "answer"])
    assert [line for line in told.split("\n") if "limit-exceeded" in line] == [
        line for line in capsys.readouterr().out.split("\n") if "limit-exceeded" in line
    ]
