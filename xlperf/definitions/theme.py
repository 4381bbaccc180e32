"""Themes as TOML files: the only place where a font, a size or a colour is named.

A style may say `like = "another role"` and then only what differs. A colour is #rrggbb, or the name of one of the
theme's own [colours].
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, Self

from pydantic import Field, model_validator

from xlperf.definitions.model import Definition
from xlperf.errors import did_you_mean
from xlperf.sheets.theme import Style, Theme

COLOUR_KEYS = ("ink", "fill", "border", "border_top", "border_bottom")


class StyleFile(Definition):
    """The style of one role: the fields of `sheets.theme.Style`, and the role it is like."""

    like: str = ""
    bold: bool = False
    italic: bool = False
    size: float = Field(default=0, ge=0)
    ink: str = ""
    fill: str = ""
    align: Literal["", "left", "center", "right"] = ""
    vertical: Literal["", "top", "vcenter", "bottom"] = ""
    wrap: bool = False
    indent: int = Field(default=0, ge=0)
    border: str = ""
    border_top: str = ""
    border_bottom: str = ""
    number_format: str = ""
    input: bool = False

    def laid_over(self, like: Style, colours: Mapping[str, str]) -> Style:
        """Return the style `like` with what this file says changed."""
        said = {key: getattr(self, key) for key in self.model_fields_set - {"like"}}
        for key in COLOUR_KEYS:
            if key in said:
                said[key] = colours.get(said[key], said[key])
        return replace(like, **said)


class ThemeFile(Definition):
    """A theme: a font, its size in points, colours by name and styles by role."""

    id: str
    name: str = Field(min_length=1)
    font: str = Field(min_length=1)
    size: float = Field(gt=0)
    colours: Mapping[str, str] = Field(default_factory=dict)
    styles: Mapping[str, StyleFile]

    def theme(self) -> Theme:
        """Return the theme as the writer uses it, every role's style worked out."""
        styles = {role: self._style(role) for role in self.styles}
        return Theme(name=self.name, font=self.font, size=self.size, styles=styles, colours=dict(self.colours))

    def _style(self, role: str) -> Style:
        own = self.styles[role]
        return own.laid_over(self._style(own.like) if own.like else Style(), self.colours)

    @model_validator(mode="after")
    def _colours_are_colours(self) -> Self:
        for name, colour in self.colours.items():
            if not is_colour(colour):
                raise ValueError(f'the colour "{name}" is "{colour}"; write it as #rrggbb, such as #1f4e79')
        for role, style in self.styles.items():
            for key in COLOUR_KEYS:
                colour = getattr(style, key)
                if colour and colour not in self.colours and not is_colour(colour):
                    raise ValueError(
                        f'{key} of the style "{role}" is "{colour}"; write #rrggbb or the name of one of the [colours].'
                        f"{did_you_mean(colour, self.colours)}"
                    )
        return self

    @model_validator(mode="after")
    def _likes_lead_somewhere(self) -> Self:
        for role in self.styles:
            seen = [role]
            while like := self.styles[seen[-1]].like:
                if like not in self.styles:
                    raise ValueError(
                        f'the style "{seen[-1]}" is like "{like}", which is no style here.'
                        f"{did_you_mean(like, self.styles)}"
                    )
                if like in seen:
                    raise ValueError(f'the style "{role}" is like itself, by way of "{seen[-1]}"; take one "like" out')
                seen.append(like)
        return self


def is_colour(text: str) -> bool:
    """Say whether a text is a colour as #rrggbb."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text) is not None
