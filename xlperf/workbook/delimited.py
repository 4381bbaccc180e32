"""Reading text tables: comma, semicolon, tab and pipe, in the encodings that people really send.

Cells stay text exactly as typed: 0012, 1E5, 1-2 and 9007199254740993 come through as they stand, and whoever knows the
type of a column converts them. A row of the grid is a row as Excel shows it; problems name the line of the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from xlperf.errors import UnreadableFile
from xlperf.problem import Problem, Severity
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW
from xlperf.sheets.grid import Book, CellValue, Grid
from xlperf.workbook.refusal import unreadable

DELIMITERS = ",;\t|"
MOST_PROBLEMS = 100
_SAMPLE = 50  # records that are looked at to find the delimiter

Row = tuple[int, list[str]]  # the line of the file that it starts on, and its cells


def read_delimited(data: bytes, file: str, sheet: str) -> Book:
    """
    Return a book of one grid called `sheet`, read from the bytes of a text file.

    Raise `UnreadableFile` naming `file` and the line when some bytes are text in no encoding. Lines with more or fewer
    cells than the others, and quotes that do not match up, are problems; what they hold is read nevertheless.
    """
    text, notes = _decoded(data, file)
    lines = list(io.StringIO(text, newline=""))
    skipped, delimiter = _declared_delimiter(lines)
    delimiter = delimiter or _likely_delimiter(lines[:1000])
    rows, bad_lines = _records(lines, skipped, delimiter, file)
    while rows and not any(rows[-1][1]):
        rows.pop()
    found = [*notes, *_bad_quotes(bad_lines, file), *_ragged(rows, file), *_too_large(rows, file)]
    width = max((len(cells) for _, cells in rows), default=0)
    grid = Grid(sheet, [_filled(cells, width) for _, cells in rows])
    return Book(file, "csv", (grid,), tuple(found))


def _filled(cells: list[str], width: int) -> Sequence[CellValue]:
    return [*(cell or None for cell in cells), *[None] * (width - len(cells))]


# From bytes to text


def _decoded(data: bytes, file: str) -> tuple[str, list[Problem]]:
    encoding = _declared_encoding(data)
    notes: list[Problem] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8-sig" or _holds_utf_8(data):
            name = {"utf-8-sig": "UTF-8"}.get(encoding, encoding.upper())
            raise _undecodable(file, error, name) from error
        text, notes = _as_windows_1252(data, file)
    text = text.removeprefix("\ufeff").removesuffix("\x1a")
    for sign, meaning in (("\0", "a NUL character"), ("\ufffd", "the sign � that stands for a lost character")):
        if sign in text:
            line = _line_at(text[: text.index(sign)])
            raise unreadable(file, f"line {line} holds {meaning}.", "Export the file again, as csv in UTF-8.")
    return text, notes


def _declared_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:2000]
    if len(head) > 3 and head[1::2].count(0) > 0.6 * len(head[1::2]) and not head[::2].count(0):
        return "utf-16-le"
    if len(head) > 3 and head[::2].count(0) > 0.6 * len(head[::2]) and not head[1::2].count(0):
        return "utf-16-be"
    return "utf-8-sig"


def _holds_utf_8(data: bytes) -> bool:
    """Say whether a text that is not UTF-8 throughout holds letters in UTF-8, so that only some bytes are wrong."""
    return data.startswith(b"\xef\xbb\xbf") or not data.decode("utf-8", "ignore").isascii()


def _as_windows_1252(data: bytes, file: str) -> tuple[str, list[Problem]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _undecodable(file, error, "UTF-8 or Windows-1252") from error
    message = "The text is not UTF-8; it was read as Windows-1252, which Excel writes. Check letters with accents."
    return text, [Problem(Severity.NOTE, message, file, rule="encoding")]


def _undecodable(file: str, error: UnicodeDecodeError, encoding: str) -> UnreadableFile:
    line = _line_at(error.object[: error.start].replace(b"\0", b"").decode("latin-1"))
    return unreadable(
        file, f"line {line} holds a byte that is not text in {encoding}.", "Export the file again, as csv in UTF-8."
    )


def _line_at(before: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", before)) + 1


# From text to rows


def _declared_delimiter(lines: Sequence[str]) -> tuple[int, str]:
    """Return how many lines `sep=;` takes at the top (1 or 0) and the delimiter that it declares."""
    found = re.fullmatch(r'"?sep=(.)"?\s*', lines[0], re.IGNORECASE) if lines else None
    # "sep=" and a tab: the tab would be taken for white space by a stricter form.
    return (1, found[1]) if found else (0, "")


def _likely_delimiter(lines: Sequence[str]) -> str:
    """Return the delimiter that splits most rows into the same number of cells; a comma when none splits any."""
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        widths = _widths(lines, delimiter)
        split = Counter(width for width in widths if width > 1)
        if not split:
            continue
        width, often = max(split.items(), key=lambda item: (item[1], item[0]))
        score = (round(often / len(widths), 1), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(lines: Sequence[str], delimiter: str) -> list[int]:
    widths = []
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cells):
                widths.append(len(cells))
            if len(widths) == _SAMPLE:
                break
    except csv.Error:  # an unclosed quote that swallows the rest; what came before is enough to judge
        pass
    return widths


def _records(lines: Sequence[str], skipped: int, delimiter: str, file: str) -> tuple[list[Row], list[int]]:
    """
    Return the rows, and the lines whose quotes do not match up; those are split as if they had no quotes.

    After MOST_PROBLEMS such lines quotes are taken as text in all that follows, so that a file of nothing but
    unclosed quotes is read in a time that grows with its length.
    """
    rows: list[Row] = []
    bad: list[int] = []
    start = skipped
    while start < len(lines) and len(bad) < MOST_PROBLEMS:
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        line = start
        try:
            for cells in reader:
                rows.append((line + 1, cells))
                line = start + reader.line_num
            start = len(lines)
        except csv.Error:
            bad.append(line + 1)
            rows.append((line + 1, _without_quotes(lines[line], delimiter, file, line + 1)))
            start = line + 1
    for number, line_text in enumerate(lines[start:], start=start + 1):
        rows.append((number, _without_quotes(line_text, delimiter, file, number)))
    return rows, bad


def _without_quotes(text: str, delimiter: str, file: str, line: int) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    except csv.Error as error:
        reason = f"line {line} holds more than {csv.field_size_limit():,} characters in one cell."
        raise unreadable(file, reason, "Split the text, or correct the quotes around it.") from error


# What is told about the rows


def _bad_quotes(lines: Sequence[int], file: str) -> list[Problem]:
    message = "Line {}: the double quotes do not match up. The line was split at every delimiter; check its cells."
    found = [Problem(Severity.ERROR, message.format(line), file, rule="unbalanced quote") for line in lines]
    if len(lines) == MOST_PROBLEMS:
        message = f"From line {lines[-1] + 1} on all quotes were taken as text, after so many that do not match up."
        found.append(Problem(Severity.ERROR, message, file, rule="unbalanced quote"))
    return found


def _ragged(rows: Sequence[Row], file: str) -> list[Problem]:
    """Return a problem for each row wider or narrower than most; titles above and notes of one cell are neither."""
    widths = Counter(len(cells) for _, cells in rows if len(cells) > 1)
    if not widths:
        return []
    usual = max(widths.items(), key=lambda item: (item[1], item[0]))[0]
    found, begun = [], False
    for line, cells in rows:
        filled = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
        begun = begun or len(cells) >= usual
        if filled > usual or (begun and 1 < len(cells) < usual):
            held = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}"
            message = f"Line {line} has {held} where most lines have {usual}. Check for a missing or extra delimiter."
            found.append(Problem(Severity.WARNING, message, file, rule="ragged row"))
    return _capped(found, file)


def _too_large(rows: Sequence[Row], file: str) -> list[Problem]:
    found = []
    if len(rows) > LAST_ROW:
        message = f"The file has {len(rows):,} rows; a sheet of Excel holds {LAST_ROW:,}. All were read."
        found.append(Problem(Severity.WARNING, message, file, rule="more than a sheet"))
    wide = next((line for line, cells in rows if len(cells) > LAST_COLUMN), None)
    if wide is not None:
        message = f"Line {wide} has more than the {LAST_COLUMN:,} columns of a sheet of Excel. All were read."
        found.append(Problem(Severity.WARNING, message, file, rule="more than a sheet"))
    return found


def _capped(found: list[Problem], file: str) -> list[Problem]:
    more = len(found) - MOST_PROBLEMS
    if more <= 0:
        return found
    message = f"… and {more:,} more lines with more or fewer cells than most."
    return [*found[:MOST_PROBLEMS], Problem(Severity.WARNING, message, file, rule="ragged row")]
