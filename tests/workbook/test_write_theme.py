"""The built-in theme: every role that reports use, and contrast that people can read."""

from __future__ import annotations

import pytest

from tests.support.themes import plain_theme

WHITE = "#ffffff"
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
LEAST_GRAPHIC_CONTRAST = 3.0  # WCAG 2.2, success criterion 1.4.11
ROLES = (
    "text text_top title subtitle section heading heading_number heading_centre label number number_top code wrapped",
    "note note_wrapped small_note warning_note link cover_title cover_subtitle cover_label cover_text",
    "input input_number rating rating_blue rating_green rating_amber rating_red rating_ok rating_warning rating_alert",
    "rating_none trend trend_improving trend_none trend_worse missing provisional total key_symbol",
    "problem_error problem_warning problem_note",
)
COLOURS = ["accent", "ink", "actual", "target", "comparator", "count", "second", "third", "own", "neighbours", "grid"]


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standards_own_examples():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("role", " ".join(ROLES).split())
def test_every_role_that_reports_use_has_a_style(role):
    plain_theme().style(role)


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_that_charts_use_is_named(name):
    assert name in plain_theme().colours


@pytest.mark.parametrize("role", sorted(plain_theme().styles))
def test_every_text_stands_out_from_its_fill(role):
    style = plain_theme().style(role)
    assert contrast(style.ink or "#000000", style.fill or WHITE) >= LEAST_CONTRAST


@pytest.mark.parametrize("trend", ["trend_improving", "trend_none", "trend_worse"])
def test_a_rule_that_colours_ink_only_reads_on_every_fill_it_may_meet(trend):
    assert contrast(plain_theme().style(trend).ink, WHITE) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", ["actual", "target", "comparator", "second", "third", "own"])
def test_lines_of_charts_stand_out_from_the_paper(name):
    assert contrast(plain_theme().colours[name], WHITE) >= LEAST_GRAPHIC_CONTRAST


def test_red_is_much_the_darkest_of_the_ratings_so_that_it_shows_in_grey():
    fills = {role: luminance(plain_theme().style(f"rating_{role}").fill) for role in ("blue", "green", "amber", "red")}
    assert min(fills, key=fills.__getitem__) == "red"
    assert all(contrast(plain_theme().style("rating_red").fill, plain_theme().style(f"rating_{other}").fill) > 3.5
               for other in ("blue", "green", "amber"))  # fmt: skip


def test_the_status_words_look_like_the_ratings_they_stand_for():
    style = plain_theme().style
    assert [style("rating_ok"), style("rating_warning"), style("rating_alert")] == [
        style("rating_green"),
        style("rating_amber"),
        style("rating_red"),
    ]


def test_only_cells_that_people_type_in_look_like_it():
    inputs = {role for role, style in plain_theme().styles.items() if style.input}
    assert inputs == {role for role in plain_theme().styles if role.startswith("input")}
    assert {plain_theme().style(role).fill for role in inputs} == {plain_theme().colours["paper"]}
