"""Whether the add-in in Excel and the Python that it starts fit each other."""

from __future__ import annotations

from importlib.metadata import version


def check(built_for: str) -> None:
    """
    End with a sentence, which xlwings shows, when the add-in was made for another xlwings than this Python has.

    The ribbon calls this before each button.
    """
    installed = version("xlwings")
    if installed != built_for:
        raise SystemExit(
            f"This add-in was made for xlwings {built_for}, and the Python that Excel starts has xlwings {installed}. "
            "Close Excel and run: xlperf addin install"
        )
