"""The sheets of words: definitions, notes and data quality. Each is one table with one header row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure
from xlperf.problem import Problem, Severity, listed
from xlperf.report.blocks.comparisons import newest_comparison
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.text_fit import row_height
from xlperf.sheets.layout import Page, Sheet

NO_OTHERS = (
    "The inputs have no values of other authorities; the sheet Comparators of a performance workbook takes them."
)
BESIDE, INDENT = 2, 1.5  # columns of words after this one are indented, which takes so many units of their width
GOOD_IS = {"low": "low", "high": "high", "neutral": "neither"}


def word_table(
    name: str,
    title: str,
    introduction: str,
    headings: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[tuple[Sequence[str], Sequence[str]]],
    footer: str,
) -> Sheet:
    """Return a sheet of one table; each row is its texts and their roles."""
    sheet = Canvas(name, widths)
    room = [width - (INDENT if column > BESIDE else 0) for column, width in enumerate(widths, start=1)]
    sheet.put(1, title, "title")
    sheet.next_row(28)
    sheet.put(1, introduction, "note")
    sheet.next_row()
    sheet.next_row(8)
    header = sheet.row
    for column, heading in enumerate(headings, start=1):
        sheet.put(column, heading, "heading_beside" if column > BESIDE else "heading")
    sheet.next_row()
    sheet.heights[header] = row_height(zip(headings, room, strict=True), least=18)
    for texts, roles in rows:
        for column, (text, role) in enumerate(zip(texts, roles, strict=True), start=1):
            sheet.put(column, text, "text_beside" if role == "wrapped" and column > BESIDE else role)
        sheet.next_row(row_height(zip(texts, room, strict=True)))
    page = Page(landscape=True, footer=footer, repeat_rows=(header, header))
    return sheet.finish(page, freeze_at=(header + 1, 1))


def definitions(content: ReportContent) -> Sheet:
    """Return what each indicator means, with its polarity, counting and source."""
    headings = ("Code", "Indicator", "Definition", "Good is", "Counted", "Out of", "Owner", "Also known as", "Source")
    widths = (13, 26, 50, 10, 25, 25, 17, 15, 35)
    rows = []
    for line in content.all_lines:
        indicator = line.indicator
        texts = (
            line.code,
            indicator.title,
            in_one_line(indicator.definition) or "No definition is given. Add one in Measures.",
            good_is(indicator),
            indicator.numerator.label if indicator.numerator else "",
            _denominator_label(indicator),
            indicator.owner,
            ", ".join(code for code in indicator.all_codes if code != line.code),
            in_one_line("; ".join(indicator.sources)),
        )
        rows.append((texts, ("code", *["wrapped"] * 8)))
    return word_table(
        "Definitions",
        "Definitions",
        "What each indicator counts, and which way is better.",
        headings,
        widths,
        rows,
        content.title,
    )


def notes(content: ReportContent) -> Sheet:
    """Return the notes to single figures, and to the report as a whole."""
    headings, widths = ("Code", "Period", "Figure", "Note"), (14, 40, 12, 100)
    rows: list[tuple[Sequence[str], Sequence[str]]] = [
        (("All", "", "", note), ("code", "wrapped", "number_top", "wrapped"))
        for note in (*content.notes, *_general(content))
    ]
    for line in content.all_lines:
        for note, figures in noted(line).items():
            shown_figure = figures[0].text + figures[0].marks if len(figures) == 1 else ""
            texts = (line.code, _periods(figures), shown_figure, note)
            rows.append((texts, ("code", "wrapped", "number_top", "wrapped")))
    return word_table(
        "Notes", "Notes", "What a careful reader of single figures should know.", headings, widths, rows, content.title
    )


def data_quality(content: ReportContent) -> Sheet:
    """
    Return what was found in the inputs with its place, by rule, each rule with how many it has in all.

    Of many in one sheet the first are listed, and one line says how many more there are. Last stands what the problems
    do to the figures, and that is of all of them.
    """
    headings = ("Severity", "Rule", "File", "Sheet", "Cell", "What was found, and what to do")
    widths = (11, 26, 30, 20, 12, 104)
    by_rule = Counter(problem.rule for problem in content.problems)
    rows: list[tuple[Sequence[str], Sequence[str]]] = []
    for one in listed(sorted(content.problems, key=_seriousness)):
        problem = one.problem
        rule = f"{problem.rule} ({by_rule[problem.rule]:,})" if problem.rule else ""
        place = (problem.file, problem.sheet, problem.cell)
        texts = (problem.severity.value.capitalize(), rule, *place, problem.message)
        rows.append((texts, (f"problem_{problem.severity.value}", *["wrapped"] * 5)))
    rows += [(("Effect", line.code, "", "", "", note), ("code", *["wrapped"] * 5)) for line, note in _left_out(content)]
    said = (
        "Problems found while reading, each with its cell; of many of one kind in a sheet the first, and how many "
        "more. Last, what they leave out of each indicator."
    )
    if content.publication:
        said = "Problems found in the inputs, by kind. Where they stand, the report that is not for publication says."
    if not rows:
        said = "No problem was found in the inputs."
    return word_table("Data quality", "Data quality", said, headings, widths, rows, content.title)


def _seriousness(problem: Problem) -> tuple[int, str]:
    return list(Severity).index(problem.severity), problem.rule


def _left_out(content: ReportContent) -> Iterator[tuple[Line, str]]:
    """Yield what the problems do to the figures of the report's own period and the year to date."""
    for line in content.lines:
        notes = dict.fromkeys(note for figure in (line.now, line.to_date) for note in figure.notes)
        yield from ((line, note) for note in notes if "left out" in note)


def in_one_line(text: str) -> str:
    """Return a text without the line breaks that its definition file was wrapped with; blank lines stay."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def noted(line: Line) -> dict[str, list[Figure]]:
    """Return each note of a line once, with the figures it is about in order of time."""
    figures = {figure.period: figure for figure in (line.outturn, *line.latest, line.to_date, *line.months)}
    if line.beside is not None:
        former = [one.figure for one in line.beside.formers.values()]
        ended = [one for one in line.quarters if one.period.last_day <= line.now.period.last_day]
        shown = [figure for figure in (line.earlier, *ended, *former) if figure is not None]
        figures |= {figure.period: figure for figure in shown}
    found: dict[str, list[Figure]] = {}
    forecast = [line.forecast] if line.forecast is not None else []
    for figure in [*(figure for _, figure in sorted(figures.items())), *forecast]:
        for note in figure.notes:
            found.setdefault(note, []).append(figure)
    return found


def _periods(figures: Sequence[Figure]) -> str:
    """Return the periods of a note: each by name, or from when to when where they are many."""
    headings = [figure.period.heading + (", forecast" if figure.kind == "forecast" else "") for figure in figures]
    if len(headings) > 3:
        return f"{len(headings)} periods from {headings[0]} to {headings[-1]}"
    return ", ".join(headings)


def good_is(indicator: Indicator) -> str:
    """Return which way is better, in a word or a range."""
    return GOOD_IS.get(indicator.polarity.direction, str(indicator.polarity))


def _denominator_label(indicator: Indicator) -> str:
    if indicator.denominator:
        return indicator.denominator.label
    if indicator.unit == "rate":
        return f"per {indicator.per:,.0f} of the population aged {indicator.population_ages}"
    return ""


def _has_others(content: ReportContent) -> bool:
    return any(newest_comparison(line) is not None for line in content.lines)


def _general(content: ReportContent) -> tuple[str, ...]:
    limits = "Limits are 95% intervals: Wilson's for percentages, Byar's for rates and counts (exact under 10)."
    if "board table" in content.plan.blocks:
        return (
            "A status compares unrounded values; what is printed is rounded once, halves away from zero.",
            "Each quarter's status is about that quarter, against its own plan or else the plan of the year.",
            limits,
        )
    alone = (NO_OTHERS,) if "comparisons" in content.plan.blocks and not _has_others(content) else ()
    return (
        *alone,
        "Status and percent adrift compare unrounded values; what is printed is rounded once, halves away from zero.",
        "The status is about the year to date; where that has no value, about the latest period.",
        "A change in the number of cases is needed to meet the target: - means fewer, + means more.",
        limits,
    )
