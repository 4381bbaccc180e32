"""Print PDF: by the host, through LibreOffice, or a sentence."""

from __future__ import annotations

import pytest

from tests.support.desk import SAMPLES, MemoryDesk, clicked

DERBY = SAMPLES / "derby_performance.xlsx"


def test_what_the_host_prints_is_saved_under_the_workbooks_name() -> None:
    desk = MemoryDesk.over(DERBY)
    assert desk.book is not None
    desk.book.printed = b"%PDF-1.7 by the host"
    outcome = clicked("print_pdf", desk)
    assert outcome.said == "derby_performance.xlsx is printed: derby_performance.pdf."
    assert desk.saved == {"derby_performance.pdf": b"%PDF-1.7 by the host"}


def test_where_neither_the_host_nor_libreoffice_prints_the_next_step_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.actions.print_pdf.libreoffice", lambda: None)
    outcome = clicked("print_pdf", MemoryDesk.over(DERBY))
    assert outcome.problem
    assert "In Excel choose File, Export" in outcome.said


def test_libreoffice_prints_the_workbook_as_it_is_on_the_screen(soffice: str) -> None:
    desk = MemoryDesk.over(DERBY)
    outcome = clicked("print_pdf", desk)
    assert not outcome.problem
    assert desk.saved["derby_performance.pdf"].startswith(b"%PDF")


def test_a_failure_of_libreoffice_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.actions.print_pdf.libreoffice", lambda: "/bin/false")
    monkeypatch.setattr("xlperf.workbook.pdf.libreoffice", lambda: "/bin/false")
    desk = MemoryDesk.over(DERBY)
    outcome = clicked("print_pdf", desk)
    assert outcome.problem
    assert outcome.said == "LibreOffice did not print derby_performance.xlsx. Save it as a PDF from Excel."
    assert not desk.saved
