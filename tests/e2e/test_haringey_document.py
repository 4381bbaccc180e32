"""Everything that Haringey's safeguarding plan report prints stands in the monthly report of its sample.

Transcribed from Haringey Council, Appendix 2, Safeguarding Plan Performance Indicators Report, generated on 17.02.10, a
public document. Its pictures of statuses are lost in the published text, and so are most arrows; what its words say of
them is looked for. Words are our own and names invented in the sample. What differs is in docs/deviations.md.

`tests/worked/test_four_documents.py` holds the tables themselves, number by number; here is where they stand and what
stands beside.
"""

from __future__ import annotations

import re

import pytest

from tests.support.packages import Package
from tests.support.reports import Built, SeenReport
from tests.support.tables import table

SECTIONS = {
    "Referral & Assessment": ["NI 59", "NI 60", "NI 68"],
    "Adoption and Children in Care": ["NI 62", "NI 61", "NI 66", "NI 63"],
    "Child Protection": ["NI 67", "NI 65", "NI 64"],
    "CAMHS": ["NI 51"],
    "Staffing vacancies": ["L0508", "L0509"],
}
TITLES = {
    "NI 59": "within 7 working days of referral",
    "NI 60": "within 35 working days of their commencement",
    "NI 68": "going on to initial assessment",
    "NI 62": "number of moves",
    "NI 61": "placements of looked after children for adoption following an agency decision",
    "NI 66": "reviewed within required timescales",
    "NI 63": "length of placement",
    "NI 67": "reviewed within required timescales",
    "NI 65": "second or subsequent time",
    "NI 64": "lasting 2 years or more",
    "NI 51": "child and adolescent mental health (CAMHS) services",
    "L0508": "First Response and Safeguarding and Support posts vacant at the end of the month",
    "L0509": "Team manager and senior team manager posts vacant in First Response",
}
# The columns of the table, in its order: outturn, December, January, trend, then value, status, target, commentary.
HEADINGS = [
    "Code", "Indicator", "2008/09 outturn", "Dec 2009", "Jan 2010", "Trend", "2009/10 to date", "Status",
    "2009/10 target",
]  # fmt: skip
PARTS = {
    "NI 59": ["Explanation of current performance", "Current activities", "Best practice"],
    "NI 61": ["Explanation of current performance", "Current activities"],
    "NI 67": ["Explanation of current performance", "Current activities"],
    "NI 64": ["Explanation of current performance", "Current activities", "Best practice"],
}
# Every measurement of the prose, with the words that it needs beside it to mean anything.
SAID = {
    "NI 59": ["50% more", "two years before", "except 2 of the managers", "3 times a week", "165 cases", "November"],
    "NI 62": ["12 months that end with January 2010", "62 children", "3 or more placements", "11.11%", "below 16%",
              "red only above 16%"],
    "NI 61": ["10 children were adopted", "5 of these", "within 12 months", "January saw no adoption", "75%",
              "North London Adoption Consortium", "Placement Order"],
    "NI 66": ["on time", "the reason lies in the case", "independent reviewing officer", "placements service"],
    "NI 63": ["69.6%", "70%"],
    "NI 67": ["9 reviews", "All of them have been held", "January had no late review"],
    "NI 65": ["246 children", "33 of them", "2008/09", "13% for England", "11% for London",
              "12% for our statistical neighbours"],
    "NI 64": ["six months at least", "62% moved into care", "18 months or more", "2-year mark", "neglect", "is 5%",
              "4.7%", "6% for England", "8% for London", "9.1% for our statistical neighbours"],
    "L0508": ["25 of the 26.5 posts", "15 of the 20.6 posts", "Agency staff"],
    "L0509": ["7.7 managers' posts", "1 permanent manager and 8 from agencies", "5.6 managers' posts",
              "5 permanent managers and 2 from agencies"],
}  # fmt: skip
# The reasons that it gives for its figures.
REASONS = {
    "NI 59": ["quality first", "already overdue", "cautiously upwards", "hard to fill", "Newly qualified", "America",
              "permanent team still has to be built", "thresholds", "common assessment framework", "Police and health",
              "screening team", "assessments are better"],
    "NI 68": ["thresholds", "common assessment framework", "First Response"],
    "NI 67": ["keeps growing", "new way of arranging reviews"],
    "NI 64": ["One month says little", "court's timetable", "lasting change comes slowly"],
}  # fmt: skip
COMPARED = {"NI 65": ("[x]", "13.0%", "11.0%", "12.0%"), "NI 64": ("4.7%", "6.0%", "8.0%", "9.1%")}
GROUPS = ["NI 59, NI 59/10", "NI 59/month/7, NI 59/month/10", "NI 60"]  # in the order of the page of detail
MONTHS = ["Sep 2009", "Oct 2009", "Nov 2009", "Dec 2009", "Jan 2010", "Feb 2010 (later)"]


@pytest.fixture(scope="module")
def built(demo: dict[str, Built]) -> Built:
    return demo["haringey_monthly"]


@pytest.fixture(scope="module")
def seen(built: Built) -> SeenReport:
    return SeenReport(built.path)


def texts_of(seen: SeenReport, sheet: str) -> list[str]:
    return [cell.text for cell in seen.cells(sheet).values() if cell.text]


def test_title_and_day_stand_on_the_cover(seen):
    texts = texts_of(seen, "Cover")
    assert {"Haringey", "Safeguarding Plan Performance Indicators Report", "17 February 2010", "Jan 2010"} <= set(texts)


def test_the_sections_follow_one_another_as_printed_with_their_indicators_in_order(built, seen):
    assert {section.title: [line.code for line in section.lines] for section in built.content.sections} == SECTIONS
    texts = texts_of(seen, "Indicators")
    order = [text for text in texts if text in SECTIONS or text in TITLES]
    assert order == [one for title, codes in SECTIONS.items() for one in (title, *codes)]


def test_the_columns_of_the_table_are_those_of_the_document(seen):
    rows = seen.by_code("Indicators")
    assert [heading for heading in rows["NI 59"] if heading in HEADINGS] == HEADINGS
    assert list(rows["NI 59"])[-1] == "Commentary"
    for code, title in TITLES.items():
        assert title in rows[code]["Indicator"].text, code


@pytest.mark.parametrize("code", SAID)
def test_every_measurement_of_the_prose_is_there(seen, code):
    words = seen.by_code("Indicators")[code]["Commentary"].text
    assert [one for one in SAID[code] if one not in words] == []


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_of_the_prose_is_there(seen, code):
    words = seen.by_code("Indicators")[code]["Commentary"].text
    assert [one for one in REASONS[code] if one not in words] == []


@pytest.mark.parametrize("code", PARTS)
def test_the_commentary_has_the_parts_of_the_document(seen, code):
    lines = seen.by_code("Indicators")[code]["Commentary"].text.split("\n")
    assert [line for line in lines if line in PARTS["NI 59"]] == PARTS[code]


def test_one_commentary_serves_ni_59_and_ni_60_and_is_printed_once(seen):
    rows = seen.by_code("Indicators")
    assert rows["NI 60"]["Commentary"].text == "See the commentary at NI 59."
    assert sum("165 cases" in text for text in texts_of(seen, "Indicators")) == 1


def test_the_indicator_without_commentary_has_none_here_either(seen):
    assert seen.by_code("Indicators")["NI 51"]["Commentary"].text == ""


def test_small_numbers_are_warned_of(seen):
    warnings = [text for text in texts_of(seen, "Indicators") if text.startswith("Small numbers")]
    assert len(warnings) == 1
    assert "NI 61" in warnings[0]
    assert "one case moves it far" in warnings[0]
    rows = seen.by_code("Indicators")
    assert "Very few children are counted" in rows["NI 61"]["Commentary"].text
    assert "Few children are counted" in rows["NI 65"]["Commentary"].text


def test_the_averages_of_england_london_and_neighbours_stand_in_a_table_too(seen):
    rows = {row["Code"].text: row for row in seen.rows("Comparisons")}
    assert sorted(rows) == sorted(COMPARED)
    for code, printed in COMPARED.items():
        row = rows[code]
        columns = ("Haringey", "England", "London", "Statistical neighbours")
        assert tuple(row[column].text for column in columns) == printed
        assert row["Year"].text == "2008/09"
    assert [rows["NI 64"][f"Beside {who}"].text for who in ("England", "neighbours")] == ["Better ▲", "Better ▲"]
    assert [rows["NI 65"][f"Beside {who}"].text for who in ("England", "neighbours")] == ["[x]", "[x]"]


def test_the_key_has_the_states_and_arrows_of_the_document(seen):
    texts = texts_of(seen, "Key")
    ours = {"Alert ▲", "Warning ◆", "OK ●", "No data –", "Data only □", "Improving ▲", "No change ▬", "Getting worse ▼"}
    assert ours <= set(texts)


def test_the_red_limit_of_ni_62_stands_in_the_key_and_may_be_changed(seen):
    (row,) = table(seen, "Key", "Red limit")[:1]
    assert (row["Indicator"].text, row["Red limit"].text) == ("NI 62", "16.00%")
    assert row["What it means"].text.startswith("Alert ▲ only above this limit")
    status = seen.by_code("Indicators")["NI 62"]["Status"].name
    place = row["Red limit"].name
    assert f"'Key'!${place[0]}${place[1:]}" in str(seen.cells("Indicators")[status].formula)


def test_the_detailed_analysis_has_the_tables_of_the_document_in_its_order_each_with_a_graph(built, seen):
    texts = texts_of(seen, "Detailed analysis")
    titles = [text for text in texts if re.match(r"NI \d\d.*: ", text)]
    assert [title.partition(":")[0] for title in titles] == GROUPS
    headings = [text for text in texts if re.fullmatch(r"\w{3} \d{4}( \(later\))?", text)]
    assert headings == MONTHS * len(GROUPS)
    (sheet,) = [one for one in built.layout.sheets if one.name == "Detailed analysis"]
    assert [chart.title for chart in sheet.charts] == titles
    assert len(Package.read(built.path).named("xl/charts/chart")) == len(GROUPS)


def test_the_one_percentage_of_the_detail_that_its_counts_do_not_give_is_told(seen):
    assert any("Stated as 45.0%" in text for text in texts_of(seen, "Notes"))
    assert any("NI 60 for 2010-02 is stated as 45.0%" in text for text in texts_of(seen, "Data quality"))
