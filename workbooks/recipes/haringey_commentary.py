"""What Haringey's report says of its figures, in our own words: every measurement of the prose is kept."""

from __future__ import annotations

from facts import Row, printed

EXPLANATION = "Explanation of current performance"
ACTIVITIES = "Current activities"
BEST_PRACTICE = "Best practice"


def _said(code: str, part: str, text: str) -> Row:
    where = "commentary, in our own words"
    return printed(where, code=code, period="2010-01", part=part, text=text)


COMMENTARY = (
    _said(
        "NI 59; NI 60",
        EXPLANATION,
        "Few assessments finish on time, for two main reasons: the service puts their quality first, and it is closing "
        "those that were already overdue. Both percentages should stay low until that backlog is gone. After that they "
        "will say more about how the service really works; the latest months already point cautiously upwards.",
    ),
    _said(
        "NI 59; NI 60",
        ACTIVITIES,
        "Demand stays high: 50% more cases reach the service than in the two years before. Posts for qualified social "
        "workers remain hard to fill, and that shows in the figures. Newly qualified workers are moving up to a full "
        "caseload; colleagues recruited in America have finished their induction and begun to take cases. Every "
        "manager's post is covered and the team is settled, but all except 2 of the managers come from agencies, so a "
        "permanent team still has to be built.",
    ),
    _said(
        "NI 59; NI 60",
        BEST_PRACTICE,
        "A paper on thresholds now guides what should come to social care. Together with the coordinator of the common "
        "assessment framework the service steers lower-level needs there, away from First Response. Police and health "
        "staff meet the service 3 times a week, so that the first answer to a referral is a shared one. A screening "
        "team has been set up for consistency; its manager and its senior practitioner have started. Senior managers "
        "have audited 165 cases since November, and an independent social worker has audited more: assessments are "
        "better, and their outcomes and recommendations fit.",
    ),
    _said(
        "NI 68",
        ACTIVITIES,
        "The paper on thresholds makes it clearer, and more even, which referrals should lead to an assessment. With "
        "the coordinator of the common assessment framework the service goes on steering suitable cases to that "
        "framework before they reach First Response.",
    ),
    _said(
        "NI 62",
        EXPLANATION,
        "The year to date stands for the 12 months that end with January 2010. Since April 2009, 62 children have had "
        "3 or more placements (11.11%). National guidance calls a result below 16% good, so this measure turns red "
        "only above 16%.",
    ),
    _said(
        "NI 61",
        EXPLANATION,
        "Very few children are counted here, so the percentage needs care. From April to January 10 children were "
        "adopted; 5 of these had been placed within 12 months of the decision for adoption. January saw no adoption. "
        "The target is 75%.",
    ),
    _said(
        "NI 61",
        ACTIVITIES,
        "The service works hard to find families and uses publicity to the full: children who are harder to place are "
        "presented in newspapers and at adoption events, near and far. It looks for matches together with the North "
        "London Adoption Consortium. A child may be advertised only once there is a Placement Order. Waiting for one "
        "used to cost time; now that courts watch their timetables, orders come sooner. On the other hand, more of the "
        "cases raise difficult questions of law.",
    ),
    _said("NI 66", EXPLANATION, "Nearly every review is held on time. Where one is late, the reason lies in the case."),
    _said(
        "NI 66",
        ACTIVITIES,
        "The measure is watched closely: new cases go to an independent reviewing officer early, and the placements "
        "service is kept informed.",
    ),
    _said(
        "NI 63",
        EXPLANATION,
        "The percentage has climbed over the year and stands at 69.6%. As a whole number it would meet the target of "
        "70%.",
    ),
    _said(
        "NI 67",
        EXPLANATION,
        "In the year to date 9 reviews of child protection plans came late. All of them have been held since, and "
        "January had no late review.",
    ),
    _said(
        "NI 67",
        ACTIVITIES,
        "A new way of arranging reviews is meant to bring more of them inside the time allowed. The number of "
        "children who become the subject of a plan keeps growing, and that strains the people who arrange and chair "
        "the reviews.",
    ),
    _said(
        "NI 65",
        EXPLANATION,
        "Few children are counted, so the monthly percentage jumps about. In the year to date 246 children became the "
        "subject of a plan; 33 of them had been on one before. In 2008/09 the average was 13% for England, 11% for "
        "London and 12% for our statistical neighbours.",
    ),
    _said(
        "NI 64",
        EXPLANATION,
        "One month says little about this measure; six months at least are needed to see a change. Of the children "
        "whose plan ended, 62% moved into care.",
    ),
    _said(
        "NI 64",
        ACTIVITIES,
        "The child protection service will audit more of the plans that have run for 18 months or more, ahead of the "
        "2-year mark, to see that the work moves on. A child who is in care keeps the plan until a care order is made, "
        "so a court's timetable can hold a case here. The service will look into the plans that have ended: children "
        "who came into care should be better protected than before. Many plans are for neglect, where lasting change "
        "comes slowly.",
    ),
    _said(
        "NI 64",
        BEST_PRACTICE,
        "The target for the year is 5%; in 2008/09 the result was 4.7%. The averages of 2008/09 were 6% for England, "
        "8% for London and 9.1% for our statistical neighbours.",
    ),
    _said(
        "L0508",
        EXPLANATION,
        "Human resources and finance have met, and First Response now has fewer funded posts. Agency staff fill 25 of "
        "the 26.5 posts in First Response, and 15 of the 20.6 posts in Safeguarding & Support.",
    ),
    _said(
        "L0509",
        EXPLANATION,
        "Human resources and finance have met, and First Response now has fewer funded posts. It has 7.7 managers' "
        "posts, with 1 permanent manager and 8 from agencies. Safeguarding & Support has 5.6 managers' posts, with 5 "
        "permanent managers and 2 from agencies.",
    ),
)
