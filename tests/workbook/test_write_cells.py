"""Cells: what is written reads back, and only formulas are formulas."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from tests.support.layouts import of_cells, one_cell
from tests.support.packages import MAIN, Package
from tests.support.themes import plain_theme
from xlperf.errors import OutputError
from xlperf.sheets.layout import Cell, Layout, Run
from xlperf.symbols import Missing
from xlperf.workbook.write import workbook_bytes
from xlperf.workbook.writing.formulas import stored_formula


def package(layout: Layout) -> Package:
    return Package.read(workbook_bytes(layout, plain_theme()))


def first_cell(layout: Layout):
    return package(layout).cells(layout.sheets[0].name)["A1"]


def read_back(layout: Layout) -> list[object]:
    book = CalamineWorkbook.from_filelike(BytesIO(workbook_bytes(layout, plain_theme())))
    return [row[0] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


# No control characters, lone surrogates or line ends other than "\n": what they become has tests of its own.
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(LETTERS, min_size=1)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.one_of(TEXTS, st.booleans(), NUMBERS), min_size=1, max_size=8))
def test_texts_numbers_and_booleans_read_back_as_they_were(values):
    layout = of_cells({(row, 1): Cell(value) for row, value in enumerate(values, start=1)})
    assert read_back(layout) == values


@given(st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)))
def test_a_date_reads_back_as_that_date(day):
    assert read_back(one_cell(day)) == [day]


@given(st.lists(st.builds(Run, TEXTS, st.booleans()), min_size=1, max_size=6))
def test_a_partly_bold_text_reads_back_whole(runs):
    assert read_back(of_cells({(1, 1): Cell(runs=tuple(runs), role="wrapped")})) == ["".join(run.text for run in runs)]


@pytest.mark.parametrize("text", ["_x000D_", "a_x0041_b", "_x_x0041_", "_x"])
def test_text_that_looks_like_an_escape_reads_back_also_when_partly_bold(text):
    assert read_back(one_cell(text)) == [text]
    assert read_back(of_cells({(1, 1): Cell(runs=(Run("Now: ", bold=True), Run(text)))})) == [f"Now: {text}"]


def test_bold_pieces_are_bold_and_the_rest_is_not():
    layout = of_cells({(1, 1): Cell(runs=(Run("Activities", bold=True), Run("\nA review.")), role="wrapped")})
    pieces = list(package(layout).xml("xl/sharedStrings.xml").iter(f"{MAIN}r"))
    assert ["".join(piece.itertext()) for piece in pieces] == ["Activities", "\nA review."]
    assert [piece.find(f"{MAIN}rPr/{MAIN}b") is not None for piece in pieces] == [True, False]
    assert {piece.find(f"{MAIN}rPr/{MAIN}rFont").attrib["val"] for piece in pieces} == {"Arial"}


@pytest.mark.parametrize(
    ("runs", "bold"),
    [((Run("All", bold=True), Run(""), Run(" of it", bold=True)), True), ((Run("All"), Run(" of it")), False)],
)
def test_a_text_of_one_weight_is_an_ordinary_text(runs, bold):
    written = package(of_cells({(1, 1): Cell(runs=runs)}))
    assert written.strings == ["All of it"]
    assert not list(written.xml("xl/sharedStrings.xml").iter(f"{MAIN}r"))
    fonts = list(written.xml("xl/styles.xml").find(f"{MAIN}fonts"))
    styles = list(written.xml("xl/styles.xml").find(f"{MAIN}cellXfs"))
    font = fonts[int(styles[written.cells("One")["A1"].style].attrib["fontId"])]
    assert (font.find(f"{MAIN}b") is not None) is bold


def test_runs_without_text_are_a_blank_cell():
    assert first_cell(of_cells({(1, 1): Cell(runs=(Run(""), Run("", bold=True)))})).text == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\x0bb", "a\nb"),
        ("a\x00\x07b", "a  b"),
        ("a\ud800b", "a b"),
        ("\ufffe", " "),
        ("a\tb", "a\tb"),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
    ],
)
def test_characters_that_a_workbook_cannot_hold_are_made_ones_it_can(written, read):
    assert read_back(one_cell(written)) == [read]


def test_a_symbol_for_a_missing_value_is_text():
    assert first_cell(one_cell(Missing.NOT_APPLICABLE)) == first_cell(one_cell("z"))


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_a_blank_cell_that_keeps_its_style(nothing):
    cell = first_cell(one_cell(nothing, "input"))
    assert (cell.text, cell.type) == ("", "")
    assert cell.style > 0


def test_a_formula_stores_the_value_it_is_given():
    cells = {
        (1, 1): Cell(0.1341463414634146, formula="=33/246"),
        (2, 1): Cell("Amber ◆", formula='=IF(A1>1,"Red ▲","Amber ◆")'),
        (3, 1): Cell(True, formula="=A1<1"),
        (4, 1): Cell(dt.date(2010, 1, 31), formula="=DATE(2010,1,31)"),
        (5, 1): Cell(None, formula='=""'),
        (6, 1): Cell("bell \x07", formula="=A7&CHAR(7)"),
    }
    written = package(of_cells(cells)).cells("One")
    assert [(cell.formula, cell.type, cell.text) for cell in written.values()] == [
        ("33/246", "", "0.1341463414634146"),
        ('IF(A1>1,"Red ▲","Amber ◆")', "str", "Amber ◆"),
        ("A1<1", "b", "1"),
        ("DATE(2010,1,31)", "", "40209"),
        ('""', "", ""),
        ("A7&CHAR(7)", "str", "bell  "),
    ]


@pytest.mark.parametrize(
    ("formula", "stored"),
    [
        ("=STDEV.S(B1:B9)", "_xlfn.STDEV.S(B1:B9)"),
        ("=AGGREGATE(1,6,B1:B9)+T.INV.2T(0.05,9)", "_xlfn.AGGREGATE(1,6,B1:B9)+_xlfn.T.INV.2T(0.05,9)"),
        ('=IFNA(B1,"[x]")', '_xlfn.IFNA(B1,"[x]")'),
        ("=NETWORKDAYS.INTL(B1,B2)+WORKDAY.INTL(B1,2)", "NETWORKDAYS.INTL(B1,B2)+WORKDAY.INTL(B1,2)"),
        ("=ERROR.TYPE(B1)", "ERROR.TYPE(B1)"),
        ("=ROUND(AVERAGEIFS(B1:B9,C1:C9,1),12)", "ROUND(AVERAGEIFS(B1:B9,C1:C9,1),12)"),
        ('=IF(B1,"in 10 DAYS(working)","")', 'IF(B1,"in 10 DAYS(working)","")'),
        ("='STDEV.S(x)'!B1+DAYS(B1,B2)", "'STDEV.S(x)'!B1+_xlfn.DAYS(B1,B2)"),
        ('=IF(A1="a|b[c]","HYPERLINK(x)","")', 'IF(A1="a|b[c]","HYPERLINK(x)","")'),
        ("=_xlfn.STDEV.S(B1:B9)", "_xlfn.STDEV.S(B1:B9)"),
    ],
)
def test_functions_newer_than_the_file_format_get_the_prefix_that_excel_asks_for(formula, stored):
    assert first_cell(one_cell(1, formula=formula)).formula == stored


def test_xlsxwriter_gives_the_same_functions_the_prefix():
    """Its own list is the witness for ours; it is slower by far, because it goes through it for every formula."""
    source = inspect.getsource(Worksheet._prepare_formula)
    ours = {name for name in re.findall(r'"_xlfn\.([A-Z0-9.]+)\("', source) if not _is_too_new(name)}
    assert len(ours) > 100
    for name in ours:
        assert stored_formula(f"={name}(A1)") == f"=_xlfn.{name}(A1)"


def _is_too_new(name: str) -> bool:
    try:
        stored_formula(f"={name}(A1)")
    except OutputError:
        return True
    return False


def test_numbers_keep_all_their_digits():
    assert first_cell(one_cell(0.1 + 0.2)).text == "0.30000000000000004"
    assert first_cell(one_cell(286)).text == "286"
    assert first_cell(one_cell(286.0)).text == "286"
    assert first_cell(one_cell(-0.0)).text == "0"
    assert first_cell(one_cell(2**60)).text == "1.152921504606847e+18"


@pytest.mark.parametrize(
    ("cell", "number_format"),
    [
        (Cell(dt.date(2010, 1, 31)), "d mmm yyyy"),
        (Cell(dt.date(2010, 1, 31), "input_date"), "d mmm yyyy"),
        (Cell(dt.datetime(2010, 1, 31, 12, 30)), "d mmm yyyy hh:mm"),
        (Cell(dt.date(2010, 1, 31), number_format="mmm yyyy"), "mmm yyyy"),
        (Cell(0.134, number_format="0.0%"), "0.0%"),
    ],
)
def test_the_number_format_is_the_cells_own_or_the_roles_or_that_of_a_date(cell, number_format):
    styles = package(of_cells({(1, 1): cell})).xml("xl/styles.xml")
    assert [one.attrib["formatCode"] for one in styles.iter(f"{MAIN}numFmt")] == [number_format]


def test_a_link_leads_to_a_place_in_the_workbook_and_nowhere_else():
    written = package(one_cell("See below", "link", link="'One'!B7"))
    (link,) = written.sheet("One").iter(f"{MAIN}hyperlink")
    assert link.attrib == {"ref": "A1", "location": "'One'!B7", "display": "See below"}
    assert written.external_targets == []
    assert not [name for name in written.parts if "worksheets/_rels" in name]


def test_the_order_in_which_cells_were_composed_does_not_matter():
    cells = {(row, column): Cell(f"{row}{column}") for row in (1, 2, 3) for column in (1, 2)}
    backwards = dict(reversed(cells.items()))
    assert workbook_bytes(of_cells(cells), plain_theme()) == workbook_bytes(of_cells(backwards), plain_theme())


def test_cells_that_people_type_in_are_unlocked_and_others_are_not():
    written = package(of_cells({(1, 1): Cell(1, "input_number"), (1, 2): Cell(1, "number")}))
    styles = list(written.xml("xl/styles.xml").find(f"{MAIN}cellXfs"))
    cells = written.cells("One")
    locks = [styles[cells[name].style].find(f"{MAIN}protection") for name in ("A1", "B1")]
    assert locks[0].attrib == {"locked": "0"}
    assert locks[1] is None
