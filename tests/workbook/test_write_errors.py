"""What cannot be written is said, with sheet and cell; nothing is cut, left out or half written."""

from __future__ import annotations

import datetime as dt
import warnings
from dataclasses import replace

import pytest
from xlsxwriter.worksheet import Worksheet

from tests.support.layouts import PROPERTIES, everything, of_cells, one_cell
from tests.support.themes import plain_theme
from xlperf.errors import OutputError
from xlperf.sheets.layout import (
    Cell,
    Chart,
    ColourRule,
    InputRule,
    Layout,
    NativeTable,
    Page,
    Run,
    Series,
    Sheet,
    Sparkline,
)
from xlperf.workbook.write import workbook_bytes, write_workbook

HERE = "='One'!$A$1"
LINE = Series(HERE, HERE, HERE, "actual")


def chart(*series: Series, alt_text: str = "A line.") -> Chart:
    return Chart((1, 1), "t", "x", "y", series, alt_text)


def of_sheet(**more) -> Layout:
    return of_cells({(1, 1): Cell("Month"), (2, 1): Cell(1.0)}, **more)


SPOILT = {
    "a text that is too long": (one_cell("x" * 32_768), r'"One", cell A1: the text has 32,768 .* 32,767\. Split it'),
    "an emoji counts twice": (one_cell("🙂" * 16_384), "has 32,768 characters"),
    "runs that are too long": (of_cells({(1, 1): Cell(runs=(Run("x" * 20_000), Run("y" * 20_000, True)))}), "40,000"),
    "a result that is too long": (one_cell("x" * 40_000, formula="=A2"), "40,000"),
    "a formula that is too long": (one_cell(1, formula="=1" + "+1" * 5_000), "Put part of it in another cell"),
    "a formula without =": (one_cell(1, formula="1+1"), 'cell A1: a formula starts with "="'),
    "a function that is too new": (
        one_cell(1, formula='=TEXTJOIN(",",TRUE,B1:B9)'),
        "cell A1: TEXTJOIN is not known to",
    ),
    "a rule with one": (
        of_sheet(colour_rules=(ColourRule(((1, 1),) * 2, "rating", formula="=LET(a,1,a)"),)),
        'sheet "One", colour rule at A1: LET is not known',
    ),
    "a formula that is a link": (one_cell(1, formula="=1", link="'One'!A1"), "cannot be a link"),
    "a row off the sheet": (of_cells({(1_048_577, 1): Cell(1)}), "row 1048577, column 1 is off the sheet"),
    "a column off the sheet": (of_cells({(1, 16_385): Cell(1)}), "column 16385"),
    "row 0": (of_cells({(0, 1): Cell(1)}), "row 0"),
    "not a number": (one_cell(float("nan")), "nan is no number"),
    "infinity": (one_cell(float("inf")), "cell A1: inf is no number"),
    "a formula giving infinity": (one_cell(float("inf"), formula="=1"), "inf is no number"),
    "a day before 1900": (one_cell(dt.date(1899, 12, 31)), "a day before 1900 cannot be a date"),
    "a link to the web": (one_cell("x", link="http://example.org"), "is no reference to cells of this workbook"),
    "a link to another file": (one_cell("x", link="'[book.xlsx]Data'!A1"), "not in this workbook"),
    "a link to no sheet": (one_cell("x", link="'Two'!A1"), 'refers to the sheet "Two", which is not in this workbook'),
    "a link to no cell": (one_cell("x", link="'One'!ZZZ1"), "off the sheet"),
    "a link on nothing": (one_cell(None, link="'One'!A1"), "a link needs a text"),
    "a partly bold link": (of_cells({(1, 1): Cell(runs=(Run("x"),), link="'One'!A1")}), "cannot be partly bold"),
    "a chart without words": (of_sheet(charts=(chart(LINE, alt_text=" "),)), "has no alternative text"),
    "a chart of nothing": (of_sheet(charts=(chart(),)), "shows nothing"),
    "a chart of another sheet": (of_sheet(charts=(chart(replace(LINE, values="=Two!$A$1")),)), '"Two"'),
    "all on the second axis": (of_sheet(charts=(chart(replace(LINE, second_axis=True)),)), "put one on the first"),
    "lines laid over columns on both axes": (
        of_sheet(charts=(chart(replace(LINE, kind="column"), LINE, replace(LINE, second_axis=True)),)),
        "only one of them can use both axes",
    ),
    "a crowded second axis": (
        of_sheet(
            charts=(chart(LINE, replace(LINE, second_axis=True), replace(LINE, kind="column", second_axis=True)),)
        ),
        "only one of them can use both axes",
    ),
    "a chart off the sheet": (of_sheet(charts=(replace(chart(LINE), at=(0, 1)),)), "no area"),
    "a sparkline of another sheet": (of_sheet(sparklines=(Sparkline((1, 2), "Two!A1:B1", "actual"),)), '"Two"'),
    "a rule without a condition": (of_sheet(colour_rules=(ColourRule(((1, 1), (2, 1)), "rating"),)), "give either"),
    "a rule upside down": (of_sheet(colour_rules=(ColourRule(((2, 1), (1, 1)), "rating", text="x"),)), "no area"),
    "a rule's formula without =": (of_sheet(colour_rules=(ColourRule(((1, 1),) * 2, "rating", formula="A1"),)), '"="'),
    "a list of nothing": (of_sheet(input_rules=(InputRule(((1, 1),) * 2, "list"),)), "choices cannot be empty"),
    "a choice with a comma": (of_sheet(input_rules=(InputRule(((1, 1),) * 2, "list", ("a,b",)),)), "as the source"),
    "a long list": (of_sheet(input_rules=(InputRule(((1, 1),) * 2, "list", ("x" * 30,) * 9),)), "longer than 255"),
    "a list from elsewhere": (of_sheet(input_rules=(InputRule(((1, 1),) * 2, "list", source="=Two!A1"),)), '"Two"'),
    "a title too long": (of_sheet(input_rules=(InputRule(((1, 1),) * 2, "any", title="x" * 33),)), "title of the help"),
    "help too long": (of_sheet(input_rules=(InputRule(((1, 1),) * 2, "any", help="x" * 256),)), "the help has 256"),
    "a table of headings only": (of_sheet(tables=(NativeTable("t_1", ((1, 1), (1, 1)), ("Month",)),)), "one row under"),
    "other headings": (of_sheet(tables=(NativeTable("t_1", ((1, 1), (2, 1)), ("Year",)),)), "not the texts in row 1"),
    "a bad table name": (of_sheet(tables=(NativeTable("A1", ((1, 1), (2, 1)), ("Month",)),)), "name of a table"),
    "a table name twice": (
        of_cells(
            {(1, 1): Cell("a"), (1, 2): Cell("b")},
            tables=(NativeTable("t_1", ((1, 1), (2, 1)), ("a",)), NativeTable("T_1", ((1, 2), (2, 2)), ("b",))),
        ),
        'already called "T_1"',
    ),
    "headings alike": (
        of_cells({(1, 1): Cell("a"), (1, 2): Cell("A")}, tables=(NativeTable("t_1", ((1, 1), (2, 2)), ("a", "A")),)),
        "two headings are the same",
    ),
    "tables that overlap": (
        of_cells(
            {(1, 1): Cell("a")},
            tables=(NativeTable("t_1", ((1, 1), (2, 1)), ("a",)), NativeTable("t_2", ((1, 1), (2, 1)), ("a",))),
        ),
        "overlaps",
    ),
    "a header too long": (of_sheet(page=Page(header="x" * 260)), "the page's header has"),
    "a footer too long": (of_sheet(page=Page(footer="&" * 130)), "the page's footer has"),
    "a column too wide": (of_sheet(column_widths={1: 256}), "column 1 cannot be 256"),
    "a row too high": (of_sheet(row_heights={1: 410}), "row 1 cannot be 410"),
    "a row of no height": (of_sheet(row_heights={1: 0}), "row 1 cannot be 0"),
    "a bad sheet name": (Layout((Sheet("2011/12", {}),), PROPERTIES), 'call it "2011-12"'),
    "a sheet name twice": (Layout((Sheet("One", {}), Sheet("ONE", {})), PROPERTIES), 'two sheets are called "ONE"'),
    "no sheets": (Layout((), PROPERTIES), "at least one sheet"),
    "a bad defined name": (replace(of_sheet(), names={"R1C1": HERE}), "cannot be the name of a place"),
    "a name for another sheet": (replace(of_sheet(), names={"place": "=Two!A1"}), 'the name "place" refers to'),
    "a name for a formula": (replace(of_sheet(), names={"place": "=cmd|x!A1"}), "is no reference"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_it_says_what_is_wrong_and_where(case):
    layout, message = SPOILT[case]
    with pytest.raises(OutputError, match=message):
        workbook_bytes(layout, plain_theme())


@pytest.mark.parametrize(
    "formula",
    [
        '=HYPERLINK("http://evil.example","x")',
        "=cmd|' /C calc'!A0",
        '=WEBSERVICE("http://evil.example")',
        "='[other.xlsx]Data'!A1",
        "='\\\\host\\share\\[other.xlsx]Data'!A1",
        "=[1]Data!A1",
        '=1+REGISTER.ID("x","y")',
        '=IF(1,"a","b")&DDE("x","y","z")',
        "=RTD(1,2,3)",
        '=hyperlink("http://evil.example")',
    ],
)
def test_a_formula_never_reaches_out_of_the_workbook(formula):
    with pytest.raises(OutputError, match="cell A1: the formula reaches out of the workbook"):
        workbook_bytes(one_cell("x", formula=formula), plain_theme())


def test_what_the_library_only_warns_of_or_returns_is_an_error_too(monkeypatch):
    monkeypatch.setattr(Worksheet, "write_blank", lambda *_: warnings.warn("left out", UserWarning, stacklevel=1))
    with pytest.raises(OutputError, match="refused a part of it: left out"):
        workbook_bytes(one_cell(None), plain_theme())
    monkeypatch.setattr(Worksheet, "write_blank", lambda *_: -1)
    with pytest.raises(OutputError, match=r"cell A1: the workbook library refused it \(-1\)"):
        workbook_bytes(one_cell(None), plain_theme())


def test_no_message_repeats_a_text_of_a_cell():
    with pytest.raises(OutputError) as caught:
        workbook_bytes(one_cell("CANARY-NAME-7" * 4_000), plain_theme())
    assert "CANARY" not in str(caught.value)


def test_a_refused_workbook_leaves_the_one_that_was_there(tmp_path):
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"before")
    with pytest.raises(OutputError, match=r'^report.xlsx was not written: sheet "One", cell A1'):
        write_workbook(one_cell("x" * 40_000), plain_theme(), path)
    assert [one.name for one in tmp_path.iterdir()] == ["report.xlsx"]
    assert path.read_bytes() == b"before"


def test_the_longest_text_that_fits_is_written_whole():
    workbook_bytes(one_cell("x" * 32_767), plain_theme())


def test_a_role_or_colour_that_the_theme_does_not_know_is_a_mistake_in_the_code():
    with pytest.raises(KeyError):
        workbook_bytes(one_cell(1, "no such role"), plain_theme())
    with pytest.raises(KeyError):
        workbook_bytes(of_sheet(tab_colour="no such colour"), plain_theme())


def test_the_workbook_that_uses_everything_is_refused_nothing():
    workbook_bytes(everything(), plain_theme())
