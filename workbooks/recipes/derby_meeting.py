"""What Derby's surgery agreed and talked about, in our own words, with invented names: every measurement is kept."""

from __future__ import annotations

import datetime as dt

from derby_words import BACKGROUND, CARE, MINUTES, OWN_WORDS, PLANS
from facts import Row, made_up, printed

SURGERY = dt.date(2012, 2, 24)
EARLIER = dt.date(2011, 11, 25)


def _planned(ref: str, action: str, officer: str, cost: str = "") -> Row:
    where = f"{BACKGROUND}, {OWN_WORDS}; officer and status made up"
    return printed(
        where,
        ref=ref,
        code=PLANS,
        action=action,
        cost=cost,
        expected_improvement="TBC",
        timeframe="Medium: 2012/13",
        business_plan_link="Draft business plan for 2012/13" if cost else "",
        lead_officer=officer,
        status="not started",
    )


def _plan(
    ref: str,
    code: str,
    action: str,
    officer: str,
    strategies: str = "",
    due: dt.date = dt.date(2012, 8, 31),
    meeting: dt.date | None = None,
) -> Row:
    """Return an action of the minutes; without a meeting it is one of the action plan that the surgery was shown."""
    return printed(
        f"{MINUTES}, {OWN_WORDS}; officer, due and status made up",
        ref=ref,
        code=code,
        action=action,
        strategies=strategies,
        lead_officer=officer,
        due=due,
        status="in progress",
        meeting=meeting,
    )


def _carried(ref: str, action: str, officer: str, status: str) -> Row:
    return made_up(
        "to show what a tracker carries on from an earlier meeting",
        ref=ref,
        code=CARE,
        action=action,
        lead_officer=officer,
        due=dt.date(2012, 1, 31),
        status=status,
        meeting=EARLIER,
    )


KEEPING_TOGETHER = "Keeping Families Together"
YEAR_END = dt.date(2013, 3, 31)

ACTIONS = (
    _carried("A1", "Bring together what is known of how long children stay in care", "Judith Sandford", "done"),
    _carried("A2", "Agree with schools who follows the attendance of each child", "Tobias Lyle", "in progress"),
    _planned(
        "1",
        "Build up multi-agency teams (MATs) and the early help they offer: MATs and social care deal jointly with "
        "what troubles a child at home and at school, and health staff join the MATs",
        "Helena Prowse",
        cost="Within the draft business plan for 2012/13",
    ),
    _planned(
        "2",
        "Turn the work of children's centres much more towards families with additional needs or vulnerabilities",
        "Colin Ferris",
    ),
    _planned("3", "Offer more services to children who live with domestic violence", "Samir Qureshi"),
    _plan(
        "4",
        PLANS,
        "Finish the internal consultation on the strategy and share it with partner agencies, as the basis of early "
        "intervention",
        "Marian Okafor",
        KEEPING_TOGETHER,
    ),
    _plan(
        "5",
        PLANS,
        "Write a robust plan of action for the strategy",
        "Marian Okafor",
        KEEPING_TOGETHER,
        meeting=SURGERY,
    ),
    _plan("6", CARE, "Commission Multi Systemic Therapy and put it into practice", "Samir Qureshi", due=YEAR_END),
    _plan(
        "7",
        CARE,
        "Evaluate the Family Group Conferencing Model and develop it, so that families are reached earlier",
        "Tobias Lyle",
        due=YEAR_END,
    ),
    _plan("8", CARE, "Start the Family Intervention Project, for families in the greatest difficulty", "Colin Ferris"),
    _plan(
        "9", CARE, "Find the common causes of delay in the Exiting Care team and improve its practice", "Tobias Lyle"
    ),
    _plan(
        "10",
        CARE,
        "Use the strategy to bring the rate of children in care down as well",
        "Marian Okafor",
        KEEPING_TOGETHER,
    ),
)

ATTENDEES = (
    "Councillor Priya Nandra (PN)\nGareth Whitlock (GW)\nMarian Okafor (MO)\nTobias Lyle (TL)\n"
    "Judith Sandford (JS)\nRuth Adeyemi (RA)"
)
APOLOGIES = "Councillor Owen Talbot (OT)\nCouncillor Lesley Marsden (LM)"


def _meeting(code: str, issues: str) -> Row:
    return printed(
        f"{MINUTES}, {OWN_WORDS}; names made up",
        date=SURGERY,
        title="Children and Young People's Performance Surgery",
        venue="Saxon House, 5th floor meeting room",
        start="10:00",
        end="11:15",
        attendees=ATTENDEES,
        apologies=APOLOGIES,
        code=code,
        issues=issues,
        further_review="Watched closely; reviewed after six months (August / September 2012)",
    )


MEETINGS = (
    made_up(
        "an earlier meeting, from which actions are carried on",
        date=EARLIER,
        title="Children and Young People's Performance Surgery",
        venue="Council House, room 2",
        start="14:00",
        end="15:00",
        attendees="Marian Okafor (MO)\nTobias Lyle (TL)\nJudith Sandford (JS)",
        code=CARE,
        issues="The number of children in care is still rising.",
        further_review="24 February 2012",
    ),
    _meeting(
        PLANS,
        "Emotional abuse stands behind 41% of the plans, above all for children who live with domestic violence. "
        "Outcomes for these children are the same with a plan and without one, so a plan helps them little. More work "
        "is done with the perpetrators through the multi-agency teams (MATs), together with sessions for each child, "
        "and the rate should fall safely. MO sees about 235 plans as right for a council of this size (currently "
        "268).\n"
        "Domestic violence is hard to monitor because the police receive so many referrals. The MATs feed back what "
        "they see; Multi Systemic Therapy and the work on Troubled Families should help; agencies sort incidents "
        "together, share what they know and act where needed.\n"
        "Plans have risen everywhere since the Baby P case. GW would rather work with fewer children at high risk "
        "than spread people across many cases. Challenge, and time for social workers to reflect, keep children safe "
        "and make sure that plans are made where they are right.",
    ),
    _meeting(
        CARE,
        "Adoption goes well for Derby's children: 12% compared with a national average of 9%.\n"
        "Nothing explains why Derby has more children in care than other councils.\n"
        "Firmer assessments, a fast track to adoption where it is right, and early help by MATs and social care, with "
        "graded care profiles that show neglect quickly, should bring the rate down. More attention to leaving care is "
        "needed, and a change of culture so that all staff work to the same ends.\n"
        "TL stressed working closely with schools on attendance and inclusion.\n"
        "Officers expect a safe fall of the rate to take between 3 and 5 years.",
    ),
)
