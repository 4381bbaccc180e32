"""Something found in the data, with the place where a person can see it.

A problem never stops a run. It is listed by `inspect` and on the data-quality sheet of a report, and makes the exit
code 1. Its message follows the rule on quoting: a cell of a performance workbook may be quoted, a cell of a child-level
return only when it identifies nobody (see `xlperf.returns`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"  # a figure is missing or wrong until it is put right
    WARNING = "warning"  # a figure stands, but somebody should look
    NOTE = "note"  # worth knowing; nothing is wrong


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: what was found, where, and what to do."""

    severity: Severity
    message: str
    file: str = ""  # the file's name, never its folder
    sheet: str = ""
    cell: str = ""  # "F17"; of XML "line 214"; empty when the finding is about the sheet or the file
    rule: str = ""  # a short name shared by all findings of one kind: "date as text"

    @property
    def place(self) -> str:
        """Where it is, in words: ``return.xlsx, List 7, cell F17``; of XML ``census.xml, Child, line 214``."""
        cell = f"cell {self.cell}" if self.cell and not self.cell.startswith("line ") else self.cell
        parts = [self.file, self.sheet, cell]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        """Return place and message in one line."""
        return f"{self.place}: {self.message}" if self.place else self.message
