"""The worksheet functions as LibreOffice asks for them: one method for each card, made when the module is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xlperf.addin.oxt.names import method_name
from xlperf.functions import CARDS
from xlperf.functions.card import Card
from xlperf.hosts.calc.values import Typed, from_calc, to_calc

Method = Callable[..., object]


def methods(typed: Typed, cards: Iterable[Card] = CARDS) -> dict[str, Method]:
    """Return the method of every function by the name that LibreOffice has for it."""
    return {method_name(card.name): calc_method(card, typed) for card in cards}


def calc_method(card: Card, typed: Typed) -> Method:
    """Return what LibreOffice calls for a card: cells in, cells out, nothing raised for data."""

    def call(_: object, *given: object) -> object:
        arguments = (from_calc(value, argument) for value, argument in zip(given, card.arguments, strict=True))
        return to_calc(card.function(*arguments), typed)

    return call
