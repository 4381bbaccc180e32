"""Files over which the reading library aborts its whole process: only the child that reads them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.workbooks import binary_workbook, old_workbook
from xlperf.errors import UnreadableFile
from xlperf.workbook.read import read_book

# Where a byte of the old workbook breaks the chain of its sectors so that the library aborts (found by trying each).
FATAL_BYTES = [(1600, 255), (1601, 1), (1602, 255)]


def test_a_workbook_that_is_read_apart_gives_its_values(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsb"
    path.write_bytes(binary_workbook([["Children", 246.0]]))
    assert read_book(path).grids[0].value(1, 2) == 246.0


def test_a_stray_cell_in_a_far_corner_of_an_xlsb_costs_a_refusal_and_not_the_program(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsb"
    path.write_bytes(binary_workbook([["Children", 246.0]], stray_at=(1_048_576, 16_384)))
    with pytest.raises(UnreadableFile, match=r"far\.xlsb: the file is damaged"):
        read_book(path)


@pytest.mark.parametrize(("place", "byte"), FATAL_BYTES)
def test_an_old_workbook_with_a_broken_chain_costs_a_refusal_and_not_the_program(
    tmp_path: Path, place: int, byte: int
) -> None:
    content = bytearray(old_workbook(3))
    content[place] = byte
    path = tmp_path / "old.xls"
    path.write_bytes(bytes(content))
    with pytest.raises(UnreadableFile, match=r"old\.xls: the file is damaged"):
        read_book(path)
