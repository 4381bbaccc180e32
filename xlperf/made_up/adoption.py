"""From the decision that a child should be placed for adoption to the order, and who adopts."""

from __future__ import annotations

from datetime import date
from random import Random

from xlperf.made_up.chance import Shares, days_after, happens, working_day
from xlperf.made_up.world import Adopters, Adoption

HOUSEHOLDS = Shares({"MF": 76.0, "F": 12.0, "FF": 6.0, "MM": 5.0, "M": 1.0})
FIRST_NUMBER, NUMBERS = 20_000_000, 9_000_000
"""Numbers of adopters and of their families; no child has a number so high."""


def adoption_course(random: Random, entered: date) -> Adoption:
    """
    Return the way to adoption of a child who became looked after on a day, up to its end.

    Seven in ten children are placed within twelve months of the decision. One decision in fourteen is reversed.
    """
    decided = working_day(days_after(entered, random.randrange(150, 330)))
    within_a_year = happens(random, 0.7)
    placed = working_day(
        days_after(decided, random.randrange(70, 360) if within_a_year else random.randrange(372, 560))
    )
    order = working_day(days_after(decided, random.randrange(15, 60)))
    matched = working_day(days_after(placed, -random.randrange(8, 25)))
    adopted = working_day(days_after(placed, random.randrange(110, 300)))
    foster_carers = happens(random, 0.12)
    if happens(random, 0.07):
        reversed_on = working_day(days_after(decided, random.randrange(300, 600)))
        return Adoption(decided, order, None, None, None, reversed_on, foster_carers, None)
    return Adoption(decided, order, matched, placed, adopted, None, foster_carers, _adopters(random, matched))


def _adopters(random: Random, matched: date) -> Adopters:
    """Return the household that a child is matched with, approved some time before."""
    approved = working_day(days_after(matched, -random.randrange(60, 420)))
    stage_2_ended = working_day(days_after(approved, -random.randrange(5, 20)))
    stage_2 = working_day(days_after(stage_2_ended, -random.randrange(90, 140))), stage_2_ended
    stage_1_ended = working_day(days_after(stage_2[0], -random.randrange(3, 40)))
    stage_1 = working_day(days_after(stage_1_ended, -random.randrange(50, 90))), stage_1_ended
    sexes = HOUSEHOLDS.pick(random)
    numbers = random.sample(range(NUMBERS), 3)
    people = tuple((FIRST_NUMBER + number, sex) for number, sex in zip(numbers[1:], sexes, strict=False))
    alone, married = len(sexes) == 1, happens(random, 0.8)
    unmarried = "L2" if sexes == "MF" else "L3"
    return Adopters(
        family=FIRST_NUMBER + numbers[0],
        people=people,
        legal_status="L0" if alone else "L11" if married else unmarried,
        enquiry=working_day(days_after(stage_1[0], -random.randrange(10, 60))),
        stage_1=stage_1,
        stage_2=stage_2,
        approved=approved,
    )
