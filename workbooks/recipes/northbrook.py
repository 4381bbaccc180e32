"""What an invented council keeps beside its Annex A return: who it is, its population and its targets.

Northbrook does not exist. Together with `annex_a.xlsx` this shows how a return gives the counts and a performance
workbook the rest.
"""

from __future__ import annotations

import datetime as dt

from facts import Sample, made_up

SECTION = "Child protection"
AREA = "Northbrook"

ABOUT = (
    made_up(item="Authority", text=AREA),
    made_up(item="Board", text="Northbrook Safeguarding Children Partnership"),
    made_up(item="Title", text="Child protection: monthly indicators"),
    made_up(item="Author", text="Priya Ashdown, performance analyst"),
    made_up(item="Contact", text="performance@northbrook.example"),
)

MEASURES = (
    made_up(code="CP number", title="Children with a child protection plan", section=SECTION, unit="count"),
    made_up(
        code="EI&ISS PM04",
        title="Children with a child protection plan per 10,000",
        section=SECTION,
        unit="rate",
        polarity="low",
        scheme="brag",
        places=1,
        owner="Head of Safeguarding",
    ),
    made_up(
        code="NI 64",
        title="Plans that had lasted 2 years or more when they ended",
        section=SECTION,
        unit="percent",
        polarity="low",
        scheme="brag_points",
        owner="Head of Safeguarding",
    ),
    made_up(
        code="NI 65",
        title="Plans that were a second or subsequent one",
        section=SECTION,
        unit="percent",
        polarity="low",
        scheme="brag_points",
        owner="Head of Safeguarding",
    ),
)

TARGETS = (
    made_up(code="EI&ISS PM04", period="2026/27", target=50),
    made_up(code="NI 64", period="2026/27", target="5%"),
    made_up(code="NI 65", period="2026/27", target="15%"),
)

POPULATIONS = (made_up(year=2025, ages="0-17", population=39480, vintage="mid-2025, first estimate"),)

COMMENTARY = (
    made_up(
        code="NI 65",
        period="2026-09",
        part="Explanation of current performance",
        text="Numbers of a single month are small. The year to date says more, and it is counted again every month "
        "from the return.",
    ),
    made_up(
        code="NI 65",
        period="2026-09",
        part="Current activities",
        text="Every plan that is a child's second is read by the head of service within a week of the conference.",
    ),
)

SAMPLE = Sample(
    file="northbrook_performance.xlsx",
    title="Northbrook: population and targets",
    prepared_on=dt.date(2026, 10, 5),
    tables={
        "about": ABOUT,
        "measures": MEASURES,
        "targets": TARGETS,
        "populations": POPULATIONS,
        "commentary": COMMENTARY,
    },
)
