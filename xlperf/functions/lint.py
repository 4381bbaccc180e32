"""What a card must not be: names and texts that one of the hosts would refuse or misread.

Each rule came up in practice. `=RATE(1,4)` never reaches an add-in, because Excel has a RATE of its own; NI64 and R1C1
are cells; VBA allows no dots, and at most 31 letters in a module's name; the wizard shows 255 letters of help. That
every name starts with PERF_ keeps all of them apart from Excel's own functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xlperf.functions.card import Card
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW, parse_cell

PREFIX = "PERF_"
LONGEST_NAME = 31
LONGEST_HELP = 255

_VBA_WORDS = """
    and as boolean byref byte byval call case class const currency date debug declare dim do double each else elseif
    empty end enum erase error event exit false for friend function get gosub goto if implements in integer is let
    like long longlong loop lset me mod new next not nothing null object on option optional or paramarray preserve
    print private property public put raiseevent redim rem resume return rset select set single static step stop
    string sub then to true type typeof until variant wend while with withevents write xor
"""
_RESERVED = frozenset(_VBA_WORDS.split())


def name_faults(name: str) -> Iterator[str]:
    """Yield what is wrong with the name of a worksheet function, in one sentence each."""
    if not name.startswith(PREFIX) or name == PREFIX:
        yield f"{name} must start with {PREFIX}, which keeps it apart from Excel's own functions."
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
        yield f"{name} may hold only capital letters, digits and underscores, and starts with a letter."
    if len(name) > LONGEST_NAME:
        yield f"{name} is longer than {LONGEST_NAME} characters."
    if is_cell(name):
        yield f"{name} is also the name of a cell."


def is_cell(name: str) -> bool:
    """Say whether a spreadsheet reads a name as a cell, row or column: NI64, xfd1048576, R1C1, R2, C."""
    if re.fullmatch(r"R\d*|C\d*|R\d*C\d*", name.upper()):
        return True
    try:
        row, column = parse_cell(name)
    except ValueError:
        return False
    return row <= LAST_ROW and column <= LAST_COLUMN


def card_faults(card: Card) -> Iterator[str]:
    """Yield everything wrong with a card: its name, its texts, its arguments, its examples."""
    yield from name_faults(card.name)
    for what, text in [("summary", card.summary), ("result", card.result)]:
        yield from text_faults(f"{card.name}, {what}", text)
    for argument in card.arguments:
        yield from text_faults(f"{card.name}, {argument.name}", argument.help)
        if argument.name.casefold() in _RESERVED | {card.name.casefold()} or argument.name.startswith("_"):
            yield f"{card.name}: {argument.name} cannot be an argument's name in VBA."
    optional = [argument.optional for argument in card.arguments]
    if optional != sorted(optional):
        yield f"{card.name}: an argument that must be given comes after one that may be left out."
    for example in card.examples:
        if not card.required <= len(example.arguments) <= len(card.arguments):
            yield f"{card.name}: an example has {len(example.arguments)} arguments."


def text_faults(place: str, text: str) -> Iterator[str]:
    """Yield what is wrong with a text that the function wizard shows."""
    if not text:
        yield f"{place}: there is no text."
    if len(text) > LONGEST_HELP:
        yield f"{place}: longer than {LONGEST_HELP} characters, and the wizard cuts it off."
    if not text.isascii():
        yield f"{place}: holds a letter that VBA cannot keep in every code page."


def same_name_faults(cards: Iterable[Card]) -> Iterator[str]:
    """Yield a sentence for each name that two cards share; case makes no difference in Excel."""
    seen: set[str] = set()
    for card in cards:
        if card.name.casefold() in seen:
            yield f"Two functions are called {card.name}."
        seen.add(card.name.casefold())
