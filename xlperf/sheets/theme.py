"""How a workbook looks: every font, fill and size of a theme, by role. Made from a TOML file of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Style:
    """How the cells of one role look. Colours are #rrggbb; an empty one leaves the default."""

    bold: bool = False
    italic: bool = False
    size: float = 0  # in points; 0 takes the theme's size
    ink: str = ""
    fill: str = ""
    align: str = ""  # left, center, right
    vertical: str = ""  # top, vcenter, bottom
    wrap: bool = False
    indent: int = 0
    border: str = ""  # colour of a thin line on all four sides
    border_top: str = ""
    border_bottom: str = ""
    number_format: str = ""
    input: bool = False  # a cell that people are meant to type into


@dataclass(frozen=True, slots=True)
class Theme:
    """Fonts, sizes and colours. `styles` is keyed by the roles that layouts use, `colours` by the names charts use."""

    name: str
    font: str
    size: float
    styles: Mapping[str, Style]
    colours: Mapping[str, str] = field(default_factory=dict)

    def style(self, role: str) -> Style:
        """Return the style of a role; a role that the theme does not know is a mistake in the code (KeyError)."""
        return self.styles[role]
