"""A card becomes what xlwings calls a user-defined function.

xlwings (0.37.8, `udfs.py`) knows such a function by an attribute `__xlfunc__`, which its decorators would build from a
signature; here it is built from the card. It is read by `call_udf`, which runs the function, by
`generate_vba_wrapper`, which writes its VBA, and by `import_udfs`, which gives the wizard its help.
"""

from __future__ import annotations

from collections.abc import Callable

from xlperf.functions.card import Argument, Card
from xlperf.hosts.excel.reasons import note
from xlperf.hosts.excel.values import from_excel, to_excel

Metadata = dict[str, object]

# Every argument arrives as rows of cells, with errors as text where xlwings would make them blank.
READ_OPTIONS = {"ndim": 2, "err_to_str": True}


def excel_function(card: Card) -> Callable[..., object]:
    """Return the function that xlwings calls for a card: cells in, cells out, nothing raised for data."""

    def call(*arguments: object) -> object:
        answer = card.function(*(from_excel(argument) for argument in arguments))
        note(card.name, answer)
        return to_excel(answer)

    call.__name__ = call.__qualname__ = card.name
    call.__doc__ = card.summary
    setattr(call, "__xlfunc__", metadata(card))  # noqa: B010 - a plain assignment is no attribute of a function's type
    return call


def metadata(card: Card) -> Metadata:
    """Return what xlwings' decorators would have noted about the function."""
    arguments = [argument_metadata(argument, position) for position, argument in enumerate(card.arguments)]
    return {
        "name": card.name,
        "sub": False,
        "args": arguments,
        "argmap": {argument.name: noted for argument, noted in zip(card.arguments, arguments, strict=True)},
        "ret": {"doc": card.summary, "options": {}},
        "category": card.category,
        "call_in_wizard": True,
        "volatile": False,
        "async_mode": None,
    }


def argument_metadata(argument: Argument, position: int) -> Metadata:
    """Return what xlwings notes about one argument; only one that may be left out has the key ``optional``."""
    noted: Metadata = {
        "name": argument.name,
        "pos": position,
        "vba": None,
        "doc": argument.help,
        "vararg": False,
        "options": dict(READ_OPTIONS),
    }
    if argument.optional:
        noted["optional"] = argument.default
    return noted
