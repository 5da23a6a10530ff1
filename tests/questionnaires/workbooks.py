"""Workbooks for tests, put together from cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from word_forms import OFFICE, PACKAGE, escaped, zipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(sheets: Mapping[str, Mapping[str, str]], merged: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """A workbook: the cells of each sheet by their names, and which are merged."""
    files: dict[str, str] = {}
    strings: list[str] = []
    for number, (name, cells) in enumerate(sheets.items(), 1):
        files[f"xl/worksheets/sheet{number}.xml"] = _sheet(cells, (merged or {}).get(name, ()), strings)
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    types = "".join(f'<Override PartName="/{name}" ContentType="{SHEET}.worksheet+xml"/>' for name in files)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    shared = "".join(f"<si><r><t>{escaped(text[:3])}</t></r><r><t>{escaped(text[3:])}</t></r></si>" for text in strings)
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEET}.sharedStrings+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}<Relationship '
        f'Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{shared}</sst>',
        **files,
    })  # fmt: skip


def _sheet(cells: Mapping[str, str], merged: Sequence[str], strings: list[str]) -> str:
    rows: dict[int, str] = {}
    for name, text in cells.items():
        row = int(re.sub(r"\D", "", name))
        strings.append(text)
        rows[row] = f'{rows.get(row, "")}<c r="{name}" t="s"><v>{len(strings) - 1}</v></c>'
    made = "".join(f'<row r="{number}">{row}</row>' for number, row in sorted(rows.items()))
    spans = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    return f'<worksheet xmlns="{S}"><sheetData>{made}</sheetData><mergeCells>{spans}</mergeCells></worksheet>'
