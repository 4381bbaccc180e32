"""The mistakes of Annex A, SSDA903 and the local lists: those of any table, and those about plans and episodes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xlperf.definitions.returns import ReturnDefinition
from xlperf.made_up.chance import birthday, days_after
from xlperf.made_up.dirt import UNFIT, MadeOf, Mistake, Mistakes, Situation, Unfit, in_the_future, ordinary_mistakes
from xlperf.made_up.records import Record, Value, date_of, value_of

SLIPS = {
    "contacts": "contact",
    "in_need": "last_seen",
    "plans": "last_visit",
    "looked_after": "last_visit",
    "single_assessments": "authorised",
}
"""The column of a list in which a date may slip into the future without putting anything else out of order."""


AS_LIKELY = 4
"""Mistakes about plans and episodes are so much likelier than one in a cell of any column: there are fewer of them."""


def annex_a_mistakes(definition: ReturnDefinition) -> Mistakes:
    """Return the mistakes that can be made in each list of Annex A."""
    found = {table.key: ordinary_mistakes(table, is_csv=False) for table in definition.tables}
    for key, column in SLIPS.items():
        found[key].append(in_the_future(column))
    found["plans"] += PLANS * AS_LIKELY
    return found


def local_mistakes(definition: ReturnDefinition) -> Mistakes:
    """Return the mistakes that can be made in a local list."""
    return {table.key: ordinary_mistakes(table, is_csv=True) for table in definition.tables}


def ssda903_mistakes(definition: ReturnDefinition) -> Mistakes:
    """Return the mistakes that can be made in records of SSDA903 that no other year's files hold."""
    found = {
        # Who a child is says the header alone, so there its number is right, and elsewhere nothing asks for its birth.
        table.key: ordinary_mistakes(table, True, ("child",) if table.key == "children" else ("date_of_birth",))
        for table in definition.tables
    }
    # When a child started to be looked after (S) is needed to judge its reviews, so these episodes keep their start.
    starts = [one for one in found["episodes"] if one.key == "started"]
    others = [one for one in found["episodes"] if one.key != "started"]
    found["episodes"] = [
        *others,
        *(EPISODES * AS_LIKELY),
        *(replace(one, value=_of_a_change(one.value)) for one in starts),
    ]
    found["looked_after_reviews"].append(
        Mistake("reviewed", "duplicate row", lambda one: value_of(one.record, "reviewed"), further=_nothing_else)
    )
    return found


def _nothing_else(one: Situation) -> Record:
    return {}


# Plans of List 7


def _started(one: Situation) -> date:
    started = date_of(one.record, "started")
    assert started is not None
    return started


def _before_start(one: Situation) -> Value | Unfit:
    return days_after(_started(one), -20)


def _ends_before(one: Situation) -> Value | Unfit:
    return days_after(_started(one), -15) if value_of(one.record, "ended") else UNFIT


def _review_after(one: Situation) -> Value | Unfit:
    ended = date_of(one.record, "ended")
    return days_after(ended, 9) if ended and days_after(ended, 9) <= one.day else UNFIT


def _born_too_early(one: Situation) -> Value | Unfit:
    return days_after(birthday(_started(one), -19), -40)


def _born_too_late(one: Situation) -> Value | Unfit:
    born = days_after(_started(one), 330)
    return born if born <= one.day else UNFIT


def _understated(one: Situation) -> Value | Unfit:
    starts = [date_of(other, "started") for other in one.of_child]
    return 0 if len(starts) == 2 and _started(one) == max(filter(None, starts)) else UNFIT


def _overlapping(one: Situation) -> Value | Unfit:
    start = days_after(_started(one), 30)
    until = date_of(one.record, "ended") or one.day
    return start if len(one.of_child) == 1 and start < until else UNFIT


def _another_plan(one: Situation) -> Record:
    before = value_of(one.record, "previous_plans")
    assert isinstance(before, int)
    return {"latest_review": None, "previous_plans": before + 1}


PLANS = (
    Mistake("started", "plan without start date", lambda _: None),
    Mistake("ended", "plan ends before it starts", _ends_before),
    Mistake("latest_review", "review before plan", _before_start),
    Mistake("latest_review", "review after plan", _review_after),
    Mistake("date_of_birth", "over 18 at plan start", _born_too_early),
    Mistake("date_of_birth", "plan long before birth", _born_too_late),
    Mistake("previous_plans", "previous plans not stated", lambda _: None),
    Mistake("previous_plans", "previous plans understated", _understated),
    Mistake("child", "duplicate row", lambda one: value_of(one.record, "child"), further=_nothing_else),
    Mistake("started", "overlapping plans", _overlapping, further=_another_plan),
)

# Episodes of SSDA903


def _of_a_change(value: MadeOf) -> MadeOf:
    """Return what makes the same mistake only in episodes that began with a change of placement or legal status."""
    return lambda one: UNFIT if value_of(one.record, "reason_started") == "S" else value(one)


EPISODES = (
    Mistake("started", "episode without start date", _of_a_change(lambda _: None)),
    Mistake("ended", "episode ends before it starts", _ends_before),
    Mistake("child", "duplicate row", lambda one: value_of(one.record, "child"), further=_nothing_else),
)
