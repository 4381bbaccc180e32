"""Figures of teams: what each team has adds up to the authority's, whatever the rule has to know of other teams."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from tests.support.made_up_figures import FAMILIES, inputs_of, write_the_sample
from xlperf.definitions.indicator import Indicator
from xlperf.definitions.load import load
from xlperf.figure import RowRef
from xlperf.journey.counted import Counter
from xlperf.journey.figures import FigureMaker
from xlperf.journey.found import Found
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.made_up.sample import write_sample
from xlperf.period import Period
from xlperf.returns.child_level.returned import Return
from xlperf.returns.child_level.table import Table

TEAMS = ("Ash", "First Response", "Safeguarding and Support", "")  # two are those whose posts L0508 counts
SPELLINGS = (*TEAMS, " ASH ")
PERIODS = tuple(
    map(
        Period.parse,
        ("2026-03-31", "2026-03", "2025-11", "2025/26 Q4", "2025/26", "12 months to 2026-03", "2023/24", "2024/25"),
    )
)
NO_TEAMS = {"placed_for_adoption_in_twelve_months"}
"""What Annex A gives of the authority only: list 10 names no teams."""


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Return]:
    """Every family of a sample, each record with a team of its own, so that most children have had several."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(900, 24, folder)
    with_teams_in_episodes(sorted((folder / "ssda903").rglob("episodes*.csv")))
    by_title = {one.title: one for one in inputs_of(folder, *FAMILIES).returns}
    return {title: one if one.kind == "ssda903" else with_teams(one) for title, one in by_title.items()}


def with_teams_in_episodes(files: Iterable[Path]) -> None:
    """Write a column TEAM beside the episodes."""
    chance = random.Random(5)
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            headings, *rows = csv.reader(file)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[*headings, "TEAM"], *([*row, chance.choice(SPELLINGS)] for row in rows)])


def with_teams(one: Return) -> Return:
    """Return it with another team in every record of each list that has teams, or may have some; posts keep theirs."""
    chance = random.Random(6)
    tables = {
        key: with_column(table, [chance.choice(SPELLINGS) for _ in range(len(table))])
        if ("team" in table.columns and key != "posts") or key == "assessments"
        else table
        for key, table in one.tables.items()
    }
    return replace(one, tables=MappingProxyType(tables))


def with_column(table: Table, texts: Sequence[str]) -> Table:
    column = np.empty(len(table), dtype=object)
    column[:] = texts
    return replace(table, columns={**table.columns, "team": column})


def given(indicators: Iterable[Indicator], one: Return) -> Iterator[tuple[Indicator, Period, Found]]:
    """Yield every figure that a return gives of the authority, counts rather than rates."""
    counter = Counter([one])
    for indicator in indicators:
        for period in PERIODS:
            found = counter.find(indicator.model_copy(update={"unit": "count"}), period, None)
            if found is not None and found.value is not None:
                yield indicator, period, counter.find(indicator, period, None) or found


def sums(parts: Sequence[Found], of: str) -> float:
    return sum(getattr(part, of) or 0.0 for part in parts)


def rows_of(found: Found) -> list[RowRef]:
    return sorted([*found.numerator_rows, *found.denominator_rows], key=lambda row: (row.file, row.sheet, row.row))


def test_the_teams_and_no_team_add_up_to_the_authority_for_every_indicator(returns: dict[str, Return]) -> None:
    shared: dict[str, set[str]] = {}  # the figures in which several teams have a part
    for title, one in returns.items():
        teams = [Counter([one], team) for team in TEAMS]
        for indicator, period, whole in given(load().indicators.values(), one):
            parts = [part for team in teams if (part := team.find(indicator, period, None)) is not None]
            if not teams[0].can_count(indicator):
                assert title == "CIN census" or indicator.id in NO_TEAMS, (title, indicator.id)
                assert all("names no teams" in " ".join(part.notes) for part in parts)
                continue
            about = title, indicator.id, str(period)
            assert sums(parts, "numerator") == (whole.numerator or 0), about
            assert sums(parts, "denominator") == (whole.denominator or 0), about
            if indicator.unit == "count":
                assert sums(parts, "value") == whole.value, about
            assert sorted(row for part in parts for row in map(str, rows_of(part))) == sorted(map(str, rows_of(whole)))
            if len([part for part in parts if part.numerator or part.denominator or part.value]) > 1:
                shared.setdefault(title, set()).add(indicator.id)
    numbers = {title: len(ids) for title, ids in shared.items()}
    assert numbers == {"Annex A": 10, "SSDA903": 6, "List of assessments": 6, "List of posts": 1}


def test_an_adoption_is_with_the_team_of_the_episode_that_ended_with_it(returns: dict[str, Return]) -> None:
    """The list of adoptions of SSDA903 stands in no file: it is put together, and no team's whole."""
    ni_61, four_years = load().indicators["placed_for_adoption_in_twelve_months"], Period.parse("2025/26").latest(4)
    tables = returns["SSDA903"].tables
    episodes, adopted_by = tables["episodes"], dict[str, str]()
    for child, team, reason in zip(
        *(episodes.columns[key].tolist() for key in ("child", "team", "reason_ended")), strict=True
    ):
        if reason in ("E11", "E12"):
            adopted_by[child] = "Ash" if team == " ASH " else team
    for team in TEAMS:
        counter = Counter([returns["SSDA903"]], team)
        found = [counter.find(ni_61, year, None) for year in four_years]
        assert sum((one.denominator or 0) for one in found if one) == list(adopted_by.values()).count(team)
    assert len(set(adopted_by.values())) > 2


def test_what_other_teams_hold_of_a_child_still_counts(returns: dict[str, Return]) -> None:
    """Nearly nobody is two and a half years with one team here; the years with other teams are years in care."""
    stability, day = load().indicators["long_term_stability"], Period.parse("2026-03-31")
    whole = Counter([returns["SSDA903"]]).find(stability, day, None)
    of_ash = Counter([returns["SSDA903"]], "ash").find(stability, day, None)
    assert whole is not None
    assert of_ash is not None
    assert 0 < (of_ash.denominator or 0) < (whole.denominator or 0)


def test_a_part_time_post_counts_for_its_team_as_the_part_that_it_is(returns: dict[str, Return]) -> None:
    posts = load().indicators["vacant_posts"]
    assert posts.numerator is not None
    counting = posts.numerator.model_copy(update={"arguments": {"counted": "full-time equivalent"}})
    in_full_time = posts.model_copy(update={"numerator": counting})
    one, march = returns["List of posts"], Period.parse("2026-03")
    whole = Counter([one]).find(in_full_time, march, None)
    teams = sorted(set(one.tables["posts"].columns["team"].tolist()))
    parts = [part for team in teams if (part := Counter([one], team).find(in_full_time, march, None))]
    assert whole is not None
    assert whole.value is not None
    assert sum(part.value or 0 for part in parts) == pytest.approx(whole.value)
    assert whole.value < len(whole.numerator_rows)


def test_the_team_of_a_child_in_the_header_is_that_of_its_records(returns: dict[str, Return]) -> None:
    one = returns["SSDA903"]
    children, episodes = one.tables["children"], one.tables["episodes"]
    nobodys = with_column(episodes, [""] * len(episodes))
    named = with_column(children, [TEAMS[int(child) % 2] for child in children.columns["child"].tolist()])
    told = replace(one, tables=MappingProxyType({**one.tables, "episodes": nobodys, "children": named}))
    number, day = load().indicators["looked_after_number"], Period.parse("2026-03-31")
    found = {team: Counter([told], team).find(number, day, None) for team in TEAMS}
    values = {team: part.value for team, part in found.items() if part}
    whole = Counter([told]).find(number, day, None)
    assert whole is not None
    assert values[TEAMS[0]] + values[TEAMS[1]] == whole.value
    assert values[TEAMS[2]] == values[""] == 0


def inputs_with(one: Return, tmp_path: Path) -> Inputs:
    inputs = read_inputs([write_the_sample(tmp_path) / FAMILIES["Annex A"]], load())
    return replace(inputs, returns=(one,))


def test_a_note_on_what_is_left_out_says_that_it_is_of_all_teams(returns: dict[str, Return], tmp_path: Path) -> None:
    annex_a = returns["Annex A"]
    plans = annex_a.tables["plans"]
    started = plans.columns["started"].copy()
    started[:3] = 0
    spoilt = replace(plans, columns={**plans.columns, "started": started})
    told = replace(annex_a, tables=MappingProxyType({**annex_a.tables, "plans": spoilt}))
    maker = FigureMaker(inputs_with(told, tmp_path))
    number = maker.catalogue.indicators["plan_number"]
    whole, of_ash = (maker.figure(number, Period.parse("2026-03"), area) for area in ("", "ash"))
    (note,) = [note for note in whole.notes if "left out" in note]
    assert f"Of all teams together: {note}" in of_ash.notes
