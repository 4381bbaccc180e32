"""One thing that must not be published: what it is, where it stands, and what to do about it in Excel."""

from __future__ import annotations

from dataclasses import dataclass

INSPECT = "In Excel: File, Info, Check for Issues, Inspect Document"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One finding. `kind` is shared by all findings of one sort; `part` is that of the package.

    The message never quotes a cell, a comment or a record: what must not be published is not printed either.
    """

    kind: str
    message: str
    remedy: str
    part: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """Where it is: ``Sheet1, cell B2``; else the part of the package."""
        cell = f"cell {self.cell}" if self.cell and ":" not in self.cell else f"cells {self.cell}" if self.cell else ""
        return ", ".join(text for text in (self.sheet, cell) if text) or self.part
