"""What the commands print for people: aligned columns, plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Code
from xlperf.figure import Figure, shown
from xlperf.hosts.forms import whole
from xlperf.journey.inspection import Inspection
from xlperf.journey.reconcile import Mismatch
from xlperf.problem import Problem, listed
from xlperf.workbook.publishable.finding import Finding
from xlperf.workbook.refusal import shown_text

WIDTH = 120
SHORTEST_TITLE, LONGEST_TITLE, LONGEST_LIST = 24, 48, 24
FIGURE_HEADINGS = (
    *("Code", "Indicator", "Area", "Kind", "Numerator", "Denominator", "Value", "Target", "Adrift", "Rating"),
    "Trend",
)
MOST_PROBLEMS = 30
MOST_OF_A_FINDING = 10


def printable(text: str) -> str:
    r"""Return a text whose lines and tabs stand, and whose other characters without a shape are escaped (\x1b)."""
    return "".join(part if part in "\n\t" else shown_text(part) for part in re.split("([\n\t])", text))


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
    """
    Return the figures as a table, and beneath it their notes and, when asked for, the rows behind each.

    What is the same for all stands above. Titles are cut so that a line is no longer than 120 characters, if it can be.
    """
    if not figures:
        return "There are no figures for these inputs, areas and period."
    areas = list(dict.fromkeys(figure.area for figure in figures))
    rows = [
        [
            figure.indicator,
            "",
            figure.area,
            figure.kind if figure.period == figures[0].period else f"{figure.kind} {figure.period}",
            count_text(figure.numerator),
            count_text(figure.denominator),
            figure.text + figure.marks,
            "" if figure.target is None else shown(figure.target, figure.places, figure.unit),
            "" if figure.percent_adrift is None else shown(figure.percent_adrift, 1, "percent"),
            figure.rating,
            figure.trend or "",
        ]
        for figure in figures
    ]
    needless = {"Area"} if len(areas) == 1 else set()
    if not any(figure.kind == "forecast" for figure in figures):
        needless.add("Kind")
    kept = [column for column, heading in enumerate(FIGURE_HEADINGS) if heading not in needless]
    headings = [FIGURE_HEADINGS[column] for column in kept]
    table = [[row[column] for column in kept] for row in rows]
    longest = _room_for_titles(headings, table)
    for row, figure in zip(table, figures, strict=True):
        row[1] = cut(figure.title, longest)
    right = [place for place, column in enumerate(kept) if 4 <= column <= 8]
    about = ", ".join([*(areas if len(areas) == 1 else []), figures[0].period.heading])
    parts = [printable(f"{about}\n\n{columns(headings, table, right)}")]
    if notes := notes_text(figures):
        parts.append(f"Notes\n{notes}")
    if with_rows:
        parts += [rows_text(figure) for figure in figures if figure.numerator_rows or figure.denominator_rows]
    return "\n\n".join(parts)


def _room_for_titles(headings: Sequence[str], table: Sequence[Sequence[str]]) -> int:
    """Return how long titles may be when the other columns take what they need."""
    lines = [headings, *table]
    others = sum(max(len(line[column]) for line in lines) + 2 for column in range(len(headings)) if column != 1)
    return min(max(WIDTH - others, SHORTEST_TITLE), LONGEST_TITLE)


def notes_text(figures: Sequence[Figure]) -> str:
    """Return every note once, behind the codes of its figures; of a computed forecast its method too."""
    of_area = len({figure.area for figure in figures}) > 1
    noted: dict[str, dict[str, None]] = {}
    for figure in figures:
        for note in ([figure.method] if figure.projection else []) + list(figure.notes):
            name = f"{figure.indicator} ({figure.area})" if of_area else figure.indicator
            noted.setdefault(note, {})[name] = None
    return printable("\n".join(f"  {', '.join(names)}: {' '.join(note.split())}" for note, names in noted.items()))


def rows_text(figure: Figure) -> str:
    """Return where the records behind a figure stand."""
    kind = ", forecast" if figure.kind == "forecast" else ""
    lines = [f"Rows behind {figure.indicator}, {figure.area}, {figure.period}{kind}"]
    for part, rows in (("numerator", figure.numerator_rows), ("denominator", figure.denominator_rows)):
        by_sheet: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            by_sheet.setdefault((row.file, row.sheet), []).append(row.row)
        for (file, sheet), numbers in by_sheet.items():
            lines.append(f"  {part}: {file}, {sheet}, rows {', '.join(map(str, numbers))}")
    return printable("\n".join(lines))


def count_text(number: float | None) -> str:
    """Return a count with thousands marked; nothing for none."""
    plain = whole(number)
    return "" if plain is None else f"{plain:,}"


def cut(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return a title short enough for a line."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def problems_text(problems: Sequence[Problem], most: int = MOST_PROBLEMS) -> str:
    """Return the problems one a line, the most serious first, a few of each kind, in no more than `most` lines."""
    every = list(listed(_most_serious_first(problems)))
    lines = [_problem_line(one.problem) for one in every[:most]]
    if len(every) > most:
        others = sum(one.number for one in every[most:])
        lines.append(f"… and {others:,} more: xlperf inspect lists those of a file.")
    return "\n".join(lines)


def _most_serious_first(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: ["error", "warning", "note"].index(problem.severity.value))


def _problem_line(problem: Problem) -> str:
    return f"{problem.severity.value}: {' '.join(str(problem).split())}"


def inspection_text(inspection: Inspection) -> str:
    """Return what a file is, its lists, and its problems: of each kind the first, and how many more there are."""
    if inspection.nothing_to_inspect:
        return printable(inspection.nothing_to_inspect)
    said = [f"{inspection.file}: {inspection.what} ({inspection.format})"]
    if inspection.covers:
        said.append(f"Period: {inspection.covers}")
    rows = [(table.name, table.sheet, f"{table.rows:,}") for table in inspection.tables]
    parts = ["\n".join(said), columns(("List", "Sheet", "Rows"), rows, right=(2,))]
    lines = list(listed(_most_serious_first(inspection.problems)))
    if lines:
        parts.append("\n".join(_problem_line(one.problem) for one in lines))
    else:
        parts.append("No problem was found.")
    if any(one.number > 1 for one in lines):
        parts.append("Of many of one kind the first are listed; --json lists every one.")
    return printable("\n\n".join(parts))


def mismatches_text(mismatches: Sequence[Mismatch]) -> str:
    """Return what does not follow from its counts, one a line."""
    if not mismatches:
        return "Every stated percentage and rate follows from its own counts."
    return printable("\n".join(map(_mismatch_text, mismatches)))


def findings_text(file: str, found: Sequence[Finding], most: int = MOST_OF_A_FINDING) -> str:
    """Return what must not be published, each with its place, and of each kind once what to do about it."""
    if not found:
        return f"{file}: nothing was found that must not be published. Read its texts yourself."
    lines = []
    for kind in dict.fromkeys(one.kind for one in found):
        those = [one for one in found if one.kind == kind]
        lines += [f"{kind}: {one.place}: {one.message}" for one in those[:most]]
        if len(those) > most:
            lines.append(f"{kind}: and {len(those) - most:,} more of this kind; --json has every one.")
        lines += [f"  {remedy}" for remedy in dict.fromkeys(one.remedy for one in those)]
    return printable("\n".join(lines))


def _mismatch_text(one: Mismatch) -> str:
    percent = "%" if one.unit == "percent" else ""
    return (
        f"{one.file}, {one.sheet}, cell {one.cell}: {one.indicator} for {one.period} is stated as {one.stated_text}, "
        f"but {whole(one.numerator):,} of {whole(one.denominator):,} gives {shown(one.computed, 2)}{percent}."
    )


def catalogue_text(catalogue: Catalogue) -> str:
    """Return every indicator in a line: code and when it is in force, title, unit, which way is better, other codes."""
    rows = [
        (
            indicator.codes[0].code,
            in_force_text(indicator.codes[0]),
            cut(indicator.title, 40),
            indicator.unit,
            str(indicator.polarity),
            cut(", ".join(code for code in indicator.all_codes if code != indicator.codes[0].code), LONGEST_LIST),
            indicator.id,
        )
        for indicator in catalogue.indicators.values()
    ]
    return columns(("Code", "In force", "Indicator", "Unit", "Good is", "Also", "Id"), rows)


def in_force_text(code: Code) -> str:
    """Return from when to when a code stands for its indicator; nothing when it always does."""
    return " ".join([*([f"from {code.start}"] if code.start else []), *([f"to {code.end}"] if code.end else [])])
