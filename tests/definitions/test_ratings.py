"""The rating schemes of the catalogue, and what is refused in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.councils import council_folder
from tests.support.schemes import SCHEMES
from xlperf.definitions import load, scheme
from xlperf.errors import DefinitionError, UnknownName

GRADES = """
[met]
rating = "good"
word = "Good"
symbol = "●"
role = "rating_green"
meaning = "Met"

[near]
rating = "fair"
word = "Fair"
symbol = "◆"
role = "rating_amber"
meaning = "Near"

[missed]
rating = "poor"
word = "Poor"
symbol = "▲"
role = "rating_red"
meaning = "Missed"
"""
HEAD = 'title = "Three words"\ngap = "relative"\ntolerance = 7.5\n'


def test_the_files_come_to_the_schemes_that_the_results_are_tested_with() -> None:
    assert dict(load().schemes) == SCHEMES


@pytest.mark.parametrize("name", ["brag", "brag_points", "status"])
def test_a_built_in_scheme_is_had_by_its_name_alone(name: str) -> None:
    assert scheme(name) == SCHEMES[name]


def test_an_unknown_scheme_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match='Did you mean "brag"'):
        scheme("bragg")


def test_a_council_may_add_a_scheme_of_its_own(tmp_path: Path) -> None:
    made = load(council_folder(tmp_path, {"ratings/words.toml": HEAD + GRADES})).schemes["words"]
    assert (made.name, made.tolerance, made.ahead, made.best) == ("words", 0.075, None, None)
    assert [grade.text for grade in made.grades] == ["Good ●", "Fair ◆", "Poor ▲"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "ahead = 2\n" + GRADES, 'the grade "best" and the number "ahead" come together; add the one'),
        (HEAD + GRADES.replace('"fair"', '"Fair"'), 'the rating "Fair" is written in lower case in data; write "fair"'),
        (HEAD + GRADES.replace('"fair"', '"good"'), 'two grades have the rating "good"; give each its own.'),
        (HEAD + GRADES.replace('"fair"', '"no data"'), '"no data" says that nothing is rated'),
        (HEAD.replace("7.5", "-1") + GRADES, 'key "tolerance": -1 was found; write a number of at least 0.'),
        (HEAD.replace("relative", "relativ") + GRADES, 'write one of "relative", "points". Did you mean "relative"?'),
        (
            HEAD + GRADES.replace("symbol", "symbl", 1),
            'key "symbl" of met: there is no such key. Did you mean "symbol"?',
        ),
        (HEAD + GRADES.replace("rating_red", "rating_rod"), 'has no style "rating_rod"'),
    ],
)
def test_what_is_wrong_in_a_scheme_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        load(council_folder(tmp_path, {"ratings/words.toml": text}))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
