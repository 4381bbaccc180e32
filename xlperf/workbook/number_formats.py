"""The number formats of cells, by true address: they tell whether 0.414 is shown as 41.4%.

Cells point to a style, styles to a format. Both are read from the parts themselves: openpyxl, which could tell as
much, imports numpy, reads a strict workbook as one without sheets and trusts the dimension that a file states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xlperf.sheets.address import column_number
from xlperf.workbook.plain_xml import Tag

GENERAL = "General"

# Formats that files name by number only (ECMA-376 part 1, 18.8.30).
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
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
    return tuple(custom.get(number) or BUILT_IN.get(number, GENERAL) for number in wanted)


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
