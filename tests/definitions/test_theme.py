"""Themes: what a style takes from another, and what is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tests.support.councils import council_folder
from xlperf.definitions import load
from xlperf.definitions.theme import StyleFile, ThemeFile
from xlperf.errors import DefinitionError
from xlperf.sheets.theme import Style, Theme


def theme(styles: dict[str, dict[str, object]], colours: dict[str, str] | None = None) -> Theme:
    table = {"id": "t", "name": "T", "font": "Arial", "size": 10, "styles": styles, "colours": colours or {}}
    return ThemeFile.model_validate(table).theme()


def test_a_style_of_a_file_has_the_fields_of_a_style_and_one_more() -> None:
    assert set(StyleFile.model_fields) == {field.name for field in fields(Style)} | {"like"}
    assert Style() == StyleFile().laid_over(Style(), {})


def test_a_style_is_like_another_but_for_what_it_says() -> None:
    made = theme(
        {
            "text": {"ink": "#111111", "size": 9, "wrap": True},
            "note": {"like": "text", "italic": True},
            "last note": {"like": "note", "wrap": False, "ink": ""},
        }
    )
    assert made.style("note") == Style(ink="#111111", size=9, wrap=True, italic=True)
    assert made.style("last note") == Style(size=9, italic=True)


def test_a_colour_of_the_theme_may_stand_for_its_number() -> None:
    made = theme({"text": {"ink": "deep", "border_top": "#00ff00"}}, {"deep": "#123456"})
    assert (made.style("text").ink, made.style("text").border_top) == ("#123456", "#00ff00")
    assert made.colours == {"deep": "#123456"}


def test_the_built_in_theme_has_every_rating_and_state() -> None:
    roles = load().themes["plain"].styles
    for scheme in load().schemes.values():
        assert {grade.role for grade in scheme.grades} <= set(roles)
    assert "rating_none" in roles


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[styles.text]\nink = "depe"', 'ink of the style "text" is "depe"; write #rrggbb or the name of one of the '
         '[colours]. Did you mean "deep"?'),
        ('[colours]\ndeep = "blue"', 'the colour "deep" is "blue"; write it as #rrggbb, such as #1f4e79.'),
        ('[styles.text]\nlike = "titel"', 'the style "text" is like "titel", which is no style here. Did you mean "ti'),
        ('[styles.text]\nlike = "text"', 'the style "text" is like itself, by way of "text"; take one "like" out.'),
        ('[styles.text]\nbolt = true', 'key "bolt" of styles.text: there is no such key. Did you mean "bold"?'),
        ('[styles.input]\nbolt = true', 'key "bolt" of styles.input: there is no such key. Did you mean "bold"?'),
        ('[styles.text]\nalign = "centre"', 'write one of "left", "center", "right". Did you mean "center"?'),
        ('size = 0', 'key "size": 0 was found; write a number of more than 0.'),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_theme_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        load(council_folder(tmp_path, {"themes/plain.toml": text}))
    assert str(refused.value).startswith("our definitions/themes/plain.toml")
    assert said in str(refused.value)
