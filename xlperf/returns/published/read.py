"""A file of published tables, from its sheets to what they say."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.definitions.catalogue import Catalogue
from xlperf.errors import UnreadableFile
from xlperf.returns.performance.records import SheetRead
from xlperf.returns.published.records import NeighbourGroup, Published, PublishedPopulation, PublishedValue
from xlperf.returns.published.rows import Findings, rows_of
from xlperf.returns.published.values import FIRST_NEIGHBOUR, POPULATION, groups_of, populations_of, values_of
from xlperf.returns.recognise import FoundTable, best_definition, complete_tables
from xlperf.sheets.grid import Book

FAMILY = "published"


def read_published(book: Book, catalogue: Catalogue) -> Published:
    """
    Return everything that a published file holds, with every problem in it.

    Which columns give what is said by the definitions of the family "published". Sheets that are none of their tables
    are passed over. Raises UnreadableFile when the file has no such table.
    """
    definition = best_definition([book], (one for one in catalogue.returns.values() if one.family == FAMILY))
    if definition is None:
        raise UnreadableFile(f"{book.file} has none of the published tables that xlperf knows.")
    findings = Findings(book.file)
    tables = complete_tables(book, definition)
    values: list[PublishedValue] = []
    populations: list[PublishedPopulation] = []
    groups: list[NeighbourGroup] = []
    for table in tables:
        keys = {column.key for column in table.definition.columns}
        if FIRST_NEIGHBOUR in keys:
            groups += groups_of(table, findings)
        elif POPULATION in keys:
            populations += populations_of(table, findings)
        else:
            values += values_of(table, catalogue, findings)
    return Published(
        file=book.file,
        title=definition.title,
        covers=_covers(values, populations, groups),
        sheets=tuple(_sheet(table) for table in tables),
        values=tuple(values),
        populations=tuple(populations),
        groups=tuple(groups),
        problems=tuple(findings.found),
    )


def _sheet(table: FoundTable) -> SheetRead:
    return SheetRead(table.definition.name, table.grid.name, sum(1 for _ in rows_of(table)))


def _covers(
    values: Sequence[PublishedValue], populations: Sequence[PublishedPopulation], groups: Sequence[NeighbourGroup]
) -> str:
    """Return the times that the tables speak of, in words."""
    said: list[str] = []
    if periods := sorted({value.period for value in values}):
        said.append(_span(str(periods[0]), str(periods[-1])))
    if years := sorted({population.year for population in populations}):
        said.append(_span(f"mid-{years[0]}", f"mid-{years[-1]}"))
    said += dict.fromkeys(group.vintage for group in groups if group.vintage)
    return "; ".join(said)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
