"""What the header of a census says: which year it is of, and of which authority."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.census import TODAY, case, census, changed, child, found, line_of, returned, written
from xlperf.period import Period


def coverage(one):
    return one.covers and tuple(map(str, one.covers))


def test_it_covers_the_financial_year_that_ends_on_the_reference_date(tmp_path):
    one = returned(tmp_path, census(Year="2022", ReferenceDate="2022-03-31"))
    assert coverage(one) == ("2021-04-01", "2022-03-31")
    assert one.gives(Period.parse("2021/22"), "flow") is None
    assert one.gives(Period.parse("2021/22 Q3"), "flow") is None
    assert one.gives(Period.parse("2022-03"), "snapshot") is None
    assert one.gives(Period.parse("2022-03"), "rolling") is None
    assert one.gives(Period.parse("2022-02"), "rolling") == (
        "CIN census covers 1 Apr 2021 to 31 Mar 2022, so it cannot give the twelve months to 28 Feb 2022. "
        "The census of that year would, or the figures in a performance workbook."
    )
    assert one.gives(Period.parse("2022-04"), "snapshot") is not None


@pytest.mark.parametrize(
    ("stated", "covers", "message"),
    [
        ("2022-07-21", ("2022-04-01", "2022-07-21"), "but the census is as at 31 March"),
        ("2022-04-01", ("2022-04-01", "2022-04-01"), "but the census is as at 31 March"),
        ("2023-02-30", ("2022-04-01", "2023-03-31"), "is not a date. By its Year"),
        ("", ("2022-04-01", "2023-03-31"), "is missing. By its Year"),
    ],
)
def test_a_reference_date_that_is_odd_is_told_with_what_is_taken_instead(tmp_path, stated, covers, message):
    text = written(census(ReferenceDate=stated))
    one = returned(tmp_path, text)
    assert coverage(one) == covers
    problem = next(problem for problem in one.problems if problem.rule == "reference date")
    assert message in problem.message
    line = f"line {line_of(text, '<ReferenceDate>')}" if stated else ""
    assert (problem.sheet, problem.cell, problem.severity.value) == ("Header", line, "warning")


@pytest.mark.parametrize("year", ["", "23", "1066", "twenty", "20231"])
def test_without_a_date_and_year_nobody_can_say_which_period_it_is_of(tmp_path, year):
    one = returned(tmp_path, census(ReferenceDate="soon", Year=year))
    assert one.covers is None
    assert one.as_at == date(2023, 3, 15)  # the end of the plan for a child in need, the newest day there is
    assert [problem.severity.value for problem in one.problems] == ["error"]
    assert "nobody can say which period" in one.gives(Period.parse("2022/23"), "flow")


def test_then_dates_after_today_do_not_say_up_to_which_day_it_speaks(tmp_path):
    late = changed(census(ReferenceDate="", Year=""), {"CINPlanEndDate": "2063-03-15"})
    assert returned(tmp_path, late, TODAY).as_at == date(2023, 2, 8)


@pytest.mark.parametrize(("lea", "code"), [("201", "201"), ("E09000001", "E09000001"), ("Barsetshire", ""), ("", "")])
def test_the_authority_is_the_lea_of_the_header(tmp_path, lea, code):
    one = returned(tmp_path, census(LEA=lea))
    assert one.la_code == code
    assert [rule for _, _, rule in found(one)] == ([] if code else ["authority not stated"])
    assert not any("Barsetshire" in str(problem) for problem in one.problems)


def test_a_census_without_any_header_is_read(tmp_path):
    whole = census(child("1001", case()))
    whole.remove(whole.find("Header"))
    one = returned(tmp_path, whole)
    assert len(one.tables["plans"]) == 1
    assert [rule for _, _, rule in found(one)] == ["reference date", "authority not stated"]
