"""Help: a new workbook that explains the buttons and the functions; it is made of their own words and works offline."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.actions.button import Answers, Button, Outcome
from xlperf.actions.buttons import BUTTONS
from xlperf.actions.desk import Desk
from xlperf.actions.tables import Column, Table, sheet_of, text_cell
from xlperf.functions import CARDS, Card
from xlperf.functions.card import Example
from xlperf.functions.cells import Cells
from xlperf.sheets.grid import CellError
from xlperf.sheets.layout import Cell, Layout, Properties, Sheet

NAME = "xlperf help.xlsx"
BUTTON_COLUMNS = (Column("Button", 20), Column("What it does", 80), Column("What it asks", 60))
FUNCTION_COLUMNS = (
    Column("Function", 20),
    Column("What it gives", 54),
    Column("Arguments", 70),
    Column("For example", 46),
)


def run(desk: Desk, answers: Answers) -> Outcome:
    """Open the explanations as a new workbook, beside whatever is open."""
    layout = Layout((buttons_sheet(), functions_sheet()), Properties("xlperf help", created=desk.today))
    place = desk.open_layout(layout, "plain", NAME)
    return Outcome(f"The buttons and functions are explained in {place}.", files=(place,))


def buttons_sheet() -> Sheet:
    """Return every button with what it does and asks, in the order of the ribbon."""
    said = ("Nothing is written over without asking: results go to new sheets, new workbooks and empty cells.",)
    rows = [
        (text_cell(one.label, "label"), text_cell(f"{one.tip}. {one.help}"), text_cell(_questions(one)))
        for one in BUTTONS
    ]
    return sheet_of("Buttons", "The buttons", said, [Table(BUTTON_COLUMNS, rows)])


def functions_sheet() -> Sheet:
    """Return every worksheet function with its arguments and examples, made of its card."""
    said = (
        "Each takes a cell or a range, and answers a range with a range. In LibreOffice write ; instead of commas.",
    )
    return sheet_of("Functions", "The functions", said, [Table(FUNCTION_COLUMNS, [_row(card) for card in CARDS])])


def formula_text(card: Card, example: Example) -> str:
    """Return an example as it is typed into a cell: ``=PERF_PERCENT(33,246)``."""
    return f"={card.name}({','.join(_typed(argument) for argument in example.arguments)})"


def _questions(button: Button) -> str:
    asked = [f"{one.label}{' (may be left empty)' if one.optional else ''}" for one in button.questions]
    return "\n".join(asked) or "Nothing."


def _row(card: Card) -> tuple[Cell, ...]:
    described = " ".join(card.description.split())
    arguments = [f"{one.name}{' (may be left out)' if one.optional else ''}: {one.help}" for one in card.arguments]
    return (
        text_cell(card.name, "label"),
        text_cell(" ".join(filter(None, [card.summary, described]))),
        text_cell("\n".join(arguments)),
        text_cell("\n".join(_examples(card))),
    )


def _examples(card: Card, most: int = 3) -> Iterator[str]:
    for example in card.examples[:most]:
        yield f"{formula_text(card, example)} gives {_shown(example.result)}"


def _shown(result: Cells) -> str:
    if isinstance(result, (list, tuple)):
        return "; ".join(", ".join(_shown(cell) for cell in row) for row in result)
    return f"{result:.6g}" if isinstance(result, float) else str(result)


def _typed(argument: Cells) -> str:
    if isinstance(argument, (list, tuple)):
        rows = [row if isinstance(row, (list, tuple)) else [row] for row in argument]
        return "{" + ";".join(",".join(_typed(cell) for cell in row) for row in rows) + "}"
    if isinstance(argument, str):
        doubled = argument.replace('"', '""')
        return f'"{doubled}"'
    if isinstance(argument, CellError):
        return argument.code
    return "" if argument is None else str(argument).upper() if isinstance(argument, bool) else str(argument)
