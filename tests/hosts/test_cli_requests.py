"""What cannot be carried out: exit code 2, one message on standard error, and as JSON where that was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import ANNEX_A, DERBY, HARINGEY, run

REQUESTS: list[tuple[list[object], str]] = [
    (["figures", HARINGEY], "Missing option '--period'."),
    (["figures", HARINGEY, "--period"], "'--period' requires an argument."),
    (["figures", HARINGEY, "--perod", "2010-01"], "No such option '--perod'."),
    (["figures", HARINGEY, "--period", "January"], '"January" is not a period. Write 2011/12, 2011/12 Q3, 2010-01'),
    (["figures", HARINGEY, "--period", "2010-13"], '"2010-13" is not a period.'),
    (["figures", HARINGEY, "--period", "2011/13"], '"2011/13" is not a period.'),
    (["figures", HARINGEY, "--period", "9999-12"], '"9999-12" is not a period.'),
    (["figures", HARINGEY, "--period", "2010-01", "--indicator", "NI 6"], 'There is no indicator "NI 6". Did you mean'),
    (["figures", HARINGEY, "--period", "2010-01", "--area", "Haringay"], 'Did you mean "Haringey"?'),
    (["figures", HARINGEY, "--period", "2010-01", "--csv"], "Ask for --json or --csv, not both."),
    (["figures", "nowhere.xlsx", "--period", "2010-01"], "nowhere.xlsx: there is no such file"),
    (["figures", "--period", "2010-01"], "Name at least one workbook"),
    (["inspect"], "Missing argument 'FILE'."),
    (["inspect", HARINGEY, DERBY], "Got unexpected extra argument"),
    (["inspect", "a\nb.xlsx"], "a\\nb.xlsx: there is no such file"),
    (["reconcile"], "Name at least one workbook"),
    (["calc"], "Missing argument 'NAME'."),
    (["calc", "percnt", "1", "2"], 'There is no function "percnt". Did you mean "percent"?'),
    (["calc", "percent", "1"], "percent takes 2 arguments, and 1 came: give numerator, denominator."),
    (["calc", "percent", "1", "2", "3"], "percent takes 2 arguments, and 3 came"),
    (["figurs"], "No such command 'figurs'. Did you mean"),
]


@pytest.mark.parametrize(("words", "message"), REQUESTS, ids=[" ".join(map(str, words))[-60:] for words, _ in REQUESTS])
def test_it_is_said_on_standard_error_and_as_one_json_document(words: list[object], message: str) -> None:
    done = run(*words, "--json") if "--perod" not in words else run(*words[:1], "--json", *words[1:])
    if words[-1] == "--period":  # --json was taken for the period
        assert message not in done.out
        done = run(words[0], "--json", *words[1:])
    assert done.code == 2
    assert set(done.document) == {"error"}
    assert message in done.document["error"]
    assert message in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(("words", "message"), [one for one in REQUESTS if "--csv" not in one[0]])
def test_without_json_nothing_stands_on_standard_output(words: list[object], message: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("Did you mean") <= 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["indicators", "NI 6"], 'There is no indicator "NI 6". Did you mean'),
        (["check", "nowhere"], 'There is no folder "nowhere"'),
        (["--catalogue", "nowhere", "indicators"], 'There is no folder "nowhere"'),
        (["figures", ANNEX_A, "--period", "2026-09", "--csv", "--rows"], "Ask for --rows with --json."),
    ],
)
def test_other_commands_end_the_same_way(words: list[object], message: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.startswith("xlperf: ")
    assert done.err.count("\n") == 1


def test_nothing_at_all_is_answered_with_the_help_page() -> None:
    done = run()
    assert done.code == 2
    assert "Usage: xlperf" in done.err


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["figures", "--help"], ["--version"]])
def test_help_is_no_failure(words: list[str]) -> None:
    done = run(*words)
    assert done.code == 0
    assert "xlperf" in done.out


def test_an_empty_area_is_no_area() -> None:
    words = ("figures", HARINGEY, "--period", "2010-01", "--json")
    assert run(*words, "--area", "").document == run(*words).document


def test_several_areas_are_given_each_once(tmp_path: Path) -> None:
    found = run("figures", DERBY, "--period", "2011/12 Q3", "--area", "derby", "--area", " DERBY ", "--json").document
    assert len(found) == 5
    assert {figure["area"] for figure in found} == {"Derby"}


# The other commands' answers


def test_calc_prints_a_value_or_an_error_with_its_reason() -> None:
    assert run("calc", "percent", "33", "246", "--json").document == {"value": 33 / 246}
    assert run("calc", "--json", "PERF_BRAG", "56.2;52.88", "51", "low").document == {"value": [["Red"], ["Amber"]]}
    done = run("calc", "percent", "-5", "10", "--json")
    assert done.code == 1
    assert done.document["error"] == "#NUM!"
    assert done.document["reason"]


def test_indicators_tells_codes_of_different_times_apart() -> None:
    lines = [line for line in run("indicators").out.splitlines() if line.startswith("NI 59 ")]
    assert ["to 2010-03-31" in line for line in lines] == [True, False]
    assert ["from 2010-04-01" in line for line in lines] == [False, True]
    headings = run("indicators").out.splitlines()[0]
    for line in run("indicators").out.splitlines()[1:]:
        assert line[headings.index("Indicator") - 1] == " "
        assert line[headings.index("Indicator")] != " "


@pytest.mark.parametrize("name", ["NI 64", "ni64", "EIIS PM09", "plans_two_years_or_more"])
def test_one_definition_is_given_in_full_by_code_or_id(name: str) -> None:
    printed = run("indicators", name).out
    for part in ("NI 64", "plans_two_years_or_more.toml", "Why it matters", "How it is counted", "Worked examples"):
        assert part in printed
