"""Help for the arguments of a worksheet function, as Excel and the free Excel-DNA IntelliSense add-in read it.

Excel keeps the help of a function in its VBA, and that of its arguments in the workbook part, where `MacroOptions`
would put it: [MS-XLSX] 2.6.95 (argumentDescriptions). The IntelliSense add-in reads the last sheet of a workbook when
it is called `_IntelliSense_`: the first cell says FunctionInfo, and each row below is a function, its help, a help
topic, and then each argument with its help.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from xlperf.functions.card import Card

ARGUMENT_HELP = "{8193D73E-4604-4355-AFF4-8A2333D13BE4}"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
INTELLISENSE_SHEET = "_IntelliSense_"


def argument_help(cards: Iterable[Card]) -> str:
    """Return the extension of the workbook part that holds the help of every argument, as XML."""
    names = "".join(_of_one(card) for card in cards)
    return f'<ext uri="{ARGUMENT_HELP}" xmlns:x14="{X14}"><x14:definedNames>{names}</x14:definedNames></ext>'


def _of_one(card: Card) -> str:
    texts = "".join(
        f'<x14:argumentDescription index="{number}">{escape(argument.help)}</x14:argumentDescription>'
        for number, argument in enumerate(card.arguments)
    )
    return (
        f"<x14:definedName name={quoteattr(card.name)}>"
        f'<x14:argumentDescriptions count="{len(card.arguments)}">{texts}</x14:argumentDescriptions>'
        "</x14:definedName>"
    )


def intellisense_rows(cards: Iterable[Card]) -> list[list[str]]:
    """Return the rows of the sheet `_IntelliSense_`."""
    rows = [["FunctionInfo", "1.0"]]
    for card in cards:
        arguments = [text for argument in card.arguments for text in (argument.name, argument.help)]
        rows.append([card.name, card.summary, "", *arguments])
    return rows
