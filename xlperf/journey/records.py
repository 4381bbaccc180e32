"""The records behind the figures of a report: an identifier and a place for each, for those who asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from xlperf.figure import Figure, RowRef
from xlperf.report.content import Line, Record

if TYPE_CHECKING:
    from xlperf.returns.child_level.returned import Return

IDENTIFIER = "child"


def records_behind(lines: Iterable[Line], returns: Sequence[Return]) -> tuple[Record, ...]:
    """
    Return every record counted in the report's own period and in the year to date, figure by figure.

    Only what was counted from a return has records; a stated figure stands in its workbook. A record whose list names
    no child (a post) has an empty identifier.
    """
    identifiers = _identifiers(returns)
    found = [
        Record(line.code, figure.period, part, identifiers[row], row.file, row.sheet, row.row)
        for line in lines
        for figure in {figure.period: figure for figure in (line.now, line.to_date)}.values()
        for part, row in _counted(figure)
        if row in identifiers
    ]
    return tuple(found)


def _counted(figure: Figure) -> Iterator[tuple[str, RowRef]]:
    yield from (("numerator", row) for row in figure.numerator_rows)
    yield from (("denominator", row) for row in figure.denominator_rows)


def _identifiers(returns: Sequence[Return]) -> dict[RowRef, str]:
    """Return the child of every record of the returns, by where the record stands."""
    found: dict[RowRef, str] = {}
    for one in returns:
        for table in one.lists:
            children = table.columns.get(IDENTIFIER)
            for position, row in enumerate(table.rows.tolist()):
                child = "" if children is None else str(children[position])
                found[RowRef(*table.source_of(position), row)] = child
    return found
