"""Everything that Derby's background information for a performance surgery prints stands in the pack of its sample.

Transcribed from Derby City Council, "Background Information for Performance Surgery on 24 February 2012, EI&ISS PM 04",
a public document. Its graphs are not printed as numbers, so only what its words say of them is looked for. Names of
people are invented in the sample, and words are our own.
"""

from __future__ import annotations

import re

import pytest

from tests.support.reports import Built, SeenReport
from tests.support.tables import table

CODE = "EI&ISS PM04"
OVERVIEW = {
    "Type": "Local measure",
    "Reference": CODE,
    "Description": "Fewer children with safeguarding plans",
    "Population": "Children and young people aged 18 years and under",
    "Council plan outcomes": "CP 03: Good health and well-being\nCP 04: Being safe and feeling safe\n"
    "CP 07: Good-quality services that meet local needs",
    "Council plan indicators": "CP 03c: Better mental health and well-being\n"
    "CP 04d: Less injuries and harm to vulnerable children and adults",
    "Directorate": "Children and Young People",
    "Cabinet portfolio": "Children and Young People",
    "Scrutiny commission": "Children and Young People Commission",
    "Service director": "Marian Okafor; Tobias Lyle",
    "Accountable officer": "Helena Prowse",
}
PANEL = {
    "Actual, 2011/12 to Dec 2011": ("56.20", "51.00", "10.2%", "Red ▲"),
    "Year-end forecast, 2011/12": ("52.88", "51.00", "3.7%", "Amber ◆"),
}
REASONS = {
    "In-year target missed": ("Yes ▲", ["56.20", "51.00", "10.2% worse"]),
    "Forecast to miss the target": ("Yes ▲", ["52.88", "51.00", "3.7% worse"]),
    "Deteriorating direction of travel": (
        "Yes ▲",
        ["56.20 is worse than 2010/11 (54.20)", "forecast of 52.88 is reached, 2011/12 will be better than 2010/11"],
    ),
    "Poor comparison with other authorities": (
        "Yes ▲",
        ["54.20 is worse than England (45.90)", "worse than the mean of Comparator authorities (47.70)"],
    ),
    "Other": ("No ●", ["No other reason"]),
}  # fmt: skip
RELATED = {
    "EIIS PM09 (NI 64)": "Child protection plans lasting 2 years or more",
    "EIIS PM01": "Referrals to social care",
    "EIIS PM10 (NI 65)": "Second or subsequent child protection plans",
    "EIIS PM11 (NI 67)": "Child protection cases reviewed within required timescales",
    "SS PM04 (NI 64, 65, 67, 68)": "Children who became the subject of a plan, per 10,000",
    "SS PM05": "Share of plans for children from minority ethnic groups",
    "EIIS PM19": "Number of CAFs completed",
    "EIIS PM20": "Number of parents attending parenting programmes",
}
SHARES = {
    "Physical abuse": "12.9%", "Sexual abuse": "12.9%", "Neglect": "32.8%", "Emotional abuse": "41.3%",
    "Open for less than a year": "85.0%", "Female": "50.0%", "Male": "47.0%", "Not recorded": "3.0%",
    "5 years and under": "53.0%", "White British": "78.0%",
}  # fmt: skip
SAID = {
    "Direction of travel": ["56.20", "54.20", "52.88", "2009 to 2011"],
    "Latest position": ["19/02/2012", "259", "51.00"],
    "Factors": [
        "early help",
        "how long plans last",
        "repeat plans",
        "reviews held on time",
        "physical, sexual and emot",
    ],
    "Causes": ["06/02/2012", "41.3%", "32.8%", "12.9%", "85%", "domestic abuse"],
    "Equalities": ["06/02/2012", "50%", "47%", "3% not recorded", "53%", "5 years and under", "78%", "White British"],
    "Partners": ["child protection conference", "police", "health", "social care"],
    "Additional information": ["4 years", "2011", "NI 65", "3 years", "NI 64", "best of its comparator group", "value"],
    "Deprivation": ["fourth highest rate", "fourth highest share", "national average"],
}
ACTIONS = {
    "1": ["multi-agency teams", "health staff join the MATs", "2012/13", "TBC", "Medium: 2012/13"],
    "2": ["children's centres", "TBC", "Medium: 2012/13"],
    "3": ["domestic violence", "TBC", "Medium: 2012/13"],
}
KEY = {"Red ▲": "5.0%", "Amber ◆": "", "Green ●": "", "Blue ★": "2.0%"}


@pytest.fixture(scope="module")
def built(demo: dict[str, Built]) -> Built:
    return demo["derby_surgery"]


@pytest.fixture(scope="module")
def seen(built: Built) -> SeenReport:
    return SeenReport(built.path)


def texts_of(seen: SeenReport, sheet: str) -> list[str]:
    return [cell.text for cell in seen.cells(sheet).values() if cell.text]


def rows_with(seen: SeenReport, part: str, heading: str):
    """Return the table of one of the measure's sheets that has a column with this heading."""
    return table(seen, f"{CODE} {part}", heading)


def test_the_contents_lead_to_every_part_and_say_that_the_measure_is_new_to_a_surgery(seen):
    texts = texts_of(seen, "Contents")
    parts = ("overview", "background", "analysis", "deprivation", "action plan")
    assert {f"{CODE} {part}" for part in parts} <= set(texts)
    assert {*parts} == {name.removeprefix(f"{CODE} ") for name in seen.package.sheet_names if name.startswith(CODE)}
    links = seen.package.sheet("Contents").iter()
    targets = {one.attrib["location"] for one in links if one.tag.endswith("hyperlink")}
    assert {f"'{name}'!A1" for name in seen.package.sheet_names[1:]} <= targets
    assert any("Reviewed before? No. This is the first surgery" in text for text in texts)
    assert any("24 February 2012" in text for text in texts)


def test_the_overview_says_what_the_measure_is_and_whose(seen):
    found = {str(row["Item"].value): row["About this measure"].text for row in rows_with(seen, "overview", "Item")}
    assert {item: found.get(item) for item in OVERVIEW} == OVERVIEW
    assert "per 10,000 children" in found["Brief definition"]
    (reviewed,) = rows_with(seen, "overview", "Commentary")
    assert reviewed["Part"].text == "Reviewed before"
    assert reviewed["Commentary"].text.startswith("No.")


def test_actual_and_forecast_stand_with_target_distance_and_rating(seen):
    found = {
        row["Figure"].text: tuple(row[name].text for name in ("Value", "Target", "% adrift", "Rating"))
        for row in rows_with(seen, "background", "Figure")
    }
    assert found == PANEL


def test_each_reason_holds_as_printed_with_its_figures(seen):
    found = {row["Reason"].text: row for row in rows_with(seen, "background", "Reason")}
    assert list(found) == list(REASONS)
    for reason, (holds, figures) in REASONS.items():
        assert found[reason]["Holds"].text == holds, reason
        assert [one for one in figures if one not in found[reason]["What the figures say"].text] == [], reason


def test_the_snapshot_of_259_plans_is_within_the_target(seen):
    sentence = "As at 19 Feb 2012: 259 (Children with a plan), which is 50.89 and meets the target of 51.00."
    for sheet in (f"{CODE} background", f"{CODE} analysis"):
        assert any(text.startswith(sentence) and "If that lasts" in text for text in texts_of(seen, sheet))


def test_related_measures_stand_with_their_own_latest_rating(seen):
    found = {row["Code"].text: row for row in rows_with(seen, "overview", "Measure")}
    assert {code: found[code]["Measure"].text for code in RELATED} == RELATED
    assert {found[code]["Rating"].text for code in RELATED} == {"No data –"}
    care = found["SS PM07"]
    assert [care[name].text for name in ("Value", "Target", "% adrift", "Rating")] == [
        "89.80",
        "84.00",
        "6.9%",
        "Red ▲",
    ]


def test_the_breakdowns_are_those_printed(seen):
    rows = rows_with(seen, "background", "Category")
    assert {row["Category"].text: row["Share"].text for row in rows} == SHARES
    assert {row["As at"].text for row in rows} == {"6 Feb 2012"}


def test_the_words_of_the_template_are_cells_to_type_in_part_by_part(seen):
    rows = {row["Part"].text: row["Commentary"].text for row in rows_with(seen, "background", "Part")}
    for part, pieces in SAID.items():
        assert [piece for piece in pieces if piece not in rows[part]] == [], part
    assert rows["Other reason"] == ""


def test_graph_one_has_the_months_with_january_marked_as_later(seen):
    rows = rows_with(seen, "analysis", "Period")
    found = {row["Period"].text: row for row in rows}
    assert (found["Dec 2011"]["Children with a plan"].text, found["Dec 2011"]["Rate per 10,000"].text) == (
        "286",
        "56.20",
    )
    assert found["Jan 2012"]["Note"].text == "later"
    assert {row["Target"].text for row in rows if row["Period"].text[-4:] == "2012"} == {"51.00"}


def test_graph_two_says_what_the_document_says_of_its_comparators(seen):
    rows = {row["Area"].text: row for row in rows_with(seen, "analysis", "Who")}
    own, mean, england = (rows[name] for name in ("Derby", "Mean of the group", "England"))
    assert all(own[year].value < mean[year].value for year in ("2008/09", "2009/10"))
    assert own["2010/11"].value > max(mean["2010/11"].value, england["2010/11"].value)
    (place,) = [row for row in rows_with(seen, "analysis", "Place in") if row["Place in"].text == "2010/11"]
    assert place["Rank in the group"].text == "8 of 11"  # the fourth highest, and low is good
    above = [
        row
        for row in rows.values()
        if row["Who"].text == "Neighbour" and row["2010/11"].value > england["2010/11"].value
    ]
    assert len(above) == 5  # "half being represented above the national average and half below"


def test_graph_three_has_every_council_a_line_and_derby_fourth_for_poverty(seen):
    rows = rows_with(seen, "deprivation", "On the line")
    own = next(row for row in rows if row["Who"].text == "This council")
    group = [row for row in rows if row["Who"].text in ("This council", "Neighbour")]
    poorer = [row for row in group if row["Deprivation"].value > own["Deprivation"].value]
    assert (own["Area"].text, len(poorer), len(rows)) == ("Derby", 3, 31)  # 152 in the document
    facts = {row["What"].text: row["Number"].value for row in rows_with(seen, "deprivation", "What")}
    assert next(number for what, number in facts.items() if what.startswith("Slope")) > 0


def test_the_action_plan_has_its_actions_its_categories_and_its_resulting_rating(seen):
    rows = {row["Ref"].text: row for row in rows_with(seen, "action plan", "Action") if row["Ref"].value}
    for ref, pieces in ACTIONS.items():
        words = "\n".join(cell.text for cell in rows[ref].values())
        assert [piece for piece in pieces if piece not in words] == [], ref
    assert "5" not in rows  # agreed at the surgery itself
    texts = " ".join(texts_of(seen, f"{CODE} action plan"))
    for category in ("No cost", "Low cost", "0 to 4 months", "5 to 10 months", "10 months and more"):
        assert category in texts
    (result,) = rows_with(seen, "action plan", "What would result")
    assert (result["Rating"].text, result["Figure"].text) == ("No data –", "[x]")  # all improvements are TBC


def test_the_key_has_derbys_thresholds(seen):
    rows = {
        row["Status"].text: row["Threshold"].text if "Threshold" in row else ""
        for row in table(seen, "Key", "Threshold")
    }
    assert {status: rows[status] for status in KEY} == KEY


def test_the_pack_takes_both_measures_of_the_surgery_and_says_why_the_others_are_not_in_it(seen):
    rows = table(seen, "Contents", "Why it is here")
    taken = {row["Code"].text: row["Why it is here"].text for row in rows}
    assert list(taken) == [CODE, "SS PM07"]
    assert all(
        re.match(r"Target missed beyond tolerance \(Red ▲\); forecast to miss \(Amber ◆\)", why)
        for why in taken.values()
    )
    rows = table(seen, "Contents", "Why it is not here")
    others = {row["Code"].text: row["Why it is not here"].text for row in rows}
    assert set(others) == {"CP number", "CLA number", "IDACI"}
    assert others["CP number"] == "There is no target for 2011/12 to Dec 2011."
    assert others["IDACI"].startswith("Watched only")
