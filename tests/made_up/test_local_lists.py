"""The made-up local lists hold what their indicators need: referrals without an assessment, and named services."""

from __future__ import annotations

import pytest

from tests.support.made_up import LAST_DAY, a_world, read_back
from xlperf.definitions.load import load
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.inputs import read_inputs
from xlperf.made_up.known import known_on
from xlperf.made_up.sample import write_sample, write_world
from xlperf.measures.referrals import referrals_listed, referrals_to_initial_assessment
from xlperf.measures.workforce import posts_vacant
from xlperf.period import Period

YEAR = Period.parse("2025/26")
SERVICES = {"first response", "safeguarding and support"}
MANAGERS = {"team manager", "senior team manager"}


@pytest.fixture(scope="module")
def returns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_world(a_world(), folder)
    return read_back(folder)


def test_every_referral_is_in_the_list_with_or_without_an_assessment(returns):
    referrals = [
        one
        for child in a_world().children
        for one in known_on(child, LAST_DAY).referrals
        if YEAR.first_day <= one.referred <= YEAR.last_day
    ]
    tables = returns["assessments"].tables
    led = sum(any(each.kind == "initial" for each in one.local_assessments) for one in referrals)
    assert referrals_listed(tables, YEAR).number == len(referrals)
    assert referrals_to_initial_assessment(tables, YEAR).number == led
    assert 0.7 < led / len(referrals) < 0.92


def test_a_referral_without_an_assessment_has_its_date_alone_and_is_no_problem(returns):
    one = returns["assessments"]
    columns = one.tables["assessments"].columns
    alone = columns["kind"] == ""
    assert 0 < alone.sum() < len(alone)
    assert (columns["referred"][alone] > 0).all()
    assert not columns["started"][alone].any()
    assert not columns["completed"][alone].any()
    assert one.problems == ()


@pytest.mark.parametrize("roles", [set(), MANAGERS])
def test_vacant_posts_of_the_named_services_are_counted_at_every_month_end(returns, roles):
    numbers = []
    for text in ("2024-03", "2025-03", "2025-09", "2026-03"):
        period = Period.parse(text)
        day = period.last_day
        vacant = [
            one
            for one in a_world().posts
            if one.team.casefold() in SERVICES
            and (not roles or one.role.casefold() in roles)
            and one.vacant_from is not None
            and one.vacant_from <= day
            and (one.vacant_to is None or one.vacant_to > day)
        ]
        count = posts_vacant(returns["posts"].tables, period, roles=", ".join(roles), teams=", ".join(SERVICES))
        assert count.number == len(vacant)
        numbers.append(len(vacant))
    assert any(numbers)


def test_the_indicators_are_counted_from_a_sample(tmp_path):
    write_sample(120, 7, tmp_path)
    inputs = read_inputs([tmp_path / "local"], load())
    (listed,) = figures(FigureMaker(inputs), YEAR, codes=["NI 68"])
    assert 0.5 < listed.value < 1
    for figure in figures(FigureMaker(inputs), Period.parse("2026-03"), codes=["L0508", "L0509"]):
        assert figure.value is not None
        assert figure.method.startswith("counted from posts.csv")
