"""Themes for tests of the writer."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from xlperf.definitions.theme import ThemeFile
from xlperf.folders import CATALOGUE
from xlperf.sheets.theme import Theme


@cache
def plain_theme() -> Theme:
    """Return the theme that comes with xlperf."""
    return theme_of(CATALOGUE / "themes" / "plain.toml")


def theme_of(path: Path) -> Theme:
    """Return the theme of a TOML file."""
    return ThemeFile.model_validate({"id": path.stem, **tomllib.loads(path.read_text("utf-8"))}).theme()
