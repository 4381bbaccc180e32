"""Derby's measures and what its documents say of them, in our own words, with invented names."""

from __future__ import annotations

from facts import Row, inferred, made_up, printed

BACKGROUND = "background information"
MINUTES = "minutes"
OWN_WORDS = "in our own words"
PLANS = "EI&ISS PM04"
CARE = "SS PM07"
NUMBER = "CP number"
IN_CARE = "CLA number"
CHILDREN = "Children and Young People"

MEASURES = (
    printed(
        f"{BACKGROUND}, definition {OWN_WORDS}; officers made up",
        code=PLANS,
        title="Fewer children with safeguarding plans",
        section="Safeguarding plans",
        unit="rate",
        polarity="low",
        scheme="brag",
        places=2,
        definition="How many children have a safeguarding or child protection plan on a given day, per 10,000 "
        "children. Such a plan is made by several agencies, led by children's social care, to keep a child safe who "
        "would otherwise remain at risk of harm.",
        population_description="Children and young people aged 18 years and under",
        related="EIIS PM09 (NI 64): Child protection plans lasting 2 years or more\n"
        "EIIS PM01: Referrals to social care\n"
        "EIIS PM10 (NI 65): Second or subsequent child protection plans\n"
        "EIIS PM11 (NI 67): Child protection cases reviewed within required timescales\n"
        "SS PM04 (NI 64, 65, 67, 68): Children who became the subject of a plan, per 10,000\n"
        "SS PM05: Share of plans for children from minority ethnic groups\n"
        "EIIS PM19: Number of CAFs completed\n"
        "EIIS PM20: Number of parents attending parenting programmes",
        outcomes="CP 03: Good health and well-being\n"
        "CP 04: Being safe and feeling safe\n"
        "CP 07: Good-quality services that meet local needs",
        council_plan_indicators="CP 03c: Better mental health and well-being\n"
        "CP 04d: Less injuries and harm to vulnerable children and adults",
        directorate=CHILDREN,
        portfolio=CHILDREN,
        scrutiny="Children and Young People Commission",
        accountable_officer="Helena Prowse",
        service_director="Marian Okafor; Tobias Lyle",
        numerator_label="Children with a plan",
        denominator_label="Children and young people",
    ),
    printed(
        f"{MINUTES}; the section and officers made up",
        code=CARE,
        title="Children in care per 10,000 population aged under 18",
        section="Children in care",
        unit="rate",
        polarity="low",
        scheme="brag",
        places=2,
        directorate=CHILDREN,
        portfolio=CHILDREN,
        scrutiny="Children and Young People Commission",
        accountable_officer="Samir Qureshi",
        service_director="Marian Okafor",
        numerator_label="Children in care",
        denominator_label="Children and young people",
    ),
    inferred(
        f"{BACKGROUND}: the whole number behind {PLANS}",
        code=NUMBER,
        title="Number of children with safeguarding plans",
        section="Safeguarding plans",
        unit="count",
        polarity="low",
        scheme="brag",
        places=0,
        timing="snapshot",
        related=PLANS,
    ),
    inferred(
        f"{MINUTES}: the whole number behind {CARE}",
        code=IN_CARE,
        title="Number of children in care",
        section="Children in care",
        unit="count",
        polarity="low",
        scheme="brag",
        places=0,
        timing="snapshot",
        related=CARE,
    ),
    made_up(
        "the measure that graph three is drawn against",
        code="IDACI",
        title="Children living in poverty (IDACI)",
        section="Deprivation",
        unit="percent",
        polarity="neutral",
        scheme="brag",
        data_only="yes",
        places=1,
        timing="annual",
        definition="The share of children who live in families with a low income: the Income Deprivation Affecting "
        "Children Index.",
        related=PLANS,
    ),
)


def _said(part: str, text: str, code: str = PLANS, where: str = BACKGROUND) -> Row:
    return printed(f"{where}, {OWN_WORDS}", code=code, period="2011/12 Q3", part=part, text=text)


COMMENTARY = (
    _said(
        "Direction of travel",
        "At 56.20 the third quarter is worse than the 54.20 of 2010/11. The forecast of 52.88 for the end of the year "
        "would be better than 2010/11. The number of plans rose from 2009 to 2011.",
    ),
    _said(
        "Latest position",
        "On 19/02/2012 there were 259 open plans, which is inside the target of 51.00 per 10,000. If that lasts, the "
        "target for the year will be met.",
    ),
    _said(
        "Factors",
        "What moves this measure: how early the needs of a child and family are seen; how much early help families "
        "get, and how good it is; how long plans last; repeat plans; reviews held on time; the local aim to keep "
        "children safely with their families for longer; and public attention, which brings more referrals and "
        "assessments for physical, sexual and emotional abuse and for neglect.",
    ),
    _said(
        "Causes",
        "On 06/02/2012 the plans were for emotional abuse (41.3%), neglect (32.8%), physical abuse (12.9%) and sexual "
        "abuse (12.9%). Emotional abuse mostly stands for children who live with domestic abuse. 85% of the plans had "
        "been open for less than a year.",
    ),
    _said(
        "Equalities",
        "Girls and boys are almost even: 50% of the plans are for females and 47% for males, with 3% not recorded "
        "(06/02/2012). 53% of the plans are for children of 5 years and under. 78% of the children are White British.",
    ),
    _said("Reviewed before", "No. This is the first surgery that looks at this measure."),
    _said("Partners", "Help is needed from the child protection conference, the police, health and social care."),
    _said(
        "Additional information",
        "Over the last 4 years Derby had fewer children with a plan than its comparators on average; but as a rate per "
        "10,000 it lies above both the national and the comparator average in 2011. Second or subsequent plans (NI 65) "
        "have fallen steadily for 3 years and are below both averages. For plans of two years or more (NI 64) Derby "
        "did best of its comparator group in 2010/11. No data on value for money are needed.",
    ),
    _said(
        "Deprivation",
        "Rates of plans rise with deprivation (IDACI). Within its comparator group Derby has the fourth highest rate "
        "of plans and the fourth highest share of children in poverty; as many of the group lie above the national "
        "average as beneath it.",
    ),
    _said(
        "Direction of travel",
        "Children in care have risen in number since 2010, from 420 to 489 on 19/02/2012. The third quarter stands at "
        "89.80 against a target of 84.00; the forecast for the end of the year is 85.30.",
        code=CARE,
        where=MINUTES,
    ),
    _said(
        "Additional information",
        "Derby's rate is slightly above the national and the comparator average. Adoption goes well: 12% against a "
        "national average of 9%. Rates of children in care go together with child poverty.",
        code=CARE,
        where=MINUTES,
    ),
)
