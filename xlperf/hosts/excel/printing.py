"""Printing a report through Excel for Windows, in an instance of its own that nobody sees.

Proved with a stand-in for xlwings; nobody has seen it work in Excel itself yet.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from xlperf.hosts.excel.doctor import excel_path
from xlperf.hosts.excel.machine import Machine, ThisMachine

FORCE_DISABLE = 3  # msoAutomationSecurityForceDisable: no macro runs, and no question about macros is asked
OF_THE_STORE = "windowsapps"  # the Excel of the Microsoft Store, which no other program can start


def start() -> Any:
    """Return a new instance of Excel (`xlwings.App`): invisible, without a workbook, and no one that is open."""
    import xlwings

    return xlwings.App(visible=False, add_book=False)


class ExcelPrinter:
    """Excel, started for one workbook and ended again; `starts` gives an instance of it."""

    name = "Excel"

    def __init__(self, starts: Callable[[], Any] = start) -> None:
        """Take what starts Excel; it is not started yet."""
        self._starts = starts

    def printed(self, workbook: Path) -> bytes | None:
        """
        Return every sheet of a workbook as its page setup says, as a PDF; None when Excel could not print it.

        The workbook is opened to be read only, with macros and links switched off, and is closed unchanged.
        """
        try:
            excel = self._starts()
            try:
                return _printed(excel, workbook)
            finally:
                excel.quit()
        except failures():
            return None


def _printed(excel: Any, workbook: Path) -> bytes:
    excel.display_alerts = False
    excel.enable_events = False
    excel.api.AutomationSecurity = FORCE_DISABLE
    excel.api.AskToUpdateLinks = False
    book = excel.books.open(
        str(workbook), update_links=False, read_only=True, ignore_read_only_recommended=True, add_to_mru=False
    )
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            out = Path(folder) / "printed.pdf"
            book.to_pdf(str(out))
            return out.read_bytes()
    finally:
        book.close()


def failures() -> tuple[type[Exception], ...]:
    """Return what an Excel raises that cannot be started, or does not do what it is told."""
    from xlwings import XlwingsError

    # pywin32 says of an Excel that has gone that it has no attribute of that name.
    found: tuple[type[Exception], ...] = (XlwingsError, OSError, AttributeError)
    if sys.platform == "win32":
        from pywintypes import com_error

        found = (*found, com_error)
    return found


def excel_printers(machine: Machine | None = None) -> tuple[ExcelPrinter, ...]:
    """Return Excel where it is installed and can be started, which is only on Windows; else nothing."""
    asked = machine or ThisMachine()
    path = excel_path(asked) if asked.is_windows else ""
    return (ExcelPrinter(),) if path and OF_THE_STORE not in path.lower() else ()
