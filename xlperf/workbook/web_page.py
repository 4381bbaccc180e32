"""Reading the tables of a web page: the common export of council systems that is called .xls and is none.

A page is split by the standard library's parser, which follows no link and runs nothing. Cells stay text as typed, as
those of a csv; a number that Excel wrote beside its shown form (`x:num`) is that number. A sign-in page, and a page
without a table, is refused: it is never an empty return.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from xlperf.sheets.address import LAST_COLUMN, LAST_ROW
from xlperf.sheets.grid import Book, CellValue, Grid
from xlperf.workbook.refusal import unreadable

FORMAT = "html"
CELLS = {"td", "th"}
UNSEEN = {"script", "style", "head", "select", "textarea", "button", "noscript", "template"}
BREAKS = {"br", "p", "div", "li"}
MOST_CELLS = 10_000_000
MOST_TAKEN = 1_000_000  # places that tall cells may stand in; a page with more was not made by people
REMEDY = "Download the table itself, or open the page in Excel and save it as an Excel workbook (.xlsx)."
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)


@dataclass(slots=True)
class _Table:
    """A table while it is read; `taken` says which columns of a later row a tall cell stands in."""

    rows: list[dict[int, CellValue]] = field(default_factory=list)
    taken: dict[tuple[int, int], bool] = field(default_factory=dict)
    caption: str = ""
    row: int = -1
    column: int = 0


@dataclass(slots=True)
class _Cell:
    """A cell while it is read."""

    pieces: list[str] = field(default_factory=list)
    number: str | None = None
    across: int = 1
    down: int = 1


def read_web_page(data: bytes, file: str) -> Book:
    """
    Return a book of one grid for each table of a page; raise `UnreadableFile` for a page without one, or to sign in.

    A cell that goes over several columns or rows has its value in the first of them, as in a workbook.
    """
    reader = _Reader()
    reader.feed(_decoded(data))
    reader.close()
    if reader.asks_for_a_password:
        reason = "this is a page to sign in (HTML), not a return."
        raise unreadable(file, reason, "Sign in, download the file again, and look at it before you hand it in.")
    tables = [table for table in reader.tables if _has_cells(table)]
    if not tables:
        raise unreadable(file, "this is a web page (HTML) without a table, not a workbook.", REMEDY)
    grids = tuple(_grid(table, number, file) for number, table in enumerate(tables, start=1))
    return Book(file, FORMAT, grids)


def _has_cells(table: _Table) -> bool:
    return sum(1 for row in table.rows for value in row.values() if value is not None) > 1


def _decoded(data: bytes) -> str:
    """Return the page's text: by its mark of Unicode, else by the encoding it declares, else UTF-8 or Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if data[1:2] == b"\0":
        return data.decode("utf-16-le", "replace")
    declared = _CHARSET.search(data[:4000])
    encodings = [declared[1].decode("ascii")] if declared else []
    for encoding in [*encodings, "utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


class _Reader(HTMLParser):
    """Collects tables; one inside another is a table of its own, and its words are not those of the cell around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.asks_for_a_password = False
        self._around: list[tuple[_Table | None, _Cell | None]] = []  # the tables around this one, each with its cell
        self._table: _Table | None = None
        self._cell: _Cell | None = None
        self._caption: list[str] | None = None
        self._unseen = ""
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type", "").casefold() == "password":
            self.asks_for_a_password = True
        if self._unseen:
            return
        if tag in UNSEEN:
            self._unseen = tag
        elif tag == "table":
            self._begin_table()
        elif self._table is None:
            return
        elif tag == "caption":
            self._caption = []
        elif tag == "tr":
            self._end_cell()
            self._table.row += 1
            self._table.column = 0
            self._table.rows.append({})
        elif tag in CELLS:
            self._begin_cell(self._table, given)
        elif tag in BREAKS and self._cell and self._cell.pieces:
            self._cell.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if self._unseen:
            self._unseen = "" if tag == self._unseen or tag == "body" else self._unseen
        elif tag == "caption" and self._table and self._caption is not None:
            self._table.caption = _plain("".join(self._caption))
            self._caption = None
        elif tag in CELLS or tag == "tr":
            self._end_cell()
        elif tag == "table" and self._table:
            self._end_cell()
            self._table, self._cell = self._around.pop()

    def handle_data(self, data: str) -> None:
        """Take text, where somebody could see it."""
        if self._unseen:
            return
        if self._caption is not None:
            self._caption.append(data)
        elif self._cell:
            self._cell.pieces.append(data.replace("\n", " "))

    def close(self) -> None:
        """End a page that was broken off."""
        super().close()
        self._end_cell()

    def _begin_table(self) -> None:
        self._around.append((self._table, self._cell))
        self._table, self._cell = _Table(), None
        self.tables.append(self._table)

    def _begin_cell(self, table: _Table, given: dict[str, str]) -> None:
        self._end_cell()
        if table.row < 0:  # a cell before any row
            table.row = 0
            table.rows.append({})
        self._cell = _Cell(
            number=given.get("x:num"), across=_span(given.get("colspan", "")), down=_span(given.get("rowspan", ""))
        )

    def _end_cell(self) -> None:
        cell, table = self._cell, self._table
        self._cell = None
        if cell is None or table is None or self._cells >= MOST_CELLS:
            return
        while table.taken.pop((table.row, table.column), False):
            table.column += 1
        if table.column < LAST_COLUMN:
            table.rows[table.row][table.column] = _value(cell)
            self._cells += 1
        if cell.down > 1 and len(table.taken) < MOST_TAKEN:
            table.taken |= {
                (table.row + down, table.column + across): True
                for down in range(1, cell.down)
                for across in range(cell.across)
            }
        table.column += cell.across


def _span(text: str) -> int:
    return min(max(int(text), 1), 1000) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _value(cell: _Cell) -> CellValue:
    text = _plain("".join(cell.pieces))
    if cell.number is not None:
        number = cell.number or text
        if _NUMBER.fullmatch(number):
            return float(number)
    return text or None


def _plain(text: str) -> str:
    """Return a text as a reader sees it: runs of spaces as one, none at the ends, line breaks kept."""
    lines = (" ".join(line.split(" ")).strip() for line in re.sub(r"[ \t\r\f\v]+", " ", text).split("\n"))
    return "\n".join(lines).strip()


def _grid(table: _Table, number: int, file: str) -> Grid:
    if len(table.rows) > LAST_ROW:
        raise unreadable(file, f"table {number} of the page has more than {LAST_ROW:,} rows.", REMEDY)
    width = max((max(row) + 1 for row in table.rows if row), default=0)
    rows = [[row.get(column) for column in range(width)] for row in table.rows]
    return Grid(table.caption or f"Table {number}", rows)
