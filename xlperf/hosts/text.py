"""What the commands print for people: aligned columns, plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlperf.definitions.catalogue import Catalogue
from xlperf.figure import Figure, shown
from xlperf.hosts.forms import whole
from xlperf.journey.inspection import Inspection
from xlperf.journey.reconcile import Mismatch
from xlperf.problem import Problem

LONGEST_TITLE = 48
FIGURE_HEADINGS = (
    *("Code", "Indicator", "Area", "Period", "", "Numerator", "Denominator", "Value", "Target", "Adrift", "Rating"),
    "Trend",
)
MOST_PROBLEMS = 30


def columns(headings: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    """Return a table in aligned columns under its headings; columns in `right` are aligned to the right."""
    lines = [list(headings), *([text.replace("\n", " ") for text in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    to_the_right = set(right)
    return "\n".join(
        "  ".join(
            text.rjust(width) if column in to_the_right else text.ljust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def figures_text(figures: Sequence[Figure], with_rows: bool) -> str:
    """Return the figures as a table, and beneath it their notes and, when asked for, the rows behind each."""
    if not figures:
        return "There are no figures for these inputs, areas and period."
    rows = [
        (
            figure.indicator,
            cut(figure.title),
            figure.area,
            str(figure.period),
            "forecast" if figure.kind == "forecast" else "",
            count_text(figure.numerator),
            count_text(figure.denominator),
            figure.text + figure.marks,
            "" if figure.target is None else shown(figure.target, figure.places, figure.unit),
            "" if figure.percent_adrift is None else shown(figure.percent_adrift, 1, "percent"),
            figure.rating,
            figure.trend or "",
        )
        for figure in figures
    ]
    parts = [columns(FIGURE_HEADINGS, rows, right=(5, 6, 7, 8, 9))]
    notes = [f"  {figure.indicator}: {note}" for figure in figures for note in figure.notes]
    if notes:
        parts.append("Notes\n" + "\n".join(dict.fromkeys(notes)))
    if with_rows:
        parts += [rows_text(figure) for figure in figures if figure.numerator_rows or figure.denominator_rows]
    return "\n\n".join(parts)


def rows_text(figure: Figure) -> str:
    """Return where the records behind a figure stand."""
    lines = [f"Rows behind {figure.indicator}, {figure.area}, {figure.period}"]
    for part, rows in (("numerator", figure.numerator_rows), ("denominator", figure.denominator_rows)):
        by_sheet: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            by_sheet.setdefault((row.file, row.sheet), []).append(row.row)
        for (file, sheet), numbers in by_sheet.items():
            lines.append(f"  {part}: {file}, {sheet}, rows {', '.join(map(str, numbers))}")
    return "\n".join(lines)


def count_text(number: float | None) -> str:
    """Return a count with thousands marked; nothing for none."""
    plain = whole(number)
    return "" if plain is None else f"{plain:,}"


def cut(text: str) -> str:
    """Return a title short enough for a line."""
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rstrip() + "…"


def problems_text(problems: Sequence[Problem], most: int = MOST_PROBLEMS) -> str:
    """Return the problems one a line, the most serious first, no more than `most`."""
    ranked = sorted(problems, key=lambda problem: ["error", "warning", "note"].index(problem.severity.value))
    lines = [f"{problem.severity.value}: {problem}" for problem in ranked[:most]]
    if len(ranked) > most:
        lines.append(f"… and {len(ranked) - most} more: xlperf inspect lists all of a file.")
    return "\n".join(lines)


def inspection_text(inspection: Inspection) -> str:
    """Return what a file is, its lists, and every problem."""
    said = [f"{inspection.file}: {inspection.what} ({inspection.format})"]
    if inspection.covers:
        said.append(f"Period: {inspection.covers}")
    rows = [(table.name, table.sheet, f"{table.rows:,}") for table in inspection.tables]
    parts = ["\n".join(said), columns(("List", "Sheet", "Rows"), rows, right=(2,))]
    if inspection.problems:
        parts.append(problems_text(inspection.problems, most=len(inspection.problems)))
    else:
        parts.append("No problem was found.")
    return "\n\n".join(parts)


def mismatches_text(mismatches: Sequence[Mismatch]) -> str:
    """Return what does not follow from its counts, one a line."""
    if not mismatches:
        return "Every stated percentage and rate follows from its own counts."
    return "\n".join(
        f"{one.file}, {one.sheet}, cell {one.cell}: {one.indicator} for {one.period} is stated as {one.stated_text}, "
        f"but {whole(one.numerator):,} of {whole(one.denominator):,} gives {shown(one.computed, 2)}."
        for one in mismatches
    )


def catalogue_text(catalogue: Catalogue) -> str:
    """Return every indicator in a line: code, title, unit, which way is better, other codes."""
    rows = [
        (
            indicator.codes[0].code,
            cut(indicator.title),
            indicator.unit,
            str(indicator.polarity),
            ", ".join(code for code in indicator.all_codes if code != indicator.codes[0].code),
            indicator.id,
        )
        for indicator in catalogue.indicators.values()
    ]
    return columns(("Code", "Indicator", "Unit", "Good is", "Also", "Id"), rows)
