"""Finding an indicator by one of its codes, on a day."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.definitions import load, plain_code
from xlperf.errors import UnknownName

SEVEN_DAYS = "initial_assessments_seven_days"
TEN_DAYS = "initial_assessments_ten_days"
NAMED_IN_THE_DOCUMENTS = [
    *("NI 51", "NI 59", "NI 60", "NI 61", "NI 62", "NI 63", "NI 64", "NI 65", "NI 66", "NI 67", "NI 68"),
    *("NI 59/7", "NI 59/10", "NI 59/month/7", "NI 59/month/10", "L0508", "L0509"),
    *("EI&ISS PM04", "SS PM07", "CP number", "CLA number"),
]
DATED_CODES = [(code, indicator) for indicator in load().indicators.values() for code in indicator.codes]


@pytest.mark.parametrize("code", NAMED_IN_THE_DOCUMENTS)
def test_every_indicator_of_the_four_documents_is_there(code: str) -> None:
    found = load().find(code)
    assert found is not None
    assert found.named_on(code)


def test_ni_59_is_seven_days_until_31_march_2010_and_ten_days_from_1_april_2010() -> None:
    last = load().find("NI 59", date(2010, 3, 31))
    first = load().find("NI 59", date(2010, 4, 1))
    assert last is not None
    assert first is not None
    assert (last.id, first.id) == (SEVEN_DAYS, TEN_DAYS)


def test_without_a_day_a_code_is_the_one_in_force_latest() -> None:
    assert load().named("NI 59").id == TEN_DAYS


def test_each_form_of_ni_59_is_called_by_the_code_in_force_on_the_day() -> None:
    seven, ten = load().indicators[SEVEN_DAYS], load().indicators[TEN_DAYS]
    assert [seven.code_on(day) for day in (date(2010, 3, 31), date(2010, 4, 1))] == ["NI 59", "NI 59/7"]
    assert [ten.code_on(day) for day in (date(2010, 3, 31), date(2010, 4, 1))] == ["NI 59/10", "NI 59"]


@pytest.mark.parametrize("written", ["ni64", "NI-64", " n i 6 4 ", "NI 64", "Ni.64", "eiis pm09", "EI & ISS PM 09"])
def test_a_code_is_found_whatever_its_spaces_case_and_punctuation(written: str) -> None:
    assert load().named(written).id == "plans_two_years_or_more"


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("PM04", "EI&ISS PM04"),
        ("EIIS PM4", "EI&ISS PM04"),
        ("EIIS PM04", "EI&ISS PM04"),
        ("EI&ISS PM4", "EI&ISS PM04"),
        ("EIIS PM09", "NI 64"),
        ("EIIS PM10", "NI 65"),
        ("EIIS PM11", "NI 67"),
        ("SS PM 07", "SS PM07"),
        ("ReReferral", "CIN re-referrals"),
        ("Continue_Assess_Comp", "CIN assessments 45"),
        ("CP_conf_15days", "CP conferences 15"),
    ],
)
def test_an_alias_is_the_same_indicator(alias: str, code: str) -> None:
    assert load().named(alias) is load().named(code)


def test_a_plain_code_has_no_spaces_case_or_punctuation() -> None:
    assert plain_code("EI&ISS PM 04") == "eiisspm04"


@given(st.dates(date(2005, 1, 1), date(2030, 12, 31)))
def test_every_code_stands_for_exactly_one_indicator_on_every_day(day: date) -> None:
    for code in {code.code for code, _ in DATED_CODES}:
        carriers = [one.id for one in load().indicators.values() if one.named_on(code, day)]
        found = load().find(code, day)
        assert found is not None
        assert carriers == [found.id]


def test_no_day_is_lost_where_a_code_passes_from_one_indicator_to_another() -> None:
    days = {edge + timedelta(days=step) for code, _ in DATED_CODES for edge in (code.start, code.end) if edge
            for step in (-1, 0, 1)}  # fmt: skip
    assert len(days) == 4
    for day in days:
        assert load().find("NI 59", day) is not None


def test_an_id_is_a_name_too() -> None:
    assert load().named("plan_rate").all_codes[0] == "EI&ISS PM04"


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName) as refused:
        load().named("NI 6A")
    assert str(refused.value).startswith('There is no indicator "NI 6A". Did you mean "NI 6')


def test_find_answers_none_for_a_code_that_nothing_carries() -> None:
    assert load().find("NI 1") is None
    assert load().find("") is None


def test_indicators_come_in_the_order_in_which_people_read_codes() -> None:
    codes = [indicator.codes[0].code for indicator in load().indicators.values()]
    national = [code for code in codes if code.startswith("NI ") and "/" not in code]
    assert national == [f"NI {n}" for n in (51, 59, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68)]
    assert codes.index("L0508") < codes.index("L0509") < codes.index("NI 51")


def test_every_code_of_the_transcribed_documents_is_known(shared: Path) -> None:
    for name, column in (("haringey_indicators", "code"), ("derby_surgery", "measure"), ("bathnes_board", "code")):
        with (shared / "figures" / f"{name}.csv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                assert not row[column] or load().find(row[column]), row[column]
