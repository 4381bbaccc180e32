"""The figures of Derby's performance surgery of 24 February 2012, as a performance workbook.

Source: Derby City Council, background information for the performance surgery on EI&ISS PM04, and the minutes of that
surgery, public documents. Its graphs are not printed as numbers: the months, the comparators and the deprivation are
made up around the printed figures, with invented councils. Words are our own; names of people are invented.
"""

from __future__ import annotations

import datetime as dt

from derby_comparators import COMPARATORS, POVERTY_IN_DERBY
from derby_meeting import ACTIONS, MEETINGS
from derby_words import COMMENTARY, MEASURES
from facts import Row, Sample, across, inferred, made_up, printed

BACKGROUND = "background information"
MINUTES = "minutes"
BOTH = "background information and minutes"

ABOUT = (
    printed(BOTH, item="Authority", text="Derby"),
    inferred("official code of the authority", item="Authority code", text="E06000015"),
    printed(MINUTES, item="Board", text="Children and Young People's Performance Surgery"),
    made_up("after the title of the background information", item="Title", text="Performance surgery: plans and care"),
    made_up(
        "", item="Subtitle", text="A sample made from published documents; other councils and all names are invented"
    ),
    printed(BOTH, item="Prepared on", text=dt.date(2012, 2, 24)),
    made_up("", item="Author", text="Ruth Adeyemi, performance officer"),
    made_up("", item="Contact", text="Performance and improvement team, performance@derby.example"),
    printed(BOTH, item="Date", text=dt.date(2012, 2, 24)),
    printed(
        BOTH,
        item="Background papers",
        text="Derby City Council, background information for the performance surgery on 24 February 2012 (EI&ISS PM "
        "04) and minutes of the Children and Young People's Performance Surgery of 24 February 2012",
    ),
)

Q3 = "2011/12 Q3"

FIGURES = (
    made_up(
        "below the comparators, as the document says",
        code="EI&ISS PM04",
        period="2008/09",
        kind="actual",
        value="39.10",
    ),
    made_up(
        "below the comparators, as the document says",
        code="EI&ISS PM04",
        period="2009/10",
        kind="actual",
        value="43.60",
    ),
    printed(
        BACKGROUND,
        code="EI&ISS PM04",
        period="2010/11",
        kind="actual",
        value="54.20",
        note="No whole number of plans gives 54.20 with a population of 50,890: 276 plans give 54.23.",
    ),
    printed(
        f"{BOTH}; the 286 plans are inferred from the rate",
        code="EI&ISS PM04",
        period=Q3,
        kind="actual",
        numerator=286,
        value="56.20",
    ),
    printed(BOTH, code="EI&ISS PM04", period="2011/12", kind="forecast", value="52.88"),
    printed(BACKGROUND, code="EI&ISS PM04", period="2012-02-19", kind="actual", numerator=259),
    printed(
        f"{MINUTES}; the 457 children are inferred from the rate",
        code="SS PM07",
        period=Q3,
        kind="actual",
        numerator=457,
        value="89.80",
    ),
    printed(MINUTES, code="SS PM07", period="2011/12", kind="forecast", value="85.30"),
    printed(BACKGROUND, code="CP number", period="2012-02-19", kind="actual", value=259),
    printed(f"{MINUTES}, as the current number", code="CP number", period="2012-02-24", kind="actual", value=268),
    printed(
        f"{MINUTES}; printed as 2010, read as the end of March 2010",
        code="CLA number",
        period="2009/10",
        kind="actual",
        value=420,
    ),
    printed(
        MINUTES,
        code="CLA number",
        period="2012-02-19",
        kind="actual",
        value=489,
        note="489 children would be 96.09 per 10,000 of 50,890, well above the 89.80 of quarter 3; both stand as "
        "printed.",
    ),
    made_up(
        "fourth highest of its group, as the document says",
        code="IDACI",
        period="2010/11",
        kind="actual",
        value=POVERTY_IN_DERBY,
    ),
)

MONTHS = (
    *("Apr 2010", "May 2010", "Jun 2010", "Jul 2010", "Aug 2010", "Sep 2010"),
    *("Oct 2010", "Nov 2010", "Dec 2010", "Jan 2011", "Feb 2011", "Mar 2011"),
    *("Apr 2011", "May 2011", "Jun 2011", "Jul 2011", "Aug 2011", "Sep 2011"),
    *("Oct 2011", "Nov 2011", "Dec 2011", "Jan 2012"),
)
PLANS = (224, 229, 226, 233, 240, 237, 245, 252, 249, 258, 267, 276, 279, 274, 281, 288, 283, 278, 284, 291, 286, 273)
IN_CARE = (421, 424, 427, 425, 429, 432, 430, 435, 438, 436, 441, 443, 445, 449, 447, 452, 450, 451, 455, 458, 457, 474)


def _months(code: str, part: str, around: str, values: tuple[int, ...]) -> Row:
    return across(made_up(around, code=code, kind="actual", part=part), MONTHS, values)


FIGURES_WIDE = (
    _months("EI&ISS PM04", "numerator", "around 54.20 in March 2011 and 286 plans in December 2011", PLANS),
    _months("SS PM07", "numerator", "around 457 children in December 2011 and 489 in February 2012", IN_CARE),
    _months("CP number", "value", "as for EI&ISS PM04", PLANS),
    _months("CLA number", "value", "as for SS PM07", IN_CARE),
)

TARGETS = (
    printed(BOTH, code="EI&ISS PM04", period="2011/12", target="51.00"),
    printed(MINUTES, code="SS PM07", period="2011/12", target="84.00"),
)

POPULATIONS = (
    inferred(
        "fits 286 plans = 56.20 and 457 children = 89.80, and keeps 259 plans below 51.00",
        year=2010,
        ages="0-17",
        population=50890,
        vintage="inferred",
    ),
)


def _share(breakdown: str, category: str, percent: str) -> Row:
    cells = {"breakdown": breakdown, "category": category, "percent": percent}
    return printed(BACKGROUND, code="EI&ISS PM04", as_at="2012-02-06", **cells)


BREAKDOWNS = (
    _share("Category of abuse", "Physical abuse", "12.9%"),
    _share("Category of abuse", "Sexual abuse", "12.9%"),
    _share("Category of abuse", "Neglect", "32.8%"),
    _share("Category of abuse", "Emotional abuse", "41.3%"),
    _share("Length of plan", "Open for less than a year", "85%"),
    _share("Gender", "Female", "50%"),
    _share("Gender", "Male", "47%"),
    _share("Gender", "Not recorded", "3%"),
    _share("Age", "5 years and under", "53%"),
    _share("Ethnicity", "White British", "78%"),
)

SAMPLE = Sample(
    file="derby_performance.xlsx",
    title="Derby: performance surgery on plans and care, 2011/12 quarter 3",
    prepared_on=dt.date(2012, 2, 24),
    periods=MONTHS,
    tables={
        "about": ABOUT,
        "measures": MEASURES,
        "figures": FIGURES,
        "figures_wide": FIGURES_WIDE,
        "targets": TARGETS,
        "comparators": COMPARATORS,
        "populations": POPULATIONS,
        "breakdowns": BREAKDOWNS,
        "commentary": COMMENTARY,
        "actions": ACTIONS,
        "meetings": MEETINGS,
    },
)
