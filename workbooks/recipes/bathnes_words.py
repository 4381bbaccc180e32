"""The cover matter and the commentary of the board paper, in our own words, with invented names."""

from __future__ import annotations

import datetime as dt

from facts import Row, inferred, made_up, printed

OWN_WORDS = "in our own words"
EXPLANATION = "Explanation of current performance"
ACTIVITIES = "Current activities"
WHY = "Why it matters"


def _cover(item: str, text: str) -> Row:
    return printed(f"cover, {OWN_WORDS}", item=item, text=text)


ABOUT = (
    printed("cover", item="Authority", text="Bath & North East Somerset"),
    inferred("official code of the authority", item="Authority code", text="E06000022"),
    printed("cover", item="Board", text="Partnership Board for Health and Wellbeing"),
    printed("cover", item="Title", text="Child Protection Activity Performance Report"),
    made_up("", item="Subtitle", text="A sample made from a published report; names of people are invented"),
    printed("cover", item="Date", text=dt.date(2011, 11, 16)),
    inferred("the day of the board", item="Prepared on", text=dt.date(2011, 11, 16)),
    printed("cover", item="Agenda item", text="8"),
    printed("cover", item="Attachments", text="None"),
    _cover(
        "Purpose",
        "The report tells the Board how the main indicators of child protection activity stand when quarter 2 of "
        "2011/12 ended. The Local Safeguarding Children Board (LSCB) has them in its Annual Report and Business Plan. "
        "Each is set beside earlier years and beside other authorities, every quarter.\n"
        "Indicators that show what changes for children, more than how work is processed, are being looked for. This "
        "follows the Munro Review of Child Protection (final report of 10 May 2011) and waits for the Government's "
        "answer to it, which may drop the fixed timescales for assessments. Locally, the views of children, parents "
        "and professionals are being recorded; later reports should be able to bring them together.",
    ),
    _cover(
        "Recommendation",
        "The Board is asked to note the report and what is being done, and to receive an update at each of its "
        "meetings. Later reports will speak of outcomes and not of process.",
    ),
    _cover(
        "Rationale",
        "Looking at these figures is good practice. It shows that the whole Council is committed to keeping children "
        "safe, and lets the Board and the LSCB hold each other to account.",
    ),
    printed("cover", item="Other options considered", text="None"),
    _cover("Financial implications", "The report has no direct financial implications."),
    _cover(
        "Risk management",
        "The LSCB, which sees the figures every quarter, and its member organisations assess and manage the risks to "
        "effective safeguarding. In the Council they stand in the service risk register.",
    ),
    _cover(
        "Equality issues",
        "Valuing the area's many cultures, supporting each person's identity and working against discrimination "
        "belong to what the LSCB stands for.",
    ),
    _cover("Legal issues", "There is nothing legal to consider."),
    _cover(
        "Engagement and involvement",
        "The LSCB and its member organisations receive and review the figures every quarter. The Council's monitoring "
        "officer and section 151 officer have seen this report.",
    ),
    made_up("the post is printed", item="Author", text="Edwin Carrow, Divisional Director, Safeguarding"),
    made_up("the post is printed", item="Contact", text="Edwin Carrow, edwin.carrow@bathnes.example"),
    made_up("the post is printed", item="Director", text="Sylvia Thane, Strategic Director, People and Communities"),
    printed(
        "cover",
        item="Background papers",
        text="Bath & North East Somerset Council, Partnership Board for Health and Wellbeing, Child Protection "
        "Activity Performance Report, 16 November 2011, agenda item 8",
    ),
)


def _said(code: str, part: str, text: str) -> Row:
    return printed(f"the report, {OWN_WORDS}", code=code, period="2011/12 Q2", part=part, text=text)


MUNRO = (
    "The Munro Review, in which we took an active part, recommends dropping the fixed timescale. The Government is "
    "considering this and has promised guidance for December 2011; local indicators may follow."
)

COMMENTARY = (
    _said(
        "CP number",
        WHY,
        "No national indicator asks for this number, but it says much about child protection activity, if it is read "
        "with care. A plan is made when a conference of several agencies finds that a child remains at risk of "
        "significant harm. Early help can make the number small; thresholds set too high can do so too.",
    ),
    _said(
        "CP number",
        EXPLANATION,
        "The number climbed all through 2010/11, most of all in its last quarter: 106 was the highest since the late "
        "1990s. Neighbouring services reported large rises as well. We looked into it and found several reasons at "
        "once: more complex new cases, long-standing lower concerns that had grown into significant risks, and "
        "assessments and evaluations of uneven quality that led to cautious decisions. After we acted on these, fewer "
        "children have a protection plan and more have a plan as children in need, while everyone who needs "
        "protection has it.",
    ),
    _said(
        "CP number",
        ACTIVITIES,
        "The LSCB's sub-committee watches our thresholds. A recent audit by the service found them appropriate and "
        "evenly applied, as did Ofsted's unannounced inspection of January 2011.",
    ),
    _said(
        "NI 64",
        WHY,
        "Research suggests that risk is most likely to be removed, or much reduced, within two years; after that the "
        "authority should ask whether the child ought to come into care. Some plans rightly run longer: the household "
        "has changed, neglect is being overcome step by step, or a parent's mental health makes the work slow.",
    ),
    _said(
        "NI 64",
        EXPLANATION,
        "What was gained during 2010/11, which ended only slightly off target, has been kept, and 2011/12 is on "
        "target. The percentages stand for few children and families. A conference reviews every plan, and the LSCB's "
        "sub-committee checks each decision to go on.",
    ),
    _said(
        "NI 65",
        WHY,
        "The indicator asks whether risks were really removed or come back and need another plan. That depends on the "
        "quality of the work during the plan, of the assessment, and of the support that a family can reach "
        "afterwards.",
    ),
    _said(
        "NI 65",
        EXPLANATION,
        "For years we did better than England and our family of authorities. In 2010/11 we missed the target and were "
        "above both. The first two quarters brought step-by-step improvement, but we are still off the target for the "
        "year and above comparable authorities. Numbers are small; even so, they question how well agencies help once "
        "a plan has ended.",
    ),
    _said(
        "NI 65",
        ACTIVITIES,
        "Work across the LSCB, and what the lean review of social care has taught, shape the new design of the "
        "service and its step-down support. Together they should bring improvement in the longer term.",
    ),
    _said(
        "NI 67",
        WHY,
        "A review by several agencies makes sure that a plan is carried out and still fits the child's needs and "
        "risks. It is due within 3 months of the first conference, and then at least every six months.",
    ),
    _said(
        "NI 67",
        EXPLANATION,
        "We are at 100% and have been for eight years. The indicator has left the national set, but we go on watching "
        "it, because good planning rests on it.",
    ),
    _said(
        "NI 68",
        WHY,
        "Concerns should be answered promptly, and referrals followed up where that is right. The indicator stands in "
        "for several things: whether partners refer the right cases, and where social care sets its thresholds. "
        "Working Together to Safeguard Children (2010) says that every referral needs an initial assessment.",
    ),
    _said(
        "NI 68",
        EXPLANATION,
        "Work during 2010/11 raised the figure well above its targets, and the first two quarters of 2011/12 built on "
        "that. The lean review, which feeds the new design of the service, has strengthened both quantity and quality.",
    ),
    _said(
        "NI 59",
        WHY,
        "An initial assessment shows how fast services answer when a child may be in need or at risk of serious harm, "
        "and, because several agencies take part, how well they work together. The child has to be seen, and the "
        "child's wishes and feelings count.",
    ),
    _said(
        "NI 59",
        EXPLANATION,
        "Clearing overdue assessments at the end of 2010/11 let us start 2011/12 from a stronger position, and the "
        "first quarter was much better. Since then the Locality Team has been short of people and colleagues were "
        "lent to the re-design team.",
    ),
    _said(
        "NI 59",
        ACTIVITIES,
        "Steps have been taken to lift performance over the rest of the year. The new way of working makes "
        "assessments more "
        "even in quality and should make them faster. " + MUNRO,
    ),
    _said(
        "NI 60",
        WHY,
        "A core assessment looks at a child and family in depth, and is also how enquiries under section 47 are made. "
        "Families should know how long it will take. Meeting the timescale can also be a sign of agencies working well "
        "together.",
    ),
    _said(
        "NI 60",
        EXPLANATION,
        "Clearing overdue assessments at the end of 2010/11 helped here too: both quarters are better, and the figure "
        "is close to the target for the whole year.",
    ),
    _said(
        "NI 60",
        ACTIVITIES,
        "The lean review has improved practice, and the re-design tries out new ways of organising, assessing and "
        "recording. An enlarged team is to complete all core assessments, which should even out their speed and "
        "quality. " + MUNRO,
    ),
)
