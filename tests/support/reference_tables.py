"""The tables of a reference page, as they follow from a return's definition."""

from __future__ import annotations

from xlperf.definitions.returns import TableDefinition


def columns_table(table: TableDefinition) -> str:
    """Return a table's columns as markdown: heading (needed or not), other headings, help and choices."""
    lines = ["| Heading | Also found as | What stands there |", "|---|---|---|"]
    for column in table.columns:
        heading = f"**{column.heading}**" if column.required else column.heading
        told = [column.help, f"({', '.join(column.choices)})" if column.choices and not column.help else ""]
        lines.append(_row(heading, ", ".join(column.aliases), " ".join(part for part in told if part)))
    return "\n".join(lines)


def items_table(table: TableDefinition) -> str:
    """Return a table's items as markdown."""
    rows = [_row(item.name, ", ".join(item.aliases), item.help) for item in table.items]
    return "\n".join(["| Item | Also found as | What it is |", "|---|---|---|", *rows])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |".replace("  ", " ")
