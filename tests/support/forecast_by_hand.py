"""Year-end forecasts and their back-test a second time: exact fractions, lists that are cut shorter, no numbering."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlperf.results.forecast_methods import Method

Step = tuple[int, int]  # numerator and denominator; of an amount only the first counts
YEAR = 12


def ratio(steps: Sequence[Step]) -> Fraction | None:
    below = sum(step[1] for step in steps)
    return Fraction(sum(step[0] for step in steps), below) if below else None


def amount(steps: Sequence[Step]) -> Fraction:
    return Fraction(sum(step[0] for step in steps))


def line_ahead(values: Sequence[int], ahead: int) -> Fraction:
    """The least-squares line through the values at 1, 2, 3 …, so many steps after the last; by the normal equations."""
    n = len(values)
    x = range(1, n + 1)
    sum_x, sum_y = sum(x), sum(values)
    sum_xx, sum_xy = sum(one * one for one in x), sum(one * value for one, value in zip(x, values, strict=True))
    slope = Fraction(n * sum_xy - sum_x * sum_y, n * sum_xx - sum_x * sum_x)
    intercept = (Fraction(sum_y) - slope * sum_x) / n
    return max(Fraction(0), intercept + slope * (n + ahead))


def year_end(
    measure: str, method: Method, known: Sequence[Step], gone: int, points: int, years: int = 2
) -> Fraction | None:
    """Return the year's end from all steps known so far, the last `gone` of them in the year."""
    if len(known) < gone:
        return None
    so_far = known[len(known) - gone :]
    left = YEAR - gone
    latest = [step[0] for step in known[-points:]]
    match measure, method:
        case _, "carried forward":
            return Fraction(known[-1][0])
        case _, "ratio of sums":
            return ratio(so_far)
        case _, "run rate":
            return amount(so_far) / Fraction(gone, YEAR)
        case _, "seasonal profile":
            before = known[: len(known) - gone]
            if len(before) < YEAR * years:
                return None
            whole = [before[len(before) - YEAR * (one + 1) : len(before) - YEAR * one] for one in range(years)]
            share = Fraction(sum(amount(one[:gone]) for one in whole), sum(amount(one) for one in whole) or 1)
            return amount(so_far) / share if share else None
        case _ if len(known) < points:
            return None
        case "level", _:
            return line_ahead(latest, left)
        case "events", _:
            return amount(so_far) + sum(line_ahead(latest, ahead) for ahead in range(1, left + 1))
        case _:
            below = [line_ahead([step[1] for step in known[-points:]], ahead) for ahead in range(1, left + 1)]
            above = [min(line_ahead(latest, ahead), below[ahead - 1]) for ahead in range(1, left + 1)]
            whole_below = sum(step[1] for step in so_far) + sum(below)
            return (sum(step[0] for step in so_far) + sum(above)) / whole_below if whole_below else None


def back_test(
    measure: str, method: Method, known: Sequence[Step], gone: int, points: int, years: int = 2
) -> list[Fraction]:
    """Return outcome less forecast at every earlier point, by taking the latest step away again and again."""
    found = []
    for cut in range(YEAR - gone, len(known)):
        earlier = known[: len(known) - cut]
        first = len(earlier) - gone
        if cut == 0 or first < (0 if measure != "level" else -gone):
            continue
        forecast = year_end(measure, method, earlier, gone if measure != "level" else 0, points, years)
        if measure == "level":
            forecast = _level(method, earlier, gone, points)
            outcome: Fraction | None = Fraction(known[len(earlier) - 1 + YEAR - gone][0])
        else:
            year = known[first : first + YEAR]
            outcome = ratio(year) if measure == "share" else amount(year)
        if forecast is not None and outcome is not None:
            found.append(outcome - forecast)
    return found


def _level(method: Method, earlier: Sequence[Step], gone: int, points: int) -> Fraction | None:
    if method == "carried forward":
        return Fraction(earlier[-1][0])
    if len(earlier) < points:
        return None
    return line_ahead([step[0] for step in earlier[-points:]], YEAR - gone)
