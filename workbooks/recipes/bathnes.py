"""The figures of Bath & North East Somerset's board paper of 16 November 2011, as a performance workbook.

Source: Bath & North East Somerset Council, Partnership Board for Health and Wellbeing, Child Protection Activity
Performance Report, agenda item 8, a public document. Figures keep their marks as printed; words are our own; names of
people are invented.
"""

from __future__ import annotations

import datetime as dt

from bathnes_words import ABOUT, COMMENTARY
from facts import Row, Sample, printed

TABLE = "quarterly table"
OLD_DEFINITION = "* The indicator used to count 7 working days."
PROVISIONAL = "** Provisional: referrals handled by the re-design team are not in it yet."
SECTION = "Child protection activity"


def _measure(code: str, title: str, polarity: str, definition: str, unit: str = "percent") -> Row:
    return printed(
        f"{TABLE}; scheme inferred: the paper prints colours but no thresholds",
        code=code,
        title=title,
        section=SECTION,
        unit=unit,
        polarity=polarity,
        scheme="brag_points" if unit == "percent" else "brag",
        places=1 if unit == "percent" else 0,
        definition=definition,
    )


MEASURES = (
    _measure(
        "CP number",
        "Number of children subject to child protection plan",
        "neutral",
        "Children with a child protection plan at the end of the period. Neither a low nor a high number is good in "
        "itself.",
        unit="count",
    ),
    _measure(
        "NI 64",
        "Child protection plans lasting 2 years or more",
        "low",
        "Of the plans that ended, those that had lasted two years or more.",
    ),
    _measure(
        "NI 65",
        "Children becoming subject to a child protection plan for a second or subsequent time",
        "low",
        "Of the children who became the subject of a plan, those who had been on one before.",
    ),
    _measure(
        "NI 67",
        "Child protection cases which were reviewed within required timescales",
        "high",
        "Plans reviewed within 3 months of the first conference and at least every six months after that.",
    ),
    _measure(
        "NI 68",
        "Referrals to children's social care going on to initial assessments",
        "high",
        "Of the referrals to children's social care, those that led to an initial assessment.",
    ),
    _measure(
        "NI 59",
        "Initial assessments by children's social care carried out within ten working days of referral",
        "high",
        "Of the initial assessments completed, those within ten working days; until March 2010 within seven.",
    ),
    _measure(
        "NI 60",
        "Core assessments by children's social care carried out within 35 working days of their commencement",
        "high",
        "Of the core assessments completed, those within 35 working days of their start.",
    ),
)

# One line per row of the table: England, family and actual 2009/10; plan and actual 2010/11; plan, Q1 and Q2 2011/12.
# An empty text is an empty cell of the table.
LINES = (
    ("CP number", ("", "", "Total = 71", "N/A", "106", "N/A", "104", "88")),
    ("NI 64", ("6", "8.3", "18.9", "8", "10.4", "8", "8.8", "6.3")),
    ("NI 65", ("13", "13.1", "11.4", "10", "23.5", "12", "18.2", "17.4")),
    ("NI 67", ("99", "98.9", "100", "100", "100", "100", "100", "100")),
    ("NI 68", ("64", "75", "51.2", "50", "73.9", "53", "79.3", "73**")),
    ("NI 59", ("75.5%*", "68.5%*", "67.6*", "77*", "67.5", "78", "83.7", "67.6")),
    ("NI 60", ("78.1", "66.3", "78.5", "80", "59.3", "80", "65.2", "75.5")),
)
COLUMNS = (
    ("comparators", "England", "2009/10"),
    ("comparators", "Statistical neighbours", "2009/10"),
    ("figures", "", "2009/10"),
    ("targets", "", "2010/11"),
    ("figures", "", "2010/11"),
    ("targets", "", "2011/12"),
    ("figures", "", "2011/12 Q1"),
    ("figures", "", "2011/12 Q2"),
)


def _footnote(value: str) -> str:
    if value.endswith("**"):
        return PROVISIONAL
    return OLD_DEFINITION if value.endswith("*") else ""


def _from_table(table: str) -> tuple[Row, ...]:
    """Return the rows of one sheet out of the printed table, in its order."""
    rows = []
    for code, values in LINES:
        for (belongs_to, area, period), value in zip(COLUMNS, values, strict=True):
            if belongs_to != table or not value:
                continue
            footnote = _footnote(value)
            if table == "figures":
                rows.append(printed(TABLE, code=code, period=period, kind="actual", value=value, note=footnote))
            elif table == "targets":
                rows.append(printed(f"{TABLE}. {footnote}".rstrip(". "), code=code, period=period, target=value))
            else:
                family = "printed as family" if area != "England" else ""
                where = ", ".join(filter(None, (TABLE, family)))
                where = f"{where}. {footnote}" if footnote else where
                rows.append(printed(where, code=code, area=area, period=period, value=value))
    return tuple(rows)


SAMPLE = Sample(
    file="bathnes_performance.xlsx",
    title="Bath & North East Somerset: child protection activity, 2011/12 quarter 2",
    prepared_on=dt.date(2011, 11, 16),
    tables={
        "about": ABOUT,
        "measures": MEASURES,
        "figures": _from_table("figures"),
        "targets": _from_table("targets"),
        "comparators": _from_table("comparators"),
        "commentary": COMMENTARY,
    },
)
