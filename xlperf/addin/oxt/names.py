"""What the parts of the extension are called inside LibreOffice, for those who write the names and those who answer.

LibreOffice (7.4) knows a function by a name that has no underscore before a small letter, `perfToTarget`; the name that
people type, PERF_TO_TARGET, is only how it is shown.
"""

from __future__ import annotations

IDENTIFIER = "org.xlperf.calc"
"""The extension, and the module of every name below."""

FUNCTIONS = f"{IDENTIFIER}.Functions"
"""The service that Calc asks for the functions."""

FUNCTIONS_INTERFACE = f"{IDENTIFIER}.XFunctions"

COMMAND = f"{IDENTIFIER}.Command"
"""The service that a click on the menu or the toolbar starts."""

CARRIED = "python"
"""The folder of the extension with the part of xlperf that it carries."""

CATALOGUE = "catalogue.json"
"""The file of the extension with what functions ask of the catalogue."""

ADD_IN = "com.sun.star.sheet.AddIn"


def method_name(name: str) -> str:
    """Return how LibreOffice calls a function: ``perfToTarget`` for PERF_TO_TARGET."""
    first, *others = name.lower().split("_")
    return first + "".join(word.capitalize() for word in others)


def argument_name(number: int) -> str:
    """Return how LibreOffice calls an argument, counted from 1; a name of ours might be a word of its language."""
    return f"argument{number}"


def programmatic_name(name: str) -> str:
    """Return how LibreOffice writes a function into files: ``org.xlperf.calc.Functions.perfRate``."""
    return f"{FUNCTIONS}.{method_name(name)}"


def command_address(button: str) -> str:
    """Return the address that a menu entry or a macro dispatches to click a button."""
    return f"service:{COMMAND}?{button}"
