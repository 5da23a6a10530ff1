"""Units: what they are, where they stand, what is protected in them, and how another text takes their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefwright.document import Callout, List, Paragraph, Quote
from briefwright.markdown import parse_markdown
from briefwright.markdown.units import read_units
from briefwright.walking import plain
from briefwright.workspace import read_workspace

ROOT = Path(__file__).parents[2]

TEXT = """\
# A heading

A paragraph of
two lines [@key, p. 3].

- An item
  that goes on

  > A quotation
  > of two lines[^a]

| Head | `code` |
|------|--------|
| a \\| b | {{ facts.x \\| year }} |

::: case-study {title="The \\"bridge\\""}
[A link](https://a.org/x "t"), <https://b.org>, [mot]{lang=fr}.
:::

![What it shows](a.png)

```
not a unit
```

[^a]: A note.
"""


def test_kinds_lines_and_texts() -> None:
    """Every piece that a reader sees is a unit, in order, with its lines; nothing else is."""
    units = read_units(TEXT, "a/b").units
    assert [
        ("heading", 1, 1, "A heading"),
        ("paragraph", 3, 4, "A paragraph of\ntwo lines [@key, p. 3]."),
        ("list-item", 6, 7, "An item\nthat goes on"),
        ("quotation", 9, 10, "A quotation\nof two lines[^a]"),
        ("table-cell", 12, 12, "Head"),
        ("table-cell", 12, 12, "`code`"),
        ("table-cell", 14, 14, "a \\| b"),
        ("table-cell", 14, 14, "{{ facts.x \\| year }}"),
        ("title", 16, 16, 'The "bridge"'),
        ("paragraph", 17, 17, '[A link](https://a.org/x "t"), <https://b.org>, [mot]{lang=fr}.'),
        ("caption", 20, 20, "![What it shows](a.png)"),
        ("note", 26, 26, "A note."),
    ] == [(unit.kind, unit.line, unit.end_line, unit.text) for unit in units]
    assert [f"a/b#{number}" for number in range(1, 13)] == [unit.id for unit in units]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("A [@key, p. 3; see @b] and {{ facts.x }}.", ("[@key, p. 3; see @b]", "{{ facts.x }}")),
        ("Mail [me@x.org] is no citation.", ()),
        ("A mark[^a] and ^[a note [@k]].", ("[^a]", "[@k]")),
        ("[w](https://a.org/b_(c)) <mailto:a@b.org>", ("https://a.org/b_(c)", "<mailto:a@b.org>")),
        ("`code {{ x }}` and ``a ` b``", ("`code {{ x }}`", "``a ` b``")),
        ("[Name]{.redact} [mot]{lang=fr}", ("{.redact}", "{lang=fr}")),
        ('![Alt](map.png "A caption")', ("map.png",)),
        ("No tokens (but brackets) here.", ()),
    ],
)
def test_tokens(text: str, tokens: tuple[str, ...]) -> None:
    """What a translation must keep: citations, placeholders, marks, addresses, code, attributes."""
    (unit,) = read_units(text, "a").units
    assert tokens == unit.tokens


def test_other_texts_take_their_place() -> None:
    """A translation of any number of lines stands where the unit stood, in the same structure."""
    skeleton = read_units(TEXT, "a/b")
    texts = [unit.text if unit.kind == "caption" else f'"{n}"\nmore\nlines' for n, unit in enumerate(skeleton.units)]
    before, after = parse_markdown(TEXT).children, parse_markdown(skeleton.fill(texts)).children
    assert [type(element) for element in before] == [type(element) for element in after]
    items = next(element for element in after if isinstance(element, List)).items[0]
    assert isinstance(items[0], Paragraph)
    assert '"2" more lines' == plain(items[0].content)
    quote = items[1]
    assert isinstance(quote, Quote)
    assert isinstance(quote.children[0], Paragraph)
    assert '"3" more lines' == plain(quote.children[0].content)
    (box,) = [element for element in after if isinstance(element, Callout)]
    assert '"8" more lines' == box.title


def test_fewer_or_more_texts_are_refused() -> None:
    """There is one text a unit."""
    with pytest.raises(ValueError, match="zip"):
        read_units("a\n\nb", "x").fill(["only one"])


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/workspaces/cycling"], ids=["example", "cycling"])
def test_every_block_is_its_skeleton_and_units(root: Path) -> None:
    """The files of real blocks come back byte for byte, and each unit has its hash and place."""
    workspace = read_workspace(root)
    blocks = [*workspace.blocks.values(), *workspace.variants.values()]
    assert blocks
    for block in blocks:
        skeleton = block.units
        assert block.text == skeleton.fill([unit.text for unit in skeleton.units])
        lines = block.text.split("\n")
        for unit in skeleton.units:
            first = unit.text.split("\n")[0]
            assert 16 == len(unit.hash)
            assert first in lines[unit.line - 1] or unit.kind in {"title", "action", "summary"}


def test_front_matter_offers_what_readers_see() -> None:
    """Of the front matter only title, summary and the words of a recommendation are units; keys and ids are not."""
    workspace = read_workspace(ROOT / "tests/workspaces/cycling")
    block = workspace.blocks["lanes/build"]
    front = [(unit.kind, unit.text) for unit in block.units.units if unit.line < block.line]
    assert [
        ("title", "Build the network"),
        ("to", "The city council"),
        ("action", "Build ten kilometres of protected lanes."),
        ("by", "2028"),
    ] == front
    filled = block.units.fill([f'É "{unit.kind}": x' for unit in block.units.units])
    assert 'title: "É \\"title\\": x"\nkind: recommendation' in filled
