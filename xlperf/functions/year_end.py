"""The worksheet function that forecasts the end of a year from its months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from xlperf.functions import cells
from xlperf.functions.broadcast import Rows, filled_rows, only_cell, refusals_answered, rows_of
from xlperf.functions.card import Example, OneOf, card
from xlperf.functions.cells import NOT_THERE, WRONG_NUMBER, WRONG_VALUE, Cell, Cells, Range, Refused
from xlperf.period import Period, PeriodKind, month_after
from xlperf.results.missing import STRONGEST_FIRST
from xlperf.results.rate import percent
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing, Number

if TYPE_CHECKING:
    from xlperf.results.forecast_methods import Measure, Method
    from xlperf.results.forecast_series import Point

KINDS: tuple[Measure, ...] = ("level", "share", "events")
METHODS: tuple[Method, ...] = ("carried forward", "ratio of sums", "run rate", "seasonal profile", "linear")
USUAL = "usual"
MOST_MONTHS = 240
ANY_APRIL = Period.month(2001, 4).first_day  # forecasts need a year, and any will do


@card(
    "PERF_YEAR_END",
    Example(([[10, 14, 12]], "events"), 144.0, "36 in three months: 144 in twelve at that pace"),
    Example(([[2, 3, 28, None]], "share", [[40, 60, 146, None]]), 0.13414634146341464, "the ratio of sums so far"),
    Example(([[286], [290], [281], [None]], "level"), 281.0, "carried forward"),
    Example(([[280], [282], [284]], "level", None, "linear"), 302.0, "two more each month"),
    Example(([[None, None]], "events"), "x", "nothing yet"),
    Example(([["c", None]], "events"), "c"),
    Example(([[0, 0]], "share", [[0, 0]]), "z"),
    Example(([[10, 14]], "events", None, "ratio of sums"), CellError(WRONG_VALUE), "a method for shares"),
    Example(([[10, 14]], "share"), CellError(WRONG_VALUE), "a share needs denominators"),
    Example(([[10, 14]], "events", None, "seasonal profile"), CellError(NOT_THERE), "needs a complete year before"),
)
def year_end(
    months: Range,
    kind: Annotated[Cells, OneOf(KINDS)],
    denominators: Range | None = None,
    method: Annotated[Cells, OneOf((USUAL, *METHODS))] = USUAL,
) -> Cells:
    """
    Return the forecast of the year's end from the months so far, April first.

    "events" are counted in each month and scaled up, by the profile of earlier years where two complete ones stand
    before; a "share" is the ratio of the sums; a "level" stands on a day and is carried forward. Earlier years go
    before in the same range, from an April on, and the year is that of the last month with a figure. A month without
    one is taken to be like the others.

    months: One cell for each month, from April on: values, or the numerators of a share.
    kind: What is forecast: "events", "share" or "level".
    denominators: Of a share, one cell for each month, in the same shape; otherwise left out.
    method: "carried forward", "ratio of sums", "run rate", "seasonal profile" or "linear"; "usual" when left out.
    returns: One number, unrounded; a share as a fraction.
    """
    below = None if denominators is None else rows_of(denominators)
    return refusals_answered(_year_end, rows_of(months), kind, below, method)


def _year_end(months: Rows, kind: Cells, denominators: Rows | None, method: Cells) -> Cell:
    # Imported here: it is more than all the other functions need together, and the first cell is not to wait.
    from xlperf.results.forecast import NoForecast, forecast
    from xlperf.results.forecast_methods import POSSIBLE
    from xlperf.results.forecast_series import History

    measure = KINDS[KINDS.index(cells.choice(only_cell(kind, "kind"), "kind", KINDS))]
    wanted = cells.choice(only_cell(method, "method"), "method", (USUAL, *METHODS), blank=USUAL)
    chosen = next((one for one in METHODS if one == wanted), None)
    if chosen is not None and chosen not in POSSIBLE[measure]:
        raise Refused(WRONG_VALUE, f"That method does not fit {measure}: use {' or '.join(POSSIBLE[measure])}.")
    values = _line(months, "months")
    wholes: list[Number] = []
    if measure == "share":
        if denominators is None or not filled_rows(denominators):
            raise Refused(WRONG_VALUE, "A share needs the denominators of its months.")
        wholes = _line(denominators, "denominators")
        longer = max(len(values), len(wholes))
        values += [Missing.NOT_AVAILABLE] * (longer - len(values))
        wholes += [Missing.NOT_AVAILABLE] * (longer - len(wholes))
    points = _points(measure, values, wholes)
    if not points:
        reasons = [value for value in (*values, *wholes) if isinstance(value, Missing)]
        return cells.written(min(reasons, key=STRONGEST_FIRST.index, default=Missing.NOT_AVAILABLE))
    until = points[-1].period
    history = History(measure, "percent" if measure == "share" else "count", 1, PeriodKind.MONTH, points)
    found = forecast(history, until.year, until, chosen)
    if isinstance(found, NoForecast):
        if measure == "share" and all(point.denominator == 0 for point in points):
            return cells.written(percent(0, 0))
        raise Refused(NOT_THERE, found.reason)
    return found.value


def _line(rows: Rows, name: str) -> list[Number]:
    """Return the numbers of one row or one column of months; refuse a series of more years than it can mean."""
    line = one_line(rows, name)
    if len(line) > MOST_MONTHS:
        raise Refused(WRONG_NUMBER, f"{name} holds more than {MOST_MONTHS} cells; give the latest of them.")
    return [cells.count(cell, f"a cell of {name}") for cell in line]


def one_line(rows: Rows, name: str) -> list[Cell]:
    """Return the cells of one row or one column up to its last filled one; an error among them is refused."""
    if len(rows) > 1 and len(rows[0]) > 1:
        raise Refused(WRONG_VALUE, f"{name} must be one row or one column.")
    line = [cell for row in rows[: filled_rows(rows)] for cell in row]
    while line and cells.is_blank(line[-1]):
        line.pop()
    for cell in line:
        if isinstance(cell, CellError):
            raise Refused(cell.code, cell.reason)
    return line


def _points(measure: Measure, values: list[Number], wholes: list[Number]) -> tuple[Point, ...]:
    """Return the months with figures; the first cell is an April."""
    from xlperf.results.forecast_series import Point

    points = []
    for place, value in enumerate(values):
        first = month_after(ANY_APRIL, place)
        period = Period.month(first.year, first.month)
        whole = wholes[place] if measure == "share" else 1.0
        if isinstance(value, Missing) or isinstance(whole, Missing):
            continue
        if measure == "share":
            if value > whole:
                raise Refused(WRONG_NUMBER, "A numerator is above its denominator.")
            points.append(Point(period, numerator=value, denominator=whole))
        else:
            points.append(Point(period, value))
    return tuple(points)
