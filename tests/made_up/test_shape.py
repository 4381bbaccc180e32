"""The shape of the made-up world is that of a council.

The bands are wide around what the Department for Education publishes for England (children in need and children looked
after, 2023 and 2024): a world of 6,000 children is a sample too.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support.made_up import LAST_DAY, a_world
from xlperf.made_up.chance import working_days_after
from xlperf.made_up.known import known_on


@pytest.fixture(scope="module")
def world():
    return a_world(6000, seed=1)


@pytest.fixture(scope="module")
def children(world):
    return [known_on(child, LAST_DAY) for child in world.children]


def referrals(world, children):
    return [(child, one) for child in children for one in child.referrals if one.referred >= world.first_day]


def share(things):
    things = list(things)
    return sum(things) / len(things)


def test_one_referral_in_five_follows_another_within_twelve_months(world, children):
    again = share(
        any(0 < (one.referred - other.referred).days <= 365 for other in child.referrals)
        for child, one in referrals(world, children)
    )
    assert 0.16 < again < 0.26


def test_five_in_six_assessments_are_done_in_45_working_days_of_the_referral(world, children):
    first = [(one, one.assessments[0]) for _, one in referrals(world, children) if one.assessments]
    done = [
        assessment.authorised <= working_days_after(one.referred, 45)
        for one, assessment in first
        if assessment.authorised
    ]
    assert 0.78 < share(done) < 0.88


def test_four_in_five_conferences_are_held_in_15_working_days(world, children):
    enquiries = [one for _, referral in referrals(world, children) for one in referral.enquiries if one.conference]
    assert 0.72 < share(one.conference <= working_days_after(one.strategy_discussion, 15) for one in enquiries) < 0.88


def test_plans_are_of_the_categories_lengths_and_repeats_of_england(world, children):
    plans = [plan for child in children for plan in child.plans]
    categories = Counter(plan.initial_category for plan in plans if plan.started >= world.first_day)
    total = categories.total()
    wanted = {"NEG": 0.46, "EMO": 0.37, "PHY": 0.11, "SAB": 0.06}
    assert categories.keys() == wanted.keys()
    assert all(abs(categories[code] / total - part) < 0.06 for code, part in wanted.items())
    ended = [plan for plan in plans if plan.ended and plan.ended >= world.first_day]
    assert 0.02 < share((plan.ended - plan.started).days + 1 >= 730 for plan in ended) < 0.06
    started = [plan for plan in plans if plan.started >= world.first_day]
    assert 0.13 < share(plan.previous_plans > 0 for plan in started) < 0.27


def test_children_are_looked_after_in_the_number_and_ways_of_england(world, children):
    periods = [(child, one) for child in children for one in child.care if not one.short_breaks]
    open_now = [one for _, one in periods if one.ended is None]
    a_year = len(referrals(world, children)) / len(world.years)
    assert 0.08 < len(open_now) / a_year < 0.22  # the likely shape that the generator aims at
    assert {"C2", "V2"} <= {one.episodes[-1].legal_status for one in open_now}
    assert any(one.episodes[0].legal_status in ("V3", "V4") for child in children for one in child.care)
    assert {"E11", "E12", "E4A", "E17"} <= {one.reason_ended for _, one in periods}
    assert any(episode.placement.code.startswith("T") for _, one in periods for episode in one.episodes)
    assert {"S", "L", "P", "T", "B"} <= {episode.reason_started for _, one in periods for episode in one.episodes}


def test_sexes_and_ethnicities_are_those_of_children_in_need(children):
    assert 0.48 < share(child.sex == "M" for child in children) < 0.56
    assert 0.6 < share(child.ethnicity == "WBRI" for child in children) < 0.72
    assert len({child.ethnicity for child in children}) >= 18
