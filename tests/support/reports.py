"""Report workbooks made for tests, changed by hand as a reader would, and read back as a reader sees them."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.packages import Package, RawCell
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.folders import bundled
from xlperf.journey.demo import DEMONSTRATIONS, Demonstration
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import made_report, plan_named
from xlperf.period import Period
from xlperf.report.content import Line, ReportContent
from xlperf.sheets.address import parse_cell
from xlperf.sheets.layout import Layout
from xlperf.sheets.theme import Theme
from xlperf.workbook.write import write_workbook

SAMPLES = bundled("workbooks") / "samples"
DEMO_NAMES = tuple(one.out.removesuffix(".xlsx") for one in DEMONSTRATIONS)
DATED = dt.date(2012, 2, 24)
MONTHLY = tuple(
    Demonstration(samples, "monthly", period, dated, f"{name}_monthly.xlsx")
    for name, samples, period, dated in (
        ("haringey", ("haringey_performance.xlsx",), "2010-01", dt.date(2010, 2, 17)),
        ("derby", ("derby_performance.xlsx",), "2011/12 Q3", dt.date(2012, 2, 24)),
        ("bathnes", ("bathnes_performance.xlsx",), "2011/12 Q2", dt.date(2011, 11, 16)),
        ("annex_a", ("annex_a.xlsx", "northbrook_performance.xlsx"), "2026-09", dt.date(2026, 10, 5)),
    )
)
"""Every sample in the monthly plan, whichever plan the demonstration shows it in."""


@dataclass(frozen=True)
class Built:
    """A report that was written, and what it was written from."""

    path: Path
    content: ReportContent
    layout: Layout
    theme: Theme

    def line(self, code: str) -> Line:
        """Return an indicator's line by the code it is printed with."""
        return next(line for line in self.content.all_lines if line.code == code)


def build(
    out: Path,
    sources: Sequence[Path],
    period: str,
    *,
    catalogue: Catalogue | None = None,
    area: str = "",
    dated: dt.date = DATED,
    plan: str = "monthly",
) -> Built:
    """Write the report of these inputs to `out`."""
    inputs = read_inputs(sources, catalogue or load())
    chosen = plan_named(plan, inputs)
    content, layout = made_report(inputs, chosen, Period.parse(period), area=area, dated=dated)
    theme = inputs.catalogue.themes[chosen.theme]
    write_workbook(layout, theme, out)
    return Built(out, content, layout, theme)


def demo_reports(folder: Path) -> dict[str, Built]:
    """Write the reports of the demonstration and return them by name: ``haringey_monthly``."""
    return _built(folder, DEMONSTRATIONS)


def monthly_reports(folder: Path) -> dict[str, Built]:
    """Write every sample in the monthly plan and return the reports by name: ``derby_monthly``."""
    return _built(folder, MONTHLY)


def _built(folder: Path, wanted: Sequence[Demonstration]) -> dict[str, Built]:
    folder.mkdir(parents=True, exist_ok=True)
    return {
        one.out.removesuffix(".xlsx"): build(
            folder / one.out, [SAMPLES / name for name in one.samples], one.period, dated=one.dated, plan=one.plan
        )
        for one in wanted
    }


# Changed by hand


def edited(source: Path, out: Path, changes: Mapping[str, Mapping[str, float | str | None]]) -> Path:
    """
    Copy a workbook with the stored values of cells changed in the sheets' XML, by sheet and cell; all else stays.

    A formula stays, so its value is then a wrong one; None empties a cell. A cell that the sheet lacks is an error.
    """
    package = Package.read(source)
    parts = {package.sheet_part(sheet): cells for sheet, cells in changes.items()}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            for cell, value in parts.get(item.filename, {}).items():
                content = _with_value(content.decode("utf-8"), cell, value).encode("utf-8")
            new.writestr(item, content)
    shutil.copymode(source, out)
    return out


def _with_value(xml: str, cell: str, value: float | str | None) -> str:
    found = re.search(rf'<c r="{cell}"(?P<style> s="\d+")?(?: t="\w+")?(?:/>|>(?P<inside>.*?)</c>)', xml)
    if found is None:
        raise KeyError(cell)
    formula = re.search("<f>.*?</f>", found["inside"] or "")
    kind = ' t="str"' if isinstance(value, str) else ""
    stored = "" if value is None else f"<v>{escape(value) if isinstance(value, str) else repr(float(value))}</v>"
    made = f'<c r="{cell}"{found["style"] or ""}{kind}>{formula[0] if formula else ""}{stored}</c>'
    return xml[: found.start()] + made + xml[found.end() :]


# Read back


@dataclass(frozen=True)
class SeenCell:
    """A cell of a table: where it is, what it holds, and the text that a reader sees."""

    name: str
    value: float | str | None
    text: str


Row = Mapping[str, SeenCell]  # by the heading of the column


class SeenReport:
    """A report workbook opened again: its tables by their headings. Numbers are shown by their number formats."""

    def __init__(self, source: Path | Package) -> None:
        """Open the workbook; the stored values are read, nothing is calculated."""
        self.package = source if isinstance(source, Package) else Package.read(source)
        self._formats = number_formats(self.package)
        self._sheets: dict[str, dict[str, RawCell]] = {}

    def cells(self, sheet: str) -> dict[str, RawCell]:
        """Return the cells of a sheet by address."""
        if sheet not in self._sheets:
            self._sheets[sheet] = self.package.cells(sheet)
        return self._sheets[sheet]

    def value(self, sheet: str, cell: str) -> float | str | None:
        """Return what a cell holds: a number, a text, or None for an empty one."""
        found = self.cells(sheet).get(cell)
        return None if found is None else value_of(found)

    def cell(self, sheet: str, name: str) -> SeenCell:
        """Return one cell as a reader sees it; KeyError for one that the sheet has not."""
        return self._seen(name, self.cells(sheet)[name])

    def rows(self, sheet: str, first_heading: str = "Code") -> list[Row]:
        """
        Return the rows of every table of a sheet whose first heading is `first_heading`, in order.

        A row without its first cell is the end of a table, or a title inside it; a further heading row starts anew.
        """
        by_row: dict[int, dict[int, tuple[str, RawCell]]] = {}
        for name, cell in self.cells(sheet).items():
            row, column = parse_cell(name)
            by_row.setdefault(row, {})[column] = (name, cell)
        headings: dict[int, str] = {}
        found: list[Row] = []
        for _, cells in sorted(by_row.items()):
            if cells.get(1, ("", None))[1] is not None and cells[1][1].text == first_heading:
                headings = {column: cell.text for column, (_, cell) in cells.items()}
            elif headings and 1 in cells and value_of(cells[1][1]) is not None:
                found.append({headings[at]: self._seen(*cells[at]) for at in sorted(cells) if at in headings})
        return found

    def by_code(self, sheet: str) -> dict[str, Row]:
        """Return the lines of indicators by their code; titles and rows that only continue another are left out."""
        lines = [row for row in self.rows(sheet) if "Indicator" in row and row["Indicator"].value is not None]
        return {str(row["Code"].value): row for row in lines}

    def _seen(self, name: str, cell: RawCell) -> SeenCell:
        value = value_of(cell)
        return SeenCell(name, value, as_shown(value, self._formats[cell.style]))


def target_cell(row: Row) -> str:
    """Return the address of the target in a row of the sheet Indicators, the cell that a reader may change."""
    return next(cell.name for heading, cell in row.items() if heading.endswith(" target"))


def value_of(cell: RawCell) -> float | str | None:
    """Return a raw cell's value; a truth value and an error keep the text that the file has."""
    if cell.type in ("", "n"):
        return float(cell.text) if cell.text else None
    return cell.text or None


def number_formats(package: Package) -> list[str]:
    """Return the number format of each cell style."""
    styles = package.xml("xl/styles.xml")
    space = styles.tag.removesuffix("styleSheet")
    codes = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"}
    codes |= {one.attrib["numFmtId"]: one.attrib["formatCode"] for one in styles.iter(f"{space}numFmt")}
    cell_styles = styles.find(f"{space}cellXfs")
    assert cell_styles is not None
    return [codes.get(one.attrib["numFmtId"], "General") for one in cell_styles]


def as_shown(value: float | str | None, number_format: str) -> str:
    """
    Return a value as a spreadsheet shows it under a number format of our kind: ``0.0%"**"``, ``+#,##0;-#,##0;0``.

    Written apart from `xlperf.figure.shown`, so that the one is a witness of the other.
    """
    if value is None or isinstance(value, str):
        return value or ""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)
    section = sections[0] if value >= 0 or len(sections) == 1 else sections[1]
    if value == 0 and len(sections) > 2:
        section = sections[2]
    section = section.replace("_)", "")  # room as wide as a bracket
    if section == "General":
        return f"{value:.10g}"
    if section.replace("\\", "") == "d mmm yyyy":  # LibreOffice escapes the spaces
        day = dt.date(1899, 12, 30) + dt.timedelta(days=value)
        return f"{day.day} {day:%b %Y}"
    exact = Decimal(repr(value)) if len(sections) == 1 else abs(Decimal(repr(value)))
    words = r'(?:"[^"]*"|\\.|[+\-%])*'
    found = re.fullmatch(rf"({words})([#,0.]+)({words})", section)
    assert found, f"{number_format} is no number format of ours"
    before, pattern, after = found.groups()
    places = len(pattern.partition(".")[2])
    scaled = exact * 100 if "%" in re.sub('"[^"]*"', "", after) else exact
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in pattern else f"{rounded:f}"
    return re.sub(r'["\\]', "", before) + text + re.sub(r'["\\]', "", after)
