"""Where the rows and some cells of a worksheet stand in the bytes of its part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from xlperf.sheets.address import parse_cell
from xlperf.workbook.annotate.elements import ends, parse
from xlperf.workbook.splice import tag_at

Address = tuple[int, int]
_TRUE = {"1", "true", "on"}


class CannotBeMarked(Exception):
    """A sheet in which no place can be found, or none may be changed; the reason and the remedy."""


@dataclass(slots=True)
class CellPlace:
    """A cell that is there already."""

    column: int
    start: int
    style: int


@dataclass(slots=True)
class RowPlace:
    """A row; its cells only where the row was asked for."""

    number: int
    attributes: Mapping[str, str]
    start: int
    inside: int  # behind its start tag
    close: int = 0  # where its end tag starts; of <row/> the same as `inside`
    end: int = 0
    cells: list[CellPlace] = field(default_factory=list)


@dataclass(slots=True)
class Child:
    """An element directly inside the worksheet."""

    name: str
    attributes: Mapping[str, str]
    start: int
    inside: int
    close: int = 0
    end: int = 0


@dataclass(slots=True)
class SheetPlaces:
    """What has to be known of a worksheet's part to change cells in it."""

    children: list[Child] = field(default_factory=list)
    rows: list[RowPlace] = field(default_factory=list)
    merged: list[tuple[Address, Address]] = field(default_factory=list)
    columns: list[tuple[int, int, int]] = field(default_factory=list)  # from, to, style
    close: int = 0  # where the worksheet's end tag starts
    is_protected: bool = False

    def child(self, name: str) -> Child | None:
        """Return the first child of a name; None when there is none."""
        return next((one for one in self.children if one.name == name), None)

    def column_style(self, column: int) -> int:
        """Return the style that a blank cell has from its column."""
        return next((style for first, last, style in self.columns if first <= column <= last), 0)


def places(part: bytes, rows: Collection[int]) -> SheetPlaces:
    """
    Return where things stand in a worksheet: every row, and the cells of the rows asked for.

    Raise `BrokenXml` for an unsound part, `CannotBeMarked` where rows or cells are without a reference or not in order.
    """
    return _Reader(part, frozenset(rows)).found


class _Reader:
    """Goes through a worksheet; of the cells it keeps only those of wanted rows."""

    def __init__(self, part: bytes, wanted: frozenset[int]) -> None:
        self.found = SheetPlaces()
        self._part, self._wanted = part, wanted
        self._depth = 0
        self._row: RowPlace | None = None  # the one it stands in, when that is wanted
        self._last = (0, 0)
        self._is_in_rows = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        parse(self._parser, part)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        depth, self._depth = self._depth, self._depth + 1
        if self._is_in_rows and depth >= 3:
            if depth == 3 and name.endswith(" c"):
                self._cell(attributes)
            return
        local = name.rpartition(" ")[2]
        if depth == 1:
            start, inside = self._tag()
            by_local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            self.found.children.append(Child(local, by_local, start, inside))
            self._is_in_rows = local == "sheetData"
            self.found.is_protected |= local == "sheetProtection" and attributes.get("sheet", "0") in _TRUE
        elif depth == 2 and self._is_in_rows and local == "row":
            self._start_row(attributes)
        elif depth == 2:
            self._other(local, attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r", "")
        number = int(written) if written.isascii() and written.isdigit() and len(written) <= 7 else 0
        if number <= self._last[0]:
            raise CannotBeMarked(_reason("rows"))
        self._last = (number, 0)
        row = RowPlace(number, attributes, *self._tag())
        self.found.rows.append(row)
        self._row = row if number in self._wanted else None

    def _cell(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        if written is None:
            raise CannotBeMarked(_reason("cells"))
        if self._row is None:
            return
        place = _cell_or_none(written)
        if place is None or place[0] != self._row.number or place <= self._last:
            raise CannotBeMarked(_reason("cells"))
        self._last = place
        style = attributes.get("s", "0").strip()
        self._row.cells.append(
            CellPlace(place[1], self._parser.CurrentByteIndex, int(style) if style.isdecimal() else 0)
        )

    def _other(self, local: str, attributes: dict[str, str]) -> None:
        if local == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            corners = _cell_or_none(first), _cell_or_none(last or first)
            if corners[0] and corners[1]:
                self.found.merged.append((corners[0], corners[1]))
        elif local == "col":
            numbers = [attributes.get(key, "0") for key in ("min", "max", "style")]
            if all(number.isdecimal() for number in numbers):
                first_column, last_column, style = map(int, numbers)
                self.found.columns.append((first_column, last_column, style))

    def _end(self, _: str) -> None:
        self._depth -= 1
        reported = self._parser.CurrentByteIndex
        if self._depth == 0:
            self.found.close = reported
        elif self._depth == 1:
            child = self.found.children[-1]
            child.close, child.end = ends(self._part, child.start, child.inside, reported)
            self._is_in_rows = False
        elif self._depth == 2 and self._is_in_rows and self.found.rows and not self.found.rows[-1].end:
            row = self.found.rows[-1]
            row.close, row.end = ends(self._part, row.start, row.inside, reported)

    def _tag(self) -> tuple[int, int]:
        start = self._parser.CurrentByteIndex
        return start, start + len(tag_at(self._part, start))


def _cell_or_none(written: str) -> Address | None:
    try:
        return parse_cell(written.strip())
    except ValueError:
        return None


def _reason(what: str) -> str:
    return (
        f"its {what} are without references or not in order, so no place can be found in it. "
        f"Open it in Excel, save it, and annotate it again."
    )
