"""The three built-in rating schemes, made by hand: what the catalogue's TOML files must come to."""

from __future__ import annotations

from xlperf.results.rating import Grade, Scheme

BLUE = Grade("blue", "Blue", "★", "rating_blue", "Target exceeded by 2% or more")
GREEN = Grade("green", "Green", "●", "rating_green", "Target met")
AMBER = Grade("amber", "Amber", "◆", "rating_amber", "Worse than target by up to 5%")
RED = Grade("red", "Red", "▲", "rating_red", "Worse than target by more than 5%")

BRAG = Scheme(
    name="brag",
    title="BRAG: percentage adrift of the target",
    gap="relative",
    tolerance=0.05,
    ahead=0.02,
    uses_red_limit=False,
    best=BLUE,
    met=GREEN,
    near=AMBER,
    missed=RED,
)

BRAG_POINTS = Scheme(
    name="brag_points",
    title="BRAG: points adrift of the target",
    gap="points",
    tolerance=0.05,
    ahead=0.02,
    uses_red_limit=False,
    best=Grade("blue", "Blue", "★", "rating_blue", "Target exceeded by 2 points or more"),
    met=GREEN,
    near=Grade("amber", "Amber", "◆", "rating_amber", "Worse than target by up to 5 points"),
    missed=Grade("red", "Red", "▲", "rating_red", "Worse than target by more than 5 points"),
)

STATUS = Scheme(
    name="status",
    title="Status: OK, Warning or Alert",
    gap="relative",
    tolerance=0.05,
    ahead=None,
    uses_red_limit=True,
    best=None,
    met=Grade("ok", "OK", "●", "rating_ok", "Target met"),
    near=Grade("warning", "Warning", "◆", "rating_warning", "Target missed, but not by enough for an alert"),
    missed=Grade(
        "alert", "Alert", "▲", "rating_alert", "Beyond the red limit, or without one worse than target by more than 5%"
    ),
)

SCHEMES = {scheme.name: scheme for scheme in (BRAG, BRAG_POINTS, STATUS)}
