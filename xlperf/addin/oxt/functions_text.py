"""What Calc must be told of the functions: their types, and the texts of its function wizard.

An argument that must be given is declared as rows of cells, a single one too; one that may be left out is declared as
`any`, because to Calc all such arguments, and only they, are optional. Every function gives `any`: one cell, or rows of
cells that say their type themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from xlperf.addin.oxt.names import FUNCTIONS, FUNCTIONS_INTERFACE, argument_name, method_name
from xlperf.functions.card import Argument, Card

ROWS = "sequence< sequence< any > >"
ONE_OR_ROWS = "any"
NAMESPACES = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
CATEGORY = "Add-In"
"""One of Calc's own; it has no others."""

OTHER_PROGRAMS = "en-US"
"""The language under which Calc looks for a function's name in workbooks of other programs."""


def interface_text(cards: Iterable[Card], interface: str = FUNCTIONS_INTERFACE) -> str:
    """Return the interface of the functions in the language UNOIDL, which LibreOffice reads as it stands."""
    *modules, name = interface.split(".")
    methods = "\n".join(f"    {_method(card)}" for card in cards)
    opened = " ".join(f"module {module} {{" for module in modules)
    closed = " ".join("};" for _ in modules)
    return f"{opened}\n  interface {name} {{\n{methods}\n  }};\n{closed}\n"


def _method(card: Card) -> str:
    arguments = ", ".join(
        f"[in] {ONE_OR_ROWS if argument.optional else ROWS} {argument_name(number)}"
        for number, argument in enumerate(card.arguments, start=1)
    )
    return f"{ONE_OR_ROWS} {method_name(card.name)}({arguments});"


def wizard_text(cards: Iterable[Card], service: str = FUNCTIONS) -> str:
    """Return CalcAddIns.xcu: what the function wizard shows of each function and of each of its arguments."""
    functions = "".join(_function(card) for card in cards)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:component-data {NAMESPACES} oor:name="CalcAddIns" oor:package="org.openoffice.Office">\n'
        f'<node oor:name="AddInInfo">\n<node oor:name={quoteattr(service)} oor:op="replace">\n'
        f'<node oor:name="AddInFunctions">\n{functions}</node>\n</node>\n</node>\n</oor:component-data>\n'
    )


def _function(card: Card) -> str:
    arguments = "".join(_argument(number, argument) for number, argument in enumerate(card.arguments, start=1))
    return (
        f'<node oor:name={quoteattr(method_name(card.name))} oor:op="replace">\n'
        + text_property("DisplayName", card.name)
        + text_property("Description", card.summary)
        + f'<prop oor:name="Category"><value>{CATEGORY}</value></prop>\n'
        + text_property("CompatibilityName", card.name, OTHER_PROGRAMS)
        + f'<node oor:name="Parameters">\n{arguments}</node>\n</node>\n'
    )


def _argument(number: int, argument: Argument) -> str:
    return (
        f'<node oor:name={quoteattr(argument_name(number))} oor:op="replace">\n'
        + text_property("DisplayName", argument.name)
        + text_property("Description", argument.help)
        + "</node>\n"
    )


def text_property(name: str, text: str, language: str = "en") -> str:
    """Return a property of LibreOffice's configuration that holds a text of a language."""
    value = f"<value xml:lang={quoteattr(language)}>{escape(text)}</value>"
    return f'<prop oor:name={quoteattr(name)} oor:type="xs:string">{value}</prop>\n'
