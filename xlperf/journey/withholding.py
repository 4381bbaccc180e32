"""Which figures of the inputs are withheld in a publication, and a maker of figures that never gives them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure, Kind, Part
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import Inputs
from xlperf.journey.quantities import Counted, Place, counted_of, counts_of, place_of, quantity_of
from xlperf.period import Period
from xlperf.results.interval_sums import Bounds, caps_of
from xlperf.results.suppress import SMALL, Cell, Withheld, bounds_at, is_small, withheld
from xlperf.symbols import Missing

SMALL_NOTE = "A few records are left out or read otherwise; how many is withheld, because the number is small."
METHOD = "Withheld: a number behind it is from 1 to {limit}."
PROTECTS = "Withheld so that a small number cannot be worked out from it."
STATED_AS = "Stated as "


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a figure is withheld, and whether that is because it is small itself or to protect another."""

    numerator: bool
    denominator: bool
    small: bool


class PublishingMaker(FigureMaker):
    """
    Makes figures of which small ones, and those that would give small ones away, have no number.

    Everything that is worked out from these figures (trends, forecasts, comparisons, sentences) is worked out from what
    is published, and so can say nothing of what is not. What is withheld depends on the inputs and the limit alone, not
    on the period or the plan of a report.
    """

    def __init__(self, inputs: Inputs, authority: str = "", limit: int = SMALL) -> None:
        """Take the inputs as `FigureMaker` does; numbers from 1 to `limit` are withheld."""
        super().__init__(inputs, authority)
        self.limit = limit
        self.given: dict[tuple[str, Period], Figure] = {}  # what was withheld so far, with its numbers
        self._plain = FigureMaker(inputs, authority)

    @cached_property
    def _decided(self) -> Decided:
        return hidden_figures(self._plain, self.limit)

    @property
    def hidden(self) -> Mapping[tuple[str, Period], Hidden]:
        """What is withheld of which figure of the authority, by indicator and period."""
        return self._decided.figures

    @property
    def exposed(self) -> frozenset[tuple[str, Period]]:
        """The withheld figures that nothing protects enough, such as where the inputs contradict themselves."""
        return self._decided.exposed

    def unpublished(self, indicator: Indicator, period: Period) -> Figure:
        """Return a figure of the authority as it is; for decisions on what to withhold, never for a report."""
        return self._plain.numbers(indicator, period)

    def why(self, indicator: Indicator, period: Period) -> Hidden | None:
        """Return what of a figure of the authority is withheld; None for nothing."""
        return self.hidden.get((indicator.id, period))

    def numbers(self, indicator: Indicator, period: Period, area: str = "", kind: Kind = "actual") -> Figure:
        """Return the figure before it is judged; [c] for one that is withheld."""
        figure = super().numbers(indicator, period, area, kind)
        own = kind == "actual" and (not area or self.is_own(area))
        found = self.hidden.get((indicator.id, period)) if own else _by_itself(figure, indicator, self.limit)
        if found is None:
            return self._open(indicator, figure, own)
        if own:
            self.given[indicator.id, period] = figure
        if not found.numerator and figure.numerator == 0:  # none at all, out of a small number
            return replace(self._open(indicator, figure, own), made_from=(), denominator=None, denominator_rows=())
        return replace(
            figure,
            value=None,
            missing=Missing.CONFIDENTIAL,
            numerator=None if found.numerator else figure.numerator,
            denominator=None if found.denominator else figure.denominator,
            provisional=False,
            marks="",
            made_from=(),
            method=METHOD.format(limit=self.limit) if found.small else PROTECTS,
            notes=(),
            numerator_rows=(),
            denominator_rows=(),
        )

    def _open(self, indicator: Indicator, figure: Figure, own: bool) -> Figure:
        """Return a figure that is published: no formula over withheld cells, and no small number in words."""
        parts = figure.made_from
        if own and any((indicator.id, part) in self.hidden for part in parts):
            parts = ()
        return replace(figure, made_from=parts, notes=tuple(dict.fromkeys(self._said(note) for note in figure.notes)))

    def _said(self, note: str) -> str:
        if note.startswith(STATED_AS):
            return "Stated otherwise in the inputs."
        return SMALL_NOTE if holds_small_number(note, self.limit) else note


_NUMBER = re.compile(r"(?<![\w.,/%-])(\d{1,3})(?![\w/%-]|[.,]\d)")
_TIME = re.compile(r"\s*(?:(?:working|calendar|whole)\s+)?(?:days?|weeks?|months?|years?|hours?|[A-Z][a-z]+ \d{4})\b")


def holds_small_number(text: str, limit: int) -> bool:
    """Say whether a text names a number from 1 to the limit that is not of days, months or years, nor of a date."""
    return any(1 <= int(found[1]) <= limit and not _TIME.match(text, found.end()) for found in _NUMBER.finditer(text))


def _by_itself(figure: Figure, indicator: Indicator, limit: int) -> Hidden | None:
    """Return what is withheld of a figure that stands for itself: a forecast that was stated, another area's."""
    above, below = counts_of(figure, indicator)
    rest = None if above is None or below is None or not above else below - above
    small_below = is_small(below, limit)
    if not (is_small(above, limit) or is_small(rest, limit) or small_below):
        return None
    return Hidden(above != 0, small_below, True)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is withheld, by indicator and period, and which of it could still be told too closely."""

    figures: Mapping[tuple[str, Period], Hidden]
    exposed: frozenset[tuple[str, Period]]


def hidden_figures(maker: FigureMaker, limit: int) -> Decided:
    """Return what is withheld of every figure of the authority that the inputs could give."""
    counted = counted_of(maker)
    hidden: frozenset[Spot] = frozenset()
    while True:
        # What is withheld as the numerator of one indicator is withheld as what another is out of, and the reverse.
        below = _decided(counted, "denominator", limit, hidden, None)
        above = _decided(counted, "numerator", limit, hidden, below)
        if (found := hidden | below.hidden | above.hidden) == hidden:
            break
        hidden = found
    figures: dict[tuple[str, Period], Hidden] = {}
    for one in counted:
        for period in one.numerators.keys() | one.denominators.keys():
            top, bottom = ((one.indicator.id, part, period) for part in ("numerator", "denominator"))
            is_top = top in above.names or period not in one.numerators
            if top in above.names or bottom in below.names:
                small = above.names.get(top, False) or below.names.get(bottom, False)
                figures[one.indicator.id, period] = Hidden(is_top, bottom in below.names, small)
    rows = (*below.rows.values(), *above.rows.values())
    exposed = {(name[0], name[2]) for row in rows for name in row.result.exposed}  # type: ignore[index]
    return Decided(figures, frozenset(exposed))


Name = tuple[str, str, Period]  # indicator, part and period
Spot = tuple[Hashable, int, int]  # a row of numbers, and from which to which of its parts


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of numbers that add up, and what was decided about them."""

    parts: int
    cells: tuple[Cell, ...]
    result: Withheld


@dataclass(frozen=True, slots=True)
class _Decisions:
    """What is withheld of one part of all indicators: by name whether it is small itself, and where it stands."""

    names: Mapping[Name, bool]
    rows: Mapping[Hashable, _Row]
    hidden: frozenset[Spot]


def _decided(
    counted: list[Counted], part: Part, limit: int, hidden: frozenset[Spot], below: _Decisions | None
) -> _Decisions:
    """
    Return what is withheld of one part of every indicator; of numerators, given what is of denominators, `below`.

    `hidden` are the places that are withheld for other reasons.
    """
    cells: dict[Hashable, list[Cell]] = {}
    places: dict[Hashable, Place] = {}
    under: dict[Hashable, Hashable] = {}  # the row of denominators beneath a row of numerators
    for one in counted:
        quantity = quantity_of(one, part, counted)
        beneath = quantity_of(one, "denominator", counted)
        for period, number in (one.numerators if part == "numerator" else one.denominators).items():
            place = place_of(quantity, one.indicator, period)
            whole = one.denominators.get(period) if below else None
            unknown = below is not None and (one.indicator.id, "denominator", period) in below.names
            out_of = None if unknown else whole
            # A numerator says that what it is out of is no smaller; that must leave room for every small number.
            tight = unknown and (whole is None or whole - number <= limit)
            forced = tight or (place.row, place.first, place.last) in hidden
            name: Name = one.indicator.id, part, period
            cells.setdefault(place.row, []).append(
                Cell(name, place.first, place.last, number, out_of, place.last, forced)
            )
            places[name] = places[place.row] = place
            if below and period in one.denominators:
                under.setdefault(place.row, place_of(beneath, one.indicator, period).row)
    # What few are left of can only be as many as the limit says while what they are out of may be one more.
    room = limit + 1 if part == "denominator" else limit
    rows = {
        row: _row(places[row].parts, those, room, below.rows.get(under.get(row)) if below else None)
        for row, those in cells.items()
    }
    names = {name: False for row in rows.values() for name in row.result.further}
    names |= {name: True for row in rows.values() for name in row.result.small}
    spots = frozenset((places[name].row, places[name].first, places[name].last) for name in names)
    return _Decisions(names, rows, spots)  # type: ignore[arg-type]


def _row(parts: int, cells: list[Cell], limit: int, below: _Row | None) -> _Row:
    """Decide about one row; what is `below` says how large its numbers can be."""

    def caps(at: int) -> Bounds | None:
        found = bounds_at(below.parts, below.cells, below.result, at) if below else None
        return caps_of(found) if found is not None else None

    return _Row(parts, tuple(cells), withheld(parts, cells, limit, caps))
