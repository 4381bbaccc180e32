"""Texts from inputs are only ever text, wherever they come to stand (SEC-1, SEC-3, SEC-4, SEC-6, SEC-13, SEC-19)."""

from __future__ import annotations

import getpass
import re
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.hostile import PAYLOADS, everywhere
from tests.support.layouts import everything, of_cells
from tests.support.packages import MAIN, Package
from tests.support.themes import plain_theme
from xlperf.sheets.layout import Cell, Properties
from xlperf.workbook.write import workbook_bytes, write_workbook
from xlperf.workbook.writing.texts import plain_text


@pytest.fixture(scope="module", params=PAYLOADS, ids=range(len(PAYLOADS)))
def attacked(request) -> tuple[str, Package]:
    return request.param, Package.read(workbook_bytes(everywhere(request.param), plain_theme()))


def test_the_only_formulas_are_those_that_the_layout_asked_for(attacked):
    _, package = attacked
    assert package.formulas == ["1+1"]
    assert not any(list(package.sheet(name).iter(f"{MAIN}calculatedColumnFormula")) for name in package.sheet_names)


def test_nothing_leads_out_of_the_workbook(attacked):
    _, package = attacked
    assert package.external_targets == []
    links = list(package.sheet(package.sheet_names[0]).iter(f"{MAIN}hyperlink"))
    assert [link.attrib["ref"] for link in links] == ["A5"]
    assert all(not key.endswith("}id") for key in links[0].attrib)


def test_the_text_stands_in_the_cell_as_text(attacked):
    payload, package = attacked
    cells = package.cells(package.sheet_names[0])
    decoded = re.sub("_x005F_(?=x[0-9A-F]{4}_)", "_", cells["A2"].text)
    assert decoded == plain_text(payload)
    assert {cells[name].type for name in ("A1", "A2", "A3", "A5")} == {"s"}
    assert cells["A4"].type == "str"


def test_page_margins_hold_no_code_but_our_own(attacked):
    _, package = attacked
    sheet = package.sheet(package.sheet_names[0])
    for margin in (*sheet.iter(f"{MAIN}oddHeader"), *sheet.iter(f"{MAIN}oddFooter")):
        unescaped = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), margin.text)
        codes = re.findall('&("[^"]*"|[0-9]+|K[0-9A-F]{6}|.)', unescaped.replace("&&", ""))
        assert set(codes) <= {"L", "R", '"Arial,Regular"', "8", "K595959", "P", "N"}
        assert codes.count("P") == (1 if margin.tag.endswith("oddFooter") else 0)


def test_chart_titles_are_texts_and_never_references(attacked):
    _, package = attacked
    chart = package.text(package.named("xl/charts/chart")[0])
    titles = re.findall("<c:title>.*?</c:title>", chart, flags=re.DOTALL)
    assert all("<c:f>" not in title for title in titles)
    assert len(re.findall("<c:f>", chart)) == 3  # name, categories and values of the one series


def test_the_heading_of_a_table_is_the_text_of_its_cell(attacked):
    _, package = attacked
    table = package.xml(package.named("xl/tables/table")[0])
    (column,) = table.iter(f"{MAIN}tableColumn")
    shown = package.cells(package.sheet_names[0])["A1"].text
    assert column.attrib["name"].replace("\t", " ") == shown.replace("\t", " ")


def test_names_of_sheets_are_ones_that_excel_accepts(attacked):
    _, package = attacked
    (name,) = package.sheet_names
    assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
    assert not set(name) & set("[]:*?/\\")
    assert name.strip("'") == name


def test_a_report_holds_no_part_that_could_carry_more_than_the_layout():
    package = Package.read(workbook_bytes(everything(), plain_theme()))
    kinds = ("externalLink", "pivot", "connections", "customXml", "comments", "vba", "vmlDrawing", "embeddings")
    assert not [name for name in package.parts for kind in kinds if kind.casefold() in name.casefold()]
    for name in package.sheet_names:
        sheet = package.sheet(name)
        assert not [one for one in (*sheet.iter(f"{MAIN}row"), *sheet.iter(f"{MAIN}col")) if "hidden" in one.attrib]
    assert {sheet.attrib.get("state") for sheet in package.xml("xl/workbook.xml").iter(f"{MAIN}sheet")} == {None}


def test_the_package_names_no_user_no_machine_and_no_folder(tmp_path):
    path = tmp_path / "report.xlsx"
    write_workbook(everything(), plain_theme(), path)
    private = {getpass.getuser(), socket.gethostname(), str(tmp_path), str(Path.home()), str(Path.cwd())}
    for name, content in Package.read(path).parts.items():
        found = [one for one in private if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", content.decode("utf-8"))]
        assert not found, name


def test_the_properties_are_those_declared_and_no_others():
    package = Package.read(workbook_bytes(everything(), plain_theme()))
    core = {one.tag.split("}")[1]: one.text for one in package.xml("docProps/core.xml")}
    assert core == {
        "title": "Plans by month",
        "subject": "2011/12 Q3",
        "creator": "A. Analyst",
        "lastModifiedBy": "A. Analyst",
        "description": "Made up",
        "created": "2012-01-31T00:00:00Z",
        "modified": "2012-01-31T00:00:00Z",
    }
    custom = package.xml("docProps/custom.xml")
    assert [one.attrib["name"] for one in custom] == ["xlperf"]


def test_a_layout_without_properties_names_nobody():
    layout = replace(of_cells({(1, 1): Cell("x")}), properties=Properties("Title"))
    core = Package.read(workbook_bytes(layout, plain_theme())).text("docProps/core.xml")
    assert re.findall("<dc:creator>(.*?)</dc:creator>", core) == [""]
    assert re.findall("<dcterms:created[^>]*>(.*?)<", core) == ["2000-01-01T00:00:00Z"]
