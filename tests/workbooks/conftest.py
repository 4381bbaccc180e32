"""The bundled workbooks as xlperf reads them, read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.support.recipes import sample_path
from xlperf.definitions.load import load
from xlperf.returns.performance import PerformanceWorkbook, read_performance
from xlperf.sheets.grid import Book
from xlperf.workbook.read import read_book


@cache
def _book(name: str) -> Book:
    return read_book(sample_path(name), number_formats=True)


@cache
def _workbook(name: str) -> PerformanceWorkbook:
    return read_performance(_book(name), load())


@pytest.fixture
def book_of() -> Callable[[str], Book]:
    """Give the sample of a council as it was read, sheet by sheet."""
    return _book


@pytest.fixture
def workbook_of() -> Callable[[str], PerformanceWorkbook]:
    """Give the sample of a council as a performance workbook."""
    return _workbook
