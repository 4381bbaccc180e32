"""What makes figures from a made-up sample: from every return together, or from one family alone."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from xlperf.definitions.load import load
from xlperf.figure import Figure
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.made_up.families import make_world
from xlperf.made_up.sample import LAST_DAY, YEARS, write_world
from xlperf.made_up.world import World
from xlperf.period import Period

CHILDREN, SEED = 300, 24
FAMILIES = {"Annex A": "annex_a.xlsx", "SSDA903": "ssda903", "CIN": "cin", "local lists": "local"}


@cache
def the_world(last_day: dt.date = LAST_DAY, years: int = YEARS) -> World:
    """Return the world of the sample."""
    return make_world(CHILDREN, SEED, years, last_day)


def write_the_sample(folder: Path) -> Path:
    """Write the returns of the world into a folder and return it."""
    write_world(the_world(), folder)
    return folder


def inputs_of(sample: Path, *families: str) -> Inputs:
    """Read these families of returns of a sample; without any all of them."""
    return read_inputs([sample / FAMILIES[name] for name in families or FAMILIES], load())


def figure_of(inputs: Inputs, code: str, period: str, area: str = "") -> Figure:
    """Return the figure of a code for a written period."""
    of = Period.parse(period)
    return FigureMaker(inputs).figure(inputs.named(code, of), of, area)
