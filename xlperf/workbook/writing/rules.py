"""Rules that a spreadsheet applies by itself: colours that follow a value, and what may be typed into a cell."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from xlperf.errors import OutputError
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW, cell_name
from xlperf.sheets.layout import Area, ColourRule, InputRule, Sheet
from xlperf.workbook.writing.formats import Formats
from xlperf.workbook.writing.formulas import stored_formula
from xlperf.workbook.writing.names import Places
from xlperf.workbook.writing.texts import attribute_text, one_line, plain_text, refuse_too_long

LONGEST_LIST = 255
LONGEST_HELP = 255
LONGEST_HELP_TITLE = 32
LEAST = {"decimal": -(10**15), "whole": -(10**15), "date": 1, "text length": 0}  # without limits only the kind is asked


def write_rules(worksheet: Worksheet, sheet: Sheet, formats: Formats, places: Places) -> None:
    """Write the colour rules, the first of which wins where two apply, and the input rules of a sheet."""
    for colour_rule in sheet.colour_rules:
        place = f'sheet "{sheet.name}", colour rule at {cell_name(*colour_rule.area[0])}'
        options = _colour_options(colour_rule, formats, place)
        check(worksheet.conditional_format(*corners(colour_rule.area, place), options), place)
    for input_rule in sheet.input_rules:
        place = f'sheet "{sheet.name}", input rule at {cell_name(*input_rule.area[0])}'
        options = _input_options(input_rule, places, place)
        check(worksheet.data_validation(*corners(input_rule.area, place), options), place)


def corners(area: Area, place: str) -> tuple[int, int, int, int]:
    """Return an area as xlsxwriter counts it, from 0; an area that is not on the sheet is an OutputError."""
    (first_row, first_column), (last_row, last_column) = area
    if not (1 <= first_row <= last_row <= LAST_ROW and 1 <= first_column <= last_column <= LAST_COLUMN):
        raise OutputError(f"{place}: rows {first_row} to {last_row}, columns {first_column} to {last_column}: no area")
    return first_row - 1, first_column - 1, last_row - 1, last_column - 1


def check(refused: int | None, place: str) -> None:
    """Raise OutputError when xlsxwriter returned anything but 0: it leaves out what it refuses, and says no more."""
    if refused:
        raise OutputError(f"{place} was refused by the workbook library ({refused})")


def _colour_options(rule: ColourRule, formats: Formats, place: str) -> dict[str, Any]:
    if bool(rule.text) == bool(rule.formula):
        raise OutputError(f"{place}: give either the text it begins with or a formula")
    style = formats.rule(rule.role)
    if rule.text:
        return {"type": "text", "criteria": "begins with", "value": attribute_text(rule.text), "format": style}
    try:
        return {"type": "formula", "criteria": stored_formula(rule.formula), "format": style}
    except OutputError as error:
        raise OutputError(f"{place}: {error}") from None


def _input_options(rule: InputRule, places: Places, place: str) -> dict[str, Any]:
    title, help_text = attribute_text(one_line(rule.title)), attribute_text(rule.help)
    refuse_too_long(title, LONGEST_HELP_TITLE, f"{place}: the title of the help", "Shorten it.")
    refuse_too_long(help_text, LONGEST_HELP, f"{place}: the help", "Shorten it.")
    options: dict[str, Any] = {"validate": rule.kind, "error_type": "stop" if rule.refuse else "warning"}
    if title:
        options |= {"input_title": title, "error_title": title}
    if help_text:
        options |= {"input_message": help_text, "error_message": help_text}
    if rule.kind == "list":
        return options | {"source": _source(rule, places, place)}
    return options if rule.kind == "any" else options | _limits(rule)


def _source(rule: InputRule, places: Places, place: str) -> str | list[str]:
    """Return what a list offers: its choices, or "=" and where they stand."""
    if rule.source:
        return "=" + places.checked_or_name(rule.source, place)
    choices = [plain_text(choice) for choice in rule.choices]
    unfit = any(not choice or choice != one_line(choice) or "," in choice or '"' in choice for choice in choices)
    if not choices or unfit or len(",".join(choices)) > LONGEST_LIST:
        raise OutputError(
            f"{place}: choices cannot be empty, hold commas or quotation marks, or be longer than {LONGEST_LIST}"
            " characters together; put them into cells and give that area as the source"
        )
    return choices


def _limits(rule: InputRule) -> dict[str, Any]:
    """Return the condition on a number, a day (as its number) or a length, both limits inside."""
    if rule.minimum is not None and rule.maximum is not None:
        return {"criteria": "between", "minimum": rule.minimum, "maximum": rule.maximum}
    if rule.maximum is not None:
        return {"criteria": "<=", "value": rule.maximum}
    return {"criteria": ">=", "value": LEAST[rule.kind] if rule.minimum is None else rule.minimum}
