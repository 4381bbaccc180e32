"""Everything on a sheet besides its cells: page, panes, rules, tables, charts, sparklines, names."""

from __future__ import annotations

import re

import pytest

from tests.support.layouts import PROPERTIES, everything, of_cells, one_cell
from tests.support.packages import MAIN, Package
from tests.support.themes import plain_theme
from xlperf.sheets.layout import Cell, Chart, InputRule, Layout, Page, Series, Sheet
from xlperf.workbook.write import workbook_bytes

PLANS = "Plans by month"


@pytest.fixture(scope="module")
def package() -> Package:
    return written(everything())


def written(layout: Layout) -> Package:
    return Package.read(workbook_bytes(layout, plain_theme()))


def only(package: Package, sheet: str, element: str) -> dict[str, str]:
    (found,) = package.sheet(sheet).iter(f"{MAIN}{element}")
    return dict(found.attrib)


def test_it_opens_at_the_first_sheet(package):
    assert only_view(package) == {"Cover": "1", PLANS: None, "Key": None}
    assert "activeTab" not in package.text("xl/workbook.xml")


def only_view(package: Package) -> dict[str, str | None]:
    return {name: only(package, name, "sheetView").get("tabSelected") for name in package.sheet_names}


def test_sheets_print_on_a4_one_page_wide(package):
    for name, orientation in (("Cover", "portrait"), (PLANS, "landscape"), ("Key", "landscape")):
        setup = only(package, name, "pageSetup")
        assert (setup["paperSize"], setup["orientation"], setup["fitToHeight"]) == ("9", orientation, "0")
        assert setup.get("fitToWidth", "1") == "1"
        assert only(package, name, "pageSetUpPr") == {"fitToPage": "1"}


def test_headings_repeat_and_pages_break_where_the_layout_says(package):
    assert f'<definedName name="_xlnm.Print_Titles" localSheetId="1">\'{PLANS}\'!$3:$3</definedName>' in package.text(
        "xl/workbook.xml"
    )
    assert only(package, PLANS, "brk")["id"] == "12"  # the break stands after row 12, before row 13


def test_header_and_footer_say_the_text_and_the_page(package):
    sheet = package.sheet(PLANS)
    look = '&"Arial,Regular"&8&K595959'
    assert sheet.find(f".//{MAIN}oddHeader").text == f"&L{look}Exampleshire: R&&D"
    assert sheet.find(f".//{MAIN}oddFooter").text == f"&L{look}2011/12&R{look}Page &P of &N"
    assert package.sheet("Key").find(f".//{MAIN}oddFooter").text == f"&R{look}Page &P of &N"


def test_an_ampersand_in_a_footer_stays_an_ampersand():
    layout = of_cells({(1, 1): Cell("x")}, page=Page(footer="A&B &P R&G &[Picture] &&"))
    footer = written(layout).sheet("One").find(f".//{MAIN}oddFooter").text
    assert footer.startswith('&L&"Arial,Regular"&8&K595959A&&B &&P R&& G &&')
    assert re.findall("&([A-Z\\[])", footer.replace("&&", "").split("&R")[0]) == ["L", "K"]


def test_panes_freeze_tabs_have_colours_and_gridlines_hide_unless_asked_for(package):
    pane = only(package, PLANS, "pane")
    assert (pane["topLeftCell"], pane["state"], pane["xSplit"], pane["ySplit"]) == ("B4", "frozen", "1", "3")
    assert only(package, "Cover", "tabColor") == {"rgb": "FF14454C"}
    assert only(package, "Cover", "sheetView").get("showGridLines") == "0"
    assert only(package, PLANS, "sheetView").get("showGridLines") is None
    assert not list(package.sheet("Key").iter(f"{MAIN}pane"))


def test_widths_and_heights_are_those_of_the_layout(package):
    columns = [float(column.attrib["width"]) for column in package.sheet("Cover").iter(f"{MAIN}col")]
    assert columns == pytest.approx([4.71, 44.71, 40.71], abs=0.01)  # Excel adds the cell's padding
    heights = {row.attrib["r"]: row.attrib.get("ht") for row in package.sheet(PLANS).iter(f"{MAIN}row")}
    assert float(heights["11"]) == 60
    assert heights["4"] is None


def test_colours_follow_the_words_in_the_cells(package):
    rules = list(package.sheet(PLANS).iter(f"{MAIN}cfRule"))
    assert [rule.attrib["type"] for rule in rules] == ["beginsWith"] * 8 + ["expression"]
    assert [rule.attrib.get("text") for rule in rules[:4]] == ["Blue", "Green", "Amber", "Red"]
    assert [rule.find(f"{MAIN}formula").text for rule in rules][2:9:6] == ['LEFT(F4,5)="Amber"', 'LEFT(G4,7)="Getting"']
    formats = list(package.xml("xl/styles.xml").find(f"{MAIN}dxfs"))
    red = formats[int(rules[3].attrib["dxfId"])]
    assert red.find(f".//{MAIN}bgColor").attrib == {"rgb": "FFA3271D"}
    assert red.find(f".//{MAIN}color").attrib == {"rgb": "FFFFFFFF"}


def test_what_may_be_typed_is_said_and_checked(package):
    target, answer = package.sheet(PLANS).iter(f"{MAIN}dataValidation")
    assert (target.attrib["type"], target.attrib["operator"], target.attrib["sqref"]) == (
        "decimal",
        "greaterThanOrEqual",
        "D4:D9",
    )
    assert (target.attrib["promptTitle"], target.attrib["prompt"]) == ("Target", "A rate per 10,000, such as 51.")
    assert answer.find(f"{MAIN}formula1").text == '"Yes,No"'
    assert answer.attrib["errorStyle"] == "warning"
    formulas = [
        (rule.attrib.get("type", "none"), *(formula.text for formula in rule))
        for rule in package.sheet("Key").iter(f"{MAIN}dataValidation")
    ]
    assert formulas == [
        ("list", "choices"),
        ("date", "40000", "50000"),
        ("whole", "-1000000000000000"),
        ("textLength", "20"),
        ("none",),
    ]


def test_a_list_longer_than_excel_takes_can_stand_in_cells():
    cells = {(row, 1): Cell("x" * 30) for row in range(1, 20)}
    rule = InputRule(((1, 2), (1, 2)), "list", source="='One'!$A$1:$A$19")
    (found,) = written(of_cells(cells, input_rules=(rule,))).sheet("One").iter(f"{MAIN}dataValidation")
    assert found.find(f"{MAIN}formula1").text == "'One'!$A$1:$A$19"


def test_a_table_has_its_headings_and_no_look_of_its_own(package):
    table = package.xml("xl/tables/table1.xml")
    assert (table.attrib["name"], table.attrib["ref"]) == ("plans", "A3:H9")
    assert [column.attrib["name"] for column in table.iter(f"{MAIN}tableColumn")][:3] == ["Month", "Plans", "Rate"]
    assert "name" not in table.find(f"{MAIN}tableStyleInfo").attrib


def test_defined_names_stand_for_their_cells(package):
    names = {name.attrib["name"]: name.text for name in package.xml("xl/workbook.xml").iter(f"{MAIN}definedName")}
    assert names["rate_target"] == f"'{PLANS}'!$D$9"
    assert names["choices"] == "Key!$A$3:$A$10"


def test_a_sparkline_shows_its_cells(package):
    text = package.text(package.sheet_part(PLANS))
    assert f"<xm:f>'{PLANS}'!C4:C9</xm:f><xm:sqref>H4</xm:sqref>" in text


def test_every_chart_says_in_words_what_it_shows(package):
    drawing = package.text("xl/drawings/drawing1.xml")
    assert re.findall('descr="(Line|Columns)[^"]+"', drawing) == ["Line", "Columns"]


def test_a_chart_has_its_titles_its_axis_and_its_cells(package):
    chart = package.text("xl/charts/chart1.xml")
    assert re.findall("<a:t>([^<]*)</a:t>", chart) == ["Rate of plans: R&amp;D!\u2060A1", "Month", "Rate per 10,000"]
    assert '<c:max val="60"/><c:min val="40"/>' in chart
    assert '<c:numFmt formatCode="0.0" sourceLinked="0"/>' in chart
    assert f"<c:val><c:numRef><c:f>'{PLANS}'!$C$4:$C$9</c:f>" in chart
    assert re.findall("<c:v>([^<]*)</c:v>", chart)[7:10] == ["49.32", "52.66", "53.06"]


def test_lines_differ_in_dash_or_marker_so_that_they_read_in_grey():
    cells = {(row, 1): Cell(float(row)) for row in range(1, 9)}
    one = Series("='One'!$A$1", "='One'!$A$1", "='One'!$A$1", "actual")
    chart = Chart((1, 3), "t", "x", "y", (one, one, one, one), "Four lines.")
    xml = written(of_cells(cells, charts=(chart,))).text("xl/charts/chart1.xml")
    looks = [
        (re.findall('<a:prstDash val="([^"]+)"', series), re.findall('<c:symbol val="([^"]+)"', series))
        for series in re.findall("<c:ser>.*?</c:ser>", xml)
    ]
    assert len({str(look) for look in looks}) == 4


@pytest.mark.parametrize(
    ("kinds", "types", "axes"),
    [
        ([("line", False), ("line", True)], ["lineChart", "lineChart"], 4),
        ([("column", False), ("line", True), ("points", True)], ["barChart", "lineChart"], 4),
        ([("column", False), ("column", True), ("line", False)], ["barChart", "barChart", "lineChart"], 4),
        ([("line", False), ("column", True)], ["lineChart", "barChart"], 4),
        ([("column", False), ("points", False)], ["barChart", "lineChart"], 2),
        ([("column", False), ("column", True)], ["barChart", "barChart"], 4),
        ([("dashed line", False)], ["lineChart"], 2),
    ],
)
def test_lines_and_columns_share_a_chart_on_one_axis_or_two(kinds, types, axes):
    here = "='One'!$A$1"
    series = tuple(Series(here, here, here, "actual", kind, second_axis=second) for kind, second in kinds)
    chart = Chart((3, 1), "t", "x", "y", series, "A chart.", second_y_title="second")
    xml = written(of_cells({(1, 1): Cell(1.0)}, charts=(chart,))).text("xl/charts/chart1.xml")
    assert re.findall("<c:(lineChart|barChart)>", xml) == types
    assert len(re.findall("<c:(?:catAx|valAx)>", xml)) == axes
    ids = re.findall('<c:(?:catAx|valAx)><c:axId val="(\\d+)"', xml)
    assert len(set(ids)) == axes
    assert set(re.findall('<c:axId val="(\\d+)"', xml)) == set(ids)  # every series has axes that exist
    assert ("<a:t>second</a:t>" in xml) is any(second for _, second in kinds)


def test_a_chart_finds_its_cells_on_a_sheet_of_any_name():
    name = "Children's plans! 2011-12"
    place = "='Children''s plans! 2011-12'!$A$1"
    chart = Chart((3, 1), "t", "x", "y", (Series(place, place, place, "actual"),), "One point.")
    xml = written(Layout((Sheet(name, {(1, 1): Cell(7.0)}, charts=(chart,)),), PROPERTIES)).text("xl/charts/chart1.xml")
    assert re.findall("<c:f>(.*?)</c:f>", xml) == [place.removeprefix("=")] * 3
    assert re.findall("<c:v>(.*?)</c:v>", xml) == ["7"] * 3


def test_a_sheet_without_anything_is_an_empty_sheet():
    assert written(Layout((Sheet("Empty", {}),), PROPERTIES)).cells("Empty") == {}


def test_spreadsheets_recalculate_when_they_open_it():
    assert 'fullCalcOnLoad="1"' in written(one_cell(2, formula="=1+1")).text("xl/workbook.xml")
