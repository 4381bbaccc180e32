"""The figures of Haringey's safeguarding plan report of 17 February 2010, as a performance workbook.

Source: Haringey Council, Appendix 2, Safeguarding Plan Performance Indicators Report, a public document. Figures, codes
and titles are as printed; the commentary says the same in our own words; names of people are invented.
"""

from __future__ import annotations

import datetime as dt

from facts import Row, Sample, across, inferred, made_up, printed
from haringey_commentary import COMMENTARY
from haringey_measures import MEASURES, TABLE

MONTHS = ("Sep 2009", "Oct 2009", "Nov 2009", "Dec 2009", "Jan 2010", "Feb 2010")
TO_DATE = "2009/10 to 2010-01"
DETAIL = "detailed analysis"

ABOUT = (
    printed("report", item="Authority", text="Haringey"),
    inferred("official code of the authority", item="Authority code", text="E09000014"),
    printed("title", item="Board", text="Safeguarding plan"),
    printed("title", item="Title", text="Safeguarding Plan Performance Indicators Report"),
    made_up("", item="Subtitle", text="A sample made from a published report; names of people are invented"),
    printed("generated on", item="Prepared on", text=dt.date(2010, 2, 17)),
    made_up("", item="Author", text="Imogen Farrow, performance analyst"),
    made_up("", item="Contact", text="Performance team, performance@haringey.example"),
    printed(
        "title",
        item="Background papers",
        text="Haringey Council, Appendix 2, Safeguarding Plan Performance Indicators Report, 17 February 2010",
    ),
)


def _figure(code: str, period: str, value: str, note: str = "") -> Row:
    return printed(TABLE, code=code, period=period, kind="actual", value=value, note=note)


# The December and January figures of NI 59 and NI 60 stand once only, with their counts, in the wide table.
FIGURES = (
    _figure("NI 59", TO_DATE, "26.1%"),
    _figure("NI 60", TO_DATE, "42.5%"),
    _figure("NI 68", "2009-12", "63.3%"),
    _figure("NI 68", "2010-01", "75.3%"),
    _figure("NI 68", TO_DATE, "52.9%"),
    _figure("NI 62", "2008/09", "14.69%"),
    _figure("NI 62", "12 months to 2009-12", "12.25%"),
    _figure("NI 62", "12 months to 2010-01", "13.98%", "The year to date is the rolling year that ends with January."),
    _figure("NI 61", "2008/09", "80%"),
    _figure("NI 61", "2009-12", "50%"),
    _figure("NI 61", "2010-01", "50%", "No child was adopted in January; the figure is the one for the year to date."),
    printed(
        f"{TABLE}; the counts in its commentary",
        code="NI 61",
        period=TO_DATE,
        kind="actual",
        numerator=5,
        denominator=10,
        value="50%",
    ),
    _figure("NI 66", "2008/09", "95.6%"),
    _figure("NI 66", "2009-12", "96.4%"),
    _figure("NI 66", "2010-01", "92.6%"),
    _figure("NI 66", TO_DATE, "92.6%"),
    _figure("NI 63", "2008/09", "56.2%"),
    _figure("NI 63", "2009-12", "69.7%"),
    _figure("NI 63", "2010-01", "69.6%"),
    _figure("NI 63", TO_DATE, "69.6%"),
    _figure("NI 67", "2009-12", "94.3%"),
    _figure("NI 67", "2010-01", "94.8%"),
    _figure("NI 67", TO_DATE, "94.8%"),
    _figure("NI 65", "2009-12", "25%"),
    _figure("NI 65", "2010-01", "15.4%"),
    printed(
        f"{TABLE}; the counts in its commentary",
        code="NI 65",
        period=TO_DATE,
        kind="actual",
        numerator=33,
        denominator=246,
        value="13.4%",
    ),
    _figure("NI 64", "2008/09", "4.7%"),
    _figure("NI 64", "2009-12", "19%"),
    _figure("NI 64", "2010-01", "0%"),
    _figure("NI 64", TO_DATE, "15.2%"),
    _figure("NI 51", "2009-12", "No data for this range"),
    _figure("NI 51", "2010-01", "No data for this range"),
    _figure("NI 51", TO_DATE, "15", "The score of the yearly self-assessment, out of 16."),
    _figure("L0508", "2009-12", "0"),
    _figure("L0508", "2010-01", "0"),
    _figure("L0508", TO_DATE, "0"),
    _figure("L0509", "2009-12", "1"),
    _figure("L0509", "2010-01", "0"),
    _figure("L0509", TO_DATE, "0"),
)


def _series(code: str, part: str, *values: str | float) -> Row:
    return across(printed(DETAIL, code=code, kind="actual", part=part), MONTHS, values)


# NI 60 of February is kept as printed: 84 of 145 is 57.9%, not 45.0%.
FIGURES_WIDE = (
    _series("NI 59", "numerator", 31, 77, 46, 53, 72, 54),
    _series("NI 59", "denominator", 131, 219, 177, 152, 174, 130),
    _series("NI 59", "value", "23.7%", "35.2%", "26.0%", "34.9%", "41.4%", "41.5%"),
    _series("NI 59/10", "numerator", 36, 87, 58, 59, 81, 69),
    _series("NI 59/10", "denominator", 131, 219, 177, 152, 174, 130),
    _series("NI 59/10", "value", "27.5%", "39.7%", "32.8%", "38.8%", "46.6%", "53.1%"),
    _series("NI 59/month/7", "numerator", 22, 65, 35, 45, 67, 43),
    _series("NI 59/month/7", "denominator", 34, 79, 44, 54, 76, 56),
    _series("NI 59/month/7", "value", "64.7%", "82.3%", "79.5%", "83.3%", "88.2%", "76.8%"),
    _series("NI 59/month/10", "numerator", 27, 74, 39, 47, 74, 52),
    _series("NI 59/month/10", "denominator", 34, 79, 44, 54, 76, 56),
    _series("NI 59/month/10", "value", "79.4%", "93.7%", "88.6%", "87.0%", "97.4%", "92.9%"),
    _series("NI 60", "numerator", 34, 43, 31, 49, 62, 84),
    _series("NI 60", "denominator", 57, 80, 72, 108, 142, 145),
    _series("NI 60", "value", "59.6%", "53.8%", "43.1%", "45.4%", "43.7%", "45.0%"),
)

TARGETS = tuple(
    printed(TABLE, code=code, period="2009/10", target=target)
    for code, target in (
        ("NI 59", "53%"),
        ("NI 60", "63%"),
        ("NI 68", "58%"),
        ("NI 62", "11%"),
        ("NI 61", "75%"),
        ("NI 66", "98.0%"),
        ("NI 63", "70%"),
        ("NI 67", "100%"),
        ("NI 65", "10%"),
        ("NI 64", "5%"),
        ("NI 51", "15"),
    )
)

COMPARATORS = tuple(
    printed(f"commentary on {code}", code=code, area=area, period="2008/09", value=value)
    for code, area, value in (
        ("NI 65", "England", "13%"),
        ("NI 65", "London", "11%"),
        ("NI 65", "Statistical neighbours", "12%"),
        ("NI 64", "England", "6%"),
        ("NI 64", "London", "8%"),
        ("NI 64", "Statistical neighbours", "9.1%"),
    )
)

SAMPLE = Sample(
    file="haringey_performance.xlsx",
    title="Haringey: safeguarding plan indicators, January 2010",
    prepared_on=dt.date(2010, 2, 17),
    periods=MONTHS,
    tables={
        "about": ABOUT,
        "measures": MEASURES,
        "figures": FIGURES,
        "figures_wide": FIGURES_WIDE,
        "targets": TARGETS,
        "comparators": COMPARATORS,
        "commentary": COMMENTARY,
    },
)
