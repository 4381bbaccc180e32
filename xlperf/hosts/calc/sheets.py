"""The side of LibreOffice: its open workbooks, read and changed as the buttons ask over the wire.

Runs inside LibreOffice with the standard library and UNO alone. Every public method is one question of the wire; rows
and columns count from 1 there and from 0 here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import uno

from xlperf.hosts.calc.wire import packed, unpacked

CALC = "com.sun.star.sheet.SpreadsheetDocument"
XLSX = "Calc MS Excel 2007 XML"
PDF = "calc_pdf_Export"
LONGEST_SHEET_NAME = 31
"""Excel's, so that the workbook can go there."""


def setting(name: str, value: object) -> Any:
    """Return a named value as UNO's methods take it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


class OpenWorkbooks:
    """What stands open; the workbook in which the button was clicked comes first."""

    def __init__(self, context: Any) -> None:
        """Look at what is open now."""
        self._context = context
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self._documents = list(self._open_documents())

    def service(self, name: str) -> Any:
        """Return one of LibreOffice's services."""
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    @property
    def front(self) -> Any:
        """The workbook in which the button was clicked; None where there is none."""
        return self._documents[0] if self._documents else None

    def _open_documents(self) -> Iterator[Any]:
        current = self.desktop.getCurrentComponent()
        if current is not None and _is_calc(current):
            yield current
        components = self.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            component = components.nextElement()
            if component != current and _is_calc(component):
                yield component

    # Questions of the wire

    def books(self) -> list[dict[str, object]]:
        """Return of every open workbook its name, where it lies, and whether the file holds what is on the screen."""
        return [
            {
                "id": number,
                "name": document.Title,
                "address": _address(document.URL),
                "saved": bool(document.URL) and not document.isModified(),
            }
            for number, document in enumerate(self._documents)
        ]

    def sheet_names(self, book: int) -> list[str]:
        """Return the names of the visible sheets."""
        sheets = self._documents[book].Sheets
        return [name for name in sheets.ElementNames if sheets.getByName(name).IsVisible]

    def selection(self) -> dict[str, object] | None:
        """Return the selected rectangle, no further than the sheet is used; None when no cells are selected."""
        selected = self.front.CurrentSelection if self.front else None
        if selected is None or not hasattr(selected, "queryIntersection"):
            return None  # a chart, a drawing
        areas = list(selected.RangeAddresses) if hasattr(selected, "RangeAddresses") else [selected.RangeAddress]
        if not areas:
            return None
        first = areas[0]
        sheet = self.front.Sheets.getByIndex(first.Sheet)
        used = _used(sheet)
        last_row = max(first.StartRow, min(first.EndRow, used.EndRow))
        last_column = max(first.StartColumn, min(first.EndColumn, used.EndColumn))
        return {
            "sheet": sheet.Name,
            "row": first.StartRow + 1,
            "column": first.StartColumn + 1,
            "height": last_row - first.StartRow + 1,
            "width": last_column - first.StartColumn + 1,
            "more": len(areas) > 1,
        }

    def is_protected(self, book: int, name: str) -> bool:
        """Say whether a sheet, or with an empty name the structure, is protected."""
        document = self._documents[book]
        return bool(document.Sheets.getByName(name).isProtected() if name else document.isProtected())

    def content(self, book: int) -> str:
        """Return a workbook as it is now, as the bytes of an xlsx file."""
        return self._exported(book, XLSX)

    def pdf(self, book: int) -> str:
        """Return a workbook printed as its page setup says."""
        return self._exported(book, PDF)

    def add_sheet(self, book: int, name: str, content: str) -> str:
        """Take over the one sheet of an xlsx file, after the last, and return the name that it got."""
        document = self._documents[book]
        source = self.service("com.sun.star.io.SequenceInputStream")
        source.initialize((uno.ByteSequence(unpacked(content)),))
        settings = (setting("InputStream", source), setting("FilterName", XLSX), setting("Hidden", True))
        loaded = self.desktop.loadComponentFromURL("private:stream", "_blank", 0, settings)
        try:
            place = document.Sheets.importSheet(loaded, loaded.Sheets.getByIndex(0).Name, document.Sheets.Count)
        finally:
            loaded.close(True)
        added = document.Sheets.getByIndex(place)
        others = {one.casefold() for one in document.Sheets.ElementNames if one != added.Name}
        added.Name = free_name(name, others)
        return str(added.Name)

    def write(self, book: int, sheet: str, row: int, column: int, cells: Sequence[Sequence[Any]]) -> None:
        """Write cells from a place on: values at one go, then formulas and dates."""
        target = self._documents[book].Sheets.getByName(sheet)
        top, left = row - 1, column - 1
        if not cells or not cells[0]:
            return
        area = target.getCellRangeByPosition(left, top, left + len(cells[0]) - 1, top + len(cells) - 1)
        area.setDataArray(tuple(tuple(_plain(cell) for cell in line) for line in cells))
        for across in range(len(cells[0])):
            self._write_formulas(area, across, [line[across] for line in cells])
            self._write_formats(book, area, across, [line[across] for line in cells])

    def colour(self, book: int, sheet: str, row: int, column: int, height: int, looks: Sequence[Sequence[Any]]) -> None:
        """Colour cells of a column by what they start with: (text, role, ink, fill, bold)."""
        document = self._documents[book]
        target = document.Sheets.getByName(sheet)
        area = target.getCellRangeByPosition(column - 1, row - 1, column - 1, row + height - 2)
        entries = area.ConditionalFormat
        entries.clear()
        first = target.getCellByPosition(column - 1, row - 1).AbsoluteName.rpartition(".")[2].replace("$", "")
        for text, role, ink, fill, bold in looks:
            style = self._cell_style(document, f"xlperf {role}", ink, fill, bold)
            condition = f'LEFT({first};{len(text)})="{text}"'
            entries.addNew(
                (
                    setting("Operator", uno.Enum("com.sun.star.sheet.ConditionOperator", "FORMULA")),
                    setting("Formula1", condition),
                    setting("StyleName", style),
                    setting("SourcePosition", target.getCellByPosition(column - 1, row - 1).CellAddress),
                )
            )
        area.ConditionalFormat = entries

    def select(self, book: int, sheet: str, row: int, column: int) -> None:
        """Show a cell."""
        document = self._documents[book]
        target = document.Sheets.getByName(sheet)
        controller = document.CurrentController
        controller.setActiveSheet(target)
        controller.select(target.getCellByPosition(column - 1, row - 1))

    # Parts of them

    def _exported(self, book: int, form: str) -> str:
        target = self.service("com.sun.star.io.SequenceOutputStream")
        settings = (setting("FilterName", form), setting("OutputStream", target))
        self._documents[book].storeToURL("private:stream", settings)
        target.closeOutput()
        return packed(target.getWrittenBytes().value)

    @staticmethod
    def _write_formulas(area: Any, across: int, cells: Sequence[Any]) -> None:
        """Write the formulas of one column, each run of them at one go."""
        for has_formula, run in groupby(
            enumerate(cells), key=lambda one: isinstance(one[1], Mapping) and "formula" in one[1]
        ):
            if has_formula:
                members = list(run)
                part = area.getCellRangeByPosition(across, members[0][0], across, members[-1][0])
                part.setFormulaArray(tuple((cell["formula"],) for _, cell in members))

    def _write_formats(self, book: int, area: Any, across: int, cells: Sequence[Any]) -> None:
        """Give dates and times of one column the format that shows them as such, where there is none yet."""
        formats = self._documents[book].NumberFormats
        for down, cell in enumerate(cells):
            if isinstance(cell, Mapping) and "format" in cell:
                locale = uno.createUnoStruct("com.sun.star.lang.Locale")
                key = formats.queryKey(cell["format"], locale, False)
                key = formats.addNew(cell["format"], locale) if key == -1 else key
                area.getCellByPosition(across, down).NumberFormat = key

    @staticmethod
    def _cell_style(document: Any, name: str, ink: str, fill: str, bold: bool) -> str:
        """Return a cell style of that look, made where the workbook has none of the name yet."""
        styles = document.StyleFamilies.getByName("CellStyles")
        if not styles.hasByName(name):
            style = document.createInstance("com.sun.star.style.CellStyle")
            styles.insertByName(name, style)
            if ink:
                style.CharColor = int(ink.removeprefix("#"), 16)
            if fill:
                style.CellBackColor = int(fill.removeprefix("#"), 16)
            style.CharWeight = 150.0 if bold else 100.0
        return name


def free_name(wanted: str, others: set[str]) -> str:
    """Return the name, with a number behind it where it is taken; no longer than Excel allows."""
    name, number = wanted[:LONGEST_SHEET_NAME], 2
    while name.casefold() in others:
        behind = f" {number}"
        name, number = wanted[: LONGEST_SHEET_NAME - len(behind)] + behind, number + 1
    return name


def _is_calc(component: Any) -> bool:
    return hasattr(component, "supportsService") and bool(component.supportsService(CALC))


def _used(sheet: Any) -> Any:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress


def _address(url: str) -> str:
    return str(uno.fileUrlToSystemPath(url)) if url.startswith("file:") else url


def _plain(cell: Any) -> str | float:
    """Return what is written first; a formula follows later."""
    if isinstance(cell, Mapping):
        return float(cell.get("number", 0.0)) if "number" in cell else ""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else float(cell)
