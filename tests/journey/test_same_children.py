"""The same invented children give the same figures through every return, and those that plain loops over them give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest

from tests.support import world_by_hand as by_hand
from tests.support.councils import council_folder
from xlperf.definitions.load import load
from xlperf.figure import Figure
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import read_inputs
from xlperf.made_up.families import make_world
from xlperf.made_up.sample import LAST_DAY, YEARS, write_sample
from xlperf.made_up.world import World
from xlperf.period import Period

CHILDREN, SEEDS = 300, (8, 21, 24)
FAMILIES = {"Annex A": "annex_a.xlsx", "SSDA903": "ssda903", "CIN": "cin", "local lists": "local"}
FROM_START = '[settings.clock]\nvalue = "start"\n'  # Annex A does not say when the child was referred

LAST_MONTHS = tuple(Period.parse(LAST_DAY.strftime("%Y-%m")).latest(6))
IN_SIX_MONTHS = (
    *LAST_MONTHS,
    *Period.parse("2025/26 Q4").latest(2),
    *(Period.day(month.last_day) for month in LAST_MONTHS),
    *(Period.day(month.first_day) for month in LAST_MONTHS),
    Period.parse("2025/26"),
)
FOUR_YEARS = (
    *Period.parse("2026-03").latest(48),
    *Period.parse("2025/26 Q4").latest(16),
    *Period.parse("2025/26").latest(4),
    *(Period.rolling(month.last_day) for month in Period.parse("2026-03").latest(12)),
    Period.parse("2025/26 to 2025-11"),
    *(Period.day(month.first_day.replace(day=day)) for month in LAST_MONTHS for day in (1, 10, 23)),
    *(
        Period.parse(day)
        for day in ("2022-04-01", "2023-03-30", "2023-03-31", "2024-02-29", "2024-09-29", "2024-09-30")
    ),
)

Told = tuple[World, Mapping[str, FigureMaker]]


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A world, and what makes figures from each family of its returns alone."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(CHILDREN, request.param, folder)
    world = make_world(CHILDREN, request.param, YEARS, LAST_DAY)
    return world, {name: maker_of(folder / place) for name, place in FAMILIES.items()}


def maker_of(place: Path, council: Path | None = None) -> FigureMaker:
    return FigureMaker(read_inputs([place], load(council)))


def figure(maker: FigureMaker, code: str, period: Period) -> Figure:
    return maker.figure(maker.inputs.catalogue.indicators[code], period)


def numbers(figure: Figure) -> tuple[object, ...]:
    """Return what two figures must have in common; of what is rounded nothing."""
    return figure.numerator, figure.denominator, figure.value, figure.missing


def given(figure: Figure) -> bool:
    return figure.value is not None or figure.numerator is not None


# One return and another


IN_TWO = {
    "plan_number": {"Annex A", "CIN"},
    "plan_rate": {"Annex A", "CIN"},
    "plans_two_years_or_more": {"Annex A", "CIN"},
    "second_or_subsequent_plans": {"Annex A", "CIN"},
    "conferences_15_days": {"Annex A", "CIN"},
    "re_referrals": {"Annex A", "CIN"},
    "single_assessments_45_days": {"Annex A", "CIN"},
    "looked_after_number": {"Annex A", "SSDA903"},
    "looked_after_rate": {"Annex A", "SSDA903"},
    "three_or_more_placements": {"Annex A", "SSDA903"},
    "placed_for_adoption_in_twelve_months": {"Annex A", "SSDA903"},
}
"""Every indicator that two returns give. Annex A counts assessments from their start, so only their number is one."""


def test_two_returns_that_give_a_figure_give_the_same(told: Told) -> None:
    _, makers = told
    differing, compared = [], Counter[str]()
    for code in makers["CIN"].catalogue.indicators:
        for period in IN_SIX_MONTHS:
            figures = {name: one for name, maker in makers.items() if given(one := figure(maker, code, period))}
            for first, second in combinations(figures, 2):
                compared[code] += 1
                pair = numbers(figures[first]), numbers(figures[second])
                if code == "single_assessments_45_days":
                    pair = pair[0][1:2], pair[1][1:2]
                if pair[0] != pair[1]:
                    differing.append((code, str(period), first, second, *pair))
                assert {first, second} == IN_TWO.get(code)
    assert differing == []
    assert set(compared) == set(IN_TWO)
    for code, number in compared.items():
        assert number >= (3 if code == "three_or_more_placements" else len(IN_SIX_MONTHS) - 1), code


def test_annex_a_and_the_census_agree_on_assessments_counted_from_their_start(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write_sample(CHILDREN, SEEDS[0], tmp_path / "sample")
    world = make_world(CHILDREN, SEEDS[0], YEARS, LAST_DAY)
    council = council_folder(tmp_path, {"indicators/single_assessments_45_days.toml": FROM_START})
    annex_a, census = (maker_of(tmp_path / "sample" / FAMILIES[name], council) for name in ("Annex A", "CIN"))
    for period in LAST_MONTHS:
        found = [figure(maker, "single_assessments_45_days", period) for maker in (annex_a, census)]
        assert [(one.numerator, one.denominator) for one in found] == [
            by_hand.single_assessments(world, period, from_start=True)
        ] * 2


# Returns and the children themselves


Plain = Callable[[World, Period], int | tuple[int, int]]

PLAIN: Mapping[str, tuple[str, Plain]] = {
    "plan_number": ("CIN", by_hand.on_a_plan),
    "plans_two_years_or_more": ("CIN", by_hand.long_plans),
    "second_or_subsequent_plans": ("CIN", by_hand.second_plans),
    "plan_reviews_on_time": ("CIN", by_hand.plan_reviews),
    "conferences_15_days": ("CIN", by_hand.conferences),
    "single_assessments_45_days": ("CIN", by_hand.single_assessments),
    "re_referrals": ("CIN", by_hand.re_referrals),
    "looked_after_number": ("SSDA903", by_hand.looked_after),
    "placed_for_adoption_in_twelve_months": ("SSDA903", by_hand.adopted),
    "three_or_more_placements": ("SSDA903", by_hand.moved_often),
    "long_term_stability": ("SSDA903", by_hand.settled),
    "looked_after_reviews_on_time": ("SSDA903", by_hand.care_reviews),
    "initial_assessments_seven_days": ("local lists", partial(by_hand.initial_assessments, most=7)),
    "initial_assessments_ten_days": ("local lists", partial(by_hand.initial_assessments, most=10)),
    "initial_assessments_in_the_month_seven_days": (
        "local lists",
        partial(by_hand.initial_assessments, most=7, in_the_period=True),
    ),
    "initial_assessments_in_the_month_ten_days": (
        "local lists",
        partial(by_hand.initial_assessments, most=10, in_the_period=True),
    ),
    "core_assessments_35_days": ("local lists", by_hand.core_assessments),
    "referrals_to_initial_assessment": ("local lists", by_hand.referrals_assessed),
}
"""Every indicator of children that a return gives, with the return that gives it for longest, and its plain loop."""

FIRST_MONTHS_WITHOUT = {
    "re_referrals": 12,
    "three_or_more_placements": 11,
    "long_term_stability": 29,
    "looked_after_reviews_on_time": 7,
}
"""How many months of the 48 a return cannot give, because the rule looks back to before the first of them."""


@pytest.mark.parametrize("code", PLAIN)
def test_a_return_gives_what_the_children_give_one_by_one(told: Told, code: str) -> None:
    world, makers = told
    family, plain = PLAIN[code]
    months = sum(given(figure(makers[family], code, period)) for period in FOUR_YEARS[:48])
    without = FIRST_MONTHS_WITHOUT.get(code, 0)
    if family == "local lists":  # a small list ends with the last month in which something is done
        without = 48 - months if months > 45 else 0
    assert months == 48 - without
    assert differences(makers[family], world, code, plain, FOUR_YEARS) == []


@pytest.mark.parametrize("code", [code for code, families in IN_TWO.items() if code in PLAIN and "Annex A" in families])
def test_annex_a_gives_what_the_children_give_one_by_one(told: Told, code: str) -> None:
    world, makers = told
    plain = PLAIN[code][1]
    if code == "single_assessments_45_days":
        plain = partial(by_hand.single_assessments, from_start=True)
    assert differences(makers["Annex A"], world, code, plain, IN_SIX_MONTHS) == []


TWELVE_MONTHS = (
    *Period.parse("2026-03").latest(12),
    *Period.parse("2025/26 Q4").latest(4),
    *(Period.parse(f"2025/26 to 2025-{month:02}") for month in range(4, 13)),
    Period.parse("2025/26"),
    Period.parse("12 months to 2026-03"),
)


def test_list_10_of_annex_a_gives_adoptions_of_the_whole_year(told: Told) -> None:
    world, makers = told
    code = "placed_for_adoption_in_twelve_months"
    figures = [figure(makers["Annex A"], code, period) for period in TWELVE_MONTHS]
    assert all(given(one) for one in figures)
    assert differences(makers["Annex A"], world, code, by_hand.adopted, TWELVE_MONTHS) == []
    assert [numbers(one) for one in figures] == [
        numbers(figure(makers["SSDA903"], code, period)) for period in TWELVE_MONTHS
    ]
    year = figure(makers["Annex A"], code, Period.parse("2025/26"))
    assert (year.denominator or 0) > (figure(makers["Annex A"], code, Period.parse("2025/26 Q4")).denominator or 0)


def test_no_other_list_of_annex_a_gives_a_whole_year(told: Told) -> None:
    _, makers = told
    year = Period.parse("2025/26")
    flows = [one for one in makers["Annex A"].catalogue.indicators.values() if one.timing == "flow"]
    assert {one.id for one in flows if given(figure(makers["Annex A"], one.id, year))} == {
        "placed_for_adoption_in_twelve_months"
    }


def differences(
    maker: FigureMaker, world: World, code: str, plain: Plain, periods: tuple[Period, ...]
) -> list[tuple[str, object, object]]:
    """Return every period for which a figure that is given is another than the plain loop's."""
    found = []
    for period in periods:
        one = figure(maker, code, period)
        if given(one):
            counted = one.value if one.unit == "count" else (one.numerator, one.denominator)
            expected = plain(world, period)
            if counted != expected:
                found.append((str(period), counted, expected))
    return found


def test_the_figures_compared_are_not_all_nought() -> None:
    """Many a month passes without an adoption, but not every year of every world."""
    worlds = [make_world(CHILDREN, seed, YEARS, LAST_DAY) for seed in SEEDS]
    for code, (_, plain) in PLAIN.items():
        found = [plain(world, year) for world in worlds for year in Period.parse("2025/26").latest(4)]
        assert any(one if isinstance(one, int) else one[0] and one[0] < one[1] for one in found), code
