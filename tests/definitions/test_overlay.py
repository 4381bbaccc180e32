"""A council's own folder laid over ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.councils import LOCAL_INDICATOR, council_folder
from xlperf.definitions import load
from xlperf.definitions.overlay import merged_tables
from xlperf.errors import DefinitionError

TABLES = st.recursive(
    st.integers() | st.tuples(st.integers()),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
).filter(lambda table: isinstance(table, dict))


def test_a_file_of_the_same_name_changes_the_keys_it_has_and_leaves_the_rest(tmp_path: Path) -> None:
    folder = council_folder(tmp_path, {"indicators/plan_rate.toml": 'owner = "Safeguarding"\nplaces = 1'})
    ours, laid = load().named("PM04"), load(folder).named("PM04")
    assert (laid.owner, laid.places) == ("Safeguarding", 1)
    assert laid.model_copy(update={"owner": ours.owner, "places": ours.places}) == ours


def test_tables_merge_and_lists_take_the_place_of_what_was(tmp_path: Path) -> None:
    text = 'codes = [{ code = "NI 67" }]\nrelated = ["NI 64"]\n[settings.months]\nvalue = "91 and 183 days"\n'
    laid = load(council_folder(tmp_path, {"indicators/plan_reviews_on_time.toml": text})).named("NI 67")
    assert laid.all_codes == ("NI 67",)
    assert laid.related == ("NI 64",)
    assert (laid.settings["months"].default, laid.settings["months"].in_force) == ("calendar months", "91 and 183 days")
    assert laid.settings["first_review_from"].in_force == "plan start"


def test_a_councils_value_of_a_setting_reaches_the_counting_function(tmp_path: Path) -> None:
    text = "[settings.end_day_counts]\nvalue = true"
    laid = load(council_folder(tmp_path, {"indicators/child_protection/plan_number.toml": text})).named("CP number")
    assert laid.numerator is not None
    assert laid.numerator.arguments == {"end_day_counts": True}


def test_a_file_of_another_name_is_added(tmp_path: Path) -> None:
    catalogue = load(council_folder(tmp_path, {"indicators/ours/duplicate_referrals.toml": LOCAL_INDICATOR}))
    assert catalogue.named("L0600").title == "Duplicate referrals"
    assert len(catalogue.indicators) == len(load().indicators) + 1


def test_ours_is_as_it_was_afterwards(tmp_path: Path) -> None:
    before = load().named("PM04")
    load(council_folder(tmp_path, {"indicators/plan_rate.toml": "places = 1"}))
    assert load().named("PM04") == before


def test_the_other_parts_can_be_laid_over_too(tmp_path: Path) -> None:
    files = {
        "ratings/brag.toml": "tolerance = 10",
        "reports/monthly.toml": 'title = "Our report"',
        "themes/plain.toml": 'font = "Calibri"\n[colours]\ndeep = "#000000"\n',
        "returns/performance.toml": 'title = "Our workbook"',
    }
    laid, ours = load(council_folder(tmp_path, files)), load()
    assert laid.schemes["brag"].tolerance == 0.10
    assert laid.schemes["brag"].met == ours.schemes["brag"].met
    assert laid.plans["monthly"].title == "Our report"
    assert laid.plans["monthly"].blocks == ours.plans["monthly"].blocks
    assert (laid.themes["plain"].font, laid.themes["plain"].colours["deep"]) == ("Calibri", "#000000")
    assert set(laid.themes["plain"].styles) == set(ours.themes["plain"].styles)
    assert laid.returns["performance"].title == "Our workbook"


def test_a_mistake_is_named_by_the_councils_file(tmp_path: Path) -> None:
    folder = council_folder(tmp_path, {"indicators/plan_rate.toml": "place = 1"})
    with pytest.raises(DefinitionError, match=r'^our definitions/indicators/plan_rate.toml, key "place": .*"places"'):
        load(folder)


def test_hidden_folders_and_other_files_are_passed_over(tmp_path: Path) -> None:
    folder = council_folder(tmp_path, {".git/config.toml": "nonsense", "README.md": "Ours", "indicators/notes.txt": ""})
    assert load(folder) == load()


def test_what_was_loaded_is_kept_until_a_file_changes(tmp_path: Path) -> None:
    folder = council_folder(tmp_path, {"indicators/plan_rate.toml": 'owner = "one"'})
    first = load(folder)
    assert load(folder) is first
    council_folder(tmp_path, {"indicators/plan_rate.toml": 'owner = "another"'})
    assert load(folder).named("PM04").owner == "another"


@given(TABLES, TABLES)
def test_every_key_laid_over_is_there_and_every_other_stays(under: dict[str, object], over: dict[str, object]) -> None:
    merged = merged_tables(under, over)
    assert set(merged) == set(under) | set(over)
    for key in set(under) - set(over):
        assert merged[key] == under[key]
    for key, value in over.items():
        assert isinstance(value, dict) or merged[key] == value


@given(TABLES)
def test_a_table_laid_over_itself_or_over_nothing_is_itself(table: dict[str, object]) -> None:
    assert merged_tables(table, table) == table
    assert merged_tables({}, table) == table
    assert merged_tables(table, {}) == table
