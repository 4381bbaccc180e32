"""Every button in the order of the ribbon: what it says of itself, what it asks, and the function that it runs.

The functions stand in a module of the same name as the button and are imported at the click, so that a ribbon, a task
pane or a menu can be made of `BUTTONS` with nothing but the standard library. Hosts run a button by `actions.click`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from xlperf.actions.button import Answers, Button, Outcome, Question
from xlperf.actions.desk import Desk
from xlperf.errors import UnknownName

WHICH_IS_BETTER = ("low", "high", "10 to 15")
"""What may be answered to the question which values are better; a range is typed."""


def find(name: str) -> Button:
    """Return the button of that id; raise UnknownName with the nearest there are."""
    for button in BUTTONS:
        if button.id == name:
            return button
    raise UnknownName("button", name, [button.id for button in BUTTONS])


def _at_the_click(name: str) -> Callable[[Desk, Answers], Outcome]:
    """Return the function `run` of the module of that name, imported when it is called."""

    def run(desk: Desk, answers: Answers) -> Outcome:
        return cast(Outcome, import_module(f"xlperf.actions.{name}").run(desk, answers))

    return run


def _suggested(name: str) -> Callable[[Desk], tuple[str, ...]]:
    """Return a function of `actions.suggestions`, imported when it is called."""

    def suggest(desk: Desk) -> tuple[str, ...]:
        return cast(tuple[str, ...], getattr(import_module("xlperf.actions.suggestions"), name)(desk))

    return suggest


PERIOD_LABEL = 'Period, such as 2025-01, "2024/25 Q3" or 2024/25'
_PERIOD = Question("period", PERIOD_LABEL, "period", suggest=_suggested("periods"))
_AREA = Question("area", "Whose figures, where the workbook does not say", "text", optional=True)
_PLAN = Question("plan", "Report", "choice", default="monthly", suggest=_suggested("plans"))
_POLARITY = Question(
    "polarity", "Which is better: low, high, or a range such as 10 to 15", "text", choices=WHICH_IS_BETTER
)

BUTTONS: tuple[Button, ...] = (
    Button(
        "check_return",
        "Check return",
        "Report",
        "Check the open return",
        "Says which return the workbook is and lists every problem with its cell on a new sheet. Nothing in your own "
        "sheets is changed.",
        "check_return",
        "ErrorChecking",
        _at_the_click("check_return"),
        counts=True,
        large=True,
    ),
    Button(
        "calculate_figures",
        "Calculate figures",
        "Report",
        "Calculate the figures of a period",
        "Writes every indicator that the workbook gives to a new sheet, with its counts, target, rating and trend.",
        "calculate_figures",
        "CalculateNow",
        _at_the_click("calculate_figures"),
        (_PERIOD, _AREA),
        counts=True,
        large=True,
    ),
    Button(
        "build_report",
        "Build report",
        "Report",
        "Build a report from the open workbook",
        "Makes a new workbook: the report that you choose, for one period. Other open workbooks can be read beside it.",
        "build_report",
        "FileNew",
        _at_the_click("build_report"),
        (
            _PLAN,
            _PERIOD,
            Question("beside", "Read beside it", "choice", optional=True, suggest=_suggested("other_books")),
            _AREA,
        ),
        counts=True,
        large=True,
    ),
    Button(
        "rate_selection",
        "Rate selection",
        "Selection",
        "Rate the selected figures against their targets",
        "Select actuals and, beside them, targets. The rating goes into the next empty column as a formula that "
        "follows when a cell is changed.",
        "rate_selection",
        "ConditionalFormattingMenu",
        _at_the_click("rate_selection"),
        (
            _POLARITY,
            Question("scheme", "Rating scheme", "choice", default="brag", suggest=_suggested("schemes")),
            Question("target", "One target for all, when only actuals are selected", "text", optional=True),
        ),
        large=True,
    ),
    Button(
        "trend_of_selection",
        "Trend of selection",
        "Selection",
        "Say which way the selected figures go",
        "Select a row or a column of figures, the oldest first. Each gets its direction against the one before; a long "
        "series is also looked at for what is more than chance.",
        "trend_of_selection",
        "ChartTrendline",
        _at_the_click("trend_of_selection"),
        (
            _POLARITY,
            Question("places", "Decimals that are shown; empty takes them from the cells", "text", optional=True),
        ),
    ),
    Button(
        "reconcile",
        "Reconcile",
        "Workbook",
        "Find percentages that do not follow from their counts",
        "Lists every stated percentage and rate that its own numerator and denominator do not give, on a new sheet.",
        "reconcile",
        "AutoSum",
        _at_the_click("reconcile"),
    ),
    Button(
        "convert_folder",
        "Convert folder",
        "Workbook",
        "Turn a folder of returns into reports",
        "Makes one report for each workbook of a folder, in another folder. What could not be made is listed with the "
        "reason.",
        "convert_folder",
        "FileOpen",
        _at_the_click("convert_folder"),
        (
            Question("folder", "Folder of returns", "folder"),
            Question("out", "Folder for the reports", "folder"),
            _PLAN,
            Question("period", f"{PERIOD_LABEL}; empty takes the newest that each gives", "period", optional=True),
            _AREA,
        ),
        counts=True,
    ),
    Button(
        "insert_indicator",
        "Insert indicator",
        "Workbook",
        "Write an indicator at the cursor",
        "Writes the title, definition, target and comparators of a code into the cells at the cursor, for the period "
        "that stands there.",
        "insert_indicator",
        "FunctionWizard",
        _at_the_click("insert_indicator"),
        (
            Question("code", "Code, such as NI 64", "text", suggest=_suggested("codes")),
            Question(
                "period", f"{PERIOD_LABEL}; empty takes the one at the cursor", "period", optional=True,
                suggest=_suggested("periods"),
            ),
        ),
    ),
    Button(
        "commentary",
        "Commentary",
        "Workbook",
        "Carry last month's commentary forward",
        "Copies the newest earlier commentary of each measure for a new period, marked with the month it is from, to "
        "a new sheet, or with your leave beneath your own.",
        "commentary",
        "ReviewNewComment",
        _at_the_click("commentary"),
        (
            Question("period", f"The new period: {PERIOD_LABEL[8:]}", "period", suggest=_suggested("next_periods")),
            Question(
                "place", "Write to", "choice", ("a new sheet", "the sheet Commentary"), default="a new sheet"
            ),
        ),
    ),
    Button(
        "print_pdf",
        "Print PDF",
        "Finish",
        "Print the workbook into a PDF",
        "Prints every sheet as its page setup says, into a new PDF of the same name.",
        "print_pdf",
        "FileSaveAsPdfOrXps",
        _at_the_click("print_pdf"),
    ),
    Button(
        "help",
        "Help",
        "Finish",
        "Buttons and functions, explained",
        "Opens a new workbook that explains every button and every PERF_ function with examples. It needs no internet.",
        "help",
        "Help",
        _at_the_click("help"),
    ),
)  # fmt: skip
