"""What the pane knows of functions and buttons, made of `CARDS` and `BUTTONS`: functions.json and contents.json."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlperf.actions.button import Button
from xlperf.definitions.load import load
from xlperf.functions.card import Card
from xlperf.functions.lint import PREFIX
from xlperf.sheets.theme import Theme

NAMESPACE = "PERF"
"""What stands before the dot in Excel: =PERF.RATE(…). Add-ins of this kind cannot name a function PERF_RATE alone."""

THEME = "plain"
CANNOT_COUNT = (
    "Not for this workbook: counting a return of single children needs pandas and numpy, which this copy of the add-in "
    "was built without. Open a performance workbook."
)


def functions_metadata(cards: Iterable[Card]) -> dict[str, object]:
    """
    Return functions.json: how Excel lists the functions and explains their arguments.

    Every argument takes a range and every result may spill; error values are handed over instead of ending the call.
    """
    return {
        "allowErrorForDataTypeAny": True,
        "functions": [
            {
                "id": function_id(card),
                "name": function_id(card),
                "description": card.summary,
                "options": {"requiresAddress": True},
                "result": {"type": "any", "dimensionality": "matrix"},
                "parameters": [
                    {
                        "name": argument.name,
                        "description": argument.help,
                        "type": "any",
                        "dimensionality": "matrix",
                        "optional": argument.optional,
                    }
                    for argument in card.arguments
                ],
            }
            for card in cards
        ],
    }


def function_id(card: Card) -> str:
    """Return a function's name after the dot: RATE of PERF_RATE."""
    return card.name.removeprefix(PREFIX)


def contents(buttons: Iterable[Button], wheels: Sequence[str], can_count: bool) -> dict[str, object]:
    """Return contents.json: what the pane loads, the buttons it shows and when it greys one."""
    return {
        "wheels": list(wheels),
        "namespace": NAMESPACE,
        "can_count": can_count,
        "cannot_count": CANNOT_COUNT,
        "performance_sheets": performance_sheets(),
        "buttons": [
            {
                "id": button.id,
                "label": button.label,
                "group": button.group,
                "tip": button.tip,
                "help": button.help,
                "image": button.image,
                "asks": bool(button.questions),
                "counts_open_book": button.counts and not any(one.kind == "folder" for one in button.questions),
            }
            for button in buttons
        ],
    }


def performance_sheets() -> list[str]:
    """Return the names of the sheets by which a performance workbook is known."""
    return sorted(table.name for table in load().returns["performance"].tables)


def theme_css(theme: Theme) -> str:
    """Return the colours and the font of a theme as a style sheet's variables."""
    lines = [f"  --{name}: {colour};" for name, colour in theme.colours.items()]
    return "\n".join([":root {", f'  --font: "{theme.font}";', *lines, "}", ""])


def plain_theme() -> Theme:
    """Return the theme of the reports."""
    return load().themes[THEME]
