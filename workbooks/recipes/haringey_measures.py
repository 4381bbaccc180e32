"""The measures of Haringey's report: sections, order, codes and titles as printed; owners are posts that we made up."""

from __future__ import annotations

from facts import Row, printed

TABLE = "indicator table"

REFERRAL = "Referral & Assessment"
CARE = "Adoption and Children in Care"
PROTECTION = "Child Protection"
CAMHS = "CAMHS"
STAFFING = "Staffing vacancies"


def _measure(code: str, title: str, section: str, unit: str, polarity: str, **more: str | float) -> Row:
    where = f"{TABLE}; polarity from its targets"
    return printed(
        where, code=code, title=title, section=section, unit=unit, polarity=polarity, scheme="status", **more
    )


MEASURES = (
    _measure(
        "NI 59",
        "Initial assessments for children's social care carried out within 7 working days of referral",
        REFERRAL,
        "percent",
        "high",
        owner="Head of First Response",
        numerator_label="Initial assessments completed within 7 working days",
        denominator_label="Initial assessments completed",
        related="NI 59/10; NI 59/month/7; NI 59/month/10",
    ),
    _measure(
        "NI 60",
        "Core assessments for children's social care carried out within 35 working days of their commencement",
        REFERRAL,
        "percent",
        "high",
        owner="Head of First Response",
        numerator_label="Core assessments completed within 35 working days",
        denominator_label="Core assessments completed",
    ),
    printed(
        f"{TABLE}; its arrow beside the rise from 63.3% to 75.3% is the one for getting worse, so low is good here",
        code="NI 68",
        title="Referrals to children's social care going on to initial assessment",
        section=REFERRAL,
        unit="percent",
        polarity="low",
        scheme="status",
        owner="Head of First Response",
    ),
    _measure(
        "NI 62",
        "Stability of placements of looked after children: number of moves",
        CARE,
        "percent",
        "low",
        red_limit=16,
        places=2,
        owner="Head of Children in Care",
        numerator_label="Children with 3 or more placements in the 12 months",
        denominator_label="Children looked after at the end of the month",
    ),
    _measure(
        "NI 61",
        "Timeliness of placements of looked after children for adoption following an agency decision",
        CARE,
        "percent",
        "high",
        owner="Head of Adoption",
        numerator_label="Adopted children placed within 12 months of the decision",
        denominator_label="Children adopted",
    ),
    _measure(
        "NI 66",
        "Children in care cases which were reviewed within required timescales",
        CARE,
        "percent",
        "high",
        owner="Head of Children in Care",
    ),
    _measure(
        "NI 63",
        "Stability of placements of looked after children: length of placement",
        CARE,
        "percent",
        "high",
        owner="Head of Children in Care",
    ),
    _measure(
        "NI 67",
        "Child protection cases which were reviewed within required timescales",
        PROTECTION,
        "percent",
        "high",
        owner="Head of Child Protection",
    ),
    _measure(
        "NI 65",
        "Children becoming the subject of a child protection plan for a second or subsequent time",
        PROTECTION,
        "percent",
        "low",
        owner="Head of Child Protection",
        numerator_label="Children with an earlier plan",
        denominator_label="Children who became the subject of a plan",
    ),
    _measure(
        "NI 64",
        "Child protection plans lasting 2 years or more",
        PROTECTION,
        "percent",
        "low",
        owner="Head of Child Protection",
    ),
    _measure(
        "NI 51",
        "Effectiveness of child and adolescent mental health (CAMHS) services",
        CAMHS,
        "score",
        "high",
        places=0,
        owner="Head of Commissioning",
    ),
    _measure(
        "L0508",
        "First Response and Safeguarding and Support posts vacant at the end of the month",
        STAFFING,
        "count",
        "low",
        data_only="yes",
        places=0,
        owner="Head of Workforce",
    ),
    _measure(
        "L0509",
        "Team manager and senior team manager posts vacant in First Response and Safeguarding and Support at the end "
        "of the month",
        STAFFING,
        "count",
        "low",
        data_only="yes",
        places=0,
        owner="Head of Workforce",
    ),
)
