"""The made-up world obeys the laws that any child's story obeys."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.made_up import LAST_DAY, a_world
from xlperf.errors import RequestError
from xlperf.made_up.chance import birthday
from xlperf.made_up.families import make_world
from xlperf.made_up.known import known_on

arguments = st.tuples(
    st.integers(1, 40),  # children
    st.integers(0, 10_000),  # the seed
    st.integers(1, 5),  # years
    st.dates(dt.date(2012, 1, 1), dt.date(2030, 12, 31)),  # the last day
)
some = settings(max_examples=40, deadline=None)


@some
@given(arguments)
def test_there_are_as_many_children_as_asked_for_each_known_in_the_time_and_with_its_own_number(asked):
    world = make_world(*asked)
    assert len({child.identifier for child in world.children}) == len(world.children)
    for child in world.children:
        assert any(one.referred <= world.last_day and one.closed >= world.first_day for one in child.referrals)


@some
@given(arguments)
def test_the_episodes_of_a_period_of_care_follow_each_other_without_a_gap(asked):
    world = make_world(*asked)
    for child in world.children:
        for period in child.care:
            chain = period.episodes
            assert (chain[0].started, chain[-1].ended) == (period.started, period.ended)
            assert chain[0].reason_started == "S"
            assert chain[-1].reason_ended == period.reason_ended
            for one, following in pairwise(chain):
                assert one.started < one.ended == following.started
                assert (one.reason_ended, following.reason_started in "LPTBU") == ("X1", True)
                assert (one.legal_status, one.placement) != (following.legal_status, following.placement)


@some
@given(arguments)
def test_what_changes_in_an_episode_is_what_its_reason_says(asked):
    world = make_world(*asked)
    for child in world.children:
        for period in child.care:
            for one, following in pairwise(period.episodes):
                legal = one.legal_status != following.legal_status
                moved = one.placement != following.placement
                assert (legal, moved) == {"L": (True, False), "P": (False, True), "T": (False, True)}.get(
                    following.reason_started, (True, True)
                )
                assert bool(one.reason_of_move) == moved


@some
@given(arguments)
def test_the_number_of_previous_plans_is_how_many_plans_came_before(asked):
    world = make_world(*asked)
    for child in world.children:
        assert [plan.previous_plans for plan in child.plans] == list(range(len(child.plans)))
        for one, following in pairwise(child.plans):
            assert one.ended < following.started


@some
@given(arguments)
def test_every_plan_starts_at_a_conference_of_its_own_referral_on_a_working_day(asked):
    world = make_world(*asked)
    for child in world.children:
        for referral in child.referrals:
            conferences = {one.conference for one in referral.enquiries if one.led_to_plan}
            assert conferences == {plan.started for plan in referral.plans}
            for one in referral.enquiries:
                assert one.conference is None or one.strategy_discussion <= one.conference
                assert one.conference is None or one.conference.weekday() < 5


@some
@given(arguments)
def test_everything_lies_between_its_beginning_and_its_end(asked):
    world = make_world(*asked)
    for child in world.children:
        for referral in child.referrals:
            for one in referral.assessments:
                assert referral.referred <= one.started <= one.authorised <= referral.closed
            for plan in referral.plans:
                assert referral.referred <= plan.started < plan.ended <= referral.closed
                assert all(plan.started < held <= plan.ended for held in plan.reviews)
                assert list(plan.reviews) == sorted(set(plan.reviews))
            for one in referral.local_assessments:
                assert referral.referred <= one.started <= one.completed
        for period in child.care:
            assert all(period.started < one.day <= period.ended for one in period.reviews)
            assert all(period.started < one.started < one.ended < period.ended for one in period.missing)


@some
@given(arguments)
def test_nobody_is_on_a_plan_or_looked_after_at_18_or_before_birth(asked):
    world = make_world(*asked)
    for child in world.children:
        adult = birthday(child.born, 18)
        assert all(plan.ended < adult for plan in child.plans)
        assert all(child.born <= period.started < period.ended <= adult for period in child.care)
        for one, following in pairwise(child.care):
            assert one.ended < following.started
        for one, following in pairwise(child.referrals):
            assert one.closed < following.referred


@some
@given(arguments)
def test_adoption_goes_from_decision_to_placement_to_order(asked):
    world = make_world(*asked)
    for child in world.children:
        for period in child.care:
            one = period.adoption
            if one is None:
                continue
            assert period.started < one.decided < one.placement_order
            if one.adopted is None:
                assert one.reversed is not None
                assert (one.placed, one.adopters) == (None, None)
                continue
            assert (
                one.adopters.enquiry
                < one.adopters.stage_1[0]
                < one.adopters.stage_2[0]
                < one.adopters.approved
                < one.matched
            )
            placed = [episode for episode in period.episodes if episode.placement.code in ("A5", "A6")]
            assert one.decided < one.matched < one.placed < one.adopted == period.ended
            # Episodes are only told up to the last day of the world.
            if one.placed < min(period.ended, world.last_day):
                assert placed[0].started == one.placed
                assert placed[0].legal_status == "E1"


@some
@given(arguments, st.integers(0, 2000))
def test_what_was_known_on_a_day_holds_nothing_later(asked, days):
    world = make_world(*asked)
    day = world.last_day - dt.timedelta(days=days)
    for child in world.children:
        then = known_on(child, day)
        assert all(date <= day for date in dates_in(then, skipping={"born"}))
        assert known_on(then, day) == then
        assert known_on(known_on(child, day + dt.timedelta(days=30)), day) == then


def dates_in(value, skipping=frozenset()):
    """Yield every date inside a value made of dataclasses and tuples."""
    if isinstance(value, dt.date):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from dates_in(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name not in skipping:
                yield from dates_in(getattr(value, name))


def test_the_first_children_are_the_same_however_many_there_are():
    small, large = a_world(50, seed=9), a_world(80, seed=9)
    assert [child.born for child in small.children[:40]] == [child.born for child in large.children[:40]]
    assert [child.identifier for child in small.children] == [child.identifier for child in large.children[:50]]


def test_another_seed_gives_other_children():
    assert a_world(50, seed=1).children[0] != a_world(50, seed=2).children[0]


def test_somebody_is_heard_of_on_the_last_day():
    for seed in range(10):
        world = a_world(3, seed=seed)
        assert any(contact.day == LAST_DAY for child in world.children for contact in child.contacts)


@pytest.mark.parametrize(
    ("children", "years", "message"),
    [
        (0, 4, "1 to 1,000,000 made-up children, not 0"),
        (1_000_001, 4, "not 1,000,001"),
        (5, 0, "1 to 20 years, not 0"),
        (5, 21, "not 21"),
    ],
)
def test_a_world_without_children_or_years_is_refused(children, years, message):
    with pytest.raises(RequestError, match=message):
        make_world(children, 1, years, LAST_DAY)
