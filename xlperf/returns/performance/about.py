"""The sheet About: items and their texts, and the authority that the figures are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlperf.area import NO_NAME, Area
from xlperf.errors import did_you_mean
from xlperf.problem import Severity
from xlperf.returns.headings import plain_heading
from xlperf.returns.performance.table import Table, is_blank


def read_about(tables: Iterable[Table]) -> Mapping[str, str]:
    """Return the texts by the keys of their items; an item that is unknown or given twice is reported."""
    about: dict[str, str] = {}
    cells: dict[str, str] = {}
    for row in (row for table in tables for row in table.rows()):
        item = row.text("item").rstrip(":").strip()
        if not item or is_blank(row.value("text")):
            continue
        definition = row.table.definition
        keys = {plain_heading(name): own.key for own in definition.items for name in own.names}
        key = keys.get(plain_heading(item))
        if key is None:
            near = did_you_mean(item, [own.name for own in definition.items])
            message = f'there is no item "{item}".{near} It is not read.'
            severity = Severity.WARNING if near else Severity.NOTE
            row.table.findings.add(severity, row.sheet, row.cell("item"), message, "unknown item")
        elif key in about:
            message = f'"{item}" stands in cell {cells[key]} already. The first stands; take one out.'
            row.warning("item", message, "item twice")
        else:
            about[key], cells[key] = row.text("text"), row.cell("item")
    return about


def authority_of(about: Mapping[str, str]) -> Area:
    """Return the authority named in About; without one it is "this authority"."""
    return Area(about.get("authority", NO_NAME), about.get("authority_code", ""))
