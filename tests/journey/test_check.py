"""``xlperf check``: definitions valid, counting functions there, worked examples right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import run, run_apart
from tests.support.councils import LOCAL_INDICATOR, council_folder

OURS = "indicators/referrals/duplicate_referrals.toml"


def test_the_built_in_catalogue_is_right_and_counted() -> None:
    done = run("check")
    assert done.code == 0
    assert done.err == ""
    assert "worked examples, 0 wrong." in done.out


def test_a_councils_folder_is_laid_over_and_its_examples_run(tmp_path: Path) -> None:
    before, after = run("check").out, run("check", council_folder(tmp_path, {OURS: LOCAL_INDICATOR})).out
    count = int(before.split()[0])
    assert after.startswith(f"{count + 1} indicators")


def test_a_wrong_example_names_indicator_example_and_both_values(tmp_path: Path) -> None:
    wrong = LOCAL_INDICATOR.replace('shown = "12.5%"', 'shown = "13.5%"').replace('"green"', '"red"')
    done = run("check", council_folder(tmp_path, {OURS: wrong}))
    assert done.code == 2
    assert done.err == (
        'L0600, example "April": shown is 12.5%; the example says 13.5%.\n'
        'L0600, example "April": rating is green; the example says red.\n'
    )
    assert "1 wrong" in done.out


def test_a_misspelt_key_is_one_message_with_file_key_and_remedy(tmp_path: Path) -> None:
    folder = council_folder(tmp_path, {OURS: LOCAL_INDICATOR.replace("polarity =", "polarty =")})
    done = run("check", folder)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "our definitions/indicators/referrals/duplicate_referrals.toml" in done.err
    assert '"polarty"' in done.err
    assert 'Did you mean "polarity"?' in done.err


@pytest.mark.parametrize("how", ["--catalogue", "XLPERF_CATALOGUE"])
def test_the_folder_is_named_on_the_command_line_or_in_the_environment(tmp_path: Path, how: str) -> None:
    folder = council_folder(tmp_path, {OURS: LOCAL_INDICATOR})
    words, more = ([], {how: str(folder)}) if how.isupper() else ([how, folder], {})
    assert "Duplicate referrals" in run_apart(*words, "indicators", "L0600", more=more).out
    spoilt = council_folder(tmp_path, {OURS: LOCAL_INDICATOR.replace("unit =", "unt =")})
    done = run_apart(*words, "figures", "--period", "2010-01", "--json", more=more | {"LC_ALL": "C"})
    assert spoilt == folder
    assert done.code == 2
    assert 'Did you mean \\"unit\\"?' in done.out
    assert "Traceback" not in done.err


def test_an_unknown_counting_function_is_found_before_a_return_comes(tmp_path: Path) -> None:
    folder = council_folder(tmp_path, {OURS: LOCAL_INDICATOR.replace('count = "stated"', 'count = "cp_plans_endd"', 1)})
    done = run("check", folder)
    assert done.code == 2
    assert 'Did you mean "cp_plans_ended"' in done.err
    assert "duplicate_referrals.toml, [numerator]" in done.err


@pytest.mark.parametrize("name", ["nowhere", "a" * 5000])
def test_a_folder_that_is_not_there_is_a_request_that_fails(tmp_path: Path, name: str) -> None:
    done = run("check", tmp_path / name)
    assert done.code == 2
    assert "There is no folder" in done.err


def test_a_file_in_place_of_the_folder_is_one_too(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text("")
    assert run("check", path).code == 2
