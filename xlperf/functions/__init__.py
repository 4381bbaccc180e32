"""The functions shared by every host, each an ordinary typed function with a card.

Every one takes a cell or a range, never raises for data, and answers with a value, a symbol (z x c low) or an Excel
error value. `CARDS` lists them in the order in which they are shown; `find` takes a name as a person types it.
"""

from __future__ import annotations

from xlperf.errors import UnknownName
from xlperf.functions.card import Argument, Card, Example, card_of
from xlperf.functions.dates import due, working_days
from xlperf.functions.indicators import indicator
from xlperf.functions.judgements import adrift, brag, status, to_target, trend
from xlperf.functions.limits import interval
from xlperf.functions.lint import PREFIX
from xlperf.functions.rates import percent, rate, shown, ytd
from xlperf.functions.signals import spc
from xlperf.functions.standing import quartile, rank
from xlperf.functions.year_end import year_end

CARDS: tuple[Card, ...] = tuple(
    card_of(function)
    for function in (
        *(rate, percent, shown, adrift, brag, status, trend, to_target, interval, ytd, year_end),
        *(working_days, due, rank, quartile, spc, indicator),
    )
)

__all__ = [
    "CARDS",
    "Argument",
    "Card",
    "Example",
    "adrift",
    "brag",
    "due",
    "find",
    "indicator",
    "interval",
    "percent",
    "quartile",
    "rank",
    "rate",
    "shown",
    "spc",
    "status",
    "to_target",
    "trend",
    "working_days",
    "year_end",
    "ytd",
]


def find(name: str) -> Card:
    """Return the card of ``PERF_RATE``, ``perf_rate`` or ``rate``; raise `UnknownName` with the nearest there are."""
    plain = name.strip().upper().replace("-", "_")
    for card in CARDS:
        if plain in {card.name, card.name.removeprefix(PREFIX)}:
            return card
    known = [card.name if plain.startswith(PREFIX) else card.python_name for card in CARDS]
    raise UnknownName("function", name, known, f"There are {', '.join(card.python_name for card in CARDS)}.")
