"""Worksheet functions for Excel: a VBA function for every card, with its help built in.

    Public Function PERF_RATE(count As Variant, population As Variant, Optional per As Variant) As Variant
    Attribute PERF_RATE.VB_Description = "Return how many there are for every 10,000 people."
    Attribute PERF_RATE.VB_ProcData.VB_Invoke_Func = " \\n14"
        PERF_RATE = PerfAnswer("PERF_RATE", count, population, per)
    End Function

Everything that they have in common stands in `macros/vba/XlperfCells.bas`. Where they differ from what xlwings 0.37.8
would write (`generate_vba_wrapper`):

- the help of the function wizard is in the text, so nobody clicks Import Functions or trusts the VBA project;
- cells are passed as values (Value2: dates and currencies are numbers), not as objects that Python asks again;
- neither the workbook nor the calling cell is passed: no function looks at them, so none can look at the wrong one;
- errors come as error values that IFERROR sees, not as a text;
- Option Explicit; no `#Const App`, because this module is for Excel alone.

Names and order of the arguments, which may be left out, the module and the function that are called are the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from xlperf.addin.vba_project import Module
from xlperf.addin.vba_text import quoted
from xlperf.functions.card import Argument, Card
from xlperf.functions.lint import card_faults, same_name_faults

MODULE = "XlperfFunctions"
USER_DEFINED = r'" \n14"'  # the category of the function wizard; written so by Excel itself


def wrappers(cards: Iterable[Card]) -> Module:
    """
    Return the module of every worksheet function, in the order of the cards.

    ValueError with every reason when a card has a name, a help text or an argument that VBA or the wizard refuses.
    """
    listed = tuple(cards)
    faults = [*same_name_faults(listed), *(fault for card in listed for fault in card_faults(card))]
    if faults:
        raise ValueError(" ".join(faults))
    head = ["Option Explicit", "' Made from the function cards by macros/recipes/make.py: do not change it by hand."]
    return Module(MODULE, "\n".join([*head, *(line for card in listed for line in ("", *wrapper(card)))]) + "\n")


def wrapper(card: Card) -> list[str]:
    """Return the lines of one function."""
    names = ", ".join([quoted(card.name), *(argument.name for argument in card.arguments)])
    return [
        *signature(card),
        f"Attribute {card.name}.VB_Description = {quoted(card.summary)}",
        f"Attribute {card.name}.VB_ProcData.VB_Invoke_Func = {USER_DEFINED}",
        f"    {card.name} = PerfAnswer({names})",
        "End Function",
    ]


def signature(card: Card) -> list[str]:
    """Return the line that opens a function."""
    return [f"Public Function {card.name}({', '.join(parameter(argument) for argument in card.arguments)}) As Variant"]


def parameter(argument: Argument) -> str:
    """Return one argument as VBA declares it; what is left out reaches Python as such, which knows the default."""
    return f"{'Optional ' * argument.optional}{argument.name} As Variant"
