"""Printing through Excel, with a stand-in for it: how it is started and left, and when it is asked at all."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from tests.support.commands import DERBY, run
from tests.support.fake_xlwings import FakeApp, FakeBook
from tests.support.windows_machine import APP_PATH, OFFICE, FakeMachine
from xlperf.hosts.excel import printing
from xlperf.hosts.excel.printing import ExcelPrinter, excel_printers
from xlperf.workbook.pdf import PRINTED_BY_XLPERF, print_pdf

WORDS = ("report", "monthly", DERBY, "--period", "2011/12 Q3", "--dated", "2012-02-24", "--pdf", "--out")


@pytest.fixture
def excel() -> FakeApp:
    return FakeApp((), False)


@pytest.fixture
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.workbook.pdf.libreoffice", lambda: None)


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch, excel: FakeApp) -> FakeApp:
    """A computer on which the command finds Excel."""
    monkeypatch.setattr(printing, "ThisMachine", lambda: FakeMachine(OFFICE))
    monkeypatch.setattr(ExcelPrinter.__init__, "__defaults__", (lambda: excel,))
    return excel


def failing(error: Exception) -> FakeApp:
    """An Excel that opens the workbook and does not print it."""

    def fail(path: str) -> None:
        raise error

    app = FakeApp((), False)
    usual = app.books.open

    def opened(path: str, **how: object) -> FakeBook:
        book = usual(path, **how)
        book.to_pdf = fail  # type: ignore[method-assign]
        return book

    app.books.open = opened  # type: ignore[method-assign]
    return app


def test_excel_opens_a_copy_to_read_only_without_macros_links_and_questions(excel: FakeApp, tmp_path: Path) -> None:
    report = tmp_path / "report.xlsx"
    report.write_bytes(DERBY.read_bytes())
    assert ExcelPrinter(lambda: excel).printed(report) == b"%PDF-1.7 printed by Excel"
    assert excel.books.opened == [report]
    assert excel.books.how == [
        {
            "update_links": False,
            "read_only": True,
            "ignore_read_only_recommended": True,
            "add_to_mru": False,
            "AutomationSecurity": 3,
            "AskToUpdateLinks": False,
            "alerts": False,
            "events": False,
        }
    ]
    assert (excel.books.closed, excel.quits) == (["report.xlsx"], 1)


def test_excel_is_started_without_a_window_as_one_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    monkeypatch.setattr("xlwings.App", lambda **how: asked.append(how))
    printing.start()
    assert asked == [{"visible": False, "add_book": False}]


@pytest.mark.parametrize("error", [OSError("no disk"), AttributeError("Excel.Application.Workbooks")])
def test_an_excel_that_does_not_print_is_ended_all_the_same(error: Exception) -> None:
    app = failing(error)
    assert ExcelPrinter(lambda: app).printed(DERBY) is None
    assert (app.books.closed, app.quits) == ([DERBY.name], 1)


def test_an_error_of_com_is_a_failure_and_one_of_ours_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("pywintypes")
    error = type("com_error", (Exception,), {})
    module.com_error = error  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pywintypes", module)
    assert error not in printing.failures()
    monkeypatch.setattr("sys.platform", "win32")
    assert error in printing.failures()
    app = failing(error("rejected by callee"))
    assert ExcelPrinter(lambda: app).printed(DERBY) is None
    assert app.quits == 1
    ours = failing(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        ExcelPrinter(lambda: ours).printed(DERBY)
    assert ours.quits == 1


def test_an_excel_that_does_not_start_is_a_failure() -> None:
    def starts() -> FakeApp:
        raise OSError("Server execution failed")

    assert ExcelPrinter(starts).printed(DERBY) is None


def test_excel_is_asked_only_on_windows_where_it_can_be_started() -> None:
    store = {("HKLM", APP_PATH, ""): r"C:\Program Files\WindowsApps\Microsoft.Office\EXCEL.EXE"}
    machines = {
        "with Excel": FakeMachine(OFFICE),
        "without": FakeMachine(),
        "with the Store's": FakeMachine(OFFICE).but(store),
        "no Windows": FakeMachine(OFFICE, is_windows=False),
    }
    assert [name for name, machine in machines.items() if excel_printers(machine)] == ["with Excel"]


# Which program prints


@pytest.mark.usefixtures("no_libreoffice")
def test_a_report_is_printed_by_excel_where_libreoffice_is_not_installed(on_windows: FakeApp, tmp_path: Path) -> None:
    out = tmp_path / "Derby & Söhne.xlsx"
    done = run(*WORDS, out)
    assert (done.code, done.out) == (0, f"{out}\n{out.with_suffix('.pdf')}\n")
    assert out.with_suffix(".pdf").read_bytes() == b"%PDF-1.7 printed by Excel" + PRINTED_BY_XLPERF
    assert on_windows.quits == 1
    (opened,) = on_windows.books.opened
    assert opened.name == "report.xlsx", "a copy, so that nobody's file is held"
    assert not opened.parent.exists()
    assert run(*WORDS, out).code == 0, "what Excel printed for us is ours to replace"


def test_excel_prints_where_libreoffice_is_there_and_does_not(
    monkeypatch: pytest.MonkeyPatch, on_windows: FakeApp, tmp_path: Path
) -> None:
    monkeypatch.setattr("xlperf.workbook.pdf.libreoffice", lambda: str(tmp_path / "no such program"))
    assert run(*WORDS, tmp_path / "report.xlsx").code == 0
    assert on_windows.quits == 1


def test_excel_is_not_started_where_libreoffice_prints(on_windows: FakeApp, soffice: str, tmp_path: Path) -> None:
    report = tmp_path / "report.xlsx"
    report.write_bytes(DERBY.read_bytes())
    assert len(print_pdf(report, excel_printers()).read_bytes()) > 1000
    assert on_windows.books.opened == []
    assert on_windows.quits == 0


@pytest.mark.usefixtures("no_libreoffice")
def test_an_excel_that_fails_leaves_the_report_and_says_so(
    monkeypatch: pytest.MonkeyPatch, on_windows: FakeApp, tmp_path: Path
) -> None:
    monkeypatch.setattr(ExcelPrinter.__init__, "__defaults__", (lambda: failing(OSError("busy")),))
    done = run(*WORDS, tmp_path / "report.xlsx")
    assert done.code == 2
    assert "report.xlsx was written, but Excel did not print it. Open it and save it as a PDF." in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


@pytest.mark.usefixtures("no_libreoffice")
def test_on_windows_with_neither_both_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(printing, "ThisMachine", FakeMachine)
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(Exception, match="or on Windows by Excel, which was not found"):
        print_pdf(tmp_path / "report.xlsx", excel_printers())
