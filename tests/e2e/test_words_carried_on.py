"""Words in reports that LibreOffice saved are read back; lengths follow what is typed; what protection leaves open."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.commands import DERBY, HARINGEY, run
from tests.support.libreoffice import XLSX, converted, recalculated
from tests.support.packages import Package
from tests.support.reports import Built, SeenReport, build, edited
from tests.support.typed import opened, typed_in
from xlperf.definitions.load import load
from xlperf.sheets.address import cell_name
from xlperf.workbook.pdf import PRINTED_BY_XLPERF

LONG = (
    "\n\n".join(f"Paragraph {number}: " + "a sentence of some length, " * 20 for number in range(10))
    + " =1+1 & <b> “q”"
)
WORDS = {
    "NI 64": 'Typed here.\nBest practice:\n=HYPERLINK("http://x.org")',
    "NI 51": LONG,
    "NI 65": "Ünïcode – “quotes” 😀",
}


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("january") / "january.xlsx", [HARINGEY], "2010-01", dated=dt.date(2010, 2, 17))


@pytest.mark.usefixtures("soffice")
def test_a_report_saved_by_libreoffice_gives_the_same_words(january: Built, tmp_path: Path) -> None:
    typed = typed_in(january.path, tmp_path / "typed.xlsx", WORDS)
    expected = build(tmp_path / "expected.xlsx", [HARINGEY, typed], "2010-02")
    assert len(LONG) > 5000
    assert expected.line("NI 51").remarks[0].text == LONG
    forms = (XLSX, "ods:calc8")
    for form in forms:
        (saved,) = converted([expected.path], tmp_path / form[:3], form, seconds=120)
        again = build(tmp_path / f"again {form[:3]}.xlsx", [HARINGEY, saved], "2010-02")
        assert again.content.unplaced == ()
        for one, other in zip(expected.content.lines, again.content.lines, strict=True):
            assert [(r.part, r.text, r.mark) for r in other.remarks] == [(r.part, r.text, r.mark) for r in one.remarks]


@pytest.mark.usefixtures("soffice")
def test_the_number_of_characters_follows_what_is_typed(january: Built, tmp_path: Path) -> None:
    own = tmp_path / "own" / "reports"
    own.mkdir(parents=True)
    (own / "monthly.toml").write_text("length_limit = 600\n", encoding="utf-8")
    built = build(tmp_path / "limited.xlsx", [HARINGEY], "2010-01", catalogue=load(tmp_path / "own"))
    (sheet,) = [one for one in built.layout.sheets if one.name == "Indicators"]
    (row, column) = next(at for at, cell in sheet.cells.items() if cell.formula.startswith("=LEN(") and not cell.value)
    changed = edited(built.path, tmp_path / "changed.xlsx", {"Indicators": {cell_name(row, column): 999.0}})
    with opened(changed, tmp_path / "typed.xlsx") as book:
        book["Indicators"].cell(row, column - 1).value = "Twelve signs"
    seen = SeenReport(recalculated(tmp_path / "typed.xlsx", tmp_path / "out"))
    assert seen.value("Indicators", cell_name(row, column)) == 12.0
    for at, cell in sheet.cells.items():
        if cell.formula.startswith("=LEN(") and at != (row, column):
            assert seen.value("Indicators", cell_name(*at)) == float(str(cell.value))


def locked_cells(path: Path, sheet: str) -> dict[str, bool]:
    """Return for every cell of a sheet whether protection would lock it."""
    with opened(path, path.with_name("copy.xlsx")) as book:
        return {cell.coordinate: bool(cell.protection.locked) for row in book[sheet].iter_rows() for cell in row}


def test_nothing_is_protected_unless_it_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "plain.xlsx"
    run("report", "monthly", HARINGEY, "--period", "2010-01", "--out", out)
    package = Package.read(out)
    assert not [name for name, content in package.parts.items() if b"<sheetProtection" in content]


@pytest.mark.parametrize(
    ("plan", "source", "period"), [("monthly", HARINGEY, "2010-01"), ("minutes", DERBY, "2011/12 Q3")]
)
def test_protected_sheets_let_people_type_into_yellow_cells_alone(
    tmp_path: Path, plan: str, source: Path, period: str
) -> None:
    out = tmp_path / "protected.xlsx"
    done = run("report", plan, source, "--period", period, "--out", out, "--protect", "--dated", "2012-02-24")
    assert done.out == f"{out}\n"
    built = build(tmp_path / "same.xlsx", [source], period, plan=plan)
    for sheet in built.layout.sheets:
        xml = Package.read(out).parts[Package.read(out).sheet_part(sheet.name)]
        assert b"<sheetProtection" in xml
        assert b"password=" not in xml
        locked = locked_cells(out, sheet.name)
        for at, cell in sheet.cells.items():
            assert locked[cell_name(*at)] is not built.theme.style(cell.role).input


@pytest.mark.usefixtures("soffice")
def test_a_protected_report_is_printed_and_read_back_as_any_other(tmp_path: Path) -> None:
    out = tmp_path / "protected.xlsx"
    words = ("report", "monthly", HARINGEY, "--period", "2010-01", "--out", out, "--protect", "--pdf")
    assert run(*words).out == f"{out}\n{out.with_suffix('.pdf')}\n"
    assert out.with_suffix(".pdf").read_bytes().endswith(PRINTED_BY_XLPERF)
    typed = typed_in(out, tmp_path / "typed.xlsx", {"NI 51": "Typed under protection."})
    done = run("report", "monthly", HARINGEY, typed, "--period", "2010-02", "--out", tmp_path / "february.xlsx")
    assert "Read from this report of Jan 2010: 12 comments and 0 actions" in done.err
    assert "Typed under protection." not in done.err
    texts = [cell.text for cell in SeenReport(tmp_path / "february.xlsx").cells("Indicators").values()]
    assert "Carried forward from Jan 2010:\nTyped under protection." in texts
