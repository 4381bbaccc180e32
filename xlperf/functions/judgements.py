"""Worksheet functions that judge a figure: against its target, and against the figure before."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Annotated

from xlperf.errors import UnknownName, did_you_mean
from xlperf.functions import cells
from xlperf.functions.broadcast import broadcast, broadcast_with
from xlperf.functions.card import Example, OneOf, card
from xlperf.functions.catalogue_data import Provider, provider
from xlperf.functions.cells import WRONG_NUMBER, WRONG_VALUE, Cell, Cells, Refused
from xlperf.functions.rates import part_of_whole
from xlperf.results.polarity import Polarity
from xlperf.results.quick_rating import quick_rating
from xlperf.results.rating import Scheme
from xlperf.results.rating import adrift as adrift_of
from xlperf.results.rating import rating as rating_of
from xlperf.results.target import to_target as children_to_target
from xlperf.results.trend import trend as trend_of
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing

Polarities = Annotated[Cells, OneOf(cells.POLARITIES, closed=False)]
SCHEMES = ("brag", "brag_points", "status")
Judge = Callable[[Cell, Cell], Cell]
"""Rates one value against its target."""


@card(
    "PERF_ADRIFT",
    Example((56.2, 51, "low"), 0.10196078431372549, "Derby: 56.20 against 51.00 is 10.2% adrift"),
    Example((52.88, 51, "low"), 0.03686274509803924),
    Example((0.95, 1, "high"), 0.05),
    Example((12, "10 to 15", "low"), CellError(WRONG_VALUE), "a target is a number"),
    Example((5, 0, "low"), "z", "nothing can be adrift from 0 in proportion"),
    Example(("c", 51, "low"), "c"),
    Example((56.2, None, "low"), "z", "no target"),
    Example((56.2, 51, "lowest"), CellError(WRONG_VALUE)),
    Example(([[56.2], [52.88]], 51, "low"), [[0.10196078431372549], [0.03686274509803924]]),
)
def adrift(value: Cells, target: Cells, polarity: Polarities) -> Cells:
    """
    Return how far a figure is from its target, as a fraction of the target; above 0 is worse.

    Against a target of 0, and without a target or a polarity, it is "z" (not applicable). A missing value gives its
    symbol. Where a range is good the share is of the edge that was passed.

    value: The figure; a percentage is a fraction.
    target: The target, in the same unit.
    polarity: Which is better: "low", "high", "neutral" or a range, "10 to 15" (of percentages "10% to 15%").
    returns: A fraction: 0.102 for 10.2% worse than the target, below 0 for better.
    """
    return broadcast(_adrift, value, target, polarity)


def _adrift(value: Cell, target: Cell, polarity: Cell) -> Cell:
    direction = cells.polarity(polarity)
    return cells.written(adrift_of(cells.number(value, "value"), cells.target(target), direction))


@card(
    "PERF_BRAG",
    Example((56.2, 51, "low"), "Red", "Derby: 10.2% worse than the target"),
    Example((52.88, 51, "low"), "Amber"),
    Example((1.05, 1, "low"), "Amber", "exactly 5% worse"),
    Example((51, 51, "low"), "Green"),
    Example((49.98, 51, "low"), "Blue", "exactly 2% better"),
    Example((0.134, 0.1, "low", "brag_points"), "Amber", "3.4 percentage points worse"),
    Example(("x", 51, "low"), "No data"),
    Example(("c", 51, "low"), "Suppressed"),
    Example((56.2, None, "low"), "No target"),
    Example((56.2, 51, "neutral"), "Data only"),
    Example((0.12, None, "10% to 15%"), "Green", "the range is the target"),
    Example((56.2, 51, "low", "barg"), CellError(WRONG_VALUE)),
    Example((CellError(WRONG_NUMBER), 51, "low"), CellError(WRONG_NUMBER), "an error stays the error it is"),
    Example(([[56.2], [52.88], ["z"]], [[51], [51], [51]], "low"), [["Red"], ["Amber"], ["No data"]]),
)
def brag(
    value: Cells,
    target: Cells,
    polarity: Polarities,
    scheme: Annotated[Cells, OneOf(SCHEMES, closed=False)] = "brag",
) -> Cells:
    """
    Return the rating of a figure against its target: the scheme's word, alone, as a cell wants it.

    With "brag", Derby's scheme: Red is more than 5% worse, Amber up to 5% worse, Green met, Blue 2% or more better.
    "brag_points" counts 5 and 2 percentage points instead.

    value: The figure; a percentage is a fraction.
    target: The target, in the same unit.
    polarity: Which is better: "low", "high", "neutral" or a range, "10 to 15" (of percentages "10% to 15%").
    scheme: The rating scheme; "brag" when left out.
    returns: Blue, Green, Amber or Red; or No target, No data, Data only, Suppressed.
    """
    return broadcast_with(_brag, (polarity, scheme), value, target)


def _brag(polarity: Cell, scheme: Cell) -> Judge:
    if type(polarity) is type(scheme) is str:  # in a cell of its own each call comes with the same two
        return _known_brag(polarity, scheme, provider())
    return _new_brag(polarity, scheme)


@lru_cache(maxsize=64)
def _known_brag(polarity: str, scheme: str, source: Provider) -> Judge:
    """Return the same as `_new_brag`, kept for as long as the schemes come from one source."""
    return _new_brag(polarity, scheme)


def _new_brag(polarity: Cell, scheme: Cell) -> Judge:
    if not isinstance(scheme, str) and not cells.is_blank(scheme):
        raise Refused(WRONG_VALUE, "scheme must be the name of a rating scheme, such as brag.")
    name = str(scheme).strip().casefold() if not cells.is_blank(scheme) else SCHEMES[0]
    return _judge(cells.polarity(polarity), _scheme(name))


@card(
    "PERF_STATUS",
    Example((0.1398, 0.11, "low", 0.16), "Warning", "Haringey's NI 62: not met, and not above the red limit"),
    Example((0.1601, 0.11, "low", 0.16), "Alert"),
    Example((0.1398, 0.11, "low"), "Alert", "without a red limit: more than 5% worse"),
    Example((0.1, 0.11, "low", 0.16), "OK"),
    Example(("x", 0.11, "low", 0.16), "No data"),
    Example((0.1398, None, "low", 0.16), "No target"),
    Example((0.1398, 0.11, "", 0.16), CellError(WRONG_VALUE)),
    Example(("13.98%*", 0.11, "low", 0.16), CellError(WRONG_VALUE)),
)
def status(value: Cells, target: Cells, polarity: Polarities, red_limit: Cells = None) -> Cells:
    """
    Return the status of a figure against its target, in words.

    OK when the target is met. Alert when the figure is beyond the red limit, or, without one, more than 5% worse than
    the target. Warning in between.

    value: The figure; a percentage is a fraction.
    target: The target, in the same unit.
    polarity: Which is better: "low", "high", "neutral" or a range, "10 to 15" (of percentages "10% to 15%").
    red_limit: The figure beyond which it is an Alert; may be left out.
    returns: OK, Warning or Alert; or No target, No data, Data only, Suppressed.
    """
    return broadcast_with(_status, (polarity, red_limit), value, target)


def _status(polarity: Cell, red_limit: Cell) -> Judge:
    direction, limit = cells.polarity(polarity), cells.number(red_limit, "red_limit")
    if isinstance(limit, Missing):
        return _judge(direction, _scheme("status"))
    return partial(_word, polarity=direction, scheme=_scheme("status"), red_limit=limit)


@lru_cache(maxsize=32)
def _judge(polarity: Polarity, scheme: Scheme) -> Judge:
    """Return the function that rates one cell; nearly all cells are numbers clear of every threshold."""
    quick = quick_rating(polarity, scheme, lambda rating: scheme.grade(rating).word)
    exactly = partial(_word, polarity=polarity, scheme=scheme)
    if quick is None:
        return exactly

    def judged(value: Cell, target: Cell) -> Cell:
        if value.__class__ is float and target.__class__ is float:
            word = quick(value, target)
            if word is not None:
                return word
        return exactly(value, target)

    return judged


def _word(value: Cell, target: Cell, polarity: Polarity, scheme: Scheme, red_limit: float | None = None) -> str:
    found, aim = cells.number(value, "value"), cells.target(target)
    return scheme.grade(rating_of(found, aim, polarity, scheme, red_limit=red_limit)).word


def _scheme(name: str) -> Scheme:
    try:
        return provider().scheme(name)
    except UnknownName:
        raise Refused(WRONG_VALUE, f"There is no such rating scheme.{did_you_mean(name, SCHEMES)}") from None


@card(
    "PERF_TREND",
    Example((0.134, 0.141, "low", 3), "Improving", "13.4% after 14.1%, where low is better"),
    Example((0.134, 0.141, "high", 3), "Getting worse"),
    Example((56.2, 56.2041, "low", 2), "No change", "both show 56.20"),
    Example((12, 20, "10 to 15", 0), "Improving", "into the range"),
    Example((12, 20, "neutral", 0), "z", "neither way is better"),
    Example(("x", 20, "low", 0), "x"),
    Example((12, None, "low", 0), "x", "nothing before"),
    Example((12, 20, "low", "two"), CellError(WRONG_VALUE)),
)
def trend(now: Cells, before: Cells, polarity: Polarities, places: Cells) -> Cells:
    """
    Return the direction of travel between two figures, adjusted by polarity.

    No change when both show the same. `places` counts the decimals of the value as it stands in the cell: a percentage
    is a fraction there, so one that is shown as 13.4% needs 3 places.

    now: The figure of this period.
    before: The figure of the period before, of the same length.
    polarity: Which is better: "low", "high", "neutral" or a range, "10 to 15" (of percentages "10% to 15%").
    places: The decimals of the cell's value that count: 3 for 13.4%, which is 0.134.
    returns: Improving, No change or Getting worse; "z" when neither way is better, "x" without a figure before.
    """
    return broadcast(_trend, now, before, polarity, places)


def _trend(now: Cell, before: Cell, polarity: Cell, places: Cell) -> Cell:
    latest, earlier = cells.number(now, "now"), cells.number(before, "before")
    direction, decimals = cells.polarity(polarity), cells.places(places)
    for missing in (latest, earlier):
        if isinstance(missing, Missing):
            return cells.written(missing)
    travel = trend_of(latest, earlier, direction, decimals, "score")
    return travel.capitalize() if travel else cells.written(Missing.NOT_APPLICABLE)


@card(
    "PERF_TO_TARGET",
    Example((33, 246, 0.1, "low"), -9.0, "NI 65: 24 of 246 would be 9.8%"),
    Example((5, 10, 0.75, "high"), 3.0, "3 more make 8 of 10"),
    Example((24, 246, 0.1, "low"), 0.0, "met"),
    Example((0, 0, 0.1, "low"), "z"),
    Example((33, "c", 0.1, "low"), "c"),
    Example((33, 246, None, "low"), "z", "no target"),
    Example((3, 0, 0.1, "low"), CellError("#DIV/0!")),
    Example((286, 50890, 51, "low", 10000), -27.0, "a rate per 10,000: 259 of 50,890 is 50.89"),
    Example((286, 50890, 51, "low"), CellError(WRONG_VALUE), "a share is never 51: per was left out"),
    Example((-33, 246, 0.1, "low"), CellError(WRONG_NUMBER)),
)
def to_target(numerator: Cells, denominator: Cells, target: Cells, polarity: Polarities, per: Cells = 1) -> Cells:
    """
    Return how many more or fewer children would meet the target: the change in the numerator, in whole children.

    For a rate per 10,000 give the population as the denominator and 10000 as the last argument. Without it the target
    is of a share; one above 1 where the numerator is the smaller part is #VALUE!, because the two do not fit.

    numerator: How many of them, 0 or more.
    denominator: How many there are in all; for a rate the population.
    target: The target: a fraction for a percentage, the rate itself for a rate.
    polarity: Which is better: "low", "high", "neutral" or a range, "10 to 15" (of percentages "10% to 15%").
    per: For how many people the target is: 10000 for a rate per 10,000; 1 when left out, for a percentage.
    returns: A whole number: 3 for three more, -9 for nine fewer, 0 when the target is met.
    """
    return broadcast(_to_target, numerator, denominator, target, polarity, per)


def _to_target(numerator: Cell, denominator: Cell, target: Cell, polarity: Cell, per: Cell) -> Cell:
    part, whole = part_of_whole(numerator, denominator, "numerator", "denominator")
    aim, direction = cells.target(target), cells.polarity(polarity)
    people = cells.required(per, "per", blank=1)
    if people <= 0:
        raise Refused(WRONG_NUMBER, "per must be above 0.")
    if not isinstance(part, Missing) and not isinstance(whole, Missing):
        goal = direction.upper if direction.direction == "range" else aim
        if people == 1 and part <= whole and isinstance(goal, float) and goal > 1:
            raise Refused(WRONG_VALUE, "target is above 1, so it is no share; for a rate give per, such as 10000.")
        whole /= people
    return cells.written(children_to_target(part, whole, aim, direction))
