"""The number formats of cells, by true address: they tell whether 0.414 is shown as 41.4%.

Cells point to formats through the styles part; the built-in formats that are not written in any file come from
openpyxl. openpyxl does not open the workbook itself: it reads a strict workbook as one without sheets, trusts the
dimension that a file states, and fails in many ways on files that calamine reads (measured for xlperf).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from openpyxl.styles.numbers import BUILTIN_FORMATS  # type: ignore[import-untyped,unused-ignore]

from xlperf.sheets.address import column_number
from xlperf.workbook.plain_xml import Tag

GENERAL = "General"
_CELL = re.compile(rb"<c(\s[^>]*)>")
_ADDRESS = re.compile(rb'\sr="([A-Za-z]{1,3})([0-9]{1,9})"')
_STYLE = re.compile(rb'\ss="([0-9]{1,9})"')


def formats_by_style(styles: Iterable[Tag]) -> tuple[str, ...]:
    """Return the number format of each cell style, in the order by which cells point to them."""
    custom: dict[int, str] = {}
    wanted: list[int] = []
    inside = False
    for name, attributes in styles:
        if name == "numFmt":
            custom.setdefault(_number(attributes.get("numFmtId")), attributes.get("formatCode", ""))
        elif name == "xf":
            if inside:
                wanted.append(_number(attributes.get("numFmtId")))
        elif name.endswith("Xfs") or name in {"cellStyles", "dxfs"}:
            inside = name == "cellXfs"
    return tuple(custom.get(number) or BUILTIN_FORMATS.get(number, GENERAL) for number in wanted)


def formats_of_cells(sheet: bytes, by_style: Sequence[str]) -> dict[tuple[int, int], str]:
    """Return the format of every cell, by (row, column), that has one other than General; `sheet` is a plain part."""
    found: dict[tuple[int, int], str] = {}
    for tag in _CELL.findall(sheet):
        style, place = _STYLE.search(tag), _ADDRESS.search(tag)
        if style is None or place is None or int(style[1]) >= len(by_style):
            continue
        number_format = by_style[int(style[1])]
        if number_format != GENERAL:
            found[int(place[2]), column_number(place[1].decode())] = number_format
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
