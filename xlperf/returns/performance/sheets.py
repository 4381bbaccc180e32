"""Which sheet of a workbook holds which table, and whether a workbook is a performance workbook at all.

Sheets are known by name, whatever its case, spacing and punctuation. A csv file has no sheet's name to go by: where
the file's own name says nothing, its headings do.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from xlperf.definitions.returns import ReturnDefinition, TableDefinition, plain_heading
from xlperf.errors import UnreadableFile, did_you_mean
from xlperf.period import Period
from xlperf.problem import Severity
from xlperf.returns.headings import Header, find_header, near_misses
from xlperf.returns.performance.table import Findings, Table, is_blank
from xlperf.returns.period_cells import UnreadablePeriod, is_period, read_period
from xlperf.sheets.address import cell_name
from xlperf.sheets.grid import Book, CellValue, Grid

LONG, WIDE = "figures", "figures_wide"


def tables_of(book: Book, definition: ReturnDefinition, findings: Findings) -> tuple[Table, ...]:
    """
    Return every table that can be read, in the order of the sheets; headings that are wrong are reported.

    Raises UnreadableFile when the workbook has none of the sheets.
    """
    named = {grid.name: keys for grid in book.grids if (keys := _keys(book, grid, definition))}
    if not named:
        raise UnreadableFile(_none_found(book, definition))
    tables: list[Table] = []
    for grid in book.grids:
        if grid.name in named:
            table = _table(grid, [definition.table(key) for key in named[grid.name]], findings)
            if table:
                tables.append(table)
        else:
            _report_near_sheet(grid, definition, findings)
    return tuple(tables)


def has_a_table(book: Book, definition: ReturnDefinition) -> bool:
    """Say whether at least one sheet is named as one of ours and has its headings."""
    for grid in book.grids:
        for key in _keys(book, grid, definition):
            table = definition.table(key)
            header = _header(grid, table)
            if header and not header.lacks(table.required_keys):
                return True
    return False


def _keys(book: Book, grid: Grid, definition: ReturnDefinition) -> tuple[str, ...]:
    """Return the tables that a sheet may hold: none, one, or the long and the wide form of Figures."""
    plain = plain_heading(grid.name)
    for table in definition.tables:
        names = [plain_heading(name) for name in table.sheet_names]
        if plain in names or (table.several and any(plain.startswith(name) for name in names)):
            return (LONG, WIDE) if table.key in (LONG, WIDE) else (table.key,)
    return _by_headings(grid, definition) if book.holds_text_only else ()


def _by_headings(grid: Grid, definition: ReturnDefinition) -> tuple[str, ...]:
    """Return the table whose headings fit best, all required ones among them; none when none fits."""
    fitting: dict[str, int] = {}
    for table in definition.tables:
        header = _header(grid, table)
        if header and not header.lacks(table.required_keys):
            periods = len(_period_columns(grid, header)[0]) if table.period_columns else 0
            if len(header.columns) + periods >= 2:
                fitting[table.key] = len(header.columns) + periods
    return (max(fitting, key=lambda key: fitting[key]),) if fitting else ()


def _table(grid: Grid, definitions: list[TableDefinition], findings: Findings) -> Table | None:
    """Return the sheet as the first of these tables that its headings make; report why when they make none."""
    if not any(not is_blank(value) for _, row in grid.numbered_rows() for value in row):
        return None
    headers = [(one, _header(grid, one) or _without_headings(grid, one)) for one in definitions]
    for definition, header in headers:
        if header is None or header.lacks(definition.required_keys):
            continue
        columns, unread = _period_columns(grid, header) if definition.period_columns else ((), {})
        if definition.period_columns and not columns:
            continue
        table = Table(definition, grid, header, findings, columns)
        _report_headings(table, unread)
        return table
    _report_missing(grid, *headers[0], findings)
    return None


def _header(grid: Grid, table: TableDefinition) -> Header | None:
    def is_period_heading(row: int, column: int) -> bool:
        return _heading_period(grid, row, column) is not None

    also = is_period_heading if table.period_columns else None
    return find_header(grid, table.wanted, table.required_keys, also)


def _without_headings(grid: Grid, table: TableDefinition) -> Header | None:
    """Return the first two columns of a table of items that has no headings, when at least one item is ours."""
    ours = {plain_heading(name) for item in table.items for name in item.names}
    firsts = (grid.value(row, grid.first_column) for row, _ in grid.numbered_rows())
    if not any(isinstance(text, str) and plain_heading(text) in ours for text in firsts):
        return None
    keys = [column.key for column in table.columns]
    columns = {key: grid.first_column + across for across, key in enumerate(keys)}
    return Header(grid.first_row, columns, {}, (), last_row_of_header=grid.first_row - 1)


def _period_columns(grid: Grid, header: Header) -> tuple[tuple[tuple[int, Period], ...], dict[int, CellValue]]:
    """Return the columns headed by a period, and those headed by something that looks as if it should be one."""
    row, taken = header.last_row_of_header, set(header.columns.values())
    width = max((len(cells) for cells in grid.rows), default=0)
    found: list[tuple[int, Period]] = []
    unread: dict[int, CellValue] = {}
    for column in range(grid.first_column, grid.first_column + width):
        value = grid.value(row, column)
        if column in taken or is_blank(value):
            continue
        if period := _heading_period(grid, row, column):
            found.append((column, period))
        elif not isinstance(value, str) or any(letter.isdigit() for letter in value):
            unread[column] = value
    return tuple(found), unread


def _heading_period(grid: Grid, row: int, column: int) -> Period | None:
    """Return the period of a heading: its own, or with the heading merged above it ("2011/12" over "Q1")."""
    value = grid.value(row, column)
    if is_period(value, grid.number_format(row, column)):
        return read_period(value, grid.number_format(row, column))
    if not isinstance(value, str) or row <= grid.first_row:
        return None
    left = range(column, grid.first_column - 1, -1)
    above = next((text for at in left if not is_blank(text := grid.value(row - 1, at))), None)
    together = f"{above} {value.strip()}" if isinstance(above, str) else None
    return read_period(together) if is_period(together) else None


def _report_headings(table: Table, unread: dict[int, CellValue]) -> None:
    """Report headings that stand twice, are probably misspelt, should be periods, or are not read."""
    header, grid, findings = table.header, table.grid, table.findings

    def at(column: int) -> str:
        return cell_name(header.last_row_of_header, column)

    for key, column in header.duplicate:
        heading = table.definition.column(key).heading
        message = (
            f'the heading "{heading}" stands in {at(header.columns[key])} and again here. The first column is read;'
            " take the other out or name it differently."
        )
        findings.add(Severity.WARNING, grid.name, at(column), message, "heading twice")
    near = {miss.column: miss for miss in near_misses(header, table.definition.wanted)}
    for column, miss in near.items():
        message = (
            f'"{miss.text}" is no heading of this sheet. Did you mean "{miss.heading}"? Until then it is not read.'
        )
        findings.add(Severity.WARNING, grid.name, at(column), message, "unknown heading")
    for column in unread.keys() - near.keys():
        _report_unread_period(table, column, at(column))
    others = [
        text for column, text in header.unknown.items() if column not in near and not _is_read(table, column, unread)
    ]
    if others:
        listed = ", ".join(f'"{text}"' for text in others)
        message = (
            f"the columns headed {listed} are not read."
            if len(others) > 1
            else f"the column headed {listed} is not read."
        )
        findings.add(Severity.NOTE, grid.name, "", message, "column not read")


def _is_read(table: Table, column: int, unread: dict[int, CellValue]) -> bool:
    return column in unread or any(column == own for own, _ in table.period_columns)


def _report_unread_period(table: Table, column: int, cell: str) -> None:
    row = table.header.last_row_of_header
    try:
        read_period(table.grid.value(row, column), table.grid.number_format(row, column))
    except UnreadablePeriod as reason:
        message = f"{reason} Until then the column is not read."
        table.findings.add(Severity.ERROR, table.grid.name, cell, message, "unknown period")


def _report_missing(grid: Grid, definition: TableDefinition, header: Header | None, findings: Findings) -> None:
    """Report that a sheet has none of its headings, or not all that it needs."""
    needed = [column.heading for column in definition.columns if column.required]
    expected = ", ".join(f'"{heading}"' for heading in needed)
    if header is None:
        message = f"no row has the headings of this sheet. At least {expected} must stand there; the sheet is not read."
        findings.add(Severity.ERROR, grid.name, "", message, "no headings")
        return
    near = {miss.key: miss for miss in near_misses(header, definition.wanted)}
    for key in header.lacks(definition.required_keys):
        heading = definition.column(key).heading
        miss = near.get(key)
        cell = cell_name(header.last_row_of_header, miss.column) if miss else ""
        meant = f' Did you mean it by "{miss.text}"?' if miss else ""
        or_wide = " (or a column for each period)" if key == "period" and definition.key == LONG else ""
        message = (
            f'no column is headed "{heading}"{or_wide}.{meant} Correct the headings; the sheet is not read until then.'
        )
        findings.add(Severity.ERROR, grid.name, cell, message, "no headings")


def _report_near_sheet(grid: Grid, definition: ReturnDefinition, findings: Findings) -> None:
    """Report a sheet whose name is almost that of a table."""
    names = {plain_heading(table.name): table.name for table in definition.tables}
    for plain in get_close_matches(plain_heading(grid.name), names, n=1, cutoff=0.8):
        message = f'"{grid.name}" is no sheet that is read. Did you mean "{names[plain]}"? Rename it to have it read.'
        findings.add(Severity.WARNING, grid.name, "", message, "unknown sheet")


def _none_found(book: Book, definition: ReturnDefinition) -> str:
    found = ", ".join(f'"{grid.name}"' for grid in book.grids) or "none"
    names = [table.name for table in definition.tables]
    near = next(_nearest(book, names), "")
    return (
        f"{book.file} is no performance workbook: it has none of the sheets {', '.join(names)}."
        f" Its sheets are {found}.{near} Rename the sheet, or start from the template performance.xlsx."
    )


def _nearest(book: Book, names: list[str]) -> Iterator[str]:
    for grid in book.grids:
        if near := did_you_mean(grid.name, names):
            yield f' For "{grid.name}":{near}'
